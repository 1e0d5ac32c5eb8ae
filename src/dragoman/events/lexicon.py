"""The lexicon: which verbs and nouns carry an act, and where its parties stand in the syntax.

Rows live in `data/lexicon/verbs.csv` and `nouns.csv`, word sets in `sets.toml`; every bad line is named on load.

    >>> load_lexicon().verbs["invade"][0].type
    'ASSAULT'
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.errors import DataError
from dragoman.events.ontology import Category, load_ontology
from dragoman.events.words import WORDS
from dragoman.lists import write_choice
from dragoman.types import EventType

FLAGS = frozenset(
    """absorb look sym bare other inner hollow noname nolight place patient own inverse light nopatient force infinitive
    gerund""".split()
)
PREPOSITIONS = frozenset(
    """about above across after against ahead along alongside amid among around at before behind belonging below
    beside between beyond by down for from in inside into near of off on onto opposite out outside over owed round
    through throughout to toward towards under up upon via with within""".split()
)
SLOTS = PREPOSITIONS | {"obj", "dat", "comp", "subj", "poss", "adj"}


# What an object may be instead of a word.
ANY_NAMED = frozenset({"*", "actor", "place", "placename", "envoy"})


class Entry(msgspec.Struct, frozen=True):
    """One row: the words that carry an act, the act, and the slots (in order) in which its parties stand.

    `objects` are lemmas of which the verb's direct object must be one; `*` any; `actor` one that names an actor, `place` a
    town or a name that no list knows, `placename` a place that is known, `envoy` an official.
    """

    rule: str
    head: str
    extra: tuple[str, ...]
    objects: frozenset[str]
    type: EventType
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    flags: frozenset[str]

    @property
    def weight(self) -> int:
        """How specific the entry is: more words asked for win over fewer."""
        named = self.objects - ANY_NAMED
        return 4 * len(self.extra) + 3 * bool(named) + 1 * bool(self.objects)


class Lexicon(msgspec.Struct, frozen=True):
    """Entries by head lemma, most specific first, and the named word sets."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    sets: dict[str, frozenset[str]]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, checked; DataError lists every bad line of its files."""
    sets = {name: frozenset(words) for name, words in tomllib.loads(_read("sets.toml")).items()}
    bad: list[str] = []
    verbs = _read_entries("verbs.csv", sets, bad)
    nouns = _read_entries("nouns.csv", sets, bad)
    if bad:
        raise DataError("The lexicon has bad lines:\n" + "\n".join(bad))
    return Lexicon(_by_head(verbs), _by_head(nouns), sets)


@cache
def cue_pattern() -> re.Pattern[str]:
    """Matches a text that holds a word that may carry an act, in any form; quick, and rather too often than too seldom."""
    lexicon = load_lexicon()
    stems = {_stem(head) for head in (*lexicon.verbs, *lexicon.nouns)} | WORDS["irregular"]
    return re.compile(rf"\b{write_choice(stems)}", re.IGNORECASE)


@cache
def joint_pattern() -> re.Pattern[str]:
    """Matches a text that holds a noun for what two do together with a verb of which it may be the subject: "talks began",
    "a truce was signed"."""
    heads = {head for head, entries in load_lexicon().nouns.items() if any("sym" in entry.flags for entry in entries)}
    nouns = "|".join(sorted(map(re.escape, map(_stem, heads))))
    return re.compile(rf"\b(?:{nouns})\w{{0,4}}\b[^.;]{{0,120}}?\b(?:{HAPPENED})\b", re.IGNORECASE)


HAPPENED = "|".join(sorted(word.replace("-", " ") for word in WORDS["happened"]))


def _stem(lemma: str) -> str:
    return re.sub(r"(?:e|y)$", "", lemma)


def _read(name: str) -> str:
    return files("dragoman.data").joinpath(f"lexicon/{name}").read_text(encoding="utf-8")


def _read_entries(name: str, sets: dict[str, frozenset[str]], bad: list[str]) -> list[Entry]:
    lines = [(number, line) for number, line in enumerate(_read(name).splitlines(), 1) if line and not line.startswith("#")]
    (_, header), rows = lines[0], lines[1:]
    fields = header.split(",")
    entries, seen = [], set()
    for number, line in rows:
        cells = next(csv.reader([line]))
        if len(cells) != len(fields):
            bad.append(f"{name}:{number}: {len(cells)} cells instead of {len(fields)}: {line!r}")
            continue
        row = dict(zip(fields, cells, strict=True))
        key = (row.get("verb") or row.get("noun"), row.get("object"))
        faults = list(_find_faults(row, sets))
        if key in seen:
            faults.append(f"{key} stands there twice")
        seen.add(key)
        bad.extend(f"{name}:{number}: {fault}" for fault in faults)
        if not faults:
            entries.append(_make_entry(f"{name.removesuffix('.csv')}:{number}", row, sets))
    return entries


def _find_faults(row: dict[str, str], sets: dict[str, frozenset[str]]) -> Iterator[str]:
    ontology: dict[str, Category] = {category.code: category for category in load_ontology().values()}
    if row["type"] not in ontology:
        yield f"no category {row['type']!r}"
    elif row["mode"] and row["mode"] not in ontology[row["type"]].modes:
        yield f"no mode {row['mode']!r} in {row['type']}"
    for slot in f"{row.get('actor', '')} {row['recipient']}".split():
        if slot not in SLOTS:
            yield f"no slot {slot!r}"
    for flag in row["flags"].split():
        if flag not in FLAGS:
            yield f"no flag {flag!r}"
    for word in row.get("object", "").split("|"):
        if word.startswith("@") and word[1:] not in sets:
            yield f"no set {word!r}"


def _make_entry(rule: str, row: dict[str, str], sets: dict[str, frozenset[str]]) -> Entry:
    if "verb" in row:
        head, *extra = row["verb"].split()
    else:
        words = row["noun"].split()
        # "exchange of prisoner": the head stands first; "arms sale": last.
        head, extra = (words[0], words[1:]) if len(words) > 1 and words[1] in PREPOSITIONS else (words[-1], words[:-1])
    objects: set[str] = set()
    for word in filter(None, row.get("object", "").split("|")):
        objects |= sets[word[1:]] if word.startswith("@") else {word}
    return Entry(
        rule=rule,
        head=head,
        extra=tuple(extra),
        objects=frozenset(objects),
        type=row["type"],  # type: ignore[arg-type]
        mode=row["mode"] or None,
        actor=tuple(row.get("actor", "subj").split()),
        recipient=tuple(row["recipient"].split()),
        flags=frozenset(row["flags"].split()),
    )


def _by_head(entries: list[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.head].append(entry)
    return {head: tuple(sorted(rows, key=lambda entry: -entry.weight)) for head, rows in found.items()}
