"""What is alleged, denied or only possible, and what does not fit: findings, and reports that differ.

>>> [paragraph.heading for paragraph in write_doubts(draft)]
['Alleged, denied or only possible', 'What does not fit']
"""

from __future__ import annotations

from dragoman.brief.tell import Draft
from dragoman.brief.text import capitalise
from dragoman.brief.types import Paragraph, Piece, Sentence
from dragoman.brief.when import say_date
from dragoman.plain import clean_text

DOUBTS, FINDINGS = 6, 5


def write_doubts(draft: Draft) -> list[Paragraph]:
    paragraphs = []
    doubtful = [
        told for told in draft.material.told
        if told.between and told.episode.id not in draft.taken and told.weight > 0.2
        and (told.episode.alleged or told.hedged or told.episode.status in ("negated", "hypothetical", "planned"))
    ]  # fmt: skip
    firm = [told for told in doubtful if told.episode.status not in ("hypothetical", "planned")]
    open_ = [told for told in doubtful if told not in firm and (told.clause.direct or told.episode.status == "hypothetical")]
    chosen = [*firm[:DOUBTS], *open_[: max(0, DOUBTS - len(firm)) // 2]]
    sentences = draft.tell_all(sorted(chosen, key=lambda each: each.order))
    if sentences:
        paragraphs.append(Paragraph("Alleged, denied or only possible", sentences))
    differing = tell_differences(draft)
    contradictions = [*tell_findings(draft), *differing]
    if contradictions:
        paragraphs.append(Paragraph("What does not fit", tuple(contradictions)))
    return paragraphs


def tell_findings(draft: Draft) -> list[Sentence]:
    sentences = []
    for finding in draft.material.findings[:FINDINGS]:
        marks = [draft.citations.cite(span.document, span.start, span.end, span.text) for span in finding.evidence]
        good = tuple(dict.fromkeys(mark for mark in marks if mark is not None))
        if good and len(good) == len(set(marks)):
            sentences.append(Sentence((Piece(capitalise(clean_text(finding.why).rstrip(".")), good),)))
    return sentences


def tell_differences(draft: Draft) -> list[Sentence]:
    sentences = []
    for _, what, values in draft.material.differences[:3]:
        pieces: list[Piece] = []
        start = "The texts date one event differently: "
        if what == "number":
            start = "The texts give different numbers for one event: "
        for n, (event, words) in enumerate(values[:4]):
            mark = draft.cite_event(event)
            if mark is None:
                continue
            said = f"“{clean_text(words)}”" if what == "number" else str(say_date(words))
            joint = start if not pieces else " and " if n == len(values[:4]) - 1 else ", "
            pieces.append(Piece(joint + said, (mark,)))
        if len(pieces) > 1:
            sentences.append(Sentence(tuple(pieces)))
    return sentences
