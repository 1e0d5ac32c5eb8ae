"""Contexts: cues, words that only look like one, the paragraph where the sentence is silent; and the measure with its floors."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from dragoman import code_document
from dragoman.events import find_contexts
from dragoman.events.contexts import load_contexts
from dragoman.types import Document

SCRIPT = Path(__file__).resolve().parents[2] / "eval/contexts.py"


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("Chile banned copper exports.", ("economic", "natural_resource")),
        ("Bulgaria's flotilla shelled the quay.", ("military",)),
        ("Holders of its dollar bonds were paid.", ()),  # a cue is a word, not an insight
        ("A flood of complaints reached Oslo.", ()),
        ("The flood reached Oslo.", ("disasters",)),
        ("The general strike began.", ()),
        ("The court heard of a landslide victory.", ("legal",)),
        ("Finland's artificial intelligence graded the essays.", ("technology",)),
        ("Togo's intelligence chief resigned.", ("intelligence",)),
    ],
)
def test_cues_of_a_sentence(text, contexts):
    assert find_contexts(text) == contexts


def test_contexts_are_plovers():
    names = {
        "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
        "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression", "human_security",
        "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum",
        "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
        "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
    }  # fmt: skip
    assert set(load_contexts().names) == names


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("Togo thanked Benin. Doctors from Cotonou had stopped the cholera.", ("health",)),
        ("Togo thanked Benin.\n\nDoctors from Cotonou had stopped the cholera.", ()),  # another paragraph
        ("Togo thanked Benin for its ambassador. Doctors from Cotonou had stopped the cholera.", ("diplomatic",)),
        ("Togo thanked Benin." + " It was late." * 4 + " Doctors had stopped the cholera.", ()),  # too far off
    ],
)
def test_paragraph_has_its_say_where_the_sentence_is_silent(text, contexts):
    event = next(each for each in code_document(Document("d", text)).events if each.type == "SUPPORT")
    assert event.contexts == contexts


def test_measure_does_not_fall():
    spec = importlib.util.spec_from_file_location("contexts_script", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    alone, around = (script.measure(find, held=True)[2] for find in script.WAYS.values())
    assert around > 0.44
    assert around > alone
