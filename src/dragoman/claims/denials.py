"""Which claim a denial denies: an event that somebody says did not happen -> the event that another, or the text, tells.

    "Chile said that Peru had mined the bay. Peru denied that it had laid mines."  the second denies the first
    "Chile accused Peru of mining the bay. Peru rejected the charge."              the rejection denies the mining

The link stands in `why` of the denial (rule `claims.denies`, the id of the denied event first) and, the other way, in
`why` of the claim (`claims.denied_by`). It depends on the text alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.claims.tables import load_moods
from dragoman.types import Event, Why

REAL = frozenset(("occurred", "ongoing"))
# How far before the denial the claim may stand, in characters: about three paragraphs.
REACH = 1500


def link_denials(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events in the same order, denials and what they deny linked in `why`."""
    added: dict[str, list[Why]] = {}
    for event in events:
        denied = _find_denied(event, events)
        if denied is not None:
            words = denied.evidence.text if len(denied.evidence.text) <= 60 else denied.evidence.text[:57] + "..."
            added.setdefault(event.id, []).append(Why("claims.denies", f"{denied.id}: {words}"))
            added.setdefault(denied.id, []).append(Why("claims.denied_by", f"{event.id}: {_name_denier(event)}"))
    if not added:
        return tuple(events)
    return tuple(
        msgspec.structs.replace(event, why=(*event.why, *added[event.id])) if event.id in added else event for event in events
    )


def _find_denied(event: Event, events: Sequence[Event]) -> Event | None:
    """The nearest claim before the denial (or, failing that, after it) that it denies."""
    if event.status == "negated" and event.attribution is not None:
        denier = event.attribution.code
        fits = [one for one in events if _is_same_act(one, event) and _is_claim(one, denier)]
    elif event.type in ("REJECT", "ACCUSE") and event.status == "occurred" and _turns_down_claim(event):
        deniers = {entity.code for entity in event.actors if entity.code}
        fits = [
            one for one in events
            if (one.alleged or one.attribution is not None) and one.status in REAL and deniers & _codes(one)
            and (one.attribution is None or one.attribution.code not in deniers) and one.trigger.start < event.trigger.start
        ]  # fmt: skip
    else:
        return None
    near = [one for one in fits if abs(one.trigger.start - event.trigger.start) <= REACH and one.id != event.id]
    before = [one for one in near if one.trigger.start < event.trigger.start]
    if before:
        return max(before, key=lambda one: (one.trigger.start, one.id))
    return min(near, key=lambda one: (one.trigger.start, one.id)) if near else None


def _is_same_act(one: Event, other: Event) -> bool:
    """Same type, a doer in common, and no recipients that differ."""
    if one.type != other.type or not _codes(one) & _codes(other):
        return False
    mine, theirs = ({entity.code for entity in event.recipients if entity.code} for event in (one, other))
    return not mine or not theirs or bool(mine & theirs)


def _is_claim(event: Event, denier: str | None) -> bool:
    """Told as real by somebody else than the denier, or by the text."""
    return event.status in REAL and (event.attribution is None or event.attribution.code != denier)


def _turns_down_claim(event: Event) -> bool:
    """ "rejected the accusation", "a charge which Uganda rejects": the words of the denial name a claim and give none."""
    words = {word.strip(".,;:'\u2019\"").lower() for word in event.evidence.text.split()}
    return bool(words & load_moods()["claims_named"])


def _codes(event: Event) -> set[str]:
    return {entity.code for entity in event.actors if entity.code}


def _name_denier(event: Event) -> str:
    if event.attribution is not None:
        return f"denied by {event.attribution.text}"
    return "denied by " + " and ".join(entity.text for entity in event.actors)
