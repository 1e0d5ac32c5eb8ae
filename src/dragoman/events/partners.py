"""The other party by the whole text: whom an actor deals with where a clause leaves it out.

In a text that has told five times how Chad and Libya fought, "Libya attacked again" is done to Chad, even where Sudan was named
last; and who "offered to mediate" there mediates between these two. Only for histories: news passes from one pair of states to
another.

Measured on the development half of ICBe, where a party named last before was right every other time; see docs/decisions.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations, product

import msgspec

from dragoman.events.draft import codes_of
from dragoman.events.judge import ALONE, FAINT
from dragoman.events.lexicon import load_lexicon
from dragoman.events.ontology import load_ontology
from dragoman.events.parties import BODIES, REACHES_OUT
from dragoman.events.understood import OF_ITS_OWNER
from dragoman.types import Candidate, EventType, Mention, Why

# What somebody who has no part in a quarrel says to both who have: an appeal, concern.
TO_BOTH = frozenset({"REQUEST", "ACCUSE"})
# What a deed between two says of their next one: in the same direction and of the same sign most, against it least.
SAME, TURNED, OTHER_SIGN, OTHER_BOTH = 10, 8, 5, 4
# What is left of an event's confidence where the text as a whole gives another recipient than the one last named. Where there was
# none, the confidence is low already.
LEFT = 0.8
# The share of all dealings from which a text is about two states.
LARGE = 0.3
# Acts whose other party a history may leave to be understood: besides those that reach out, yielding.
LEAVES_OUT = REACHES_OUT | {"CONCEDE"}
Dealings = dict[tuple[str, bool], Counter[str]]


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
    dealings in this text, if that was named before the act; a mediator the two who are most at odds.
    """
    dealings = count_dealings(candidates)
    rivals = find_rivals(dealings)
    known = [mention for mention in mentions if len(codes_of([mention])) == 1]
    chief = find_chief_pair(dealings)
    engaged = find_engaged(candidates)
    beside = count_beside(known)
    brokers = find_brokers(candidates)
    tied = [
        tie_partner(each, dealings, rivals, known, engaged, beside) if each.actors or each.recipients
        else tie_both(each, chief, known, brokers[each.sentence])
        for each in candidates
    ]  # fmt: skip
    return [
        leave_open(each) if is_loose(each) and dealings else each
        for each in tied if each is not None and (each.why.rule not in UNSURE or is_borne_out(each, dealings))
    ]  # fmt: skip


def find_brokers(candidates: Iterable[Candidate]) -> dict[int, set[str]]:
    """Sentence -> who mediates there: no party of the truce that he brokers."""
    found: dict[int, set[str]] = defaultdict(set)
    for each in candidates:
        if each.mode == "third-party":
            found[each.sentence] |= codes_of(each.actors)
    return found


def count_beside(known: Iterable[Mention]) -> Counter[tuple[str, str]]:
    """How many sentences name two states and no third: of these the text speaks together."""
    named: dict[int, set[str]] = defaultdict(set)
    for mention in known:
        if mention.kind != "place":
            named[mention.sentence] |= codes_of([mention]) - BODIES
    return Counter((one, other) for codes in named.values() if len(codes) == 2 for one, other in permutations(sorted(codes)))


def tie_truces(candidates: Sequence[Candidate], mentions: Iterable[Mention]) -> list[Candidate]:
    """The candidates of a text of news, in order: a truce that names nobody is that of the only two who were told to fight
    before, whoever brokered it; without two such it is left out."""
    known = [mention for mention in mentions if len(codes_of([mention])) == 1]
    fights = [each for each in candidates if each.type == "ASSAULT" and each.recipient_from == "clause" and each.recipients]
    brokers = find_brokers(candidates)
    tied: list[Candidate] = []
    for each in candidates:
        truce = not each.actors and not each.recipients
        if truce:
            foes = find_rivals(count_dealings(deed for deed in fights if deed.sentence <= each.sentence))
            found = tie_both(each, foes[0] if len(foes) == 1 else None, known, brokers[each.sentence])
            if found is not None:
                tied.append(found)
        else:
            tied.append(each)
    return tied


# What the classifier alone sees, and not surely.
UNSURE = frozenset({FAINT, ALONE})


def is_borne_out(each: Candidate, dealings: Dealings) -> bool:
    """Whether its parties deal with each other elsewhere in the text as well."""
    known = {other for code in codes_of(each.actors) for sign in (False, True) for other in dealings.get((code, sign), ())}
    return bool(codes_of(each.recipients) & known)


def is_loose(each: Candidate) -> bool:
    """Whether it is a noun whose other party was only named last before: of sixteen such none was right."""
    return each.recipient_from == "before" and each.trigger != each.clause


def leave_open(each: Candidate) -> Candidate:
    """The candidate without the party named last before it, which the text as a whole does not tie to its actor."""
    note = f"{each.why.note}; the text ties it to nobody"
    return msgspec.structs.replace(each, recipients=(), recipient_from="clause", why=Why(each.why.rule, note))


def tie_both(
    each: Candidate, chief: tuple[str, str] | None, known: Sequence[Mention], brokers: Collection[str]
) -> Candidate | None:  # fmt: skip
    """What two did together in a sentence that names nobody, as done by the two whom the text is about; None where it is not
    about two, or speaks of others there."""
    before = {
        code: mention for mention in known
        if mention.kind != "place" and mention.start < each.trigger_span.start for code in codes_of([mention])
    }  # fmt: skip
    here = codes_of(mention for mention in known if mention.sentence == each.sentence and mention.kind != "place") - BODIES
    if chief is None or not set(chief) <= set(before) or here - set(chief) - set(brokers):
        return None
    both = tuple(before[code] for code in chief)
    note = f"{each.why.note}; actor: the two whom this text is about, understood"
    joint = load_ontology()[each.type].joint
    return msgspec.structs.replace(
        each, actors=both, recipients=() if joint else both, recipient_from="text", why=Why(each.why.rule, note)
    )


