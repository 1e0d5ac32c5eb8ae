"""All names the program knows: surface form -> what it may stand for, in one Aho-Corasick automaton.

>>> [entry.code for entry in load_gazetteer().look_up("Persia")]
['IRN']
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import ahocorasick
import msgspec

from dragoman.actors.cues import load_cues
from dragoman.actors.fold import fold_text
from dragoman.actors.own_names import read_own_names
from dragoman.actors.tables import (
    NO_ACTOR,
    Entry,
    Row,
    add_day,
    check_code,
    check_dates,
    check_sector,
    check_sectors,
    parse_period,
    read_rows,
    split_list,
)
from dragoman.errors import DataError

# Where one form has several senses, the kinds are tried in this order.
KIND_ORDER = {
    kind: place
    for place, kind in enumerate(
        ("state", "adjective", "people", "capital", "seat", "organisation", "person", "collective", "region", "city")
    )
}
# States whose people put the family name first in English texts too.
FAMILY_FIRST = frozenset(("CHN", "TWN", "HKG", "KOR", "PRK", "KHM"))
# Newspapers write "the Labour party", "the Free Syrian army".
SMALL_IN_PRESS = frozenset(
    ("Army", "Party", "Movement", "Front", "Union", "Council", "Group", "Department", "Government", "Navy", "Parliament")
)

Pair = tuple[str, Entry]


class Gazetteer(msgspec.Struct, frozen=True):
    """`senses[i]`: the entries of the form that the automaton knows as number i, likeliest kind first."""

    automaton: Any
    forms: dict[str, int]
    senses: tuple[tuple[Entry, ...], ...]
    offices: dict[tuple[str, str], tuple[Entry, ...]]  # (code, office) -> its holders

    def look_up(self, form: str) -> tuple[Entry, ...]:
        number = self.forms.get(fold_text(form))
        return () if number is None else self.senses[number]


def load_gazetteer(*extra: Path) -> Gazetteer:
    """The product's gazetteer and, over it, the user's files, the last of which wins. Kept for the life of the process.

    Raises DataError that names every bad line.
    """
    return _load(tuple(Path(path) for path in extra))


@cache
def _load(extra: tuple[Path, ...]) -> Gazetteer:
    collecting = gc.isenabled()
    gc.disable()  # 60,000 objects that all stay: looking through them for garbage takes a quarter of the time
    try:
        return _read_and_build(extra)
    finally:
        if collecting:
            gc.enable()


def _read_and_build(extra: tuple[Path, ...]) -> Gazetteer:
    bad: list[str] = []
    pairs = read_pairs(bad)
    for source in extra:
        own = read_own_names(source, bad)
        forms = {fold_text(form) for form, _ in own}
        pairs = [pair for pair in pairs if fold_text(pair[0]) not in forms] + own
    if bad:
        raise DataError("the gazetteer has bad lines:\n  " + "\n  ".join(bad))
    return build_gazetteer(pairs)


def read_pairs(bad: list[str] | None = None) -> list[Pair]:
    """(form, entry) of all lines of the product's files; what is wrong with a line goes to `bad`."""
    complaints: list[str] = [] if bad is None else bad
    return [pair for name, read in READERS for pair in _read_file(name, read, complaints)]


def _read_file(name: str, read: Callable[[dict[str, str]], Iterator[Pair]], bad: list[str]) -> Iterator[Pair]:
    for row in read_rows(name):
        try:
            yield from list(read(row.cells))
        except (ValueError, KeyError) as error:
            bad.append(_complain(row, error))


def _complain(row: Row, error: Exception) -> str:
    what = f"column {error} is missing" if isinstance(error, KeyError) else str(error)
    return f"{row.where}: {what}"


