"""Archives: what lies in them is read where it lies; what means harm costs itself, and its name says why."""

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from made_exports import PIECES, nexis_uni_docx

from dragoman.intake import Limits, Notice, measure_sources, read_documents
from dragoman.types import Document, Rejected
from limits import processor_time

ROW = {"text": "On 3 June 1929 Peru signed a treaty with Chile.", "source": "The Andean Post"}
ROWS = (json.dumps(ROW) + "\n" + json.dumps({"text": "Bolivia protested."}) + "\n").encode()
SMALL = Limits(unpacked=30_000_000, members=50)


def make_zip(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def make_tar(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = data if isinstance(data, tarfile.TarInfo) else tarfile.TarInfo(name)
            if isinstance(data, bytes):
                info.size = len(data)
            archive.addfile(info, io.BytesIO(data) if isinstance(data, bytes) else None)
    return out.getvalue()


@pytest.fixture
def read(tmp_path):
    """Writes one archive and reads it: texts, {where within it: reason}, remarks."""

    def read_file(name, data, limits=None):
        path = tmp_path / name
        path.write_bytes(data)
        before = sorted(tmp_path.rglob("*"))
        notices: list[Notice] = []
        with processor_time(15):
            items = list(read_documents([str(path)], on_notice=notices.append, limits=limits))
        assert sorted(tmp_path.rglob("*")) == before  # nothing is unpacked
        texts = [item.text for item in items if isinstance(item, Document)]
        rejected = {item.where.removeprefix(str(path)): item.reason for item in items if isinstance(item, Rejected)}
        return texts, rejected, [(notice.where.removeprefix(str(path)), notice.reason) for notice in notices]

    return read_file


MEMBERS = {
    "a/one.txt": b"Siam wrote.",
    "a/rows.jsonl": ROWS,
    "two.md": b"# Tin\n\nPenang answered.",
    "exports/uni.docx": nexis_uni_docx(),
}
TEXTS = ["Siam wrote.", ROW["text"], "Bolivia protested.", "# Tin\n\nPenang answered."]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", make_zip(MEMBERS)),
        ("a.tar", make_tar(MEMBERS)),
        ("a.tar.gz", make_tar(MEMBERS, "w:gz")),
        ("a.TGZ", make_tar(MEMBERS, "w:gz")),
        ("a.tar.xz", make_tar(MEMBERS, "w:xz")),
        ("a.txz", make_tar(MEMBERS, "w:xz")),
        ("a.tar.bz2", make_tar(MEMBERS, "w:bz2")),
        ("a.zip", make_zip({"in.tar.gz": make_tar(MEMBERS, "w:gz")})),
        ("a.tar", make_tar({"deep/in.zip": make_zip(MEMBERS)})),
    ],
)
def test_all_that_lies_in_an_archive_is_read(read, name, data):
    texts, rejected, notices = read(name, data)
    assert texts[:4] == TEXTS
    assert len(texts) == 4 + len(PIECES)
    assert rejected == {}
    assert [reason for _, reason in notices] == ["no date of publication"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("r.jsonl.gz", gzip.compress(ROWS)),
        ("r.jsonl.gz", gzip.compress(ROWS[:30]) + gzip.compress(ROWS[30:])),
        ("r.jsonl.xz", lzma.compress(ROWS)),
        ("r.jsonl.bz2", bz2.compress(ROWS)),
        ("rows.gz", gzip.compress(ROWS)),  # no inner ending: known by how it begins
    ],
)
def test_one_packed_file(read, name, data):
    assert read(name, data)[:2] == (TEXTS[1:3], {})


def test_names_of_members_stand_in_what_is_said(read):
    texts, rejected, notices = read(
        "a.zip", make_zip({"b/x.jsonl": b"[1]\n", "c.png": b"x", ".d/e.txt": b"x", "__MACOSX/f.txt": b"x"})
    )
    assert texts == []
    assert rejected == {"!b/x.jsonl:1": "not an object"}
    assert notices == [("!c.png", "unknown ending .png"), ("!.d/e.txt", "hidden"), ("!__MACOSX/f.txt", "hidden")]


@pytest.mark.parametrize("make", [make_zip, make_tar])
@pytest.mark.parametrize("name", ["../../x.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt", "C:\\x.txt"])
def test_names_that_lead_out_are_refused(read, make, name):
    texts, rejected, _ = read("a.zip" if make is make_zip else "a.tar", make({name: b"Siam wrote.", "good.txt": b"Good."}))
    assert texts == ["Good."]
    assert list(rejected.values()) == ["name leads out of the archive"]


def test_links_and_devices_are_left_out(read):
    def special(name, kind, target=""):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, target
        return info

    members = {
        "l.txt": special("l.txt", tarfile.SYMTYPE, "/etc/passwd"),
        "h.txt": special("h.txt", tarfile.LNKTYPE, "../x.txt"),
        "c.txt": special("c.txt", tarfile.CHRTYPE),
        "b.txt": special("b.txt", tarfile.BLKTYPE),
        "f.txt": special("f.txt", tarfile.FIFOTYPE),
        "d": special("d", tarfile.DIRTYPE),
        "good.txt": b"Good.",
    }
    texts, rejected, notices = read("a.tar", make_tar(members))
    assert (texts, rejected) == (["Good."], {})
    assert [reason for _, reason in notices] == ["link", "link", "not a file", "not a file", "not a file"]
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0xA1FF << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert read("a.zip", out.getvalue()) == ([], {}, [("!link.txt", "link")])


# ------------------------------------------------------------------ bombs


