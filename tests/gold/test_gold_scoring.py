"""The scorer and the measure of agreement, on a small text whose right answers are known."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from gold_agreement import compute_kappa, measure_agreement
from gold_scoring import Tally, match_text, score_text
from gold_texts import GoldText, make_reading

from dragoman.language import split_sentences
from dragoman.types import Document, Evidence, Finding, SourcedEvidence, Span, Stance
from hand_made import make_entity, make_event
from hand_made import make_reading as make_read

TEXT = (
    "Peru recalled its ambassador from Chile in 1879. Chile denied that it had shelled Arica. "
    "Brazil and Chile met in Rio. Bolivia may lend Peru a ship. Peru distrusts Chile. The war of 1879 began in 1878."
)
FIRST = {
    "events": [
        {"type": "SANCTION", "mode": "withdraw", "actors": ["PER"], "recipients": ["CHL"], "date": "1879", "words": "recalled"},
        {
            "type": "ASSAULT",
            "actors": ["CHL"],
            "recipients": ["PER"],
            "status": "negated",
            "attribution": "CHL",
            "words": "shelled",
        },
        {"type": "CONSULT", "actors": ["BRA", "CHL"], "recipients": [], "words": "met"},
        {
            "type": "AID",
            "or": ["AGREE"],
            "actors": ["BOL"],
            "recipients": ["PER"],
            "status": "hypothetical",
            "must": False,
            "words": "lend",
        },
    ],
    "stances": [{"stance": "mistrust", "holder": "PER", "toward": "CHL", "words": "Peru distrusts Chile"}],
    "findings": [{"finding": "date_conflict", "severity": "error", "words": ["war of 1879", "in 1878"]}],
}
DOC = Document("gold", TEXT)


def make_gold(first: dict = FIRST, second: dict | None = None) -> GoldText:
    sentences = tuple(Span(each.start, each.end) for each in split_sentences(TEXT))
    readings = (make_reading(TEXT, first), make_reading(TEXT, second) if second else None)
    return GoldText("gold", TEXT, None, "wire", False, sentences, *readings)


def make_stance(kind: str, holder: str, toward: str) -> Stance:
    start = TEXT.index("Peru distrusts")
    sides = ((make_entity(DOC, holder),), (make_entity(DOC, toward),))
    return Stance("s", "gold", kind, *sides, None, None, 0.7, Evidence(start, start + 21, TEXT[start : start + 21]), ())


def make_finding(kind: str, *quotes: str) -> Finding:
    spans = tuple(SourcedEvidence("gold", TEXT.index(q), TEXT.index(q) + len(q), q) for q in quotes)
    return Finding("f", "gold", kind, "error", "It cannot be.", spans)


RECALL = make_event(DOC, "SANCTION", ["PER:Peru"], ["CHL:Chile"], act="recalled", date="1879")
SHELLING = make_event(DOC, "ASSAULT", ["CHL:Chile"], ["PER:Arica"], act="shelled", says="CHL:Chile", status="negated")
MEETING = make_event(DOC, "CONSULT", ["CHL:Chile", "BRA:Brazil"], ["CHL:Chile", "BRA:Brazil"], act="met")
LOAN = make_event(DOC, "AGREE", ["BOL:Bolivia"], ["PER:Peru"], act="lend", status="hypothetical")


def score(*events, stances=(), findings=()) -> Tally:
    return score_text(make_gold(), make_read(DOC, *events, stances=stances, findings=findings))


def test_all_right_is_a_hundred_per_cent():
    tally = score(
        RECALL, SHELLING, MEETING, LOAN,
        stances=[make_stance("mistrust", "PER:Peru", "CHL:Chile")],
        findings=[make_finding("date_conflict", "1879 began", "1878")],
    )  # fmt: skip
    assert {share for name, share in tally.shares().items() if name != "alleged"} == {100.0}
    assert tally.shares()["alleged"] is None
    assert tally.false_findings == 0.0


def test_nothing_read_finds_nothing():
    tally = score()
    assert (tally.n_must, tally.n_found, tally.n_predicted, tally.n_quiet) == (3, 0, 0, 1)
    assert tally.shares()["found"] == 0.0
    assert tally.shares()["precision"] is None


def test_optional_events_are_right_but_not_asked_for():
    assert score(LOAN).shares()["precision"] == 100.0
    assert score(LOAN).n_found == 0


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (make_event(DOC, "COERCE", ["PER:Peru"], ["CHL:Chile"], act="recalled"), 1),  # kin of SANCTION
        (make_event(DOC, "ASSAULT", ["PER:Peru"], ["CHL:Chile"], act="recalled"), 0),
        (make_event(DOC, "SANCTION", ["CHL:Chile"], ["PER:Peru"], act="recalled"), 0),  # the wrong way round
        (make_event(DOC, "SANCTION", ["PER:Peru"], ["CHL:Chile"], act="met"), 0),  # another sentence
        (make_event(DOC, "SANCTION", ["PER:Peru"], ["BRA:Brazil"], act="recalled"), 1),  # the recipient is another figure
        (make_event(DOC, "SANCTION", ["PER:Peru"], ["CHL:Chile"], act="recalled", confidence=0.2), 0),  # a guess
        (make_event(DOC, "CONSULT", ["BRA:Brazil"], ["CHL:Chile"], act="met"), 1),
    ],
)
def test_what_answers_for_an_event(event, found):
    assert score(event).n_found == found


def test_one_event_answers_once_and_its_double_is_wrong():
    tally = score(RECALL, RECALL)
    assert (tally.n_found, tally.n_right, tally.n_predicted) == (1, 1, 2)


def test_details_are_counted_apart():
    plain = make_event(DOC, "ASSAULT", ["CHL:Chile"], ["BRA:Brazil"], act="shelled", alleged=True)
    late = make_event(DOC, "SANCTION", ["PER:Peru"], ["CHL:Chile"], act="recalled", date="1880")
    shares = score(plain, late).shares()
    assert shares["found"] == 66.7
    names = ("parties", "status", "status, not occurred", "attribution", "source", "alleged", "dates")
    assert [shares[name] for name in names] == [50.0, 50.0, 0.0, 50.0, 0.0, 0.0, 0.0]


def test_status_is_judged_only_where_the_type_is_the_very_same():
    kin = make_event(DOC, "COERCE", ["PER:Peru"], ["CHL:Chile"], act="recalled", status="planned")
    assert score(kin).shares()["status"] is None


def test_the_likest_pair_goes_first():
    near = make_event(DOC, "COERCE", ["PER:Peru"], ["CHL:Chile"], act="ambassador")
    matched = match_text(make_gold(), make_read(DOC, near, RECALL))
    assert matched.events[matched.of_events[0]] is RECALL


def test_stances_need_holder_and_target():
    wrong = [make_stance("mistrust", "CHL:Chile", "PER:Peru"), make_stance("fear", "PER:Peru", "CHL:Chile")]
    tally = score(stances=[*wrong, make_stance("mistrust", "PER:Peru", "CHL:Chile")])
    assert (tally.n_stances_found, tally.n_stances_right, tally.n_stances_predicted) == (1, 1, 3)


def test_findings_need_a_span_on_both_sides_and_the_kind():
    assert score(findings=[make_finding("date_conflict", "1878")]).n_findings_found == 1  # both sides are in one sentence
    tally = score(findings=[make_finding("denial", "1878"), make_finding("date_conflict", "recalled")])
    assert (tally.n_findings_found, tally.n_findings_false, tally.n_quiet) == (0, 2, 0)
    assert tally.false_findings == 2.0


# ------------------------------------------------------------------ two readers


def test_a_reader_agrees_with_himself():
    agreed = measure_agreement([make_gold(FIRST, FIRST)])
    assert (agreed.events, agreed.events_loose, agreed.stances, agreed.findings, agreed.status) == (1.0, 1.0, 1.0, 1.0, 1.0)
    assert agreed.n_events == (3, 3)


def test_optional_events_need_not_be_in_the_other():
    lean = {**FIRST, "events": FIRST["events"][:3]}
    assert measure_agreement([make_gold(FIRST, lean)]).events == 1.0


def test_readers_who_differ():
    events = [
        {**FIRST["events"][0], "status": "ongoing", "words": "Peru recalled its ambassador"},
        {**FIRST["events"][1], "recipients": []},
        {**FIRST["events"][2], "actors": ["BRA"], "recipients": ["CHL"]},
        {**FIRST["events"][3], "must": True, "type": "AGREE"},
    ]
    second = {"events": events, "stances": [{**FIRST["stances"][0], "stance": "fear"}], "findings": []}
    agreed = measure_agreement([make_gold(FIRST, second)])
    # strictly the same: the recall and the meeting, of three and of four
    assert agreed.events == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4), abs=0.01)
    assert agreed.events_loose == 1.0
    assert agreed.stances == 0.0
    assert agreed.findings is None
    assert agreed.n_shared == 4
    assert agreed.same_status == 0.75


def test_texts_without_a_second_reading_are_left_out():
    assert measure_agreement([make_gold()]).n_texts == 0


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([], None),
        ([("occurred", "occurred")] * 3, None),  # no other status: chance explains it all
        ([("occurred", "planned"), ("planned", "occurred")], -1.0),
        ([("occurred", "occurred"), ("planned", "planned")], 1.0),
    ],
)
def test_kappa(pairs, kappa):
    assert compute_kappa(pairs) == kappa


# ------------------------------------------------------------------ the command


def test_mistakes_in_held_texts_are_not_shown(capsys):
    with pytest.raises(SystemExit):
        load_command().main(["--misses", "chaco-history"])
    error = capsys.readouterr().err
    assert "chaco-history is no open text" in error
    assert "egypt-1840-history" in error


def load_command():
    spec = importlib.util.spec_from_file_location("gold", Path(__file__).parent.parent.parent / "eval" / "gold.py")
    command = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(command)
    return command


def test_misses_are_told_one_by_one(capsys):
    load_command().print_misses(make_gold(), make_read(DOC, MEETING, make_event(DOC, "ASSAULT", ["CHL:Chile"], act="recalled")))
    assert capsys.readouterr().out.splitlines() == [
        "missed   SANCTION PER>CHL: recalled",
        "missed   ASSAULT CHL>PER: shelled",
        f"false    ASSAULT CHL> (0.75): {TEXT!r}",
        "missed   mistrust PER>CHL: Peru distrusts Chile",
        "missed   date_conflict: war of 1879 / in 1878",
    ]
