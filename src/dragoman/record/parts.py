"""A record in parts: folders of Parquet files, one for each table, that many processes write, and that are imported or asked.

Keys are unique over all parts: those of part N begin at N * 2^32, so that parts need no word with each other, and the import
counts them anew in order. The folder of a record holds `manifest.json` and `part-000000/events.parquet` and so on.

    >>> locate_parts("no-such-folder") is None
    True
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import RecordError
from dragoman.record.schema import load_query, migrate, newest_version

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MANIFEST = "manifest.json"
KEYS_OF_PART = 2**32
# table -> its columns that hold keys; all tables that reading fills, in an order in which they can be filled
TABLES: dict[str, tuple[str, ...]] = {
    "documents": ("key",),
    "readings": ("key", "document"),
    "events": ("key", "reading"),
    "entities": ("event",),
    "quantities": ("event",),
    "pairs": ("event",),
    "stances": ("key", "reading"),
    "stance_entities": ("stance",),
    "findings": ("key", "reading"),
    "finding_evidence": ("finding",),
    "rejected": (),
}
# tables whose rows are of a reading, and tables whose rows are of a row of these
PARENTS = {"events": "event", "stances": "stance", "findings": "finding"}
CHILDREN = {
    "entities": "event", "quantities": "event", "pairs": "event", "stance_entities": "stance", "finding_evidence": "finding",
}  # fmt: skip


def locate_parts(path: str | Path) -> Path | None:
    """The folder, where `path` is one that holds parts."""
    folder = Path(path)
    try:
        return folder if (folder / MANIFEST).is_file() else None
    except (OSError, ValueError):
        return None


def load_manifest(folder: Path) -> dict[str, Any]:
    """What the manifest says; RecordError where it is none, or of a newer Dragoman."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version = int(manifest["record"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordError(f"{folder / MANIFEST} cannot be read ({type(error).__name__}); write the parts anew") from error
    if version != newest_version():
        raise RecordError(
            f"{folder} holds parts of version {version} of the record, this Dragoman knows {newest_version()}; "
            "read the texts again with --on ray"
        )
    return dict(manifest)


def list_parts(folder: Path, manifest: dict[str, Any]) -> list[Path]:
    """Folders of the parts that are finished, in order."""
    return [folder / part["name"] for part in manifest["parts"] if (folder / part["name"] / "part.json").is_file()]


def write_tables(con: DuckDBPyConnection, folder: Path, part: int) -> dict[str, int]:
    """Writes what an open record holds as the tables of a part; returns the rows of each."""
    n_rows = {}
    for table, keys in TABLES.items():
        shifted = ", ".join(f"{key} + {part * KEYS_OF_PART} as {key}" for key in keys)
        columns = f"* replace ({shifted})" if keys else "*"
        order = " order by all" if table == "pairs" else ""
        query = f"select {columns} from kept.{table}{order}"
        target = _quote(folder / f"{table}.parquet")
        n_rows[table] = (con.execute(f"copy ({query}) to {target} (format parquet, compression zstd)").fetchone() or (0,))[0]
    return n_rows


def open_folder(folder: Path, con: DuckDBPyConnection, between: tuple[str, str] | None = None) -> None:
    """Makes an empty database in memory show the parts of the folder as if they were its own tables.

    With `between` only readings that tell of these two states are there, so that merging their reports needs no others.
    """
    manifest = load_manifest(folder)
    parts = list_parts(folder, manifest)
    if not parts:
        raise RecordError(f"no part of {folder} is finished yet; run the same `dragoman read --on ray` again")
    migrate(con, 0)
    con.execute(
        load_query("begin_run"),
        {
            "coder": manifest["coder"],
            "version": manifest["version"],
            "hashes": json.dumps(manifest["hashes"], sort_keys=True),
            "settings": json.dumps(manifest["settings"], sort_keys=True),
            "started": manifest["started"],
        },
    )
    for table in TABLES:
        con.execute(f"drop table kept.{table}")
        con.execute(f"create view kept.{table} as select * from read_parquet({_list(parts, table)})")
    if between is not None:
        con.execute(load_query("readings_between"), {"one": between[0], "other": between[1]})
        for table, key in (("readings", "key"), *((parent, "reading") for parent in PARENTS)):
            source = f"read_parquet({_list(parts, table)})"
            con.execute(
                f"create or replace view kept.{table} as "
                f"select * from {source} where {key} in (select reading from kept.readings_between)"
            )


def import_part(con: DuckDBPyConnection, folder: Path, run: int, coder: str, upto: int) -> int:
    """Adds the rows of one part, in the transaction that is open; returns how many readings were new.

    A document that `coder` has read before is left out. Only documents with keys up to `upto` were there before the import.
    """
    for table in TABLES:
        con.execute(f"create or replace temp view part_{table} as select * from read_parquet({_list([folder], table)})")
    keys = dict(zip(("documents", "readings", "events", "stances", "findings"), _one(con, load_query("next_keys")), strict=True))
    con.execute(load_query("part_readings"), {"coder": coder, "upto": upto})
    con.execute(load_query("part_keys"), {"document": keys["documents"], "reading": keys["readings"]})
    con.execute(load_query("part_documents"))
    con.execute(
        "insert into kept.readings by name "
        "select p.* replace (n.new as key, n.document as document, $run as run, $coder as coder) "
        "from part_readings p join reading_keys n on n.old = p.key order by n.new",
        {"run": run, "coder": coder},
    )
    for table, kind in PARENTS.items():
        con.execute(
            f"create or replace temp table {kind}_keys as "
            "select p.key as old, n.new as reading, row_number() over (order by p.key) + $first - 1 as new "
            f"from part_{table} p join reading_keys n on n.old = p.reading",
            {"first": keys[table]},
        )
        con.execute(
            f"insert into kept.{table} by name "
            "select p.* replace (k.new as key, k.reading as reading, $run as run, $coder as coder) "
            f"from part_{table} p join {kind}_keys k on k.old = p.key order by k.new",
            {"run": run, "coder": coder},
        )
    for table, kind in CHILDREN.items():
        con.execute(
            f"insert into kept.{table} by name select p.* replace (k.new as {kind}) "
            f"from part_{table} p join {kind}_keys k on k.old = p.{kind} order by k.new"
        )
    con.execute("insert into kept.rejected by name select * replace ($run as run) from part_rejected", {"run": run})
    if upto:
        con.execute(load_query("replace_readings"), {"first": keys["readings"]})
    return int(_one(con, load_query("count_part"))[0])


def _one(con: DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    return con.execute(sql).fetchone() or ()


def _list(folders: Sequence[Path], table: str) -> str:
    return "[" + ", ".join(_quote(folder / f"{table}.parquet") for folder in folders) + "]"


def _quote(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
