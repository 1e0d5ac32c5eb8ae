"""A network of states -> where to draw them, and the rows of the chart.

States that deal much with each other are drawn together by springs (T. Fruchterman and E. Reingold, 1991), from places on a
circle, so that the same network gives the same picture.

    >>> list_network_rows(network, {}).rows["states"][0]["code"]
    'IRN'
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dragoman.charts.rows import Content

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dragoman.relations import Link, Network

STEPS = 300
# How strongly states that deal much with each other draw together, against their pushing apart.
PULL = 0.25
# How strongly all are drawn to the middle: those that deal with nobody else in the picture would drift to its edges.
GRAVITY = 0.6
# Room that a name takes, where the picture is from -1 to 1: of each of its letters, and from line to line (specs/network.json).
LETTER, LINE = 0.024, 0.1
# Links among the partners that one picture holds, the strongest first.
MOST_BETWEEN = 60
MOST_STATES = 40


def list_network_rows(network: Network, names: Mapping[str, str]) -> Content:
    """Rows `links` (with the places of both ends) and `states`."""
    links = list(network.links)
    kept = {code for link in links[: MOST_STATES - 1] for code in (link.one, link.other)}
    links = [link for link in links if {link.one, link.other} <= kept]
    between = [link for link in network.others if {link.one, link.other} <= kept][:MOST_BETWEEN]
    states = sorted(kept)
    place = place_states(states, [*links, *between], network.actors, names)
    rows = [
        {
            "pair": f"{names.get(link.one, link.one)} and {names.get(link.other, link.other)}", "episodes": link.episodes,
            "score": link.score, "x": place[link.one][0], "y": place[link.one][1], "x2": place[link.other][0],
            "y2": place[link.other][1], "around": "yes" if i < len(links) else "no",
        }
        for i, link in enumerate([*links, *between])
    ]  # fmt: skip
    size = {code: sum(link.episodes for link in links if code in (link.one, link.other)) for code in states}
    nodes = [
        {"code": code, "name": names.get(code, code), "episodes": size[code], "x": place[code][0], "y": place[code][1],
         "asked": "yes" if code in network.actors else "no"}
        for code in states
    ]  # fmt: skip
    who = " and ".join(names.get(code, code) for code in network.actors)
    title = f"Who deals how with {who}" if who else "Who deals how with whom"
    when = (
        " to ".join((network.since or "the first date", network.until or "the last"))
        if network.since or network.until
        else "all dates"
    )
    n = sum(link.episodes for link in network.links)
    subtitle = [
        f"n = {n:,} episodes of {len(network.links):,} pairs, {when}",
        "Width: number of episodes. Colour: mean score, PLOVER, from -10 (conflict, orange) to 10 (cooperation, blue).",
    ]
    left_out = len(network.links) - len(links) + network.left_out
    if left_out:
        subtitle.append(f"{left_out:,} pairs with fewer episodes are not drawn.")
    return Content(title, tuple(subtitle), {"links": rows, "states": nodes})


def place_states(
    states: list[str], links: list[Link], centre: tuple[str, ...], names: Mapping[str, str] | None = None
) -> dict[str, tuple[float, float]]:
    """Places between -1 and 1 at which the names can be read; a single state that was asked for is in the middle."""
    import numpy as np

    n = len(states)
    if n == 0:
        return {}
    at = {code: i for i, code in enumerate(states)}
    turn = np.arange(n) * (2 * math.pi / n)
    where = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    fixed = at.get(centre[0]) if len(centre) == 1 else None
    if fixed is not None:
        where[fixed] = 0
    pull = np.zeros((n, n))
    for link in links:
        pull[at[link.one], at[link.other]] = pull[at[link.other], at[link.one]] = math.log1p(link.episodes)
    pull /= max(pull.max(), 1e-9)
    ideal = 2.0 / math.sqrt(n)
    for step in range(STEPS):
        apart = where[:, None] - where[None]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        force = ideal**2 / distance**2 - pull * distance / ideal * PULL
        move = (apart * force[:, :, None]).sum(axis=1) - where * GRAVITY
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        where += move / length[:, None] * np.minimum(length, 0.1 * (1 - step / STEPS))[:, None]
        if fixed is not None:
            where -= where[fixed]
    where /= np.maximum(np.abs(where).max(axis=0), 1e-9)
    where = part_names(where, [len((names or {}).get(code, code)) for code in states], fixed)
    return {code: (round(float(where[i, 0]), 4), round(float(where[i, 1]), 4)) for code, i in at.items()}


def part_names(where: NDArray[np.float64], letters: list[int], fixed: int | None) -> NDArray[np.float64]:
    """The places, moved as little as need be for no name to lie on another; the one at `fixed` stays."""
    import numpy as np

    half = np.array(letters) * LETTER / 2
    width = half[:, None] + half[None] + LETTER
    order = np.sign(np.subtract.outer(np.arange(len(where)), np.arange(len(where))))
    for _ in range(STEPS):
        apart = where[:, None] - where[None]
        over = np.stack([width - np.abs(apart[..., 0]), LINE - np.abs(apart[..., 1])], axis=2)
        np.einsum("iid->id", over)[:] = -1
        meets = (over[..., 0] > 0) & (over[..., 1] > 0)
        if not meets.any():
            break
        # each pair parts along the way that is shorter; of two in one place the first goes one way
        along = np.stack([over[..., 1] > over[..., 0], over[..., 1] <= over[..., 0]], axis=2)
        side = np.where(apart == 0, order[..., None], np.sign(apart))
        step = np.where(along, over, 0.0) * side * meets[..., None] / 2
        where = np.clip(where + step.sum(axis=1) * 0.6, -1, 1)
        if fixed is not None:
            where[fixed] = 0
    return where
