"""The patterns: every category has one for each way that its parties can stand, and each pattern names them."""

import re
from typing import get_args

import pytest

from dragoman.brief.names import load_words, name_people, name_state
from dragoman.brief.phrases import load_phrases
from dragoman.types import EventType, StanceType


@pytest.mark.parametrize("kind", get_args(EventType))
def test_every_category_ends_in_a_pattern_without_conditions(kind):
    acts = [act for act in load_phrases()["act"] if act["type"] == kind]
    assert acts[-1]["words"] == ""
    assert "mode" not in acts[-1]


def test_patterns_name_their_parties():
    holes = {"directed": {"a", "b"}, "joint": {"ab"}, "alone": {"a"}, "passive": {"b"}}
    for act in load_phrases()["act"]:
        for form, names in holes.items():
            assert act[form]
            for pattern in act[form]:
                assert set(re.findall(r"{(\w+)}", pattern)) == names, pattern


def test_every_stance_has_patterns():
    assert set(load_phrases()["stance"]) == set(get_args(StanceType))


def test_all_patterns_of_words_compile():
    for part in load_words().values():
        for name, value in part.items() if isinstance(part, dict) else ():
            if name in ("pattern", "beside", "hollow", "ends", "proper"):
                re.compile(value)


def test_names():
    assert name_state("USA") == "the United States"
    assert name_state("RUS", 1970) == "the Soviet Union"
    assert name_state("RUS", 2001) == "Russia"
    assert name_people("IRN", "MIL") == "Iranian forces"
    assert name_state(None) == "an unnamed party"
