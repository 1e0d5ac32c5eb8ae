"""Pairs of reports that agree -> groups, each of reports of one event.

The best agreement is taken first; two groups are joined only where no report of the one rules out a report of the other. So
a vague report ("that week") does not tie two meetings together, and where it fits two events equally well it stays alone.
The groups do not depend on the order in which reports came.

    >>> group_reports({1: one, 2: other}, [(1, 2, 4.1)])
    [[1, 2]]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dragoman.relations.agree import compare
from dragoman.relations.told import Told

# A vague report that fits two events, one of them by less than this many points better, is left alone.
CLEAR = 0.5
# Reports are compared one by one with at most so many of a group: those of a long war would else cost their square.
MOST_COMPARED = 40


def group_reports(reports: Mapping[int, Told], alike: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    """Keys in groups; reports that agree with none are groups of one. Groups and keys are in order of ids."""
    edges = sorted(alike, key=lambda edge: (-edge[2], *sorted((reports[edge[0]].id, reports[edge[1]].id))))
    edges = _drop_doubtful(reports, edges)
    home: dict[int, list[int]] = {key: [key] for key in reports}
    for one, other, _ in edges:
        first, second = home[one], home[other]
        if first is not second and _may_join(reports, first, second):
            first.extend(second)
            for key in second:
                home[key] = first
    unique = {id(group): group for group in home.values()}.values()
    return sorted((sorted(group, key=lambda key: reports[key].id) for group in unique), key=lambda group: reports[group[0]].id)


def _drop_doubtful(reports: Mapping[int, Told], edges: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Without the edges of vague reports that fit two events, which rule each other out, about equally well."""
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other, points in edges:
        near[one].append((points, other))
        near[other].append((points, one))
    doubtful = set()
    for key, found in near.items():
        width = reports[key].width
        if (width is not None and width <= 3) or len(found) < 2:
            continue
        best, rest = found[0], found[1:]
        for points, other in rest:
            if best[0] - points >= CLEAR:
                break
            if compare(reports[best[1]], reports[other]) is None:
                doubtful.add(key)
                break
    return [edge for edge in edges if not (edge[0] in doubtful or edge[1] in doubtful)]


def _may_join(reports: Mapping[int, Told], first: list[int], second: list[int]) -> bool:
    return all(
        compare(reports[one], reports[other]) is not None for one in first[:MOST_COMPARED] for other in second[:MOST_COMPARED]
    )
