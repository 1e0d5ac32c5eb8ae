"""A reading room in a process of its own and a browser without a window; skipped, with a word, where there is none."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from room_record import make_room_record

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
CHROMIUM = os.environ.get("DRAGOMAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def room(tmp_path_factory):
    """The address of a room over the record of `room_record`."""
    path = make_room_record(tmp_path_factory.mktemp("browser") / "room.duckdb")
    code = "import sys; from dragoman.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "serve", "--record", path, "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        told = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert found, told
        yield found[0]
    finally:
        process.terminate()
        assert process.wait(timeout=20) is not None
    assert "Traceback" not in process.stderr.read()


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("there is no chromium: on Debian and Ubuntu apt-get install chromium, or name one in DRAGOMAN_CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed: make test does it")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(room, browser):
    """Opens pages; at the end there must have been no error in a console and no request to any other address."""
    contexts, errors, foreign = [], [], []

    def open_page(path="/", **options):
        context = browser.new_context(base_url=room, **{"viewport": {"width": 1200, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)  # a machine may be busy
        page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(f"{room}/") else foreign.append(request.url))
        page.on("dialog", lambda dialog: (errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
    assert foreign == []
