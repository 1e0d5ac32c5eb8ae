"""Whole texts -> sentences of the brief: who is named how, and where the words of a text end."""

from __future__ import annotations

import pytest

from dragoman.brief import write_brief, write_markdown
from dragoman.pipeline import code_document
from dragoman.record import open_record
from dragoman.relations import merge_reports
from dragoman.types import Document


def tell(one: str, other: str, *texts: tuple[str, str | None]) -> str:
    """The sections of the brief in which the events are told."""
    docs = [Document(f"d{n}", text, published=published) for n, (text, published) in enumerate(texts)]
    with open_record(":memory:") as record:
        record.add([code_document(doc) for doc in docs], [], record.begin_run({}, "1.0", {}))
        merge_reports(record)
        brief = write_brief(record, one, other)
        assert brief is not None
        return write_markdown(brief).partition("## The words")[0]


def test_who_says_so_is_told_once() -> None:
    text = "Thai troops shelled a Cambodian post on Friday and killed five soldiers, the Cambodian defence ministry said."
    told = tell("THA", "KHM", (text, "2011-04-23"))
    assert "according to the Cambodian defence ministry" in told
    assert "ministry said”" not in told


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("In May 1967 Honduran police arrested a landowner from El Salvador.", "Honduran police “arrested", "police of Honduras"),
        (
            "Honduras and El Salvador quarrelled. In April 2006 Presidents Antonio Saca and Manuel Zelaya met at the border. "
            "Honduras thanked El Salvador in May 2006.",
            "Antonio Saca",
            "unnamed",
        ),
    ],
)
def test_parties_are_named_as_the_text_has_them(text: str, wanted: str, unwanted: str) -> None:
    told = tell("HND", "SLV", (text, None))
    assert wanted in told
    assert unwanted not in told


def test_two_bodies_of_one_state_are_two_subjects() -> None:
    text = "On 9 August 1958 an Argentine destroyer shelled a Chilean lighthouse, and Argentine marines landed on the islet."
    told = tell("ARG", "CHL", (text, None))
    assert "Argentine destroyer “shelled" in told
    assert "and Argentine marines “landed" in told


def test_until_stays_in_the_words() -> None:
    text = "In March 1910 Peru broke off relations with Chile. Peru and Chile did not resume relations until 1928."
    told = tell("PER", "CHL", (text, None))
    assert "did not resume relations until 1928”" in told
    assert "Before the end of 1928" not in told


def test_heaviest_conflict_is_the_gravest() -> None:
    text = (
        "In April 1981 Ecuador closed its border with Peru. In January 1995 Peruvian aircraft bombed Ecuadorian posts. "
        "In February 1995 Ecuadorian students threw stones at the Peruvian embassy."
    )
    told = tell("PER", "ECU", (text, None))
    assert "conflict is of January 1995, when Peruvian aircraft “bombed Ecuadorian posts”" in told


def test_an_entry_without_a_day_is_told_in_its_own_words() -> None:
    told = tell("PER", "CHL", ("Since 1990 Peru and Chile have held joint exercises every year.", None))
    assert "side of cooperation: Peru and Chile “have held joint exercises every year” (since 1990)" in told
