"""A page -> HTML, through templates that escape everything and show what has no face of its own.

>>> Renderer("demo.duckdb").write(view, page, context)[:15]
'<!doctype html>'
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from dragoman import __version__
from dragoman.pages import urls, words
from dragoman.record import read_edtf
from dragoman.states import NOT_STATES, name_state

MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


NOT_IN_DRAWINGS = re.compile(r"<(?:script|foreignobject|iframe|image|use|style)\b|<[^>]*\s(?:on\w+|href|xlink:href)\s*=", re.I)


class Renderer:
    """Jinja templates with what they may call."""

    def __init__(self, record_path: str) -> None:
        self._templates = jinja2.Environment(
            loader=jinja2.PackageLoader("dragoman.pages"),
            autoescape=True,
            auto_reload=False,
            finalize=show,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        categories = words.load_categories()
        self._templates.globals |= {
            "url": urls,
            "version": __version__,
            "record_name": Path(record_path).name,
            "name_state": name_state,
            "categories": categories,
            "statuses": words.STATUSES,
            "bases": words.BASES,
            "sectors": words.SECTORS,
            "not_states": NOT_STATES,
            "highlight": highlight,
        }
        self._templates.filters |= {
            "spell": words.spell_date,
            "year": words.year_of,
            "sense": lambda kind: categories[kind].sense,
            "shorten": words.shorten,
            "plain_line": words.make_line,
            "since": lambda edtf: pick_bound(edtf, "earliest"),
            "until": lambda edtf: pick_bound(edtf, "latest"),
            "score": spell_score,
            "minus": lambda told: _HYPHEN_MINUS.sub("\u2212", told),
            "thousands": lambda n: f"{n:,}".replace(",", "\u202f"),
            "drawing": check_drawing,
            "plain": lambda code: str(code).replace("_", " "),
        }

    def write(self, template: str, **context: Any) -> str:
        return self._templates.get_template(template).render(**context)


_HYPHEN_MINUS = re.compile(r"(?<![\w.])-(?=\d)")


def show(value: Any) -> Any:
    """What every template prints passes here: text without hidden controls; what is not there is a mistake, not a blank."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return words.show_controls(value)
    return value


def pick_bound(edtf: str, end: str) -> str | None:
    """The part of a date that a filter takes as its bound, or None where the date is open there."""
    left, _, right = edtf.partition("/")
    part = left if end == "earliest" else right or left
    days = read_edtf(part)
    return part if days and getattr(days, end) else None


def spell_score(score: float | None) -> str:
    """'+2.5', '\u22126.0', '0.0'; a dash where there is none."""
    if score is None:
        return "\u2013"
    digits = f"{abs(score):.1f}"
    return digits if not float(digits) else ("+" if score > 0 else "\u2212") + digits


def check_drawing(svg: str) -> Markup:
    """An SVG of ours, to stand in a page as it is; nothing where it holds what a drawing has no need of."""
    if not svg.startswith("<svg ") or NOT_IN_DRAWINGS.search(svg):
        return Markup("")
    return Markup(words.show_controls(svg))


def highlight(text: str, wanted: tuple[str, ...]) -> Markup:
    """The text, escaped, with the words that were searched for marked."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter that is longer in lower case: its offsets would lie
        return Markup("{}").format(show(text))
    ranges = sorted((at, at + len(word)) for word in wanted for at in _find_all(folded, word))
    parts: list[Markup] = []
    here = 0
    for start, end in ranges:
        if start >= here:
            parts += [Markup("{}").format(show(text[here:start])), Markup("<mark>{}</mark>").format(show(text[start:end]))]
            here = end
    return Markup("").join([*parts, Markup("{}").format(show(text[here:]))])


def _find_all(text: str, word: str) -> list[int]:
    found: list[int] = []
    at = text.find(word)
    while at >= 0 and len(found) < 50:
        found.append(at)
        at = text.find(word, at + 1)
    return found


def load_static() -> dict[str, tuple[bytes, str]]:
    """Name -> (content, media type) of all that may be asked for under /static/; nothing else can be."""
    folder = resources.files("dragoman.pages") / "static"
    files = [file for file in folder.iterdir() if Path(file.name).suffix in MEDIA]
    return {file.name: (file.read_bytes(), MEDIA[Path(file.name).suffix]) for file in files}
