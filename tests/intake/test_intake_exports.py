"""Exports of libraries: each layout split into its articles, with what it shows of them and a word on what it does not."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from made_exports import (
    PIECES,
    RIGHT_TO_LEFT,
    TIN,
    TWIN,
    Piece,
    factiva_html,
    factiva_rtf,
    list_uni_lines,
    make_docx,
    make_rtf,
    nexis_text,
    nexis_uni_docx,
    nexis_uni_rtf,
    proquest_text,
)

from dragoman.intake import Draft, Limits, Notice, read_documents, read_drafts
from dragoman.types import Document, Rejected

LAYOUTS = {
    "uni.docx": nexis_uni_docx,
    "uni-without-cover.docx": lambda pieces=PIECES: nexis_uni_docx(pieces, cover=False),
    "uni.rtf": nexis_uni_rtf,
    "nexis.txt": nexis_text,
    "nexis-all-fields.txt": lambda pieces=PIECES: nexis_text(pieces, all_fields=True),
    "nexis.rtf": lambda pieces=PIECES: make_rtf(nexis_text(pieces).split("\r\n")),
    "factiva.html": factiva_html,
    "factiva-lines.html": lambda pieces=PIECES: factiva_html(pieces, codes=False),
    "factiva.rtf": factiva_rtf,
    "factiva-codes.rtf": lambda pieces=PIECES: factiva_rtf(pieces, codes=True),
    "proquest.txt": proquest_text,
}
DAYS = ("2019-03-04", None, "2019-03-05", "2019-03-06", "2019-03-07")


@pytest.fixture
def read(tmp_path):
    """Writes one file and reads it: its drafts, and what else is said of it as (where, reason)."""

    def read_file(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        items = list(read_drafts([str(path)]))
        said = [(item.where.removeprefix(str(path)), item.reason) for item in items if not isinstance(item, Draft)]
        return [item for item in items if isinstance(item, Draft)], said

    return read_file


@pytest.fixture(params=LAYOUTS)
def layout(request, read):
    drafts, said = read(request.param, LAYOUTS[request.param]())
    return request.param, drafts, said


def test_layout_is_split_into_its_articles(layout):
    _, drafts, _ = layout
    assert [draft.title for draft in drafts] == [piece.title for piece in PIECES]
    assert [draft.source for draft in drafts] == [piece.source for piece in PIECES]
    assert [draft.published for draft in drafts] == [piece.date for piece in PIECES]
    assert [draft.where.rpartition("#")[2] for draft in drafts] == ["1", "2", "3", "4", "5"]


def test_layout_gives_section_byline_length_and_language(layout):
    name, drafts, _ = layout
    assert [draft.section for draft in drafts] == [piece.section for piece in PIECES]
    assert [draft.byline for draft in drafts] == [piece.byline for piece in PIECES]
    assert {draft.language for draft in drafts} == {"en"}
    if not name.startswith("proquest"):  # that layout has no length
        assert [draft.length for draft in drafts] == [f"{piece.n_words} words" for piece in PIECES]


def test_text_is_the_title_and_the_words_of_the_article_alone(layout):
    name, drafts, _ = layout
    for draft, piece in zip(drafts, PIECES, strict=True):
        wanted = [piece.title, *([piece.dateline] if piece.dateline and "factiva" not in name else []), *piece.body]
        assert " ".join(draft.text.split()) == " ".join(" ".join(wanted).split())
        assert draft.text.startswith(f"{piece.title}\n\n")


def test_missing_date_is_said_and_not_guessed(layout):
    _, drafts, said = layout
    assert said == [("#2", "no date of publication")]
    assert drafts[1].published is None


def test_exports_become_documents_with_days(layout, tmp_path):
    name, _, _ = layout
    docs = [doc for doc in read_documents([str(tmp_path / name)]) if isinstance(doc, Document)]
    assert [doc.published for doc in docs] == list(DAYS)
    assert len({doc.id for doc in docs}) == 5  # two have the same title


def test_rows_of_a_table_stay_rows(layout):
    _name, drafts, _ = layout
    lines = [line for line in drafts[3].text.split("\n") if "1,200" in line]
    assert len(lines) == 1
    assert "Chile" not in lines[0]
    assert lines[0].split() == ["2017", "1,200", "19,300"]


def test_right_to_left_names_keep_their_letters(layout):
    _, drafts, _ = layout
    assert RIGHT_TO_LEFT.byline in drafts[4].text
    assert drafts[4].byline == RIGHT_TO_LEFT.byline


def test_an_article_that_is_cut_short_is_said(read):
    _, said = read("nexis.txt", nexis_text((TIN._replace(length=900),)))
    assert said == [("#1", "cut short")]


@pytest.mark.parametrize("name", ["uni.docx", "uni.rtf", "nexis.txt", "factiva.html", "factiva-codes.rtf", "proquest.txt"])
def test_an_article_without_text_is_rejected_and_the_others_are_kept(read, name):
    empty = Piece("Photograph of a harbour", (), number=77)
    drafts, said = read(name, LAYOUTS[name]((TIN, empty, TWIN)))
    assert [draft.title for draft in drafts] == [TIN.title, TWIN.title]
    assert ("#2", "no text in article") in said


def test_one_article_alone(read):
    for name, make in LAYOUTS.items():
        drafts, said = read(name, make((TWIN,)))
        assert [draft.title for draft in drafts] == [TWIN.title], name
        assert said == [], name


def test_titles_that_look_like_the_index_or_a_field(read):
    pieces = tuple(
        TIN._replace(title=title)
        for title in ("1. Tin comes first", "2. Tin again", "Documents (3) on tin", "Copyright: a history")
    )
    drafts, said = read("uni.docx", nexis_uni_docx(pieces))
    assert [draft.title for draft in drafts] == [piece.title for piece in pieces]
    assert {draft.source for draft in drafts} == {TIN.source}
    assert said == []


def test_index_without_page_break(read):
    lines = [
        "Job Number: 1",
        "Documents (2)",
        "1. Tin for Penang",
        "2. Tin for Penang",
        *list_uni_lines((TIN, TWIN), cover=False),
    ]
    drafts, _ = read("uni.rtf", make_rtf(lines))
    assert [(draft.title, draft.source) for draft in drafts] == [(TIN.title, TIN.source), (TWIN.title, TWIN.source)]


def test_factiva_on_a_screen_in_another_language(read):
    drafts, said = read("a.html", factiva_html((TIN,), codes=False).replace(" words</div>", " mots</div>"))
    assert [(draft.title, draft.published, draft.length) for draft in drafts] == [(TIN.title, TIN.date, f"{TIN.n_words} mots")]
    assert said == []


def test_a_file_that_broke_off_gives_what_is_there(read):
    data = nexis_text()
    drafts, said = read("nexis.txt", data[: data.index("Malaysia protested") + 40])
    assert [draft.title for draft in drafts] == [piece.title for piece in PIECES[:3]]
    assert ("#3", "cut short") in said
    data = nexis_uni_docx()
    drafts, said = read("uni.docx", data[: len(data) // 2])
    assert drafts == []
    assert said == [("", "archive broken off")]


def test_lines_that_look_like_fields_stay_in_the_text(read):
    piece = TIN._replace(body=("Siam wrote three lines.", "Subject: tin.", "The rest of the letter was lost."))
    (draft,), _ = read("proquest.txt", proquest_text((piece,)))
    assert draft.text.endswith("Subject: tin.\n\nThe rest of the letter was lost.")


def test_other_texts_are_one_document(read):
    (draft,), said = read(
        "a.docx", make_docx(["Tin for Penang", "", "Siam sold tin to Malaysia, and was paid at once.", "\f", "End."])
    )
    assert draft.text == "Tin for Penang\n\nSiam sold tin to Malaysia, and was paid at once.\n\nEnd."
    assert draft.title == "Tin for Penang"
    (draft,), _ = read("a.rtf", make_rtf(["Caf\u00e9 \u2013 \u0641\u0627\u0631\u0633 \U0001f1f5 {braces} \\ back", "Two\tcells"]))
    assert draft.text == "Caf\u00e9 \u2013 \u0641\u0627\u0631\u0633 \U0001f1f5 {braces} \\ back\n\nTwo\tcells"
    (draft,), _ = read("b.txt", "A report of 3 of 4 documents.\n\nEnd of Document\n\nBody of water.")
    assert draft.text.startswith("A report")
    assert said == []


def test_rich_text_of_other_code_pages(read):
    fonts = rb"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset162 B;}}"
    data = rb"{\rtf1\ansi\ansicpg1251" + fonts + rb"\f0 \'cc\'ee\'f1\'ea\'e2\'e0\par \f1 \'fe\par {\f0 x}}"
    (draft,), _ = read("a.rtf", data)
    assert draft.text == "\u041c\u043e\u0441\u043a\u0432\u0430\n\n\u015f\n\nx"
    (draft,), _ = read(
        "b.rtf", rb"{\rtf1{\*\x secret}{\pict\bin4 }}}}}a\bin3 }}}b {\field{\*\fldinst{HYPERLINK x}}{\fldrslt link}}\par}"
    )
    assert draft.text == "ab link"


def test_word_documents_that_mean_harm(read):
    def make(xml):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", xml)
        return out.getvalue()

    entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document><w:t>&b;</w:t></w:document>'
    assert read("a.docx", make(entities)) == ([], [("", "broken XML")])
    assert read("b.docx", make("<a><b></a>")) == ([], [("", "broken XML")])
    assert read("c.docx", make("<w:document><w:t>" + " " * 60_000_000 + "</w:t></w:document>"))[1][0][1] in (
        "archive too large",
        "broken XML",
    )
    assert read("d.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600) == ([], [("", "has a password")])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x/y.xml", "<a/>")
    assert read("e.docx", out.getvalue()) == ([], [("", "not a Word document")])


COUNT = """
import re, sys, time
from pathlib import Path
from dragoman.intake import Draft, Limits, read_drafts
started = time.process_time()
n = sum(isinstance(item, Draft) for item in read_drafts(sys.argv[1:], limits=Limits(file=60_000_000)))
most = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(n, most, round(time.process_time() - started, 1))
"""
LONG = tuple(piece._replace(body=piece.body * 60) for piece in PIECES)


def count_drafts(path):
    """Drafts, megabytes and seconds of processor time, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", COUNT, str(path)], capture_output=True, text=True, check=True)
    return tuple(map(float, done.stdout.split()))


needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux how much memory was used")


@needs_proc
def test_fifty_megabytes_of_articles_are_read_in_bounded_memory_and_time(tmp_path):
    block = nexis_text(LONG)
    times = 50_000_000 // len(block.encode()) + 1
    path = tmp_path / "large.txt"
    path.write_text(block * times)
    n, megabytes, seconds = count_drafts(path)
    assert n == times * len(LONG)
    assert megabytes < 600
    assert seconds < 60
    (rejected,) = read_documents([str(path)], limits=Limits(file=1_000_000))
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "too large"


@needs_proc
def test_a_large_word_document_is_streamed(tmp_path):
    path = tmp_path / "large.docx"
    path.write_bytes(nexis_uni_docx(LONG * 100))
    n, megabytes, _ = count_drafts(path)
    assert n == 100 * len(LONG)
    assert megabytes < 120


def test_reprints_are_kept_with_their_sources_and_true_repetitions_are_not(tmp_path):
    reprint = TIN._replace(source="Penang Herald", date="6 March 2019")
    (tmp_path / "a.txt").write_text(nexis_text((TIN, reprint)))
    (tmp_path / "b.docx").write_bytes(nexis_uni_docx((TIN,)))
    notices: list[Notice] = []
    docs = list(read_documents([str(tmp_path)], on_notice=notices.append))
    assert [doc.source for doc in docs] == ["The Delta Post", "Penang Herald"]
    assert docs[0].text == docs[1].text
    assert docs[0].id != docs[1].id
    assert [notice.reason for notice in notices] == ["duplicate"]
