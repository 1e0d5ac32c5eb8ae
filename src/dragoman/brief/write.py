"""Record -> Brief: a cited account of how two states stand and how it came to this, made by rules.

Each sentence is made from events, stances or findings of the record and has the numbers of the words it stands on; the same
record gives the same sentences. Patterns are in `data/brief/phrases.toml`, and the choice among them hangs on ids.

    >>> write_brief(record, "GRC", "TUR").title
    'Greece and Turkey, 1919 to 2023'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.brief.choose import choose_grievances, choose_history, choose_matters, choose_now
from dragoman.brief.cite import Citations
from dragoman.brief.doubts import write_doubts
from dragoman.brief.history import write_history, write_now
from dragoman.brief.material import Told
from dragoman.brief.select import select_material
from dragoman.brief.stances import write_grievances
from dragoman.brief.summary import write_summary
from dragoman.brief.tell import Draft
from dragoman.brief.ties import write_ties
from dragoman.brief.types import Brief, Paragraph, Section
from dragoman.brief.when import name_date

if TYPE_CHECKING:
    from dragoman.record import Record
    from dragoman.relations import Relation

LEGEND = {
    "†": "† date reckoned from another date in the text",
    "‡": "‡ date carried over from what the text tells before",
    "§": "§ date of publication, for want of a better one",
    "~": "“about” and “perhaps”: the text itself is not sure of the date",
}


def write_brief(
    record: Record, one: str, other: str, *, since: str | None = None, until: str | None = None, relation: Relation | None = None
) -> Brief | None:
    """The account of the two states (codes); None where the record holds nothing between them.

    `relation`: theirs, where it has been measured already (by year, for the same time).
    """
    from dragoman.relations import measure_relation

    relation = relation or measure_relation(record, one, other, "year", since=since, until=until)
    citations = Citations(record.document)
    material = select_material(record, relation, citations)
    if not any(told.between for told in material.told) and not material.stances:
        return None
    return write_sections(Draft(relation, material, citations))


def write_sections(draft: Draft) -> Brief:
    """The sections one after the other; what one of them has told the next ones do not tell again."""
    history = choose_history(draft)
    now = choose_now(draft, history)
    chosen = {told.episode.id for told in (*history, *now)}
    draft.taken = set(chosen)
    sections = [
        ("summary", "Summary", write_summary(draft, history, now)),
        ("now", "How they stand now", write_now(draft, now)),
        ("history", "How it came to this", write_history(draft, history)),
        ("ties", "Agreements and ties", write_ties(draft)),
        ("matters", "Military, economic and diplomatic matters", write_matters(draft, choose_matters(draft))),
        ("grievances", "Grievances, mistrust and goodwill", write_grievances(draft, choose_grievances(draft))),
        ("doubt", "What is alleged, denied or contradictory", write_doubts(draft)),
    ]
    return Brief(
        pair=draft.relation.pair,
        title=make_title(draft),
        facts=list_facts(draft),
        legend=tuple(LEGEND[sign] for sign in LEGEND if sign in draft.signs),
        sections=tuple(Section(name, heading, tuple(told)) for name, heading, told in sections if told),
        citations=draft.citations.list_citations(),
        sources=draft.citations.list_sources(),
    )


def make_title(draft: Draft) -> str:
    one, other = draft.names
    period = name_period(draft)
    return f"{one} and {other}" + (f", {period}" if period else "")


def name_period(draft: Draft) -> str | None:
    """From the first to the last year that something is dated to, or the time that was asked for."""
    told = [each for each in draft.material.told if each.between and each.happened and each.first and each.last]
    if not told:
        return None
    first, last = min(told, key=lambda each: each.order), max(told, key=lambda each: (str(each.last), each.order))
    ends = [_name_year(date) for date in (first.date, last.date)]
    if None in ends:
        return None
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def list_facts(draft: Draft) -> tuple[str, ...]:
    n_texts = len(draft.citations.list_sources())
    relation = draft.relation
    facts = [
        f"{relation.n_episodes:,} episode{'s' * (relation.n_episodes != 1)} in the record",
        f"{n_texts:,} text{'s' * (n_texts != 1)} cited",
    ]
    if relation.since or relation.until:
        facts.append(f"asked for: {relation.since or '…'} to {relation.until or '…'}")
    return tuple(facts)


def write_matters(draft: Draft, matters: dict[str, list[Told]]) -> list[Paragraph]:
    paragraphs = []
    for matter, told in matters.items():
        sentences = draft.tell_all(sorted(told, key=lambda each: each.order))
        if sentences:
            paragraphs.append(Paragraph(matter.capitalize(), sentences))
    return paragraphs


def _name_year(edtf: str | None) -> str | None:
    if not edtf:
        return None
    left, _, right = edtf.partition("/")
    point = left if left not in ("", "..") else right
    return name_date(point[:4])
