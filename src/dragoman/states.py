"""Words of a person -> code of a state: a code, a name or a demonym, in any case, with or without accents.

Reads only the table of states, so that a query does not wait for the whole gazetteer.

    >>> resolve_state("iranian"), resolve_state("Persia"), resolve_state("cote d'ivoire")
    ('IRN', 'IRN', 'CIV')
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from functools import cache
from importlib import resources

from dragoman.errors import UsageError

# Actors that are no state have these codes in the record (PLOVER).
NOT_STATES = {
    "IGO": "intergovernmental organisation", "UNO": "United Nations", "EUR": "European Union",
    "NGO": "non-governmental organisation", "ISM": "international movement", "IMG": "transnational armed group",
    "MNC": "multinational company",
}  # fmt: skip

# Of two states that share a name, the one of today is meant before one that is gone.
KIND_ORDER = {"state": 0, "former": 1}
JOINERS = ("and", "with", "vs", "versus", "to")
OTHER_CODES = {"KOS": "XKX"}


def resolve_state(words: str) -> str:
    """The code that `words` stand for; UsageError with the nearest names where there is none."""
    names, _, parts = _load_states()
    asked = fold_name(words)
    if asked in names:
        return names[asked]
    if asked in parts:  # to give all of Britain for "Scotland" would be an answer to another question
        owners = " or ".join(f"{name_state(code)} ({code})" for code in parts[asked])
        raise UsageError(f"what {words!r} does is recorded under the state that governs or claims it: ask for {owners}")
    near = difflib.get_close_matches(asked, list(names), n=12, cutoff=0.7)
    offers = list(dict.fromkeys(f"{name_state(names[name])} ({names[name]})" for name in near))[:3]
    hint = f"did you mean {' or '.join(offers)}?" if offers else "give a code (IRN), a name (Iran) or a demonym (Iranian)"
    raise UsageError(f"no state is called {words!r}; {hint}")


def name_state(code: str) -> str:
    """The name of a state, or the code itself where it is none."""
    return _load_states()[1].get(code) or NOT_STATES.get(code, code)


def fold_name(words: str) -> str:
    """Lower case, no accents, no dots, one blank between words, no article."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).replace(".", "").replace("\u2019", "'")
    return re.sub(r"\s+", " ", plain).strip().removeprefix("the ")


def find_states(words: str, most: int = 8) -> list[str]:
    """Codes of states that `words` may mean: a code or a name, the beginning of one, or a name spelt nearly so."""
    names, _, _ = _load_states()
    asked = fold_name(words)
    if not asked:
        return []
    begun = [name for name in names if len(asked) > 2 and any(part.startswith(asked) for part in (name, *name.split()))]
    near = [] if begun or asked in names else difflib.get_close_matches(asked, list(names), n=most, cutoff=0.8)
    found = [asked] if asked in names else []
    return list(dict.fromkeys(names[name] for name in (*found, *sorted(begun, key=len), *near)))[:most]


def find_pair(words: str) -> tuple[str, str] | None:
    """The two states that `words` name ("Iran Russia", "IRN-RUS", "north korea and japan"), or None."""
    names, _, _ = _load_states()
    parts = [part for part in re.split(r"[\s,/\u2013\u2014-]+", fold_name(words)) if part not in JOINERS]
    for cut in range(1, len(parts)):
        one, other = names.get(" ".join(parts[:cut])), names.get(" ".join(parts[cut:]).removeprefix("the "))
        if one and other and one != other:
            return min(one, other), max(one, other)
    return None


@cache
def _load_states() -> tuple[dict[str, str], dict[str, str], dict[str, list[str]]]:
    """(folded name -> code, code -> name, folded name of a part or territory -> codes of the states it is recorded under)."""
    text = resources.files("dragoman.data").joinpath("gazetteer/states.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    whole = sorted((row for row in rows if row["kind"] in KIND_ORDER), key=lambda row: KIND_ORDER[row["kind"]])
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in whole:
        names.setdefault(row["code"], row["name"])
    for code in [*names, *NOT_STATES]:
        codes.setdefault(code.casefold(), code)
    codes |= {other.casefold(): code for other, code in OTHER_CODES.items()}
    for row in whole:
        for form in _forms(row):
            codes.setdefault(form, row["code"])
    parts: dict[str, list[str]] = {}
    for row in rows:
        for form in _forms(row):
            if form not in codes and row["code"] not in parts.setdefault(form, []):
                parts[form].append(row["code"])
    return codes, names, parts


def _forms(row: dict[str, str]) -> list[str]:
    cells = (row["name"], row["aliases"], row["adjectives"], row["people"])
    return [fold_name(name) for cell in cells for name in cell.split("|") if name.strip()]
