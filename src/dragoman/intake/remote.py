"""`https://`, `s3://` and `gs://` -> Sources, as if the files lay in a folder.

Pages and files of the web are fetched by our own bounded fetcher, which asks no address of the local network; the stores of
Amazon and Google through fsspec, where the extra is installed: pip install 'dragoman[remote]'.

    >>> is_remote("s3://bucket/folder"), is_remote("articles/s3.txt")
    (True, False)
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from dragoman.intake.draft import Limits, Notice, Source, UnreadableError
from dragoman.intake.fetch import Bounds, fetch
from dragoman.intake.formats import FORMATS, NAMED_ONLY, READERS, guess_ending
from dragoman.intake.meter import SPOOL_BYTES
from dragoman.types import Rejected

WEB = ("http://", "https://")
STORES = {"s3://": "s3fs", "gs://": "gcsfs", "gcs://": "gcsfs"}  # -> the package that speaks to it
WEB_FACTOR = 20  # an archive or a file of rows may be so many times larger than one document


def is_remote(path: str) -> bool:
    return path.lower().startswith((*WEB, *STORES))


def find_remote(
    path: str, *, input_format: str | None, limits: Limits, count: Callable[[int], None], local: bool
) -> Iterator[Source | Rejected | Notice]:
    """The Sources of an address: one of the web, or all files under the path in a store, in sorted order."""
    if path.lower().startswith(WEB):
        yield from _open_web(path, input_format, limits, count, local)
        return
    try:
        yield from _list_store(path, input_format, limits, count)
    except ImportError:
        package = STORES[path[: path.index("://") + 3].lower()]
        yield Rejected(path, "extra not installed", f"{package} is needed for it: pip install 'dragoman[remote]'")
    except Exception as error:  # noqa: BLE001  stores raise all manner of errors, of names, keys and networks
        yield Rejected(path, "cannot be opened", f"{type(error).__name__}: {str(error)[:160]}; check the address and the keys")


def _open_web(
    url: str, input_format: str | None, limits: Limits, count: Callable[[int], None], local: bool
) -> Iterator[Source | Rejected]:
    """Fetches first, as what the server says of the file decides how it is read."""
    with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as file:
        copy = cast(BinaryIO, file)
        try:
            answer = fetch(url, copy, Bounds(seconds=30.0, n_bytes=limits.file * WEB_FACTOR, local=local))
        except UnreadableError as error:
            yield Rejected(url, error.reason, error.detail)
            return
        copy.seek(0)
        name = unquote(urlsplit(url).path)
        ending = FORMATS[input_format] if input_format else _find_ending(name, answer.headers.get("content-type", ""), copy)
        yield Source(url, ending, lambda: _stay_open(copy), limits, count)


def _find_ending(name: str, kind: str, stream: BinaryIO) -> str:
    from dragoman.intake.archive import suffix_of

    kind = kind.partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return ".html"
    if "rss" in kind or "atom" in kind:
        return ".rss"
    if kind == "application/pdf":
        return ".pdf"
    ending = suffix_of(name.rpartition("/")[2])
    if ending in READERS and ending not in NAMED_ONLY:
        return ending
    start = stream.read(4096)
    stream.seek(0)
    return guess_ending(start)


@contextmanager
def _stay_open(stream: BinaryIO) -> Iterator[BinaryIO]:
    stream.seek(0)
    yield stream


def _list_store(
    path: str, input_format: str | None, limits: Limits, count: Callable[[int], None]
) -> Iterator[Source | Rejected | Notice]:
    from fsspec.core import url_to_fs

    from dragoman.intake.archive import suffix_of

    store, root = url_to_fs(path)
    scheme = path[: path.index("://") + 3]
    is_file = store.isfile(root)
    names = [root] if is_file else sorted(store.find(root))
    if not names:
        yield Rejected(path, "missing", "there is no such file or folder; check the name")
    for name in names:
        where = scheme + name.removeprefix(scheme)
        parts = name.removeprefix(root).split("/")
        ending = FORMATS[input_format] if input_format and is_file else suffix_of(parts[-1] or name.rpartition("/")[2])
        if any(part.startswith(".") for part in parts):
            yield Notice("skipped", where, "hidden", "hidden files are left out; name it to read it")
        elif ending in READERS and ending not in NAMED_ONLY:
            yield Source(where, ending, _opener(store, name), limits, count)
        elif is_file:
            yield Rejected(where, "unknown kind of file", f"the endings read are {' '.join(READERS)}")
        else:
            yield Notice("skipped", where, f"unknown ending {ending or '(none)'}", f"the endings read are {' '.join(READERS)}")


def _opener(store: Any, name: str) -> Callable[[], AbstractContextManager[BinaryIO]]:
    return lambda: _open_stored(store, name)


@contextmanager
def _open_stored(store: Any, name: str) -> Iterator[BinaryIO]:
    """Errors of the store become those of a file, so that they cost this file alone."""
    try:
        with store.open(name, "rb") as stream:
            yield stream
    except (UnreadableError, OSError):
        raise
    except Exception as error:
        raise UnreadableError("cannot be opened", f"{type(error).__name__}: {str(error)[:160]}") from error
