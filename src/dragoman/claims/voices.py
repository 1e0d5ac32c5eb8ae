"""Whose voice a bare speaker is: "the ministry said", "officials said", "she added" -> the state that the text is speaking of.

    "Iran denied it. A foreign ministry spokesman told reporters in Tehran that ..." -> IRN GOV

The actors room says who is named by the words alone; a speaker is known by more: the speaker before, the place where he
speaks, and whom the text has just been about. Words that stay open keep `code` None.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.claims.mood import VERBAL
from dragoman.claims.tables import load_moods
from dragoman.types import Entity, Mention, Sentence, Token

PERSONAL = frozenset(("he", "she", "they", "him", "her", "them"))
# Sectors of those who speak for a state; the press only where the words call it the state's.
OF_STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PRM"))
BODIES = frozenset(("IGO", "NGO", "IMG", "ISM", "MNC"))
# How many sentences back the subject of the text still lends its state to a bare role.
REACH = 4


class Voices:
    """What is known of the speakers so far; asked and told in order of the text."""

    def __init__(self) -> None:
        self.last: Entity | None = None
        self.told: int = -99
        self.names: dict[str, Entity] = {}
        self.unnamed: Entity | None = None
        self.met: int = -99
        self.roles: dict[str, Entity] = {}
        self.topic: Entity | None = None
        self.since: int = -99

    def hear(self, entity: Entity, sentence: int) -> None:
        """Remembers who has spoken."""
        self.last, self.told = entity, sentence
        if entity.name and entity.code:
            self.names.setdefault(entity.name, entity)
            self.names.setdefault(entity.name.split()[-1], entity)

    def see(self, sent: Sentence, mentions: Sequence[Mention]) -> None:
        """Remembers whose a role is: "the Siamese envoy" makes "the envoy" Siam's."""
        for mention in mentions:
            if len(mention.entities) != 1 or mention.entities[0].code is None:
                continue
            word = mention.text.split()[-1] if mention.text.strip() else ""
            if mention.kind == "state" and mention.why.rule == "actors.adjective":
                after = sent.text[mention.end - sent.start :].split()
                word = after[0].strip(",.;:") if after else ""
            elif mention.kind != "role":
                continue
            if word.islower() and word.isalpha():
                self.roles[word] = mention.entities[0]

    def turn(self, mention: Mention | None, sentence: int) -> None:
        """Remembers whom a sentence is about: its subject, if that is one known actor of a state."""
        if mention is None or len(mention.entities) != 1:
            return
        entity = mention.entities[0]
        if entity.code is not None and entity.code not in BODIES:
            self.topic, self.since = entity, sentence
        if entity.code is not None:
            unnamed = mention.kind == "role" and entity.name is None
            self.unnamed, self.met = (entity, sentence) if unnamed else (None, -99)

    def settle(self, entity: Entity, sent: Sentence, verb: Token, mentions: Sequence[Mention]) -> Entity:
        """The entity with the state that it speaks for, where that can be told; else as it is."""
        if entity.code is not None:
            return entity
        known = self.names.get(entity.name or "") or self.names.get(entity.text.split()[-1] if entity.text else "")
        if known is not None and (entity.name or entity.text[:1].isupper()):
            return _lend(entity, known)
        if self.unnamed is not None and sent.index - self.met == 1 and _is_new_name(entity):
            return _lend(entity, self.unnamed)  # "the envoy called ... . John Smith told reporters": he is the envoy
        words = entity.text.lower().split()
        if words and (words[0] in PERSONAL or (words[-1] == "them" and "of" in words)):
            return self.last or entity
        moods = load_moods()
        official = entity.sector in OF_STATE and not set(words) & moods["stateless"]
        press = entity.sector in ("JRN", None) and bool(set(words) & moods["state_owned"]) and bool(set(words) & moods["press"])
        paper = entity.sector is None and bool(set(words) & (moods["vessel"] | moods["spoken_for"]))
        partisan = entity.sector in ("OPP", "PTY", "LAB", "SOC") and not set(words) & moods["stateless"]
        near = sent.index - self.told <= REACH
        definite = _is_definite(sent, entity)
        if definite and near and set(words) & moods["press"] and self.last is not None and self.last.sector in ("JRN", *BODIES):
            return self.last  # "the agency", after a news agency
        if definite and entity.sector is None and words[-1] in self.roles:
            return _lend(entity, self.roles[words[-1]])
        if not (official or press or paper or partisan):
            return entity
        if " ".join(words) in moods["nobody_in_particular"]:
            return entity
        if definite and words[-1] in self.roles:
            return _lend(entity, self.roles[words[-1]])
        beside = _find_beside(sent, verb, mentions) if not definite else None
        if beside is not None:
            return _lend(entity, beside)
        if definite and near and self.last is not None and self.last.code is not None and not press and not partisan:
            return _lend(entity, self.last)
        place = _find_seat(sent, verb, mentions)
        if place is not None:
            return _lend(entity, place)
        if sent.index - self.since <= REACH and self.topic is not None:
            return _lend(entity, self.topic)
        if near and self.last is not None and self.last.code is not None:
            return _lend(entity, self.last)
        return entity


def _lend(entity: Entity, owner: Entity) -> Entity:
    """The entity with the state of the owner; a person stays himself."""
    sector = entity.sector or owner.sector or "GOV"
    name = entity.name or (owner.name if owner.sector == sector and _is_body(owner) else None)
    return msgspec.structs.replace(entity, code=owner.code, sector=sector, name=name)


def _is_new_name(entity: Entity) -> bool:
    """Two to four capitalised words of which nothing is known: a person who is named for the first time."""
    words = entity.text.split()
    return entity.sector is None and 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words) and words[0] != "The"


def _is_body(owner: Entity) -> bool:
    return owner.code in BODIES


def _is_definite(sent: Sentence, entity: Entity) -> bool:
    before = sent.text[max(0, entity.start - sent.start - 4) : entity.start - sent.start].lower()
    return before.endswith("the ") or entity.text.lower().startswith("the ")


def _find_beside(sent: Sentence, verb: Token, mentions: Sequence[Mention]) -> Entity | None:
    """Who acts for a state in the clause before, joined to this one: "Siamese ministers resent it, and the
    opposition fears ..."."""
    if verb.dep != "conj" or sent.tokens[verb.head].pos not in VERBAL:
        return None
    subjects = [sent.tokens[c] for c in sent.children[verb.head] if sent.tokens[c].dep in ("nsubj", "nsubjpass")]
    for mention in mentions:
        one = mention.entities[0] if len(mention.entities) == 1 else None
        if one is None or one.code is None or one.code in BODIES or mention.kind != "role":
            continue
        if any(mention.start <= subject.start < mention.end for subject in subjects):
            return one
    return None


def _find_seat(sent: Sentence, verb: Token, mentions: Sequence[Mention]) -> Entity | None:
    """The capital where the words are spoken: "told reporters in Tehran"."""
    stack, n = list(sent.children[verb.i]), 0
    while stack and n < 30:
        n += 1
        child = sent.tokens[stack.pop(0)]
        if child.pos in VERBAL:
            continue
        for mention in mentions:
            if mention.start <= child.start < mention.end and mention.why.rule == "actors.place.capital" and mention.entities:
                return mention.entities[0]
        stack.extend(sent.children[child.i])
    return None
