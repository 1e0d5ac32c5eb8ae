"""Each format: what becomes text, what becomes a field, what is rejected and where."""

import json

import pytest

from dragoman.intake import Limits, Notice, read_documents
from dragoman.types import Document, Rejected


@pytest.fixture
def read(tmp_path):
    """Writes one file and reads it: (documents, rejected, notices)."""

    def read_file(name, content, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        notices: list[Notice] = []
        items = list(read_documents([str(path)], on_notice=notices.append, **options))
        docs = [item for item in items if isinstance(item, Document)]
        rejected = [(item.where.removeprefix(str(path)), item.reason) for item in items if isinstance(item, Rejected)]
        return docs, rejected, notices

    return read_file


def test_plain_text_is_kept_as_it_is(read):
    text = "Tin for Penang\r\n\r\nSiam  sold tin.\tIt was cheap.\r\n\x0c\u200f"
    docs, _, _ = read("a.txt", b"\xef\xbb\xbf" + text.encode())
    assert docs[0].text == text
    assert docs[0].title == "Tin for Penang"


def test_markdown_front_matter_gives_fields_and_the_body_keeps_its_marks(read):
    markup = (
        "---\ntitle: 'Two *notes*'\nDate: 1921-03-04\npublisher: The Gazette\ntags: [a]\n---\n\n# Heading\n\n*Persia* wrote.\n"
    )
    (doc,), _, _ = read("a.md", markup)
    assert doc.text == "# Heading\n\n*Persia* wrote.\n"
    assert (doc.title, doc.published, doc.source) == ("Two *notes*", "1921-03-04", "The Gazette")


def test_markdown_without_front_matter_takes_its_heading(read):
    (doc,), _, _ = read("a.md", "## The *Tibet* question ##\n\nLhasa answered.\n\n---\nend: no\n---\n")
    assert doc.title == "The *Tibet* question"
    assert doc.text.startswith("## The")


PAGE = """<!doctype html><html lang="en"><head><title>Quinine treaty | The Andean Post</title>
<meta property="og:site_name" content="The Andean Post"><link rel="canonical" href="https://andean.example/quinine">
{meta}<script>document.write("Ecuador attacked Peru.")</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/about">About</a></nav><article><h1>Quinine treaty</h1>
<p>Bolivia and Peru signed a treaty on the trade in quinine on Tuesday, and both governments praised it at length.</p>
<p>The foreign ministers met in La Paz. They had met three times before, in Cuzco, Puno and Lima, without a result.</p>
<p onclick="alert(1)">A copy of the treaty was sent to Quito, where the government said that it would study the text.</p>
</article><script type="text/javascript">var x = "Chile invaded Bolivia";</script></body></html>"""


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ("", None),
        ('<meta property="article:published_time" content="1999-11-02T08:00:00+01:00">', "1999-11-02"),
        ('<meta name="DC.date.issued" content="2 November 1859">', "1859-11-02"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "1999-11-02"}</script>', "1999-11-02"),
        ('<time pubdate datetime="1999-11-02">Tuesday</time>', "1999-11-02"),
        ('<meta property="article:modified_time" content="1999-11-02">', None),
    ],
)
def test_page_gives_the_article_and_only_a_date_that_is_marked_as_one(read, meta, published):
    (doc,), rejected, _ = read("a.html", PAGE.format(meta=meta))
    assert "Bolivia and Peru signed a treaty" in doc.text
    assert not any(word in doc.text for word in ("attacked", "invaded", "alert", "color", "<"))
    assert (doc.title, doc.source, doc.url, doc.language) == (
        "Quinine treaty", "The Andean Post", "https://andean.example/quinine", "en",
    )  # fmt: skip
    assert doc.published == published
    assert not rejected


def test_page_is_read_in_the_encoding_that_it_declares(read):
    page = PAGE.format(meta='<meta charset="iso-8859-2">').replace("in quinine", "w żelazie").encode("iso-8859-2")
    (doc,), _, _ = read("a.htm", page)
    assert "trade w żelazie" in doc.text


def test_page_without_an_article_is_rejected(read):
    docs, rejected, _ = read("a.html", "<html><body><script>var a = 1</script></body></html>")
    assert (docs, rejected) == ([], [("", "no article in page")])


