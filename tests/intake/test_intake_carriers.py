"""PDF, letters, Parquet, web archives and saved feeds: what becomes text, what becomes a field, what is left out."""

import datetime
import gzip
import io
import zlib

import pytest

from dragoman.intake import Limits, Notice, read_documents
from dragoman.types import Document, Rejected
from limits import processor_time


@pytest.fixture
def read(tmp_path):
    def read_file(name, data, **options):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        notices: list[Notice] = []
        with processor_time(15):
            items = list(read_documents([str(path)], on_notice=notices.append, **options))
        docs = [item for item in items if isinstance(item, Document)]
        rejected = {item.where.removeprefix(str(path)): item.reason for item in items if isinstance(item, Rejected)}
        return docs, rejected, [(notice.where.removeprefix(str(path)), notice.reason) for notice in notices]

    return read_file


# ------------------------------------------------------------------ PDF


def make_pdf(pages, title=None, extra=b""):
    """A PDF by hand: each page a list of lines."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for lines in pages:
        shown = b" T* ".join(
            b"(" + line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252") + b") Tj" for line in lines
        )
        stream = zlib.compress(b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b" ET")
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 "
            b"/BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>" % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 612 792] >>" % (b" ".join(kids), len(kids))
    if title:
        objects.append(b"<< /Title (%s) >>" % title.encode())
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for i, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b"/Info %d 0 R " % len(objects) if title else b""
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R %s%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        info,
        extra,
        start,
    )


def test_pdf_gives_its_text_layer(read):
    pages = [
        ["Tin for Penang", "", "On 3 June 1929 the govern-", "ment of Siam sold tin (all of it)."],
        ["Malaysia was grateful."],
    ]
    (doc,), rejected, _ = read("a.pdf", make_pdf(pages, title="A title of the file"))
    assert (
        doc.text.split()
        == "Tin for Penang On 3 June 1929 the government of Siam sold tin (all of it). Malaysia was grateful.".split()
    )
    assert doc.title == "Tin for Penang"
    assert rejected == {}


def test_pdf_without_text_or_broken(read):
    assert read("a.pdf", make_pdf([[]]))[1] == {"": "no text layer"}
    assert read("b.pdf", make_pdf([["Siam wrote."]])[:200])[1] == {"": "PDF not understood"}
    encrypted = make_pdf(
        [["Siam wrote."]],
        extra=b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -4 >> /ID [(a) (b)] ",
    )
    assert next(iter(read("c.pdf", encrypted)[1].values())) in ("has a password", "PDF not understood")
    assert read("d.pdf", make_pdf([["Siam wrote."]]), limits=Limits(file=100))[1] == {"": "too large"}


def test_pdf_that_means_harm(read):
    loop = make_pdf([["Siam wrote."]]).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    assert read("a.pdf", loop)[0] == []
    bomb = zlib.compress(b"BT (Peru) Tj ET " * 5_000_000, 1)
    pdf = make_pdf([["Siam wrote."]])
    at, end = pdf.index(b"stream\n") + 7, pdf.index(b"\nendstream")
    docs, rejected, notices = read("b.pdf", pdf[:at] + bomb + pdf[end:])
    assert docs == []
    assert rejected or notices


# ------------------------------------------------------------------ letters


LETTER = """From: =?utf-8?q?Andr=C3=A9_Amsel?= <a@delta.example>
To: all@delta.example
Subject: Tin for =?utf-8?q?Penang?=
Date: Mon, 04 Mar 2019 23:59:00 -0800
Message-ID: <17@delta.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Siam sold tin to C=F4te d'Ivoire.
--c
Content-Type: text/html; charset=utf-8

<p>Not this.</p>
--c--
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename=../../x.pdf

