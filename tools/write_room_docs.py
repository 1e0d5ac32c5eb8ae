"""Writes the second half of docs/reading-room.md from the pages and settings in the code; --check only tells if it is current.

python tools/write_room_docs.py
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import get_type_hints

from dragoman.pages.settings import RoomSettings
from dragoman.pages.views import VIEWS

PAGE = Path(__file__).parent.parent / "docs" / "reading-room.md"
MARK = "<!-- made -->\n"


def write_pages() -> list[str]:
    lines = ["| page | twins | what it shows | fields of the JSON |", "| --- | --- | --- | --- |"]
    for view in VIEWS:
        told = re.sub(r"\s+", " ", view.page.__doc__ or "").strip()
        fields = ", ".join(f"`{name}`" for name in view.page.__struct_encode_fields__)
        twins = " ".join(f"`.{form}`" for form in view.forms if form != "html")
        lines.append(f"| `{view.path}` | {twins} | {told} | {fields} |")
    return lines


def write_settings() -> list[str]:
    lines = ["| setting | default | what it is |", "| --- | --- | --- |"]
    hints = get_type_hints(RoomSettings, include_extras=True)
    for name, default in zip(RoomSettings.__struct_fields__, RoomSettings.__struct_defaults__, strict=True):
        lines.append(f"| `{name}` | {default:,} | {hints[name].__metadata__[0].description} |")
    return lines


def write_page() -> str:
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    parts = ["### Pages", "", *write_pages(), "", "### Settings", ""]
    parts += ["`create_app(record, port=8484, settings=RoomSettings(...))` takes them; the command line leaves them alone.", ""]
    return head + MARK + "\n" + "\n".join([*parts, *write_settings()]) + "\n"


if __name__ == "__main__":
    told = write_page()
    if "--check" in sys.argv:
        sys.exit(told != PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(told, encoding="utf-8")
