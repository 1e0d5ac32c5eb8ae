"""Limits of the reading room, one table: each has a default, a unit and a sentence.

>>> RoomSettings().query_seconds
10.0
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from dragoman.errors import UsageError

Told = msgspec.Meta


class RoomSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What may be set when an app is made; the command line sets the record and the port only."""

    query_seconds: Annotated[float, Told(description="Seconds that the record may take to answer for one page.")] = 10.0
    makers: Annotated[
        int, Told(description="Pages that are made at once; the others wait for their turn, which is not counted.")
    ] = 3
    patience: Annotated[float, Told(description="Seconds that a page waits for what is counted once for a whole record.")] = 0.7
    page_rows: Annotated[int, Told(description="Rows of a list on one page.")] = 50
    table_rows: Annotated[int, Told(description="Rows of a list in its .csv and .json twins.")] = 5_000
    document_chars: Annotated[int, Told(description="Characters of a text on one page; longer texts have several.")] = 40_000
    upload_bytes: Annotated[int, Told(description="Bytes of one upload, all files together.")] = 20_000_000
    upload_files: Annotated[int, Told(description="Files of one upload, and of one archive in it.")] = 200
    unpacked_bytes: Annotated[
        int, Told(description="Bytes that may come out of one archive, and characters of all texts of an upload.")
    ] = 50_000_000
    jobs_kept: Annotated[int, Told(description="Readings in the page that are remembered, done or under way.")] = 50
    jobs_waiting: Annotated[int, Told(description="Readings that may wait for those before them.")] = 5
    lock_seconds: Annotated[float, Told(description="Seconds that a reading waits for another writer.")] = 120.0
    copy_pause: Annotated[float, Told(description="Seconds at least between two copies of a record that changes.")] = 2.0
    kept_bytes: Annotated[int, Told(description="Bytes of answers that are remembered until the record changes.")] = 64_000_000

    def __post_init__(self) -> None:
        wrong = [name for name in self.__struct_fields__ if getattr(self, name) < 0]
        if wrong:
            raise UsageError(f"settings of the reading room must not be negative: {', '.join(wrong)}")
