"""A relation: phases, series, timeline, ties, stances and findings of two states; and the network of who deals with whom.

>>> make_relation(ask).relation.phases[0].character
'conflictual'
"""

from __future__ import annotations

from typing import cast

import msgspec

from dragoman.charts import draw_network, draw_series
from dragoman.pages.ask import Ask, PageError
from dragoman.pages.context import ContextPart, make_context
from dragoman.pages.lines import EpisodeLine, describe_episodes
from dragoman.pages.lists import Choices, list_choices
from dragoman.pages.page import Page, Table
from dragoman.pages.words import Party, list_parties, shorten
from dragoman.record import EpisodeFilter, EventFilter, Period
from dragoman.relations import Network, Relation, measure_network, measure_relation
from dragoman.states import name_state
from dragoman.types import Finding, Stance

BY = ("year", "month", "day")
SERIES_COLUMNS = (
    "period", "actor", "recipient", "episodes", "reports", "sources", "cooperative", "conflictual", "score",
    "cooperative_score", "conflictual_score", "n_other", "strongest",
)  # fmt: skip
MOST_FINDINGS = 50
MOST_LINKS = 40
FILTERS = ("since", "until", "type", "status", "source")


class MarkLine(msgspec.Struct, frozen=True):
    """An event that marks a phase or tells of a tie, in few words."""

    id: str
    date: str | None
    type: str
    words: str


class StanceLine(msgspec.Struct, frozen=True):
    """A stance of one side toward the other."""

    id: str
    stance: str
    holder: tuple[Party, ...]
    toward: tuple[Party, ...]
    date: str | None
    words: str
    document: str


class RelationPage(Page, frozen=True):
    """How two states stand through time. `episodes` are those that pass the filters, a page of them, of `n_found`; the
    relation itself is measured on all episodes of the time that `since` and `until` leave. `titles`: of documents that have
    findings; `chart`: the series as SVG, in the page only."""

    names: tuple[str, str]
    relation: Relation
    marks: dict[str, MarkLine]
    stances: tuple[StanceLine, ...]
    findings: tuple[Finding, ...]
    titles: dict[str, str]
    episodes: tuple[EpisodeLine, ...]
    n_found: int
    choices: Choices
    by: str
    page: int
    more: bool
    chart: str | None
    brought: ContextPart | None = None

    def table(self) -> Table:
        return Table(SERIES_COLUMNS, list(_list_series(self.relation)))


def make_relation(ask: Ask) -> RelationPage:
    pair = ask.pair("pair")
    if pair is None:
        raise PageError(404, "The address names no pair of states.")
    by = ask.choice("by", BY) or "year"
    relation = find_relation(ask, pair, cast(Period, by))
    names = (name_state(pair[0]), name_state(pair[1]))
    key = (*pair, by, relation.since, relation.until)
    page = ask.page()
    wanted = ask.episodes(between=pair, limit=ask.n_rows, offset=(page - 1) * ask.n_rows)
    n_found = ask.record.count_episodes(wanted)
    findings = ask.once(("findings", *key), lambda: find_findings(ask, relation))
    return RelationPage(
        title=f"{names[0]} and {names[1]}",
        names=names,
        relation=msgspec.structs.replace(relation, episodes=()) if ask.form == "html" else relation,
        marks=ask.once(("marks", *key), lambda: find_marks(ask, relation)),
        stances=tuple(_describe_stance(stance) for stance in relation.stances),
        findings=findings,
        titles=name_documents(ask, findings),
        episodes=tuple(describe_episodes(ask.record, ask.record.episodes(wanted))),
        n_found=n_found,
        choices=list_choices(ask, FILTERS),
        by=by,
        page=page,
        more=n_found > page * ask.n_rows,
        chart=draw_relation(ask, relation) if ask.form == "html" and relation.series else None,
        brought=make_context(ask, pair),
    )


