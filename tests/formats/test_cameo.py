"""PLOVER to CAMEO and back: the category is never lost, and what is lost is what the page on formats says."""

import tomllib
from importlib import resources

import pytest

from dragoman.formats import from_cameo, to_cameo
from dragoman.formats.cameo import load_codes

CODEBOOK = tomllib.loads(resources.files("dragoman.data").joinpath("ontology/plover.toml").read_text(encoding="utf-8"))
KINDS = [(type_, mode) for type_, entry in CODEBOOK.items() for mode in (None, *entry.get("modes", {}))]
# What CAMEO has no code for, and what comes back instead.
LOST = {
    ("CONSULT", "multilateral"): None, ("RETREAT", "withdraw"): "disarm", ("RETREAT", "resign"): None,
    ("REQUEST", "yield"): "change", ("ACCUSE", None): "disapprove", ("REJECT", "yield"): "change",
    ("THREATEN", "arrest"): None, ("THREATEN", "relations"): None, ("PROTEST", "strike"): "boycott",
    ("PROTEST", "vandalize"): "riot", ("SANCTION", "convict"): None, ("MOBILIZE", "weapons"): "troops",
    ("MOBILIZE", "militia"): None, ("COERCE", "censor"): None, ("COERCE", "withhold"): "restrict",
    ("COERCE", "misinformation"): None, ("ASSAULT", "primitive"): None, ("ASSAULT", "drone"): "aerial",
}  # fmt: skip


@pytest.mark.parametrize(("type_", "mode"), KINDS)
def test_the_category_comes_back_and_the_mode_where_there_is_a_code(type_, mode):
    back = from_cameo(to_cameo(type_, mode).cameo)
    assert back.type == type_
    assert back.mode == LOST.get((type_, mode), mode)


def test_the_page_names_every_loss():
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [one for one in LOST if f"| {one[0]} | {one[1] or '(none)'} |" not in page] == []


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (("ACCUSE", "allege", ("human_rights",)), "1122"),
        (("AID", None, ("military",)), "072"),
        (("ASSAULT", None, ()), "190"),
        (("ASSAULT", "aerial", ("military",)), "195"),
        (("AGREE", None, ()), "030"),
        (("AGREE", None, ("economic",)), "0311"),
        (("SANCTION", "expel", ("diplomatic",)), "166"),
        (("COERCE", "cyber", ("cyber",)), "176"),
        (("THREATEN", "violence", ("military",)), "138"),
        (("REQUEST", "assist", ("military", "economic")), "1011"),
    ],
)
def test_context_chooses_the_code(event, code):
    assert to_cameo(*event).cameo == code


def test_codes_of_the_table_are_read_with_and_without_their_nought():
    assert from_cameo("42") == from_cameo("042")
    assert from_cameo("19").cameo == "190"
    assert (from_cameo("010"), from_cameo("0"), from_cameo(""), from_cameo("9999")) == (None,) * 4


def test_every_line_of_the_table_is_in_the_codebook():
    for code in load_codes():
        assert code.type in CODEBOOK
        assert code.mode is None or code.mode in CODEBOOK[code.type]["modes"], code
        assert -10 <= code.goldstein <= 10
        assert 1 <= code.quad <= 4
    both = [code.cameo for code in load_codes() if code.way != "to_cameo"]
    assert len(both) == len(set(both)) > 250
