"""Lists: the episodes or events that pass a filter, the pairs of the record or of one state, documents, findings.

>>> make_events(ask).events[0].date
'1881-07-23'
"""

from __future__ import annotations

from typing import get_args

import msgspec

from dragoman.pages.ask import Ask, PageError
from dragoman.pages.lines import (
    EPISODE_COLUMNS,
    LINE_COLUMNS,
    EpisodeLine,
    EventLine,
    describe_episodes,
    make_lines,
    write_episode,
    write_line,
)
from dragoman.pages.page import Page, Table
from dragoman.record import DocumentRow, LinkRow
from dragoman.states import name_state
from dragoman.types import EventType, Finding, FindingType, Severity, Status

FILTERS = ("between", "actor", "recipient", "since", "until", "type", "status", "source", "name", "document")


class Choices(msgspec.Struct, frozen=True):
    """What the filters of a form may be set to, and what they are set to (`asked`)."""

    types: tuple[str, ...]
    statuses: tuple[str, ...]
    sources: tuple[str, ...]
    asked: dict[str, str]


def list_choices(ask: Ask, names: tuple[str, ...] = FILTERS) -> Choices:
    sources = ask.once("sources", lambda: tuple(one.source for one in ask.catalogue.sources()))
    return Choices(get_args(EventType), get_args(Status), sources, {name: value for name in names if (value := ask.text(name))})


class EpisodesPage(Page, frozen=True):
    """Episodes that pass the filters, by date: what happened once, however many texts report it; `n_found` in all."""

    episodes: tuple[EpisodeLine, ...]
    n_found: int
    choices: Choices
    page: int
    more: bool

    def table(self) -> Table:
        return Table(EPISODE_COLUMNS, [write_episode(line) for line in self.episodes])


def make_episodes(ask: Ask) -> EpisodesPage:
    page, between = ask.page(), ask.pair("between")
    wanted = ask.episodes(limit=ask.n_rows, offset=(page - 1) * ask.n_rows)
    n_found = ask.record.count_episodes(wanted)
    lines = describe_episodes(ask.record, ask.record.episodes(wanted))
    title = f"{name_state(between[0])} and {name_state(between[1])}: events" if between else "Events"
    return EpisodesPage(title, tuple(lines), n_found, list_choices(ask), page, n_found > page * ask.n_rows)


class EventsPage(Page, frozen=True):
    """Events of single texts (reports) that pass the filters, by date; `more` where there are others on the next page."""

    events: tuple[EventLine, ...]
    choices: Choices
    page: int
    more: bool

    def table(self) -> Table:
        return Table(LINE_COLUMNS, [write_line(line) for line in self.events])


def make_events(ask: Ask) -> EventsPage:
    page = ask.page()
    lines = make_lines(ask.record, ask.events(limit=ask.n_rows + 1, offset=(page - 1) * ask.n_rows))
    between = ask.pair("between")
    title = f"Reports on {name_state(between[0])} and {name_state(between[1])}" if between else "Reports"
    return EventsPage(title, tuple(lines[: ask.n_rows]), list_choices(ask), page, len(lines) > ask.n_rows)


class RelationsPage(Page, frozen=True):
    """Pairs that deal with each other, the most episodes first; `state` where the list is of one state's."""

    state: str | None
    links: tuple[LinkRow, ...]

    def table(self) -> Table:
        return Table(LinkRow.__struct_fields__, [msgspec.structs.astuple(link) for link in self.links])


def make_relations(ask: Ask) -> RelationsPage:
    if ask.form != "html":
        return RelationsPage("Relations", None, tuple(ask.record.links(limit=_most_pairs(ask))))
    summary = ask.summary()
    if summary is None:
        raise PageError(503, "The pairs of this record are being counted, as it is large.", retry=5)
    return RelationsPage("Relations", None, summary.links)


def make_state(ask: Ask) -> RelationsPage:
    code = ask.state("code")
    if code is None:
        raise PageError(404, "The address names no state.")
    return RelationsPage(name_state(code), code, tuple(ask.record.links(codes=(code,), limit=_most_pairs(ask))))


def _most_pairs(ask: Ask) -> int:
    return 300 if ask.form == "html" else ask.settings.table_rows


class DocumentsPage(Page, frozen=True):
    """Documents, the newest first, with what was read in each; `q`: words of title, source or id."""

    q: str | None
    documents: tuple[DocumentRow, ...]
    page: int
    more: bool

    def table(self) -> Table:
        return Table(DocumentRow.__struct_fields__, [msgspec.structs.astuple(doc) for doc in self.documents])


def make_documents(ask: Ask) -> DocumentsPage:
    q, page = ask.text("q"), ask.page()
    found = ask.record.documents(q, limit=ask.n_rows + 1, offset=(page - 1) * ask.n_rows)
    return DocumentsPage("Documents", q, tuple(found[: ask.n_rows]), page, len(found) > ask.n_rows)


class FindingsPage(Page, frozen=True):
    """Contradictions and anachronisms, the gravest first; `n` of each kind in the whole record."""

    findings: tuple[Finding, ...]
    titles: dict[str, str]
    n: dict[str, int]
    asked: dict[str, str]
    page: int
    more: bool

    def table(self) -> Table:
        rows = [
            (one.id, one.document, one.finding, one.severity, one.why, words.document, words.start, words.end, words.text)
            for one in self.findings
            for words in one.evidence
        ]
        return Table(("id", "document", "finding", "severity", "why", "in_document", "start", "end", "text"), rows)


def make_findings(ask: Ask) -> FindingsPage:
    kind, severity = ask.choice("finding", get_args(FindingType)), ask.choice("severity", get_args(Severity))
    page = ask.page()
    asked = {name: value for name, value in (("finding", kind), ("severity", severity)) if value}
    kinds, severities = (kind,) if kind else (), (severity,) if severity else ()
    limit, offset = ask.n_rows + 1, (page - 1) * ask.n_rows
    found = list(ask.record.findings(findings=kinds, severities=severities, limit=limit, offset=offset))
    shown = found[: ask.n_rows]
    headers = ask.record.headers({words.document for one in shown for words in one.evidence})
    titles = {id_: header.title or id_ for id_, header in headers.items()}
    return FindingsPage("Findings", tuple(shown), titles, ask.catalogue.finding_counts(), asked, page, len(found) > ask.n_rows)