def test_jsonl_rows(read):
    rows = [
        {
            "text": "Mali wrote.", "id": 17, "title": " ", "source": "Radio", "url": "u", "language": "en",
            "published": "3 May 1961", "x": [{}],
        },
        {"text": "Niger wrote.", "title": None, "published": 19610504},
    ]  # fmt: skip
    docs, rejected, _ = read("a.jsonl", "\ufeff" + "\r\n\n".join(map(json.dumps, rows)))
    assert docs[0] == Document("17", "Mali wrote.", None, "Radio", "u", "en", "1961-05-03")
    assert docs[1].published == "1961-05-04"
    assert not rejected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1, 2]", "not an object"),
        ('"text"', "not an object"),
        ("null", "not an object"),
        ("{}", "no text"),
        ('{"n": 1e999}', "no text"),
        ('{"text": 5}', "wrong type"),
        ('{"text": null}', "wrong type"),
        ('{"text": "a", "title": ["b"]}', "wrong type"),
        ('{"text": "a", "id": true}', "wrong type"),
        ('{"text": "  \\n "}', "empty"),
        ("text", "broken JSON"),
        ('{"text": "a"', "broken JSON"),
        ('{"text": "\x01"}', "broken JSON"),
        (r'{"text": "half \ud800 pair"}', "broken JSON"),
        ('{"text": "a", "deep": ' + "[" * 90_000 + "]" * 90_000 + "}", "broken JSON"),
        ('{"text": "a", "deep": ' + '{"a":' * 90_000, "broken JSON"),
    ],
    ids=lambda value: value[:30],
)  # fmt: skip
def test_jsonl_row_that_cannot_be_read_is_named_and_the_rest_is_read(read, line, reason):
    docs, rejected, _ = read("a.jsonl", f'{{"text": "before"}}\n{line}\n{{"text": "after"}}')
    assert [doc.text for doc in docs] == ["before", "after"]
    assert rejected == [(":2", reason)]


def test_jsonl_keeps_control_characters_that_are_escaped(read):
    (doc,), _, _ = read("a.jsonl", r'{"text": "a\u0000\u202eb\u001b[31mc"}')
    assert doc.text == "a\0\u202eb\x1b[31mc"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_rows_in_other_encodings(read, encoding):
    docs, _, _ = read("a.jsonl", '{"text": "São Tomé"}\n{"text": "Côte d’Azur"}\n'.encode(encoding))
    assert [doc.text for doc in docs] == ["São Tomé", "Côte d’Azur"]
    docs, _, _ = read("a.csv", "text,title\nSão Tomé,é\n".encode(encoding))
    assert [(doc.text, doc.title) for doc in docs] == [("São Tomé", "é")]


def test_line_above_the_limit_is_passed_over(read):
    rows = '{"text": "before"}\n{"text": "' + "x" * 5000 + '"}\n{"text": "after"}\n'
    docs, rejected, _ = read("a.jsonl", rows, limits=Limits(line=1000))
    assert [doc.text for doc in docs] == ["before", "after"]
    assert rejected == [(":2", "line too long")]


def test_file_above_the_limit_is_rejected(read):
    assert read("a.txt", "x" * 1001, limits=Limits(file=1000))[1] == [("", "too large")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_delimiter_and_header_in_any_case(read, delimiter):
    lines = [["ID", " Title ", "TEXT", "other"], ["7", "A", '"one; two, three | four\nnext ""line"""', "x"], ["8", "", "b", ""]]
    docs, rejected, _ = read("a.csv", "\ufeff" + "\r\n".join(delimiter.join(line) for line in lines))
    assert docs[0] == Document("7", 'one; two, three | four\nnext "line"', "A")
    assert docs[1] == Document("8", "b")
    assert not rejected


def test_csv_cell_of_a_megabyte(read):
    docs, _, _ = read("a.csv", 'text\n"' + "word " * 200_000 + '"\n')
    assert len(docs[0].text) == 1_000_000


def test_csv_rows_that_cannot_be_read_are_named_by_their_first_line(read):
    rows = 'id,text\n1,"two\nlines"\n2\n3,a,b\n4,\n5,"bad"quote"\n6,last\n'
    docs, rejected, _ = read("a.csv", rows)
    assert [doc.id for doc in docs] == ["1", "6"]
    assert rejected == [(":4", "no text"), (":5", "broken CSV"), (":6", "empty"), (":7", "broken CSV")]


def test_csv_quotation_that_never_ends_takes_no_other_row_with_it_unsaid(read):
    docs, rejected, _ = read("a.csv", 'id,text\n1,a\n2,"b\n3,c\n')
    assert [doc.id for doc in docs] == ["1"]
    assert rejected == [(":3", "broken CSV")]


def test_csv_without_a_column_text_is_rejected(read):
    assert read("a.csv", "id,body\n1,a\n")[1] == [("", "no text")]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t\n"])
def test_file_without_text_is_rejected(read, name, content):
    assert read(name, content)[1] == [("", "empty")]
