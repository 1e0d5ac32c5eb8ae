"""Which texts and ids were met: a text met again is a duplicate, an id used again belongs to another text.

Kept apart from the reading, so that several machines can agree on it beforehand.

    >>> seen = Seen(); seen.is_new_text(b"1"), seen.is_new_text(b"1")
    (True, False)
"""

from __future__ import annotations


class Seen:
    """Is asked once for each text in order of the input, and then, of a new text, for its id; hashes of 16 bytes."""

    def __init__(self) -> None:
        self._texts: set[bytes] = set()
        self._ids: set[bytes] = set()

    def is_new_text(self, text: bytes) -> bool:
        if text in self._texts:
            return False
        self._texts.add(text)
        return True

    def is_new_id(self, name: bytes) -> bool:
        return name not in self._ids

    def take_id(self, name: bytes) -> None:
        """The id that a text got in the end."""
        self._ids.add(name)
