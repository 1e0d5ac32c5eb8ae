"""The measures give what their authors' examples give; the figures are those of the answers; the paragraph says them."""

import pytest

from dragoman.sampling import Answer, Item, Machine, Sample, Stratum, find_alpha, score_answers, wilson, write_methods
from dragoman.sampling.score import find_majority, make_rate


def make_item(id_, kind, stratum="all"):
    return Item(id_, "d", stratum, Machine(kind, None, "occurred", ("BOL",), ("FIN",)))


def make_sample(kinds, strata=None):
    items = tuple(make_item(f"e{i}", kind, (strata or {}).get(i, "all")) for i, kind in enumerate(kinds))
    labels = sorted({item.stratum for item in items})
    sizes = {"all": 100, "big": 900, "small": 100}
    return Sample(
        "s", "0.1.0", ("0.1.0-ab",), 7, ("type",), 0.0, sum(sizes[label] for label in labels), 40, 3, "1950-01-01", "1999-12-31",
        tuple(Stratum(label, sizes[label], sum(item.stratum == label for item in items)) for label in labels), items,
    )  # fmt: skip


def answer(i, coder, kind, **fields):
    return Answer("s", f"e{i}", coder, kind, **fields)


def test_alpha_of_krippendorff_s_own_example():
    """Four observers, twelve units, missing answers: 0.743 (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability)."""
    rows = ["123321412...", "1233224125.3", ".33323422 51.".replace(" ", ""), "1233244125 1.".replace(" ", "")]
    units = [[row[i] for row in rows if row[i] != "."] for i in range(12)]
    assert find_alpha(units) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "alpha"),
    [
        ([["a", "a"], ["b", "b"]], 1.0),
        ([["a", "b"], ["b", "a"]], -0.5),
        ([["a", "a"], ["a", "a"]], None),
        ([["a"], ["b"]], None),
        ([], None),
    ],
)
def test_alpha_at_the_edges(units, alpha):
    found = find_alpha(units)
    assert found == alpha if alpha is None else found == pytest.approx(alpha)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (1, 1, 0.2065, 1.0)],
)
def test_wilson_s_interval(right, n, low, high):
    """81 of 263 is Newcombe's example (Statistics in Medicine 17, 1998): 0.2553 to 0.3662."""
    assert wilson(right, n) == pytest.approx((low, high), abs=0.0001)


def test_precision_is_by_the_category_of_the_machine_and_the_majority_of_coders():
    sample = make_sample(["AID", "AID", "AID", "ACCUSE", "ACCUSE"])
    answers = [
        *(answer(0, coder, "AID") for coder in ("Ana", "Ben", "Cem")),
        answer(1, "Ana", "AID"), answer(1, "Ben", "AID"), answer(1, "Cem", "NONE"),
        answer(2, "Ana", "NONE"), answer(2, "Ben", "SUPPORT"),
        answer(3, "Ana", "REJECT"), answer(3, "Ben", "UNCLEAR"),
        Answer("s", "elsewhere", "Ana", "AID"),
    ]  # fmt: skip
    score = score_answers(sample, answers)
    assert [(one.label, one.right, one.n) for one in score.by_type] == [("ACCUSE", 0, 1), ("AID", 2, 2)]
    assert (score.all.right, score.all.n, score.n_judged, score.n_shared, score.n_undecided) == (2, 3, 4, 3, 1)
    assert score.coders == ("Ana", "Ben", "Cem")
    assert score.confused == (("ACCUSE", "REJECT", 1),)
    assert score.agreement_coders == pytest.approx(4 / 7)
    assert score.alpha_machine is not None


def test_fields_are_judged_where_the_category_is_right():
    sample = make_sample(["AID", "AID", "AID"])
    answers = [
        answer(0, "Ana", "AID", status="occurred", actors=("BOL",), recipients=("FIN", "PER")),
        answer(1, "Ana", "AID", status="planned", actors=("BOL",)),
        answer(2, "Ana", "NONE", status="planned", actors=()),
    ]
    score = score_answers(sample, answers)
    assert [(one.right, one.n) for one in (score.status, score.actors, score.recipients)] == [(1, 2), (2, 2), (0, 1)]
    assert score.alpha_coders is None


def test_strata_are_weighed_back_by_their_sizes():
    strata = {i: "big" if i < 10 else "small" for i in range(20)}
    sample = make_sample(["AID"] * 20, strata)
    answers = [answer(i, "Ana", "AID" if i < 9 or i >= 15 else "NONE") for i in range(20)]
    score = score_answers(sample, answers)
    assert (score.all.right, score.all.n) == (14, 20)
    assert score.weighted.share == pytest.approx(0.9 * 0.9 + 0.1 * 0.5)
    assert score.weighted.low < score.weighted.share < score.weighted.high
    assert score.covered == 1.0
    part = score_answers(sample, [one for one in answers if one.id in {"e0", "e1"}])
    assert part.covered == pytest.approx(0.9)


def test_nothing_judged_has_no_figures():
    score = score_answers(make_sample(["AID"]), [])
    assert (score.all.share, score.weighted.share, score.by_type, score.alpha_machine) == (None, None, (), None)
    assert "No event has been coded by hand yet." in write_methods(make_sample(["AID"]), score)


def test_the_paragraph_says_version_data_sample_agreement_and_what_it_does_not_say():
    sample = make_sample(["AID", "AID", "ACCUSE", "ACCUSE"])
    answers = [answer(i, coder, kind) for coder in ("Ana", "Ben") for i, kind in enumerate(["AID", "AID", "ACCUSE", "AID"])]
    text = write_methods(sample, score_answers(sample, answers))
    for words in (
        "Dragoman 0.1.0 (coder 0.1.0-ab) from 40 documents of 3 sources; the record holds 100 events, of 1950-01-01 to",
        "We drew 4 events at random (seed 7), stratified by type (1 stratum",
        "2 coders gave each event a PLOVER category",
        "Krippendorff's alpha (nominal) is 1.00",
        "Precision of the category is 75 % [30, 95] of what was judged",
        "it says nothing of events that it missed",
        "| AID | 2 | 2 | 1.00 | 0.34 to 1.00 |",
    ):
        assert words in text, words


def test_a_majority_is_more_than_half():
    assert [find_majority(one) for one in (["a"], ["a", "b"], ["a", "a", "b"], ["a", "a", "b", "b"])] == ["a", None, "a", None]
    assert make_rate("x", []).share is None
