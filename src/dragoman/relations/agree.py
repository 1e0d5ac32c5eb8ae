"""Two reports -> how well they agree that they speak of one event, and why.

Points for and against are added up, as a person would weigh them: the day, the parties, the place, the words, the numbers. What
rules it out (another day, the other direction, another town, other persons at the table) gives no points but an end. The
weights were set on the open half of `tests/relations/cases/reports.toml`; the held half tells how good they are.

    >>> compare(one, other).points
    4.1
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.relations.told import Number, Told, load_words

# Points from which two reports are taken for reports of one event.
ENOUGH = 2.4
# Categories whose act has no direction (PLOVER): who is named first does not matter.
JOINT = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# A date this wide (days) says less than a month: reports that have no better one are merged with care.
MONTH, YEAR = 31, 366
# Factor between two counts or sums above which they are different ones: tolls grow, sums of money do not.
TOLL, SUM = 4.0, 1.3
# Likeness at most where only one word is common and no day: "cooperation" ties no two reports together.
ONE_WORD = 0.35


class Agreement(NamedTuple):
    points: float
    why: str


def compare(a: Told, b: Told) -> Agreement | None:
    """Their agreement; None where they cannot speak of the same event."""
    words = load_words()
    kin = a.type == b.type or not words.kin[a.type].isdisjoint(words.kin[b.type])
    if not kin or not _same_status(a, b) or not _same_way(a, b) or _are_told_apart(a, b):
        return None
    same_text = a.original == b.original
    when = _compare_dates(a, b, same_text)
    where = _compare_places(a, b)
    who = _compare_names(a, b)
    what = _compare_numbers(a.numbers, b.numbers)
    if None in (when, where, who, what):
        return None
    likeness = _share_words(a, b)
    if (when or 0) < 1 and len(a.words & b.words) < 2 and a.words != b.words:
        likeness = min(likeness, ONE_WORD)
    points = (when or 0) + (where or 0) + (who or 0) + (what or 0)
    points += 0.7 if a.type == b.type else -0.4
    if a.type == b.type and a.mode and b.mode:
        points += 0.3 if a.mode == b.mode else -0.9
    points += 3.2 * likeness - 0.5 + (0.5 if likeness >= 0.75 else -0.7 if likeness < 0.1 else 0)
    if a.further != b.further:
        points -= 0.8
    if a.document == b.document and (when or 0) < 1:
        points += 0.3  # a text tells its main events twice, the second time without their day
    if a.document != b.document and same_text and likeness > 0.9:
        points += 3  # the same words in two copies of one text
    return Agreement(
        round(points, 3), f"{when:+.1f} when, {where:+.1f} where, {who:+.1f} who, {what:+.1f} numbers, {likeness:.2f} words"
    )


def _same_status(a: Told, b: Told) -> bool:
    """What happened is one thing, what is denied or imagined another; what was planned for a day may be what happened on it."""
    if (a.happened and b.happened) or a.status == b.status:
        return True
    planned, other = (a, b) if a.status == "planned" else (b, a)
    return planned.status == "planned" and other.happened and a.width == b.width == 0 and a.first == b.first and a.type == b.type


def _same_way(a: Told, b: Told) -> bool:
    """Whether the parties fit: those who act and those acted upon have one in common, or stand on both sides."""
    if (a.type in JOINT and b.type in JOINT) or _is_mutual(a) or _is_mutual(b):
        return not (a.actors | a.recipients).isdisjoint(b.actors | b.recipients)
    if a.actors and b.actors and a.actors.isdisjoint(b.actors):
        return False
    return not (a.recipients and b.recipients and a.recipients.isdisjoint(b.recipients))


def _is_mutual(a: Told) -> bool:
    return len(a.actors) > 1 and a.actors == a.recipients


def _are_told_apart(a: Told, b: Told) -> bool:
    """One sentence that tells two acts; first and second rounds; other persons or troops of one state."""
    if a.document == b.document and a.start < b.end and b.start < a.end:
        return True
    if a.ordinals and b.ordinals and a.ordinals.isdisjoint(b.ordinals):
        return True
    return bool(a.groups and b.groups and a.groups.isdisjoint(b.groups))


def _compare_dates(a: Told, b: Told, same_text: bool) -> float | None:
    guessed = (a.basis in ("published", "inherited")) + (b.basis in ("published", "inherited"))
    if a.width is None or b.width is None:
        if a.date is not None and a.date == b.date:
            return 0.4
        if (a.first is not None or a.last is not None) and (b.first is not None or b.last is not None):
            return -0.8 if _overlap(a, b) else None
        if same_text:
            return 0.0
        return None if a.date is None and b.date is None else -1.5
    gap = max(a.first - b.last, b.first - a.last)  # type: ignore[operator]
    if gap > 0:
        # a day is told by where the clock of the writer stands, and news without a date has that of its printing
        allowed = 2 if "published" in (a.basis, b.basis) else 1
        return (-1.0 if guessed else -1.7) if gap <= allowed and max(a.width, b.width) <= 1 else None
    widest, narrowest = max(a.width, b.width), min(a.width, b.width)
    if widest == 0:
        # within a text a date that is carried on says only that the story goes on
        return 1.9 - (1.0 if a.document == b.document else 0.5) * guessed
    if widest <= 3:
        return 1.2 - 0.3 * guessed
    if widest <= MONTH:
        return 0.8 if narrowest > 3 else 0.5
    if widest <= YEAR:
        return 0.2 if narrowest > MONTH else -0.1
    if a.date != b.date:
        return -1.0
    return 0.9 if "/" in (a.date or "") and "X" not in (a.date or "") else 0.2  # "from 1804 to 1813" is an event's own time


def _overlap(a: Told, b: Told) -> bool:
    return (a.first is None or b.last is None or a.first <= b.last) and (b.first is None or a.last is None or b.first <= a.last)


def _compare_places(a: Told, b: Told) -> float | None:
    if not a.place or not b.place:
        return 0.0
    if a.place == b.place:
        return 1.0
    if a.place in b.place or b.place in a.place:
        return 0.6
    if a.place_code and b.place_code and a.place_code != b.place_code:
        return None
    return -1.6


def _compare_names(a: Told, b: Told) -> float | None:
    """Persons: the same ones speak for it; others at the table of a meeting speak of another meeting."""
    parties = 0.4 if (a.actors | a.recipients) == (b.actors | b.recipients) else -0.1
    if not a.names or not b.names:
        return parties
    if not a.names.isdisjoint(b.names):
        return parties + 0.5
    return None if a.type == b.type == "CONSULT" else parties - 1.0


def _compare_numbers(a: tuple[Number, ...], b: tuple[Number, ...]) -> float | None:
    points = 0.0
    for one in a:
        for other in b:
            if (one.kind, one.unit) != (other.kind, other.unit) or min(one.value, other.value) <= 0:
                continue
            ratio = max(one.value, other.value) / min(one.value, other.value)
            if ratio <= 1.05:
                points = max(points, 0.9)
            elif one.kind == "money" and ratio > SUM:
                points = min(points, -1.5)
            elif ratio > TOLL:
                points = min(points, -1.0)
    return points


def _share_words(a: Told, b: Told) -> float:
    """Share of their words that they have in common, 0 to 1: the mean of what both have of both, and of the shorter one's words,
    as one report may tell more than the other. A report of one word is no measure of a long one."""
    common = len(a.words & b.words)
    shorter, longer = sorted((max(len(a.words), 2), max(len(b.words), 2)))
    return common / (shorter + longer) + common / (2 * shorter)
