"""Repairs of the parse that hold for every room: a clause that the parser joins to the wrong verb, a subject that it takes away.

    "demanded that Peru pay, and its marines [seized] the islands"   the seizing is told, and not demanded: beside "demanded"
    "said that it would leave, and rebels [attacked] the town"       told by the writer: beside "said"
    "Peru refused the offer and [Chile] attacked Bolivia"            who attacks, and nothing that is refused
    "insisted that it withdraw and [Chilean] troops attacked"        what troops they are
    "demanded that Peru [hand] over the men"                         a verb, and no hand

A word moves to one of its ancestors, or to a verb that hangs on one of them, so that a tree stays a tree.
"""

from __future__ import annotations

import re

import msgspec

from dragoman.language.words import WORDS
from dragoman.types import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
# Forms of a verb that tell; a present like "leave" may as well be what is wished ("that Peru pay and Chile leave").
TELLING = frozenset({"VBD", "VBZ"})
PRESENT = frozenset({"are", "have"})
# Links by which an infinitive hangs, over nouns and prepositions, on the verb that tells.
OUT = frozenset({"xcomp", "ccomp", "advcl", "conj", "acl", "pcomp", "prep", "dobj", "pobj"})
WISHING, HEARING = WORDS["wishing"], WORDS["hearing"]
PARTICLES = frozenset({"over", "up", "back"})  # "hand over", whatever the tagger calls it
DENYING = frozenset({"deny", "disclaim"})
DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")


class Tree:
    """The tokens of a sentence under repair, and what hangs on each."""

    def __init__(self, tokens: list[Token], children: list[list[int]]):
        self.tokens, self.children = tokens, children

    def kids(self, i: int, *deps: str) -> list[Token]:
        return [self.tokens[k] for k in self.children[i] if self.tokens[k].dep in deps]

    def move(self, i: int, head: int, dep: str) -> None:
        old = self.tokens[i].head
        if old != head:
            self.children[old].remove(i)
            self.children[head] = sorted([*self.children[head], i])
        self.tokens[i] = msgspec.structs.replace(self.tokens[i], head=head, dep=dep)


def mend_clauses(tokens: list[Token], children: list[list[int]]) -> None:
    """Repairs the lists in place; nearly every sentence stays as it is."""
    tree = Tree(tokens, children)
    for token in tokens:
        if token.dep in ("conj", "advcl") and token.tag in ("VBD", "VBN", "VBZ") and token.head < token.i:
            give_subject(tree, token.i)
            if tokens[token.i].dep == "conj":
                raise_clause(tree, tokens[token.i])
        elif token.dep == "conj" and token.tag == "JJ":
            give_adjective(tree, token)
        elif token.dep == "prep" and tokens[token.head].lemma in DENYING:
            give_share(tree, token)
        elif token.dep == "npadvmod" and token.tag == "NNP":
            give_hearer(tree, token)
        elif token.tag == "NN" and token.i > 2 and tokens[token.i - 1].pos == "PROPN":
            make_wish(tree, token)


def raise_clause(tree: Tree, verb: Token) -> None:
    """Moves a verb that tells up to the verb beside which it belongs, with its "and"."""
    above = find_teller(tree, verb)
    if above is None:
        return
    link = next((kid for kid in reversed(tree.kids(verb.head, "cc")) if kid.i < verb.i), None)
    if link is not None:
        tree.move(link.i, above, "cc")
    tree.move(verb.i, above, "conj")


def find_teller(tree: Tree, verb: Token) -> int | None:
    """The verb beside which a telling verb belongs that the parser has joined to a wish, an infinitive or a future below it."""
    tokens = tree.tokens
    if not is_telling(tree, verb) or any(mark.i < verb.i for mark in tree.kids(verb.i, "mark")):
        return None
    own = any(kid.i < verb.i for kid in tree.kids(verb.i, *SUBJECTS))
    if not own and verb.text.lower() == verb.lemma:
        return None  # "demanded that it pay and set them free"
    first = tokens[verb.head]
    while first.dep == "conj" and tokens[first.head].pos in VERBS:
        first = tokens[first.head]
    if not is_open(tree, first):
        parted = any(token.text == "," for token in tokens[first.i : verb.i])
        return find_report(tree, first) if verb.tag == "VBD" and (parted or not own) else None
    here = first
    while here.dep in OUT and here.head != here.i:
        here = tokens[here.head]
        if here.pos in VERBS and not is_open(tree, here):
            return here.i if here.i < first.i else None
    return None


def is_telling(tree: Tree, verb: Token) -> bool:
    """Whether the verb is finite and tells what is or was: "seized", "were seized", and no "seize", "would seize"."""
    first = next(iter(tree.kids(verb.i, "aux", "auxpass")), None)
    if first is None:
        return verb.tag in TELLING
    return first.tag in TELLING or first.text.lower() in PRESENT


