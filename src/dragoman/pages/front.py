"""The front page and the search: what is in the record, and where something is.

>>> make_search(ask).relation
('ARG', 'CHL')
"""

from __future__ import annotations

import msgspec

from dragoman.pages.ask import Ask
from dragoman.pages.lines import LINE_COLUMNS, EventLine, describe_events, write_line
from dragoman.pages.page import Page, Table
from dragoman.record import Counts, DocumentRow, EventFilter, LinkRow, Mover, PersonCount, split_words
from dragoman.states import find_pair, find_states, name_state
from dragoman.types import Finding

SHOWN = 8


class FrontPage(Page, frozen=True):
    """What is in the record: counts, the pairs with most episodes, those that moved most, the gravest findings, new
    documents. `links` and `movers` are null while they are being counted."""

    counts: Counts
    links: tuple[LinkRow, ...] | None
    movers: tuple[Mover, ...] | None
    findings: tuple[Finding, ...]
    titles: dict[str, str]
    documents: tuple[DocumentRow, ...]

    @property
    def is_whole(self) -> bool:
        return self.links is not None


def make_front(ask: Ask) -> FrontPage:
    summary = ask.summary()
    findings = tuple(ask.record.findings(limit=5))
    headers = ask.record.headers({words.document for one in findings for words in one.evidence})
    return FrontPage(
        title="The record",
        counts=ask.record.counts(),
        links=summary.links[:SHOWN] if summary else None,
        movers=summary.movers[:SHOWN] if summary else None,
        findings=findings,
        titles={id_: header.title or id_ for id_, header in headers.items()},
        documents=tuple(ask.record.documents(limit=5)),
    )


class StateFound(msgspec.Struct, frozen=True):
    code: str
    name: str


class SearchPage(Page, frozen=True):
    """States, people, documents and events that hold the words `q`; `relation` where they name two states."""

    q: str
    relation: tuple[str, str] | None
    states: tuple[StateFound, ...]
    people: tuple[PersonCount, ...]
    documents: tuple[DocumentRow, ...]
    events: tuple[EventLine, ...]
    words: tuple[str, ...]
    page: int
    more: bool

    def table(self) -> Table:
        return Table(LINE_COLUMNS, [write_line(line) for line in self.events])


def make_search(ask: Ask) -> SearchPage:
    q, page = ask.text("q") or "", ask.page()
    words = tuple(split_words(q)[:3])
    keys = ask.catalogue.words(q, most=ask.n_rows + 1, offset=(page - 1) * ask.n_rows)
    shown = tuple(keys[: ask.n_rows])
    events = list(ask.record.events(EventFilter(keys=shown))) if shown else []
    first = page == 1 and q
    codes = find_states(q) if first else []
    names = sorted({name_state(code) for code in codes})
    return SearchPage(
        title=f"Search: {q}" if q else "Search",
        q=q,
        relation=find_pair(q) if q else None,
        states=tuple(StateFound(code, name_state(code)) for code in codes),
        people=tuple(ask.catalogue.people(q, names)) if first else (),
        documents=tuple(ask.record.documents(q, limit=10)) if first else (),
        events=tuple(describe_events(ask.record, events)),
        words=words,
        page=page,
        more=len(keys) > ask.n_rows,
    )
