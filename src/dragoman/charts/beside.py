"""A pair by source -> rows of the chart that shows the sources side by side.

>>> list_beside_rows(beside).rows["points"][0]
{'at': '1987-07-02', 'period': '1987', 'source': 'texts read by Dragoman', 'events': 1, 'score': -3.5}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.charts.rows import Content, middle

if TYPE_CHECKING:
    from dragoman.relations import Beside


def list_beside_rows(beside: Beside, names: Sequence[str] = ()) -> Content:
    """Rows `points`: a period of a source with its events and their mean score."""
    one, other = names or beside.pair
    points = [
        {"at": middle(point.period), "period": point.period, "source": own.label, "events": point.events, "score": point.score}
        for own in beside.sources
        for point in own.series
        if point.score is not None
    ]
    counts = "; ".join(f"{own.label}: n = {own.n:,}" for own in beside.sources)
    subtitle = [
        f"By {beside.by}. {counts}",
        "Mean score, PLOVER, from -10 (conflict) to 10 (cooperation). Texts count episodes, data of others their own rows:",
        "the heights of two sources cannot be compared. Dates wider than a period and events without a date are not drawn.",
    ]
    return Content(f"{one} and {other}, by source", tuple(subtitle), {"points": points})
