"""Paths -> a folder of parts: plan, leave out what is finished, have the rest coded, say so in the manifest.

>>> code_parts(["articles/"], Settings(), Path("parts"), run_here, coder)["finished"]
True
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from dragoman.cluster.parts import Coder, PartDone, drop_strangers, load_done
from dragoman.cluster.plan import Marks, Part, Settings, Source, make_parts
from dragoman.errors import UsageError
from dragoman.intake import list_files
from dragoman.record import MANIFEST, newest_version
from dragoman.types import Rejected

LOCK = ".lock"


class Engine(Protocol):
    """What runs the work somewhere."""

    def mark(self, sources: Sequence[Source], settings: Settings) -> list[Marks]: ...
    def code(self, parts: Sequence[Part], settings: Settings, folder: Path, coder: Coder) -> Iterator[PartDone]: ...


def code_parts(
    paths: Sequence[str],
    settings: Settings,
    folder: Path,
    engine: Engine,
    coder: Coder,
    on_done: Callable[[PartDone, int], None] | None = None,
    told: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Codes what is not finished and returns the manifest; `on_done` is told of each part, with the number of all parts.

    `told`: the words of the command, kept in the manifest. UsageError where the folder is no place for parts, or in use.
    """
    _check_folder(folder)
    with _lock(folder):
        sources: list[Source | Rejected] = [
            found if isinstance(found, Rejected) else Source(*found) for found in list_files(paths)
        ]
        marks = engine.mark([source for source in sources if isinstance(source, Source)], settings)
        parts = make_parts(sources, marks, settings, coder.name)
        drop_strangers(folder, parts)
        manifest = _write_manifest(folder, parts, coder, told or {}, finished=False)
        left = []
        for part in parts:
            done = load_done(folder, part)
            if done is None:
                left.append(part)
            elif on_done is not None:
                on_done(done, len(parts))
        for done in engine.code(left, settings, folder, coder):
            if on_done is not None:
                on_done(done, len(parts))
        return _write_manifest(folder, parts, coder, told or {}, finished=True, started=manifest["started"])


def _write_manifest(
    folder: Path, parts: Sequence[Part], coder: Coder, told: dict[str, Any], *, finished: bool, started: str | None = None
) -> dict[str, Any]:
    manifest = {
        "record": newest_version(),
        "coder": coder.name,
        "version": coder.version,
        "hashes": coder.hashes,
        "settings": told,
        "started": started or datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds"),
        "finished": finished,
        "parts": [{"name": part.name, "digest": part.digest, "documents": part.n_documents} for part in parts],
    }
    aside = folder / f"{MANIFEST}.part-{os.getpid()}"
    aside.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    aside.replace(folder / MANIFEST)
    return manifest


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--record {folder} is a file; with --on it is a folder for the parts, such as --record parts")
    folder.mkdir(parents=True, exist_ok=True)
    strange = [found.name for found in folder.iterdir() if not _is_ours(found.name)]
    if strange:
        raise UsageError(f"--record {folder} holds other files ({strange[0]}); name an empty or a new folder")


def _is_ours(name: str) -> bool:
    return name.startswith((".", "part-", MANIFEST))


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """One run at a time writes a folder; the lock ends with the process that holds it."""
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"another run writes to {folder}; wait until it is done, or stop it") from error
        yield
