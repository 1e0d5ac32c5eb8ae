"""A brief tells what histories have in a section of its own, each sentence citing its row; nothing else in it changes."""

import pytest

from asking import make_record, run_command
from dragoman.brief import add_context, write_brief, write_html, write_markdown
from dragoman.record import open_record

ALLIANCES = (
    "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,"
    "dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,entente,version\n"
    '7,145,"Bolivia",375,"Finland",4,4,1949,,,,0,1,1,0,1,0,4.1\n'
    + "".join(f'{n},145,"Bolivia",375,"Finland",1,1,{1900 + n},1,2,{1900 + n},0,0,0,0,0,1,4.1\n' for n in range(20, 40))
)


@pytest.fixture
def record(tmp_path, capsys):
    path = make_record(tmp_path / "a.duckdb")
    (tmp_path / "alliance_v4.1_by_dyad.csv").write_text(ALLIANCES, encoding="utf-8")
    assert run_command(capsys, "import", tmp_path / "alliance_v4.1_by_dyad.csv", "--record", path)[0] == 0
    with open_record(path) as record:
        yield record


def test_each_sentence_cites_the_row_that_has_it(record):
    plain = write_brief(record, "BOL", "FIN")
    brief = add_context(plain, record)
    section = brief.sections[-1]
    assert (section.name, brief.sections[:-1], brief.citations[: len(plain.citations)]) == (
        "context", plain.sections, plain.citations,
    )  # fmt: skip
    (paragraph,) = section.paragraphs
    assert paragraph.heading == "Alliances, the last 12 of 21"
    assert paragraph.sentences[-1].text == (
        "From 4 April 1949, no end told: alliance 7, defence, non-aggression (Correlates of War 4.1)"
    )
    by_number = {one.number: one for one in brief.citations}
    for sentence in paragraph.sentences:
        (mark,) = sentence.marks
        citation = by_number[mark]
        assert record.document(citation.document).text[citation.start : citation.end] == citation.text
    assert [one.number for one in brief.citations] == list(range(1, len(brief.citations) + 1))
    assert {one.document for one in brief.citations} == {one.document for one in brief.sources}
    for text in (write_markdown(brief), write_html(brief, None)):
        assert "not read from the texts" in text


def test_without_histories_the_brief_is_the_same(record):
    plain = write_brief(record, "BOL", "FIN")
    assert add_context(plain, record, until="1700") is plain
    with open_record(":memory:") as empty:
        assert add_context(plain, empty) is plain
    assert add_context(None, record) is None


def test_the_command_has_it(record, capsys):
    path = record.path
    record.close()
    _, out, _ = run_command(capsys, "brief", "Bolivia", "Finland", "--record", path)
    assert "## What histories have (not read from the texts)" in out
    assert "7,145," in out
