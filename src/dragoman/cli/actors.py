"""`dragoman actors`: JSON lines {"id", "text", "date"?} in, one JSON line per actor out.

$ echo '{"id": "1", "text": "Chadian troops crossed into Libya."}' | dragoman actors
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from dragoman.errors import DragomanError, InputError

if TYPE_CHECKING:
    from dragoman.actors import Gazetteer
    from dragoman.types import Mention


class Input(msgspec.Struct):
    """One line of the input. `date`: when the text was written or is about: YYYY, YYYY-MM or YYYY-MM-DD."""

    id: str | int
    text: str
    date: str | None = None


@click.command("actors")
@click.option("--gazetteer", multiple=True, type=click.Path(path_type=Path), help="Your own names (CSV); the last one wins.")
@click.option("--clusters", is_flag=True, help="One line per actor, with all its mentions and what linked each.")
def actors_command(gazetteer: tuple[Path, ...], clusters: bool) -> None:
    """Find actors: JSON lines {"id", "text", "date"} on standard input, one JSON line per actor on standard output.

    \b
    Example:
      echo '{"id": "1", "text": "Chadian troops crossed into Libya."}' | dragoman actors
    """
    sys.exit(write_actors(gazetteer, clusters=clusters))


def write_actors(gazetteer: tuple[Path, ...], *, clusters: bool = False) -> int:
    """Reads standard input to its end; 0, or 1 where a line could not be read (each is named on standard error)."""
    from dragoman.actors import load_gazetteer

    names = load_gazetteer(*gazetteer)
    encode = msgspec.json.Encoder().encode
    status = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            read = find_actor_clusters if clusters else find_actors
            rows = list(read(*read_input(line), names))
        except DragomanError as error:
            click.echo(f"dragoman actors: line {number}: {error}", err=True)
            status = 1
            continue
        for row in rows:
            click.echo(encode(row))
    return status


def read_input(line: bytes) -> tuple[str, str, tuple[str, str] | None]:
    """(id, text, days) of one line; InputError says what is wrong with it."""
    try:
        given = msgspec.json.decode(line, type=Input)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is no JSON object with id and text ({error}); skipped") from error
    if not given.text.strip():
        raise InputError(f"id {given.id}: the text is empty; skipped")
    return str(given.id), given.text, read_days(given.date)


def read_days(date: str | None) -> tuple[str, str] | None:
    """First and last day of a year, month or day: "2011-02" -> ("2011-02-01", "2011-02-31")."""
    if not date:
        return None
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", date.strip())
    if not found or not 1 <= int(found[2] or 1) <= 12 or not 1 <= int(found[3] or 1) <= 31:
        raise InputError(f"{date!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD); skipped")
    year, month, day = found.groups()
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"


def find_actors(document: str, text: str, days: tuple[str, str] | None, names: Gazetteer) -> Iterator[dict[str, object]]:
    """Rows of the output for one text, in order: one per mention and entity. Places and unresolved pronouns give none."""
    for mention in _find_mentions(text, days, names):
        where = {"document": document, "start": mention.start, "end": mention.end, "text": mention.text}
        if mention.kind == "place" or (mention.kind == "pronoun" and not mention.entities):
            continue
        for entity in mention.entities:
            yield {
                **where, "code": entity.code, "sector": entity.sector, "other_sectors": entity.other_sectors, "name": entity.name,
            }  # fmt: skip
        if not mention.entities:
            yield {**where, "code": None, "sector": None, "other_sectors": (), "name": None}


def find_actor_clusters(document: str, text: str, days: tuple[str, str] | None, names: Gazetteer) -> Iterator[dict[str, object]]:
    """Rows of `--clusters`: one per actor, its mentions in order, each with the link (name, seat, role, pronoun, description)."""
    from dragoman.actors import find_clusters

    for cluster in find_clusters(_find_mentions(text, days, names)):
        links = [
            {"start": link.start, "end": link.end, "text": link.text, "link": link.link, "rule": link.rule, "note": link.note}
            for link in cluster.links
        ]
        yield {"document": document, "code": cluster.code, "sector": cluster.sector, "name": cluster.name, "mentions": links}


def _find_mentions(text: str, days: tuple[str, str] | None, names: Gazetteer) -> list[Mention]:
    from dragoman.actors import find_mentions, find_names  # heavy: when the first line has come
    from dragoman.language import parse_sentences, split_sentences

    sentences = parse_sentences(split_sentences(text))
    return find_mentions(sentences, find_names(text, names), names, lambda offset: days)
