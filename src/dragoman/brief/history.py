"""How it came to this, phase by phase, and how they stand now.

>>> [paragraph.heading for paragraph in write_history(draft, history)]
['1804 to 1828: confrontation', '1921 to 1940: cooperation (few events)']
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.brief.material import Told
from dragoman.brief.phases import find_phase, label_phase, name_phase, year_of
from dragoman.brief.tell import Draft
from dragoman.brief.types import Paragraph
from dragoman.brief.when import name_date

# Episodes of a phase above which its story is told in several paragraphs, cut where nothing is told for longest.
LONG, SHORT = 8, 3


def write_now(draft: Draft, now: Sequence[Told]) -> list[Paragraph]:
    sentences = list(draft.tell_all(now))
    planned = [
        told for told in draft.material.told
        if told.between and told.episode.status == "planned" and told.episode.id not in draft.taken
        and (told.clause.direct or re.search(r"\b(?:will|shall|is to|are to)\b", told.clause.quote))
        and is_to_come(draft, told, now)
    ]  # fmt: skip
    for told in sorted(planned[:2], key=lambda each: each.order):
        sentence = draft.tell(told)
        if sentence:
            draft.taken.add(told.episode.id)
            sentences.append(sentence)
    return [Paragraph(None, tuple(sentences))] if sentences else []


def is_to_come(draft: Draft, told: Told, now: Sequence[Told]) -> bool:
    """Whether what was planned lies after all else that is told."""
    last = max((str(each.last or each.printed or "") for each in now), default="")
    return str(told.first or told.printed or last) >= last[:4]


def write_history(draft: Draft, history: Sequence[Told]) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    by_phase: dict[int, list[Told]] = {}
    for told in history:
        by_phase.setdefault(find_phase(draft, told), []).append(told)
    for i in sorted(by_phase):
        heading = None
        if i < 0:
            start, first = name_date(draft.relation.phases[0].start[:4]), year_of(draft.relation.phases[0].start, 0)
            early = all(int(str(told.last or told.first or told.printed)[:4]) < first for told in by_phase[i])
            known = max((str(told.last or told.printed or "")[:4] for told in draft.material.told if told.happened), default="")
            heading = f"Before {start}" if early and start and start <= known else "Over long times"
            heading = None if len(by_phase) == 1 else heading
        elif draft.relation.phases:
            phase = draft.relation.phases[i]
            doubt = "" if phase.firm else " (few events)"
            label = "" if phase.character == "quiet" else f": {label_phase(draft, phase, by_phase[i])}{doubt}"
            heading = f"{name_phase(draft, phase)}{label}"
        for n, group in enumerate(split_story(by_phase[i])):
            paragraphs.append(Paragraph(heading if n == 0 else None, draft.tell_all(group)))
    return [paragraph for paragraph in paragraphs if paragraph.sentences]


def split_story(told: Sequence[Told]) -> list[list[Told]]:
    """Paragraphs of a long story: cut at the longest silences, none shorter than three episodes."""
    story = list(told)
    if len(story) <= LONG:
        return [story]
    middles = [each.order[0] for each in story]
    gaps = [(middles[i] - middles[i - 1], -i) for i in range(SHORT, len(story) - SHORT + 1)]
    cut = -max(gaps)[1]
    return [*split_story(story[:cut]), *split_story(story[cut:])]
