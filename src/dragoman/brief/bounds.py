"""Where clauses and sentences begin and end, by the marks and joints of the text.

>>> extend_end("Greece lifted its veto on Turkey’s candidacy, and left.", 32)
44
"""

from __future__ import annotations

import re

from dragoman.brief.names import strip_dateline
from dragoman.plain import clean_text
from dragoman.types import Document, Event

LONGEST = 190  # characters that are quoted in a sentence; the note has all of them
REACH = 80  # characters after the words of an event in which the end of its clause is looked for
REACH_BACK = 260  # characters around them in which their sentence is looked for

PAST = re.compile(
    r"\w+(?:ed|ew|oke|ook|ave|ent|ote)|said|made|began|brought|held|put|set|cut|led|lost|won|left|sold|met|fell|came|told"
)
_CLAUSE_END = re.compile(
    r"[,;:.!?()”\"“\n–—]| - |"
    r"\s(?:and|or|nor|but|while|although|though|whereas|because|which|who|where|when|after|before|since)\s"
)
_BREAK = re.compile(r"[;:]|(?<=[a-z]), (?=(?:and|but|while|although|though|as|since|which|who|where|when|after|before)\b)| [–—] ")
_ADVERB = re.compile(
    r"^(?:however|moreover|historically|nonetheless|nevertheless|furthermore|in addition|still|yet|also|meanwhile), ", re.I
)
_LOOSE = re.compile(
    r"(?:[\s,;:–—-]+(?:in|on|by|at|since|during|from|until|before|after|about|between|the|an?|of|to|and|that|with|its|his|their))+$"
)
_STOP = re.compile(r"(?<![A-Z]\.[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bSt)[.!?][”\"’)]*(?=\s+[A-Z“\"0-9])|[.!?][”\"’)]*$|\n")
_OPENING = re.compile(
    r"^(?:(?:and|but|while|although|though|despite|since|because|when|after|before|as|that|where|which|who|in which|of|with|to)"
    r"\b[\s,]*)+",
    re.I,
)


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
            if after is None or not PAST.fullmatch(after.group()):
                continue
        if found.group().strip() == "since" and text[max(0, found.start() - 5) : found.start()].endswith(" ever"):
            continue
        return end + len(text[end : found.start()].rstrip())
    return end


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


def trim_opening(text: str, start: int, end: int) -> str:
    """The words without what ties them to a sentence before, and, where they are part of a sentence, to the rest of it."""
    words = clean_text(text[start:end])
    bare = _ADVERB.sub("", strip_dateline(words))
    inside = text[:start].rstrip(" ")[-1:] not in ("", ".", "!", "?", "\n", "”", '"')
    return (_OPENING.sub("", bare) if inside else bare) or words


def balance_quote(quote: str) -> str:
    """The words up to a quotation mark that has no fellow among them."""
    for mark, fellow in (("“", "”"), ('"', '"')):
        odd = quote.count(mark) % 2 if mark == fellow else quote.count(mark) - quote.count(fellow)
        if odd:
            quote = quote[: quote.rindex(mark if odd > 0 else fellow)].rstrip(" ,;:")
    return re.sub(r"(?<![A-Z])[.!?]$", "", _LOOSE.sub("", quote).rstrip(" ,;:–—-"))
