"""Whether two records hold the same rows, keys and all: for tests, and for the measurements under bench/."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.record import open_record

# What tells when and how a run was made, and not what was read.
OF_THE_RUN = {"runs": ("started", "finished", "settings", "run"), "schema_version": ("version", "dragoman")}
TABLES = (
    "runs documents readings events entities quantities pairs stances stance_entities findings finding_evidence rejected texts "
    "bands alike episodes reports dyads relations"
).split()


def list_rows(path: str | Path, table: str) -> Counter[tuple[Any, ...]]:
    """The rows of a table with how often each is there, without the number of the run."""
    left_out = (*OF_THE_RUN.get(table, ()), "run")
    with open_record(path, read_only=True) as record:
        answer = record._con.execute(f"select * from kept.{table}")
        names = [column[0] for column in answer.description]
        kept = [i for i, name in enumerate(names) if name not in left_out]
        return Counter(tuple(repr(row[i]) for i in kept) for row in answer.fetchall())


def find_differences(one: str | Path, other: str | Path) -> dict[str, tuple[int, int]]:
    """Table -> how many rows only the one has, and only the other; empty where the records are equal, row for row.

    A record that was made in several runs counts as one that was made in one.
    """
    found = {}
    for table in TABLES:
        a, b = list_rows(one, table), list_rows(other, table)
        if table == "runs":
            a, b = Counter(set(a)), Counter(set(b))
        only = ((a - b).total(), (b - a).total())
        if any(only):
            found[table] = only
    return found
