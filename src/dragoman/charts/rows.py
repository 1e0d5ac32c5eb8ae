"""What a chart shows, as plain rows: they can be tested, exported, and put into a spec.

>>> list_series_rows(relation).rows["trend"][0]
{'from': '1920-01-01', 'to': '1920-12-31', 'net': 2.5, 'low': -1.0, 'high': 6.0}
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dragoman.relations import Network, Relation

Rows = dict[str, list[dict[str, Any]]]


class Content(NamedTuple):
    title: str
    subtitle: tuple[str, ...]
    rows: Rows


def list_series_rows(relation: Relation, names: Sequence[str] = ()) -> Content:
    """Rows `points`, `trend`, `phases`, `marks`."""
    one, other = names or relation.pair
    points = [
        {"period": point.period, "score": point.score, "episodes": point.episodes}
        for point in relation.series
        if point.score is not None
    ]
    phases = [
        {"from": phase.start, "to": phase.end, "character": phase.character, "label": phase.label} for phase in relation.phases
    ]
    return Content(f"{one} and {other}", (_count(relation),), {"points": points, "phases": phases})


def list_timeline_rows(relation: Relation, names: Sequence[str] = ()) -> Content:
    """Rows `bars` and `marks`."""
    one, other = names or relation.pair
    bars = [
        {"lane": "phases", "from": phase.start, "to": phase.end, "label": phase.label, "kind": phase.character}
        for phase in relation.phases
    ]
    bars += [
        {"lane": tie.kind, "from": tie.start, "to": tie.end or tie.start, "label": tie.label, "kind": tie.kind}
        for tie in relation.ties
        if tie.start
    ]
    return Content(f"{one} and {other}", (_count(relation),), {"bars": bars})


def list_network_rows(network: Network, names: Mapping[str, str]) -> Content:
    """Rows `links` (with the ends' places) and `states`."""
    states = network.states
    turn = 2 * math.pi / max(1, len(states))
    place = {code: (math.cos(turn * i), math.sin(turn * i)) for i, code in enumerate(states)}
    links = [
        {
            "one": link.one, "other": link.other, "episodes": link.episodes, "score": link.score,
            "x": place[link.one][0], "y": place[link.one][1], "x2": place[link.other][0], "y2": place[link.other][1],
        }
        for link in network.links
    ]  # fmt: skip
    nodes = [{"code": code, "name": names.get(code, code), "x": place[code][0], "y": place[code][1]} for code in states]
    n = sum(link.episodes for link in network.links)
    return Content("Who deals how with whom", (f"{n:,} episodes, {len(links)} pairs",), {"links": links, "states": nodes})


def _count(relation: Relation) -> str:
    dated = [point.period for point in relation.series]
    years = f"{dated[0]} to {dated[-1]}" if dated else "no dates"
    return f"n = {relation.n_episodes:,} episodes, {relation.n_reports:,} reports; {years}; PLOVER scale from -10 to 10"
