"""Whom an act concerns by what the text told before: the Kenyan withdrawal is from where Kenya was said to withdraw.

"Kenya will leave Somalia by June. ... The withdrawal of the Kenyan troops"  -> the RETREAT has the recipient SOM
"Sweden criticised Iran over the hanging. It recalled its ambassador."       -> the SANCTION has the recipient IRN
"Boko Haram fled Baga. Chadian troops took the town."                        -> the ASSAULT has the recipient NGA
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.events.draft import codes_of
from dragoman.events.parties import BODIES
from dragoman.events.words import WORDS
from dragoman.types import Candidate, Mention, Sentence, Token, Why

# How many sentences back the same act may have been told, and the other party of a broken tie been named.
FAR, NEAR = 12, 2
# Of rebels and people, one act need not be the same as another.
STATES = frozenset({"GOV", "MIL", "IGO", None})
REPEATED, DEALINGS, SITES = WORDS["repeated"], WORDS["dealings"], WORDS["sites"]
LEAVES_OFFICE = WORDS["leaves_office"]
# After these stands whom or what the act concerns.
REACHED = frozenset("against on upon from into to at with for alongside in".split())
THERE = WORDS["there"]
# How a recipient so found raises the odds that the event is right where it had none. A round number: they are too few in any text
# that was judged for a fit (five in 124 newspaper articles, of which three or four right).
RAISED = 3.0


def is_told_again(each: Candidate, sentence: Sentence) -> bool:
    """Whether it is a known actor's force or retreat, and nothing says where or against whom: "the Kenyan withdrawal"."""
    token = sentence.tokens[each.trigger]
    if each.recipients or each.recipient_from != "clause" or token.lemma not in REPEATED or not codes_of(each.actors):
        return False
    if token.lemma in LEAVES_OFFICE and all(mention.kind in ("person", "pronoun") for mention in each.actors):
        return False  # "the defence minister announced his departure"
    if each.type not in ("ASSAULT", "RETREAT") or (each.type == "RETREAT" and each.mode != "withdraw"):
        return False
    if any(entity.code == "IMG" or entity.sector not in STATES for mention in each.actors for entity in mention.entities):
        return False
    kids = [sentence.tokens[k] for k in sentence.children[each.trigger]]
    if token.pos == "VERB" and each.type == "ASSAULT" and any(kid.dep in ("dobj", "nsubjpass") for kid in kids):
        return False  # its object says whom it meets, though nobody knows him
    links = kids + [sentence.tokens[k] for kid in kids for thing in sentence.children[kid.i] for k in sentence.children[thing]]
    return not any(kid.dep == "prep" and kid.lemma in REACHED and is_elsewhere(sentence, kid) for kid in links)


def is_elsewhere(sentence: Sentence, preposition: Token) -> bool:
    """Whether what it leads to is more than "the country", "the region", "Friday"."""
    things = [sentence.tokens[k] for k in sentence.children[preposition.i]]
    return any(thing.lemma.lower() not in THERE and thing.tag != "CD" for thing in things)


def take_over(each: Candidate, earlier: Sequence[Candidate]) -> Candidate:
    """The candidate with the recipients that the same act of the same actors had when it was told before, if only these."""
    same = [deed for deed in earlier if each.sentence - deed.sentence <= FAR]
    if not same or len({frozenset(codes_of(deed.recipients)) for deed in same}) > 1:
        return each
    private = all(mention.kind in ("person", "pronoun") for mention in same[-1].recipients)
    if private or codes_of(same[-1].recipients) & codes_of(each.actors):
        return each
    return give_recipients(each, same[-1].recipients, "as when this was told before")


def is_same(deed: Candidate, each: Candidate, sentence: Sentence) -> bool:
    """Whether the earlier act may be the one that `each` tells again: of one kind, or the promise of it ("will withdraw")."""
    promised = deed.type == "CONCEDE" and each.type == "RETREAT"
    if promised and not any(sentence.tokens[i].lemma in REPEATED for i in sentence.subtree(deed.trigger)):
        return False
    if not promised and (deed.type, deed.mode) != (each.type, each.mode):
        return False
    return codes_of(deed.actors) == codes_of(each.actors) and bool(codes_of(deed.recipients)) and deed.status != "negated"


