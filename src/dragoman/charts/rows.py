"""What a chart shows, as plain rows: they can be tested, exported, and put into a spec.

Days are ISO strings; a bar reaches to the day after its last one. Rows that are too many for a picture are left out, and the
subtitle says how many.

    >>> list_series_rows(relation).rows["trend"][0]
    {'at': '1920-07-01', 'net': 2.5, 'low': -1.0, 'high': 6.0}
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.record import read_edtf

if TYPE_CHECKING:
    from dragoman.relations import Relation, Tie

Rows = dict[str, list[dict[str, Any]]]

# Ties and marks that one picture holds.
MOST_TIES, MOST_MARKS = 28, 12
# Years that a browser's dates hold without a sign.
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 30)
BINDING = frozenset({"treaty", "alliance", "relations", "arms", "aid", "trade"})
KINDS = {
    "treaty": "treaties", "alliance": "alliances", "relations": "relations", "war": "wars", "dispute": "disputes",
    "sanctions": "sanctions", "arms": "arms", "aid": "aid", "trade": "trade",
}  # fmt: skip


class Content(NamedTuple):
    """A title, lines under it, and rows by name."""

    title: str
    subtitle: tuple[str, ...]
    rows: Rows


# ------------------------------------------------------------------ series


def list_series_rows(relation: Relation, names: Sequence[str] = ()) -> Content:
    """Rows `trend`, `points`, `counts`, `phases` and `marks`."""
    one, other = names or relation.pair
    trend = [
        {"at": middle(point.period), "net": point.net, "low": point.low, "high": point.high}
        for point in relation.trend
        if days_of(point.period)
    ]
    points, counts = [], []
    for point in relation.series:
        span = days_of(point.period)
        if span is None or point.score is None:
            continue
        points.append({"at": middle(point.period), "score": point.score, "episodes": point.episodes, "period": point.period})
        for side, n in (("cooperation", point.cooperative), ("conflict", -point.conflictual)):
            if n:
                counts.append({"from": span[0], "to": span[1], "side": side, "n": n, "period": point.period})
    words = {episode.lead: episode for episode in relation.episodes}
    phases, marks = [], []
    for number, phase in enumerate(relation.phases, 1):
        start, end = days_of(phase.start), days_of(phase.end)
        if start is None or end is None:
            continue
        firm = "firm" if phase.firm else "not firm"
        phases.append(
            {"number": number, "from": start[0], "to": end[1], "character": phase.character, "label": phase.label, "firm": firm,
             "years": f"{phase.start} to {phase.end}", "why": phase.why}
        )  # fmt: skip
        told = words.get(phase.marks[0]) if phase.marks else None
        said = f": “{shorten(told.words, 74)}” ({told.date})" if told else ""
        doubt = "" if phase.firm else " (not firm)"
        text = f"{number}  {show_span(phase.start, phase.end)}  {phase.label}{doubt}{said}"
        marks.append({"number": number, "text": text, "character": phase.character})
    subtitle = [
        count_words(relation),
        "Line: net score smoothed, with a band of 90 % that widens where little is told. Dots: means of periods, larger for more",
        "episodes. Score: PLOVER, from -10 (conflict) to 10 (cooperation). Shading: phases; pale ones are not firm.",
    ]
    if len(marks) > MOST_MARKS:
        subtitle.append(f"{len(marks) - MOST_MARKS} phases are not listed below for want of room.")
    rows = {"trend": trend, "points": points, "counts": counts, "phases": phases, "marks": marks[:MOST_MARKS]}
    return Content(f"{one} and {other}", tuple(subtitle), rows)


# ------------------------------------------------------------------ timeline


def list_timeline_rows(relation: Relation, names: Sequence[str] = ()) -> Content:
    """Rows `bars`: phases and ties, a line each, in order of time."""
    one, other = names or relation.pair
    bars: list[dict[str, Any]] = []
    for phase in relation.phases:
        span = span_of(phase.start, phase.end)
        if span and phase.character != "quiet":
            bars.append(
                _make_bar(
                    "Phases",
                    phase.label,
                    span,
                    phase.character,
                    firm=phase.firm,
                    ends="",
                    shown=show_span(phase.start, phase.end),
                )
            )
    dated = [tie for tie in relation.ties if tie.start or tie.end]
    for tie in sorted(choose_ties(dated), key=lambda tie: (list(KINDS).index(tie.kind), tie.start or tie.end or "")):
        span = span_of(tie.start or tie.end, tie.end or tie.start)
        if span:
            side = "cooperative" if tie.kind in BINDING else "conflictual"
            ends = "" if tie.end else "…"
            bars.append(
                _make_bar(
                    KINDS[tie.kind].capitalize(), label_tie(tie), span, side, firm=tie.firm, ends=ends, shown=show_dates(tie)
                )
            )
    set_out(bars)
    subtitle = [
        count_words(relation),
        "Blue binds, orange divides, grey is mixed; pale is not firm. “…”: no end is told, which does not say that it stands.",
    ]
    left_out = len(relation.ties) - sum(1 for bar in bars if bar["group"] != "Phases")
    if left_out:
        subtitle.append(f"{left_out} ties without a date, or less firm ones for want of room, are not shown.")
    return Content(f"{one} and {other}: phases and ties", tuple(subtitle), {"bars": bars})


def set_out(bars: list[dict[str, Any]]) -> None:
    """Gives each bar its row, the heading of its group on the first one, and the side on which its text has room."""
    if not bars:
        return
    first, last = (date.fromisoformat(pick(bar[end] for bar in bars)) for pick, end in ((min, "from"), (max, "to")))
    whole = max(1, (last - first).days)
    for row, bar in enumerate(bars):
        before = (date.fromisoformat(bar["from"]) - first).days / whole
        after = (last - date.fromisoformat(bar["to"])).days / whole
        head = bar["group"] if row == 0 or bars[row - 1]["group"] != bar["group"] else ""
        bar |= {"row": row, "head": head, "side": "left" if after < 0.4 and before > after else "right"}


def choose_ties(ties: Sequence[Tie]) -> list[Tie]:
    """As many as a picture holds: firm ones and those with an end first."""
    return sorted(ties, key=lambda tie: (not tie.firm, tie.end is None, -len(tie.events)))[:MOST_TIES]


def label_tie(tie: Tie) -> str:
    """Its name, and who made it where one did."""
    return f"{shorten(tie.label, 44)}{f' by {tie.by[0]}' if len(tie.by) == 1 else ''}"


def show_dates(tie: Tie) -> str:
    """'1804 – 1813', '1828 …' where no end is told, '… – 2016' where no beginning is."""
    if tie.end is None:
        return f"{tie.start} …"
    return show_span(tie.start or "…", tie.end)


def show_span(start: str, end: str) -> str:
    """'1921 – 1940', or '1921' where both are the same."""
    return start if start == end else f"{start} – {end}"


def _make_bar(
    group: str, label: str, span: tuple[str, str], character: str, *, firm: bool, ends: str, shown: str
) -> dict[str, Any]:
    return {
        "group": group, "label": label, "from": span[0], "to": span[1], "character": character,
        "firm": "firm" if firm else "not firm", "ends": ends, "text": f"{shown}  {label}",
    }  # fmt: skip


# ------------------------------------------------------------------ days and words


def days_of(edtf: str | None) -> tuple[str, str] | None:
    """First day and the day after the last of a date; None where it is none, or open at both ends."""
    days = read_edtf(edtf) if edtf else None
    if days is None or (days.earliest or days.latest) is None:
        return None
    first, last = _day(days.earliest or days.latest or ""), _day(days.latest or days.earliest or "")
    return first.isoformat(), (last + timedelta(days=1)).isoformat()


def span_of(start: str | None, end: str | None) -> tuple[str, str] | None:
    """First day of the one date and the day after the last of the other."""
    first, last = days_of(start), days_of(end)
    return (first[0], max(first[1], last[1])) if first and last else None


def middle(edtf: str) -> str:
    """The day in the middle of a period."""
    first, last = days_of(edtf) or (FIRST_DAY.isoformat(),) * 2
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    return (a + (b - a) / 2).isoformat()


def _day(iso: str) -> date:
    """A day that pictures can hold."""
    try:
        return min(max(date.fromisoformat(iso), FIRST_DAY), LAST_DAY)
    except ValueError:  # before year 1, or with five digits
        return FIRST_DAY if iso.startswith(("-", "0000")) else LAST_DAY


def shorten(text: str, width: int) -> str:
    """One line of at most `width` letters."""
    return textwrap.shorten(" ".join(text.split()), width, placeholder=" …")


def count_words(relation: Relation) -> str:
    """n and period, in words."""
    periods = [point.period for point in relation.series]
    years = f"{periods[0]} to {periods[-1]}" if len(periods) > 1 else periods[0] if periods else "no dates"
    wide = sum(span.episodes for span in relation.spans)
    more = [f"{wide:,} with wider dates" if wide else "", f"{relation.undated:,} without a date" if relation.undated else ""]
    beside = ", ".join(filter(None, more))
    texts = f"{relation.n_sources:,} independent text{'s' * (relation.n_sources != 1)}"
    return (
        f"n = {relation.n_episodes:,} episodes ({relation.n_reports:,} reports in {texts}), by "
        f"{relation.by}, {years}{f'; {beside}' if beside else ''}"
    )
