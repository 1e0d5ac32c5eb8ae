"""Takes the pictures of the reading room in docs/images, from a record of the sample texts: make demo, then

python tools/take_pictures.py demo.duckdb

Needs the tools of development and Chromium. The record must hold the samples and nothing else: no other text is to be seen.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parent.parent / "docs" / "images"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
WORDS = "Argentine destroyer shelled"


def main(record: str) -> None:
    command = [sys.executable, "-c", "import sys; from dragoman.cli import main; main(sys.argv[1:])"]
    room = subprocess.Popen([*command, "serve", "--record", record, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert room.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", room.stderr.readline())
        assert found is not None
        with urllib.request.urlopen(f"{found[0]}/events.json?between=ARG-CHL", timeout=120) as answer:
            events = json.load(answer)["events"]
        event = next(one["id"] for one in events if WORDS in one["words"])
        pages = {"front": ("/", 980), "relation": ("/relation/ARG-CHL", 1250), "event": (f"/event/{event}", 1000)}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
            for name, (path, height) in pages.items():
                page = browser.new_page(viewport={"width": 1100, "height": height}, color_scheme="light")
                page.goto(f"{found[0]}{path}", timeout=120_000)
                page.screenshot(path=IMAGES / f"{name}.png")
            browser.close()
    finally:
        room.terminate()
        room.wait(timeout=30)


if __name__ == "__main__":
    main(sys.argv[1])
