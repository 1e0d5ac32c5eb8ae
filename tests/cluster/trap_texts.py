"""Texts in several files with traps for who shares them out: a text twice, an id for two texts, rows that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

PAIRS = ("Peru Chile", "Iran Russia", "India China", "Greece Turkey", "Egypt Sudan", "Kenya Somalia")
ACTS = (
    "signed a treaty with", "accused", "imposed sanctions on", "sent troops to the border with", "welcomed the envoy of",
    "denied that it had attacked", "lent 40 million dollars to", "recalled its ambassador from",
)  # fmt: skip


def make_text(i: int) -> str:
    """A short article, another one for each number; every seventh tells of the same act as others do."""
    one, other = PAIRS[i % len(PAIRS)].split()
    told = 3 if i % 7 == 0 else i
    act, later = ACTS[told % len(ACTS)], ACTS[(told + 3) % len(ACTS)]
    return (
        f"{one} {act} {other} on {told % 27 + 1} March {1950 + told % 60}. A week later {other} {later} {one}, "
        f"the ministry said. Report {i} of the agency says that both governments fear {one}."
    )


def write_texts(folder: Path, n: int = 48) -> Path:
    """Three files of rows, one of columns, plain texts, and inputs that cannot be read; returns the folder."""
    folder.mkdir()
    rows = [{"id": f"t{i}", "text": make_text(i), "source": f"Paper {i % 5}", "published": "2001-05-03"} for i in range(n)]
    rows[n // 3 + 1]["text"] = rows[2]["text"]  # a duplicate in another file
    rows[n // 3 + 4]["id"] = "t5"  # an id of another file
    rows[n // 2]["id"] = "t5"
    lines = [json.dumps(row) for row in rows]
    third = n // 3
    (folder / "a.jsonl").write_text("\n".join(["{broken", *lines[:third], "[]", lines[1], ""]), encoding="utf-8")
    (folder / "b.jsonl").write_text("\n".join([*lines[third : 2 * third], '{"text": ""}', ""]), encoding="utf-8")
    (folder / "c.parquet").write_bytes(b"PAR1 not really")
    last = rows[2 * third :]
    columns = {name: [row[name] for row in last] for name in ("id", "text", "source", "published")}
    pq.write_table(pa.table({**columns, "length": [1] * len(last)}), folder / "d.parquet", row_group_size=7)
    (folder / "notes").mkdir()
    for i in range(4):
        (folder / "notes" / f"{i}.txt").write_text(make_text(1000 + i // 2), encoding="utf-8")
    (folder / "z.xyz").write_text("of no known kind", encoding="utf-8")
    return folder
