"""SQL lives in the record's room only; what it says of PLOVER agrees with the codebook; the page on the tables is current."""

import re
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from dragoman.record.schema import load_query

SOURCE = Path(__file__).parents[2] / "src" / "dragoman"
RECORD = SOURCE / "record"
CODEBOOK = tomllib.loads(resources.files("dragoman.data").joinpath("ontology/plover.toml").read_text(encoding="utf-8"))


def test_sql_is_written_in_the_record_only():
    pattern = re.compile(r"\bselect\b.*\bfrom\b|\binsert into\b|\bcreate (table|view)\b", re.I)
    elsewhere = [path for path in SOURCE.rglob("*.py") if RECORD not in path.parents and "record" not in path.parts[-2:]]
    assert len(elsewhere) > 5
    assert [path.name for path in elsewhere if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_every_query_is_used():
    code = "".join(path.read_text(encoding="utf-8") for path in (*RECORD.glob("*.py"), *SOURCE.parents[1].glob("tools/*.py")))
    unused = [
        path.stem for path in (RECORD / "queries").glob("*.sql") if f'"{path.stem}"' not in code and f"'{path.stem}'" not in code
    ]
    assert [name for name in unused if not name.startswith("add_")] == []


@pytest.mark.parametrize("sql", ["series", "links", "add_pairs"])
def test_lists_of_categories_are_those_of_the_codebook(sql):
    text = load_query(sql)
    joint = sql == "add_pairs"
    expected = {code for code, entry in CODEBOOK.items() if (entry.get("joint") if joint else entry["quad"] in (1, 2))}
    lists = re.findall(r"type (?:not )?in \(([^)]*)\)", text)
    assert lists
    for one in lists:
        assert set(re.findall(r"'(\w+)'", one)) == expected


def test_the_page_on_the_tables_is_current():
    script = SOURCE.parents[1] / "tools" / "write_schema_docs.py"
    done = subprocess.run([sys.executable, script, "--check"], check=False)
    assert done.returncode == 0, "run: python tools/write_schema_docs.py"


def test_every_table_and_column_is_explained():
    page = (SOURCE.parents[1] / "docs" / "schema.md").read_text(encoding="utf-8")
    assert "None" not in page
