"""The other party by the whole text: whom an actor deals with where a clause leaves it out.

In a text that has told five times how Chad and Libya fought, "Libya attacked again" is done to Chad, even where Sudan was named
last. Only for histories: news passes from one pair of states to another.

Measured on the development half of ICBe, where a party named last before was right every other time; see docs/decisions.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

import msgspec

from dragoman.events.match import codes_of
from dragoman.events.ontology import load_ontology
from dragoman.events.parties import REACHES_OUT
from dragoman.types import Candidate, EventType, Mention, Why

# What a deed between two says of their next one: in the same direction and of the same sign most, against it least.
SAME, TURNED, OTHER_SIGN, OTHER_BOTH = 10, 7, 3, 2
# What is left of an event's confidence where its recipient is taken from the text as a whole.
LEFT = 0.8


# So much of all that a news text names must be two parties, each so often, for the text to be about them.
MAIN, OFTEN = 0.8, 3


def find_main_pair(mentions: Iterable[Mention]) -> frozenset[str]:
    """The two parties that a text is about; empty where it is about more."""
    named = Counter(entity.code for mention in mentions if mention.kind != "place" for entity in mention.entities if entity.code)
    first = sorted(named, key=lambda code: (-named[code], code))[:2]
    if len(first) < 2 or named[first[1]] < OFTEN or sum(named[code] for code in first) < MAIN * named.total():
        return frozenset()
    return frozenset(first)


def tie_partners(candidates: Sequence[Candidate], mentions: Iterable[Mention]) -> list[Candidate]:
    """The candidates of a whole text, in order, with some recipients.

    One whose recipient is left out, or was only the party last named before, gets the party with which its actor has most
    dealings in this text, if that was named before the act.
    """
    dealings = count_dealings(candidates)
    known = [mention for mention in mentions if len(codes_of([mention])) == 1]
    return [tie_partner(each, dealings, known) for each in candidates]


def count_dealings(candidates: Iterable[Candidate]) -> dict[tuple[str, bool], Counter[str]]:
    """(state, whether in conflict) -> how much it deals with each other state; acts whose parties were guessed do not count."""
    found: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for each in candidates:
        if each.recipient_from != "clause":
            continue
        actors, recipients = codes_of(each.actors), codes_of(each.recipients)
        conflict = is_conflict(each.type)
        for one, other in product(sorted(actors), sorted(recipients or actors)):
            if one != other:
                found[one, conflict][other] += SAME
                found[other, conflict][one] += TURNED
                found[one, not conflict][other] += OTHER_SIGN
                found[other, not conflict][one] += OTHER_BOTH
    return found


def is_conflict(kind: EventType) -> bool:
    return load_ontology()[kind].quad > 2


def tie_partner(each: Candidate, dealings: dict[tuple[str, bool], Counter[str]], known: Sequence[Mention]) -> Candidate:
    mine = codes_of(each.actors)
    left_out = not codes_of(each.recipients) and each.type in REACHES_OUT and each.mode != "resign"
    if not mine or not (left_out or each.recipient_from == "before"):
        return each
    if load_ontology()[each.type].joint and len(mine) > 1:
        return each
    shares: Counter[str] = Counter()
    for code in sorted(mine):
        shares.update(dealings.get((code, is_conflict(each.type)), {}))
    best = max((code for code in shares if code not in mine), key=lambda code: (shares[code], code), default=None)
    before = [
        mention for mention in known
        if mention.kind != "place" and mention.start < each.trigger_span.start and codes_of([mention]) == {best}
    ]  # fmt: skip
    elsewhere = any(mention.sentence == each.sentence and not codes_of([mention]) <= {best, *mine} for mention in known)
    if best is None or shares[best] < SAME or not before or elsewhere:
        return each  # a sentence that names a third state, if only as a place, is likelier about that one
    note = f"{each.why.note}; recipient: the one it deals with most in this text, understood"
    return msgspec.structs.replace(
        each,
        recipients=(before[-1],),
        recipient_from="text",
        confidence=round(each.confidence * LEFT, 2),
        why=Why(each.why.rule, note),
    )
