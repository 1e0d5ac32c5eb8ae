"""The sample texts give what tests/golden/samples.txt says, line by line. After a change that is meant: `make golden`."""

from __future__ import annotations

import difflib

from golden_brief import write_briefs
from golden_lines import GOLDEN, write_golden


def test_samples_give_the_golden_lines(sample_readings):
    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    now = write_golden(sample_readings).splitlines()
    changes = "\n".join(difflib.unified_diff(kept, now, "kept", "now", n=0, lineterm=""))
    assert not changes, f"\n{changes}\nIf this is meant: make golden, and look at git diff tests/golden"


def test_samples_give_the_golden_briefs(sample_readings):
    for path, now in write_briefs(sample_readings).items():
        kept = path.read_text(encoding="utf-8")
        changes = "\n".join(difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", n=0, lineterm=""))
        assert kept == now, f"{path.name}\n{changes}\nIf this is meant: make golden, and look at git diff tests/golden"


def test_samples_hold_something_of_everything(sample_readings):
    events = [event for reading in sample_readings for event in reading.events]
    assert len(sample_readings) == 12
    assert {event.status for event in events} >= {"occurred", "planned", "hypothetical", "negated"}
    assert {event.date_basis for event in events} >= {"stated", "resolved", "inherited"}
    assert len({event.type for event in events}) >= 12
    assert any(event.attribution for event in events)
    assert any(reading.findings for reading in sample_readings)
    assert any(reading.stances for reading in sample_readings)
