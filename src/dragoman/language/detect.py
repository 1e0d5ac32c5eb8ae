"""Text -> the language it is in, where that can be told; Documents -> those that can be read.

Words that run through all English settle most texts at once. What lacks them is put to a small model of letter sequences
(py3langid), which loads only then. A text is left out only when it is long enough and the model sure: a headline full of
foreign names is read.

    >>> detect_language("The treaty was signed in Lima by the presidents of Chile and Peru, and it settles the border.")
    'en'
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from dragoman.types import Document, Rejected

SAMPLE = 2_000  # characters from the beginning, and again from the middle
# Letters under which a text of Latin letters is too short to be called foreign: about ten words.
FEW_LETTERS = 60
FEW_OTHER_LETTERS = 8  # of a script in which no language that we read is written
# Shares of the words above. Our samples and gold texts have 0.25 and more (docs/measurements.md).
SURELY, HARDLY = 0.15, 0.05
SURE, VERY_SURE = 0.85, 0.98  # of the model, where there are hardly any such words, and where there are a few

_WORD = re.compile(r"[^\W\d_]+")


class Languages(NamedTuple):
    read: frozenset[str]
    same: dict[str, str]
    words: dict[str, frozenset[str]]
    names: dict[str, str]


@cache
def load_languages() -> Languages:
    """What `data/language/detect.toml` says."""
    data = tomllib.loads((files("dragoman") / "data/language/detect.toml").read_text(encoding="utf-8"))
    words = {code: frozenset(told.split()) for code, told in data["words"].items()}
    return Languages(frozenset(data["read"]), data["same"], words, data["names"])


def name_language(code: str) -> str:
    """'Spanish' for 'es'; the code itself where it has no name here."""
    return load_languages().names.get(code, code)


def detect_language(text: str, declared: str | None = None) -> str | None:
    """ISO 639-1 (or 639-3) code, None where it cannot be told. `declared`, what the input says, counts only there."""
    known = load_languages()
    sample = text if len(text) <= 2 * SAMPLE else f"{text[:SAMPLE]} {text[len(text) // 2 :][:SAMPLE]}"
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    told = _read_code(declared)
    if not letters:
        return told
    if _share_latin(words) < 0.5:
        return _ask_model(sample)[0] if letters >= FEW_OTHER_LETTERS else told
    shares = {code: sum(word.lower() in own for word in words) / len(words) for code, own in known.words.items()}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] >= SURELY and letters >= FEW_LETTERS:
        return best
    if letters < FEW_LETTERS:
        return told
    code, sure = _ask_model(sample)
    if code in known.read:
        return code
    return code if sure >= (SURE if shares[best] < HARDLY else VERY_SURE) else told


def leave_out_foreign(
    documents: Iterable[Document | Rejected], on_foreign: Callable[[Document], None]
) -> Iterator[Document | Rejected]:
    """Those that are in a language we read, or may be, with `language` filled in where it was empty; `on_foreign` is told
    of the others, with theirs."""
    read = load_languages().read
    for doc in documents:
        if isinstance(doc, Rejected):
            yield doc
            continue
        code = detect_language(doc.text, doc.language)
        if code is not None and code not in read:
            on_foreign(msgspec.structs.replace(doc, language=code))
        else:
            yield msgspec.structs.replace(doc, language=code) if code and not doc.language else doc


def _read_code(declared: str | None) -> str | None:
    """'en' of "en-GB", "EN" or "English"; None where it is no language that we know."""
    if not declared:
        return None
    known = load_languages()
    code = re.split(r"[-_]", declared.strip().lower())[0]
    by_name = {name.lower(): code for code, name in known.names.items()}
    code = known.same.get(code, code)
    return code if code in known.names else by_name.get(code)


def _share_latin(words: list[str]) -> float:
    letters = "".join(words)[:1_000]
    return sum(char.isascii() or unicodedata.name(char, "").startswith("LATIN") for char in letters) / len(letters)


def _ask_model(sample: str) -> tuple[str, float]:
    """The likeliest language and how sure it is that it is this or one of two close to it (Danish, Norwegian; Bosnian,
    Croatian, Serbian)."""
    # One case: the model has seen few texts in capitals. Marks and numbers tell it nothing.
    known = load_languages()
    ranked = _load_model().rank(" ".join(_WORD.findall(sample)).lower() if sample.isupper() else sample)
    code = known.same.get(ranked[0][0], ranked[0][0])
    sure = sum(share for kin, share in ranked[:3] if known.same.get(kin, kin) not in known.read or kin == ranked[0][0])
    return code, float(sure)


@cache
def _load_model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a second or two: only where words do not settle it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
