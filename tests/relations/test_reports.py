"""Reports of one event are told from reports of two: figures on the scored pairs, with floors, and the rules one by one."""

import pytest
from report_cases import load_cases, read_report, score

from dragoman.relations.agree import compare

CASES = load_cases()


def test_there_are_enough_pairs_and_half_are_near_misses():
    assert len(CASES) >= 150
    assert 0.45 <= sum(case.same for case in CASES) / len(CASES) <= 0.55


# Figures of the day: open 0.963, held 0.925. Raise the floors with the figures.
@pytest.mark.parametrize(("held", "right", "precision", "recall"), [(False, 0.93, 0.95, 0.90), (True, 0.88, 0.85, 0.85)])
def test_figures_do_not_fall(held, right, precision, recall):
    told = score([case for case in CASES if case.held == held])
    assert told.right / told.n >= right
    assert told.precision >= precision
    assert told.recall >= recall


def test_comparing_has_no_order():
    for case in CASES:
        one, other = compare(case.one, case.two), compare(case.two, case.one)
        assert (one and one.points) == (other and other.points), case.why


ATTACK = "ASSAULT | IND > PAK | 1999-05-26 stated | Kargil | Indian guns shelled Kargil"


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("ASSAULT | PAK > IND | 1999-05-26 stated | Kargil | Pakistani guns shelled Kargil", "the other direction"),
        ("ASSAULT | IND > PAK | 1999-05-30 stated | Kargil | Indian guns shelled Kargil", "another day"),
        ("ASSAULT | IND > PAK | 1999-05-26 stated | Kargil | Indian guns shelled Kargil | | negated", "denied"),
        ("ASSAULT | IND.REB > PAK | 1999-05-26 stated | Kargil | Rebels shelled Kargil", "rebels, not the state"),
        ("CONSULT | IND > PAK | 1999-05-26 stated | Kargil | They met at Kargil", "another kind of act"),
    ],
)
def test_what_rules_it_out(other, why):
    assert compare(read_report(ATTACK, 0, None), read_report(other, 1, None)) is None, why
