"""What is promised of the pages in words: the page of documentation is current, and no page is without a test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.pages import RoomSettings, urls
from dragoman.pages.views import VIEWS

ROOT = Path(__file__).parents[2]


def test_page_on_the_room_is_current():
    done = subprocess.run([sys.executable, ROOT / "tools" / "write_room_docs.py", "--check"], check=False)
    assert done.returncode == 0, "run: python tools/write_room_docs.py"


def test_every_page_says_what_it_shows():
    assert [view.name for view in VIEWS if not view.page.__doc__] == []


def test_every_page_is_visited_by_the_browser():
    told = (ROOT / "tests" / "browser" / "test_browser.py").read_text(encoding="utf-8")
    paths = [view.path.split("{")[0].rstrip("/") for view in VIEWS if view.name != "reading"]  # one is sent there by the form
    called = ("urls.document", '"/event/"')
    assert [path for path in paths if f'"{path}' not in told and not any(path.strip("/") in one for one in called)] == []


def test_addresses_are_stable():
    assert urls.front() == "/"
    assert urls.front("json") == "/index.json"
    assert urls.relation("PER", "ECU", form="csv", since="1990") == "/relation/ECU-PER.csv?since=1990"
    assert urls.episodes(between="A-B", type=None) == "/episodes?between=A-B"
    assert urls.document("a b/../c", form="json") == "/document.json?id=a+b%2F..%2Fc"
    assert urls.document("lake-4", at="m-1") == "/document/lake-4#m-1"
    assert urls.event("-x") == "/event?id=-x"
    assert urls.document("\ud800") == "/document?id=%3F"


def test_settings_are_not_negative():
    with pytest.raises(UsageError, match="page_rows"):
        RoomSettings(page_rows=-1)
