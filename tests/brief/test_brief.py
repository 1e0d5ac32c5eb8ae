"""What a brief promises: every sentence stands on words that are in the texts, the same record gives the same brief, what is
alleged or denied is told as such, and nothing that a text holds can do more than be read."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest

from dragoman.brief import write_brief, write_html, write_markdown, write_pdf
from dragoman.plain import clean_text
from dragoman.record import open_record
from dragoman.types import Document, Evidence, Finding, SourcedEvidence, Stance, Why
from hand_made import make_entity, make_event, make_reading, make_sample

SAMPLES = [
    tuple(pair.split()) for pair in ("ARG CHL", "ERI ETH", "ECU PER", "CHN IND", "NOR SWE", "MWI TZA", "EGY SDN", "JPN KOR")
]
CASES = [
    ("greece-turkey", "GRC", "TUR"),
    pytest.param("india-pakistan", "IND", "PAK", marks=pytest.mark.slow),
    pytest.param("chile-bolivia", "BOL", "CHL", marks=pytest.mark.slow),
]
# Turning points that the six texts tell, as words that must stand in the brief.
TURNS = {
    "greece-turkey": "landed at Smyrna|exchange of populations|treaty of friendship|Zurich and London|invaded the island|"
    "threatened Greece with war|sent rescue teams|declaration on friendly relations",
    "india-pakistan": "invaded Kashmir|Indus Waters Treaty|attacked Pakistan|Tashkent Declaration|surrendered to India|"
    "Simla Agreement|tested nuclear weapons|hand of friendship|suspended trade|ceasefire on Saturday",
    "chile-bolivia": "declared war on Chile|truce at Valparaiso|Treaty of Peace and Friendship|broke off diplomatic relations|"
    "restored relations|severed relations|sued Chile",
}
QUOTED = re.compile(r"“([^“”]*)”")


def keep(readings):
    record = open_record(":memory:")
    run = record.begin_run({}, "0.1.0", {})
    record.add(readings, [], run)
    return record


def check_traced(record, brief):
    """Every sentence has a mark, every mark its words, and every quoted word stands in the words of the sentence's marks."""
    words = {}
    for citation in brief.citations:
        assert record.document(citation.document).text[citation.start : citation.end] == citation.text
        words[citation.number] = clean_text(citation.text)
    assert list(words) == list(range(1, len(words) + 1))
    for sentence in brief.sentences:
        assert sentence.marks, sentence.text
        held = " ".join(words[mark] for mark in sentence.marks)
        for quote in QUOTED.findall(sentence.text):
            assert quote.removesuffix(" …") in held, sentence.text
    told = {mark for sentence in brief.sentences for mark in sentence.marks}
    assert told == set(words)


# ------------------------------------------------------------------ traced


@pytest.mark.parametrize("pair", SAMPLES, ids="-".join)
def test_samples_are_traced_to_their_words(sample_record, pair):
    check_traced(sample_record, write_brief(sample_record, *pair))


@pytest.mark.parametrize(("folder", "one", "other"), CASES)
def test_six_texts_give_their_turning_points(case_records, folder, one, other):
    record = case_records(folder)
    brief = write_brief(record, one, other)
    check_traced(record, brief)
    text = write_markdown(brief).partition("## The words")[0]
    assert len(brief.citations) >= 15
    assert len(brief.sources) == 6
    assert [turn for turn in TURNS[folder].split("|") if turn not in text] == []


def test_length_is_one_to_three_pages(case_records):
    n_words = sum(len(sentence.text.split()) for sentence in write_brief(case_records("greece-turkey"), "GRC", "TUR").sentences)
    assert 300 <= n_words <= 1500


def test_words_that_are_not_in_the_text_are_not_told():
    reading = make_sample()[1]
    doc = Document(reading.document.id, reading.document.text.replace("pact", "PACT"), source="The Herring")
    with keep([make_reading(doc, *reading.events)]) as record:
        assert write_brief(record, "BOL", "FIN") is None


# ------------------------------------------------------------------ the same again


@pytest.mark.parametrize("pair", [("ARG", "CHL"), ("MWI", "TZA")])
def test_the_same_record_gives_the_same_brief(sample_readings, sample_record, pair):
    first = write_brief(sample_record, *pair)
    with keep(sample_readings) as record:
        again = write_brief(record, *reversed(pair))
    assert (write_markdown(first), write_html(first)) == (write_markdown(again), write_html(again))


def test_order_of_reading_does_not_matter(sample_readings, sample_record):
    with keep(list(reversed(sample_readings))) as record:
        assert write_markdown(write_brief(record, "MWI", "TZA")) == write_markdown(write_brief(sample_record, "MWI", "TZA"))


# ------------------------------------------------------------------ told as what it is


