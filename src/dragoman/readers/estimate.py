"""How much a reading by a model will send and cost, before anything is sent.

>>> Prices(3.0, 15.0).cost(1_000_000, 100_000)
4.5
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.actors import Gazetteer, find_names
from dragoman.language import split_sentences
from dragoman.readers.exchange import ModelSettings, make_request
from dragoman.readers.parts import cut_parts
from dragoman.readers.prompt import write_system
from dragoman.types import Document

# English prose has about four characters to a token in the usual vocabularies; names and JSON have fewer.
CHARS_PER_TOKEN = 4.0
# Characters of a full answer for each character of the text asked about: 3.9 in the project's gold texts, in which the built-in
# coder reads 8.5 events in a thousand characters; in news of a daily paper it reads 3.8, and so much less is assumed here.
ANSWER_PER_CHAR = 1.75


class Prices(msgspec.Struct, frozen=True):
    """What a million tokens cost, in whatever currency: those sent and those answered."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    def cost(self, n_in: int, n_out: int) -> float:
        return (n_in * self.tokens_in + n_out * self.tokens_out) / 1_000_000


class Estimate(msgspec.Struct, frozen=True):
    """Of a set of texts: how many, calls, and tokens sent and answered. `n_chars`: of the texts alone."""

    n_documents: int
    n_calls: int
    n_chars: int
    tokens_in: int
    tokens_out: int


def count_tokens(text: str) -> int:
    """About how many tokens a text has."""
    return round(len(text) / CHARS_PER_TOKEN)


def estimate_answer(part: str) -> int:
    """About how many tokens the answer to a part has."""
    return round(len(part) * ANSWER_PER_CHAR / CHARS_PER_TOKEN)


def estimate_reading(documents: Iterable[Document], settings: ModelSettings, gazetteer: Gazetteer) -> Estimate:
    """What asking about every sentence of these documents takes, if no answer has to be asked for again."""
    n_documents = n_calls = n_chars = tokens_in = tokens_out = 0
    for doc in documents:
        sentences = split_sentences(doc.text)
        names = find_names(doc.text, gazetteer)
        n_documents += 1
        n_chars += len(doc.text)
        for part in cut_parts(sentences, settings.part_size):
            request = make_request(doc, sentences, names, part)
            n_calls += 1
            tokens_in += count_tokens(write_system()) + count_tokens(request.messages[1])
            tokens_out += round(sum(len(sentences[i].text) for i in part.asked) * ANSWER_PER_CHAR / CHARS_PER_TOKEN)
    return Estimate(n_documents, n_calls, n_chars, tokens_in, tokens_out)
