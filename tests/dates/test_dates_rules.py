"""Every example and counter-example of `rules.toml` is a test."""

import pytest

from dragoman.dates import find_dates
from dragoman.dates.readings import READINGS
from dragoman.dates.rules import load_rules

EXAMPLES = [(rule, example) for rule in load_rules() for example in rule.examples]
COUNTERS = [(rule, text) for rule in load_rules() for text in rule.counter]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", ""))
def test_example_is_read_by_its_rule(rule, example):
    found = [time for time in find_dates(example.text, example.ref, whole=False) if time.text == example.phrase]
    assert [(time.why.rule, time.edtf) for time in found] == [(rule.id, example.edtf)]


@pytest.mark.parametrize(("rule", "text"), COUNTERS, ids=lambda value: getattr(value, "id", ""))
def test_counter_example_is_left_alone(rule, text):
    assert [time.text for time in find_dates(text) if time.why.rule == rule.id] == []


def test_every_rule_names_a_reading():
    assert {rule.value for rule in load_rules()} <= set(READINGS)


def test_every_rule_has_an_example():
    assert [rule.id for rule in load_rules() if not rule.examples] == []
