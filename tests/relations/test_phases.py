"""Planted phases are found, quiet times are told, few episodes make nothing firm, and the band widens where little is told."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
import ruptures
from planted_phases import measure, plant
from ruptures.base import BaseCost

from dragoman.relations.phases import find_phases, measure_variance, search_changes
from dragoman.relations.spread import Course, Grid, make_course, make_grid, sum_periods
from dragoman.relations.trend import measure_trend


def make(rows):
    """A Course of (year, category, score), a whole year each."""
    days = [(int((year - 1970) * 365.2425) + 1, int((year - 1969) * 365.2425) - 2) for year, _, _ in rows]
    kinds, scores = np.array([kind for _, kind, _ in rows]), np.array([s for _, _, s in rows], "f8")
    return Course(
        np.array([f"e{i}" for i in range(len(rows))]), kinds, scores,
        np.ones(len(rows)), np.array([a for a, _ in days]), np.array([b for _, b in days]), np.ones(len(rows), int),
    )  # fmt: skip


TALKS, WAR = ("CONSULT", 2.5), ("ASSAULT", -9.0)


class WeightedSquares(BaseCost):
    """The cost of search_changes, for ruptures."""

    model = "weighted squares"
    min_size = 1

    def fit(self, signal):
        self.signal, self.variance = signal, measure_variance(signal)
        return self

    def error(self, start, end):
        weight, score, square = self.signal[start:end].sum(axis=0)
        return max(0.0, square - score**2 / weight) / self.variance


@pytest.mark.parametrize("seed", range(8))
def test_change_points_are_those_of_ruptures(seed):
    rng = np.random.default_rng(seed)
    weight = rng.uniform(0.2, 4, 80)
    score = rng.normal(np.repeat(rng.uniform(-4, 4, 4), 20), 2)
    moments = np.stack([weight, weight * score, weight * score**2], axis=1)
    for price in (3.0, 8.0):
        theirs = ruptures.Pelt(custom_cost=WeightedSquares(), min_size=1, jump=1).fit(moments).predict(pen=price)
        assert search_changes(moments, price) == theirs


def test_a_planted_war_is_found_and_marked():
    course = make(
        [(y, *TALKS) for y in range(1920, 1940)]
        + [(y, *WAR) for y in (1941, 1942, 1943, 1944)]
        + [(y, *TALKS) for y in range(1946, 1966)]
    )
    before, war, after = find_phases(course)
    assert [(p.start, p.end, p.character) for p in (before, war, after)] == [
        ("1920", "1940", "cooperative"), ("1941", "1945", "conflictual"), ("1946", "1965", "cooperative")]  # fmt: skip
    assert (war.label, war.marks[0], war.firm) == ("war and violence", "e20", False)
    assert before.firm
    assert "too few" in war.why


def test_of_few_events_the_gravest_marks_the_phase_and_not_the_first():
    (phase,) = find_phases(make([(1950, "COERCE", -6.5), (1951, "SANCTION", -5.5), (1956, *WAR)]))
    assert "e2" in phase.marks


def test_phases_follow_each_other_without_gaps():
    for seed in range(20):
        phases = find_phases(plant(seed=seed, n=60, noise=0.1).course)
        assert [int(b.start) - int(a.end) for a, b in pairwise(phases)] == [1] * (len(phases) - 1)


def test_long_silence_is_a_quiet_phase():
    course = make([(y, *TALKS) for y in range(1850, 1870)] + [(y, *TALKS) for y in range(1950, 1970)])
    assert [(p.start, p.end, p.character) for p in find_phases(course)][1] == ("1870", "1949", "quiet")


def test_one_episode_is_no_firm_phase():
    (phase,) = find_phases(make([(1914, *WAR)]))
    assert (phase.start, phase.end, phase.character, phase.firm, phase.episodes) == ("1914", "1914", "conflictual", False, 1)
    assert find_phases(make([])) == ()


def test_wars_of_two_centuries_are_a_phase_that_is_not_firm():
    course = make([(y, *TALKS) for y in range(1991, 2001)])
    wide = make([(1700, *WAR)])
    wide = wide._replace(last=np.array([(date(1899, 12, 31) - date(1970, 1, 1)).days]), leads=np.array(["wars"]))
    both = Course(*(np.concatenate(pair) for pair in zip(wide, course, strict=True)))
    wars, quiet, talks = find_phases(both)
    assert (wars.start, wars.end, wars.character, wars.firm, wars.marks) == ("1700", "1899", "conflictual", False, ("wars",))
    assert (quiet.start, quiet.end, quiet.character) == ("1900", "1990", "quiet")
    assert talks.start == "1991"


def test_one_raid_among_talks_is_no_phase():
    assert len(find_phases(make([(y, *TALKS) for y in range(1950, 1970)] + [(1960, *WAR)]))) == 1


# Floors under the figures of docs/measurements.md, on fewer histories: planted changes found, false ones for each history.
@pytest.mark.parametrize(
    ("n", "noise", "hits", "false"), [(20, 0.0, 0.8, 0.3), (50, 0.1, 0.75, 1.0), (100, 0.1, 0.85, 1.5), (200, 0.1, 0.9, 0.6)]
)
def test_planted_phases_are_found(n, noise, hits, false):
    told, count = measure(n, noise, 12)
    assert told.hits / (told.hits + told.misses) >= hits
    assert told.false / count <= false


def test_the_band_widens_where_little_is_told():
    course = make(
        [(y, *TALKS) for y in range(1900, 1910) for _ in range(3)] + [(y, *TALKS) for y in range(1950, 1960) for _ in range(3)]
    )
    grid = make_grid(course, "year")
    trend = {point.period: point for point in measure_trend(sum_periods(course, grid), grid)}
    width = {period: point.high - point.low for period, point in trend.items()}
    assert width["1930"] > 1.5 * width["1905"]
    assert width["1930"] > width["1915"]
    assert trend["1905"].low < 2.5 < trend["1905"].high
    assert trend["1930"].weight == 0


def test_wide_dates_are_spread_and_open_ones_reach_to_the_last():
    nought, five = np.ma.array([0, 0, 5], mask=[0, 0, 1]), np.ma.array([3652, 0, 5], mask=[0, 1, 1])
    columns = {"lead": np.array(["a", "b", "c"]), "type": np.array(["AID"] * 3), "score": np.array([10.0] * 3),
               "confidence": np.array([0.5] * 3), "n_sources": np.array([1] * 3), "date_basis": np.array(["stated"] * 3),
               "first_day": nought, "last_day": five}  # fmt: skip
    course = make_course(columns)
    assert list(course.leads) == ["a", "b"]
    assert course.last[1] == 3652
    sums = sum_periods(course, Grid("year", 1970, 10))
    assert sums.episodes.sum() == pytest.approx(2 * 10 / 10, abs=0.3)
    assert sums.episodes.max() < 0.25
