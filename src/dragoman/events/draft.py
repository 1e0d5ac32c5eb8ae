"""The act under construction: what words carry it and who has part in it, while the room works on it.

"Chile signed a treaty with Peru" -> Draft(trigger=signed, words=(signed, treaty), actors=[Chile], recipients=[Peru])
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from dragoman.events.lexicon import Entry
from dragoman.types import Mention


class Unlisted(Enum):
    """Why an act may have no recipient that the gazetteer knows, so that none is to be guessed."""

    # Its own words say that it is nobody of a known state ("pressed other countries to vote"): no rule gives it another.
    STATELESS = "stateless"
    # It falls on a people that the gazetteer lacks ("attacked the Talpurs"): no other party of the text is understood, but the
    # ground on which it was done, or the classifier, may still tell the state.
    UNKNOWN_PEOPLE = "unknown people"
    # All others of its sentence stand by the doer ("Chad applauded Mali's decision to ban the firm").
    FRIENDS_ONLY = "friends only"


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
    unlisted: Unlisted | None = None  # why no recipient is to be looked for, where none is
    shares: dict[str, float] | None = None  # of the categories, by lexicon and classifier together
    # Codes of those who are not the recipient although they are named beside the act; others may be. Not `unlisted`, which rules
    # out everybody: whom a deed befell is not whom a protest against it goes to.
    not_to: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def starts_of(mentions: Iterable[Mention]) -> set[int]:
    """Offsets that tell the mentions apart."""
    return {mention.start for mention in mentions}


def codes_of(mentions: Iterable[Mention]) -> set[str]:
    return {entity.code for mention in mentions for entity in mention.entities if entity.code}
