"""Anachronism: somebody acts under a title before or after his term.

    "In May 1965 Prime Minister Winston Churchill signed the accord" -> warning
    "In May 1965 the former prime minister Winston Churchill ..."    -> silent
    "President Carter flew to Pyongyang in June 1994"                -> silent: a courtesy that American usage keeps; with the
                                                                        given name, a note

Only what somebody does counts, on a date in the same sentence, and only offices of which the table of terms knows the
holder at all: it cannot know every minister.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from dragoman.audit.facts import OfficeTerms, Term, shift_day, write_day
from dragoman.audit.scene import Scene, outside, say_when, span_of
from dragoman.audit.words import load_words
from dragoman.types import Finding, Span, TimeMention

# Titles precede the day of office a little, and follow it; sources differ by days, calendars by two weeks.
GRACE = 31
DAYS_OF_GRACE = 7
# With a family name alone, farther from the term than these years it is likelier another man.
NAMESAKE = 15
# A text printed so many days before somebody's first term cannot give him the title.
EARLY = 120
# "President A and Chairman B met": the second of two who act together
_AND = re.compile(r"^ and (?:[A-Z\u00c0-\u017d][\w.\u2019'-]* ?){1,6}(?= [a-z])")
_WHO = re.compile(r",? (?:who|whose|which)\b")
_DEMONYM = re.compile(r"(?:an|ish|ese|ch|i|ic|k|US|U\.S\.) $")
ROYAL = frozenset(("King", "Queen", "Emperor", "Tsar", "Czar", "Sultan", "Kaiser", "Shah", "Pope"))


@cache
def _pattern() -> re.Pattern[str]:
    titles = sorted(load_words().titles, key=lambda title: (-len(title), title))
    either = "|".join(re.escape(title) for title in titles)
    lower = "|".join(re.escape(title.lower()) for title in titles if title not in ROYAL)
    return re.compile(
        r"(?P<land>\b[A-Z][a-z]+ |\bU\.S\. |\bUS )?\b(?P<title>" + either + "|" + lower + r")(?P<comma>, | )(?:M\. |Mr\.? |Sir )?"
        r"(?P<name>(?:(?:[A-Z][\w'\u2019-]{0,24}\.?|de|von|van|al|bin|ibn|der) ){0,4}[A-Z][\w\u2019'-]{1,24})"
    )


@cache
def _after_name() -> re.Pattern[str]:
    """ "Harold Macmillan, the British prime minister, ..." """
    titles = "|".join(re.escape(title.lower()) for title in sorted(load_words().titles, key=lambda t: (-len(t), t)))
    return re.compile(
        r"(?<![\w-])(?P<name>(?:[A-Z][\w'\u2019-]{1,24}\.? ){1,3}[A-Z][\w\u2019'-]{1,24}), (?:the )?"
        r"(?P<land>[A-Z][\w'\u2019-]+ (?:[A-Z]\w+ )?)?(?P<title>"
        + titles
        + r")(?: of (?:the )?[A-Z][\w ]+?)?(?P<end>,| and |[.;])"
    )


def find_untimely_titles(scene: Scene, terms: OfficeTerms) -> Iterator[Finding]:
    if not scene.stated and not scene.published:
        return
    words = load_words()
    acting = {entity.end for event in scene.events if event.status == "occurred" for entity in (*event.actors, *event.recipients)}
    seen: set[int] = set()
    for found in (*_pattern().finditer(scene.text), *_after_name().finditer(scene.text)):
        in_front = found.start("title") < found.start("name")
        if in_front and found.group("comma") == ", " and not re.search(r"['\u2019]s $", scene.text[: found.start("title")][-4:]):
            continue
        index = scene.sentence_at(found.start())
        held, end = _terms_for(found, terms, words.titles[_title_case(found.group("title"))])
        if not held or end in seen:
            continue
        begins = found.start("title") if in_front and not _DEMONYM.search(found.group("land") or "") else found.start()
        before, after = scene.text[max(0, begins - 30) : begins], scene.text[end : end + 40]
        beside = scene.words_around(found.start(), max(end, found.end()))
        if words.before.search(before) or words.after.search(after) or words.sentence.search(beside):
            continue
        if words.ahead.search(beside) or (found.group("land") or "").strip().lower() in ("former", "vice", "deputy", "then"):
            continue
        if words.before.search(before + (found.group("land") or "")):
            continue
        bare = _is_bare(scene.text[max(0, end - 60) : end], held)
        title = Span(found.start("land") if found.group("land") and in_front else min(found.start("title"), found.start("name")),
                     end if in_front else found.end("title"))  # fmt: skip
        dates = scene.plain_dates(index) or ([] if index in scene.bracketed else scene.told.get(index, []))
        if not dates or not all(_misses(time, held) for time in (*dates, *scene.understood.get(index, ()))):
            # whoever prints a title years before the term cannot know it
            if scene.published and _comes_first(scene.published, held) and (not dates or _all_near(dates, scene.published)):
                if bare and int(held[0].since[:4]) - int(scene.published[:4]) > NAMESAKE:
                    continue
                if bare and not in_front:
                    continue
                seen.add(end)
                why = _explain_early(found.group("title"), held, scene.published)
                yield scene.make_finding("anachronism", "warning", why, [title])
            continue
        acts_after = scene.text[found.end("title") : found.end("title") + 60] if not in_front else after
        if not in_front:
            acts_after = acts_after.removeprefix(",")
        acts_after = _AND.sub("", acts_after)
        if end not in acting and not (words.acts.match(acts_after) and not words.below.search(before)):
            continue
        if _WHO.match(scene.text, end) and all(time.start > end for time in dates):
            continue  # the date is that of an aside
        nearest = min(dates, key=lambda time: (abs(time.start - found.start()), time.start))
        is_courtesy = _is_courtesy(found, held, nearest)
        if bare and (is_courtesy or _gap_years(nearest, held) > NAMESAKE):
            continue
        seen.add(end)
        why = _explain(found.group("title"), held, nearest)
        yield scene.make_finding("anachronism", "note" if is_courtesy else "warning", why, [title, span_of(nearest)])


def _title_case(title: str) -> str:
    """The title as the table has it: "prime minister" -> "Prime Minister"."""
    known = load_words().titles
    return title if title in known else next(one for one in known if one.lower() == title)


def _comes_first(published: str, held: Sequence[Term]) -> bool:
    """Whether the text was printed well before the first term of all who bear the name."""
    return all(published < shift_day(term.since, -EARLY) for term in held)


def _all_near(dates: Sequence[TimeMention], published: str) -> bool:
    """Whether all dates of the sentence are of about the day of printing: it tells news, not what is to come."""
    return all(shift_day(published, -EARLY) < str(time.latest) <= published for time in dates)


def _explain_early(title: str, held: Sequence[Term], published: str) -> str:
    first = min(term.since for term in held)
    return f"{held[0].name} was {title.lower()} only from {write_day(first)} on, but the text is of {write_day(published)}."


def _terms_for(found: re.Match[str], terms: OfficeTerms, office: tuple[str, str]) -> tuple[list[Term], int]:
    """The terms of that office of whoever bears the name, and where the name ends; the longest known name counts."""
    parts = found.group("name").split(" ")
    for size in range(len(parts), 0, -1):
        name = " ".join(parts[:size])
        for form in (name, f"{found.group('title')} {name}", re.sub(r"['\u2019]s$", "", name)):
            known = terms.terms_of(form)
            if known:
                fitting = [term for term in known if _fits(term, *office)]
                return fitting, found.start("name") + len(form if form != f"{found.group('title')} {name}" else name)
    return [], found.end()


def _fits(term: Term, office: str, word: str) -> bool:
    title = term.title.lower()
    if any(away in title for away in ("elect", "former", "vice", "deputy", "acting")):
        return False
    return (office == "*" or term.office == office) and (word == "*" or word in title)


def _misses(time: TimeMention, held: Sequence[Term]) -> bool:
    return all(_misses_term(time, term) for term in held)


def _misses_term(time: TimeMention, term: Term) -> bool:
    """Days are held against days; where either is known to the month or year only, with a month of grace."""
    is_day = time.earliest == time.latest
    early = DAYS_OF_GRACE if is_day and term.since[8:] != "01" else GRACE
    late = DAYS_OF_GRACE if is_day and term.until and (date.fromisoformat(term.until) + timedelta(days=1)).day != 1 else GRACE
    return outside(time, shift_day(term.since, -early), shift_day(term.until, late) if term.until else "")


def _is_courtesy(found: re.Match[str], held: Sequence[Term], time: TimeMention) -> bool:
    """An American president keeps the title, before the family name, for life, unless he is called president of the country."""
    past = all(term.until and time.earliest is not None and time.earliest > term.until for term in held)
    return past and found.group("title") == "President" and all(term.code == "USA" for term in held) and not found.group("land")


def _is_bare(text: str, held: Sequence[Term]) -> bool:
    """Whether the text gives but one word of the name, which a namesake may bear."""
    words = held[0].name.split(" ")
    return len(words) > 1 and not text.endswith(tuple(f"{words[0]} {' '.join(words[k:])}" for k in range(1, len(words))))


def _gap_years(time: TimeMention, held: Sequence[Term]) -> int:
    """Years between the date and the nearest term."""
    first, last = int(str(time.earliest)[:4]), int(str(time.latest)[:4])
    return min(max(int(term.since[:4]) - last, first - int((term.until or "9999")[:4])) for term in held)


def _explain(title: str, held: Sequence[Term], time: TimeMention) -> str:
    spells = [f"from {write_day(term.since)}" + (f" to {write_day(term.until)}" if term.until else " on") for term in held]
    spells = list(dict.fromkeys(spells))
    return f"{held[0].name} was {title.lower()} only {' and '.join(spells)}, but acts as such {say_when(time)}."
