"""The readings that rules.toml names in `value`, one function each.

>>> sorted(READINGS)[:3]
['ago_this', 'anaphor', 'calendar']
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.dates.absolute import (
    read_calendar,
    read_century,
    read_decade,
    read_edge_day,
    read_era,
    read_half,
    read_holiday_date,
    read_millennium,
    read_numeric,
    read_quarter,
    read_season,
    read_week_of,
)
from dragoman.dates.relative import (
    read_ago_this,
    read_anaphor,
    read_clock,
    read_deictic,
    read_named,
    read_named_month,
    read_same_period,
    read_shift,
    read_turn_of_century,
    read_weekday,
    read_weekend,
)
from dragoman.dates.story import Story
from dragoman.dates.when import When
from dragoman.dates.years import Parts


def read_nothing(parts: Parts, story: Story) -> When | None:
    """Durations, sets, "now": found, but without days of their own."""
    return None


Reading = Callable[[Parts, Story], "When | None"]
READINGS: dict[str, Reading] = {
    "none": read_nothing,
    "calendar": read_calendar,
    "numeric": read_numeric,
    "season": read_season,
    "quarter": read_quarter,
    "half": read_half,
    "decade": read_decade,
    "century": read_century,
    "millennium": read_millennium,
    "week_of": read_week_of,
    "edge_day": read_edge_day,
    "holiday": read_holiday_date,
    "era": read_era,
    "weekday": read_weekday,
    "deictic": read_deictic,
    "shift": read_shift,
    "ago_this": read_ago_this,
    "weekend": read_weekend,
    "turn_of_century": read_turn_of_century,
    "named": read_named,
    "named_month": read_named_month,
    "anaphor": read_anaphor,
    "same_period": read_same_period,
    "clock": read_clock,
}
