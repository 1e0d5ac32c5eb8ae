"""The gold as objects: texts and what a reader wrote down of each, every quote found in its text.

A file that is not sound is not read: all its slips are named at once.

    >>> text = "Peru recalled its ambassador from Chile."
    >>> find_words(text, "its ambassador")
    Span(start=14, end=28)
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import get_args

from dragoman.language import split_sentences
from dragoman.types import Document, EventType, FindingType, Severity, Span, StanceType, Status

HERE = Path(__file__).parent
FIELDS = {
    "events": {
        "type", "mode", "or", "actors", "recipients", "status", "date", "attribution", "alleged", "must", "words", "nth",
    },
    "stances": {"stance", "holder", "toward", "must", "words", "nth"},
    "findings": {"finding", "severity", "must", "words"},
}  # fmt: skip


@dataclass(frozen=True)
class GoldEvent:
    """An event as a reader wrote it down. `date`, `attribution`, `mode`: None where the reading gives none."""

    type: str
    others: frozenset[str]  # types that a careful coder might equally choose
    mode: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    status: str
    date: str | None
    attribution: str | None
    alleged: bool
    must: bool
    span: Span
    words: str


@dataclass(frozen=True)
class GoldStance:
    stance: str
    holder: str
    toward: str
    must: bool
    span: Span
    words: str


@dataclass(frozen=True)
class GoldFinding:
    finding: str
    severity: str
    must: bool
    spans: tuple[Span, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class GoldReading:
    """What one reader wrote down of one text."""

    events: tuple[GoldEvent, ...]
    stances: tuple[GoldStance, ...]
    findings: tuple[GoldFinding, ...]


@dataclass(frozen=True)
class GoldText:
    name: str
    text: str
    published: str | None
    style: str
    held: bool
    sentences: tuple[Span, ...]
    first: GoldReading
    second: GoldReading | None

    @property
    def document(self) -> Document:
        return Document(self.name, self.text, published=self.published)

    def sentence_at(self, start: int) -> int:
        """Index of the sentence that holds this place; of the last that begins before it where it is between two."""
        return max((i for i, span in enumerate(self.sentences) if span.start <= start), default=0)


def read_gold(folder: Path = HERE) -> list[GoldText]:
    """All texts with their readings, in the order of texts.toml; ValueError lists everything that is wrong in them."""
    rows = tomllib.loads((folder / "texts.toml").read_text(encoding="utf-8"))
    texts, faults = [], _find_strays(folder, set(rows))
    for name, row in rows.items():
        text = (folder / "texts" / f"{name}.txt").read_text(encoding="utf-8")
        readings = []
        for which in ("first", "second"):
            path = folder / which / f"{name}.toml"
            if which == "second" and not path.exists():
                readings.append(None)
                continue
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            wrong = find_faults(text, content)
            faults += [f"{which}/{name}.toml: {fault}" for fault in wrong]
            readings.append(None if wrong else make_reading(text, content))
        sentences = tuple(Span(each.start, each.end) for each in split_sentences(text))
        first, second = readings
        if first is not None:
            texts.append(
                GoldText(name, text, row["published"] or None, row["style"], row["set"] == "held", sentences, first, second)
            )
    if faults:
        raise ValueError("the gold is not sound:\n" + "\n".join(faults))
    return texts


def hash_gold(folder: Path = HERE) -> str:
    """SHA-256 (first 16 digits) of the texts and the first reading."""
    digest = hashlib.sha256()
    for path in [folder / "texts.toml", *sorted(folder.glob("texts/*.txt")), *sorted(folder.glob("first/*.toml"))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def find_words(text: str, words: str, nth: int = 1) -> Span:
    """Where the nth occurrence of these words is."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def make_reading(text: str, content: dict) -> GoldReading:
    """A reading from the content of a file that has no faults."""
    events = tuple(
        GoldEvent(
            row["type"], frozenset(row.get("or", ())), row.get("mode"), frozenset(row["actors"]), frozenset(row["recipients"]),
            row.get("status", "occurred"), row.get("date"), row.get("attribution"), row.get("alleged", False),
            row.get("must", True), find_words(text, row["words"], row.get("nth", 1)), row["words"],
        )
        for row in content.get("events", ())
    )  # fmt: skip
    stances = tuple(
        GoldStance(
            row["stance"], row["holder"], row["toward"], row.get("must", True),
            find_words(text, row["words"], row.get("nth", 1)), row["words"],
        )
        for row in content.get("stances", ())
    )  # fmt: skip
    findings = tuple(
        GoldFinding(
            row["finding"], row["severity"], row.get("must", True),
            tuple(find_words(text, words) for words in row["words"]), tuple(row["words"]),
        )
        for row in content.get("findings", ())
    )  # fmt: skip
    return GoldReading(events, stances, findings)