x
--b--
"""


def test_letter(read):
    (doc,), rejected, notices = read("a.eml", LETTER)
    assert doc == Document(
        "17@delta.example",
        "Tin for Penang\n\nSiam sold tin to C\u00f4te d'Ivoire.",
        "Tin for Penang",
        "Andr\u00e9 Amsel",
        published="2019-03-04",
    )
    assert rejected == {}
    assert notices == [("", "attachment")]


def test_letter_in_html_alone(read):
    markup = "<style>p {}</style><h1>Tin</h1><p>Siam <b>sold</b> tin &amp; rice.<br>Twice.</p><script>x()</script><!-- no -->"
    (doc,), _, _ = read("a.eml", f"Subject: News\nContent-Type: text/html\n\n{markup}")
    assert doc.text == "News\n\nTin\n\nSiam sold tin & rice.\n\nTwice."


def test_mailbox(read):
    box = "".join(
        f"From a@b Mon Mar  4 10:00:00 2019\nSubject: Letter {i}\nDate: 4 Mar 2019\n\nSiam wrote.\n>From Siam, letter {i}.\n\n"
        for i in range(3)
    )
    docs, rejected, _ = read("a.mbox", box + "From a@b Mon\nSubject: Empty\n\n\n")
    assert [doc.text for doc in docs] == [f"Letter {i}\n\nSiam wrote.\nFrom Siam, letter {i}." for i in range(3)]
    assert [doc.published for doc in docs] == ["2019-03-04"] * 3
    assert rejected == {"#4": "no text in letter"}


@pytest.mark.parametrize(
    "letter",
    [
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 5_000,
        "Subject: " + "=?utf-8?q?a?= " * 20_000 + "\n\nSiam wrote.",
        "Content-Type: text/plain; charset=nonsense\nDate: \0\n\nSiam wrote \xff.",
        "Content-Transfer-Encoding: base64\n\n!!!!",
        "Content-Type: text/html\n\n" + "<div>" * 100_000,
    ],
)
def test_letters_that_mean_harm(read, letter):
    docs, rejected, _ = read("a.eml", letter)
    assert len(docs) + len(rejected) == 1


# ------------------------------------------------------------------ Parquet


def test_parquet(read, tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "Text": ["Siam wrote.", None, "Peru wrote."],
            "id": [1, 2, 3],
            "published": [datetime.date(2019, 3, 4), None, datetime.date(1929, 6, 3)],
            "source": pa.array(["Post", "Post", None]).dictionary_encode(),
            "other": [[1], [2], [3]],
        }
    )
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=2)
    docs, rejected, _ = read("a.parquet", out.getvalue())
    assert docs == [
        Document("1", "Siam wrote.", source="Post", published="2019-03-04"),
        Document("3", "Peru wrote.", published="1929-06-03"),
    ]
    assert rejected == {":2": "empty"}
    assert read("b.parquet.gz", gzip.compress(out.getvalue()))[0] == docs
    assert read("c.parquet", out.getvalue()[:-20])[1] == {"": "broken Parquet"}
    none = io.BytesIO()
    pq.write_table(pa.table({"words": ["x"]}), none)
    assert read("d.parquet", none.getvalue())[1] == {"": "no text"}
    wrong = io.BytesIO()
    pq.write_table(pa.table({"text": [1, 2]}), wrong)
    assert read("e.parquet", wrong.getvalue())[1] == {":1": "wrong type", ":2": "wrong type"}


# ------------------------------------------------------------------ web archives


PAGE = """<html><head><title>Quinine treaty</title><meta property="article:published_time" content="1999-11-02">
</head><body><article>
<h1>Quinine treaty</h1>
<p>Bolivia and Peru signed a treaty on the trade in quinine on Tuesday, and both governments praised it at length.</p>
<p>The foreign ministers met in La Paz. They had met three times before, in Cuzco, Puno and Lima, without a result.</p>
</article></body></html>"""


def make_record(url, body, kind="text/html", status="200 OK", record="response", headers=""):
    body = body if isinstance(body, bytes) else body.encode()
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body if record == "response" else body
    own = "application/http; msgtype=response" if record == "response" else kind
    head = (
        f"WARC/1.0\r\nWARC-Type: {record}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"Content-Type: {own}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def make_warc():
    return [
        make_record("", "software: x", "application/warc-fields", record="warcinfo"),
        make_record("https://a.example/1", PAGE),
        make_record(
            "https://a.example/2", gzip.compress(PAGE.replace("quinine", "tin").encode()), headers="Content-Encoding: gzip\r\n"
        ),
        make_record("https://a.example/3", "gone", status="404 Not Found"),
        make_record("https://a.example/x.png", b"\x89PNG", "image/png"),
        make_record(
            "https://a.example/4", "Caf\u00e9 in Lima, where Peru met Chile.".encode("latin-1"), "text/plain; charset=iso-8859-1"
        ),
        make_record("https://a.example/5", "Chile met Peru.", "text/plain", record="conversion"),
        make_record("https://a.example/6", "<html></html>"),
    ]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_web_archive(read, name):
    records = make_warc()
    data = b"".join(records) if name.endswith("warc") else b"".join(map(gzip.compress, records))
    docs, rejected, notices = read(name, data)
    assert [doc.url[-1] for doc in docs] == ["1", "2", "4", "5"]
    assert [doc.published for doc in docs] == ["1999-11-02", "1999-11-02", None, None]
    assert "trade in tin" in docs[1].text
    assert docs[2].text.startswith("Caf\u00e9")
    assert rejected == {"#7": "no article in page"}
    assert sorted(reason for _, reason in notices) == ["no page", "page that was not had"]


def test_web_archive_that_broke_off(read):
    data = b"".join(map(gzip.compress, make_warc()))
    docs, rejected, _ = read("a.warc.gz", data[: len(data) * 2 // 3])
    assert docs
    assert rejected
    docs, rejected, _ = read("b.warc", b"".join(make_warc())[:1_500])
    assert len(docs) + len(rejected) >= 1
    bomb = make_record("https://a.example/b", gzip.compress(b" " * 300_000_000), headers="Content-Encoding: gzip\r\n")
    assert "too large" in read("c.warc", bomb)[1].values()


# ------------------------------------------------------------------ feeds in files


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Delta Post</title><language>en-gb</language><item><title>Tin &amp; rice</title><link>https://delta.example/1</link>
<guid isPermaLink="false">tag:delta.example,2019:1</guid><pubDate>Mon, 04 Mar 2019 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Siam sold tin.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Siam sold tin to Malaysia.</p><p>It was glad.</p>]]></content:encoded></item>
<item><title>Alone</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Andean Wire</title><entry><id>urn:x:1</id><title>Treaty</title>
<link href="https://andean.example/1"/><updated>2019-03-06T10:00:00Z</updated><summary>Peru met Chile.</summary></entry></feed>"""


