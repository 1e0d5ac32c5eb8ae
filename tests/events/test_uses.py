"""Rows of `data/lexicon/uses.toml`: each changes how its own sentence is read, and leaves the sentence beside it alone."""

from __future__ import annotations

import pytest

from dragoman import Document, code_document
from dragoman.errors import DataError
from dragoman.events import uses
from dragoman.events.seeming import RULES
from dragoman.events.uses import load_uses, read_uses


def read(text, published):
    events = code_document(Document("use", text, published=published)).events
    return {(event.type, event.mode, event.trigger.start, tuple(each.code for each in event.recipients)) for event in events}


@pytest.mark.parametrize("use", load_uses(), ids=lambda use: use.sentence)
def test_row_reads_its_use_and_leaves_the_other_alone(use, monkeypatch):
    published = "2021-06-15" if use.news else None
    told, other = read(use.sentence, published), read(use.contrast, published)
    monkeypatch.setattr(uses, "load_uses", lambda: tuple(each for each in load_uses() if each != use))
    assert read(use.sentence, published) != told
    assert read(use.contrast, published) == other != set()


def test_every_rule_by_name_is_asked_for():
    assert set(RULES) == {name for use in load_uses() for name in use.when}


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ('type = "FEUD"', "FEUD"),
        ('becomes = "AID demo"', "AID demo"),
        ('when = "whim"', "whim"),
        ('after = "on"', "go together"),
        ('colour = "red"', "colour"),
    ],
)
def test_bad_row_is_named(cells, fault):
    with pytest.raises(DataError, match=fault):
        read_uses(f'[[use]]\nis = "a"\nbut = "b"\n{cells}\n')
