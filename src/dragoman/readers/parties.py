"""Who a model says it was -> a mention, if the words are in the text and the code holds.

"Ankara", TUR    the gazetteer knows it: taken
"they", TUR      resolved as TUR by the text, or TUR is named in it: taken
"Ankara", GRC    the gazetteer's code is taken, and the event is less sure
"Sparta", GRC    a name in the sentence that the gazetteer does not know: the model's word is taken, and the event is less sure
"Lisbon", PRT    not in the text: refused
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.readers.contract import Prepared
from dragoman.readers.form import PartyForm
from dragoman.readers.quotes import find_places
from dragoman.types import Entity, Mention, Sentence, Span, Why

NAMED = frozenset(("state", "metonym", "person", "organisation"))
RULE = "readers.party"


class Party(msgspec.Struct, frozen=True):
    """`mention`: None where it is refused. `doubt`: which factor of confidence.toml applies; `fault`: what was wrong."""

    mention: Mention | None
    doubt: str | None = None
    fault: str | None = None


def find_party(form: PartyForm, quote: Span, sentence: Sentence, prepared: Prepared, codes: frozenset[str]) -> Party:
    """The mention that the words stand for. `codes`: all that there are."""
    code = form.code if form.code in codes else None
    if form.code is not None and code is None:
        return Party(None, fault="unknown code")
    if not form.words.strip():
        return _find_understood(code, quote, sentence, prepared)
    place = _find_nearest(form.words, quote, sentence, prepared.document.text)
    if place is None or not any(letter.isalnum() for letter in form.words):
        return Party(None, fault="name not in the text")
    at = next((one for one in prepared.sentences if one.start <= place.start < one.end), sentence)
    here = [m for m in prepared.by_sentence.get(at.index, ()) if m.start < place.end and place.start < m.end]
    if code is None:
        named = next((m for m in here if _codes(m)), None)
        return Party(named, fault=None if named else "party without a code")
    for mention in here:
        if code in _codes(mention):
            return Party(_narrow(mention, code))
    head = _find_head(at, place, here, prepared)
    if head is not None and head.kind in NAMED and _codes(head):
        return Party(head, "code_corrected", "code contradicts the name")
    borrowed = _borrow(code, place.start, prepared)
    text = prepared.document.text[place.start : place.end]
    if borrowed is not None:
        own = next((entity for mention in here for entity in mention.entities), borrowed)
        entity = Entity(code, own.sector, own.other_sectors, None, text, place.start, place.end)
        note = f"{text!r} read as {code}, which the text names as {borrowed.text!r}"
        return Party(_make(place, text, at, entity, note), None if here else "understood")
    if at.index == sentence.index and any(word[:1].isupper() for word in text.split()):
        entity = Entity(code, None, (), None, text, place.start, place.end)
        return Party(_make(place, text, at, entity, f"{text!r} is {code} by the reader's word alone"), "unknown_name")
    return Party(None, fault="code not in the text")


def _find_understood(code: str | None, quote: Span, sentence: Sentence, prepared: Prepared) -> Party:
    """A party without words: the mention of that code nearest to the quote, in its sentence, before it, or after it."""
    known = [mention for mention in prepared.mentions if code is not None and code in _codes(mention)]
    inside = [mention for mention in known if mention.sentence == sentence.index]
    before = [mention for mention in known if mention.end <= quote.start]
    found = _nearest(inside, quote) or (before[-1] if before else None) or (known[0] if known else None)
    if found is None or code is None:
        return Party(None, fault="party without words or code" if code is None else "code not in the text")
    return Party(_narrow(found, code), "understood")


def _find_nearest(words: str, quote: Span, sentence: Sentence, text: str) -> Span | None:
    """Where the words stand: nearest to the quote in its sentence, else last before it, else first after it."""
    inside = list(find_places(text, words, sentence.start, sentence.end))
    if inside:
        return min(inside, key=lambda span: (_gap(span, quote), span.start))
    elsewhere = list(find_places(text, words, 0, len(text)))
    before = [span for span in elsewhere if span.end <= quote.start]
    return (before[-1] if before else elsewhere[0]) if elsewhere else None


def _nearest(mentions: Sequence[Mention], quote: Span) -> Mention | None:
    return min(mentions, key=lambda m: (_gap(Span(m.start, m.end), quote), m.start), default=None)


def _gap(span: Span, quote: Span) -> int:
    return max(0, quote.start - span.end, span.start - quote.end)


def _find_head(at: Sentence, place: Span, here: Iterable[Mention], prepared: Prepared) -> Mention | None:
    """The mention that the words are, not one beside their head ("the Turkish embassy in Athens")."""
    parsed = prepared.with_syntax.get(at.index)
    head = parsed.head_of(place.start, place.end) if parsed else None
    return next((m for m in here if head is not None and m.start <= head.start < m.end), None)


def _borrow(code: str, start: int, prepared: Prepared) -> Entity | None:
    """The entity by which the text names this code: the last one before, else the first one."""
    named = [entity for mention in prepared.mentions for entity in mention.entities if entity.code == code]
    before = [entity for entity in named if entity.start <= start]
    return before[-1] if before else named[0] if named else None


def _narrow(mention: Mention, code: str) -> Mention:
    """The mention with the entities of that code alone: one of "both countries"."""
    if _codes(mention) == {code}:
        return mention
    return msgspec.structs.replace(mention, entities=tuple(entity for entity in mention.entities if entity.code == code))


def _make(place: Span, text: str, at: Sentence, entity: Entity, note: str) -> Mention:
    return Mention(place.start, place.end, text, at.index, "role", (entity,), Why(RULE, note))


def _codes(mention: Mention) -> set[str]:
    return {entity.code for entity in mention.entities if entity.code}
