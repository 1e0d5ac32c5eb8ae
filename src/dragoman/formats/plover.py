"""Event -> an object with the field names of PLOVER: event_type, event_mode, event_context, actor_country ...

Unlike the formats of pairs it holds what PLOVER has words for: several actors, plans and denials (as the codebook's auxiliary
modes), and besides the words of the text, imprecise dates (EDTF) and numbers of states.

    >>> write_object(event, None)["event_type"]
    'ASSAULT'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dragoman import __version__
from dragoman.formats.pairs import load_category, number_entity
from dragoman.formats.polecat import QUADS, write_country
from dragoman.types import Entity, Event

if TYPE_CHECKING:
    from dragoman.record import DocumentHeader

# The codebook's auxiliary modes for our status; what occurred or is ongoing has none.
AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "negated": "negation"}


def write_object(event: Event, doc: DocumentHeader | None) -> dict[str, Any]:
    """All that PLOVER has a name for, then where it is from."""
    auxiliary = AUXILIARY.get(event.status)
    return {
        "event_id": event.id,
        "event_date": event.date,
        "event_type": event.type,
        "event_mode": event.mode,
        "event_context": list(event.contexts),
        "event_auxiliary_mode": [auxiliary] if auxiliary else [],
        "event_intensity": event.score,
        "quad_code": QUADS[load_category(event.type)["quad"]],
        "actor": _write_entities(event.actors, event, "actor"),
        "recipient": _write_entities(event.recipients, event, "recipient"),
        "location": {"raw_placename": event.place.text, "country": write_country(event.place.code) or None}
        if event.place
        else None,
        "magnitude": [{"kind": one.kind, "value": one.value, "unit": one.unit, "text": one.text} for one in event.quantities],
        "attribution": event.attribution.text if event.attribution else None,
        "alleged": event.alleged,
        "confidence": event.confidence,
        "source": doc.source if doc else None,
        "publication_date": doc.published if doc else None,
        "url": doc.url if doc else None,
        "language": doc.language if doc else None,
        "document": event.document,
        "text": event.evidence.text,
        "text_start": event.evidence.start,
        "text_end": event.evidence.end,
        "version": f"Dragoman {__version__}",
    }


def _write_entities(entities: Sequence[Entity], event: Event, side: str) -> list[dict[str, Any]]:
    return [
        {
            f"{side}_country": write_country(entity.code) or None,
            f"{side}_iso_number": numbers.iso,
            f"{side}_cow": numbers.cow,
            f"{side}_gw": numbers.gw,
            f"primary_{side}_sector": entity.sector,
            f"{side}_sectors": [one for one in (entity.sector, *entity.other_sectors) if one],
            f"{side}_name": entity.name,
            f"{side}_name_raw": entity.text,
        }
        for entity in entities
        for numbers in (number_entity(entity, event),)
    ]
