"""Records for tests of the brief: the sample texts of the package, and six texts on each of three pairs in `cases/`."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
from dragoman.record import open_record

CASES = Path(__file__).parent / "cases"


def make_record(readings):
    record = open_record(":memory:")
    run = record.begin_run({}, "0.1.0", {})
    record.add(readings, [], run)
    record.end_run(run)
    return record


@pytest.fixture(scope="session")
def sample_record(sample_readings):
    """The record of the sample texts."""
    with make_record(sample_readings) as record:
        yield record


@pytest.fixture(scope="session")
def case_records():
    """Folder of `cases/` -> its record, read when first asked for."""
    kept = {}

    def read_case(name):
        if name not in kept:
            kept[name] = make_record(list(dragoman.read([str(CASES / name)])))
        return kept[name]

    yield read_case
    for record in kept.values():
        record.close()
