"""A folder of parts -> rows of the record, part by part in order, so that the record equals that of one machine.

>>> import_parts("parts", "gulf.duckdb")
0
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from dragoman.cli.read_keep import hold_interrupt
from dragoman.errors import RecordError, UsageError
from dragoman.intake import show_path


def import_parts(folder: str, record_path: str) -> int:
    """Brings all parts of the folder into the record; returns the exit status, 1 where some inputs could not be read.

    Each part is one transaction: an import that was stopped is completed by the next one.
    """
    from dragoman.cluster import list_done
    from dragoman.record import load_manifest, open_record
    from dragoman.relations import merge_reports

    manifest = load_manifest(Path(folder))
    if not manifest["finished"]:
        raise UsageError(f"{folder} is not finished; the same `dragoman read --on ray` again codes what is left")
    done = list_done(Path(folder), [part["name"] for part in manifest["parts"]])
    n_new = n_known = 0
    with open_record(record_path) as record:
        upto = record.count_documents()
        run = record.begin_run({"import": folder, **manifest["settings"]}, manifest["version"], manifest["hashes"])
        for n, part in enumerate(done, start=1):
            place = Path(folder) / part.part
            for file in part.files:
                _check_file(place / file.name, file.sha256)
            with hold_interrupt():
                n_added = record.import_part(place, run, upto)
            n_new += n_added
            n_known += part.n_documents - n_added
            if n % 10 == 0:
                click.echo(f"{n:,} of {len(done):,} parts", err=True)
        merge_reports(record)
        record.end_run(run)
        n_episodes = record.counts().episodes
    rejected = [one for part in done for one in part.rejected]
    click.echo(f"{n_new:,} documents from {len(done):,} parts; the record has {n_episodes:,} episodes", err=True)
    if n_known:
        click.echo(f"{n_known:,} documents were there already", err=True)
    for one in rejected[:20]:
        click.echo(f"  {show_path(one.where)}: {one.reason}: {show_path(one.detail)}", err=True)
    return 1 if rejected else 0


def _check_file(path: Path, sha256: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RecordError(f"{path} cannot be read ({error.strerror}); read the texts again with --on ray") from error
    if found != sha256:
        raise RecordError(f"{path} is not the file that was written; delete its folder and read the texts again")