def build_gazetteer(pairs: list[Pair]) -> Gazetteer:
    """One automaton over the forms of all pairs."""
    by_form: dict[str, list[Entry]] = {}
    for form, entry in pairs:
        folded = fold_text(form)
        for spelling in spell_article(folded) if folded[2:3] == "-" else (folded,):
            entries = by_form.get(spelling)
            if entries is None:
                by_form[spelling] = [entry]
            elif entry not in entries:
                entries.append(entry)
    automaton = ahocorasick.Automaton()
    forms: dict[str, int] = {}
    senses: list[tuple[Entry, ...]] = []
    for number, (form, entries) in enumerate(by_form.items()):
        forms[form] = number
        automaton.add_word(form, (number, len(form)))
        if len(entries) > 1:
            entries.sort(key=_rank)
        senses.append(tuple(entries))
    automaton.make_automaton()
    return Gazetteer(automaton, forms, tuple(senses), index_offices([entry for _, entry in pairs]))


def _rank(entry: Entry) -> tuple[bool, int, int]:
    return entry.weak, KIND_ORDER[entry.kind], -entry.weight


def spell_article(form: str) -> tuple[str, ...]:
    """The ways to write an Arabic article: "al-Shabaab", "Al-Shabaab", "al Shabaab", "Al Shabaab"."""
    if form[:3] not in ("al-", "Al-", "el-", "El-") or len(form) < 6:
        return (form,)
    article, rest = form[:2], form[3:]
    return tuple(dict.fromkeys(a + mark + rest for a in (article, article.lower(), article.title()) for mark in "- "))


