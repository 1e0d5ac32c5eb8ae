"""Makes a record of made-up events, to measure how a large record answers: rows go straight into the tables, by the million.

$ python bench/make_record.py big.duckdb --events 5000000
$ python bench/bench_record.py big.duckdb

Pairs of states, categories and years are as uneven as in news: a few pairs have most events, most events are recent, one date in
five is only a month or a year. One episode in five is told by several reports. Nothing in it is true.
"""

from __future__ import annotations

import argparse
import csv
import io
import time
from importlib import resources
from pathlib import Path

import numpy as np
import pyarrow as pa

from dragoman.record import open_record
from dragoman.relations.episodes import RULES

TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
         "ASSAULT").split()  # fmt: skip
SHARES = np.array([8, 22, 9, 2, 6, 5, 3, 7, 10, 4, 4, 3, 3, 3, 5, 6], float)
SCORES = np.array([2.5, 2.5, 5, 4.5, 9.5, 10, 6.5, 0, -2, -2, -3.5, -5, -6, -5.5, -7, -9])
ACTS = (
    "agreed with|met|praised|yielded to|traded with|helped|withdrew from|called on|accused|refused|threatened|protested against|"
    "imposed sanctions on|mobilised against|detained citizens of|attacked"
).split("|")
MATTERS = "oil|grain|a treaty|fish|the border|a dam|drones|loans|prisoners|gas|an embargo|arms|a port|visas|a strait".split("|")
PER_DOCUMENT = 5
REASON = pa.struct([("rule", pa.string()), ("note", pa.string())])


def load_states() -> list[tuple[str, str]]:
    """(code, name) of the states of the gazetteer."""
    text = resources.files("dragoman.data").joinpath("gazetteer/states.csv").read_text(encoding="utf-8")
    return [(row["code"], row["name"]) for row in csv.DictReader(io.StringIO(text)) if row["kind"] == "state"]


def make_part(rng: np.random.Generator, first: int, n: int, states: list[tuple[str, str]]) -> dict[str, pa.Table]:
    """Tables of `n` events with keys from `first`: events, entities, pairs, documents, readings, groups."""
    rank = 1.0 / np.arange(1, len(states) + 1) ** 1.1
    actor = rng.choice(len(states), n, p=rank / rank.sum())
    recipient = (actor + 1 + rng.choice(len(states) - 1, n, p=rank[1:] / rank[1:].sum())) % len(states)
    kind = rng.choice(len(TYPES), n, p=SHARES / SHARES.sum())
    year = np.minimum(2025, 2025 - rng.exponential(15, n).astype(int) % 225)
    day = (np.array([f"{y:04d}-01-01" for y in range(1800, 2026)], "M8[D]")[year - 1800]) + rng.integers(0, 365, n)
    width = rng.choice([0, 29, 364], n, p=[0.8, 0.12, 0.08])
    start = np.where(
        width == 364, day.astype("M8[Y]").astype("M8[D]"), np.where(width == 29, day.astype("M8[M]").astype("M8[D]"), day)
    )
    end = start + width
    told = np.datetime_as_string(day)
    dates = np.where(width == 364, told.astype("U4"), np.where(width == 29, told.astype("U7"), told))
    keys = np.arange(first, first + n)
    reading = (keys - 1) // PER_DOCUMENT + 1
    codes = np.array([code for code, _ in states], object)
    names = np.array([name for _, name in states], object)
    acts, matter = (
        np.array(ACTS, object)[kind],
        np.array(MATTERS, object)[rng.integers(0, len(MATTERS), n)],
    )
    words = [
        f"{a} {v} {b} over {m}, said a paper of the place"
        for a, v, b, m in zip(names[actor], acts, names[recipient], matter, strict=True)
    ]
    at = np.array([len(name) + 1 for name in names[actor]])
    none, empty = pa.nulls(n, pa.string()), pa.array([[]] * n, pa.list_(pa.string()))
    run, coder = pa.array(np.ones(n, int)), pa.array(["bench"] * n)
    events = {
        "key": keys, "id": [f"{key * 0x9E3779B97F4A7C15 % 2**64:016x}" for key in keys.tolist()], "reading": reading, "run": run,
        "coder": coder, "type": np.array(TYPES, object)[kind], "mode": none, "contexts": empty, "date": dates.tolist(),
        "date_basis": ["stated"] * n, "earliest": pa.array(start), "latest": pa.array(end),
        "place_text": none, "place_code": none,
        "status": np.array(["occurred", "planned", "negated"], object)[rng.choice(3, n, p=[0.9, 0.06, 0.04])],
        "alleged": np.zeros(n, bool), "score": SCORES[kind], "confidence": rng.choice([0.4, 0.65, 0.9], n),
        "evidence_start": np.zeros(n, int), "evidence_end": [len(text) for text in words], "evidence_text": words,
        "trigger_start": at, "trigger_end": at + np.array([len(act) for act in acts]),
        "date_phrase_start": pa.nulls(n, pa.int32()),
        "date_phrase_end": pa.nulls(n, pa.int32()), "why": pa.array([[]] * n, pa.list_(REASON)),
    }  # fmt: skip
    both = np.repeat(keys, 2)
    who = np.stack([actor, recipient], 1).ravel()
    entities = {
        "event": both, "role": ["actor", "recipient"] * n, "position": np.zeros(2 * n, int), "code": codes[who],
        "sector": ["GOV"] * (2 * n),
        "other_sectors": pa.array([[]] * (2 * n), pa.list_(pa.string())), "name": names[who], "text": names[who],
        "start": np.zeros(2 * n, int), "end": np.ones(2 * n, int),
    }  # fmt: skip
    documents = np.unique(reading)
    m = len(documents)
    text = {
        "key": documents, "id": [f"doc-{key}" for key in documents], "fingerprint": [""] * m,
        "title": [f"Paper {key}" for key in documents],
        "source": [f"Source {key % 400}" for key in documents], "url": pa.nulls(m, pa.string()), "language": ["en"] * m,
        "published": pa.nulls(m, pa.string()), "text": [f"Made-up text number {key}." for key in documents],
    }  # fmt: skip
    ones = np.ones(m, int)
    readings = {
        "key": documents, "document": documents, "document_id": text["id"], "run": ones, "coder": ["bench"] * m,
        "replaced_by": pa.nulls(m, pa.int64()), "n_words": ones * 100, "n_sentences": ones * 5, "n_parsed": ones * 5,
        "n_events": ones * PER_DOCUMENT, "n_stances": ones * 0, "n_findings": ones * 0,
    }  # fmt: skip
    return {
        "events": pa.table(events),
        "entities": pa.table(entities),
        "documents": pa.table(text),
        "readings": pa.table(readings),
        "pairs": pa.table({"event": keys, "actor": codes[actor], "recipient": codes[recipient]}),
    }


