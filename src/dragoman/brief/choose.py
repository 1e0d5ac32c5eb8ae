"""What is told where: of all that the record has on the two, what goes into which section.

>>> [told.date for told in choose_history(draft)]
['1920-05-18', '1921-02-26']
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.material import Told
from dragoman.brief.names import load_words
from dragoman.brief.phases import find_phase
from dragoman.brief.tell import Draft

# How much is told: together two pages, and a third for the words that it stands on.
HISTORY, NOW, PER_MATTER, GRIEVANCES = 30, 3, 4, 3


def choose_history(draft: Draft) -> list[Told]:
    """The weightiest that are dated, some of each phase before more of any."""
    dated = [told for told in draft.material.told if told.happened and (told.first or (told.printed and not told.lasting))]
    latest = find_latest(draft, dated)
    dated = [told for told in dated if told.episode.id not in latest]
    phases: dict[int, list[Told]] = {}
    for told in dated:
        phases.setdefault(find_phase(draft, told), []).append(told)
    kept = [told for each in phases.values() for told in each[:2] if told.weight > 0.4]
    rest = sorted((told for each in phases.values() for told in each[2:]), key=lambda told: (-told.weight, told.order))
    for told in rest:
        if len(kept) >= HISTORY:
            break
        if told.weight >= 0.9:
            kept.append(told)
    return sorted(kept, key=lambda told: told.order)


def find_latest(draft: Draft, dated: Sequence[Told]) -> set[str]:
    """Ids of the last weighty episodes between the two: they tell how things stand."""
    between = [told for told in dated if told.between and told.weight > 0.3 and told.last and told.first]
    between.sort(key=lambda told: (str(told.last), told.order))
    if not between:
        return set()
    end = str(between[-1].last)
    near = [told for told in between if int(end[:4]) - int(str(told.last)[:4]) <= 2][-NOW - 1 :]
    near.sort(key=lambda told: (-told.weight, told.order))
    return {told.episode.id for told in near[:NOW]}


def choose_now(draft: Draft, history: Sequence[Told]) -> list[Told]:
    """The last dated episodes, and what the texts tell of as lasting."""
    dated = [told for told in draft.material.told if told.happened and told.date and told.first]
    latest = find_latest(draft, dated)
    now = sorted((told for told in dated if told.episode.id in latest), key=lambda told: told.order)
    known = {told.episode.id for told in history}
    end = max((str(told.last)[:4] for told in now), default="0000")
    lasting = [
        told for told in draft.material.told
        if told.between and told.happened and told.lasting and told.date is None and told.episode.id not in known
        and told.weight > 0.6 and not told.empty and (told.printed is None or int(told.printed[:4]) >= int(end) - 2)
    ]  # fmt: skip
    return [*now, *sorted(lasting[:NOW], key=lambda told: told.order)]


def choose_matters(draft: Draft) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {"military": [], "economic": [], "diplomatic": []}
    for told in draft.material.told:
        if not told.between or not told.happened or told.episode.id in draft.taken or told.weight < 0.5 or told.empty:
            continue
        if told.episode.type in ("ACCUSE", "THREATEN", "REJECT", "PROTEST"):
            continue
        for matter in ("economic", "military", "diplomatic"):
            keys = load_words()["matters"][matter]
            if (set(told.episode.contexts) | {told.episode.type}) & set(keys):
                if len(found[matter]) < PER_MATTER:
                    found[matter].append(told)
                    draft.taken.add(told.episode.id)
                break
    return found


def choose_grievances(draft: Draft) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {code: [] for code in draft.relation.pair}
    for told in draft.material.told:
        if not told.between or not told.happened or told.episode.id in draft.taken or told.weight < 0.2:
            continue
        if told.episode.type not in ("ACCUSE", "THREATEN", "REJECT", "PROTEST", "REQUEST"):
            continue
        sides = [code for code in draft.relation.pair if code in told.episode.actors]
        if len(sides) == 1 and len(found[sides[0]]) < GRIEVANCES:
            found[sides[0]].append(told)
            draft.taken.add(told.episode.id)
    return found
