"""The summary: from when to when, what prevailed, the heaviest entries on both sides, what cannot be right.

>>> [sentence.text for sentence in write_summary(draft, history, now)[0].sentences][0]
'The texts follow Greece and Turkey from May 1919 to 7 December 2023'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.brief.material import Told
from dragoman.brief.names import name_state
from dragoman.brief.phases import CHARACTERS, find_phase, say_phase
from dragoman.brief.select import SURE
from dragoman.brief.tell import Draft
from dragoman.brief.text import shorten
from dragoman.brief.types import Paragraph, Piece, Sentence
from dragoman.brief.when import name_date, say_date

# Points on the PLOVER scale within which two acts of conflict are as grave as each other.
BAND = 1.0
# Sectors whose acts, grave as they are, are not those of a state.
CROWDS = frozenset({"CVL", "EDU", "LAB", "AGR", "REL", "REF", "JRN", "NGO", "BUS"})
TOGETHER = frozenset({"AGREE", "SUPPORT", "CONSULT", "COOPERATE", "AID"})


def write_summary(draft: Draft, history: Sequence[Told], now: Sequence[Told]) -> list[Paragraph]:
    sentences: list[Sentence] = []
    dated = sorted((told for told in (*history, *now) if told.between and told.date), key=lambda told: told.order)
    one, other = (name_state(code) for code in draft.relation.pair)
    if len(dated) > 1:
        first, last = dated[0], dated[-1]
        start = f"The texts follow {one} and {other} from {_bare(first)}{draft.sign(first)}"
        beginning = Piece(start, draft.cite_told(first)[:1])
        sentences.append(Sentence((beginning, Piece(f" to {_bare(last, 1)}{draft.sign(last)}", draft.cite_told(last)[:1]))))
    sentences += sum_up_phases(draft, history, now)
    sentences += sum_up_extremes(draft, dated)
    sentences += sum_up_errors(draft)
    return [Paragraph(None, tuple(sentences))] if sentences else []


def sum_up_phases(draft: Draft, history: Sequence[Told], now: Sequence[Told]) -> list[Sentence]:
    """One sentence on the phases, each with the words that mark it."""
    pieces: list[Piece] = []
    by_phase: dict[int, list[Told]] = {}
    for told in sorted((*history, *now), key=lambda each: (-each.weight, each.order)):
        if told.date and told.first and told.between:
            by_phase.setdefault(find_phase(draft, told), []).append(told)
    phases = [(i, phase) for i, phase in enumerate(draft.relation.phases) if by_phase.get(i) and phase.character != "quiet"]
    for n, (i, phase) in enumerate(phases):
        marks = draft.cite_told(by_phase[i][0])[:1]
        joint = "" if n == 0 else " and then " if n == len(phases) - 1 else ", "
        again = n > 0 and phases[n - 1][1].character == phase.character
        pieces.append(Piece(f"{joint}{'again' if again else CHARACTERS[phase.character]} {say_phase(draft, phase)}", marks))
    if len(pieces) < 2 or len(pieces) > 8:
        return []
    return [Sentence((Piece("What prevailed was " + pieces[0].text, pieces[0].marks), *pieces[1:]))]


def sum_up_extremes(draft: Draft, dated: Sequence[Told]) -> list[Sentence]:
    """The weightiest acts of conflict and of cooperation."""
    found: list[Sentence] = []
    for sign, side in ((-1, "conflict"), (1, "cooperation")):
        told = [
            each for each in dated
            if each.episode.score * sign > 0 and not each.empty and each.event.attribution is None
            and (sign < 0 or each.episode.type in TOGETHER)
        ]  # fmt: skip
        if not told:
            continue
        gravest = find_gravest(told) if sign < 0 else told
        best = min(gravest, key=lambda each: (-abs(each.episode.score) / 10 - each.weight - is_whole(each), each.order))
        text = f"The heaviest entry on the side of {side}{_say_entry(best, draft)}"
        found.append(Sentence((Piece(text, draft.cite_told(best)[:2]),)))
    return found


def _say_entry(told: Told, draft: Draft) -> str:
    """' is of 4 March 1995, when ...'; of what no day or year holds (since, before, between) its words and then when."""
    when, sign, clause = say_date(told.date) or "", draft.sign(told), told.clause
    quote = f"“{shorten(clause.quote, 130)}”"
    words = clause.text if clause.direct and len(clause.text) <= 150 else f"{clause.subject} {quote}".strip()
    if not when.startswith(("on ", "in ")):
        return f": {words}" + ("" if clause.dated else f" ({when}{sign})")
    return f" is of {when[3:]}{sign}" + (f", when {words}" if clause.subject or words == clause.text else f": {words}")


def find_gravest(told: Sequence[Told]) -> list[Told]:
    """Acts of states of which none is much worse: a war is graver than a closed border, however many ties the border ends. For
    cooperation that does not hold, as PLOVER puts a gift above a treaty of peace."""
    sure = [each for each in told if each.episode.confidence >= SURE and is_of_state(each)] or list(told)
    sure = [each for each in sure if not re.search(r"\b(?:it|them)$", each.clause.quote)] or sure
    worst = min(each.episode.score for each in sure)
    return [each for each in sure if each.episode.score <= worst + BAND]


def is_of_state(told: Told) -> bool:
    """Whether a state does it, or those who bear arms; a crowd that breaks windows is another matter."""
    return any(who.sector not in CROWDS for who in told.event.actors)


def is_whole(told: Told) -> bool:
    """Whether one state as such deals with another: "China attacked India", not soldiers of one with policemen of the other."""
    sides = (told.event.actors, told.event.recipients)
    return told.episode.score < 0 and all(side and all(who.sector in (None, "GOV") for who in side) for side in sides)


def sum_up_errors(draft: Draft) -> list[Sentence]:
    errors = [finding for finding in draft.material.findings if finding.severity == "error"]
    marks = []
    for finding in errors[:3]:
        for span in finding.evidence[:1]:
            marks.append(draft.citations.cite(span.document, span.start, span.end, span.text))
    good = tuple(mark for mark in marks if mark is not None)
    if not good:
        return []
    how_many = "One statement in the texts cannot be right as it stands"
    if len(errors) > 1:
        how_many = f"{_count(len(errors))} statements in the texts cannot be right as they stand"
    return [Sentence((Piece(f"{how_many} (see the last section)", good),))]


def _bare(told: Told, end: int = 0) -> str:
    """The date without a preposition: where it is a time, its beginning, or with `end` its end."""
    points = [name for part in (told.date or "").split("/") if (name := name_date(part))]
    return points[-1 if end else 0] if points else re.sub(r"^(?:on|in|since|before) ", "", say_date(told.date) or "")


def _count(n: int) -> str:
    return ("No", "One", "Two", "Three", "Four", "Five", "Six")[n] if n < 7 else f"{n:,}"