def tell(event, *more, **fields):
    """All sentences of the brief on one event between Bolivia and Finland."""
    with keep([make_reading(event[0], event[1], *more, **fields)]) as record:
        brief = write_brief(record, "BOL", "FIN")
        check_traced(record, brief)
        return write_markdown(brief).partition("## The words")[0].replace("\\", "")


def about(text, act, actors=("BOL:Bolivia",), recipients=("FIN:Finland",), kind="ASSAULT", **fields):
    doc = Document("d", text)
    return doc, make_event(doc, kind, list(actors), list(recipients), act=act, **fields)


def test_what_is_denied_is_not_told_as_done():
    told = tell(about("Peru said that Bolivia bombed Finland.", "bombed", status="negated", says="PER:Peru"))
    assert "Peru denied that Bolivia “bombed Finland”" in told
    assert "How it came to this" not in told


def test_what_is_alleged_is_not_told_as_done():
    told = tell(about("Peru charged that Bolivia bombed Finland.", "bombed", alleged=True, says="PER:Peru"))
    assert "Peru" in told
    assert "lleged, denied" in told
    assert "How it came to this" not in told


def test_a_claim_has_its_source():
    told = tell(about("Bolivia bombed Finland in 1950, Peru said.", "bombed", date="1950", when="1950", says="PER:Peru"))
    assert re.search("[Aa]ccording to Peru", told)


def test_what_is_planned_or_possible_keeps_its_verb():
    assert "“will attack Finland" in tell(about("Bolivia will attack Finland.", "attack", status="planned"))
    assert "“might attack Finland" in tell(about("Bolivia might attack Finland.", "attack", status="hypothetical"))


def test_a_word_of_doubt_in_the_sentence_is_heard():
    told = tell(about("Bolivia reportedly bombed Finland in 1950.", "bombed", date="1950", when="1950"))
    assert "How it came to this" not in told
    assert "reportedly bombed Finland" in told


@pytest.mark.parametrize(("basis", "sign"), [("resolved", "†"), ("inherited", "‡"), ("published", "§")])
def test_dates_that_are_not_stated_are_marked(basis, sign):
    told = tell(about("Bolivia bombed Finland.", "bombed", date="1950-05-04", date_basis=basis))
    assert f"4 May 1950{sign}" in told
    assert f"\n{sign} date" in told


def test_a_date_after_the_printing_is_not_believed():
    doc = Document("d", "Bolivia bombed Finland.", published="1950-06-01")
    told = tell(
        (doc, make_event(doc, "ASSAULT", ["BOL:Bolivia"], ["FIN:Finland"], act="bombed", date="1990", date_basis="resolved"))
    )
    assert "1990" not in told
    assert "told in June 1950" in told


def test_findings_and_stances_are_told():
    doc = Document("d", "On 31 June 1950 Bolivia bombed Finland. Finland fears Bolivia.")
    bolivia, finland = make_entity(doc, "BOL:Bolivia"), make_entity(doc, "FIN:Finland")
    words, why = Evidence(40, 62, doc.text[40:62]), (Why("stance.test", "by hand"),)
    event = make_event(
        doc, "ASSAULT", ["BOL:Bolivia"], ["FIN:Finland"], act="bombed", date="1950", evidence=Evidence(0, 38, doc.text[:38])
    )
    fear = Stance("fear0001", "d", "fear", (finland,), (bolivia,), None, None, 0.5, words, why)
    spans = (SourcedEvidence("d", 3, 15, "31 June 1950"),)
    clash = Finding("clash001", "d", "date_conflict", "error", "June has 30 days.", spans)
    told = tell((doc, event), stances=[fear], findings=[clash])
    assert "June has 30 days" in told
    assert "afraid of Bolivia" in told or "fear Bolivia" in told
    assert "One statement in the texts cannot be right" in told


def test_reports_that_differ_are_set_side_by_side():
    from dragoman.types import Quantity

    readings = []
    for name, n in (("a", "20"), ("b", "17")):
        doc = Document(name, f"On 4 May 1950 Bolivia bombed Finland and killed {n} men in Turku, said paper {name}.")
        fields = {"quantities": (Quantity("people", float(n), "killed", f"{n} men"),), "date": "1950-05-04", "when": "4 May 1950"}
        readings.append(make_reading(doc, make_event(doc, "ASSAULT", ["BOL:Bolivia"], ["FIN:Finland"], act="bombed", **fields)))
    with keep(readings) as record:
        told = write_markdown(write_brief(record, "BOL", "FIN"))
    assert "different numbers for one event: “17 men” " in told
    assert "“20 men”" in told


# ------------------------------------------------------------------ nothing to tell, little to tell


