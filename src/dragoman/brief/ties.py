"""Agreements and ties: a sentence for each kind, a part for each tie, with since when and until when.

>>> write_ties(draft)[0].sentences[0].text
'Treaties and agreements on record: “a treaty of friendship” (1930); “an armistice” (October 1922)'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.brief.acts import say_act
from dragoman.brief.clause import SURE_OF_ACT, make_clause
from dragoman.brief.material import Told
from dragoman.brief.names import load_words
from dragoman.brief.phrases import load_phrases
from dragoman.brief.tell import Draft
from dragoman.brief.types import Paragraph, Piece, Sentence
from dragoman.brief.when import name_date, say_date
from dragoman.plain import clean_text
from dragoman.types import Event

if TYPE_CHECKING:
    from dragoman.relations import Tie

# Ties of one kind that are named.
TIES = 6


def write_ties(draft: Draft) -> list[Paragraph]:
    kinds: dict[str, list[Tie]] = {}
    for tie in draft.relation.ties:
        kinds.setdefault(tie.kind, []).append(tie)
    events = {event.id: (told, event) for told in draft.material.told for event in (told.event, *told.reports)}
    sentences = []
    listed: set[str] = set()
    for kind in load_phrases()["ties"]:
        items = [item for tie in kinds.get(kind, ()) if (item := name_tie(draft, tie, events, listed))][:TIES]
        if not items:
            continue
        start = load_phrases()["ties"][kind][0 if len(items) > 1 else 1].partition("{list}")[0]
        pieces = [Piece((start if n == 0 else "; ") + text, marks) for n, (text, marks) in enumerate(items)]
        sentences.append(Sentence(tuple(pieces)))
    return [Paragraph(None, tuple(sentences))] if sentences else []


def name_tie(
    draft: Draft, tie: Tie, events: dict[str, tuple[Told, Event]], listed: set[str]
) -> tuple[str, tuple[int, ...]] | None:
    """What the tie is called in the text, or the act that began or ended it; since when and until when."""
    told_by = [events[id_] for id_ in (*tie.began, *tie.events) if id_ in events]
    told_by = [(told, event) for told, event in told_by if told.happened and not told.empty]
    if not told_by or told_by[0][0].episode.id in listed:
        return None
    told, event = told_by[0]
    marks = [mark for mark in (draft.cite_event(event),) if mark is not None]
    doc = draft.citations.document(event.document)
    if not marks or doc is None:
        return None
    clause = make_clause(event, doc, draft.namer)
    name = name_instrument(clean_text(doc.text[slice(*clause.span)]))
    if name and tie.kind in ("treaty", "alliance", "trade", "arms"):
        text = f"“{name}”"
    elif clause.direct and len(clause.text) <= 130:
        text = clause.text
        draft.taken.add(told.episode.id)
    elif not clause.direct and told.episode.confidence >= SURE_OF_ACT:
        text = say_act(event)
    else:
        return None
    listed.add(told.episode.id)
    times, ending = [], [events[id_] for id_ in tie.ended if id_ in events]
    start = name_date(told.date or "") if told.date else None
    if told.date and "/" in told.date:
        start = (say_date(told.date) or "").removeprefix("in ").removeprefix("between ")
    times.append(f"{start}{draft.sign(told)}" if start else "")
    if tie.end and ending and ending[0][1].id != event.id and (end := name_date(tie.end)):
        mark = draft.cite_event(ending[0][1])
        if mark is not None:
            times.append(f"ended {end}")
            marks += [mark] if mark not in marks else []
    elif tie.standing == "stands" and tie.kind not in ("war",):
        times.append(load_phrases()["standing"]["stands"])
    times = [time for time in times if time]
    return text + (f" ({', '.join(times)})" if times else ""), tuple(marks)


def name_instrument(text: str) -> str | None:
    """The name of what was signed, in the words of the text: 'a treaty of friendship'; None where no such noun stands in them."""
    words = load_words()["instruments"]
    if found := re.search(rf"\b(?:{words['verbs']})\s+((?:on |to |off )?[^“”]+)", text):
        name = re.split(words["ends"], found.group(1), maxsplit=1)[0].strip()
        if re.search(words["pattern"], name, re.I) and len(name) <= 90:
            return name
    proper = re.search(words["proper"], text)
    return proper.group() if proper and " " in proper.group() else None