def is_open(tree: Tree, verb: Token) -> bool:
    """Whether the verb is an infinitive or a wish: "to pay", "that Peru pay", "that it be paid"."""
    first = next(iter(tree.kids(verb.i, "aux", "auxpass")), None)
    if first is not None:
        return first.tag == "TO" or (first.tag == "VB" and first.text.lower() == "be")
    if verb.dep != "ccomp" or not any(mark.lemma == "that" for mark in tree.kids(verb.i, "mark")):
        return False
    # "that Siam cede", tagged as a present, agrees with no subject of one
    return verb.tag == "VB" or (verb.tag == "VBP" and any(kid.tag in ("NN", "NNP") for kid in tree.kids(verb.i, "nsubj")))


def find_report(tree: Tree, verb: Token) -> int | None:
    """The verb in the past that tells of this future ("said that it would leave"); what follows in the past is no part of it."""
    above = tree.tokens[verb.head]
    if verb.dep != "ccomp" or above.tag != "VBD" or above.i > verb.i:
        return None
    auxiliaries = tree.kids(verb.i, "aux")
    ahead = any(aux.tag == "MD" for aux in auxiliaries) and not any(aux.lemma == "have" for aux in auxiliaries)
    return above.i if ahead else None


def give_subject(tree: Tree, v: int) -> None:
    """Gives a second verb the noun right before it, which the parser has joined to the object of the first."""
    tokens = tree.tokens
    verb, noun = tokens[v], tokens[v - 1]
    if noun.dep != "conj" or noun.pos not in NOUNS or noun.head <= verb.head or verb.tag == "VBZ":
        return
    if any(k < v for k in tree.children[v]) or any(kid.i < v for kid in tree.kids(verb.head, "cc")):
        return
    if is_under(tokens, noun, verb.head):
        tree.move(noun.i, v, "nsubj")
        tree.move(v, verb.head, "conj")


def is_under(tokens: list[Token], token: Token, i: int) -> bool:
    """Whether the token hangs below verb `i` with no other verb between."""
    while token.head != token.i:
        token = tokens[token.head]
        if token.i == i or token.pos in VERBS:
            return token.i == i
    return False


def is_below(tokens: list[Token], token: Token, i: int) -> bool:
    """Whether the token hangs, near or far, on token `i`."""
    while token.head not in (i, token.i):
        token = tokens[token.head]
    return token.head == i


def give_adjective(tree: Tree, word: Token) -> None:
    """Gives an adjective that the parser has joined to a verb to the subject right after it."""
    after = tree.tokens[word.i + 1] if word.i + 1 < len(tree.tokens) else word
    if tree.children[word.i] or tree.tokens[word.head].pos not in VERBS:
        return
    if after.pos in NOUNS and after.dep in SUBJECTS and after.head > after.i:
        tree.move(word.i, after.i, "amod")


def give_share(tree: Tree, preposition: Token) -> None:
    """Hangs what follows "denied any role" on the role: "in the raid"."""
    before = tree.tokens[preposition.i - 1]
    if before.dep == "dobj" and before.head == preposition.head and preposition.text.lower() in ("in", "for"):
        tree.move(preposition.i, before.i, "prep")


def give_hearer(tree: Tree, name: Token) -> None:
    """Makes an object of a name that the parser has for a time, where it tells who is told: "warned [Paris] that ..."."""
    verb = tree.tokens[name.head]
    if verb.lemma not in HEARING or verb.i > name.i or DAYS.match(name.text):
        return
    if tree.kids(verb.i, "ccomp", "xcomp") and not tree.kids(verb.i, "dobj"):
        tree.move(name.i, verb.i, "dobj")


def make_wish(tree: Tree, word: Token) -> None:
    """Makes a verb of the noun after "demanded that Peru": its subject, its particle and its object go with it."""
    tokens = tree.tokens
    name = tokens[word.i - 1]
    first = min([name.i, *(kid.i for kid in tree.kids(name.i, "compound", "det"))])
    article = tokens[first - 1] if first and tokens[first - 1].dep == "det" and tokens[first - 1].head == word.i else None
    first -= article is not None  # "that the Sudan hand over"
    if name.head != word.i or first < 2 or tokens[first - 1].text != "that" or tokens[first - 1].tag != "IN":
        return
    above = tokens[first - 2]
    if above.lemma not in WISHING or above.pos not in VERBS or not is_below(tokens, word, above.i):
        return
    tokens[word.i] = msgspec.structs.replace(word, tag="VB", pos="VERB", lemma=word.text.lower())
    tree.move(word.i, above.i, "ccomp")
    tree.move(name.i, word.i, "nsubj")
    if article is not None:
        tree.move(article.i, name.i, "det")
    mark = tokens[first - 1]
    second = tokens[mark.head]
    if mark.head != above.i and second.i > word.i and second.head == above.i:  # "that Peru hand over the men, and marines seized"
        tree.move(second.i, above.i, "conj")
    tree.move(mark.i, word.i, "mark")
    for particle in tree.kids(word.i, "prep", "advmod"):
        if particle.tag == "RP" or (particle.i == word.i + 1 and particle.lemma in PARTICLES):
            for thing in tree.kids(particle.i, "pobj"):
                tree.move(thing.i, word.i, "dobj")
            tree.move(particle.i, word.i, "prt")
