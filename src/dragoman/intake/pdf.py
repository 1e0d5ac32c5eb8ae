"""`.pdf` -> one Draft: the text that the file carries, page by page. Pictures of pages are not read.

>>> join_lines("The govern-\\nment of Peru\\nwrote.\\n")
'The government of Peru\\nwrote.'
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from typing import Any

from dragoman.intake.days import read_day
from dragoman.intake.draft import Draft, Item, Notice, Source, UnreadableError
from dragoman.intake.head import describe_text
from dragoman.intake.meter import measure_stream, open_seekable

MOST_SECONDS = 120.0  # of the processor, for one file: a page of a book takes a tenth of a second
# A page of a newspaper has some ten thousand strokes and a hundred kilobytes; these are pypdf's bounds, made narrower.
BOUNDS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 500_000,
}
_BROKEN_WORD = re.compile(r"(?<=[a-z])-[ \t]*\r?\n(?=[a-z])")


def read_pdf(source: Source) -> Iterator[Item]:
    """One Draft; UnreadableError where the file has a password, is broken, or has no text."""
    with open_seekable(source, source.limits.file) as stream:
        if measure_stream(stream) > source.limits.file:
            raise UnreadableError("too large", f"more than {source.limits.file // 1_000_000} MB; split it, or raise --max-size")
        try:
            import pypdf

            logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said once, by us
            with pypdf.apply_configuration(**BOUNDS):
                reader = pypdf.PdfReader(stream)
                if reader.is_encrypted and not reader.decrypt(""):
                    raise UnreadableError("has a password", "save it without one")
                pages, n_bad = _read_pages(reader, source.limits.file)
                about = reader.metadata
                title = str(about.title).strip() if about and about.title else None
        except UnreadableError:
            raise
        except Exception as error:  # a PDF is untrusted and the format large: costs one file
            detail = f"{type(error).__name__}: {str(error)[:120]}; save it as text"
            raise UnreadableError("PDF not understood", detail) from error
    text = "\n\n".join(join_lines(page) for page in pages if page.strip())
    if not text:
        raise UnreadableError("no text layer", "its pages are pictures; recognise their text first, e.g. with ocrmypdf")
    if n_bad:
        yield Notice("warning", source.where, "pages lost", f"{n_bad} of its pages could not be read")
    given = describe_text(text)
    if title and "title" not in given and read_day(title) is None and not re.search(r"\.\w{2,4}$|^untitled", title, re.I):
        given["title"] = title
    yield Draft(source.where, text, **given)


def _read_pages(reader: object, most: int) -> tuple[list[str], int]:
    from pypdf import PdfReader

    assert isinstance(reader, PdfReader)
    pages: list[str] = []
    n_bad = n_chars = 0
    started = time.process_time()
    for page in reader.pages:
        try:
            text = page.extract_text()
        except Exception:  # noqa: BLE001  one page of an untrusted file; said in a warning
            n_bad += 1
            continue
        pages.append(text)
        n_chars += len(text)
        if n_chars > most:
            raise UnreadableError("too large", f"more than {most // 1_000_000} MB of text came out of it; split it")
        if time.process_time() - started > MOST_SECONDS:
            raise UnreadableError("takes too long", f"more than {MOST_SECONDS:.0f} s; split it, or save it as text")
    return pages, n_bad


def join_lines(page: str) -> str:
    """The lines of a page, words that were broken at their ends joined."""
    return _BROKEN_WORD.sub("", page.strip())
