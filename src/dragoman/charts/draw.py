"""A spec of `specs/` and rows of `rows.py` -> a Chart. The specs are Vega-Lite JSON: any editor for it opens them.

>>> draw_timeline(relation).save("timeline.html")
>>> draw_series(relation).svg()[:4]
'<svg'
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.charts.beside import list_beside_rows
from dragoman.charts.network import list_network_rows
from dragoman.charts.rows import Content, list_series_rows, list_timeline_rows
from dragoman.errors import UsageError

if TYPE_CHECKING:
    import altair

    from dragoman.relations import Beside, Network, Relation

VEGA_LITE = "6.4"  # the version that the specs are written for
PNG_SCALE = 2.0


class Chart:
    """A drawing with all that it shows: `spec` is whole Vega-Lite, `rows` what it is made of, by name."""

    def __init__(self, spec: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
        self.spec = spec
        self.rows = rows

    def svg(self) -> str:
        """As SVG."""
        import vl_convert  # 30 MB: only when something is drawn

        return _renumber(str(vl_convert.vegalite_to_svg(self.spec, vl_version=VEGA_LITE)))

    def png(self) -> bytes:
        """As PNG."""
        import vl_convert

        return bytes(vl_convert.vegalite_to_png(self.spec, vl_version=VEGA_LITE, scale=PNG_SCALE))

    def html(self) -> str:
        """As a page with everything in it, its programs as well: it works without a network, and may not ask for one.

        What comes from texts cannot end the script that holds it: no "<" is left in it.
        """
        import vl_convert

        spec = json.dumps(self.spec).replace("<", "\\u003c")
        programs = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VEGA_LITE)
        return _load_page().format(title=escape(self.spec["title"]["text"]), programs=programs, spec=spec)

    def to_altair(self) -> altair.Chart:
        """As an Altair chart, to be shown in a notebook or changed."""
        import altair

        return altair.Chart.from_dict(self.spec)

    def save(self, path: str | Path) -> None:
        """Writes a file of the kind that its name ends in: .svg, .png, .html or .json (the spec)."""
        file = Path(path)
        writers = {
            ".svg": lambda: file.write_text(self.svg(), encoding="utf-8"),
            ".png": lambda: file.write_bytes(self.png()),
            ".html": lambda: file.write_text(self.html(), encoding="utf-8"),
            ".json": lambda: file.write_text(json.dumps(self.spec, indent=1), encoding="utf-8"),
        }
        write = writers.get(file.suffix.lower())
        if write is None:
            raise UsageError(f"a plot is an .svg, .png, .html or .json file; {file.name} is none of them")
        write()


def draw_relation(relation: Relation, names: Sequence[str] = ()) -> Chart:
    """The series with the timeline below it: what `dragoman relation --plot` draws."""
    series, timeline = draw_series(relation, names), draw_timeline(relation, names)
    below = {name: value for name, value in timeline.spec.items() if name not in ("$schema", "background", "config", "datasets")}
    below["title"] = {
        "text": "Phases and ties",
        "subtitle": timeline.spec["title"]["subtitle"][1:],
        "anchor": "start",
        "fontSize": 14,
    }
    data = {**series.rows, **timeline.rows}
    return Chart({**series.spec, "vconcat": [*series.spec["vconcat"], below], "datasets": data}, data)


def draw_series(relation: Relation, names: Sequence[str] = ()) -> Chart:
    """The net score with its band, the periods' scores, the phases and what marks them. `names`: of the two states."""
    return _fill("series", list_series_rows(relation, names))


def draw_timeline(relation: Relation, names: Sequence[str] = ()) -> Chart:
    """Phases, ties and single episodes, each on its time."""
    return _fill("timeline", list_timeline_rows(relation, names))


def draw_beside(beside: Beside, names: Sequence[str] = ()) -> Chart:
    """Scores of each source as a line, and below them the numbers of its events."""
    return _fill("beside", list_beside_rows(beside, names))


def draw_network(network: Network, names: dict[str, str] | None = None) -> Chart:
    """States and what they did to each other: width by number of episodes, colour by mean score. `names`: by code."""
    return _fill("network", list_network_rows(network, names or {}))


def _fill(name: str, content: Content) -> Chart:
    spec = json.loads(_load_spec(name))
    spec["title"] = {**spec.get("title", {}), "text": content.title, "subtitle": list(content.subtitle)}
    spec["datasets"] = content.rows
    return Chart(spec, content.rows)


def _renumber(svg: str) -> str:
    """The picture with its inner ids counted from 1: Vega counts on from one picture to the next."""
    seen: dict[str, int] = {}
    return re.sub(r"\b(clip|gradient_)(\d+)\b", lambda found: f"{found[1]}{seen.setdefault(found[0], len(seen) + 1)}", svg)


@cache
def _load_page() -> str:
    return (resources.files("dragoman.charts") / "page.html").read_text(encoding="utf-8")


@cache
def _load_spec(name: str) -> str:
    return (resources.files("dragoman.charts") / "specs" / f"{name}.json").read_text(encoding="utf-8")
