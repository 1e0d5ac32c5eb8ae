"""Words joined and cut for a sentence.

>>> join_words(["a", "b", "c"]), shorten("a treaty of peace", 10)
('a, b and c', 'a treaty …')
"""

from __future__ import annotations


def join_words(words: list[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def shorten(text: str, width: int) -> str:
    """At most `width` characters, cut at a blank with an ellipsis."""
    if len(text) <= width:
        return text
    return text[: text.rfind(" ", 0, width) if " " in text[:width] else width].rstrip(" ,;:-–") + " …"


def capitalise(text: str) -> str:
    """With a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
