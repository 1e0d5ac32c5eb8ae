"""Word lists of cues.toml, modifiers.csv and the role tables, loaded once.

>>> load_cues().travel_prepositions >= {"to", "from"}
True
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.actors.tables import check_code, check_sector, check_sectors, read_rows
from dragoman.errors import DataError

# The lists of others first: what is written by hand wins over them.
ROLE_FILES = ("roles.csv", "roles_more.csv", "roles_curated.csv")


class Cues(msgspec.Struct, frozen=True):
    """Base forms in lower case; each set is explained in cues.toml."""

    prepositions: frozenset[str]
    travel_prepositions: frozenset[str]
    travel_words: frozenset[str]
    of_words: frozenset[str]
    on_words: frozenset[str]
    between_words: frozenset[str]
    object_verbs: frozenset[str]
    subject_verbs: frozenset[str]
    quarters: frozenset[str]
    nouns: frozenset[str]
    former: frozenset[str]
    generic: frozenset[str]
    untitled: frozenset[str]
    buildings: frozenset[str]
    also_names: frozenset[str]
    departments: frozenset[str]
    others: frozenset[str]
    person_endings: frozenset[str]
    plural_endings: frozenset[str]
    not_persons: frozenset[str]
    bodies: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    domestic: frozenset[str]
    powers: frozenset[str]
    anybody: frozenset[str]
    adjective_roles: frozenset[str]
    sent_abroad: frozenset[str]
    particles: frozenset[str]
    small_parts: frozenset[str]
    seated: frozenset[str]
    family: frozenset[str]
    led: frozenset[str]
    participles: frozenset[str]
    prefixes: frozenset[str]
    answering: frozenset[str]
    aspects: frozenset[str]
    agentive: frozenset[str]
    several: frozenset[str]
    opposed: frozenset[str]
    monarchies: frozenset[str]
    head_of_state: frozenset[str]
    head_of_government: frozenset[str]
    foreign_minister: frozenset[str]
    defence_minister: frozenset[str]


class Role(msgspec.Struct, frozen=True, gc=False):
    """What a role phrase says of who acts. `sector` None: the words before it decide ("group", "head")."""

    phrase: str
    sector: str | None
    other_sectors: tuple[str, ...]
    generic: bool
    plural: bool
    code: str | None = None


@cache
def load_cues() -> Cues:
    """The word lists; DataError where one is missing or unknown."""
    data = tomllib.loads(files("dragoman.data").joinpath("gazetteer").joinpath("cues.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(words) for table in data.values() for name, words in table.items()}
    wanted = set(Cues.__struct_fields__)
    if set(lists) != wanted:
        raise DataError(f"cues.toml: lists missing or unknown: {', '.join(sorted(wanted ^ set(lists)))}")
    return Cues(**lists)


@cache
def load_endings(plural: bool) -> tuple[str, ...]:
    """Endings of nouns for people; with those of plurals if `plural`."""
    cues = load_cues()
    return tuple(sorted(cues.person_endings | cues.plural_endings if plural else cues.person_endings))


@cache
def load_offices() -> dict[str, str]:
    """title -> office, for "the president", "its foreign secretary"."""
    offices = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
    return {title: office for office in offices for title in getattr(load_cues(), office)}


@cache
def load_modifiers() -> dict[str, str]:
    """word -> sector, for "army official", "rebel leader"."""
    return {row.cells["word"]: row.cells["sector"] for row in read_rows("modifiers.csv") if check_sector(row.cells["sector"])}


@cache
def load_roles() -> dict[str, tuple[tuple[tuple[str, ...], Role], ...]]:
    """first word -> phrases that begin with it, longest first; lines kept by hand win, an empty sector takes a phrase out."""
    table: dict[str, Role] = {}
    out: set[str] = set()
    bad: list[str] = []
    generic = load_cues().generic
    for name in ROLE_FILES:
        for row in read_rows(name):
            phrase, plural = row.cells["phrase"].lower(), row.cells["plural"].lower()
            try:
                sector, others = check_sector(row.cells["sector"]), check_sectors(row.cells["other_sectors"])
                code = check_code(row.cells.get("code", ""))
            except ValueError as error:
                bad.append(f"{row.where}: {error}")
                continue
            is_generic = phrase.split()[-1] in generic
            if sector is None and not is_generic:
                out.update((phrase, plural or phrase + "s"))
                continue
            for form, many in ((phrase, False), (plural or _add_plural(phrase), True)):
                if form not in table or name != ROLE_FILES[0]:
                    table[form] = Role(phrase, sector, others, is_generic, many, code)
                out.discard(form)
    if bad:
        raise DataError("bad lines in the role tables:\n  " + "\n  ".join(bad))
    first: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    for form, role in table.items():
        if form not in out:
            words = tuple(form.replace("-", " - ").replace("'s", " 's").replace("s' ", "s ' ").split())
            first.setdefault(words[0], []).append((words, role))
    return {word: tuple(sorted(forms, key=lambda form: (-len(form[0]), form[0]))) for word, forms in first.items()}


def _add_plural(phrase: str) -> str:
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase + "es"
    if phrase.endswith("man"):
        return phrase[:-3] + "men"
    if phrase.endswith("y") and phrase[-2] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + "s"
