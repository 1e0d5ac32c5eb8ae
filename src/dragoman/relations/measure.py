"""A pair of states -> its Relation: series, trend, phases, ties and stances, from the episodes of the record.

>>> measure_relation(record, "IRN", "RUS", by="year", since="1990").pair
('IRN', 'RUS')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.relations.episodes import merge_reports
from dragoman.relations.phases import find_phases
from dragoman.relations.series import measure_series
from dragoman.relations.spread import MOST_PERIODS, Course, make_course, make_grid, sum_periods
from dragoman.relations.ties import find_ties
from dragoman.relations.trend import measure_trend
from dragoman.relations.types import Link, Network, Period, Relation, TrendPoint
from dragoman.types import Episode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.record import LinkRow, Record

NOTE = (
    "Several reports of one event are one episode, and episodes are counted; reports and sources (independent texts, copies "
    "counted once) stand beside them. Counts and scores hold what occurred or is ongoing; planned, hypothetical and negated "
    "episodes are counted apart. Acts that both do together count in both directions. The mean of a phase weighs each episode "
    "by its confidence, that of a period does not."
)

# Episodes that a Relation holds, beside those that mark phases and tell of ties: `Record.episodes` pages through all.
MOST_EPISODES = 1000
# Pairs among the partners of a state that a network holds, the strongest; a picture shows fewer.
MOST_BETWEEN = 1000
# Codes that stand for a class of actors, not for one: they have no place in a network.
CLASSES = ("IGO", "NGO", "ISM", "IMG", "MNC")


def measure_relation(
    record: Record, one: str, other: str, by: Period = "year", *, since: str | None = None, until: str | None = None
) -> Relation:
    """The relation of two states (codes) by year, month or day; the same whichever comes first.

    `since`, `until`: EDTF dates; episodes and stances that may lie in that time are taken, and then those without a date are not.
    """
    merge_reports(record)
    pair = (min(one, other), max(one, other))
    series, spans, undated, n_sources = measure_series(record, pair, by, since, until)
    columns = record.course(*pair, since=since, until=until)
    course = make_course(columns)
    phases, ties = find_phases(course), find_ties(record, pair, since=since, until=until)
    told = [*(mark for phase in phases for mark in phase.marks), *(event for tie in ties for event in (*tie.began, *tie.ended))]
    return Relation(
        pair=pair,
        by=by,
        since=since,
        until=until,
        n_episodes=len(columns["lead"]),
        n_reports=int(columns["n_reports"].sum()),
        n_sources=n_sources,
        series=series,
        trend=find_trend(course, by),
        phases=phases,
        ties=ties,
        stances=tuple(record.stances(between=pair, since=since, until=until)),
        spans=spans,
        undated=undated,
        episodes=list_episodes(record, pair, told, since, until),
        note=NOTE,
    )


def list_episodes(
    record: Record, pair: tuple[str, str], told: Sequence[str], since: str | None, until: str | None
) -> tuple[Episode, ...]:
    """The strongest episodes of a pair, and those led by the events `told`, in order of date."""
    from dragoman.record import EpisodeFilter

    strongest = record.episodes(EpisodeFilter(between=pair, since=since, until=until, by="strength", limit=MOST_EPISODES))
    found = {episode.lead: episode for episode in strongest}
    missing = sorted(set(told) - found.keys())
    if missing:
        found |= {episode.lead: episode for episode in record.episodes(EpisodeFilter(between=pair, ids=tuple(missing)))}
    return tuple(sorted(found.values(), key=lambda one: (one.earliest or one.latest or "9999", one.latest or "", one.lead)))


def find_trend(course: Course, by: Period) -> tuple[TrendPoint, ...]:
    """The net score by period; by a longer one where there would be too many."""
    if course.n == 0:
        return ()
    grid = make_grid(course, by)
    while grid.n > MOST_PERIODS and grid.by != "year":
        grid = make_grid(course, "month" if grid.by == "day" else "year")
    return measure_trend(sum_periods(course, grid), grid)


def measure_network(
    record: Record,
    actors: Sequence[str] = (),
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = 100,
) -> Network:
    """Who deals how with whom: pairs around these states (all, where none is named), most episodes first."""
    merge_reports(record)
    asked: dict[str, Any] = {"not_codes": CLASSES, "since": since, "until": until}
    rows, n_pairs = record.rank_links(codes=tuple(actors), limit=limit, **asked)
    links = tuple(map(_make_link, rows))
    partners = {code for link in links for code in (link.one, link.other)} - {*actors}
    between = record.rank_links(within=sorted(partners), limit=MOST_BETWEEN, **asked)[0] if actors and partners else []
    others, left_out = tuple(map(_make_link, between)), n_pairs - len(links)
    return Network(actors=tuple(actors), since=since, until=until, links=links, others=others, left_out=left_out)


def _make_link(row: LinkRow) -> Link:
    return Link(
        row.one, row.other, row.episodes, row.reports, row.cooperative, row.conflictual, row.score, row.earliest, row.latest
    )
