"""The dates of events, on parsed sentences; add one in `cases/events.toml`."""

import tomllib
from pathlib import Path

import pytest

from dragoman.dates import date_event, find_dates, read_timeline
from dragoman.language import parse_sentences, split_sentences
from dragoman.types import Candidate, Span, Why

CASES = [
    case
    for name in ("events", "bounds", "news_events")
    for case in tomllib.loads((Path(__file__).parent / "cases" / f"{name}.toml").read_text(encoding="utf-8"))["case"]
]


def date_word(case, word, status=None):
    """The date of the event that a word of the case's text carries."""
    text, reference = case["text"], case.get("reference")
    times = find_dates(text, reference)
    at = text.index(word)
    sentence = next(sentence for sentence in split_sentences(text) if sentence.start <= at < sentence.end)
    (parsed,) = parse_sentences([sentence])
    token = parsed.tokens_in(at, at + 1)[0]
    kind = case.get("type", "CONSULT")
    candidate = Candidate(
        parsed.index, kind, None, (), token.i, token.i, Span(token.start, token.end), (), (), status, 1.0, Why("test", "")
    )
    return date_event(candidate, parsed, times, read_timeline(text, times, reference))


@pytest.mark.parametrize(
    ("case", "word", "edtf", "basis"),
    [(case, *event) for case in CASES for event in case["events"]],
    ids=[f"{case['why']}: {event[0]}" for case in CASES for event in case["events"]],
)
def test_event(case, word, edtf, basis):
    date = date_word(case, word)
    assert (date.edtf or "", date.basis or "") == (edtf, basis)
    assert date.why.note
    if date.phrase:
        assert date.phrase.slice(case["text"])


def test_a_plan_is_not_dated_by_its_report():
    case = {"text": "Chad will recall its ambassador from Libya.", "reference": "2013-05-05"}
    assert date_word(case, "recall", "planned").edtf is None
    assert date_word({**case, "text": "Mali said on Friday that Chad would recall its envoy."}, "recall", "planned").edtf is None


def test_timeline_prefers_the_sentence_then_the_story_then_publication():
    text = "Envoys met in Lima. On 3 May 1811 war began. Nobody slept. In 1812 peace came."
    timeline = read_timeline(text, find_dates(text, "1900-01-01"), "1900-01-01")
    assert timeline.at(3) == ("1900-01-01", "1900-01-01")
    assert timeline.at(text.index("war")) == ("1811-05-03", "1811-05-03")
    assert timeline.at(text.index("Nobody")) == ("1811-05-03", "1811-05-03")
    assert timeline.at(text.index("peace")) == ("1812-01-01", "1812-12-31")
    assert read_timeline("Envoys met.", [], None).at(0) is None
