"""Whose voice a bare speaker is, and what is mended of the syntax; every rule with a case in which it must keep out."""

from __future__ import annotations

import pytest
from marked import read_marked

from dragoman.claims import find_speech
from dragoman.claims.mend import mend_sentence
from dragoman.pipeline import code_document
from dragoman.types import Document


def speakers_of(marked: str) -> dict[str, str | None]:
    """Reporting words -> code of the speaker."""
    _, sentences, mentions = read_marked(marked)
    speech = find_speech(sentences, mentions)
    return {
        sentences[index].tokens[i].text: report.speaker.code if report.speaker else None
        for (index, i), report in speech.reports.items()
    }


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("[Iran|IRN|GOV] denied it. [A ministry spokesman||GOV] told nobody that it burned.", "told", "IRN"),
        ("[Iran|IRN|GOV] denied it. [Western officials||GOV] added that it burned.", "added", None),
        ("[Iran|IRN|GOV] denied it. [Analysts||EDU] added that it burned.", "added", None),
        ("[Iran|IRN|GOV] denied it. [State television||JRN] reported that it burned.", "reported", "IRN"),
        ("[Iran|IRN|GOV] denied it. [Newspapers||JRN] reported that it burned.", "reported", None),
        ("[The Kyodo agency|JPN|JRN] said it burned. The agency added that it sank.", "added", "JPN"),
        ("[The Peruvian consul|PER|GOV] recalled its envoy.", "recalled", None),
    ],
)
def test_state_of_a_bare_speaker(text: str, word: str, code: str | None) -> None:
    assert speakers_of(text).get(word) == code


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The Emirati delegate spoke. The delegate said that Iran had attacked Oman.", "attacked", "ARE"),
        ("The top UN official called on Iran. John Holmes said that Iran had attacked Oman.", "attacked", "UNO"),
        ("Iran attacked Oman, Abdel Omar, head of an office in Lima, the seat of Peru, said.", "attacked", None),
    ],
)
def test_state_of_a_speaker_on_the_whole_road(text: str, words: str, code: str | None) -> None:
    event = next(one for one in code_document(Document("d", text)).events if text[one.trigger.start : one.trigger.end] == words)
    assert (event.attribution.code if event.attribution else None) == code


def test_a_tree_stays_a_tree() -> None:
    _, sentences, _ = read_marked(
        "He told crowds outside the palace that Peru would not yield. Had Peru yielded, the envoy wrote later, Chile would "
        "have won. China accused Burmese ships of ramming it. Some in Peru resent Chile's fleet."
    )
    for sent in sentences:
        mended = mend_sentence(sent)
        for token in mended.tokens:
            here, steps = token, 0
            while here.head != here.i and steps <= len(mended.tokens):
                here, steps = mended.tokens[here.head], steps + 1
            assert steps <= len(mended.tokens)
            assert token.head == token.i or token.i in mended.children[token.head]


def test_a_sound_sentence_is_left_alone() -> None:
    _, sentences, _ = read_marked("The palace that Peru built burned in May, and Chile said that it mourned.")
    assert mend_sentence(sentences[0]) is sentences[0]
