"""The closed lists of words: what a scholar changes is checked, and what is wrong is named by file, line and list."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

import dragoman
from dragoman.actors import tables
from dragoman.actors.cues import Cues
from dragoman.errors import DataError
from dragoman.events import load_ontology
from dragoman.events.words import CATEGORIES, NAMES, SECTORS
from dragoman.lists import load_lists, read_lists, write_choice

DATA = Path(dragoman.__file__).parent / "data"


def load_toml(name):
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def test_a_list_is_a_line_of_words():
    lists = read_lists('# ours\nduty = "must should"\nsaying = "say"', "words.toml", ["duty", "saying"])
    assert lists == {"duty": {"must", "should"}, "saying": {"say"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('# a comment\n\nduty = "must Should"', "line 3, duty: 'Should' is no word in lower case"),
        ('duty = "must must"', "line 1, duty: 'must' stands there 2 times"),
        ('duty = "must, should"', "'must,' is no word"),
        ('duty = ["must"]', "line 1, duty: it must be words between quotation marks"),
        ('duty = ""', "line 1, duty: it must be words"),
        ('duty = "must"\ndutty = "ought"', "line 2, dutty: no rule asks for a list of this name"),
        ("", "no list 'duty', which a rule asks for; put it back"),
        ("duty = must", "line 1"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(text, told):
    with pytest.raises(DataError) as error:
        read_lists(text, "lexicon/words.toml", ["duty"])
    assert "data/lexicon/words.toml" in str(error.value)
    assert told in str(error.value)
    assert "try again" in str(error.value)


def test_all_bad_lines_are_named_at_once():
    with pytest.raises(DataError, match=r"2 faults.*line 1.*line 2"):
        read_lists('duty = "A"\nsaying = ""', "words.toml", ["duty", "saying"])


def test_sectors_are_codes():
    with pytest.raises(DataError, match="'cvl' is no code of a sector"):
        read_lists('crowd = "cvl"', "words.toml", ["crowd"], codes=["crowd"])


def test_every_code_is_one_of_plover():
    lists = load_lists("lexicon/words.toml", NAMES, codes=(*SECTORS, *CATEGORIES))
    assert all(lists[name] <= tables.SECTORS | {"IMG"} for name in SECTORS)
    assert all(lists[name] <= set(load_ontology()) for name in CATEGORIES)


def test_nobody_is_willing_and_unwilling():
    lists = load_lists("lexicon/words.toml", NAMES, codes=(*SECTORS, *CATEGORIES))
    assert not lists["willing"] & lists["unwilling"]


@pytest.mark.parametrize("name", ["lexicon/words.toml", "language/words.toml"])
def test_every_list_says_what_it_is_for(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    assert [line for before, line in pairwise(lines) if " = " in line and not before.startswith("#")] == []


def test_words_with_a_hyphen_are_told_by_the_list():
    from dragoman.language.parse import HYPHENATED

    for word in ("cease-fire", "Cease-fires", "co-operated", "re-established", "car-bombing", "asylum-seekers"):
        assert HYPHENATED.match(word), word
    for word in ("cease-firemen", "cooperated", "arms-trade", "re-elected"):
        assert not HYPHENATED.match(word), word


@pytest.mark.parametrize(
    ("room", "names"),
    [
        ("events", NAMES),
        ("language", load_toml("language/words.toml")),
        ("claims", load_toml("claims/clauses.toml")["mood"]),
        ("actors", Cues.__struct_fields__),
    ],
)
def test_every_list_is_asked_for_by_a_rule(room, names):
    code = "".join(path.read_text(encoding="utf-8") for path in (DATA.parent / room).glob("*.py") if path.name != "words.py")
    asked = set(re.findall(r"\"([\w-]+)\"", code)) | set(re.findall(r"\.(\w+)\b", code))
    assert sorted(set(names) - asked) == []


def test_a_choice_finds_the_words_that_a_plain_pattern_finds():
    words = ["act", "accus", "a-bomb", "", "war", "war of", "u.s", "treaty"]
    plain = re.compile(r"\b(?:" + "|".join(map(re.escape, words[:3] + words[4:])) + ")", re.IGNORECASE)
    quick = re.compile(rf"\b{write_choice(words[:3] + words[4:])}", re.IGNORECASE)
    for text in (
        "An Act of war",
        "acc",
        "Accused",
        "the A-bomb",
        "a bomb",
        "uxs",
        "the U.S. fleet",
        "treat",
        "Treaties",
        "treaty",
        "",
    ):
        assert bool(quick.search(text)) == bool(plain.search(text)), text
    assert re.search(write_choice(words), "nothing of these")  # an empty word stands everywhere
