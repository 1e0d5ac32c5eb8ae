"""A parsed sentence with its actors in place: who stands in which slot of a verb or a noun.

All questions about syntax are asked here, so that the coder itself reads like a rule.

    subject of "attacked" in "Iran, which had rearmed, attacked": token "Iran"
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import structs

from dragoman.events.words import WORDS
from dragoman.types import Mention, Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
MODIFIERS = frozenset({"poss", "amod", "compound", "nmod", "appos"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
# A noun that does not act itself, but whose complement does ("a number of Iranian ships", "the government of Chad").
THROUGH = ("of", "from", "in", "within", "for", "by")
OTHERS_OF = WORDS["others_of"]
OBJECT_CONTROL = WORDS["object_control"]
PARTITIVE = WORDS["partitive"]
LIKEWISE = WORDS["likewise"]
DECISIONS = WORDS["decisions"]
APPEALS = WORDS["appeals"]
JOURNEYS = frozenset(
    {"go", "leave", "travel", "fly", "come", "return", "flee", "head", "move", "journey", "sail", "march", "cross"}
)
MAX_DEPTH = 6


class Scene:
    """A sentence, its mentions, and the way from words to actors."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention]):
        self.sentence = sentence
        self.tokens = set_apart(sentence)
        self.mentions = [mention for mention in mentions if mention.entities]
        self.mention_at: dict[int, Mention] = {}
        self.head_at: dict[int, int] = {}  # start of a mention -> its head token
        for mention in self.mentions:
            inside = sentence.tokens_in(mention.start, mention.end)
            for token in inside:
                self.mention_at.setdefault(token.i, mention)
            head = sentence.head_of(mention.start, mention.end)
            if head is not None:
                self.head_at[mention.start] = head.i

    # ------------------------------------------------------------------ walking

    def children(self, i: int, *deps: str) -> list[Token]:
        tokens, kids = self.tokens, self.sentence.children[i]
        return [tokens[k] for k in kids if tokens[k].dep in deps] if deps else [tokens[k] for k in kids]

    def climb(self, i: int) -> Iterator[Token]:
        """The token's governors, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def conjuncts(self, i: int) -> list[int]:
        """The token and all that are coordinated with it below it."""
        found = [i]
        for kid in self.children(i, "conj"):
            found.extend(self.conjuncts(kid.i))
        return found

    def is_listed(self, i: int, j: int) -> bool:
        """Whether `j`, which the parser has for another name of `i`, is the next of a list: "Mali, the Gambia, Chad and Togo"."""
        one, other = (self.mention_at.get(k) for k in (i, j))
        if one is None or other is None or not self.children(j, "conj"):
            return False
        codes, others = ({entity.code for entity in mention.entities if entity.code} for mention in (one, other))
        return bool(codes and others) and not codes & others

    def content(self, i: int) -> list[int]:
        """Token `i` and the things that it only counts: "days" and "talks" of "three days of talks"."""
        found, token = [i], self.tokens[i]
        if token.lemma.lower() in PARTITIVE or token.tag == "CD":
            for of in self.children(i, "prep"):
                if of.lemma == "of":
                    found.extend(k for thing in self.children(of.i, "pobj") for k in self.content(thing.i))
        return found

    def measure(self, i: int) -> int:
        """The head of the phrase in which noun `i` is only counted: "days" for the "talks" of "three days of talks"."""
        token = self.tokens[i]
        of = self.tokens[token.head]
        while token.dep == "pobj" and of.lemma == "of" and of.dep == "prep":
            above = self.tokens[of.head]
            if above.lemma.lower() not in PARTITIVE and above.tag != "CD":
                break
            token, of = above, self.tokens[above.head]
        return token.i

    # ------------------------------------------------------------------ actors of a noun phrase

    def fill(self, i: int, *, places: bool = False, depth: int = 0) -> list[Mention]:
        """The actors that the noun phrase headed by token `i` stands for, in order; empty where it names none.

        "Iran" is Iran; "Iranian proposals" and "the port of Basra" lead to their states through modifiers. A town is an
        actor only if `places` is set (a town bombed stands for its state).
        """
        if depth > MAX_DEPTH:
            return []
        token = self.tokens[i]
        found: list[Mention] = []
        mention = self.mention_at.get(i)
        if mention is not None:
            if mention.kind != "place" or places:
                found.append(mention)
                if not any(entity.code for entity in mention.entities) and self.head_at.get(mention.start) == i:
                    found = self.fill_from_modifiers(i, places=places, depth=depth) or found  # "forces of the republic of X"
        elif token.tag in RELATIVE:
            antecedent = self.antecedent(i)
            if antecedent is not None:
                return self.fill(antecedent, places=places, depth=depth + 1)
        elif token.pos in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET", "X", "ADV", "VERB"):
            found.extend(self.fill_from_modifiers(i, places=places, depth=depth))
        for kid in self.children(i, "conj", "appos"):
            if kid.pos not in ("VERB", "AUX") and (kid.dep == "conj" or self.is_listed(i, kid.i)):
                joined = self.fill(kid.i, places=places, depth=depth + 1)
                found.extend(each for each in joined if not (found and self.is_fellow(each, kid.i)))
        if mention is not None and found:
            found = [*self.hyphenated(i), *self.listed_before(mention), *found]
        return unique(found)

    def hyphenated(self, i: int) -> list[Mention]:
        """The other half of a joined adjective: the "Anglo" of "Anglo-German"."""
        if i < 2 or self.tokens[i - 1].text not in ("-", "/", "\u2013") or self.tokens[i - 1].start != self.tokens[i - 2].end:
            return []
        other = self.mention_at.get(i - 2)
        return [] if other is None or other is self.mention_at.get(i) else [other]

    def listed_before(self, mention: Mention) -> list[Mention]:
        """What a list names before its last member, which the parser often takes for the whole: "France, Italy, and Spain"."""
        inside = self.sentence.tokens_in(mention.start, mention.end)
        found: list[Mention] = []
        i = self._skip_article(inside[0].i - 1) if inside else -1
        if i < 1 or self.tokens[i].lemma != "and" or self.tokens[i - 1].text != ",":
            return []  # only with the comma before "and" is it surely a list
        i -= 1
        while i >= 1 and self.tokens[i].text == ",":
            before = self.mention_at.get(i - 1)
            if before is None or before.kind == "place":
                break
            found.insert(0, before)
            i = self._skip_article(self.sentence.tokens_in(before.start, before.end)[0].i - 1)
        several = len(found) > 1 or any(len({entity.code for entity in before.entities}) > 1 for before in found)
        return found if several else []

    def _skip_article(self, i: int) -> int:
        return i - 1 if i >= 0 and self.tokens[i].lemma == "the" else i

    def fill_from_modifiers(self, i: int, *, places: bool = False, depth: int = 0) -> list[Mention]:
        found: list[Mention] = []
        for kid in self.children(i):
            if self.tokens[i].lemma in OTHERS_OF and (kid.dep == "poss" or self.is_role(kid.i)):
                continue
            if kid.dep in MODIFIERS:
                found.extend(self.fill(kid.i, places=places, depth=depth + 1))
        if not any(entity.code for mention in found for entity in mention.entities):
            ways = THROUGH if self.tokens[i].lemma not in DECISIONS else ("of", "from", "for", "by")
            coming = [kid.i for kid in self.children(i, "acl") if kid.lemma in ("come", "emanate", "stem", "originate")]
            if coming:
                found = self.fill_preposition(coming, "from", places=places, depth=depth + 1) or found
            for preposition in ways:  # a decision in a place, or a plan for it, is not that place's
                behind = self.fill_preposition([i], preposition, places=places, depth=depth + 1)
                if behind:
                    return behind  # "an army camp in Mali": Mali's
        return found

    def is_fellow(self, mention: Mention, i: int) -> bool:
        """Whether `mention` is an office of no named state beside one that has it: "Togo's president and [foreign minister]"."""
        bare = (
            self.tokens[i].tag in ("NN", "NNP")
            and not self.children(i, "det", "poss")
            and not any(entity.code for entity in mention.entities)
        )
        return bare and mention.kind == "role" and {entity.sector for entity in mention.entities} == {"GOV"}

    def is_role(self, i: int) -> bool:
        """Whether token `i` is of a role that no name tells: the "regime" of "regime allies"."""
        mention = self.mention_at.get(i)
        return mention is not None and mention.kind == "role" and self.tokens[i].dep == "compound"

    def fill_preposition(self, bases: Iterable[int], preposition: str, *, places: bool = False, depth: int = 0) -> list[Mention]:
        """The actors after `preposition` where it hangs on one of `bases`."""
        found: list[Mention] = []
        for base in bases:
            for kid in self.children(base):
                if kid.lemma == preposition and kid.dep in ("prep", "agent", "dative", "prt", "advmod", "mark"):
                    for thing in self.children(kid.i, "pobj"):
                        found.extend(self.fill(thing.i, places=places, depth=depth + 1))
                        found.extend(self.joined_to(base, thing.i, places))
                elif kid.dep == "prep" and kid.lemma != preposition:
                    # "out of Lebanon": the second preposition hangs on the first
                    for second in self.children(kid.i, "prep"):
                        if second.lemma == preposition:
                            for thing in self.children(second.i, "pobj"):
                                found.extend(self.fill(thing.i, places=places, depth=depth + 1))
        return unique(found)

    def loose_between(self, v: int, nouns: Container[str]) -> list[Mention]:
        """The parties after a "between" that the parser has hung on a date or a place near verb `v`: "talks were held in the
        winter of 1949 between X and Y". `nouns`: those that have parties of their own."""
        stack: list[int] = [v]
        found: list[Mention] = []
        while stack:
            for kid in self.children(stack.pop()):
                if kid.lemma in ("between", "among") and kid.dep == "prep" and self.tokens[kid.head].lemma not in nouns:
                    found.extend(mention for thing in self.children(kid.i, "pobj") for mention in self.fill(thing.i))
                elif kid.dep in ("prep", "pobj", "npadvmod", "advmod", "dobj", "nummod"):
                    stack.append(kid.i)
        return unique(found)

    def joined_to(self, base: int, i: int, places: bool) -> list[Mention]:
        """States that the parser has joined to a noun and not to the state behind it: "a raid on Mali, as well as Niger"."""
        if base in self.mention_at or self.tokens[base].pos != "NOUN" or i not in self.mention_at:
            return []
        joined = [kid for kid in self.children(base, "conj") if kid.i > i and kid.i in self.mention_at]
        return [
            mention for kid in joined if self.mention_at[kid.i].kind in ("state", "metonym")
            for mention in self.fill(kid.i, places=places)
        ]  # fmt: skip

    def antecedent(self, i: int) -> int | None:
        """What a relative pronoun stands for: the noun on which its clause hangs."""
        for governor in self.climb(i):
            if governor.dep == "relcl":
                return governor.head
        return None

    # ------------------------------------------------------------------ slots of a verb

    def is_passive(self, v: int) -> bool:
        token = self.tokens[v]
        if token.tag != "VBN":
            return False
        if self.children(v, "nsubjpass", "auxpass"):
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
                if objects and self.tokens[governor].lemma in ("of", "for", "from", "into"):
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
            subject = self.surface_subject(v) if token.dep != "acl" else token.head
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

    def agents(self, v: int) -> list[Mention]:
        """Actors that do what verb `v` says: its subject, or the by-phrase of a passive."""
        if self.is_passive(v):
            agents = [thing.i for by in self.children(v, "agent") for thing in self.children(by.i, "pobj")]
            near = [v, *(kid.i for kid in self.children(v, "npadvmod", "advmod"))]  # "taken the next day by ..."
            by = [kid for i in near for kid in self.children(i, "prep") if kid.lemma == "by"]
            agents += [thing.i for kid in by for thing in self.children(kid.i, "pobj")]
            return unique(mention for i in agents for mention in self.fill(i))
        subject = self.surface_subject(v)
        if subject is None:
            return []
        found = self.fill(subject)
        if not found:
            found = self.fill_preposition([subject], "between")  # "the talks between Peru and Chile failed to bring ..."
        if not found and self.tokens[subject].dep == "conj":
            found = self.fill(self.tokens[subject].head)
        if not found and self.tokens[v].tag == "VBG" and v and v - 1 in self.mention_at and not self.children(v, "nsubj", "aux"):
            found = self.coordinated(self.mention_at[v - 1])  # "reports of Iran engaging in"
        return unique([*found, *self.likewise(v)]) if found else found

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


def set_apart(sentence: Sentence) -> Sequence[Token]:
    """The tokens, with a clause before a semicolon beside the next one, and not inside it: "Mali attacked; Chad denied it"."""
    tokens = sentence.tokens
    if ";" not in sentence.text:
        return tokens
    marks = [token.i for token in tokens if token.text == ";"]
    return tuple(
        structs.replace(token, dep="parataxis")
        if token.dep == "ccomp" and any(token.i < mark < token.head for mark in marks)
        else token
        for token in tokens
    )


def unique(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without repetition, in the order in which they came."""
    found: dict[int, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.start, mention)
    return list(found.values())
