"""The patterns of sentences (`data/brief/phrases.toml`), and which of several is taken.

>>> choose(["came to terms", "agreed"], "00000001")
'agreed'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_phrases() -> dict[str, Any]:
    """`data/brief/phrases.toml`."""
    return tomllib.loads((resources.files("dragoman.data") / "brief" / "phrases.toml").read_text(encoding="utf-8"))


def choose(variants: Sequence[str], id_: str) -> str:
    """One of the variants, always the same one for the same id."""
    return variants[int(id_[:8], 16) % len(variants)] if re.match(r"[0-9a-f]{8}", id_) else variants[len(id_) % len(variants)]
