from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.types import Entity, Event, Evidence, Span


@pytest.fixture
def make_event() -> Callable[..., Event]:
    """An event told by the words `words` of `text`, with the word `trigger` in them."""

    def make(text: str, words: str, trigger: str, **changes: object) -> Event:
        start = text.index(words)
        word = text.index(trigger, start)
        fields: dict[str, object] = {
            "id": f"{start}-{word}", "document": "d", "type": "ASSAULT", "mode": None, "contexts": (),
            "actors": (entity("MLI"),), "recipients": (entity("BFA"),), "date": None, "date_basis": None, "place": None,
            "status": "occurred", "attribution": None, "alleged": False, "quantities": (), "score": 0.0, "confidence": 0.9,
            "evidence": Evidence(start, start + len(words), words), "trigger": Span(word, word + len(trigger)),
            "date_phrase": None, "why": (),
        }  # fmt: skip
        return Event(**(fields | changes))  # type: ignore[arg-type]

    return make


def entity(code: str, text: str | None = None) -> Entity:
    return Entity(code, "GOV", (), None, text or code, 0, 0)