def make_groups(rng: np.random.Generator, part: dict[str, pa.Table]) -> list[list[int]]:
    """Events of a part in groups: one in five has up to four reports, which are of one pair and category."""
    keys = part["events"]["key"].to_pylist()
    same: dict[tuple[str, str, str], list[int]] = {}
    for key, kind, actor, recipient in zip(keys, part["events"]["type"].to_pylist(), part["pairs"]["actor"].to_pylist(),
                                           part["pairs"]["recipient"].to_pylist(), strict=True):  # fmt: skip
        same.setdefault((kind, actor, recipient), []).append(key)
    groups = []
    for found in same.values():
        i = 0
        while i < len(found):
            size = int(rng.choice([1, 2, 3, 4], p=[0.8, 0.1, 0.06, 0.04]))
            groups.append(found[i : i + size])
            i += size
    return groups


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path")
    parser.add_argument("--events", type=int, default=5_000_000)
    parser.add_argument("--part", type=int, default=250_000, help="events made at a time")
    parser.add_argument("--unmerged", action="store_true", help="leave the merging of reports to dragoman")
    chosen = parser.parse_args()
    Path(chosen.path).unlink(missing_ok=True)
    began = time.monotonic()
    rng = np.random.default_rng(7)
    states = load_states()
    with open_record(chosen.path) as record:
        record.begin_run({}, "bench", {})
        con = record._con
        for first in range(1, chosen.events + 1, chosen.part):
            part = make_part(rng, first, min(chosen.part, chosen.events + 1 - first), states)
            for name, table in part.items():
                con.register("new_rows", table)
                con.execute(f"insert into kept.{name} by name select * from new_rows")
                con.unregister("new_rows")
            if not chosen.unmerged:
                record.add_episodes(make_groups(rng, part))
            print(f"{first + part['events'].num_rows - 1:,} events after {time.monotonic() - began:.0f} s", flush=True)
        if not chosen.unmerged:
            with record.merging(RULES):  # nothing is left to merge; what was added is put in order of pair
                pass
        con.execute("checkpoint")
    print(f"{Path(chosen.path).stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