def test_empty_record_gives_no_brief():
    with open_record(":memory:") as record:
        assert write_brief(record, "BOL", "FIN") is None


def test_a_pair_without_dealings_gives_no_brief(sample_record):
    assert write_brief(sample_record, "BOL", "FIN") is None


def test_time_asked_for_bounds_what_is_told(sample_record):
    brief = write_brief(sample_record, "ARG", "CHL", since="1990", until="2010")
    assert "1881" not in write_markdown(brief)
    assert "asked for: 1990 to 2010" in brief.facts


# ------------------------------------------------------------------ untrusted text

EVIL = "Bolivia bombed <script>alert(1)</script> [x](javascript:alert(1)) *Finland* \u202eevil\u202c & \x07`code` <img src=x>"


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.links = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]


@pytest.fixture
def evil_brief():
    doc = Document("evil<b>", EVIL, title="<script>x</script> *t*", source="](http://evil) <i>", url='javascript:"alert(1)"')
    with keep([make_reading(doc, make_event(doc, "ASSAULT", ["BOL:Bolivia"], ["FIN:Finland"], act="bombed"))]) as record:
        yield write_brief(record, "BOL", "FIN")


def test_html_shows_words_as_words(evil_brief):
    page = write_html(evil_brief)
    found = Tags(page)
    assert not {"script", "img", "i", "b"} & set(found.tags)
    assert all(link.startswith("#") for link in found.links)
    assert "\u202e" not in page
    assert "\x07" not in page
    assert "default-src 'none'" in page


def test_markdown_shows_words_as_words(evil_brief):
    text = write_markdown(evil_brief)
    assert "\u202e" not in text
    assert not re.search(r"(?<!\\)<(?!a id=\"c\d+\"></a>|/a>)", text)
    assert not re.search(r"(?<!\\)\]\((?!#c\d+\))", text)
    assert not re.search(r"(?<!\\)`", text)


def test_pdf_holds_any_letter(evil_brief):
    pytest.importorskip("fpdf")
    assert write_pdf(evil_brief).startswith(b"%PDF-")


def read_lines(data):
    """The lines of each page of a PDF, as another program reads them."""
    import io

    from pypdf import PdfReader

    return [[line.strip() for line in page.extract_text().split("\n")] for page in PdfReader(io.BytesIO(data)).pages]


def test_pdf_says_where_it_lacks_letters(evil_brief, sample_record):
    pytest.importorskip("fpdf")
    sources = [
        msgspec.structs.replace(source, title="\u5e0c\u814a \u0395\u03bb\u03bb\u03ac\u03b4\u03b1")
        for source in evil_brief.sources
    ]
    lines = [line for page in read_lines(write_pdf(msgspec.structs.replace(evil_brief, sources=tuple(sources)))) for line in page]
    assert any("\ufffd \u0395\u03bb\u03bb\u03ac\u03b4\u03b1" in line for line in lines)
    assert any("has no font for" in line for line in lines)
    told = read_lines(write_pdf(write_brief(sample_record, "MWI", "TZA")))
    assert not any("has no font for" in line for page in told for line in page)


def test_pdf_has_no_line_of_a_mark_alone_and_numbers_its_pages(sample_record):
    pytest.importorskip("fpdf")
    pages = read_lines(write_pdf(write_brief(sample_record, "ARG", "CHL")))
    assert len(pages) > 1
    for number, lines in enumerate(pages, 1):
        assert any(
            (line.endswith(str(number)) and "Argentina and Chile" in line) or line == str(number)
            for line in lines[-3:] + lines[:3]
        )
        assert [line for line in lines if re.fullmatch(r"(?:\[\d+\])*\.?", line) and line] == []


# ------------------------------------------------------------------ forms


def test_html_links_lead_both_ways(sample_record):
    page = write_html(write_brief(sample_record, "ARG", "CHL"))
    ids = set(re.findall(r' id="([^"]+)"', page))
    links = [link[1:] for link in Tags(page).links]
    assert set(links) <= ids
    assert {f"c{n}" for n in range(1, 10)} <= set(links)
    assert {"m1-1", "s1"} <= set(links)
    assert not {"script", "link", "iframe"} & set(Tags(page).tags)


def test_pdf_is_the_same_again(sample_record):
    pytest.importorskip("fpdf")
    brief = write_brief(sample_record, "MWI", "TZA")
    assert write_pdf(brief) == write_pdf(brief)


def test_pdf_without_its_packages_says_what_to_do(sample_record, monkeypatch):
    import sys

    from dragoman.errors import UsageError

    monkeypatch.setitem(sys.modules, "fpdf", None)
    with pytest.raises(UsageError, match=r"dragoman\[pdf\]"):
        write_pdf(write_brief(sample_record, "MWI", "TZA"))
