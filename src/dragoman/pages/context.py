"""What others have on two states: histories as context on their page, and a page of the data that were brought in.

It stands under headings of its own, with the data set and the row, and is never counted with what was read from texts.

>>> make_context(ask, ("ECU", "PER")).entries[0].label
'militarized dispute 9001'
"""

from __future__ import annotations

from typing import cast

import msgspec

from dragoman.charts import draw_beside
from dragoman.pages.ask import Ask, PageError
from dragoman.pages.lines import LINE_COLUMNS, EventLine, describe_brought, write_line
from dragoman.pages.page import Page, Table
from dragoman.record import Brought, EventFilter, Period
from dragoman.relations import Beside, SourceSeries, measure_beside
from dragoman.states import name_state
from dragoman.types import Context, Event

BY = ("year", "month", "day")
# Entries of histories on a relation's page; the rest are on the page of what was brought in.
MOST_ENTRIES = 40


class ContextPart(msgspec.Struct, frozen=True):
    """Alliances, wars and disputes of the two, the first of `n_entries`, and how many events which data set has."""

    entries: tuple[Context, ...]
    n_entries: int
    sources: tuple[SourceSeries, ...]


class BroughtPage(Page, frozen=True):
    """What others have on two states: the series of each data set beside that of the texts, histories, and the rows of the data
    sets as events, a page of them. `chart`: the series as SVG, in the page only."""

    names: tuple[str, str]
    beside: Beside
    forms: tuple[str, ...]
    source: str | None
    events: tuple[EventLine, ...]
    by: str
    page: int
    more: bool
    chart: str | None

    def table(self) -> Table:
        return Table(LINE_COLUMNS, [write_line(line) for line in self.events])


def make_context(ask: Ask, pair: tuple[str, str]) -> ContextPart | None:
    """What stands on a relation's page; None where nothing was brought in on the two."""
    if not Brought(ask.record).imports():
        return None
    beside = measure_beside(ask.record, *pair, "year", texts=False, since=ask.day("since"), until=ask.day("until"))
    if not beside.context and not beside.sources:
        return None
    return ContextPart(beside.context[:MOST_ENTRIES], len(beside.context), beside.sources)


def make_brought(ask: Ask) -> BroughtPage:
    pair = ask.pair("pair")
    if pair is None:
        raise PageError(404, "The address names no pair of states.")
    brought = Brought(ask.record)
    forms = tuple(dict.fromkeys(row.form for row in brought.imports()))
    source = ask.choice("source", forms)
    by = cast(Period, ask.choice("by", BY) or "year")
    since, until, page = ask.day("since"), ask.day("until"), ask.page()
    beside = measure_beside(ask.record, *pair, by, forms=(source,) if source else (), since=since, until=until)
    wanted = EventFilter(between=pair, since=since, until=until, limit=ask.n_rows + 1, offset=(page - 1) * ask.n_rows)
    events = list(brought.events(wanted, (source,) if source else ()))
    names = (name_state(pair[0]), name_state(pair[1]))
    drawn = ask.form == "html" and any(own.series for own in beside.sources)
    return BroughtPage(
        title=f"What others have on {names[0]} and {names[1]}",
        names=names,
        beside=beside,
        forms=forms,
        source=source,
        events=tuple(describe_brought(ask.record, events[: ask.n_rows])),
        by=by,
        page=page,
        more=len(events) > ask.n_rows,
        chart=draw_beside(beside, names).svg() if drawn else None,
    )


def find_coded(ask: Ask, id_: str) -> Event | None:
    """The event of this id that others coded."""
    return next(Brought(ask.record).events(EventFilter(ids=(id_,))), None)
