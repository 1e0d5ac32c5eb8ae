"""Sums by period -> the net score through time, with a band that widens where there are few episodes.

A local level model: the true score walks at random from period to period, and the mean of a period's episodes shows it with an
error that shrinks with their number (A. Harvey, 1989, Forecasting, Structural Time Series Models and the Kalman Filter). How far
it walks is what makes the episodes most likely. Both sides of a gap tell of it, and the further off they are the less.

    >>> measure_trend(sums, grid)[0].low <= measure_trend(sums, grid)[0].net
    True
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from dragoman.relations.spread import Grid, Sums
from dragoman.relations.types import TrendPoint

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Standard deviation of PLOVER scores around the mean of their phase: words and deeds of one season differ by so much. Taken as
# known, as a pair has too few episodes to tell it.
SPREAD = 4.5
# Before anything is known: no sign, and anything on the scale.
PRIOR_VARIANCE = 25.0
# Variances of the walk from one year to the next that are tried; a period of other length has its share. The least lets the band
# widen by some four points in a silence of twenty years, however even the rest is: silence is no evidence of calm.
WALKS = (0.3, 0.6, 1.2, 2.5, 5.0, 10.0)
YEARS = {"year": 1.0, "month": 1 / 12, "day": 1 / 365.25}
# Half of the band in standard errors: nine times in ten the true score lies in it, if the model holds.
BAND = 1.645
# Reports of one season come in bursts and resemble each other: no period counts as more than so many independent episodes.
MOST_INDEPENDENT = 12.0


def measure_trend(sums: Sums, grid: Grid) -> tuple[TrendPoint, ...]:
    """A point for each period of the grid."""
    import numpy as np

    weight = temper(sums.weight)
    seen = np.divide(sums.score, sums.weight, out=np.zeros(grid.n), where=sums.weight > 1e-9)
    walks = [walk * YEARS[grid.by] for walk in WALKS]
    best = max(walks, key=lambda walk: _filter(seen, weight, walk)[0])
    _, levels, variances, ahead = _filter(seen, weight, best)
    net, variance = levels.copy(), variances.copy()
    for t in range(grid.n - 2, -1, -1):
        gain = variances[t] / ahead[t + 1]
        net[t] = levels[t] + gain * (net[t + 1] - levels[t])
        variance[t] = variances[t] + gain**2 * (variance[t + 1] - ahead[t + 1])
    half = BAND * np.sqrt(np.maximum(variance, 0))
    low, high = np.clip(net - half, -10, 10), np.clip(net + half, -10, 10)
    return tuple(
        TrendPoint(
            grid.label(t),
            round(float(net[t]), 3),
            round(float(low[t]), 3),
            round(float(high[t]), 3),
            round(float(sums.episodes[t]), 3),
        )
        for t in range(grid.n)
    )


def temper(weight: NDArray[Any], most: float = MOST_INDEPENDENT) -> NDArray[Any]:
    """Weights of which none is above `most`, small ones nearly as they are."""
    tempered: NDArray[Any] = weight / (1 + weight / most)
    return tempered


def _filter(seen: NDArray[Any], weight: NDArray[Any], walk: float) -> tuple[float, NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Log-likelihood; levels and variances after each period; variances before it."""
    import numpy as np

    n = len(seen)
    levels, variances, ahead = np.zeros(n), np.zeros(n), np.zeros(n)
    level, variance, likelihood = 0.0, PRIOR_VARIANCE, 0.0
    for t in range(n):
        before = variance + (walk if t else 0.0)
        ahead[t] = before
        if weight[t] > 1e-6:
            error = SPREAD**2 / float(weight[t])
            surprise, total = float(seen[t]) - level, before + error
            likelihood -= 0.5 * (math.log(total) + surprise**2 / total)
            level += before / total * surprise
            variance = before * error / total
        else:
            variance = before
        levels[t], variances[t] = level, variance
    return likelihood, levels, variances, ahead
