"""Sentences parsed once per session, and a short way to ask who is in a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors import Gazetteer, find_mentions, find_names, load_gazetteer
from dragoman.language import parse_sentences, split_sentences
from dragoman.types import Mention

Read = Callable[..., list[Mention]]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def read(gazetteer: Gazetteer) -> Read:
    """read(text, "1990-08-02") -> the mentions, as if the text were about that day."""

    def read_text(text: str, day: str | None = None, names: Gazetteer = gazetteer) -> list[Mention]:
        sentences = parse_sentences(split_sentences(text))
        return find_mentions(sentences, find_names(text, names), names, lambda offset: (day, day) if day else None)

    return read_text