def index_offices(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """(code, office) -> those who held it."""
    found: dict[tuple[str, str], dict[Entry, None]] = {}
    for entry in entries:
        if entry.kind == "person" and entry.code and entry.since and entry.role not in ("", "other") and not entry.weak:
            found.setdefault((entry.code, entry.role), {})[entry] = None
    return {key: tuple(holders) for key, holders in found.items()}


# ------------------------------------------------------------------------------- one reader per file


def _state_pairs(row: dict[str, str]) -> Iterator[Pair]:
    since, until, _ = check_dates(row)
    code = check_code(row["code"])
    former_or_whole = row["kind"] in ("state", "former")
    if row["kind"] not in ("state", "former", "partial", "territory"):
        raise ValueError(f"kind {row['kind']!r} is not state, former, partial or territory")
    for period in split_list(row["member"]):
        parse_period(period)
    other = ("PRE",) if row["kind"] == "partial" else ()
    weight = {"state": 3, "former": 3, "partial": 2, "territory": 1}[row["kind"]]

    def make(kind: Any, since: str = since, until: str = until) -> Entry:
        return Entry(
            kind, code, "GOV", other, row["name"], since=since, until=until, weight=weight, partial=not former_or_whole,
        )  # fmt: skip

    for form in [row["name"], *split_list(row["aliases"])]:
        yield form.removeprefix("the "), make("state")
    for form in split_list(row["adjectives"]):
        yield form, make("adjective")
    for form in split_list(row["people"]):
        yield form, make("people")
    for cell in split_list(row["capitals"]):
        form, _, period = cell.partition(":")
        start, end = parse_period(period) if period else (since, until)
        yield form, make("capital", start, end)


def _seat_pairs(row: dict[str, str]) -> Iterator[Pair]:
    since, until, _ = check_dates(row)
    kinds: dict[str, Any] = {"seat": "seat", "region": "region", "site": "region", "city": "city"}
    if row["kind"] not in kinds:
        raise ValueError(f"kind {row['kind']!r} is not one of {' '.join(kinds)}")
    code, sector = check_code(row["code"]), check_sector(row["sector"])
    for form in [row["name"], *split_list(row["aliases"])]:
        name = row["name"] if row["kind"] == "seat" else form
        yield form.removeprefix("the "), Entry(kinds[row["kind"]], code, sector, (), name, since=since, until=until)


@cache
def load_spoken() -> frozenset[str]:
    """Acronyms that papers also write as names."""
    lines = files("dragoman.data").joinpath("gazetteer/spoken.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _organisation_pairs(row: dict[str, str]) -> Iterator[Pair]:
    since, until, loose = check_dates(row)
    entry = Entry(
        "organisation", check_code(row["code"]), check_sector(row["sector"]), check_sectors(row["other_sectors"]), row["name"],
        since=since, until=until, weight=2 if row["source"] == "curated" else 1, loose_end=loose,
        members=tuple(split_list(row["members"])),
    )  # fmt: skip
    for form in [row["name"], *split_list(row["aliases"])]:
        yield form.removeprefix("the "), entry
        if form in load_spoken():
            yield form.capitalize(), entry
        head, _, last = form.rpartition(" ")
        if head and last in SMALL_IN_PRESS:
            yield f"{head} {last.lower()}", entry


def _leader_pairs(row: dict[str, str]) -> Iterator[Pair]:
    since, until, loose = check_dates(row)
    if until and until == row["to"].lstrip("~"):
        until = add_day(until)  # who resigns or dies in office does so as its holder
    entry = Entry(
        "person", check_code(row["code"]), check_sector(row["sector"]) or "GOV", (), row["name"], since=since, until=until,
        role=row["role"], title=row["title"], weight=int(row["weight"] or 1), loose_end=loose,
    )  # fmt: skip
    aliases = split_list(row["aliases"])
    surname = find_surname(row["name"], family_first=row["code"] in FAMILY_FIRST)
    weak_forms = [surname] if surname != row["name"] and surname not in aliases and len(surname) > 2 else []
    weak_words = _weak_forms()
    for form in person_forms(row["name"], aliases):
        if " " not in form and fold_text(form) in weak_words:
            weak_forms.append(form)
        else:
            yield form, entry
    if weak_forms:
        weak = msgspec.structs.replace(entry, weak=True)
        for form in weak_forms:
            yield form, weak


@cache
def _weak_forms() -> frozenset[str]:
    """Forms that are common words or common surnames: see ambiguous.csv."""
    return frozenset(fold_text(row.cells["form"]) for row in read_rows("ambiguous.csv") if row.cells["rule"] in ("weak", "word"))


def person_forms(name: str, aliases: list[str]) -> list[str]:
    """Forms that name the person outright: the name, the aliases, and the name without initials."""
    forms = [name, *(alias.removeprefix("the ") for alias in aliases)]
    if "." in name or any(len(part) == 1 for part in name.split()):
        bare = [part for part in name.split() if len(part.rstrip(".")) > 1]
        if 2 <= len(bare) < len(name.split()):
            forms.append(" ".join(bare))
    return list(dict.fromkeys(forms))


def find_surname(name: str, *, family_first: bool = False) -> str:
    """The last part with its particles ("von der Leyen"), or the first where the family name comes first ("Moon Jae-in")."""
    parts = name.removesuffix(" Jr.").removesuffix(" Sr.").split()
    if family_first:
        return parts[0]
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in load_cues().particles:
        start -= 1
    return " ".join(parts[start:])


def _collective_pairs(row: dict[str, str]) -> Iterator[Pair]:
    if row["kind"] not in ("group", "none"):
        raise ValueError(f"kind {row['kind']!r} is not group or none")
    entry = Entry(
        "collective", None, None, (), row["name"] if row["kind"] == "group" else NO_ACTOR, title=row["note"],
        members=tuple(code for part in split_list(row["members"]) if (code := check_code(part))),
        camp=tuple(code for part in split_list(row["camp"]) if (code := check_code(part))),
    )  # fmt: skip
    for form in [row["name"], *split_list(row["aliases"])]:
        yield form.removeprefix("the "), entry


def _city_pairs(row: dict[str, str]) -> Iterator[Pair]:
    """A line has all cities of a state; a name borne in several states belongs to the largest city (`rest` has the others)."""
    code = check_code(row["code"])
    for form in split_list(row["cities"]):
        yield form, Entry("city", code, None, (), form)
    for form in split_list(row["smaller"]):
        yield form, Entry("city", code, None, (), form, weight=0)


READERS: tuple[tuple[str, Callable[[dict[str, str]], Iterator[Pair]]], ...] = (
    ("states.csv", _state_pairs),
    ("seats.csv", _seat_pairs),
    ("organisations.csv", _organisation_pairs),
    ("organisations_more.csv", _organisation_pairs),
    ("organisations_phoenix.csv", _organisation_pairs),
    ("leaders.csv", _leader_pairs),
    ("leaders_history.csv", _leader_pairs),
    ("leaders_wikidata.csv", _leader_pairs),
    ("people.csv", _leader_pairs),
    ("collectives.csv", _collective_pairs),
    ("cities.csv", _city_pairs),
)
