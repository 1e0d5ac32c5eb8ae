"""A spec of `specs/` and rows of `rows.py` -> a Chart. The specs are Vega-Lite JSON: any editor for it opens them.

>>> draw_timeline(relation).save("timeline.html")
>>> draw_series(relation).svg()[:4]
'<svg'
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.charts import rows
from dragoman.errors import UsageError

if TYPE_CHECKING:
    import altair

    from dragoman.relations import Network, Relation

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

        return str(vl_convert.vegalite_to_svg(self.spec, vl_version=VEGA_LITE))

    def png(self) -> bytes:
        """As PNG."""
        import vl_convert

        return bytes(vl_convert.vegalite_to_png(self.spec, vl_version=VEGA_LITE, scale=PNG_SCALE))

    def html(self) -> str:
        """As a page with everything in it, its programs as well: it works without a network."""
        import vl_convert

        return str(vl_convert.vegalite_to_html(self.spec, vl_version=VEGA_LITE, bundle=True))

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


def draw_series(relation: Relation, names: Sequence[str] = ()) -> Chart:
    """The net score with its band, the periods' scores, the phases and what marks them. `names`: of the two states."""
    return _fill("series", rows.list_series_rows(relation, names))


def draw_timeline(relation: Relation, names: Sequence[str] = ()) -> Chart:
    """Phases, ties and single episodes, each on its time."""
    return _fill("timeline", rows.list_timeline_rows(relation, names))


def draw_network(network: Network, names: dict[str, str] | None = None) -> Chart:
    """States and what they did to each other: width by number of episodes, colour by mean score. `names`: by code."""
    return _fill("network", rows.list_network_rows(network, names or {}))


def _fill(name: str, content: rows.Content) -> Chart:
    spec = json.loads(_load_spec(name))
    spec["title"] = {**spec.get("title", {}), "text": content.title, "subtitle": list(content.subtitle)}
    spec["datasets"] = content.rows
    return Chart(spec, content.rows)


@cache
def _load_spec(name: str) -> str:
    return (resources.files("dragoman.charts") / "specs" / f"{name}.json").read_text(encoding="utf-8")
