"""Dragoman reads news and histories and keeps a dated, sourced record of what states did, said and think of each other.

    >>> import dragoman
    >>> readings = dragoman.read(["Peru recalled its ambassador from Chile in 1879."])
    >>> readings.events[0].type
    'SANCTION'

Names are loaded when they are first asked for, so that `import dragoman` is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dragoman import dates
    from dragoman.api import Readings, read
    from dragoman.pipeline import classify, code_document
    from dragoman.record import open_record
    from dragoman.relations import measure_network, measure_relation, open_merged
    from dragoman.second import LanguageModel
    from dragoman.types import Document, Event, Finding, Reading, Stance

__all__ = [
    "Document",
    "Event",
    "Finding",
    "LanguageModel",
    "Reading",
    "Readings",
    "Stance",
    "classify",
    "code_document",
    "dates",
    "measure_network",
    "measure_relation",
    "open_merged",
    "open_record",
    "read",
]

_HOMES = {
    "Readings": ("dragoman.api", "Readings"),
    "read": ("dragoman.api", "read"),
    "LanguageModel": ("dragoman.second", "LanguageModel"),
    "classify": ("dragoman.pipeline", "classify"),
    "code_document": ("dragoman.pipeline", "code_document"),
    "open_record": ("dragoman.record", "open_record"),
    **{name: ("dragoman.relations", name) for name in ("measure_network", "measure_relation", "open_merged")},
    **{name: ("dragoman.types", name) for name in ("Document", "Event", "Finding", "Reading", "Stance")},
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "dates":
        return import_module("dragoman.dates")  # the room itself, which can be called
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}; it has {', '.join(__all__)}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
