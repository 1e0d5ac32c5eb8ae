"""Files of every kind, spoilt at random: whatever comes of it, nothing is raised and no time is lost."""

import gzip
import io
import os
import random
import tarfile
import zipfile

import pytest
from made_exports import factiva_html, factiva_rtf, make_docx, nexis_text, nexis_uni_docx, nexis_uni_rtf, proquest_text
from test_intake_carriers import ATOM, LETTER, RSS, make_pdf, make_warc

from dragoman.intake import read_documents
from dragoman.intake.read import FAILED
from dragoman.types import Document, Rejected
from limits import processor_time


def make_parquet():
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(
        pa.table({"text": [f"Siam wrote letter {n}." for n in range(200)], "id": list(range(200))}), out, row_group_size=50
    )
    return out.getvalue()


def make_archives():
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive, tarfile.open(fileobj=tarred, mode="w:gz") as other:
        for name, data in {"a.txt": nexis_text().encode(), "b.docx": nexis_uni_docx(), "c.eml": LETTER.encode()}.items():
            archive.writestr(name, data)
            info = tarfile.TarInfo(name)
            info.size = len(data)
            other.addfile(info, io.BytesIO(data))
    return zipped.getvalue(), tarred.getvalue()


ZIPPED, TARRED = make_archives()
WHOLE = {
    "a.zip": ZIPPED,
    "a.tar.gz": TARRED,
    "a.tar": gzip.decompress(TARRED),
    "a.docx": nexis_uni_docx(),
    "b.docx": make_docx(["Peru wrote.", "A\tB"]),
    "a.rtf": nexis_uni_rtf(),
    "b.rtf": factiva_rtf(codes=True),
    "a.txt": nexis_text().encode(),
    "b.txt": proquest_text().encode(),
    "a.html": factiva_html().encode(),
    "b.html": factiva_html(codes=False).encode(),
    "a.pdf": make_pdf([["Siam sold tin to Malaysia.", "It was glad."]] * 3, title="Tin"),
    "a.eml": LETTER.encode(),
    "a.mbox": b"".join(b"From a@b Mon Mar  4 10:00:00 2019\n" + LETTER.encode() + b"\n" for _ in range(3)),
    "a.parquet": make_parquet(),
    "a.warc": b"".join(make_warc()),
    "a.warc.gz": b"".join(map(gzip.compress, make_warc())),
    "a.rss": RSS.encode(),
    "a.atom": ATOM.encode(),
}
TIMES = int(os.environ.get("SPOILT", "25"))


def spoil(data, chance):
    """Cuts, turns, doubles or drops a stretch of the bytes, some times over."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(out))
        length = chance.choice((1, 1, 4, 60, 700))
        match chance.randrange(5):
            case 0:
                out = out[: max(1, at)]
            case 1:
                out[at : at + length] = chance.randbytes(length)
            case 2:
                out[at:at] = out[at : at + length]
            case 3:
                del out[at : at + length]
            case _:
                out[at] ^= 1 << chance.randrange(8)
        if not out:
            return b"x"
    return bytes(out)


@pytest.mark.parametrize("name", WHOLE)
def test_spoilt_files_raise_nothing(tmp_path, name):
    chance = random.Random(name)
    path = tmp_path / name
    path.write_bytes(WHOLE[name])
    assert any(isinstance(item, Document) for item in read_documents([str(path)]))
    for _ in range(TIMES):
        path.write_bytes(spoil(WHOLE[name], chance))
        with processor_time(20):
            for item in read_documents([str(path)]):
                assert isinstance(item, (Document, Rejected))
                assert item.reason != FAILED if isinstance(item, Rejected) else item.text.strip(), item
