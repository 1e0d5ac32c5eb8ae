"""Marks on texts: nothing of the text is lost or doubled, whatever overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.pages.document import split_parts
from dragoman.pages.marks import Mark, cut_text, find_paragraph
from dragoman.pages.render import check_drawing, highlight, pick_bound
from dragoman.pages.words import show_controls, spell_date

TEXTS = st.text(st.sampled_from("ab \n<é\u202e"), max_size=60)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["act", "who", "when"])), max_size=8))
def test_stretches_give_the_lines_of_the_text(text, marks):
    paragraphs = cut_text(text, [Mark(a, b, kind, f"{a}-{b}") for a, b, kind in marks])
    assert ["".join(s.text for s in p) for p in paragraphs] == [line for line in text.split("\n") if line.strip()]
    for stretch in (s for p in paragraphs for s in p):
        assert text[stretch.start : stretch.start + len(stretch.text)] == stretch.text
        over = {kind for a, b, kind in marks if a <= stretch.start < b}
        assert set(stretch.kinds) == over


def test_anchor_stands_once_where_its_mark_begins():
    stretches = cut_text("Iran met Peru.", [Mark(5, 14, "act", "e1"), Mark(9, 13, "to")])[0]
    assert [(s.text, s.anchors) for s in stretches] == [("Iran ", ()), ("met ", ("e1",)), ("Peru", ()), (".", ())]
    assert [s.ids for s in stretches[1:]] == [("e1",)] * 3


@given(TEXTS, st.integers(5, 20))
def test_parts_cover_the_text_in_order(text, most):
    starts = split_parts(text, most)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(start <= len(text) for start in starts)


def test_paragraph_is_the_line_of_the_words():
    text = "One.\nTwo is here.\nThree."
    assert text[slice(*find_paragraph(text, 9, 11))] == "Two is here."


def test_highlight_escapes_around_the_words():
    assert str(highlight("a <b> Treaty", ("treaty",))) == "a &lt;b&gt; <mark>Treaty</mark>"


def test_controls_are_shown():
    assert show_controls("a\u202eb\x00c\ud800\u200bd\n") == "a[U+202E]b\u2400c[U+D800][U+200B]d\n"
    assert (
        show_controls("\u0645\u06cc\u200c\u0631\u0648\u0645") == "\u0645\u06cc\u200c\u0631\u0648\u0645"
    )  # a Persian word with its joiner


def test_dates_are_spelled_as_precisely_as_they_are():
    spelled = {
        "1995-02-17": "17 February 1995", "1995-02": "February 1995", "1995": "1995", "199X": "1990s", "19XX": "20th century",
        "1991/..": "since 1991", "../1991-05": "until May 1991", "1914/1918": "1914 to 1918", "-0497": "498 BC",
        "1920-23": "autumn 1920", "1920~": "about 1920", "1920-13": "1920-13", "[1920,1921]": "[1920,1921]",
    }  # fmt: skip
    assert {edtf: spell_date(edtf) for edtf in spelled} == spelled


BOUNDS = {"1990": ("1990", "1990"), "1991/..": ("1991", None), "../1958-05": (None, "1958-05"), "1914/1918": ("1914", "1918")}


def test_bounds_of_a_date_are_those_of_a_filter():
    assert {edtf: (pick_bound(edtf, "earliest"), pick_bound(edtf, "latest")) for edtf in BOUNDS} == BOUNDS


def test_drawing_with_a_program_in_it_is_left_out():
    assert check_drawing("<svg ><text>one = two</text></svg>")
    assert check_drawing('<svg onload="alert(1)"></svg>') == ""
    assert check_drawing("<svg ><script>1</script></svg>") == ""
    assert check_drawing("<p>") == ""