# ------------------------------------------------------------------ what may be wrong in a file


def find_faults(text: str, content: dict, codes: frozenset[str] | None = None) -> list[str]:
    """A line for each thing that is wrong: quotes, codes, names of types and fields, entries that are there twice."""
    known = _read_codes() if codes is None else codes
    faults = [f"unknown part {part!r}" for part in content.keys() - FIELDS.keys()]
    for part, fields in FIELDS.items():
        seen = set()
        for row in content.get(part, ()):
            here = f"{part}: {row.get('words')!r}"
            faults += [f"{here}: unknown field {name!r}" for name in row.keys() - fields]
            faults += [
                f"{here}: {fault}" for fault in (*_check_words(text, row), *_check_names(part, row), *_check_codes(row, known))
            ]
            key = repr(sorted((name, value) for name, value in row.items() if name != "must"))
            if key in seen:
                faults.append(f"{here}: there twice")
            seen.add(key)
    return faults


def _check_words(text: str, row: dict) -> list[str]:
    quotes = row.get("words")
    if not quotes:
        return ["no words"]
    faults = []
    for quote in [quotes] if isinstance(quotes, str) else quotes:
        n = text.count(quote)
        nth = row.get("nth")
        if n == 0:
            faults.append(f"{quote!r} is not in the text")
        elif nth is None and n > 1:
            faults.append(f"{quote!r} is {n} times in the text; say which (nth)")
        elif nth is not None and not 1 <= nth <= n:
            faults.append(f"{quote!r} is {n} times in the text, not {nth}")
    return faults


def _check_names(part: str, row: dict) -> list[str]:
    from dragoman.events import load_ontology

    asked = {
        "events": [("type", get_args(EventType)), ("status", get_args(Status))],
        "stances": [("stance", get_args(StanceType))],
        "findings": [("finding", get_args(FindingType)), ("severity", get_args(Severity))],
    }[part]
    needed = {
        "events": ("type", "actors", "recipients"),
        "stances": ("stance", "holder", "toward"),
        "findings": ("finding", "severity"),
    }
    faults = [f"no {name}" for name in needed[part] if name not in row]
    faults += [f"{name} {row[name]!r} is none" for name, values in asked if name in row and row[name] not in values]
    faults += [f"type {each!r} is none" for each in row.get("or", ()) if each not in get_args(EventType)]
    if "mode" in row and row.get("type") in load_ontology() and row["mode"] not in load_ontology()[row["type"]].modes:
        faults.append(f"{row['type']} has no mode {row['mode']!r}")
    if not is_edtf(row.get("date", "1900")):
        faults.append(f"date {row['date']!r} is not a day, month, year, season or interval of these")
    return faults


def _check_codes(row: dict, known: frozenset[str]) -> list[str]:
    lists = [*row.get("actors", ()), *row.get("recipients", ())]
    single = [row[name] for name in ("attribution", "holder", "toward") if name in row]
    return [f"code {code!r} is none" for code in (*lists, *single) if code not in known]


def is_edtf(date: str) -> bool:
    """Whether this is a plain date of the gold: 1909, 1909-07, 1909-21 (spring), 1909-07-09, or two of them in order."""
    parts = date.split("/")
    shaped = all(re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]|2[1-4])(-(0[1-9]|[12]\d|3[01]))?)?", part) for part in parts)
    return shaped and len(parts) <= 2 and all(one < two for one, two in pairwise(parts))


def _read_codes() -> frozenset[str]:
    """Codes of the gazetteer's states, and those of actors without a country."""
    import csv
    from importlib.resources import files

    table = files("dragoman").joinpath("data", "gazetteer", "states.csv").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    return frozenset(row["code"] for row in csv.DictReader(lines)) | {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


def _find_strays(folder: Path, names: set[str]) -> list[str]:
    """Files that texts.toml does not know, and texts without a file."""
    faults = []
    for which, ending in (("texts", ".txt"), ("first", ".toml"), ("second", ".toml")):
        there = {path.stem for path in (folder / which).glob(f"*{ending}")}
        faults += [f"{which}/{name}{ending} is not listed in texts.toml" for name in sorted(there - names)]
        if which != "second":
            faults += [f"{which}/{name}{ending} is missing" for name in sorted(names - there)]
    return faults
