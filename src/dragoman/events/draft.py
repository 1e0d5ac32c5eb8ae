"""The act under construction: what words carry it and who has part in it, while the room works on it.

"Chile signed a treaty with Peru" -> Draft(trigger=signed, words=(signed, treaty), actors=[Chile], recipients=[Peru])
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.events.lexicon import Entry
from dragoman.types import Mention


@dataclass
class Draft:
    """An act under construction; it lives inside this room only."""

    trigger: int
    clause: int
    entry: Entry
    words: tuple[int, ...]
    actors: list[Mention] = field(default_factory=list)
    recipients: list[Mention] = field(default_factory=list)
    absorbed: Draft | None = None
    announced: str | None = None
    carrier: int | None = None
    ended: bool = False
    closed: bool = False  # whether its words tell that no other recipient is to be looked for
    shares: dict[str, float] | None = None  # of the categories, by lexicon and classifier together
    never: set[str] = field(
        default_factory=set
    )  # codes of those who are no recipients, if the sentence leaves the recipient open
    stranger: bool = False  # whether it falls on people whom the gazetteer does not know
    notes: list[str] = field(default_factory=list)


def starts_of(mentions: Iterable[Mention]) -> set[int]:
    """Offsets that tell the mentions apart."""
    return {mention.start for mention in mentions}


def codes_of(mentions: Iterable[Mention]) -> set[str]:
    return {entity.code for mention in mentions for entity in mention.entities if entity.code}
