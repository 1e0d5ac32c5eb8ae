"""An event and the text it is from -> the words of a sentence that tells it: who, and in the text's own words what.

Where the words of the event are a plain clause, its subject is named and the rest is quoted: Turkish troops “landed near
Kyrenia”. Where they are not, a pattern of `data/brief/phrases.toml` says what kind of act it was, and the words follow whole.

    >>> make_clause(event, doc, namer).text
    'Greece and Turkey “signed an armistice at Mudanya”'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from dragoman.brief.names import Namer, add_article, is_adjective, is_anaphor, is_state, load_words, name_people, name_state
from dragoman.brief.text import clean_text, join_words, shorten
from dragoman.types import Document, Entity, Event

LONGEST = 190  # characters that are quoted in a sentence; the note has all of them
REACH = 80  # characters after the words of an event in which the end of its clause is looked for
SURE_OF_ACT = 0.5  # confidence below which the kind of act is not told in our words
REACH_BACK = 260  # characters around them in which their sentence is looked for
GAP = 48  # characters between subject and act over which they are still read as one clause

_BEFORE_OBJECT = frozenset(
    "between of with by for from to in on at against over toward towards and or include including like as than into upon".split()
)
_AFTER_SUBJECT = re.compile(
    r"(?:also |then |later |again |soon |now |still |never |formally |finally |briefly |openly |first |once |jointly |both )*"
    r"(?:\w+ed|was|were|is|are|has|have|had|did|does|would|will|could|may|might|held|made|began|brought|took|gave|went|fought|"
    r"broke|sent|met|put|set|cut|led|lost|won|left|sold|bought|built|kept|drew|told|said|says|wrote|saw|met|struck|fell|came|rose|"
    r"became|ceded|withdrew|overthrew|swore|shot|laid|drove|fled|paid|lent|spoke|chose|ran|shut|let|hit|split|sought|taught|"
    r"\w+s|do|hold|want|plan|hope|refuse|remain|accuse|deny|claim)\b"
)
_UNREAL = re.compile(
    r"\b(?:would|could|may|might|will|shall|should|can|cannot|to|about|close|nearly|almost|if|unless|plan\w*|intend\w*|tr(?:y|ied|ies)|"
    r"attempt\w*|threat\w*|want\w*|hope\w*|ready|expect\w*|schedul\w*|due|offer\w*|propos\w*|promis\w*|pledg\w*|consider\w*|fear\w*|"
    r"possib\w+|risk\w*|ought|must|wish\w*|prepar\w*|seek\w*|sought)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|denie[sd]|deny|denying|refus\w+|fail\w*)\b|n[’']t\b", re.I
)
_TAIL = re.compile(
    r"[\s,;:–—-]+(?:(?:early|late|only|again|and|but|then)\s+)*"
    r"(?:in|on|by|at|since|during|from|until|before|after|about|between|the|a)?[\s,]*$",
    re.I,
)
_JOINED = re.compile(
    r"(?:\band|\bbut|\bthen|\bor)\s+(?:also |then |later |again |immediately |formally |finally |soon |at last |yet )*$"
)
_BREAK = re.compile(r"[;:]|(?<=[a-z]), (?=(?:and|but|while|although|though|as|since|which|who|where|when|after|before)\b)| [–—] ")
_PAST = re.compile(
    r"\w+(?:ed|ew|oke|ook|ave|ent|ote)|said|made|began|brought|held|put|set|cut|led|lost|won|left|sold|met|fell|came|told"
)
_CLAUSE_END = re.compile(
    r"[,;:.!?()”\"“\n–—]| - |"
    r"\s(?:and|or|nor|but|while|although|though|whereas|because|which|who|where|when|after|before|since)\s"
)
_ADVERB = re.compile(
    r"^(?:however|moreover|historically|nonetheless|nevertheless|furthermore|in addition|still|yet|also|meanwhile), ", re.I
)
_LOOSE = re.compile(
    r"(?:[\s,;:–—-]+(?:in|on|by|at|since|during|from|until|before|after|about|between|the|an?|of|to|and|that|with|its|his|their))+$"
)
_FURTHER = re.compile(r"[;:] |, (?:and|but|while|although|though|whereas|a (?:claim|charge|number|figure)|which|who)\b| [–—-] ")
_STOP = re.compile(r"(?<![A-Z]\.[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bSt)[.!?][”\"’)]*(?=\s+[A-Z“\"0-9])|[.!?][”\"’)]*$|\n")
_OPENING = re.compile(
    r"^(?:(?:and|but|while|although|though|despite|since|because|when|after|before|as|that|where|which|who|in which|of|with|to)"
    r"\b[\s,]*)+",
    re.I,
)


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


@cache
def load_phrases() -> dict[str, Any]:
    """`data/brief/phrases.toml`."""
    return tomllib.loads((resources.files("dragoman.data") / "brief" / "phrases.toml").read_text(encoding="utf-8"))


def choose(variants: Sequence[str], id_: str) -> str:
    """One of the variants, always the same one for the same id."""
    return variants[int(id_[:8], 16) % len(variants)] if re.match(r"[0-9a-f]{8}", id_) else variants[len(id_) % len(variants)]


def make_clause(event: Event, doc: Document, namer: Namer) -> Clause:
    """The sentence that tells the event, with whose claim it is and how sure."""
    namer.year = int(event.date[:4]) if event.date and event.date[:4].isdigit() else None
    if is_hedged(event, doc):
        return _make_told(event, doc, namer)
    return _make_reported(event, doc, namer) or _make_direct(event, doc, namer) or _make_told(event, doc, namer)


# ------------------------------------------------------------------------------- in the text's own words


class _Subject(NamedTuple):
    words: str
    end: int  # where it ends in the text


def _make_reported(event: Event, doc: Document, namer: Namer) -> Clause | None:
    """Where the words open with who says so: Turkey “alleged that Greek guards killed a migrant”."""
    source = event.attribution
    if source is None or not event.evidence.start <= source.start <= event.evidence.start + 4 or is_anaphor(source.text):
        return None
    end = find_end(event, doc)
    rest = doc.text[source.end : end]
    if not re.match(r"\s+" + _AFTER_SUBJECT.pattern, rest) or "\n\n" in rest:
        return None
    quote = _balance(shorten(clean_text(rest), LONGEST))
    before_act = doc.text[source.end : event.trigger.end]
    if len(quote) < 12 or (event.status == "negated" and not _NOT.search(before_act)):
        return None
    if event.status in ("planned", "hypothetical") and not _UNREAL.search(before_act):
        return None
    name = name_source(source, doc, namer)
    return Clause(f"{name} “{quote}”", quote, _holds_year(event, doc), True, (event.evidence.start, end), name)


def _make_direct(event: Event, doc: Document, namer: Namer) -> Clause | None:
    subject = _find_subject(event, doc, namer)
    if subject is None:
        return None
    start = _find_predicate(event, doc, subject)
    if start is None:
        return None
    dated, end = _cut_date(event, doc, start)
    further = _FURTHER.search(doc.text, max(event.trigger.end, start + 12), end)
    end = further.start() if further else end
    words = doc.text[start:end]
    quote = _balance(shorten(clean_text(words), LONGEST))
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
    told = _add_source(event, namer, doc, clause, denied_inside=bool(_NOT.search(before_act)), charged=bool(charged))
    span = (event.evidence.start, max(end, find_end(event, doc)))
    return Clause(told, quote, dated, True, span, subject.words if told == clause else "")


def _find_subject(event: Event, doc: Document, namer: Namer) -> _Subject | None:
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
        return _Subject(namer.name(inside[0], given), end)
    if len(words) > 90 or not re.fullmatch(r"[\w’'.\- ]+", words.replace(",", " ")):
        return None
    plain = all(is_state(who) or is_anaphor(clean_text(who.text)) or (who.name and " " in who.name) for who in inside)
    spans = {(who.start, who.end) for who in inside}
    adjectives = len(spans) > 1 and any(who.sector not in (None, "GOV", "ELI") for who in inside)
    if len(spans) > 1 and not is_anaphor(words) and (adjectives or not plain):
        return _Subject(f"{given} {words}".strip(), end)
    return _Subject(join_words(list(dict.fromkeys(namer.name(who) for who in inside))), end)


def _find_predicate(event: Event, doc: Document, subject: _Subject) -> int | None:
    """Where the words that are said of the subject begin; None where they are not a plain clause."""
    gap = doc.text[subject.end : event.trigger.start]
    rest = doc.text[subject.end : event.evidence.end]
    if "\n\n" in gap:
        return None
    joined = _JOINED.search(gap)
    verbal = any(why.rule.startswith("verbs") for why in event.why[:1])
    if verbal and joined and _PAST.fullmatch(doc.text[event.trigger.start : event.trigger.end].split()[0]):  # fmt: skip
        return event.trigger.start
    if re.search(r"[;:.“”\"()]|, ", gap) or len(gap) > (GAP if verbal else 90):
        return None
    if not re.match(r"\s+" + _AFTER_SUBJECT.pattern, rest) and not re.match(r"\s+of \w+ing\b", rest):
        return None
    if not gap.strip() or re.match(r"\s*\S", gap):
        return subject.end + len(rest) - len(rest.lstrip())
    return None


def find_end(event: Event, doc: Document) -> int:
    """Where the words of the event end, carried on to the end of their clause where that is near: the record may stop at the
    last party that it knows ("its veto on Turkey" of "its veto on Turkey's candidacy")."""
    return extend_end(doc.text, event.evidence.end)


def extend_end(text: str, end: int) -> int:
    """`end`, or the end of the clause that goes on there, where that is near."""
    for found in _CLAUSE_END.finditer(text, end, end + REACH + 12):
        if found.start() - end > REACH:
            break
        if found.group().strip() in ("and", "or", "but", "nor"):
            before = re.search(r"(\w+)$", text[max(0, end - 20) : found.start()])
            after = re.match(r"\w+", text[found.end() : found.end() + 30])
            if before and after and before.group()[0].isupper() and after.group()[0].isupper():
                continue  # "Treaty of Peace and Friendship"
            if after is None or not _PAST.fullmatch(after.group()):
                continue
        return end + len(text[end : found.start()].rstrip())
    return end


def _cut_date(event: Event, doc: Document, start: int) -> tuple[bool, int]:
    """(whether the words still say when, where they end): a date at their end is told before them instead."""
    end, phrase = find_end(event, doc), event.date_phrase
    if phrase is None or not start <= phrase.start < end:
        return False, end
    if not doc.text[phrase.end : end].strip(" ,.;"):
        cut = doc.text[start : phrase.start]
        kept = cut[: len(cut) - len(found.group())] if (found := _TAIL.search(cut)) else cut
        of_another = re.search(r"\bof\s*$", cut) is not None  # "the treaty of 1904"
        if not of_another and len(kept.split()) >= 1 and start + len(kept) >= event.trigger.end:
            return False, start + len(kept)
    has_year = bool(re.search(r"\d{4}", doc.text[phrase.start : phrase.end]))
    return has_year and event.date_basis == "stated", end


def _add_source(event: Event, namer: Namer, doc: Document, clause: str, *, denied_inside: bool, charged: bool) -> str:
    """The clause with whose claim it is, and how far the text stands behind it."""
    patterns = load_phrases()["source"]
    if event.attribution is None:
        return choose(patterns["held"], event.id).format(clause=clause) if event.alleged else clause
    own = any(_is_same(event.attribution, who) for who in event.actors)
    source = name_source(event.attribution, doc, namer)
    if own and clause.startswith(f"{source} “") and is_state(event.attribution) and (event.status == "negated" or event.alleged):
        clause = "it" + clause[len(source) :]
    if charged:
        key = "charged"
    elif event.status == "negated" and not denied_inside:
        key = "denied"
    elif event.alleged:
        key = "alleged"
    elif own and clause.startswith(source) and is_said(event, doc):
        if is_state(event.attribution):
            return f"{source} said that it{clause[len(source) :]}"
        return f"{clause}, {choose(patterns['own'], event.id)}"
    elif own:
        return clause
    else:
        key = "said"
    return choose(patterns[key], event.id).format(source=source, clause=clause)


def is_said(event: Event, doc: Document) -> bool:
    """Whether the clause is what somebody said, not what he did: it hangs on a "that"."""
    first = min((who.start for who in event.actors), default=event.evidence.start)
    return re.search(r"\bthat (?:the |its |his |their )?$", doc.text[max(0, first - 12) : first]) is not None


def name_source(entity: Entity, doc: Document, namer: Namer) -> str:
    """Who says so, with the article that the text gives."""
    article = re.search(r"\b(the|an?)\s+$", doc.text[max(0, entity.start - 5) : entity.start], re.I)
    return namer.name(entity, article.group(1).lower() if article else "")


def _is_same(one: Entity, other: Entity) -> bool:
    return one.code == other.code and (one.name == other.name or is_state(one) or is_state(other))


def _balance(quote: str) -> str:
    """The words up to a quotation mark that has no fellow among them."""
    for mark, fellow in (("“", "”"), ('"', '"')):
        odd = quote.count(mark) % 2 if mark == fellow else quote.count(mark) - quote.count(fellow)
        if odd:
            quote = quote[: quote.rindex(mark if odd > 0 else fellow)].rstrip(" ,;:")
    return re.sub(r"(?<![A-Z])[.!?]$", "", _LOOSE.sub("", quote).rstrip(" ,;:–—-"))


# ------------------------------------------------------------------------------- in our words, with theirs after them


def _make_told(event: Event, doc: Document, namer: Namer) -> Clause:
    start, end = cut_span(event, doc)
    quote = _balance(shorten(_trim_opening(doc.text, start, end), LONGEST + 40))
    span = (min(start, event.evidence.start), max(end, event.evidence.end))
    source = name_source(event.attribution, doc, namer) if event.attribution else ""
    key: str = ""
    if event.status in ("negated", "planned", "hypothetical"):
        key = "negated_by" if event.status == "negated" and source else event.status
    elif event.alleged or is_hedged(event, doc):
        key = "alleged_by" if source else "alleged"
    patterns = load_phrases()
    if key:
        text = choose(patterns["status"][key], event.id).format(quote=quote, source=source)
    elif event.confidence < SURE_OF_ACT:
        both = join_words(list(dict.fromkeys(name_state(who.code) for who in (*event.actors, *event.recipients) if who.code)))
        text = choose(patterns["status"]["unsure"], event.id).format(both=both, quote=quote)
    else:
        text = f"{say_act(event, namer)}: “{quote}”"
        if source and not any(event.attribution and _is_same(event.attribution, who) for who in event.actors):
            text = patterns["source"]["said"][0].format(source=source, clause=text)
    return Clause(text, quote, _holds_year(event, doc), False, span)


def is_hedged(event: Event, doc: Document) -> bool:
    """Whether the sentence has a word of doubt that the event does not account for by a source or by being a charge itself."""
    if event.type in ("ACCUSE", "REJECT") or event.attribution is not None or event.alleged:
        return False
    start, end = find_sentence(doc.text, event.evidence.start, event.evidence.end)
    return re.search(load_words()["hedges"]["pattern"], doc.text[start:end], re.I) is not None


def say_act(event: Event, namer: Namer) -> str:
    """The act in our own words, by its category and the words that call for a pattern: 'Greece and Turkey came to terms'."""
    actors = list(dict.fromkeys(_name_plain(who) for who in event.actors))
    recipients = list(dict.fromkeys(_name_plain(who) for who in event.recipients))
    pattern = _find_pattern(event)
    if not actors:
        return choose(pattern["passive"], event.id).format(b=join_words(recipients))
    if set(actors) == set(recipients) or (not recipients and len(actors) > 1):
        if len(actors) > 1:
            return choose(pattern["joint"], event.id).format(ab=join_words(actors))
        return choose(pattern["alone"], event.id).format(a=actors[0])
    others = [name for name in recipients if name not in actors]
    if not others:
        return choose(pattern["alone"], event.id).format(a=join_words(actors))
    return choose(pattern["directed"], event.id).format(a=join_words(actors), b=join_words(others))


def _name_plain(entity: Entity) -> str:
    """By state or body only, without the words of the text."""
    if entity.code is None:
        return clean_text(entity.name or entity.text)
    if entity.code in load_words()["bodies"] and entity.name:
        return add_article(entity.name)
    return name_people(entity.code, entity.sector)


def _find_pattern(event: Event) -> dict[str, Any]:
    words = event.evidence.text[max(0, event.trigger.start - event.evidence.start - 12) :].lower()
    for act in load_phrases()["act"]:
        if act["type"] != event.type or ("mode" in act and act["mode"] != event.mode):
            continue
        if re.search(act["words"], words):
            found: dict[str, Any] = act
            return found
    raise LookupError(f"no pattern for {event.type}")


def cut_span(event: Event, doc: Document) -> tuple[int, int]:
    """The sentence of the event where it is short, as it shows what the text thinks of it; else the part around its act."""
    start, end = event.evidence.start, find_end(event, doc)
    sentence_start, sentence_end = find_sentence(doc.text, start, end)
    if sentence_end - sentence_start <= LONGEST + 40:
        return sentence_start, sentence_end
    text = doc.text[start:end]
    at, after = event.trigger.start - start, event.trigger.end - start
    for found in _BREAK.finditer(text):
        if found.end() <= at and len(text) - found.end() > 25:
            start = event.evidence.start + found.end()
        elif found.start() >= after and found.start() > 40:
            end = event.evidence.start + found.start()
            break
    return start, end


def _trim_opening(text: str, start: int, end: int) -> str:
    """The words without what ties them to a sentence before, and, where they are part of a sentence, to the rest of it."""
    words = clean_text(text[start:end])
    bare = _ADVERB.sub("", words)
    inside = text[:start].rstrip(" ")[-1:] not in ("", ".", "!", "?", "\n", "”", '"')
    return (_OPENING.sub("", bare) if inside else bare) or words


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around words, by its marks: where it begins and ends, without its full stop."""
    back = max(0, start - REACH_BACK)
    stops = [found.end() for found in _STOP.finditer(text, back, start + 2) if found.end() <= start]
    left = stops[-1] if stops else 0 if back == 0 else start
    right = _STOP.search(text, max(end - 1, start), end + REACH_BACK)
    stop = right.start() if right else len(text) if len(text) - end < REACH_BACK else end
    while left < start and text[left].isspace():
        left += 1
    return min(left, start), max(end, stop)


def _holds_year(event: Event, doc: Document) -> bool:
    phrase = event.date_phrase
    return bool(phrase and event.date_basis == "stated" and re.search(r"\d{4}", phrase.slice(doc.text)))
