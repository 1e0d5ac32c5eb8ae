"""A parsed sentence with its actors in place: who stands in which slot of a verb.

All questions about syntax are asked here and in `phrases`, so that the coder itself reads like a rule.

    subject of "attacked" in "Iran, which had rearmed, attacked": token "Iran"
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.events.phrases import DECISIONS, MAX_DEPTH, RELATIVE, Phrases, unique
from dragoman.events.words import WORDS
from dragoman.types import Mention, Token

OBJECT_CONTROL = WORDS["object_control"]
LIKEWISE = WORDS["likewise"]
APPEALS = WORDS["appeals"]
ACCOMPANIES = WORDS["accompanies"]
JOURNEYS = WORDS["journeys"]
ACCUSES = WORDS["accuses"]


class Scene(Phrases):
    """The sentence with its mentions, and who does and suffers what each verb says."""

    def is_passive(self, v: int) -> bool:
        token = self.tokens[v]
        if token.tag != "VBN":
            return False
        if self.children(v, "nsubjpass", "auxpass") or self.is_caused(v):
            return True
        if any(self.fill(thing.i) for by in self.children(v, "agent") for thing in self.children(by.i, "pobj")):
            return True  # "taken hostage by"
        if self.children(v, "aux", "nsubj"):
            return False
        if token.dep == "acl":
            return True
        if token.dep == "advcl" and not self.children(v, "dobj"):
            return True
        return token.dep == "conj" and self.is_passive(token.head)

    def is_caused(self, v: int) -> bool:
        """ "had the ships burnt": what somebody has others do."""
        token = self.tokens[v]
        has = self.tokens[token.head].lemma in ("have", "get") and not self.tokens[token.head].dep.startswith("aux")
        return has and token.dep == "ccomp" and bool(self.children(v, "nsubj")) and not self.children(v, "aux")

    def surface_subject(self, v: int, depth: int = 0) -> int | None:
        """Head token of the phrase that is the grammatical subject of verb `v`, own or understood."""
        if depth > MAX_DEPTH:
            return None
        own = self.children(v, "nsubj", "nsubjpass")
        if own:
            before = [kid for kid in own if kid.i < v]
            subject = (before or own)[-1]
            if subject.tag in RELATIVE and self.mention_at.get(subject.i) is None:
                antecedent = self.antecedent(subject.i)
                return subject.i if antecedent is None else antecedent
            return subject.i
        token = self.tokens[v]
        governor = token.head
        if governor == v:
            return None
        if token.dep == "conj":
            return self.surface_subject(governor, depth + 1)
        if token.dep in ("acl", "relcl"):
            if token.dep == "acl" and token.tag in ("VB",):
                return self.owner(governor, depth + 1)
            return governor
        if token.dep in ("ccomp", "advcl") and token.tag in ("VBD", "VBZ", "VBP"):
            return None  # a finite clause has a subject of its own; the parse has lost it
        if token.dep in ("xcomp", "ccomp", "advcl"):
            return self.controller(v, governor, depth)
        if token.dep == "pcomp":
            above = self.tokens[governor].head
            if self.tokens[above].pos in ("VERB", "AUX"):
                objects = self.objects(above)
                if self.tokens[governor].lemma == "for":
                    struck = self._struck(above, objects)
                    if struck is not None:
                        return struck
                charged = self.tokens[governor].lemma == "with" and self.tokens[above].lemma in ACCUSES
                if objects and (charged or self.tokens[governor].lemma in ("of", "for", "from", "into")):
                    return objects[0]  # "accused Iraq of shelling"
                return self.surface_subject(above, depth + 1)
            return self.owner(above, depth + 1)
        return None

    def _struck(self, v: int, objects: Iterable[int]) -> int | None:
        """Whom an act falls on that has its own word: "imposed sanctions on Eritrea (for arming rebels)"."""
        for base in (v, *objects):
            for kid in self.children(base, "prep"):
                if kid.lemma in ("on", "upon", "against"):
                    for thing in self.children(kid.i, "pobj"):
                        if self.fill(thing.i):
                            return thing.i
        return None

    def controller(self, v: int, governor: int, depth: int) -> int | None:
        """Subject of an infinitive or participle without one of its own."""
        if self.tokens[governor].pos not in ("VERB", "AUX"):
            return self.owner(governor, depth + 1)
        objects = self.objects(governor)
        if self.tokens[v].dep != "advcl" and objects and self.tokens[governor].lemma in OBJECT_CONTROL:
            return objects[0]
        if self.tokens[v].tag == "VB" and objects and self.tokens[objects[0]].lemma in APPEALS:
            heard = self.hearer(objects[0])
            if heard is not None and heard < v:
                return heard  # "put pressure on Chad to leave"
        if self.is_passive(governor) and self.tokens[v].dep == "advcl":
            agents = [thing.i for by in self.children(governor, "agent") for thing in self.children(by.i, "pobj")]
            if agents and self.tokens[v].tag == "VBG":
                return self.surface_subject(governor, depth + 1)
        return self.surface_subject(governor, depth + 1)

    def owner(self, noun: int, depth: int = 0) -> int | None:
        """Who is behind a noun: its possessor, who is named with it ("the American decision to", "a decision by Chad to"), or the
        subject of the verb that it completes ("took the decision to")."""
        if self.tokens[noun].lemma in APPEALS:
            heard = self.hearer(noun)
            if heard is not None:
                return heard
        for kid in self.children(noun, "poss"):
            return kid.i
        for kid in self.children(noun, "amod", "compound", "nmod", "prep"):
            if kid.dep == "prep" and kid.lemma == "by":
                for thing in self.children(kid.i, "pobj"):
                    if self.fill(thing.i):
                        return thing.i
            elif kid.i in self.mention_at and self.mention_at[kid.i].kind != "place" and self.tokens[noun].lemma in DECISIONS:
                return kid.i
        token = self.tokens[noun]
        if token.dep in ("dobj", "attr", "oprd", "acomp") and depth <= MAX_DEPTH:
            return self.surface_subject(token.head, depth + 1)
        if token.dep == "pobj" and noun in self.mention_at and depth <= MAX_DEPTH:
            verb = self.tokens[self.tokens[token.head].head]
            if verb.lemma in JOURNEYS:
                return self.surface_subject(verb.i, depth + 1)  # "left for Syria to join"
        return noun

    def hearer(self, noun: int) -> int | None:
        """Who is to do what noun `noun` asks for: "pressure on Chad to leave", "calls for Mali to sign"."""
        bases = [noun]
        if self.tokens[noun].dep == "dobj":
            bases.append(self.tokens[noun].head)  # where the parser hangs the "on" on "put"
        for base in bases:
            for kid in self.children(base, "prep", "dative"):
                if kid.lemma in ("on", "upon", "to", "for"):
                    for thing in self.children(kid.i, "pobj"):
                        if self.fill(thing.i):
                            return thing.i
        return None

    def objects(self, v: int) -> list[int]:
        """Head tokens of the direct objects in the active sense: what is acted upon."""
        token = self.tokens[v]
        if self.is_passive(v):
            subject = self.surface_subject(v) if token.dep != "acl" else self.apart(v)
            return [] if subject is None else [subject]
        found = [kid.i for kid in self.children(v, "dobj")]
        if not found and any(kid.i < v for kid in self.children(v, "nsubj")):
            found = [kid.i for kid in self.children(v, "nsubj") if kid.i > v]  # a second subject after the verb is none
        for i in list(found):
            if self.tokens[i].tag in RELATIVE:
                antecedent = self.antecedent(i)
                found = [antecedent if j == i and antecedent is not None else j for j in found]
        if not found and token.dep == "relcl" and self.children(v, "nsubj") and self._has_gap(v):
            found = [token.head]
        return found

    def apart(self, v: int) -> int:
        """What a participle says something of: the noun before it, or, after a comma, the subject where that noun is nobody:
        "Chadian forces shelled the town, backed by Niger"."""
        noun = self.tokens[v].head
        verb = self.tokens[self.tokens[noun].head]
        if self.tokens[v - 1].text != "," or self.tokens[noun].dep != "dobj" or self.fill(noun, places=True):
            return noun
        subject = self.surface_subject(verb.i) if self.tokens[v].lemma in ACCOMPANIES else None
        return noun if subject is None else subject

    def nouns_before(self, v: int) -> list[int]:
        """Nouns that a participle after a comma may go with: "a memorandum of understanding, signed by both"."""
        if self.tokens[v].tag != "VBN" or v < 2 or self.children(v, "auxpass", "nsubjpass", "aux"):
            return []
        i = v - 2 if self.tokens[v - 1].text == "," else v - 1
        found: list[int] = []
        while self.tokens[i].pos in ("NOUN", "PROPN", "ADP") and len(found) < 4:
            if self.tokens[i].pos != "ADP":
                found.append(i)
            if self.tokens[i].head == i:
                break
            i = self.tokens[i].head
        return found

    def _has_gap(self, v: int) -> bool:
        """Whether the relative clause of `v` lacks its object: no relative pronoun is its subject, and none says "in which"."""
        for kid in self.children(v, "prep"):
            if any(self.tokens[thing.i].tag in RELATIVE for thing in self.children(kid.i, "pobj")):
                return False
        return all(self.tokens[kid.i].tag not in RELATIVE for kid in self.children(v, "nsubj"))

    def shared_objects(self, v: int) -> list[int]:
        """Objects of `v`, or of a verb coordinated after it that share them."""
        found = self.objects(v)
        if not found and not self.is_passive(v):
            for kid in self.children(v, "conj"):
                if kid.pos == "VERB" and not self.children(kid.i, "nsubj", "nsubjpass"):
                    found = self.objects(kid.i)
                    if found:
                        break
        return found

    def meant(self, i: int) -> int:
        """What an object "it" or "them", which is no actor, stands for: the thing of the verb before ("cut relations and restored
        [them]")."""
        token = self.tokens[i]
        verb = self.tokens[token.head]
        if token.text.lower() not in ("it", "them") or i in self.mention_at or verb.dep != "conj":
            return i
        many = token.text.lower() == "them"
        before = [kid for kid in self.children(verb.head, "dobj") if (kid.tag in ("NNS", "NNPS")) == many]
        return before[0].i if before else i

    def agents(self, v: int) -> list[Mention]:
        """Actors that do what verb `v` says: its subject, or the by-phrase of a passive."""
        if self.is_passive(v):
            agents = [thing.i for by in self.agent_links(v) for thing in self.children(by.i, "pobj")]
            near = [v, *(kid.i for kid in self.children(v, "npadvmod", "advmod"))]  # "taken the next day by ..."
            by = [kid for i in near for kid in self.children(i, "prep") if kid.lemma == "by"]
            agents += [thing.i for kid in by for thing in self.children(kid.i, "pobj")]
            if not agents and self.is_caused(v):
                return self.agents(self.tokens[v].head)
            return unique(mention for i in agents for mention in self.fill(i))
        subject = self.surface_subject(v)
        if subject is None:
            return []
        found = self.fill(subject)
        if not found:
            found = self.fill_preposition([subject], "between")  # "the talks between Peru and Chile failed to bring ..."
        if not found and self.tokens[subject].dep == "conj":
            found = self.fill(self.tokens[subject].head)
        if not found and self.is_hung_too_low(v):
            return self.agents(self.tokens[self.tokens[v].head].head)
        if not found and self.tokens[v].tag == "VBG" and v and v - 1 in self.mention_at and not self.children(v, "nsubj", "aux"):
            found = self.coordinated(self.mention_at[v - 1])  # "reports of Iran engaging in"
        return unique([*found, *self.likewise(v)]) if found else found

    def agent_links(self, v: int) -> list[Token]:
        """The "by" of a passive; of "not by Kenya, but by Mali" the second."""
        found: list[Token] = []
        for by in self.children(v, "agent"):
            instead = [kid for kid in self.children(by.i, "conj") if kid.lemma == "by"]
            found.extend(instead if instead and by.i and self.tokens[by.i - 1].lemma == "not" else [by, *instead])
        return found

    def is_hung_too_low(self, v: int) -> bool:
        """Whether the parser has joined verb `v` to what is said and not to the saying: "wired that war was near and begged ...",
        where what is said has nobody for its subject."""
        token = self.tokens[v]
        said = self.tokens[token.head]
        above = self.tokens[said.head]
        told = token.tag == "VBD" and above.tag == "VBD" and above.i != said.i and above.pos == "VERB"
        return told and token.dep == "conj" and said.dep == "ccomp" and not self.children(v, "nsubj", "nsubjpass")

    def likewise(self, v: int) -> list[Mention]:
        """Those of whom a clause after verb `v` says only that they did so too: "visited Togo, as did envoys of Benin"."""
        found: list[Mention] = []
        for kid in self.children(v, "advcl", "conj", "ccomp", "parataxis", "dep"):
            if kid.i < v or self.children(kid.i, "dobj", "attr", "acomp", "xcomp"):
                continue
            subjects = [each for each in self.children(kid.i, "nsubj") if each.i > kid.i]
            if kid.lemma in ("do", "have", "be") and subjects and self.tokens[kid.i - 1].lemma in LIKEWISE:
                found.extend(mention for each in subjects for mention in self.fill(each.i))
            for aux in self.children(kid.i, "aux"):  # where the parser takes who did so too for the verb
                if aux.lemma in ("do", "have") and self.tokens[aux.i - 1].lemma in LIKEWISE and not self.children(kid.i, "nsubj"):
                    found.extend(self.fill(kid.i))
        return found

    def likely_subject(self, v: int) -> list[Mention]:
        """The first actor of the stretch of the sentence that verb `v` closes: a guess for where the parse found no subject."""
        first: Mention | None = None
        for i in range(v - 1, -1, -1):
            token = self.tokens[i]
            if token.text in (";", ":") or (token.tag in ("VBD", "VBZ", "VBP") and token.dep not in ("aux", "auxpass")):
                break
            mention = self.mention_at.get(i)
            if mention is None or mention.kind == "place" or token.dep in ("amod", "compound", "poss", "nmod"):
                continue
            if token.dep != "pobj" or first is None:
                first = mention
        return [] if first is None else self.coordinated(first)

    def coordinated(self, mention: Mention) -> list[Mention]:
        """The mention with those that are joined to it before: "in 1881 Peru and Chile signed", found from Chile."""
        head = self.tokens[self.head_at[mention.start]] if mention.start in self.head_at else None
        other = self.mention_at.get(head.head) if head is not None and head.dep == "conj" else None
        joined = [other] if other is not None and other.kind != "place" else []
        return unique([*joined, *self.listed_before(mention), mention])

    def datives(self, v: int) -> list[Mention]:
        found: list[Mention] = []
        for kid in self.children(v, "dative"):
            if kid.pos == "ADP":
                for thing in self.children(kid.i, "pobj"):
                    found.extend(self.fill(thing.i))
            else:
                found.extend(self.fill(kid.i))
        return unique(found)
