"""The cases of this folder, coded once for all tests by the whole road."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # scoring.py stands beside the tests

from scoring import Case, read_cases

from dragoman import Document, Event, code_document


@pytest.fixture(scope="session")
def coded_cases() -> list[tuple[Case, tuple[Event, ...]]]:
    """Each case with the events that the coder finds in its text."""
    return [(case, code_document(Document(f"case-{i}", case.text)).events) for i, case in enumerate(read_cases())]