def find_chief_pair(dealings: Dealings) -> tuple[str, str] | None:
    """The two states to whom most of the dealings in the text belong; None where no two have LARGE of all."""
    weights: Counter[tuple[str, str]] = Counter()
    for (one, _), others in dealings.items():
        for other, weight in others.items():
            weights[min(one, other), max(one, other)] += weight
    best = max(weights, key=lambda pair: (weights[pair], pair), default=None)
    return best if best is not None and weights[best] >= LARGE * weights.total() else None


def count_dealings(candidates: Iterable[Candidate]) -> Dealings:
    """(state, whether in conflict) -> how much it deals with each other state; what only the text before names does not count."""
    found: Dealings = defaultdict(Counter)
    for each in candidates:
        if each.recipient_from not in ("clause", "sentence") or each.why.rule in UNSURE:
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


def find_engaged(candidates: Iterable[Candidate]) -> set[str]:
    """The states that have a part in a quarrel themselves: they do more against another than to complain or appeal."""
    return {
        code
        for each in candidates if is_conflict(each.type) and each.type not in TO_BOTH and each.recipient_from == "clause"
        for code in (codes_of(each.actors) | codes_of(each.recipients) if each.recipients and each.actors else ())
    }  # fmt: skip


def find_rivals(dealings: Dealings) -> list[tuple[str, str]]:
    """Every two states of the text that are at odds, most first."""
    weights: Counter[tuple[str, str]] = Counter()
    for (one, conflict), others in dealings.items():
        for other, weight in others.items():
            if conflict and one < other and not BODIES & {one, other}:
                weights[one, other] += weight
    return sorted(weights, key=lambda pair: (-weights[pair], pair))


def is_conflict(kind: EventType) -> bool:
    return load_ontology()[kind].quad > 2


def tie_partner(
    each: Candidate,
    dealings: Dealings,
    rivals: Sequence[tuple[str, str]],
    known: Sequence[Mention],
    engaged: Collection[str],
    beside: Mapping[tuple[str, str], int],
) -> Candidate:
    """The candidate with the recipients that the text as a whole tells, if its clause leaves them out."""
    mine = codes_of(each.actors)
    named = codes_of(each.recipients) or each.recipient_from == "named"
    left_out = not named and each.type in LEAVES_OUT and each.mode != "resign"
    if not mine or not (left_out or each.recipient_from == "before"):
        return each
    if each.trigger != each.clause and OF_ITS_OWNER in each.why.note:
        return each  # a noun with its owner only mentions the act: one in five of such was done to the partner
    before = {
        code: mention for mention in known
        if mention.kind != "place" and mention.start < each.trigger_span.start for code in codes_of([mention])
    }  # fmt: skip
    if each.mode == "third-party" or (each.type in TO_BOTH and not mine & set(engaged)):
        between = next((pair for pair in rivals if set(pair) <= set(before) - mine), None)
        if between is not None:
            return give_recipients(each, [before[code] for code in between], "the two most at odds in this text")
    if load_ontology()[each.type].joint and len(mine) > 1 and not promises(each):
        return each
    shares: Counter[str] = Counter()
    for code in sorted(mine):
        shares.update(dealings.get((code, is_conflict(each.type)), {}))
    best = max((code for code in shares if code not in mine | BODIES), key=lambda code: (shares[code], code), default=None)
    how = "the one it deals with most in this text"
    if best is None:
        times = {code: sum(beside.get((own, code), 0) for own in mine) for code in before if code not in mine | BODIES}
        best = max((code for code in times if times[code]), key=lambda code: (times[code], code), default=None)
        how = "with whom it is named"
    if best is None:
        best, how = find_chief(dealings), "the chief party of this text"
    if best is None or best not in before or best in mine:
        return each
    elsewhere = any(mention.sentence == each.sentence and not codes_of([mention]) <= {best, *mine} for mention in known)
    if elsewhere and (each.trigger != each.clause or each.recipients):
        return each  # a noun in a sentence that names a third state, if only as a place, is likelier about that one
    return give_recipients(each, [before[best]], how)


def promises(each: Candidate) -> bool:
    """Whether its word is one for what several say to another, not to each other: "offered troops", "gave assurances"."""
    return "sym" not in load_flags().get(each.why.rule, frozenset({"sym"}))


@cache
def load_flags() -> dict[str, frozenset[str]]:
    """Rule of the lexicon -> its flags."""
    lexicon = load_lexicon()
    return {entry.rule: entry.flags for rows in (lexicon.verbs, lexicon.nouns) for found in rows.values() for entry in found}


def find_chief(dealings: Dealings) -> str | None:
    """The state with most dealings in the text; None where nobody deals with anybody."""
    weights: Counter[str] = Counter()
    for (one, _), others in dealings.items():
        if one not in BODIES:
            weights[one] += sum(others.values())
    return max(weights, key=lambda code: (weights[code], code), default=None)


def give_recipients(each: Candidate, recipients: Sequence[Mention], how: str) -> Candidate:
    return msgspec.structs.replace(
        each,
        recipients=tuple(recipients),
        recipient_from="text",
        confidence=round(each.confidence * LEFT, 2) if each.recipients else each.confidence,
        why=Why(each.why.rule, f"{each.why.note}; recipient: {how}, understood"),
    )
