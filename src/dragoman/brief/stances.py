"""Grievances, mistrust and goodwill: what each side thinks of the other, and what it held against it.

>>> [paragraph.heading for paragraph in write_grievances(draft, grievances)]
['On the side of Greece', 'On the side of Turkey']
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.bounds import extend_end
from dragoman.brief.claimed import name_source
from dragoman.brief.material import Told
from dragoman.brief.names import is_person, is_plural, is_state, name_people, name_state
from dragoman.brief.phrases import choose, load_phrases
from dragoman.brief.tell import Draft
from dragoman.brief.text import capitalise, join_words, shorten
from dragoman.brief.types import Paragraph, Piece, Sentence
from dragoman.plain import clean_text
from dragoman.types import Entity, Stance

# Places that are quoted for one attitude.
STANCES = 3


def write_grievances(draft: Draft, grievances: dict[str, list[Told]]) -> list[Paragraph]:
    paragraphs = []
    for code in draft.relation.pair:
        sentences = [*tell_stances(draft, code), *draft.tell_all(sorted(grievances[code], key=lambda each: each.order))]
        if sentences:
            paragraphs.append(Paragraph(f"On the side of {name_state(code)}", tuple(sentences)))
    return paragraphs


def tell_stances(draft: Draft, code: str) -> list[Sentence]:
    """What one side thinks of the other: each attitude once, with up to three places where it is told."""
    other = next(each for each in draft.relation.pair if each != code)
    kinds: dict[str, list[Stance]] = {}
    for stance in draft.material.stances:
        if any(who.code == code for who in stance.holder) and any(who.code == other for who in stance.toward):
            kinds.setdefault(stance.stance, []).append(stance)
    sentences = []
    for kind in ("mistrust", "fear", "oppose", "support", "trust"):
        held = kinds.get(kind, [])[:STANCES]
        if held:
            sentences += tell_stance(draft, kind, held, code, other)
    return sentences


def tell_stance(draft: Draft, kind: str, held: Sequence[Stance], code: str, other: str) -> list[Sentence]:
    pieces: list[Piece] = []
    for stance in held:
        doc = draft.citations.document(stance.document)
        if doc is None:
            continue
        start, end = stance.evidence.start, extend_end(doc.text, stance.evidence.end)
        mark = draft.citations.cite(stance.document, start, end, doc.text[start:end])
        if mark is None:
            continue
        quote = shorten(clean_text(doc.text[start:end]), 150)
        year = f" ({doc.published[:4]})" if doc.published else ""
        if pieces:
            pieces.append(Piece(f", {'and ' if stance is held[-1] else ''}“{quote}”{year}", (mark,)))
            continue
        holder = name_holder(draft, [who for who in stance.holder if who.code == code])
        toward = name_holder(draft, [who for who in stance.toward if who.code == other])
        mine = [who for who in stance.holder if who.code == code]
        plural = len(mine) > 1 or any(is_plural(who.code, who.sector) for who in mine) or holder.endswith("s")
        verb = "are" if plural and not one_state(mine) else "is"
        text = choose(load_phrases()["stance"][kind], stance.id).format(h=holder, t=toward, quote=quote, **{"is": verb})
        text += year
        if stance.attribution is not None and stance.attribution.code != code:
            text = f"according to {name_source(stance.attribution, doc, draft.namer)}, {text}"
        pieces.append(Piece(capitalise(text), (mark,)))
    return [Sentence(tuple(pieces))] if pieces else []


def name_holder(draft: Draft, entities: Sequence[Entity]) -> str:
    names = []
    for who in entities:
        people = name_people(who.code, who.sector)
        names.append(draft.namer.name(who) if who.sector in (None, "GOV") else people)
    return join_words(list(dict.fromkeys(names))[:2])


def one_state(entities: Sequence[Entity]) -> bool:
    """Whether the state as a whole, or one person, is meant."""
    return all((is_state(who) or is_person(who)) and who.sector in (None, "GOV") for who in entities)
