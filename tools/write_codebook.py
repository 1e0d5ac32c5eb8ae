"""Writes docs/codebook.md from the ontology and from the conventions at the heads of the case files, and the same conventions
as data/readers/codebook.toml, from which the prompt for a language model is made.

python tools/write_codebook.py          writes both
python tools/write_codebook.py --check  exit status 1 where either is not what would be written
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "codebook.md"
CASES = ROOT / "tests" / "events" / "cases"
ONTOLOGY = ROOT / "src" / "dragoman" / "data" / "ontology" / "plover.toml"
PROMPT = ROOT / "src" / "dragoman" / "data" / "readers" / "codebook.toml"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def write_page() -> str:
    """The whole page as Markdown."""
    parts = [
        "# Codebook\n",
        "The sixteen categories of PLOVER as Dragoman codes them. This page is made by `tools/write_codebook.py` from"
        " `src/dragoman/data/ontology/plover.toml` and from the conventions and sentences in `tests/events/cases/`; `make gate`"
        " runs every sentence and says how many are read as they should be.\n",
        "An act that fits two categories takes the one further down: material before verbal, conflict before cooperation.\n",
        "## Conventions for all categories\n",
        read_conventions("general.toml"),
    ]
    ontology = tomllib.loads(ONTOLOGY.read_text(encoding="utf-8"))
    for code, entry in sorted(ontology.items(), key=lambda item: item[1]["rank"]):
        parts.append(f"## {code}\n")
        parts.append(
            f"{entry['covers'].capitalize()}. Quad {entry['quad']} ({QUADS[entry['quad']]}), score {entry['score']:g}.\n"
        )
        if entry.get("modes"):
            parts.append("Modes: " + ", ".join(f"{mode} ({score:g})" for mode, score in entry["modes"].items()) + ".\n")
        name = f"{code.lower()}.toml"
        parts.append(read_conventions(name))
        parts.append(read_examples(name, code))
    return "\n".join(part for part in parts if part)


def read_conventions(name: str) -> str:
    """The comment lines at the head of a case file, as they stand."""
    lines = []
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("#").strip())
    return "\n".join(lines) + "\n" if lines else ""


def read_examples(name: str, code: str, n: int = 6) -> str:
    """The first cases of the file whose only event is of this category, with who did it to whom."""
    rows = []
    for case in tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]:
        events = case["events"]
        if case.get("held") or len(events) != 1 or events[0]["type"] != code:
            continue
        who = " + ".join(events[0]["actors"]) or "?"
        whom = " + ".join(events[0]["recipients"])
        mode = f", {events[0]['mode']}" if events[0].get("mode") else ""
        rows.append(f"- {case['text']} **{who}{' > ' + whom if whom else ''}{mode}** ({case['why']})")
        if len(rows) == n:
            break
    return "\n".join(rows) + "\n"


def write_prompt() -> str:
    """The conventions as TOML: `general`, and for each category `conventions` and two `examples`."""
    parts = [
        "# The conventions of the codebook, for the prompt of a language model. Made by tools/write_codebook.py from the heads\n"
        "# and the first cases of tests/events/cases/*.toml, as docs/codebook.md is: change them there.\n",
        f"general = {_quote(_cut_shape(read_conventions('general.toml')) + read_conventions('status.toml'))}\n",
    ]
    ontology = tomllib.loads(ONTOLOGY.read_text(encoding="utf-8"))
    for code in ontology:
        name = f"{code.lower()}.toml"
        conventions = read_conventions(name).partition("\n")[2]  # the first line names the category again
        parts.append(f"[{code}]\nconventions = {_quote(conventions)}\nexamples = {_quote(read_examples(name, code, 2))}\n")
    return "\n".join(parts)


def _cut_shape(conventions: str) -> str:
    """Without the lines on how a case is written down."""
    return conventions[conventions.index("Codes: ") :]


def _quote(text: str) -> str:
    return '"""\n' + text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') + '"""'


def main() -> int:
    written = {PAGE: write_page(), PROMPT: write_prompt()}
    if "--check" in sys.argv[1:]:
        return int(any(not path.exists() or path.read_text(encoding="utf-8") != text for path, text in written.items()))
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
