"""Checks of one document: cases from the words alone, then events made by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.audit import Term, audit_document
from dragoman.dates import find_dates
from dragoman.types import Document, Entity, Event, Finding, Quantity, Span, Why

CASES = [
    case
    for name in ("dates_and_names", "kinds")
    for case in tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text(encoding="utf-8"))["case"]
]
Maker = Callable[..., Event]


def audit(text: str, events: tuple[Event, ...] = (), published: str | None = None) -> list[Finding]:
    return audit_document(Document("d", text, published=published), events, (), find_dates(text, published))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:80]) for case in CASES])
def test_words_alone(case: dict) -> None:
    findings = audit(case["text"], published=case.get("published"))
    assert [f"{one.finding} {one.severity}" for one in findings] == case["findings"], [one.why for one in findings]


def test_evidence_is_the_text() -> None:
    for case in CASES:
        for finding in audit(case["text"], published=case.get("published")):
            assert finding.evidence
            for piece in finding.evidence:
                assert case["text"][piece.start : piece.end] == piece.text
            assert finding.why.endswith(".")


def test_terms_can_be_handed_in() -> None:
    class Terms:
        def terms_of(self, name: str) -> list[Term]:
            held = {"Ana Vidal": [Term("Ana Vidal", "URY", "head_of_state", "President", "2031-03-01", "2036-03-01")]}
            return held.get(name, [])

    text = "On 4 July 2027 the envoys spoke with President-elect Ana Vidal."
    findings = audit_document(Document("d", text), (), (), find_dates(text), Terms())
    assert [one.severity for one in findings] == ["error"]


# --------------------------------------------------------------------------------------------- denials


def test_denial_by_the_accused_is_a_note(make_event: Maker) -> None:
    text = "Mali attacked the border post of Burkina Faso. Mali denied that it had attacked Burkina Faso."
    told = make_event(text, "Mali attacked the border post", "attacked")
    denied = make_event(
        text,
        "Mali denied that it had attacked",
        "attacked",
        status="negated",
        attribution=Entity("MLI", "GOV", (), None, "Mali", 47, 51),
    )
    assert [(one.finding, one.severity) for one in audit(text, (told, denied))] == [("denial", "note")]


def test_text_that_says_both_contradicts_itself(make_event: Maker) -> None:
    text = "Mali attacked Burkina Faso. The harvest was poor. Mali never attacked Burkina Faso."
    told = make_event(text, "Mali attacked Burkina Faso", "attacked")
    denied = make_event(text, "Mali never attacked", "attacked", status="negated")
    assert [(one.finding, one.severity) for one in audit(text, (told, denied))] == [("self_contradiction", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "Mali attacked Burkina Faso. At first Mali had not attacked.",
        "Mali attacked Burkina Faso, but Mali had not attacked before.",
    ],
)
def test_change_in_time_is_no_contradiction(text: str, make_event: Maker) -> None:
    told = make_event(text, "Mali attacked Burkina Faso", "attacked")
    denied = make_event(text, "Mali had not attacked", "attacked", status="negated")
    assert audit(text, (told, denied)) == []


def test_other_dates_are_no_contradiction(make_event: Maker) -> None:
    text = "Mali attacked Burkina Faso in 1974. The harvest was poor. Mali never attacked Burkina Faso in 1985."
    told = make_event(text, "Mali attacked Burkina Faso", "attacked", date="1974")
    denied = make_event(text, "Mali never attacked", "attacked", status="negated", date="1985")
    assert audit(text, (told, denied)) == []


# --------------------------------------------------------------------------------------------- publication and counts


def test_event_after_publication(make_event: Maker) -> None:
    text = "Mali attacked Burkina Faso on 14 May 1999. Rain fell."
    start = text.index("14 May 1999")
    event = make_event(
        text,
        "Mali attacked Burkina Faso",
        "attacked",
        date="1999-05-14",
        date_basis="stated",
        date_phrase=Span(start, start + 11),
        why=(Why("status.mood.past_tense", "past tense"),),
    )
    assert [one.finding for one in audit(text, (event,), "1999-04-02")] == ["date_conflict"]
    assert audit(text, (event,), "1999-05-15") == []
    assert audit(text, (event,), "1999-05-13") == [], "time zones"


def counted(make_event: Maker, text: str, first: float, second: float) -> list[Finding]:
    one, other = text.split(". ")[:2]
    events = tuple(
        make_event(
            text,
            words,
            "raid",
            date="1974-05-04",
            date_basis="stated",
            quantities=(Quantity("people", value, "killed", str(value)),),
        )
        for words, value in ((one, first), (other.rstrip("."), second))
    )
    return audit(text, events)


def test_two_numbers_for_one_event(make_event: Maker) -> None:
    text = "The raid killed 12 men. The same raid killed 19 men."
    assert [one.finding for one in counted(make_event, text, 12, 19)] == ["count_conflict"]


@pytest.mark.parametrize("words", ["at least 19", "later put at 19", "another 19", "more than 19", "19 in total"])
def test_open_or_revised_numbers_stay_silent(words: str, make_event: Maker) -> None:
    assert counted(make_event, f"The raid killed 12 men. The raid killed {words} men.", 12, 19) == []


def test_rounded_numbers_stay_silent(make_event: Maker) -> None:
    assert counted(make_event, "The raid killed 1980 men. The raid killed 2000 men.", 1980, 2000) == []


# --------------------------------------------------------------------------------------------- order and hostile input


def test_worst_first_and_the_same_each_time() -> None:
    text = "In 1962 Persia sold oil to Italy. The armistice came on Monday, 18 May 1920."
    findings = audit(text)
    assert [one.severity for one in findings] == ["error", "note"]
    assert findings == audit(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x1f",
        "\u202eabc 1999",
        "a" * 300_000,
        "(1874-1859) " * 2_000,
        "In 1921, after " * 3_000,
        "Aa-" * 30_000,
        "In 1950 Persia " * 3_000,
        " " * 200_000,
        "Treaty of " * 20_000,
    ],
)
def test_hostile_text_does_no_harm(text: str) -> None:
    audit(text, (), "1999-01-01")


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("President-elect 1992 from to Monday, 18 May.(\n-\u2013) Treaty of signed"), max_size=300)
)
def test_no_text_raises(text: str) -> None:
    for finding in audit(text):
        assert all(text[piece.start : piece.end] == piece.text for piece in finding.evidence)
