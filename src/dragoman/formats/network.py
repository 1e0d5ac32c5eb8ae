"""A network of states -> GraphML, which Gephi, igraph, NetworkX and Cytoscape read.

Nodes are states with their name and numbers, edges are pairs with their counts and mean score; the graph itself says for
which time it holds. Numbers of states that changed within that time are left out.

    >>> write_graphml(network, {"IRN": "Iran"}).splitlines()[0]
    "<?xml version='1.0' encoding='utf-8'?>"
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dragoman.formats.numbers import load_lines, number_state

if TYPE_CHECKING:
    from dragoman.relations import Network


def write_graphml(network: Network, names: Mapping[str, str]) -> str:
    """The whole file. Attributes that are not known are left out, as GraphML has no null."""
    import networkx  # only where a graph is written

    graph = networkx.Graph(creator="Dragoman", **_known(since=network.since, until=network.until))
    links = [*network.links, *network.others]
    times = [day for link in links for day in (link.earliest, link.latest) if day]
    first, last = network.since or min(times, default=None), network.until or max(times, default=None)
    for code in sorted({code for link in links for code in (link.one, link.other)}):
        graph.add_node(code, **_known(label=names.get(code, code), **_number(code, first, last)))
    for link in links:
        graph.add_edge(
            link.one, link.other, weight=link.episodes,
            **_known(episodes=link.episodes, reports=link.reports, cooperative=link.cooperative,
                     conflictual=link.conflictual, score=link.score, earliest=link.earliest, latest=link.latest),
        )  # fmt: skip
    out = io.BytesIO()
    networkx.write_graphml_xml(graph, out)
    return out.getvalue().decode("utf-8") + "\n"


def _number(code: str, first: str | None, last: str | None) -> dict[str, int | None]:
    """The numbers that hold from the first day to the last one, and at every change between."""
    changes = [line.since for line in load_lines().get(code, []) if line.since and (first or "") < line.since <= (last or "9999")]
    days = [day for day in (first, *changes, last) if day]
    told = [number_state(code, day) for day in days] or [number_state(code)]
    same = {name: {getattr(one, name) for one in told} for name in ("iso", "cow", "gw")}
    return {f"{name}_number": next(iter(values)) if len(values) == 1 else None for name, values in same.items()}


def _known(**values: Any) -> dict[str, Any]:
    """What is known, without characters that XML cannot hold."""
    return {name: _clean(value) for name, value in values.items() if value is not None}


def _clean(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return "".join(letter for letter in value if unicodedata.category(letter) not in ("Cc", "Cs", "Cn"))
