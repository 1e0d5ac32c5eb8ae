"""The course of a pair -> phases: times in which the two dealt with each other in one way, and what marks their beginnings.

Change points are those that make the weighted squares of the scores around the means of the phases smallest, at a price for
each. What happened is spread over its date first. Long
times of which the texts tell nothing become quiet phases. Few episodes make no firm phase, and the phase says so.

    >>> [(phase.start, phase.end, phase.character) for phase in find_phases(course)]
    [('1921', '1940', 'cooperative'), ('1941', '1946', 'conflictual')]
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.relations.spread import Course, Grid, Sums, choose_period, count_periods, make_grid, sum_periods
from dragoman.relations.trend import temper
from dragoman.relations.types import Character, Phase
from dragoman.types import COOPERATIVE, MATERIAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Price of a change point, times the logarithm of the number of episodes. Set on planted series (docs/measurements.md): lower
# finds more changes that are none, higher misses short wars. A change that is not worth CLEAR makes no firm phase.
PRICE, CLEAR = 1.5, 1.8
# Episodes that a phase must have to be firm, and to be one at all (in parts, as wide dates are spread).
FIRM, LEAST = 5, 1.5
# Periods without an episode that make a quiet phase, at least. Where few are told, gaps are long by chance: a gap must also be
# longer than the longest of so many gaps would be by chance (exponential gaps, one time in twenty).
QUIET_PERIODS = {"year": 8, "month": 9, "day": 60}
QUIET_CHANCE = 0.05
# Weight of a period under which it holds nothing but far ends of wide dates.
FAINT = 0.15
# Mean score from which a phase leans to a side, if most of its episodes do.
LEANS = 1.0
# Difference of means from which two firm neighbours on one side are two phases: a quarrel, then a war.
APART = 3.0
MARKS = 3
# No period counts as more than so many independent episodes.
MOST_INDEPENDENT = 40.0
# Scores stronger than this count as this where change points are looked for; and their standard deviation in a phase then.
STRONG, USUAL = 4.0, 2.8
# Episodes that the usual spread of scores counts as, beside the pair's own.
PRIOR_EPISODES = 20


class Stretch(NamedTuple):
    """Periods `low` to `high` (both included) of a grid; `quiet` where nothing is told of them."""

    low: int
    high: int
    quiet: bool = False


def find_phases(course: Course) -> tuple[Phase, ...]:
    """Phases in order, without gaps between them; none where nothing is dated."""
    if course.n == 0:
        return ()
    grid = make_grid(course, choose_period(course))
    sums = sum_periods(soften(course), grid)
    stretches = cut_quiet(find_changes(sums), sums, grid)
    stretches = join_alike(stretches, course, grid)
    facts = [measure_stretch(stretch, course, grid) for stretch in stretches]
    clear = find_clear(stretches, sums)
    return (
        *find_distant(course, grid),
        *(
            make_phase(stretch, facts[i], facts[i - 1] if i else None, course, grid, clear=clear[i] and clear[i + 1])
            for i, stretch in enumerate(stretches)
        ),
    )


def find_distant(course: Course, grid: Grid) -> tuple[Phase, ...]:
    """What is told of a time before the periods, with wide dates only ("wars in the 18th and 19th centuries"), as one phase
    that is never firm, and the silence after it."""
    import numpy as np

    inside = np.flatnonzero(count_periods(course.last, grid.by) < grid.first)
    if len(inside) == 0:
        return ()
    facts = judge_episodes(inside, course)
    start, end = (int(count_periods(pick, "year")) for pick in (course.first[inside].min(), course.last[inside].max()))
    next_year = int(Grid(grid.by, grid.first, 1).label(0)[:4]) if grid.first > 0 else end + 1
    silent = next_year - end - 1 >= QUIET_PERIODS["year"]
    end = end if silent else next_year - 1
    why = f"{facts.n} episode{'s' * (facts.n != 1)} with wide dates, mean score {facts.mean:+.1f}; its bounds are not known"
    marks = tuple(str(lead) for lead in course.leads[inside][:MARKS])
    distant = Phase(
        Grid("year", start, 1).label(0), Grid("year", end, 1).label(0), facts.character, False, marks, facts.label, why, facts.n,
        round(facts.mean, 4),
    )  # fmt: skip
    if not silent:
        return (distant,)
    silence = "no episode is told: the texts are silent, which does not say that nothing was done"
    quiet = Phase(f"{end + 1:04d}", f"{next_year - 1:04d}", "quiet", False, (), "nothing told", silence)
    return (distant, quiet)


# ------------------------------------------------------------------ where it changes


def soften(course: Course) -> Course:
    """The course with strong scores drawn in: one raid among talks shall not weigh as much as a season of them."""
    import numpy as np

    return course._replace(scores=np.clip(course.scores, -STRONG, STRONG))


def find_changes(sums: Sums) -> list[Stretch]:
    """Stretches between change points, each from its first period that holds something."""
    import numpy as np

    full = np.flatnonzero(sums.weight > 1e-9)
    if len(full) == 0:
        return [Stretch(0, len(sums.weight) - 1)]
    moments = list_moments(sums)[full]
    price = PRICE * math.log(max(2.0, float(moments[:, 0].sum())))
    ends = _join_small(search_changes(moments, price), moments)
    starts = [0, *ends[:-1]]
    visible = sums.episodes > FAINT
    stretches = []
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        low, high = int(full[start]), int(full[end - 1])
        inside = np.flatnonzero(visible[low : high + 1])
        stretches.append(Stretch(low + int(inside[0]) if len(inside) and i else low, high))
    last = len(sums.weight) - 1
    following = [stretch.low - 1 for stretch in stretches[1:]] + [last]
    return [
        Stretch(0 if i == 0 else stretch.low, high) for i, (stretch, high) in enumerate(zip(stretches, following, strict=True))
    ]


def search_changes(moments: NDArray[Any], price: float) -> list[int]:
    """Ends of the stretches that make the sum of their costs and of a price for each as small as can be; the last is the number
    of rows (weight, sum of scores, sum of squares).

    Optimal partitioning (B. Jackson et al., 2005), which PELT makes quicker for long series. It gives what ruptures gives, and a
    test says so; ruptures itself takes longer to load than a relation may take.
    """
    import numpy as np

    sums = np.concatenate([np.zeros((1, 3)), np.cumsum(moments, axis=0)])
    variance = measure_variance(moments)
    best, origin = np.zeros(len(sums)), np.zeros(len(sums), int)
    best[0] = -price
    for end in range(1, len(sums)):
        weight, score, square = (sums[end] - sums[:end]).T
        costs = np.maximum(square - score**2 / np.maximum(weight, 1e-9), 0) / variance
        totals = best[:end] + costs + price
        origin[end] = int(np.argmin(totals))
        best[end] = totals[origin[end]]
    ends = [len(moments)]
    while origin[ends[-1]]:
        ends.append(int(origin[ends[-1]]))
    return ends[::-1]


def _join_small(ends: list[int], moments: NDArray[Any]) -> list[int]:
    """Without stretches that hold less than LEAST episodes: they go to the neighbour whose mean is nearer."""
    ends = list(ends)
    while len(ends) > 1:
        starts = [0, *ends[:-1]]
        sums = [moments[a:b].sum(axis=0) for a, b in zip(starts, ends, strict=True)]
        small = min(range(len(sums)), key=lambda i: float(sums[i][0]))
        if sums[small][0] >= LEAST:
            break
        means = [float(score / max(weight, 1e-9)) for weight, score, _ in sums]
        near = [i for i in (small - 1, small + 1) if 0 <= i < len(sums)]
        to = min(near, key=lambda i: abs(means[i] - means[small]))
        del ends[min(small, to)]
    return ends


def find_clear(stretches: list[Stretch], sums: Sums) -> list[bool]:
    """For each bound of a stretch, the first and last of all included, whether the change there is clear."""
    moments = list_moments(sums)
    price = CLEAR * math.log(max(2.0, float(moments[:, 0].sum())))
    variance = measure_variance(moments[moments[:, 0] > 1e-9])

    def cost(low: int, high: int) -> float:
        weight, score, square = moments[low : high + 1].sum(axis=0)
        return float(square - score * score / weight) / variance if weight > 1e-9 else 0.0

    clear = [
        before.quiet
        or here.quiet
        or cost(before.low, here.high) - cost(before.low, before.high) - cost(here.low, here.high) >= price
        for before, here in pairwise(stretches)
    ]
    return [True, *clear, True]


def list_moments(sums: Sums) -> NDArray[Any]:
    """Weight, sum of scores and sum of squares of each period, tempered."""
    import numpy as np

    weight = temper(sums.weight, MOST_INDEPENDENT)
    share = np.divide(weight, sums.weight, out=np.zeros_like(weight), where=sums.weight > 1e-9)
    return np.stack([weight, sums.score * share, sums.square * share], axis=1)


def measure_variance(moments: NDArray[Any]) -> float:
    """Variance of scores within a phase, from the differences of neighbouring periods and what scatters within a period.

    It is drawn to the usual one where there are few episodes. Where every quarrel has its talks, two talks in a row are no
    new phase.
    """
    import numpy as np

    weight, score, square = moments.T
    mean = score / np.maximum(weight, 1e-9)
    within = float(np.maximum(square - weight * mean**2, 0).sum())
    pairs = weight[1:] * weight[:-1] / np.maximum(weight[1:] + weight[:-1], 1e-9)
    between = float((pairs * np.diff(mean) ** 2).sum())
    n_within, n_between = float(np.maximum(weight - 1, 0).sum()), float((pairs > 0.1).sum())
    return (PRIOR_EPISODES * USUAL**2 + within + between) / (PRIOR_EPISODES + n_within + n_between)


def cut_quiet(stretches: list[Stretch], sums: Sums, grid: Grid) -> list[Stretch]:
    """The stretches with long times of nothing cut out of them."""
    import numpy as np

    full = np.flatnonzero(sums.episodes > FAINT)
    if len(full) < 2:
        return stretches
    n = float(sums.episodes[full].sum())
    usual = float(full[-1] - full[0] + 1) / max(n, 1.0)
    least = max(QUIET_PERIODS[grid.by], usual * math.log(max(n, 1.0) / QUIET_CHANCE))
    found = []
    for stretch in stretches:
        low = stretch.low
        inside = [int(t) for t in full if stretch.low <= t <= stretch.high]
        for here, after in zip(inside, [*inside[1:], stretch.high + 1], strict=True):
            if after - here - 1 >= least and after < grid.n:
                found += [Stretch(low, here), Stretch(here + 1, after - 1, quiet=True)]
                low = after
        if low <= stretch.high:
            found.append(Stretch(low, stretch.high))
    return found


# ------------------------------------------------------------------ what it was


class Facts(NamedTuple):
    """Of a stretch: which episodes lie in it (in whole or most part), how many, their mean score, the share that cooperates."""

    inside: NDArray[Any]
    n: int
    mean: float
    share: float
    character: Character
    label: str


def measure_stretch(stretch: Stretch, course: Course, grid: Grid) -> Facts:
    """What lies in a stretch, and its character."""
    import numpy as np

    low, high = count_periods(course.first, grid.by) - grid.first, count_periods(course.last, grid.by) - grid.first
    part = (np.minimum(high, stretch.high) - np.maximum(low, stretch.low) + 1) / (high - low + 1)
    inside = np.flatnonzero(part > 0.5)
    if stretch.quiet or len(inside) == 0:
        return Facts(inside, len(inside), 0.0, 0.0, "quiet", "nothing told")
    return judge_episodes(inside, course)


def judge_episodes(inside: NDArray[Any], course: Course) -> Facts:
    """What these episodes (their numbers in the course) amount to."""
    import numpy as np

    weights, scores, types = course.weights[inside], course.scores[inside], course.types[inside]
    total = max(float(weights.sum()), 1e-9)
    mean = float((weights * scores).sum()) / total
    share = float(weights[np.isin(types, list(COOPERATIVE)) & (scores >= 0)].sum()) / total
    material = float(weights[np.isin(types, list(MATERIAL))].sum()) / total
    assault = float(weights[types == "ASSAULT"].sum()) / total
    if mean >= LEANS and share >= 0.5:
        label = (
            "close cooperation" if material >= 0.5 and mean >= 5 else "cooperation" if material >= 0.2 else "talks and agreements"
        )
        return Facts(inside, len(inside), mean, share, "cooperative", label)
    if mean <= -LEANS and share <= 0.5:
        label = "war and violence" if assault >= 0.4 else "confrontation" if material >= 0.4 else "quarrels in words"
        return Facts(inside, len(inside), mean, share, "conflictual", label)
    return Facts(inside, len(inside), mean, share, "mixed", "cooperation and conflict side by side")


def join_alike(stretches: list[Stretch], course: Course, grid: Grid) -> list[Stretch]:
    """Neighbours that read the same are one phase."""
    joined: list[Stretch] = []
    for stretch in stretches:
        if joined and joined[-1].quiet == stretch.quiet:
            before, here = measure_stretch(joined[-1], course, grid), measure_stretch(stretch, course, grid)
            same = before.character == here.character and (
                before.label == here.label or min(before.n, here.n) < FIRM or abs(before.mean - here.mean) < APART
            )
            if before.n == 0 or here.n == 0 or same:
                joined[-1] = Stretch(joined[-1].low, stretch.high, stretch.quiet)
                continue
        joined.append(stretch)
    return joined


def make_phase(stretch: Stretch, facts: Facts, before: Facts | None, course: Course, grid: Grid, *, clear: bool) -> Phase:
    """The phase of a stretch, with the events that mark its beginning; `clear`: it is set off well from its neighbours."""
    start, end = grid.label(stretch.low), grid.label(stretch.high)
    if facts.character == "quiet":
        length = stretch.high - stretch.low + 1
        why = (
            f"no episode is told for {length} {grid.by}{'s' * (length != 1)}: the texts are silent, "
            "which does not say that nothing was done"
        )
        return Phase(start, end, "quiet", False, (), facts.label, why)
    firm = facts.n >= FIRM and clear
    amount = f"{facts.n} episode{'s' * (facts.n != 1)}, mean score {facts.mean:+.1f}"
    change = f", {before.mean:+.1f} before" if before is not None and before.n else ""
    doubt = "too few to be sure of its character and bounds" if facts.n < FIRM else "not set off clearly from its neighbours"
    why = amount + change + ("" if firm else f"; {doubt}")
    marks = choose_marks(facts, before, course, grid, stretch)
    return Phase(start, end, facts.character, firm, marks, facts.label, why, facts.n, round(facts.mean, 4))


def choose_marks(facts: Facts, before: Facts | None, course: Course, grid: Grid, stretch: Stretch) -> tuple[str, ...]:
    """Leading events of up to three episodes near the beginning that differ most from what was before, dated well and told by
    several texts first."""
    import numpy as np

    way = math.copysign(1.0, facts.mean - (before.mean if before is not None else 0.0))
    at = count_periods(course.first, grid.by) - grid.first
    length = stretch.high - stretch.low + 1
    window = length if facts.n <= FIRM else max(1, length // 8)  # of a few all are near: the worst raid, not the first fine
    early = facts.inside[at[facts.inside] >= stretch.low]
    if len(early) == 0:
        return tuple(str(course.leads[i]) for i in facts.inside[:1])
    near = early[(at[early] <= at[early].min() + window) & (course.scores[early] * way > 0)]
    near = near if len(near) else early[:1]
    strength = -way * course.scores[near] * course.weights[near] - 0.5 * np.log(course.sources[near])
    most = np.sort(strength)[min(MARKS, len(near)) - 1]  # few are left to be told apart by their ids
    best = sorted(
        (float(each), int(at[i]), str(course.leads[i]), int(i)) for i, each in zip(near, strength, strict=True) if each <= most
    )
    return tuple(str(course.leads[i]) for i in sorted(i for *_, i in best[:MARKS]))
