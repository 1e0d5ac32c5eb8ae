"""Lets every test import `hand_made`: events, stances and readings built by hand, without a model.

What the whole road reads in the sample texts and in the cases of events is coded once for all tests that look at it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# How long an example takes says something of the machine and nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

if TYPE_CHECKING:
    from scoring import Case

    from dragoman import Reading

HERE = Path(__file__).parent
# scoring.py, gold_*.py and golden_lines.py are used by `make gate`, `make gold` and `make golden` as well
sys.path[:0] = [str(HERE / "events"), str(HERE / "gold"), str(HERE / "golden")]


# With several processes (`make test`) a file stays together, as do all that look at the coded cases. The longest come first.
CASES = "coded_cases"
FIRST = ("test_ray.py", CASES, "test_kills.py", "test_hostile_input.py", "test_browser.py", "test_parts.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.pluginmanager.hasplugin("xdist"):
        return
    with_cases = {item.path for item in items if CASES in getattr(item, "fixturenames", ())}
    group_of = {item: CASES if item.path in with_cases else item.path.relative_to(HERE).as_posix() for item in items}
    ranks = {name: rank for rank, name in enumerate(FIRST)}
    if config.getoption("dist", "no") != "no":
        items.sort(key=lambda item: ranks.get(group_of[item].rpartition("/")[2], len(FIRST)))
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of[item]))


@pytest.fixture(scope="session")
def coded_cases() -> list[tuple[Case, Reading]]:
    """Each case of tests/events/cases with what the coder reads in its text."""
    from scoring import read_cases

    from dragoman import Document, code_document

    return [(case, code_document(Document(f"case-{i}", case.text))) for i, case in enumerate(read_cases())]


@pytest.fixture(scope="session")
def sample_readings() -> list[Reading]:
    """What the coder reads in the sample texts of the package."""
    from golden_lines import read_samples

    return read_samples()
