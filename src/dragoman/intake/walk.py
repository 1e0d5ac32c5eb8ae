"""Paths as a person gives them -> sources to read, in an order that is the same on every machine.

Folders are walked in sorted order (by code points, files and folders together). Hidden files and unknown endings are left
out and said so; a folder that lies in itself through a link is rejected.
"""

from __future__ import annotations

import io
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.intake.draft import Limits, Notice, Source
from dragoman.intake.formats import FORMATS, NAMED_ONLY, READERS, guess_ending
from dragoman.intake.remote import find_remote, is_remote
from dragoman.types import Rejected

STANDARD_INPUT = "-"
MAX_DEPTH = 100  # of folders; real collections have ten

OTHER_KINDS = {".doc", ".odt", ".epub", ".xls", ".xlsx", ".json", ".7z", ".rar", ".zst"}


def find_sources(
    paths: Iterable[str], *, input_format: str | None, limits: Limits, count: Callable[[int], None], local: bool = False
) -> Iterator[Source | Rejected | Notice]:
    """One Source per readable file, in order; what cannot be opened later raises OSError from its `open`."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield _make_standard_input(input_format, limits, count)
            continue
        if is_remote(path):
            yield from find_remote(path, input_format=input_format, limits=limits, count=count, local=local)
            continue
        for found, named in _walk(path):
            if not isinstance(found, Path):
                yield found
                continue
            ending = found.suffix.lower()
            if named and input_format:
                ending = FORMATS[input_format]
            if ending in READERS and (named or ending not in NAMED_ONLY):
                path_named = str(found) if named else None
                yield Source(show_path(found), ending, _opener(found), limits, count, path=path_named, local=local)
            else:
                yield _leave_out(found, ending, named)


def list_files(paths: Iterable[str]) -> Iterator[tuple[str, bool] | Rejected]:
    """The files that `find_sources` reads, in its order, each with whether it was named; what cannot be read is Rejected."""
    for path in paths:
        if is_remote(path):
            yield path, True
            continue
        for found, named in _walk(path):
            if isinstance(found, Rejected):
                yield found
            elif isinstance(found, Path) and (named or found.suffix.lower() in READERS.keys() - NAMED_ONLY):
                yield str(found), named


def measure_sources(paths: Iterable[str]) -> int | None:
    """Bytes that `find_sources` will read, for a progress bar; None where standard input or an address is among the paths."""
    total = 0
    for path in paths:
        if path == STANDARD_INPUT or is_remote(path):
            return None
        for found, named in _walk(path):
            if isinstance(found, Path) and (named or found.suffix.lower() in READERS.keys() - NAMED_ONLY):
                try:
                    total += found.stat().st_size
                except OSError:
                    continue  # will be rejected with its reason when it is read
    return total


def show_path(path: Path | str) -> str:
    """A path, or other words of the input, as a person may see them: what does not print is escaped."""
    shown = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in shown)


def reject_os_error(where: str, error: OSError) -> Rejected:
    """A Rejected for a file that the system would not give."""
    if isinstance(error, FileNotFoundError):
        if "://" in where:
            return Rejected(where, "missing", "no such file; of addresses, https:// http:// s3:// and gs:// are read")
        return Rejected(where, "missing", "no such file or folder; check the name")
    if isinstance(error, PermissionError):
        return Rejected(where, "no permission", "you may not read it; change its permissions")
    return Rejected(where, "cannot be opened", f"{error.strerror or type(error).__name__}; check the path")


def _walk(path: str) -> Iterator[tuple[Path | Rejected | Notice, bool]]:
    """Files under `path`, each with whether the person named it; folders in the way that cannot be read."""
    start = Path(path)
    try:
        if not path:
            raise FileNotFoundError
        mode = start.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        named = error if isinstance(error, OSError) else OSError(0, "this is no name for a file")
        yield reject_os_error(show_path(path), named), True
        return
    if stat.S_ISDIR(mode):
        for found in _walk_folder(start, ()):
            yield found, False
    else:
        yield start, True


def _walk_folder(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Rejected | Notice]:
    where = show_path(folder)
    try:
        status = folder.stat()
        here = (status.st_dev, status.st_ino)
        if here in above or len(above) > MAX_DEPTH:
            yield Rejected(where, "folder loop", "a link in it leads back to a folder above; remove the link")
            return
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield reject_os_error(where, error)
        return
    for path in paths:
        if path.name.startswith("."):
            yield Notice("skipped", show_path(path), "hidden", "hidden files are left out; name it to read it")
            continue
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield reject_os_error(show_path(path), error)
            continue
        if stat.S_ISDIR(mode):
            yield from _walk_folder(path, (*above, here))
        elif stat.S_ISREG(mode):
            yield path
        else:
            yield Notice("skipped", show_path(path), "not a file", "pipes, sockets and devices are left out")


def _leave_out(path: Path, ending: str, named: bool) -> Rejected | Notice:
    known = " ".join(READERS)
    if named:
        advice = "save it as text first" if ending in OTHER_KINDS else "say what it is with --input-format"
        return Rejected(show_path(path), "unknown kind of file", f"the endings read are {known}; {advice}")
    return Notice("skipped", show_path(path), f"unknown ending {ending or '(none)'}", f"the endings read are {known}")


def _opener(path: Path) -> Callable[[], AbstractContextManager[BinaryIO]]:
    return lambda: path.open("rb")


def _make_standard_input(input_format: str | None, limits: Limits, count: Callable[[int], None]) -> Source:
    stream = cast(io.BufferedReader, sys.stdin.buffer)
    if input_format:
        ending = FORMATS[input_format]
    else:
        peek = getattr(stream, "peek", None)
        ending = guess_ending(peek(4096)[:4096] if peek else b"")
    return Source("standard input", ending, lambda: nullcontext(stream), limits, count)
