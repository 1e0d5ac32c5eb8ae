"""The mentions of a document -> clusters: one for each actor, with the link that brought each mention in.

"Iran ... Tehran ... it" -> Cluster(IRN, GOV, "Iran"), links name, metonym, pronoun
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import msgspec

from dragoman.types import Entity, Mention, MentionKind

# How a mention came to stand for its actor, by its kind, where the rule itself does not say it.
LINKS: dict[MentionKind, str] = {
    "state": "name", "metonym": "seat", "person": "name", "organisation": "name", "role": "role", "pronoun": "pronoun",
    "group": "description",
}  # fmt: skip


class Link(msgspec.Struct, frozen=True):
    """One mention of an actor. `mention`: its place in the list that was given; `link`: name, seat, role, pronoun or
    description; `why`: the rule and its note."""

    mention: int
    start: int
    end: int
    text: str
    link: str
    rule: str
    note: str


class Cluster(msgspec.Struct, frozen=True):
    """All that the document says of one actor. `name` is the first full name that it has in the text, or None."""

    code: str | None
    sector: str | None
    name: str | None
    links: tuple[Link, ...]


def find_clusters(mentions: Sequence[Mention]) -> list[Cluster]:
    """Clusters in the order of their first mentions. A mention of several actors ("both countries") stands in each of theirs;
    one that did not resolve, and a place, stand in none."""
    named = {
        (entity.code, entity.name)
        for mention in mentions
        if mention.kind in ("person", "organisation") or mention.why.rule == "actors.role.holder"
        for entity in mention.entities
        if entity.name
    }
    firsts: dict[tuple[str | None, ...], Entity] = {}
    names: dict[tuple[str | None, ...], str | None] = {}
    links: dict[tuple[str | None, ...], list[Link]] = {}
    for number, mention in enumerate(mentions):
        if mention.kind == "place":
            continue
        for entity in mention.entities:
            key = _make_key(entity, named)
            if key is None:
                continue
            firsts.setdefault(key, entity)
            names[key] = names.get(key) or entity.name
            links.setdefault(key, []).append(_make_link(number, mention))
    return [Cluster(firsts[key].code, firsts[key].sector, names[key], tuple(found)) for key, found in links.items()]


def _make_key(entity: Entity, named: Container[tuple[str | None, str | None]]) -> tuple[str | None, ...] | None:
    """What makes two mentions one actor: a person, a body, the state that its government speaks for, a sector of a state."""
    if (entity.code, entity.name) in named:
        return entity.code, entity.name, "named"
    if entity.code is None:
        return None
    return entity.code, entity.sector, None


def _make_link(number: int, mention: Mention) -> Link:
    rule = mention.why.rule
    link = "name" if rule.endswith(".introduced") else LINKS.get(mention.kind, "description")
    return Link(number, mention.start, mention.end, mention.text, link, rule, mention.why.note)
