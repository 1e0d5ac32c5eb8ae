"""Episodes of a pair -> ties: what binds or divides the two for a time, when it began and ended, by which events.

>>> [tie.kind for tie in find_ties(episodes)]
['war', 'treaty']
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.relations.types import Tie, TieKind
from dragoman.types import Episode


def find_ties(episodes: Sequence[Episode]) -> tuple[Tie, ...]:
    """Ties in order of their beginning. A first form: a tie for each strong episode, from its category and words."""
    ties = []
    for episode in episodes:
        kind = _kind(episode)
        if kind is not None and episode.status in ("occurred", "ongoing"):
            told = (episode.lead,)
            ties.append(Tie(kind, episode.date, None, told, f"{kind} of {episode.date or 'unknown date'}", began=told))
    return tuple(ties)


def _kind(episode: Episode) -> TieKind | None:
    words = episode.words.lower()
    if episode.type in ("SUPPORT", "AGREE") and ("treaty" in words or "pact" in words or "agreement" in words):
        return "treaty"
    if episode.type == "ASSAULT" and "war" in words.split():
        return "war"
    if episode.type == "SANCTION" and "sanction" in words:
        return "sanctions"
    return "aid" if episode.type == "AID" else None
