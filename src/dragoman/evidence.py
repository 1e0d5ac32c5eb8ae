"""What of a sentence belongs to an act: the words that prove it, where it was, and the numbers in it.

"On Monday Chile sent two ships to Callao, and Peru protested." -> of the first act the evidence ends before the comma, the
place is Callao, and the two ships are its own
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman import events
from dragoman.types import Candidate, Document, EventDate, Evidence, Mention, Place, Quantity, Sentence, Span

# What hangs on a word but says something else than the act: another act, a clause beside it.
ASIDE = frozenset({"conj", "cc", "advcl", "parataxis", "relcl", "punct", "mark", "appos", "ccomp"})


def cut_evidence(doc: Document, sentence: Sentence, candidate: Candidate, date: EventDate, quote: Span | None = None) -> Evidence:
    """The shortest stretch of the sentence that holds the act with its complements, its parties, its date and the quote."""
    spans = [candidate.trigger_span, *(Span(m.start, m.end) for m in (*candidate.actors, *candidate.recipients))]
    spans.extend(span for span in (date.phrase, quote) if span is not None)
    tokens = [sentence.tokens[candidate.clause], *(sentence.tokens[i] for i in list_complements(sentence, candidate.trigger))]
    spans.extend(Span(token.start, token.end) for token in tokens)
    inside = [span for span in spans if sentence.start <= span.start and span.end <= sentence.end]
    start, end = min(span.start for span in inside), max(span.end for span in inside)
    return Evidence(start, end, doc.text[start:end])


def list_complements(sentence: Sentence, i: int) -> list[int]:
    """Token `i` and what belongs to it, without the clauses beside it."""
    found, stack = [], [i]
    while stack:
        here = stack.pop()
        found.append(here)
        stack.extend(kid for kid in sentence.children[here] if sentence.tokens[kid].dep not in ASIDE)
    return found


def find_place(sentence: Sentence, candidate: Candidate, mentions: Sequence[Mention]) -> Place | None:
    """Where the act was, if its clause says so: a town or country after "in", "at", "near"."""
    below = set(sentence.subtree(candidate.clause)) | set(sentence.subtree(candidate.trigger))
    for mention in mentions:
        if mention.kind != "place":
            continue
        head = sentence.head_of(mention.start, mention.end)
        if head is None or head.i not in below:
            continue
        code = mention.entities[0].code if mention.entities else None
        return Place(mention.text, code)
    return None


def share_quantities(
    sentence: Sentence, candidate: Candidate, candidates: Sequence[Candidate], quantities: Sequence[events.FoundQuantity]
) -> tuple[Quantity, ...]:
    """The numbers that belong to this act: those nearest below its trigger, or the sentence's if it is the only act."""
    if len(candidates) == 1:
        return tuple(each.quantity for each in quantities)
    triggers = {each.trigger for each in candidates}
    mine: list[Quantity] = []
    for each in quantities:
        i = each.token
        while i not in triggers and sentence.tokens[i].head != i:
            i = sentence.tokens[i].head
        if i == candidate.trigger:
            mine.append(each.quantity)
    return tuple(mine)