def is_cut(each: Candidate, sentence: Sentence) -> bool:
    """Whether it cuts what binds two states, of which it names one: "recalled its ambassador"."""
    if each.type != "SANCTION" or each.recipients or not codes_of(each.actors):
        return False
    kids = [sentence.tokens[k] for k in sentence.children[each.trigger]]
    cut = [kid for kid in kids if kid.dep in ("dobj", "nsubjpass") and kid.lemma in DEALINGS]
    links = [*kids, *(sentence.tokens[k] for kid in cut for k in sentence.children[kid.i])]
    return bool(cut) and not any(kid.dep == "prep" and kid.lemma in REACHED and is_elsewhere(sentence, kid) for kid in links)


def find_counterpart(
    each: Candidate, sentences: Mapping[int, Sentence], mentions: Mapping[int, Sequence[Mention]]
) -> Candidate:  # fmt: skip
    """The candidate with the one other state that its sentence names, or else its paragraph before it; as it was, where they name
    several or none."""
    paragraph, mine = sentences[each.sentence].paragraph, codes_of(each.actors)
    for i in range(each.sentence, each.sentence - NEAR - 1, -1):
        if i != each.sentence and (i not in sentences or sentences[i].paragraph != paragraph):
            break
        named = [mention for mention in mentions.get(i, ()) if mention.kind != "place" and not codes_of([mention]) & mine]
        others = [mention for mention in named if codes_of([mention]) - BODIES and is_of_state(mention)]
        if len(codes_of(others)) == 1:
            return give_recipients(each, others[:1], "the one other party that is named there")
        if others:
            break
    return each


def is_of_state(mention: Mention) -> bool:
    """No rebels, who send and receive no envoys."""
    return {entity.sector for entity in mention.entities} <= STATES | {"LEG", "ELI", "JUD"}


def give_recipients(each: Candidate, parties: Sequence[Mention], how: str) -> Candidate:
    return msgspec.structs.replace(
        each,
        recipients=tuple(parties),
        recipient_from="text",
        confidence=raise_odds(each.confidence),
        why=Why(each.why.rule, f"{each.why.note}; recipient: {how}, understood"),
    )


def raise_odds(confidence: float) -> float:
    odds = confidence / max(1 - confidence, 0.01) * RAISED
    return round(odds / (1 + odds), 2)


def is_site(each: Candidate, sentence: Sentence) -> bool:
    """Whether it is done to ground that was named before: "took the town", "fired into the camp"."""
    if each.recipients or each.recipient_from != "clause" or not codes_of(each.actors) or not is_on_ground(each):
        return False
    kids = [sentence.tokens[k] for k in sentence.children[each.trigger]]
    ground = [kid for kid in kids if kid.dep in ("dobj", "nsubjpass")]
    ground += [sentence.tokens[k] for kid in kids if kid.dep == "prep" and kid.lemma in ONTO for k in sentence.children[kid.i]]
    return any(thing.lemma.lower() in SITES and is_known(sentence, thing) for thing in ground)


def is_on_ground(each: Candidate) -> bool:
    return each.type == "ASSAULT" or (each.type, each.mode) in (("COERCE", "seize"), ("RETREAT", "withdraw"))


def is_known(sentence: Sentence, thing: Token) -> bool:
    """Whether the noun has an article that points back, and nothing else that says which one it is."""
    kids = [sentence.tokens[k] for k in sentence.children[thing.i]]
    return any(kid.text.lower() in ("the", "this", "that") for kid in kids) and all(kid.dep in ("det", "amod") for kid in kids)


ONTO = frozenset({"into", "on", "in", "at", "from", "towards", "toward"})


def find_site(each: Candidate, mentions: Mapping[int, Sequence[Mention]]) -> Candidate:
    """The candidate with the state in which the last place named before lies; as it was, where several were named together."""
    mine = codes_of(each.actors)
    for i in range(each.sentence, each.sentence - NEAR - 1, -1):
        before = [mention for mention in mentions.get(i, ()) if mention.start < each.trigger_span.start]
        places = [mention for mention in before if mention.kind == "place" and codes_of([mention])]
        if places:
            lands = codes_of(places)
            return each if len(lands) > 1 or lands & mine else give_recipients(each, places[-1:], "the place named before")
    return each
