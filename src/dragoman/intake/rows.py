"""One row of a JSONL or CSV file -> a Draft; extra fields are passed over."""

from __future__ import annotations

import msgspec

from dragoman.intake.draft import Draft


class Row(msgspec.Struct, frozen=True):
    """The fields that a row may have; only `text` must be there. Numbers serve as `id` and as `published` (20190304)."""

    text: str
    id: str | int | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | int | None = None


def make_draft(where: str, row: Row) -> Draft:
    """A Draft with None in place of fields that hold nothing."""
    return Draft(
        where,
        row.text,
        _fill(row.id),
        _fill(row.title),
        _fill(row.source),
        _fill(row.url),
        _fill(row.language),
        _fill(row.published),
    )


def _fill(value: str | int | None) -> str | None:
    return (str(value).strip() or None) if value is not None else None