def test_a_bomb_costs_only_itself(read, tmp_path):
    zeros = b" " * 40_000_000
    bomb = make_zip({"a.txt": zeros, "b.jsonl": zeros})
    (tmp_path / "good.txt").write_text("Good.")
    for name, data in {
        "bomb.zip": bomb,
        "bomb.txt.gz": gzip.compress(zeros),
        "bomb.jsonl.xz": lzma.compress(zeros),
        "bomb.tar.bz2": make_tar({"a.txt": zeros}, "w:bz2"),
    }.items():
        texts, rejected, _ = read(name, data)
        assert texts == []
        assert set(rejected.values()) == {"archive too large"}, name


def test_bombs_in_bombs(read):
    data = b" " * 30_000_000
    for _ in range(4):
        data = make_zip({f"{i}.zip": data for i in range(8)} if data[:2] == b"PK" else {f"{i}.txt": data for i in range(8)})
    texts, rejected, _ = read("nested.zip", data, SMALL)
    assert texts == []
    assert set(rejected.values()) == {"archive too large"}
    assert len(rejected) < 100


def test_archives_too_deep(read):
    data = b"Siam wrote."
    name = "a.txt"
    for _ in range(7):
        data, name = make_zip({name: data}), "a.zip"
    assert read("a.zip", data)[:2] == ([], {"!a.zip" * 5: "archives too deep"})
    quine = gzip.compress(b"Siam wrote.")
    for _ in range(6):
        quine = gzip.compress(quine)
    texts, rejected, _ = read("a.txt" + ".gz" * 7, quine)
    assert (texts, list(rejected.values())) == ([], ["archives too deep"])


def test_too_many_files(read):
    texts, rejected, _ = read("a.zip", make_zip({f"{i}.txt": b"x" for i in range(60)}), SMALL)
    assert (texts, rejected) == ([], {"": "archive too large"})
    texts, rejected, _ = read("a.tar", make_tar({f"{i}.txt": f"Letter {i}.".encode() for i in range(60)}), SMALL)
    assert len(texts) == 50  # read as they came
    assert rejected == {"": "archive too large"}


def test_overlapping_members(read):
    """One stretch of zeros that a thousand names share."""
    data = bytearray(make_zip({"a.txt": b" " * 20_000_000}))
    at = data.rfind(b"PK\5\6")
    start = struct.unpack_from("<L", data, at + 16)[0]
    entry = bytes(data[start:at])
    end = bytearray(data[at:])
    struct.pack_into("<HHL", end, 8, 1000, 1000, len(entry) * 1000)
    texts, rejected, _ = read("a.zip", bytes(data[:start]) + entry * 1000 + bytes(end), SMALL)
    assert texts == []
    assert {"archive too large", "empty"} >= set(rejected.values()) or "archive broken off" in rejected.values()


def test_declared_sizes_are_not_believed(read):
    info = tarfile.TarInfo("a.jsonl")
    info.size = 8 << 60
    texts, rejected, _ = read("a.tar", info.tobuf(tarfile.GNU_FORMAT) + ROWS)
    assert texts == []
    assert set(rejected.values()) == {"archive broken off"}
    pax = tarfile.TarInfo("long")
    pax.type, pax.size = tarfile.XHDTYPE, 3_000_000
    assert read("b.tar", pax.tobuf() + b"x" * 3_000_000 + b"\0" * 1024)[1] == {"": "archive broken off"}
    table = bytearray(make_zip({"a.txt": b"x"}))
    struct.pack_into("<L", table, table.rfind(b"PK\5\6") + 12, 0xFFFFFFF0)
    assert read("c.zip", bytes(table))[1] == {"": "archive too large"}


def test_archives_with_a_password(read):
    data = bytearray(make_zip({"a.txt": b"Siam wrote.", "b.txt": b"Peru wrote."}))
    for sign, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.find(sign) + offset] |= 1
    texts, rejected, _ = read("a.zip", bytes(data))
    assert (texts, rejected) == (["Peru wrote."], {"!a.txt": "has a password"})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tar.gz", make_tar({f"{i}.txt": f"Letter {i} {i * i}".encode() * 200 for i in range(200)}, "w:gz")),
        ("a.jsonl.gz", gzip.compress(b"".join(json.dumps({"text": f"Letter {i * i}"}).encode() + b"\n" for i in range(20_000)))),
        ("a.jsonl.xz", lzma.compress(b"".join(json.dumps({"text": f"Letter {i * i}"}).encode() + b"\n" for i in range(20_000)))),
        ("a.tar", make_tar({f"{i}.txt": f"Letter {i}".encode() for i in range(20)})[:5_000]),
    ],
)
def test_an_archive_that_broke_off_gives_what_came_before(read, name, data):
    texts, rejected, _ = read(name, data[: len(data) // 2])
    assert texts
    assert set(rejected.values()) <= {"archive broken off", "broken JSON"}
    assert "archive broken off" in rejected.values()


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.gz", "a.tar.gz", "a.xz", "a.docx", "a.parquet", "a.warc", "a.pdf", "a.mbox"]
)
@pytest.mark.parametrize(
    "data", [b"", b"not what it seems", b"PK\3\4" + bytes(range(256)), b"\x1f\x8b\x08" + b"\xff" * 50, b"\0" * 2000]
)
def test_no_archive_at_all(read, name, data):
    texts, rejected, _ = read(name, data)
    assert texts == []
    assert len(rejected) <= 2


def test_archives_in_a_folder_are_measured_and_counted(tmp_path):
    data = make_zip(MEMBERS)
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(ROWS))
    counted: list[int] = []
    assert len(list(read_documents([str(tmp_path)], on_bytes=counted.append))) == 4 + len(PIECES)
    assert sum(counted) == measure_sources([str(tmp_path)]) == sum(path.stat().st_size for path in Path(tmp_path).iterdir())
