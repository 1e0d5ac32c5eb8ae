"""The closed lists of this room, from `data/language/words.toml`.

>>> "gen" in WORDS["abbreviations"]
True
"""

from __future__ import annotations

from dragoman.lists import load_lists

# Read once, when the room is first used.
WORDS = load_lists("language/words.toml", ("hyphenated", "abbreviations", "may_end", "openers", "no_place", "wishing", "hearing"))
