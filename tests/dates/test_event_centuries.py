"""Two centuries that are named together date an event as one stretch."""

import pytest

from dragoman import Document, code_document


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("Siam and Burma fought many wars in the 17th and 18th centuries.", "16XX/17XX", "17th and 18th centuries"),
        ("Siam and Burma fought many wars in the 18th century.", "17XX", "the 18th century"),
    ],
)
def test_two_centuries_are_one_stretch(text, date, words):
    event = code_document(Document("d", text)).events[0]
    assert (event.date, text[event.date_phrase.start : event.date_phrase.end]) == (date, words)
