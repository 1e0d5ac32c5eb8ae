"""What others have on two states -> a section of their brief: alliances, wars and disputes, each citing the row that has it.

It stands last, under a heading that says whose it is, and nothing else in the brief is made from it.

    >>> add_context(brief, record).sections[-1].heading
    'What histories have (not read from the texts)'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dragoman.brief.cite import Citations
from dragoman.brief.types import Brief, Paragraph, Piece, Section, Sentence
from dragoman.brief.when import name_date
from dragoman.types import Context

if TYPE_CHECKING:
    from dragoman.record import Record

HEADING = "What histories have (not read from the texts)"
NOTE = "the last section is brought in from data sets of others, and was not read from the texts"
PARTS = {"alliance": "Alliances", "war": "Wars", "dispute": "Disputes"}
# Of each sort; the newest are told, as they bear most on how the two stand.
MOST = 12


def add_context(brief: Brief | None, record: Record, since: str | None = None, until: str | None = None) -> Brief | None:
    """The brief with the section, where the record has histories of the two."""
    from dragoman.record import Brought

    if brief is None:
        return None
    brought = Brought(record)
    found = brought.context(*brief.pair, since=since, until=until) if brought.imports() else []
    if not found:
        return brief
    citations = Citations(record.document)
    n_before = len(brief.citations)
    paragraphs = []
    for sort, heading in PARTS.items():
        own = [one for one in found if one.sort == sort]
        sentences = tuple(told for one in own[-MOST:] if (told := _tell(one, citations, n_before)))
        if sentences:
            left_out = f", the last {MOST} of {len(own)}" if len(own) > MOST else ""
            paragraphs.append(Paragraph(f"{heading}{left_out}", sentences))
    added = tuple(msgspec.structs.replace(one, number=one.number + n_before) for one in citations.list_citations())
    sources = tuple(
        msgspec.structs.replace(one, citations=tuple(number + n_before for number in one.citations))
        for one in citations.list_sources()
    )
    return msgspec.structs.replace(
        brief,
        legend=(*brief.legend, NOTE),
        sections=(*brief.sections, Section("context", HEADING, tuple(paragraphs))),
        citations=(*brief.citations, *added),
        sources=(*brief.sources, *sources),
    )


def _tell(one: Context, citations: Citations, n_before: int) -> Sentence | None:
    """'1981-07 to 1981-11: militarized dispute 9001, use of force (Correlates of War 5.0)', citing the row."""
    mark = citations.cite(one.document, 0, len(one.words), one.words)
    if mark is None:
        return None
    start, end = (name_date(date) or date if date else None for date in (one.start, one.end))
    when = start or "at an unknown time"
    if one.end is None:
        when = f"from {when}, no end told"
    elif one.end != one.start:
        when = f"{when} to {end}"
    detail = f", {one.detail}" if one.detail else ""
    return Sentence((Piece(f"{when[:1].upper()}{when[1:]}: {one.label}{detail} ({one.source})", (mark + n_before,)),))
