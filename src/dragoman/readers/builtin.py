"""The built-in reader: lexicon, syntax and a small classifier. It names acts and leaves date, status and source to the rooms.

>>> BuiltIn().read(prepared).acts[0].candidate.type
'SANCTION'
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dragoman import claims, events
from dragoman.readers.contract import Account, Prepared, Told
from dragoman.types import Candidate, Document, Sentence, Span, TimeMention

# How many sentences back the other party of an act may have been named.
LOOK_BACK = 3


class BuiltIn:
    """Reads every parsed sentence; see `contract.Reader`."""

    def wants(self, sentences: Sequence[Sentence]) -> Collection[int]:
        return ()

    def read(self, prepared: Prepared) -> Account:
        candidates = events.tie_retold(find_candidates(prepared), prepared.with_syntax, prepared.by_sentence)
        tie = events.tie_partners if prepared.document.published is None else events.tie_truces
        candidates = events.speak_as_states(tie(candidates, prepared.mentions), prepared.with_syntax)
        stances = claims.find_stances(prepared.parsed, prepared.mentions, prepared.speech)
        return Account(tuple(Told(candidate) for candidate in candidates), tuple(stances))


def find_candidates(prepared: Prepared) -> list[Candidate]:
    """The acts of all sentences, in order; what is part of a date, or a mere heading, is none."""
    doc, by_sentence = prepared.document, prepared.by_sentence
    news = doc.published is not None
    found: list[Candidate] = []
    pair = events.find_main_pair(prepared.mentions) if news else frozenset()
    for sentence in prepared.parsed:
        before = [m for k in range(sentence.index - LOOK_BACK, sentence.index) for m in by_sentence.get(k, ())]
        here = by_sentence.get(sentence.index, ())
        found.extend(
            each for each in events.code_events(sentence, here, before, cautious=news, bare=True, pair=pair)
            if not is_in_time(each.trigger_span, prepared.times) and not is_mere_title(doc, sentence, each)
        )  # fmt: skip
    return found


def is_in_time(span: Span, times: Sequence[TimeMention]) -> bool:
    """Whether the words are part of an expression of time: "the Cold War" is when, not what."""
    return any(time.start <= span.start < time.end for time in times)


def is_mere_title(doc: Document, sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the act is only a noun in the heading: "The Alliance of A and B" says what the text is about, not what was done."""
    return sentence.index == 0 and sentence.text == doc.title and sentence.tokens[candidate.trigger].pos != "VERB"
