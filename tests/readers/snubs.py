"""Texts in which one state snubs another, a model that finds it, and the command that reads them with it."""

from __future__ import annotations

import json
import re

from scripted_server import Reply

from dragoman.record import open_record

PAIRS = [("Peru", "PER", "Chile", "CHL"), ("Bolivia", "BOL", "Ecuador", "ECU"), ("Norway", "NOR", "Sweden", "SWE"),
         ("Chad", "TCD", "Niger", "NER"), ("Laos", "LAO", "Nepal", "NPL")]  # fmt: skip
LINE = re.compile(r"^\[(\d+)\] (\w+) snubbed (\w+)", re.MULTILINE)
CODES = {name: code for one, code_one, two, code_two in PAIRS for name, code in ((one, code_one), (two, code_two))}


def read_snubs(body, n=0):
    """A model that finds every "A snubbed B" of the lines it is asked about."""
    events = [
        {
            "sentence": int(number), "quote": "snubbed", "type": "REJECT", "mode": None, "status": "occurred", "date": None,
            "source": None, "alleged": False, "quantities": [],
            "actors": [{"words": one, "code": CODES[one]}], "recipients": [{"words": two, "code": CODES[two]}],
        }
        for number, one, two in LINE.findall(body["messages"][1]["content"])
    ]  # fmt: skip
    return Reply(json.dumps({"events": events, "stances": []}))


def read_all(run, texts, server, *more, reader="llm", record="r.duckdb"):
    return run(
        "read", texts, "--workers", 1, "--record", record, "--reader", reader, "--model", "m", "--endpoint", server.url, *more
    )


def list_events(path="r.duckdb"):
    with open_record(path, read_only=True) as record:
        return [
            (event.type, *("+".join(who.code for who in side) for side in (event.actors, event.recipients)), event.date)
            for event in record.events()
        ]


WANTED = [("REJECT", one, two, f"19{10 + i}") for i, (_, one, _, two) in enumerate(PAIRS)]
