"""Speed and memory of reading what libraries and archives export, before anything is coded.

    $ python bench/bench_intake.py

Makes each file from texts of our own (`tests/intake/made_exports.py`) in a temporary folder, and reads it in a process of its
own: seconds of processor time, and the most memory that the process had (Linux).
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "intake"))

MEGABYTES = 50


def main() -> None:
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    print(f"{'file':28}{'MB':>7}{'documents':>11}{'rejected':>10}{'seconds':>9}{'MB/s':>7}{'most MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name, data in make_files().items():
            path = Path(folder) / name
            path.write_bytes(data)
            done = subprocess.run([sys.executable, __file__, str(path)], capture_output=True, text=True, check=True)
            n, rejected, seconds, most = json.loads(done.stdout)
            size = len(data) / 1e6
            print(f"{name:28}{size:7.1f}{n:11,}{rejected:10,}{seconds:9.2f}{size / max(seconds, 0.01):7.1f}{most:9,}")
            path.unlink()
    detect()


def make_files() -> dict[str, bytes]:
    from made_exports import PIECES, factiva_html, factiva_rtf, nexis_text, nexis_uni_docx, nexis_uni_rtf, proquest_text

    def repeat(block: bytes, head: bytes = b"", tail: bytes = b"", most: int = MEGABYTES) -> bytes:
        return head + block * (most * 1_000_000 // len(block)) + tail

    long = tuple(piece._replace(body=piece.body * 10) for piece in PIECES)  # about 400 words each
    words = " ".join(long[0].body).split()
    rows = b"".join(
        json.dumps({"text": " ".join(words[n * n % 97 :] + words[: n * n % 97]) + f" {n}", "source": "Post"}).encode() + b"\n"
        for n in range(16_000)
    )
    zeros = b" " * 200_000_000
    rtf = nexis_uni_rtf(long)
    start, end = rtf.index(rb"\f0" + b"\n") + 4, rtf.rindex(b"}")
    return {
        "nexis.txt": repeat(nexis_text(long).encode(), most=45),
        "nexis-uni.docx": nexis_uni_docx(long * 1_000),
        "nexis-uni.rtf": repeat(rtf[start:end], rtf[:start], b"}", most=20),
        "factiva.html": factiva_html(long * 200).encode(),
        "factiva.rtf": factiva_rtf(long * 1_000),
        "proquest.txt": repeat(proquest_text(long).encode(), most=45),
        "rows.jsonl": rows,
        "rows.jsonl.gz": gzip.compress(rows),
        "bomb.txt.gz (200 MB)": gzip.compress(zeros),
    }


def measure(path: str) -> None:
    from dragoman.intake import Draft, read_drafts
    from dragoman.types import Rejected

    if path.endswith(")"):
        plain = Path(path).with_name("bomb.txt.gz")
        plain.write_bytes(Path(path).read_bytes())
        path = str(plain)
    started = time.process_time()
    n = rejected = 0
    for item in read_drafts([path]):
        n += isinstance(item, Draft)
        rejected += isinstance(item, Rejected)
    seconds = time.process_time() - started
    status = Path("/proc/self/status")
    most = int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) // 1024 if status.exists() else 0  # type: ignore[index]
    print(json.dumps([n, rejected, seconds, most]))


def detect() -> None:
    from made_exports import TIN

    from dragoman.language import detect_language

    german = "Der Minister traf in Kiew den Botschafter und sagte weitere Hilfe zu, was die Opposition sehr begrüßte. " * 20
    started = time.process_time()
    detect_language(german)
    print(f"\nlanguage: the first text that needs the model {time.process_time() - started:.2f} s", end="")
    for name, text in (("English", " ".join(TIN.body) * 10), ("German", german)):
        started = time.process_time()
        for _ in range(200):
            detect_language(text)
        print(f", {name} {(time.process_time() - started) * 5:.2f} ms a text", end="")
    print()


if __name__ == "__main__":
    main()
