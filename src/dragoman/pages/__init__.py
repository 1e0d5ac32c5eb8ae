"""The reading room: a record as pages on 127.0.0.1, for eyes, with JSON twins for programs.

>>> app = create_app("demo.duckdb", port=8484)
"""

from dragoman.pages.app import create_app
from dragoman.pages.settings import RoomSettings

__all__ = ["RoomSettings", "create_app"]
