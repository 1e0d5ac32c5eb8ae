"""Acts that stand behind other words: things only counted, agents behind a date, fighting that "ensued"."""

import pytest

from dragoman.pipeline import code_document
from dragoman.types import Document


def read(text):
    """(type, actors, recipients) of each event of the text."""
    events = code_document(Document("d", text)).events
    return [(e.type, {a.code for a in e.actors}, {r.code for r in e.recipients}) for e in events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Five days of heavy fighting occurred between Peru and Chile.", ("ASSAULT", {"PER", "CHL"}, {"PER", "CHL"})),
        ("Three rounds of talks were held between Peru and Chile in Lima.", ("CONSULT", {"PER", "CHL"}, set())),
        ("One of the largest raids of the war was launched by Japan against Burma.", ("ASSAULT", {"JPN"}, {"MMR"})),
        ("By May most of the Tigray had been captured by Eritrean forces.", ("ASSAULT", {"ERI"}, {"ETH"})),
        ("The Ethiopian town of Badme was captured the next day by Eritrean forces.", ("ASSAULT", {"ERI"}, {"ETH"})),
        ("Severe fighting ensued between Turkish and Greek forces.", ("ASSAULT", {"TUR", "GRC"}, {"TUR", "GRC"})),
        ("Mali met with Niger in July and made proposals to the rebels.", ("CONSULT", {"MLI"}, {"NER"})),
    ],
)
def test_it_is_found(text, event):
    assert event in read(text)
