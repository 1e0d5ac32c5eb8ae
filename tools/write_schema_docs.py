"""Writes docs/schema.md from the comments in the tables and views of an empty record, so that the two cannot differ.

$ python tools/write_schema_docs.py          writes the file
$ python tools/write_schema_docs.py --check  exit status 1 where the file is not current
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from dragoman.record.connect import connect
from dragoman.record.schema import load_query, newest_version

DOCS = Path(__file__).parents[1] / "docs" / "schema.md"

HEAD = """# The record

This page is written by `tools/write_schema_docs.py` from the comments in `src/dragoman/record/`. Change those, not this page.

A record is one DuckDB file. Any program that speaks DuckDB can read it: `duckdb dragoman.duckdb "select * from events"`.
This is version {version} of its tables; `kept.schema_version` says which version a file has, and opening an older file
brings it up to date. A file of a newer version is refused and left alone.

**What is shown and what is kept.** The views of the schema `main` show, for each document, the newest reading only: the one
of the last run that read it. The tables of the schema `kept` keep every reading that was ever made, with the run and the
version of the coder that made it. Reading a document again with the same coder adds nothing. A document whose text or
description changed under the same id is read again, and its new reading takes the place of the old one.

**Names.** Columns are named like the fields of the JSON objects; nested names are joined by an underscore (`evidence.start`
is `evidence_start`). Offsets are half-open and count Unicode code points of the document's text, from 0.

**Dates.** `date` is what the text says, as precise as the text (EDTF, ISO 8601-2). `earliest` and `latest` are the first and
the last day that it may mean, in the proleptic Gregorian calendar, for comparing; one of them is null where the date is open
(`1991/..`), both where there is no date. Winter runs from December of its year to the end of February.

**One writes or many read.** DuckDB lets one process write a file or many read it. While `dragoman read` writes a record,
other commands say that it is in use. Each batch of documents is one transaction: a process that is killed loses what was
not committed, and the same command reads the rest.
"""


def write_docs(con: duckdb.DuckDBPyConnection) -> str:
    """The whole page, from the tables and views of an open record."""
    lines = [HEAD.format(version=newest_version())]
    relations = con.execute(load_query("relations_with_comments")).fetchall()
    lines += ["## Views: the newest reading", "", "| view | what it shows | columns |", "| --- | --- | --- |"]
    for schema, name, comment, _ in relations:
        if schema == "main":
            columns = con.execute(load_query("columns_with_comments"), {"schema": schema, "name": name}).fetchall()
            lines.append(f"| `{name}` | {comment} | {', '.join(f'`{column}`' for column, *_ in columns)} |")
    lines += ["", "## Tables: everything that was read", ""]
    for schema, name, comment, _ in relations:
        if schema == "kept":
            lines += [f"### kept.{name}", "", comment, "", "| column | type | null | meaning |", "| --- | --- | --- | --- |"]
            for column, kind, nullable, meaning in con.execute(
                load_query("columns_with_comments"), {"schema": schema, "name": name}
            ).fetchall():
                lines.append(f"| `{column}` | `{kind.lower()}` | {'yes' if nullable else ''} | {meaning} |")
            lines.append("")
    return "\n".join(lines)


def main() -> int:
    con = connect(":memory:", read_only=False)
    page = write_docs(con)
    if sys.argv[1:] == ["--check"]:
        return 0 if DOCS.exists() and DOCS.read_text(encoding="utf-8") == page else 1
    DOCS.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
