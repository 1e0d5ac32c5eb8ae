"""A folder of parts -> rows of the record.

>>> import_parts("parts", "gulf.duckdb")
0
"""

from __future__ import annotations

from dragoman.errors import UsageError


def import_parts(folder: str, record_path: str) -> int:
    """Brings all parts of the folder into the record; returns the exit status."""
    raise UsageError(f"{folder} cannot be imported into {record_path} yet")
