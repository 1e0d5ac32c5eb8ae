"""A parsed sentence with its actors in place: which of them a noun phrase stands for.

"two Iranian ships", "the port of Basra", "a number of them": the way from words to actors, through modifiers and prepositions.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import structs

from dragoman.events.words import WORDS
from dragoman.types import Mention, Sentence, Token

MODIFIERS = frozenset({"poss", "amod", "compound", "nmod", "appos"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
# A noun that does not act itself, but whose complement does ("a number of Iranian ships", "the government of Chad").
THROUGH = ("of", "from", "in", "within", "for", "by")
OTHERS_OF = WORDS["others_of"]
PARTITIVE = WORDS["partitive"]
DECISIONS = WORDS["decisions"]
COMES_FROM = WORDS["comes_from"]
MAX_DEPTH = 6
# The rule by which a role without a state has that of the only one around: a guess.
GUESSED_STATE = "actors.role.only_state"


class Phrases:
    """A sentence, its mentions, and the actors of each noun phrase; `Scene` adds those of the verbs."""

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
        kids = self.sentence.children[i]
        if not kids:
            return []  # as of every other token
        tokens = self.tokens
        return [tokens[k] for k in kids if tokens[k].dep in deps] if deps else [tokens[k] for k in kids]

    def governor(self, i: int) -> Token:
        return self.tokens[self.tokens[i].head]

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
        if token.lemma.lower() in PARTITIVE or token.tag == "CD" or token.text[:1].isdigit():
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
                both = self.fill_preposition([i], "of", depth=depth + 1) if mention.why.rule == GUESSED_STATE else []
                if any(len(each.entities) > 1 for each in both):
                    found = both  # "delegates of the two countries": theirs, though only one was named just before
                elif not any(entity.code for entity in mention.entities) and self.head_at.get(mention.start) == i:
                    found = self.fill_from_modifiers(i, places=places, depth=depth) or found  # "forces of the republic of X"
        elif token.tag in RELATIVE:
            antecedent = self.antecedent(i)
            if antecedent is not None:
                return self.fill(antecedent, places=places, depth=depth + 1)
        elif token.pos in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET", "X", "ADV", "VERB"):
            found.extend(self.fill_from_modifiers(i, places=places, depth=depth))
        for kid in self.children(i, "conj", "appos"):
            if mention is None and self.begins_clause(kid):
                continue
            if kid.pos not in ("VERB", "AUX") and (kid.dep == "conj" or self.is_listed(i, kid.i)):
                joined = self.fill(kid.i, places=places, depth=depth + 1)
                found.extend(each for each in joined if not (found and self.is_fellow(each, kid.i)))
        if mention is not None and found:
            found = [*self.hyphenated(i), *self.listed_before(mention), *found]
        return unique(found)

    def begins_clause(self, kid: Token) -> bool:
        """Whether the parser has joined to a noun the subject of the next clause: "saw the invasion and [Russia] urged"."""
        after = self.tokens[kid.i + 1] if kid.i + 1 < len(self.tokens) else None
        if after is None or after.tag not in ("VBD", "VBZ", "VBP", "MD") or kid.i not in self.mention_at:
            return False
        verb = after if after.pos == "VERB" else self.tokens[after.head]
        return not self.children(verb.i, "nsubj", "nsubjpass")

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
            coming = [kid.i for kid in self.children(i, "acl") if kid.lemma in COMES_FROM]
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
        """What a relative pronoun stands for: the noun on which its clause hangs, or that before its comma where the parser has
        lost it ("wary of the Taliban, with whom it fought")."""
        for governor in self.climb(i):
            if governor.dep == "relcl":
                return governor.head
        before = i - 2 if i > 1 and self.tokens[i - 1].pos == "ADP" else i - 1
        if before > 0 and self.tokens[before].text == "," and self.tokens[before - 1].pos in ("NOUN", "PROPN"):
            return before - 1
        return None


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
