"""Given out and brought in again: what each format can hold comes back, for any event."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.formats import PAIRED, from_cameo, name_rows, open_data, to_cameo
from dragoman.formats.cameo import load_codes
from dragoman.formats.pairs import load_codebook, score_of
from dragoman.record import DocumentHeader
from dragoman.types import Entity, Event, Evidence, Place, Span

STATES = "USA RUS DEU DDR YUG SRB FRA XKX PSE TWN KOR PRK COD CIV MMR CZE MKD GBR IND VNM RVN".split()
BODIES = "UNO EUR IGO NGO MNC".split()
# Sectors that ICEWS and CAMEO have words for, each its own.
SECTORS = "GOV MIL COP JUD LEG SPY PTY OPP REB UAF CRM CVL BUS JRN EDU MED LAB REL REF AGR ELI".split()
KINDS = [(type_, mode) for type_, entry in load_codebook().items() for mode in (None, *entry.get("modes", {}))]
DATES = ["1914-07-28", "1970-05-01", "2020-02-29", "1991-12", "1848", None, "17XX", "1914/1918", "1991/.."]


@st.composite
def make_events(draw):
    type_, mode = draw(st.sampled_from(KINDS))

    def entity(start, codes):
        code = draw(st.sampled_from(codes))
        sectors = ["GOV"] if code in BODIES else draw(st.lists(st.sampled_from(SECTORS), min_size=1, max_size=3, unique=True))
        name = draw(st.sampled_from([None, "Ministry of X", "Ana Mora"]))
        return Entity(code, sectors[0], tuple(sectors[1:]), name, f"words {start}", start, start + 7)

    contexts = tuple(draw(st.lists(st.sampled_from(["military", "economic", "legal", "diplomatic"]), max_size=2, unique=True)))
    date = draw(st.sampled_from(DATES))
    actors = (entity(0, STATES), *([entity(10, STATES)] if draw(st.booleans()) else []))
    recipients = (entity(20, STATES + BODIES),) if draw(st.booleans()) else ()
    words = "words " * 10
    return Event(
        "0123456789abcdef", "doc", type_, mode, contexts, actors, recipients, date, "stated" if date else None,
        Place("Geneva", "CHE") if draw(st.booleans()) else None, "occurred", None, False, (), score_of(type_, mode), 0.5,
        Evidence(0, len(words), words), Span(0, 5), None, (),
    )  # fmt: skip


def there_and_back(folder, form, event):
    """(rows as pairs, the events that come back)."""
    module = PAIRED[form]
    doc = DocumentHeader("doc", "A title", "The Reef", "https://reef.example/1", "en", "2020-03-05")
    path = folder / f"{form}.tsv"
    rows = module.write_rows(event, doc)
    path.write_text("\n".join("\t".join(row) for row in [[*module.COLUMNS, *module.NUMBERS], *rows]) + "\n", encoding="utf-8")
    with open_data(str(path), form) as opened:
        return [pair for _, pair in name_rows(event)], list(opened.items())


def sectors_of(entity):
    return {one for one in (entity.sector, *entity.other_sectors) if one}


@pytest.mark.parametrize("form", PAIRED)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(event=make_events())
def test_what_a_format_can_hold_comes_back(tmp_path, form, event):
    pairs, back = there_and_back(tmp_path, form, event)
    code = from_cameo(to_cameo(event.type, event.mode, event.contexts).cameo)
    assert len(back) == len(pairs)
    for (actor, recipient), coded in zip(pairs, back, strict=True):
        got = coded.event
        day = event.date if event.date and len(event.date) == 10 and event.date[4] == "-" else None
        assert got.type == event.type
        if form == "polecat":
            assert (got.mode, got.contexts, got.score) == (event.mode, event.contexts, event.score)
            assert (got.place is None) == (event.place is None)
        else:
            assert (got.mode, got.contexts) == (code.mode, code.contexts)
        whole = event.date if event.date and "/" not in event.date and "X" not in event.date else None
        assert got.date == (whole if form == "gdelt" else day)
        for sent, come in ((actor, got.actors), (recipient, got.recipients)):
            if sent is None:
                assert come == ()
                continue
            (entity,) = come
            if form == "icews" and sent.code in ("UNO", "EUR") and sent.name:
                assert entity.code == "IGO", "ICEWS knows the body by its name alone"
            else:
                assert entity.code == sent.code
            if sent.code in STATES:
                assert sectors_of(entity) == sectors_of(sent)
            if form == "polecat":
                assert (entity.sector, entity.other_sectors, entity.name, entity.text) == (
                    sent.sector, sent.other_sectors, sent.name, sent.text,
                )  # fmt: skip
            elif sent.name:
                assert entity.name.casefold() == sent.name.casefold()
        assert coded.published == (None if form == "icews" else "2020-03-05")


@pytest.mark.parametrize("code", [code for code in load_codes() if code.way == "both"], ids=lambda code: code.cameo)
def test_a_code_of_cameo_comes_back_as_one_that_says_the_same(code):
    back = from_cameo(to_cameo(code.type, code.mode, code.contexts).cameo)
    assert back.type == code.type