def find_relation(ask: Ask, pair: tuple[str, str], by: Period) -> Relation:
    """The relation of the time that is asked for: measured once, whatever else its pages, twins and brief ask."""
    since, until = ask.day("since"), ask.day("until")
    return ask.once(
        ("relation", *pair, by, since, until), lambda: measure_relation(ask.record, *pair, by, since=since, until=until)
    )


def find_findings(ask: Ask, relation: Relation) -> tuple[Finding, ...]:
    """What does not fit in the words of their events of this time."""
    found = ask.record.findings(between=relation.pair, since=relation.since, until=relation.until, limit=MOST_FINDINGS)
    return tuple(found)


def name_documents(ask: Ask, findings: tuple[Finding, ...]) -> dict[str, str]:
    """Titles of the documents whose words do not fit, by id."""
    headers = ask.record.headers({words.document for one in findings for words in one.evidence}) if findings else {}
    return {id_: header.title or id_ for id_, header in headers.items()}


def draw_relation(ask: Ask, relation: Relation) -> str:
    """The series as SVG."""
    names = [name_state(code) for code in relation.pair]
    key = ("series", *relation.pair, relation.by, relation.since, relation.until)
    return ask.once(key, lambda: draw_series(relation, names).svg())


def find_marks(ask: Ask, relation: Relation) -> dict[str, MarkLine]:
    """The events that mark phases and begin or end ties, by id. Nearly all of them lead an episode of the pair, which is found
    much faster than an event among all."""
    ids = {mark for phase in relation.phases for mark in phase.marks}
    ids |= {event for tie in relation.ties for event in (*tie.began, *tie.ended, *tie.events[:3])}
    if not ids:
        return {}
    leading = ask.record.episodes(EpisodeFilter(between=relation.pair, ids=tuple(sorted(ids))))
    found = {one.lead: MarkLine(one.lead, one.date, one.type, shorten(one.words)) for one in leading}
    if others := tuple(sorted(ids - found.keys())):
        for one in ask.record.events(EventFilter(ids=others)):
            found[one.id] = MarkLine(one.id, one.date, one.type, shorten(one.evidence.text))
    return found


def _describe_stance(stance: Stance) -> StanceLine:
    return StanceLine(
        stance.id, stance.stance, list_parties(stance.holder), list_parties(stance.toward), stance.date, stance.evidence.text,
        stance.document,
    )  # fmt: skip


def _list_series(relation: Relation) -> list[tuple[object, ...]]:
    """A row for each period, then one for each direction in it; dates wider than a period come last."""
    rows: list[tuple[object, ...]] = []
    for point in (*relation.series, *relation.spans):
        rows.append((
            point.period, None, None, point.episodes, point.reports, point.sources, point.cooperative, point.conflictual,
            point.score, point.cooperative_score, point.conflictual_score, point.n_other, ";".join(point.strongest),
        ))  # fmt: skip
        rows += [
            (point.period, way.actor, way.recipient, way.episodes, None, None, way.cooperative, way.conflictual, way.score,
             way.cooperative_score, way.conflictual_score, None, None)
            for way in point.directions
        ]  # fmt: skip
    return rows


class NetworkPage(Page, frozen=True):
    """Who deals how with whom: the pairs around `actor`, or the busiest of all. `chart`: the network as SVG, in the page only."""

    actor: str | None
    since: str | None
    until: str | None
    network: Network
    chart: str | None

    def table(self) -> Table:
        columns = ("one", "other", "episodes", "reports", "cooperative", "conflictual", "score", "earliest", "latest")
        return Table(columns, [[getattr(link, name) for name in columns] for link in self.network.links])


def make_network(ask: Ask) -> NetworkPage:
    actor, since, until = ask.state("actor"), ask.day("since"), ask.day("until")
    most = MOST_LINKS if ask.form == "html" else ask.settings.table_rows
    network = measure_network(ask.record, (actor,) if actor else (), since=since, until=until, limit=most)
    names = {code: name_state(code) for code in network.states}
    chart = draw_network(network, names).svg() if ask.form == "html" and network.links else None
    title = f"With whom {name_state(actor)} deals" if actor else "Who deals how with whom"
    return NetworkPage(title, actor, since, until, network, chart)
