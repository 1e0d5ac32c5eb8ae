"""What the classifier learns from can be read, keeps to the ontology, and is as many as the docs say."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from dragoman.events import load_ontology

ROOT = Path(__file__).resolve().parent.parent
HEAD = "type\tplv\tmode\tstatus\ttext\tnote\n"


@pytest.fixture(scope="module")
def examples():
    """The module training/examples.py, which needs no torch."""
    spec = importlib.util.spec_from_file_location("training_examples", ROOT / "training" / "examples.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def sentences(examples):
    return examples.load_sentences()


def test_all_can_be_read_and_are_as_many_as_the_docs_say(sentences):
    for page in ("training/README.md", "src/dragoman/data/models/pair/card.md", "docs/measurements.md"):
        assert f"{len(sentences):,}" in (ROOT / page).read_text(encoding="utf-8"), page
    assert max(Counter(each.text for each in sentences).values()) <= 2


def test_modes_are_those_of_the_ontology(sentences, examples):
    ontology = load_ontology()
    for each in sentences:
        (kind,) = each.types
        if kind != examples.NONE and each.mode:
            assert each.mode in ontology[kind].modes, each.id


def test_sentences_by_cameo_code_have_the_category_of_both_conventions(sentences, examples):
    told = [each for each in sentences if each.origin.startswith("cameo_")]
    assert told
    assert all(each.plv in examples.PLV_CLASSES for each in told)
    assert {each.plv for each in told} == set(examples.PLV_CLASSES)
    assert not any(each.plv for each in sentences if not each.origin.startswith("cameo_"))


def test_a_fifth_is_held_back_and_the_fifths_do_not_overlap(sentences):
    parts = Counter(each.fifth for each in sentences)
    assert set(parts) == set(range(5))
    assert all(0.17 < n / len(sentences) < 0.23 for n in parts.values())
    assert sum(each.held for each in sentences) == parts[0]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("AID\tAID\t\toccurred\tPeru helped {R:Chile}.\t07", "no actor is marked"),
        ("AID\tHELP\t\toccurred\t{A:Peru} helped {R:Chile}.\t07", "plv 'HELP'"),
        ("HELP\tAID\t\toccurred\t{A:Peru} helped {R:Chile}.\t07", "type 'HELP'"),
        ("AID\tAID\t\tsoon\t{A:Peru} helped {R:Chile}.\t07", "status 'soon'"),
        ("AID\tAID\t\toccurred\t{A:Peru} and {A:Bolivia} helped {R:Chile}.\t07", "A is marked twice"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(examples, tmp_path, row, fault):
    (tmp_path / "cameo_x.tsv").write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(f"cameo_x.tsv:2: {fault}")):
        examples.load_sentences(tmp_path)


def test_roles_exchanged_are_no_event(examples, tmp_path):
    (tmp_path / "cameo_x.tsv").write_text(HEAD + "AID\tAID\t\toccurred\t{A:Peru} helped {R:Chile}.\t07\n", encoding="utf-8")
    (example,) = examples.load_sentences(tmp_path)
    assert (example.text, example.actor, example.plv) == ("Peru helped Chile.", (0, 4), "AID")
    assert examples.turn_roles(example) is None  # help may be mutual
    (tmp_path / "cameo_x.tsv").write_text(HEAD + "ASSAULT\tASSAULT\t\toccurred\t{A:Peru} hit {R:Chile}.\t19\n", encoding="utf-8")
    turned = examples.turn_roles(examples.load_sentences(tmp_path)[0])
    assert (turned.actor, turned.types, turned.plv) == ((9, 14), frozenset({examples.NONE}), None)
