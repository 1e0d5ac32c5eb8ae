"""The closed lists of the rules of this room, from `data/lexicon/words.toml`.

>>> "must" in WORDS["duty"]
True
"""

from __future__ import annotations

from dragoman.lists import load_lists

SECTORS = ("private", "press", "at_home", "of_a_state")
CATEGORIES = ("answers_act", "of_own_act", "said_to_one")
NAMES = (
    *CATEGORIES,
    "nations", "asked_for", "taking_part", "comes_from", "journeys", "fights", "crisis", "announcements", "points_back",
    "gives", "cites", "becomes", "alleges", "outright", "tries", "urges", "measures", "happened",
    "duty", "need", "saying", "announces", "voices", "decides", "willing", "unwilling", "intent", "tells", "blames",
    "decries", "guilty", "between_others", "held_between", "opens", "complements", "others_of", "object_control",
    "partitive", "likewise", "irregular", "decisions", "sets_off", "alarm", "within", "reaches_for", "any_deed",
    "wanting", "asking", "silent", "details", "unrolls", "ends_crisis", "answering", "from_elsewhere", "grounds",
    "bands", "appeals", "possible", "suffered", "strikes_down", "justice",
    "warns", "reprisals", "suffers", "brings", "chances", "blows", "falls", "naming", "opining", "slurs",
    "shares", "accompanies", "not_on", "empty", "talks", "repeated",
    "holds", "dealings", "there", "sites",
    "scorns", "resumes", "crowds",
    "remembers", "stops", "states",
    "leaves_office", "accuses", "annexes", "hurls", "unavenged",
    *SECTORS,
)  # fmt: skip

# Read once, when the room is first used.
WORDS = load_lists("lexicon/words.toml", NAMES, codes=(*SECTORS, *CATEGORIES))
