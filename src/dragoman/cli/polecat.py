"""Event -> rows in the columns of POLECAT's files (Halterman and others, Harvard Dataverse, doi:10.7910/DVN/AJGVIT).

POLECAT codes pairs: an event with two actors and two recipients becomes four rows, whose ids end in .1 to .4; what two do
to each other or together is one row. Columns that
Dragoman cannot fill are empty: COW numbers, Wikipedia ids, the parts of a place, the people and places of the story.
`Event Date` and `Publication Date` are days; a date that is less precise stays empty rather than be made up.

    >>> COLUMNS[:4]
    ('Event ID', 'Event Date', 'Event Type', 'Event Mode')
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from dragoman import __version__
from dragoman.types import Entity, Event

if TYPE_CHECKING:
    from dragoman.record import DocumentHeader

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District",
    "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
LANGUAGES = {"en": "English"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def may_be_exported(event: Event) -> bool:
    """Whether the event happened: POLECAT has no column that would tell a plan or a denial from a deed."""
    return event.status in ("occurred", "ongoing")


def write_rows(event: Event, doc: DocumentHeader | None) -> list[list[str]]:
    """One row for each pair of an actor and a recipient, cells in the order of COLUMNS."""
    pairs = pair_entities(event)
    return [
        _write_row(event, doc, actor, recipient, f"{event.id}.{i}" if len(pairs) > 1 else event.id)
        for i, (actor, recipient) in enumerate(pairs, 1)
    ]


def pair_entities(event: Event) -> list[tuple[Entity | None, Entity | None]]:
    """Each actor with each other recipient, the two of a mutual or joint act once; else each actor alone."""
    joint = load_category(event.type)[1] and not event.recipients
    pairs: dict[frozenset[tuple[str | None, int]], tuple[Entity | None, Entity | None]] = {}
    for actor, recipient in itertools.product(event.actors, event.actors if joint else event.recipients):
        if actor.start != recipient.start or actor.code != recipient.code:
            pairs.setdefault(frozenset(((actor.code, actor.start), (recipient.code, recipient.start))), (actor, recipient))
    if pairs:
        return list(pairs.values())
    return [(actor, None) for actor in event.actors] or [(None, recipient) for recipient in event.recipients] or [(None, None)]


@cache
def load_category(code: str) -> tuple[int, bool]:
    """(quad, whether several do it together) of a PLOVER category, from the codebook."""
    import tomllib
    from importlib import resources

    text = resources.files("dragoman.data").joinpath("ontology/plover.toml").read_text(encoding="utf-8")
    entry = tomllib.loads(text)[code]
    return int(entry["quad"]), bool(entry.get("joint", False))


def _write_row(event: Event, doc: DocumentHeader | None, actor: Entity | None, recipient: Entity | None, key: str) -> list[str]:
    published = doc.published if doc and doc.published else ""
    language = doc.language if doc and doc.language else ""
    cells = {
        "Event ID": key,
        "Event Date": event.date if event.date and _DAY.fullmatch(event.date) else "",
        "Event Type": event.type,
        "Event Mode": event.mode or "",
        "Event Intensity": f"{event.score:g}",
        "Quad Code": QUADS[load_category(event.type)[0]],
        "Contexts": ";".join(event.contexts),
        **_write_entity(actor, "Actor"),
        **_write_entity(recipient, "Recipient"),
        "Country": _write_country(event.place.code) if event.place else "",
        "Raw Placename": event.place.text if event.place else "",
        "Source": (doc and doc.source) or "",
        "Publication Date": published,
        "Language": LANGUAGES.get(language, language),
        "Version": f"Dragoman {__version__}",
    }
    return [cells.get(column, "") for column in COLUMNS]


def _write_entity(entity: Entity | None, side: str) -> dict[str, str]:
    if entity is None:
        return {}
    sectors = [sector for sector in (entity.sector, *entity.other_sectors) if sector]
    return {
        f"{side} Name": entity.name or "",
        f"{side} Country": _write_country(entity.code),
        f"Primary {side} Sector": entity.sector or "",
        f"{side} Sectors": ";".join(sectors),
        f"{side} Name Raw": entity.text,
    }


def _write_country(code: str | None) -> str:
    return {"XKX": "KOS"}.get(code or "", code or "")
