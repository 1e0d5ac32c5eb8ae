"""What is known when an expression is read: the day of publication, and the running time of the narrative.

News hang relative expressions on the day of publication; histories, whatever day they were printed, on themselves. Which of the
two a text is shows in its years: one that names many years far from its publication and few weekdays tells history. A
passage of a news text that names such a year is read as history up to the next paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from dragoman.dates.context import anywhere, before
from dragoman.dates.days import make_day, read_day
from dragoman.dates.scan import Found
from dragoman.dates.when import GRAIN_DAYS, When, day_when
from dragoman.dates.words import month_numbers

FAR_YEARS = 2  # a year at least this far from publication is history, not news
FRAME_YEARS = 5
DATE_SLACK = 10  # years by which a full date may lie outside the years that the text is about, and still move the story
WIDTH = 10  # the stretch that a text is about reaches a tenth of itself beyond its dates, two years at least
OPENING = 1500  # characters in which a text says what stretch of time it is about
ASIDE = "; an aside"  # ends the note of a time that the story does not move to ("since 1955")
# The story does not move to these.
UNMOVING = frozenset(("none", "era", "century", "millennium", "clock", "anaphor", "same_period"))
LOOKS_BACK = frozenset(("previous", "preceding", "last", "before", "earlier"))
# Before a bare year: it opens a sentence or a heading, and what follows is about that year.
_OPENS = re.compile(
    r"(?:^|[\n\u2029]|[.!?:;][\"'\u201d\u2019)\]]*\s)\s*(?:(?:in|by|during|throughout|from|early in|late in|beginning in|"
    r"starting in|for|after|but in|and in|also in|again in|finally,? in|then,? in)\s+)?(?:the\s+)?(?:(?:early|late|mid)[- ])?$",
    re.IGNORECASE,
)
_TOLD_IN = re.compile(r"\bin\s+(?:early\s+|late\s+)?$", re.IGNORECASE)
_IN = re.compile(r"\b[Ii]n $")
_ASIDE = re.compile(r"(?:\b(?:since|until|till|from|of|the|[a-z]+['\u2019]s)\s+|[-\u2010-\u2015/]\s?|\(\s?)$", re.IGNORECASE)


Bounds = tuple[int, int] | None


class Story:
    """Where a text is in time.

    `reference`: day of publication. `main`: the last time told that is as precise as a month or a season. `last`: the last time
    told, be it a year. `hint`: a year told after `main`; `is_firm` if it opened a sentence. `core`: the years that the text is
    about. `frame`: the days from and to which, as its opening says, the events lasted.
    """

    def __init__(self, text: str, reference: int | None, is_news: bool, core: Bounds, frame: Bounds) -> None:
        self.text = text
        self.reference = reference
        self.is_news = is_news
        self.core = core
        self.frame = frame
        self.main: When | None = None
        self.last: When | None = None
        self.hint: int | None = None
        self.is_firm = False
        self.looks_ahead = False
        self.in_history = not is_news  # the passage, not the text
        self.found: Found | None = None
        self._paragraphs = [found.end() for found in re.finditer("[\n\u2029]" if "\u2029" in text else "\n", text)]
        self._paragraph = -1
        self._told_in = -1  # the paragraph that moved the story last
        self._beside: tuple[int, When] | None = None  # a year told beside the story, and where it ends

    # ------------------------------------------------------------------------------------------------ what hangs on what

    @property
    def publication(self) -> When | None:
        return day_when(self.reference) if self.reference is not None else None

    @property
    def running(self) -> When | None:
        """The running time, as precise as it was last told."""
        if self.last and self.main and GRAIN_DAYS[self.last.grain] > 300 and not self.is_firm:
            return self.main
        return self.last or self.main

    @property
    def now(self) -> When | None:
        """What "last month" and "October" are counted from."""
        if not self.in_history and self.publication:
            return self.publication
        return self.running or self.publication

    @property
    def then(self) -> When | None:
        """What "the following month" is counted from."""
        return self.running or self.publication

    @property
    def then_of_years(self) -> When | None:
        """What "the following year" is counted from: the last time told, be it a year, or one told beside the story just before,
        in the same sentence ("in 1845, and a year later")."""
        if self._beside and self.found and not _HALT.search(self.text[self._beside[0] : self.found.start]):
            return self._beside[1]
        return self.last or self.main or self.publication

    # -------------------------------------------------------------------------------------------------- moving through it

    def turn_to(self, found: Found) -> None:
        """Takes note of the place of an expression before it is read."""
        self.found = found
        paragraph = bisect_right(self._paragraphs, found.start)
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self.in_history = not self.is_news
        if self.is_news and (found.rule.value in ("deictic", "weekday") or _is_of_print(found)):
            self.in_history = False
        if (
            self.is_news
            and self.in_history
            and anywhere("to_come").search(last_clause(past_clause(found, self.text), _SHORT_STOPS))
        ):
            self.in_history = False  # news come back from history to what is to be
        self.looks_ahead = not self.in_history and looks_ahead(found, self.text)

    def tell(self, found: Found, when: When) -> bool:
        """Moves the story to a time, if the words do so; says whether they did."""
        if found.rule.value in UNMOVING or "ends" in found.groups or not self._is_of_story(found, when):
            if "yearalone" in found.groups and _TOLD_IN.search(self.text[max(0, found.start - 20) : found.start]):
                self._beside = found.end, when
            return False
        self._beside = None
        if self.is_news and self.reference is not None and GRAIN_DAYS[when.grain] < 3000:
            self.in_history = abs(when.year - read_day(self.reference)[0]) >= FAR_YEARS and "year" in found.groups
        if GRAIN_DAYS[when.grain] <= 182 and when.grain != "span":
            self.main, self.hint, self.is_firm = when, None, False
        else:
            if self.main and when.year < self.main.year and not self._opens(found):
                self.last = when
                return False
            self.is_firm = self._opens(found) or (self.hint == when.year and "yearalone" in found.groups)
            self.hint = when.year
        self.last = when
        self._told_in = self._paragraph
        return True

    @property
    def looks_past(self) -> bool:
        """Whether the sentence, up to the expression, is told in the past."""
        return self.found is not None and looks_past(self.found, self.text)

    @property
    def follows_past(self) -> bool:
        """Whether the word before the expression and its preposition is a verb in the past, which it dates."""
        return self.found is not None and bool(_DONE.search(past_clause(self.found, self.text, 40)))

    @property
    def looks_back(self) -> bool:
        """Whether the words before the expression say that it lies before the time told of."""
        return self.found is not None and looks_back(self.text[max(0, self.found.start - 60) : self.found.start])

    @property
    def returns(self) -> bool:
        """Whether a new paragraph has begun since the last date: the text may be back at its subject."""
        return self._told_in != self._paragraph

    def _is_of_story(self, found: Found, when: When) -> bool:
        """Not a look back ("two years earlier", "since 1955"), a plan, or a year far from those that the text is about."""
        if found.rule.value == "shift" and GRAIN_DAYS[when.grain] > 300:
            return found.groups["dir"].lower() not in ("ago", "earlier", "before", "previously", "beforehand")
        if found.rule.value == "named" and GRAIN_DAYS[when.grain] > 300 and LOOKS_BACK.intersection(found.text.lower().split()):
            return False
        if when.grain in ("decade", "span"):
            return True
        left = self.text[max(0, found.start - 60) : found.start]
        slack = 0 if GRAIN_DAYS[when.grain] > 300 else DATE_SLACK
        inside = self.core is None or self.core[0] - slack <= when.year <= self.core[1] + slack
        if GRAIN_DAYS[when.grain] < 300:
            deadline = self.main is not None and when.anchor > self.main.anchor and before("deadline").search(left)
            named = self.main is not None and when.anchor < self.main.anchor - 60 and before("named_by").search(left)
            return inside and not (deadline and not self._opens(found)) and not named
        if self._opens(found):
            return inside or not _ASIDE.search(left)
        if self.last is not None and when.year < self.last.year and before("document").search(left):
            return False  # "violated the treaty of 1874"
        if not inside and self._begins_early(found, when):
            return True
        return inside and not before("since").search(left) and not (is_planned(left) and self.main and when.year > self.main.year)

    def _begins_early(self, found: Found, when: When) -> bool:
        """Whether a history goes through years before those that it is mostly about, in order: "occurred in early 1964"."""
        if self.is_news or self.core is None or when.year >= self.core[0] or (self.last and when.year < self.last.year):
            return False
        if self.main is not None or not _IN.search(self.text[max(0, found.start - 4) : found.start]):
            return False
        return not anywhere("pluperfect").search(last_clause(past_clause(found, self.text), _SHORT_STOPS))

    def _opens(self, found: Found) -> bool:
        return bool(_OPENS.search(self.text[max(0, found.start - 30) : found.start])) or self._is_heading(found)

    def _is_heading(self, found: Found) -> bool:
        """Whether the line is short and has no full stop."""
        start = self.text.rfind("\n", max(0, found.start - 100), found.start)
        end = self.text.find("\n", found.end, found.end + 100)
        if (start < 0 and found.start > 100) or end < 0:
            return False
        line = self.text[start + 1 : end].strip()
        return len(line) < 90 and not re.search(r"[.!?]", line)

    def explain(self, found: Found, when: When | None, stated: bool) -> str:
        """A few words for a person: how the value was come by."""
        if when is None:
            return "a length of time, or nothing to count from" if found.rule.value != "none" else "has no date of its own"
        if stated:
            return "as the words say"
        if self.in_history:
            base = self.last.edtf if self.last else "nothing"
            return f"history: from the running time, {base}"
        return "news: from the day of publication"


def read_story(text: str, matches: Sequence[Found], reference: int | None) -> Story:
    """The story before its first expression: news or history, and the years that it is about."""
    years = sorted(
        year for found in matches if (year := stated_year(found)) is not None and ("month" in found.groups or "m" in found.groups)
    )
    trim = len(years) // 20
    slack = max(2, (years[-1 - trim] - years[trim]) // WIDTH) if years else 0
    core = (years[trim] - slack, years[-1 - trim] + slack) if len(years) >= 3 else None
    return Story(text, reference, reference is not None and not is_history(matches, reference), core, find_frame(text, matches))


def find_frame(text: str, matches: Sequence[Found]) -> Bounds:
    """ "The crisis lasted from 26 September 1962 to 15 April 1963": the first stretch that the opening of a text names by its
    months, as day numbers; None if there is none, or if it is longer than FRAME_YEARS."""
    for left, right in pairwise(matches):
        if right.start > OPENING:
            return None
        if "month" not in left.groups or "month" not in right.groups:
            continue
        year = stated_year(left)
        end = year if right.groups.get("rel", "").endswith(("that", "same")) else stated_year(right)
        if (
            year is None
            or end is None
            or not ("ends" in right.groups or names_stretch(text[max(0, left.start - 80) : right.start]))
        ):
            continue
        first, last = _rough_day(left, year), _rough_day(right, end)
        if first <= last <= first + 366 * FRAME_YEARS:
            return first, last + 31
    return None


def _rough_day(found: Found, year: int) -> int:
    day = re.sub(r"\D", "", found.groups.get("dom", "1"))
    return make_day(year, month_numbers()[found.groups["month"].lower()], 1) + int(day or 1) - 1


def stated_year(found: Found) -> int | None:
    """The year in the words, four digits or with an era; astronomical."""
    parts = found.groups
    if "eyear" in parts:
        return 1 - int(parts["eyear"]) if parts.get("era", "").upper().startswith("B") else int(parts["eyear"])
    digits = parts.get("year") or parts.get("yearalone")
    return int(digits) if digits else None


def is_history(matches: Sequence[Found], reference: int) -> bool:
    """Whether most years that a text names lie far from its publication."""
    here = read_day(reference)[0]
    far = near = 0
    for found in matches:
        year = stated_year(found)
        if year is not None:
            far, near = (far + 1, near) if abs(year - here) >= FAR_YEARS else (far, near + 1)
        elif found.rule.value in ("deictic", "weekday", "named_month"):
            near += 1
        elif found.rule.value in HANGS_ON_PRINT and _hangs_on_print(found):
            near += 2
    return far >= 3 and far > 2 * near


# "last week", "two years ago", "the weekend": rare in histories, common in news.
HANGS_ON_PRINT = frozenset(("named", "shift", "weekend"))
_OF_PRINT = frozenset(("last", "this", "next", "current", "coming"))


def _is_of_print(found: Found) -> bool:
    """ "last August", "last year", "in August last year", "two years ago": said from the day of publication also where a passage
    of news has gone back to older days."""
    if found.rule.value == "named_month":
        return found.groups["rel"].lower() in ("last", "next", "this past", "this coming")
    if found.rule.value == "calendar":
        return found.groups.get("rel", "").lower() == "last"
    return found.rule.value in HANGS_ON_PRINT and _hangs_on_print(found)


def _hangs_on_print(found: Found) -> bool:
    parts = found.groups
    if found.rule.value == "shift":
        return parts.get("anchor") == "reference" and parts["dir"].lower() == "ago"
    words = found.text.lower().split()
    return found.rule.value == "weekend" or (len(words) == 2 and words[0] in _OF_PRINT)


# ------------------------------------------------------------------------------------------------------- the clause before

_STOPS = ".;:\n"
_SHORT_STOPS = ".,;:\n"
_AHEAD_AFTER = re.compile(r"(?<!\w)(?:will|shall|'ll|(?:is|are) (?:due|expected|scheduled|set|to))(?!\w)", re.IGNORECASE)
_TO_BEGIN_GAP = re.compile(r"\s+(?:on\s+|in\s+|from\s+|(?:in|at) [\w ]{1,30} on\s+)?")
# "Chad, which will host the talks, expelled two envoys on Saturday": the relative clause looks ahead, the sentence does not.
_WHO = re.compile(r"\b(?:which|who|that|where)\s+$")
_GOES_ON_PAST = re.compile(r",\s+[a-z]{2,}(?<!e)ed\b")
_CLAUSE_END = re.compile(r"[.;\n]|\b(?:and(?! [A-Z])|but|who|which|that|where|after|before|as)\b")


def last_clause(left: str, stops: str = _STOPS) -> str:
    """What stands before an expression, back to the last stop."""
    return left[max(map(left.rfind, stops)) + 1 :]


def is_planned(left: str) -> bool:
    """ "the elections planned for 1956": a year that is not the one told of."""
    return bool(anywhere("planned").search(last_clause(left)))


def looks_back(left: str) -> bool:
    """ "since June", "the date originally set in April": it lies before the time told of."""
    return bool(before("since").search(left) or anywhere("earlier").search(last_clause(left, _SHORT_STOPS)))


def names_stretch(words: str) -> bool:
    """ "began on 20 August 1939 and ended on ": what stands around the first of two dates says that they are bounds."""
    clause = last_clause(words)
    begun = anywhere("begins").search(clause)
    return bool(begun and anywhere("ends").search(clause[begun.end() :]))


# The end of a sentence or of half of one; not the stop of "U.S." or "Mr."
_HALT = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bGen)(?<!\bGov)(?<!\bSen)(?<!\bCol)(?<!\bNo)[.!?][\"')\u201d\u2019]*\s"
    r"|[\n;]"
)


def past_clause(found: Found, text: str, reach: int = 120) -> str:
    """The words of the sentence before an expression, `reach` characters at most."""
    left = text[max(0, found.start - reach) : found.start]
    return left[max((halt.end() for halt in _HALT.finditer(left)), default=0) :]


PAST_FORM = re.compile(r"\b[a-z]{2,}(?<!e)ed\b")  # "killed", not "need"


# "returned in ", "were killed early in "; not "was scheduled for" or "voted to leave in".
_DONE = re.compile(
    r"\b(?<!to )(?<!be )(?!(?:planned|scheduled|expected|slated|proposed|postponed|delayed|called|needed|announced)\b)"
    r"(?:[a-z]{2,}(?<!e)ed|began|took|met|came|left|won|fell|rose|went|held|broke|became|struck|sent|fled|killed)"
    r"(?: (?:down|up|out|back|off|over|there|again))?\s+(?:(?:early|late) )?(?:in|on)\s+$"
)


def looks_past(found: Found, text: str) -> bool:
    """Whether a word before the expression, in its sentence, is a past form."""
    left = past_clause(found, text)
    return bool(anywhere("past").search(left) or PAST_FORM.search(left))


def looks_ahead(found: Found, text: str) -> bool:
    """Whether the clause around an expression speaks of what is to come."""
    left = past_clause(found, text)
    ahead = list(anywhere("future").finditer(left))
    if ahead:
        rest = left[ahead[-1].end() :]
        return not anywhere("past").search(rest) and not (_WHO.search(left[: ahead[-1].start()]) and _GOES_ON_PAST.search(rest))
    if before("ends_by").search(left):
        return bool(anywhere("demanded").search(left)) or not looks_past(found, text)
    if _TO_BEGIN_GAP.fullmatch(left[max((cue.end() for cue in anywhere("to_begin").finditer(left)), default=0) :] or "-"):
        return True
    if len(left.split()) > 3:  # the verb stands before: only what opens a clause takes its time from what follows
        return False
    right = text[found.end : found.end + 100]
    end = _CLAUSE_END.search(right)
    cue = _AHEAD_AFTER.search(right[: end.start()] if end else right)
    return cue is not None and not (anywhere("past").search(right[: cue.start()]) or PAST_FORM.search(right[: cue.start()]))
