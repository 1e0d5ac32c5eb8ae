"""Episodes -> sentences, each with the numbers of the words it stands on: what all sections of a brief are written with.

>>> draft.tell(told).text
'On 18 May 1920 Soviet forces “landed at Enzeli”'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.brief.cite import Citations
from dragoman.brief.clause import make_clause
from dragoman.brief.material import Material, Told
from dragoman.brief.names import Namer, name_pair
from dragoman.brief.phrases import choose
from dragoman.brief.text import capitalise
from dragoman.brief.types import Piece, Sentence
from dragoman.brief.when import is_approximate, name_date, say_after, say_date
from dragoman.types import Entity, Event

if TYPE_CHECKING:
    from dragoman.relations import Relation

# Sources that are cited for one episode; the record has the others.
MOST_MARKS = 6
SIGNS = {"resolved": "†", "inherited": "‡", "published": "§"}


class Draft:
    """A brief while it is written: what it is made from, what has been told (`taken`) and signed, and how episodes are told."""

    def __init__(self, relation: Relation, material: Material, citations: Citations) -> None:
        self.relation, self.material, self.citations = relation, material, citations
        self.namer = Namer()
        self.names = name_pair(relation.pair)
        self.signs: set[str] = set()
        self.taken: set[str] = set()
        for told in material.told:
            for event in (told.event, *told.reports):
                for who in (*event.actors, *event.recipients, *([event.attribution] if event.attribution else [])):
                    self.namer.learn(who)

    def cite_event(self, event: Event) -> int | None:
        doc, words = self.citations.document(event.document), event.evidence
        if doc is None or not self.citations.holds(event.document, words.start, words.end, words.text):
            return None
        start, end = make_clause(event, doc, Namer()).span
        return self.citations.cite(event.document, start, end, doc.text[start:end], event)

    def cite_told(self, told: Told) -> tuple[int, ...]:
        """Numbers of the leading report and of one report of each other text."""
        marks = [self.cite_event(told.event)]
        documents = {told.event.document}
        for event in told.reports:
            if event.document not in documents and len(marks) < MOST_MARKS:
                documents.add(event.document)
                marks.append(self.cite_event(event))
        return tuple(mark for mark in marks if mark is not None)

    def sign(self, told: Told) -> str:
        """The sign of a date that the text does not state."""
        if is_approximate(told.date):
            self.signs.add("~")
        sign = SIGNS.get(told.episode.date_basis or "", "")
        if sign:
            self.signs.add(sign)
        return sign

    def tell(self, told: Told, before: Told | None = None) -> Sentence | None:
        """The sentence of an episode; `before`: the one told just before it, whose date need not be said again."""
        doc = self.citations.document(told.event.document)
        marks = self.cite_told(told)
        if doc is None or not marks:
            return None
        clause = make_clause(told.event, doc, self.namer)
        guessed = told.episode.date_basis in ("inherited", "published") and not clause.direct
        when = say_date(told.date) if told.date and not guessed else None
        sign = self.sign(told) if when else ""
        if when and before is not None:
            when = say_after(before.date, told.date) or when
        if when is None and told.date is None and told.printed and not told.lasting and (printed := say_date(told.printed[:7])):
            text = f"{clause.text} (told {printed})"
        elif not when or (clause.dated and not sign):
            text = clause.text
        elif clause.direct and re.match(r"(?:has|have)\b", clause.quote) and (name := name_date(told.date or "")):
            text = f"{clause.text} ({name}{sign})"
        elif clause.text.endswith("”") and clause.direct and len(clause.text) < 90 and choose("abc", told.event.id) == "b":
            text = f"{clause.text} {when}{sign}"
        else:
            plain = clause.direct and not clause.text.startswith("according to ")
            text = f"{when}{sign} {clause.text}" if plain else f"{when}{sign}, {clause.text}"
        return Sentence((Piece(capitalise(text), marks),))

    def tell_all(self, told: Sequence[Told]) -> tuple[Sentence, ...]:
        """The sentences of episodes; two short ones of one date are told in one sentence."""
        sentences: list[Sentence] = []
        before: Told | None = None
        for each in told:
            joined = self.join(sentences[-1], before, each) if sentences and before is not None else None
            if joined is not None:
                sentences[-1] = joined
            elif sentence := self.tell(each, before):
                sentences.append(sentence)
            else:
                continue
            before = each
        return tuple(sentences)

    def join(self, sentence: Sentence, before: Told, told: Told) -> Sentence | None:
        """The sentence with the next episode of the same date at its end; None where that would be too much for one sentence."""
        plain = not told.event.attribution and not told.event.alleged and told.clause.direct and before.clause.direct
        if not plain or len(sentence.pieces) > 2 or told.date is None or told.date != before.date:
            return None
        if told.episode.date_basis != before.episode.date_basis or len(sentence.text) + len(told.clause.text) > 230:
            return None
        doc = self.citations.document(told.event.document)
        marks = self.cite_told(told)
        if doc is None or not marks or told.clause.dated or before.event.attribution:
            return None
        clause = make_clause(told.event, doc, self.namer)
        text = f", and {clause.text}" if len(sentence.pieces) == 1 else f"; {clause.text}"
        same = set(map(_name_actor, before.event.actors)) == set(map(_name_actor, told.event.actors))
        if clause.subject and same and len(sentence.pieces) == 1:
            text = f" and {clause.text.removeprefix(clause.subject).lstrip()}"
        return Sentence((*sentence.pieces, Piece(text, marks)))


def _name_actor(who: Entity) -> tuple[str | None, str]:
    """What makes two subjects one: a name, else the very words, as a destroyer and the marines of one state are two."""
    return who.code, who.name or who.text.casefold()
