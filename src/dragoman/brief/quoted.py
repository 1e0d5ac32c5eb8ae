"""An event and its text -> a sentence in the text's own words: its subject is named, the rest is quoted.

>>> make_direct(event, doc, namer).text
'Turkish troops “landed near Kyrenia”'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.brief.bounds import LONGEST, PAST, balance_quote, find_end
from dragoman.brief.claimed import add_source, name_source
from dragoman.brief.names import Namer, is_adjective, is_anaphor, is_state, load_words
from dragoman.brief.text import join_words, shorten
from dragoman.plain import clean_text
from dragoman.types import Document, Entity, Event

GAP = 48  # characters between subject and act over which they are still read as one clause

_BEFORE_OBJECT = frozenset(
    "between of with by for from to in on at against over toward towards and or include including like as than into upon".split()
)
_CLAUSE = load_words()["clause"]
_AFTER_SUBJECT = re.compile(
    r"(?:also |then |later |again |soon |now |still |never |formally |finally |briefly |openly |first |once |jointly |both )*"
    rf"(?:{_CLAUSE['verbs']})\b"
)
_UNREAL = re.compile(
    rf"\b(?:{_CLAUSE['unreal']})\b",
    re.I,
)
_NOT = re.compile(rf"\b(?:{_CLAUSE['negated']})\b|n[’']t\b", re.I)
_TAIL = re.compile(
    r"[\s,;:–—-]+(?:(?:early|late|only|again|and|but|then)\s+)*"
    r"(?:in|on|by|at|since|during|from|until|before|after|about|between|the|a)?[\s,]*$",
    re.I,
)
_OF_TIME = re.compile(r"\b(?:after|before|since|until|following|during)\s+\S+(?:\s+[^\s,;]+)*\s*$")
_JOINED = re.compile(
    r"(?:\band|\bbut|\bthen|\bor)\s+(?:also |then |later |again |immediately |formally |finally |soon |at last |yet )*$"
)
_FURTHER = re.compile(r"[;:] |, (?:and|but|while|although|though|whereas|a (?:claim|charge|number|figure)|which|who)\b| [–—-] ")


# What leads to who says so, at the end of the words: ", the ministry said".
_SAID_AFTER = re.compile(r",\s(?:according to\s)?(?:the\s|an?\s|its\s)?(?:\w+\s){0,3}$")


class Clause(NamedTuple):
    """`text`: the sentence without its date; `subject`: who it is about, where it is `direct` (who is named and the rest quoted);
    `quote`: the words in it that are the text's own; `dated`: they say when; `span`: what is cited, which
    holds them."""

    text: str
    quote: str
    dated: bool
    direct: bool
    span: tuple[int, int]
    subject: str = ""


class Subject(NamedTuple):
    words: str
    end: int  # where it ends in the text


def make_reported(event: Event, doc: Document, namer: Namer) -> Clause | None:
    """Where the words open with who says so: Turkey “alleged that Greek guards killed a migrant”."""
    source = event.attribution
    if source is None or not event.evidence.start <= source.start <= event.evidence.start + 4 or is_anaphor(source.text):
        return None
    end = find_end(event, doc)
    rest = doc.text[source.end : end]
    if not re.match(r"\s+" + _AFTER_SUBJECT.pattern, rest) or "\n\n" in rest:
        return None
    quote = balance_quote(shorten(clean_text(rest), LONGEST))
    before_act = doc.text[source.end : event.trigger.end]
    if len(quote) < 12 or (event.status == "negated" and not _NOT.search(before_act)):
        return None
    if event.status in ("planned", "hypothetical") and not _UNREAL.search(before_act):
        return None
    name = name_source(source, doc, namer)
    return Clause(f"{name} “{quote}”", quote, holds_year(event, doc), True, (event.evidence.start, end), name)


def make_direct(event: Event, doc: Document, namer: Namer) -> Clause | None:
    subject = _find_subject(event, doc, namer)
    if subject is None:
        return None
    start = _find_predicate(event, doc, subject)
    if start is None:
        return None
    dated, end = _cut_date(event, doc, start)
    further = _FURTHER.search(doc.text, max(event.trigger.end, start + 12), end)
    end = further.start() if further else end
    source = event.attribution
    if (
        source is not None
        and event.trigger.end < source.start < end
        and (said := _SAID_AFTER.search(doc.text, event.trigger.end, source.start))
    ):
        end = said.start()  # who says so is told beside it
    words = doc.text[start:end]
    quote = balance_quote(shorten(clean_text(words), LONGEST))
    if not re.match(r"\w", quote) or len(quote) < 3:
        return None
    before_act = doc.text[start : event.trigger.end]
    charged = re.match(r"of \w+ing\b", quote)
    if event.status == "negated" and not _NOT.search(before_act) and event.attribution is None:
        return None
    if event.status in ("planned", "hypothetical") and not _UNREAL.search(before_act):
        return None
    if charged and event.attribution is None:
        return None
    if re.match(r"(?:of|in|for|from|and|or|to|with|by|as|on|at|accused of|charged with)\b", quote) and not charged:
        return None
    clause = f"{subject.words} “{quote}”"
    told = add_source(event, namer, doc, clause, denied_inside=bool(_NOT.search(before_act)), charged=bool(charged))
    span = (event.evidence.start, max(end, find_end(event, doc)))
    return Clause(told, quote, dated, True, span, subject.words if told == clause else "")


def _find_subject(event: Event, doc: Document, namer: Namer) -> Subject | None:
    """Who stands before the act as its subject: the actors, or in the passive those acted upon."""
    inside = [who for who in event.actors if event.evidence.start <= who.start and who.end <= event.trigger.start]
    parties: Sequence[Entity] = event.actors
    if not event.actors:
        parties = event.recipients
        inside = [who for who in parties if event.evidence.start <= who.start and who.end <= event.trigger.start]
    beside = sorted((who for who in event.recipients if event.actors and who not in inside), key=lambda who: who.start)
    if len(inside) == 1 and beside and inside[0].end < beside[0].start and beside[-1].end <= event.trigger.start:
        between = doc.text[inside[0].end : beside[0].start]
        if re.search(r"\band\b", between) and re.fullmatch(r"(?: of (?:the )?[A-Z]\w+)?,? and [\w ]*", between):
            return None  # "A of X and B of Y met": who is not known by name would be left out
    if not inside or len({(who.code, who.name) for who in inside}) < len({(who.code, who.name) for who in parties}):
        return None
    if is_adjective(max(inside, key=lambda who: who.end)):
        return None
    start, end = min(who.start for who in inside), max(who.end for who in inside)
    article = re.search(r"(?:\b(the|an?|some|several|many|three|two|four|five)\s+)$", doc.text[max(0, start - 8) : start], re.I)
    first = start - len(article.group()) if article else start
    before = re.search(r"([\w’']+)\s*$", doc.text[max(0, first - 30) : first])
    line_before = doc.text[max(0, first - 30) : first].rsplit("\n", 1)[-1]
    if before and line_before.strip() and before.group(1).casefold() in _BEFORE_OBJECT:
        nominative = re.match(r"(?:he|she|it|they|we)\b", doc.text[start:end], re.I)
        if before.group(1).casefold() not in ("and", "or") or not (nominative or re.search(r", (?:and|or) $", line_before)):
            return None
    depends = before is not None and before.group(1).casefold() in ("that", "whether", "if", "unless")
    if depends and line_before.strip() and event.attribution is None:
        return None
    if re.match(r"[’']s?\s", doc.text[end : end + 3]):
        return None
    words = clean_text(doc.text[start:end])
    given = (article.group(1).lower() if article else "").strip()
    if len(inside) == 1:
        return Subject(namer.name(inside[0], given), end)
    if len(words) > 90 or not re.fullmatch(r"[\w’'.\- ]+", words.replace(",", " ")):
        return None
    if any(who.code is None for who in inside) and re.search(r"(?<!^)\b[A-Z]", words):
        return Subject(f"{given} {words}".strip(), end)  # who is not known may be named in them: "Presidents X and Y"
    plain = all(is_state(who) or is_anaphor(clean_text(who.text)) or (who.name and " " in who.name) for who in inside)
    spans = {(who.start, who.end) for who in inside}
    adjectives = len(spans) > 1 and any(who.sector not in (None, "GOV", "ELI") for who in inside)
    if len(spans) > 1 and not is_anaphor(words) and (adjectives or not plain):
        return Subject(f"{given} {words}".strip(), end)
    return Subject(join_words(list(dict.fromkeys(namer.name(who) for who in inside))), end)


def _find_predicate(event: Event, doc: Document, subject: Subject) -> int | None:
    """Where the words that are said of the subject begin; None where they are not a plain clause."""
    gap = doc.text[subject.end : event.trigger.start]
    rest = doc.text[subject.end : event.evidence.end]
    if "\n\n" in gap:
        return None
    joined = _JOINED.search(gap)
    verbal = any(why.rule.startswith("verbs") for why in event.why[:1])
    if verbal and joined and PAST.fullmatch(doc.text[event.trigger.start : event.trigger.end].split()[0]):  # fmt: skip
        return event.trigger.start
    if re.search(r"[;:.“”\"()]|, ", gap) or len(gap) > (GAP if verbal else 90):
        return None
    if not re.match(r"\s+" + _AFTER_SUBJECT.pattern, rest) and not re.match(r"\s+of \w+ing\b", rest):
        return None
    if not gap.strip() or re.match(r"\s*\S", gap):
        return subject.end + len(rest) - len(rest.lstrip())
    return None


def _cut_date(event: Event, doc: Document, start: int) -> tuple[bool, int]:
    """(whether the words still say when, where they end): a date at their end is told before them instead."""
    end, phrase = find_end(event, doc), event.date_phrase
    if phrase is None or not start <= phrase.start < end:
        return False, end
    if event.date_basis == "stated" and ".." in (event.date or ""):
        return True, end  # "until 1880", "since the late 1990s": no date before the words says it as well
    if not doc.text[phrase.end : end].strip(" ,.;"):
        cut = doc.text[start : phrase.start]
        kept = cut[: len(cut) - len(found.group())] if (found := _TAIL.search(cut)) else cut
        of_another = re.search(r"\bof\s*$", cut) is not None  # "the treaty of 1904"
        if _OF_TIME.search(doc.text[event.trigger.end : phrase.start] if event.trigger.end < phrase.start else ""):
            return True, end  # "after the intervention in 2015": apart from it the year would be that of the act
        if not of_another and len(kept.split()) >= 1 and start + len(kept) >= event.trigger.end:
            return False, start + len(kept)
    has_year = bool(re.search(r"\d{4}", doc.text[phrase.start : phrase.end]))
    return has_year and event.date_basis == "stated", end


def holds_year(event: Event, doc: Document) -> bool:
    phrase = event.date_phrase
    return bool(phrase and event.date_basis == "stated" and re.search(r"\d{4}", phrase.slice(doc.text)))