def test_feeds_saved_as_files(read):
    (doc,), rejected, _ = read("a.rss", RSS)
    text = "Tin & rice\n\nSiam sold tin to Malaysia.\n\nIt was glad."
    assert doc == Document(
        "tag:delta.example,2019:1", text, "Tin & rice", "The Delta Post", "https://delta.example/1", "en-gb", "2019-03-04"
    )
    assert rejected == {"#2": "no text in item"}
    (doc,), _, _ = read("b.xml", ATOM)
    assert doc == Document(
        "urn:x:1", "Treaty\n\nPeru met Chile.", "Treaty", "Andean Wire", "https://andean.example/1", published="2019-03-06"
    )


def test_other_xml_and_feeds_that_mean_harm(read, tmp_path):
    assert read("a.xml", "<html/>")[1] == {"": "no feed"}
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + RSS.replace("Alone", "&b;").replace(
        '<?xml version="1.0"?>', ""
    )
    assert read("b.rss", bomb)[1] == {"": "broken XML"}
    docs, rejected, _ = read("c.rss", RSS[:500])
    assert len(docs) + len(rejected) >= 1
    notices = []
    (tmp_path / "d").mkdir()
    (tmp_path / "d/pom.xml").write_text("<project/>")
    (tmp_path / "d/feeds.toml").write_text('[[feed]]\nurl = "http://127.0.0.1:1/"')
    assert list(read_documents([str(tmp_path / "d")], on_notice=notices.append)) == []
    assert [notice.reason for notice in notices] == ["unknown ending .toml", "unknown ending .xml"]
