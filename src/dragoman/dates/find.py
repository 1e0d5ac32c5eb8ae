"""Text -> expressions of time with their values.

>>> [(time.text, time.edtf) for time in find_dates("They met on 3 May 1811 and parted two days later.")]
[('3 May 1811', '1811-05-03'), ('two days later', '1811-05-05')]
"""

from __future__ import annotations

from dragoman.dates.dateline import read_dateline
from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.link import join_sole_phrase, share_parts
from dragoman.dates.plausible import weigh
from dragoman.dates.readings import READINGS
from dragoman.dates.scan import Found, scan_text
from dragoman.dates.story import ASIDE, Story, read_story
from dragoman.dates.when import When, write_day
from dragoman.types import TimeMention, Why

# Readings whose value stands in the words, if a year stands there too.
STATED = frozenset(("calendar", "season", "quarter", "half", "week_of", "holiday"))
ALWAYS_STATED = frozenset(("decade", "century", "millennium", "era", "numeric"))


def find_dates(text: str, reference_date: str | None = None, *, whole: bool | None = None) -> list[TimeMention]:
    """Expressions of time of `text`, in order, not overlapping; offsets are code points.

    `reference_date` (YYYY-MM-DD) is the day of publication; anything else counts as unknown. The two ends of a range are two
    expressions and "since" stays outside ("since [1991]"), as annotators mark them in running text; with `whole` a range is
    one expression and "since 1991" is `1991/..`. By default `whole` holds where the text has no other expression of time.
    """
    reference = read_reference(reference_date)
    matches = [kept for found in scan_text(text) if (kept := weigh(found, text))]
    share_parts(matches, text)
    if reference is None:
        reference = read_dateline(text, matches)
    story = read_story(text, matches, reference)
    mentions = []
    for found in matches:
        story.turn_to(found)
        when = READINGS[found.rule.value](found.groups, story)
        mentions.append(make_mention(found, when, story))
    return join_sole_phrase(mentions, text, whole)


def read_reference(reference_date: str | None) -> int | None:
    """The day number of an ISO date or date and time; None for anything else."""
    when = read_edtf_date((reference_date or "")[:10])
    return when.first if when and when.grain == "day" else None


def make_mention(found: Found, when: When | None, story: Story) -> TimeMention:
    """The mention, and the story moved to it."""
    value = found.rule.value
    stated = value in ALWAYS_STATED or (
        value in STATED and any(part in found.groups for part in ("year", "yearalone", "eyear", "adyear"))
    )
    note = story.explain(found, when, stated)
    if when and not story.tell(found, when):
        note += ASIDE
    return TimeMention(
        found.start, found.end, found.text, found.rule.kind,
        when.edtf if when else None,
        write_day(when.first) if when and when.first is not None else None,
        write_day(when.last) if when and when.last is not None else None,
        "stated" if stated else "resolved",
        Why(found.rule.id, note),
    )  # fmt: skip
