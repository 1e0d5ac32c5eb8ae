"""The contract of readers: a document with its sentences and mentions in, acts and stances with their words out.

The built-in coder is one reader, a language model another. Each gets the same `Prepared` and returns an `Account`; what stands
after it (dating, sources, evidence, audit, record) is shared. A field of `Told` that is None is left to those rooms.

    >>> class Nothing:
    ...     def wants(self, sentences): return ()
    ...     def read(self, prepared): return Account()
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import msgspec

from dragoman.claims import Speech, StanceDraft
from dragoman.dates import Timeline
from dragoman.types import Candidate, Claim, Document, EventDate, Mention, Quantity, Sentence, Span, TimeMention


class Prepared(msgspec.Struct, frozen=True):
    """What is known of a document before anybody reads it.

    `sentences`: all, without syntax; `parsed`: those with syntax, in order, and `with_syntax` the same by index; `mentions`: who
    is meant, in the parsed ones, and `by_sentence` the same by sentence; `times`: expressions of time; `timeline`: the days that
    the text is about; `speech`: who says what.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    parsed: tuple[Sentence, ...]
    with_syntax: Mapping[int, Sentence]
    mentions: tuple[Mention, ...]
    by_sentence: Mapping[int, Sequence[Mention]]
    times: tuple[TimeMention, ...]
    timeline: Timeline
    speech: Speech


class Told(msgspec.Struct, frozen=True):
    """One act as a reader tells it. None: the rooms after it say (claims: status and source; dates; events: numbers).

    `quote`: the words that the reader shows for it, as a span of the document; the evidence then holds them.
    """

    candidate: Candidate
    claim: Claim | None = None
    date: EventDate | None = None
    quantities: tuple[Quantity, ...] | None = None
    quote: Span | None = None


class Account(msgspec.Struct, frozen=True):
    """What a reader read in a document, acts in order of their sentences. `counts`: what it refused to take, by reason."""

    acts: tuple[Told, ...] = ()
    stances: tuple[StanceDraft, ...] = ()
    counts: dict[str, int] = msgspec.field(default_factory=dict)


class Reader(Protocol):
    """Whoever turns a prepared document into an Account. The same document gives the same Account."""

    def wants(self, sentences: Sequence[Sentence]) -> Collection[int]:
        """Indices of sentences to parse besides those that name an actor."""

    def read(self, prepared: Prepared) -> Account:
        """The acts and stances of the document."""
