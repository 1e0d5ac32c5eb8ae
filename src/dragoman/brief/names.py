"""Entities of the record -> names for people: states from the gazetteer, persons with the office that the text gives them.

>>> name_state("USA"), name_people("IRN", "MIL")
('the United States', 'Iranian forces')
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from dragoman.plain import clean_text
from dragoman.types import Entity


class StateName(NamedTuple):
    name: str
    adjective: str
    names: frozenset[str]  # by which it is called, folded
    words: frozenset[str]  # names, adjectives, peoples, capitals, folded
    adjectives: frozenset[str]  # that are not names as well, folded


@cache
def load_words() -> dict[str, Any]:
    """`data/brief/words.toml`."""
    return tomllib.loads((resources.files("dragoman.data") / "brief" / "words.toml").read_text(encoding="utf-8"))


@cache
def load_states() -> dict[str, StateName]:
    """Code -> names of the state, from the gazetteer."""
    text = (resources.files("dragoman.data") / "gazetteer" / "states.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["kind"] in ("state", "former")]
    rows.sort(key=lambda row: row["kind"] != "state")
    found: dict[str, StateName] = {}
    for row in rows:
        names = [row["name"], *_cells(row["aliases"])]
        adjectives, people = _cells(row["adjectives"]), _cells(row["people"])
        capitals = [each.partition(":")[0] for each in _cells(row["capitals"])]
        before = found.get(row["code"])
        folded = frozenset(name.casefold() for name in names)
        words = folded | frozenset(word.casefold() for word in (*adjectives, *people, *capitals))
        if before is None:
            bare = frozenset(word.casefold() for word in adjectives) - folded - {word.casefold() for word in people}
            found[row["code"]] = StateName(row["name"], adjectives[0] if adjectives else row["name"], folded, words, bare)
        else:
            found[row["code"]] = before._replace(names=before.names | folded, words=before.words | words)
    return found


def name_state(code: str | None, year: int | None = None) -> str:
    """The name with its article where it has one, in `year` if given; the code itself where it is no state of the gazetteer."""
    if code is None:
        return "an unnamed party"
    words = load_words()
    if code in words["bodies"]:
        return str(words["bodies"][code])
    for former in words["former"]:
        if year is not None and former["code"] == code and former["from"] <= year <= former["to"]:
            return str(former["name"])
    return add_article(load_states()[code].name) if code in load_states() else code


def name_pair(pair: tuple[str, str]) -> tuple[str, str]:
    """Both names, without articles, as a title has them."""
    one, other = (load_states()[code].name if code in load_states() else name_state(code) for code in pair)
    return one, other


def add_article(name: str) -> str:
    """'the United States', 'the Soviet Union', 'Iran'."""
    return f"the {name}" if re.search(load_words()["articles"]["pattern"], name) else name


def name_people(code: str | None, sector: str | None) -> str:
    """Those of a sector: 'Iranian forces'; the state where the sector is its government or none."""
    pattern = load_words()["sectors"].get(sector or "")
    if code is None or code not in load_states() or pattern is None:
        return name_state(code)
    return str(pattern).format(adjective=load_states()[code].adjective, state=name_state(code))


def is_plural(code: str | None, sector: str | None) -> bool:
    """Whether `name_people` gives a plural."""
    pattern = load_words()["sectors"].get(sector or "", "")
    return code in load_states() and bool(re.match(r"(?!the parliament|the opposition|a )\S", pattern))


def is_state(entity: Entity) -> bool:
    """Whether the state itself is meant, not some person or body of it."""
    return entity.code in load_states() and bool(entity.name) and str(entity.name).casefold() in load_states()[entity.code].names


def is_adjective(entity: Entity) -> bool:
    """Whether its words are only an adjective, whose noun has not been taken with it: "Argentine" of "Argentine promises"."""
    return entity.code in load_states() and clean_text(entity.text).casefold() in load_states()[entity.code].adjectives


def is_person(entity: Entity) -> bool:
    """Whether it is somebody with a name of two words or more that is no name of a state."""
    return bool(entity.name) and not is_state(entity) and " " in str(entity.name) and entity.code not in load_words()["bodies"]


def is_anaphor(words: str) -> bool:
    """Whether words say who is meant only together with words before: 'it', 'both nations', 'its officers'."""
    return re.match(load_words()["anaphors"]["pattern"], words.strip(), re.I) is not None


def strip_dateline(words: str) -> str:
    """Words without the place and day of sending off that a report begins with.

    >>> strip_dateline("LIMA, Feb 2 (APS) - Peruvian helicopters")
    'Peruvian helicopters'
    """
    return re.sub(load_words()["dateline"]["pattern"], "", words)


def lower_noun(words: str) -> str:
    """A common noun that opened its sentence, as it stands within one: 'students'; 'Turkish-backed rebels' is left alone."""
    first = re.split(r"[\s-]", words, maxsplit=1)[0]
    names = any(first.casefold() in state.words for state in load_states().values())
    return words if names or not first[1:].islower() else words[:1].lower() + words[1:]


def holds_name(words: str, code: str | None) -> bool:
    """Whether the words name the state themselves, by any of its names."""
    return code in load_states() and any(
        re.search(rf"\b{re.escape(word)}", words.casefold()) for word in load_states()[str(code)].words
    )


class Namer:
    """Names entities; remembers which persons have been named with their office, to give it once."""

    def __init__(self) -> None:
        self.year: int | None = None  # of what is told, as a state's name changes
        self._offices: dict[str, str] = {}
        self._named: set[str] = set()

    def learn(self, entity: Entity) -> None:
        """Notes the longest phrase in which a person stands with an office: 'Greek Prime Minister Costas Simitis'."""
        if not is_person(entity):
            return
        name, words = str(entity.name), strip_dateline(clean_text(entity.text))
        last = words.split()[-1] if words else ""
        whole = len(words.split()) > len(name.split()) and words[:1].isupper() and not is_anaphor(words)
        if whole and last[:1].isupper() and len(words) <= 70 and len(words) > len(self._offices.get(name, "")):
            self._offices[name] = words

    def name(self, entity: Entity, article: str = "") -> str:
        """How the entity is called in a sentence; `article`: the one that stands before its words in the text."""
        words = strip_dateline(clean_text(entity.text))
        if is_person(entity):
            name = str(entity.name)
            first = name not in self._named
            self._named.add(name)
            return self._offices.get(name, self._add_state(entity)) if first else name
        if is_state(entity) and entity.sector in (None, "GOV"):
            bare = re.sub(r"^the ", "", words, flags=re.I)
            kept = bare.casefold() in load_states()[str(entity.code)].names and not is_anaphor(words)
            return add_article(bare) if kept else name_state(entity.code, self.year)
        if entity.code in load_words()["bodies"] and entity.name:
            return add_article(entity.name)
        if re.match(r"(?:the )?(?:two|both|three)\b", words, re.I) and is_anaphor(words):
            return name_state(entity.code, self.year)
        if is_anaphor(words) or not words or len(words) > 60:
            return name_people(entity.code, entity.sector)
        if entity.code not in load_states():
            return f"{article} {words}".strip()
        state = load_states()[str(entity.code)]
        if words.casefold() in state.words:
            people = entity.sector == "CVL" and words.endswith("s")
            return words if people else name_people(entity.code, entity.sector)
        told = holds_name(words, entity.code)
        named = entity.name is not None or re.search(r"(?<!^)\b[A-Z](?!inister|resident|overnment|ilitary)", words)
        if told or named:
            return f"{article} {words}".strip()
        return f"{article} {lower_noun(words)} of {name_state(entity.code, self.year)}".strip()

    def _add_state(self, entity: Entity) -> str:
        """'Manuel Zelaya of Honduras', and 'Honduran police', which says it already."""
        if entity.code not in load_states():
            return str(entity.name)
        told = holds_name(str(entity.name), entity.code)
        return str(entity.name) if told else f"{entity.name} of {name_state(entity.code)}"


def _cells(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]
