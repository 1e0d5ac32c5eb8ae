"""Who utters a quote: a report beside it, the sentence before that ends in a colon, or whoever uttered the quote before.

"Siam yielded," the envoy said. "It was wise." -> both of the envoy
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.claims.quotes import Quote
from dragoman.claims.tables import Reporter
from dragoman.types import Entity, Sentence


class Report(msgspec.Struct, frozen=True):
    """A reporting word (token `token` of sentence `sentence`, at offset `start`), who speaks (None where the text does not
    say), how. In a sentence without syntax `token` is -1."""

    sentence: int
    token: int
    start: int
    reporter: Reporter
    speaker: Entity | None
    passive: bool


class Utterance(msgspec.Struct, frozen=True):
    """A quoted stretch of the document and who utters it."""

    start: int
    end: int
    speaker: Entity | None
    alleged: bool


def give_voices(
    quotes: Sequence[Quote],
    sentences: Sequence[Sentence],
    reports: Mapping[tuple[int, int], Report],
) -> list[Utterance]:
    """Each quote with its speaker: of a report beside it in its sentence, of the sentence before that ends in a colon,
    or of the quote before it in the same paragraph or a paragraph that goes on in quotes."""
    by_sentence: dict[int, list[Report]] = {}
    for (index, _), report in sorted(reports.items()):
        if report.reporter.force != "think" and report.speaker is not None:
            by_sentence.setdefault(index, []).append(report)
    by_index = {sent.index: sent for sent in sentences}
    voiced: list[Utterance] = []
    previous: tuple[int, Utterance] | None = None
    for quote in quotes:
        near = None
        for index in range(quote.first, quote.last + 1):
            near = near or _nearest(quote, by_index.get(index), by_sentence.get(index, []))
        before = by_index.get(quote.first - 1)
        if near is None and quote.opens_sentence and before is not None and before.text.rstrip().endswith(":"):
            near = next(iter(by_sentence.get(before.index, [])[-1:]), None)
        speaker, alleged = (near.speaker, near.reporter.alleged) if near is not None else (None, False)
        if near is None and previous is not None and quote.whole and quote.paragraph - previous[0] <= 1:
            speaker, alleged = previous[1].speaker, previous[1].alleged
        if speaker is None and not quote.whole:
            continue
        utterance = Utterance(quote.start, quote.end, speaker, alleged)
        voiced.append(utterance)
        previous = (quote.paragraph, utterance)
    return voiced


def _nearest(quote: Quote, sent: Sentence | None, reports: Sequence[Report]) -> Report | None:
    """The report outside the quote that is nearest to it in this sentence."""
    if sent is None:
        return None
    outside = [
        one
        for one in reports
        if not quote.start <= one.start < quote.end
        and one.reporter.force != "accuse"
        and (one.token < 0 or sent.tokens[one.token].pos == "VERB")
    ]
    return min(outside, key=lambda one: (_distance(quote, one.start), one.start)) if outside else None


def _distance(quote: Quote, start: int) -> int:
    return start - quote.end if start >= quote.end else quote.start - start
