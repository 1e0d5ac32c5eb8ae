"""The lexicon of acts: it loads, every bad line is named, and some promises about what its rows say."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import pytest

from dragoman import code_document
from dragoman.errors import DataError
from dragoman.events import has_cue, lexicon, load_lexicon, load_ontology
from dragoman.events.lexicon import Entry
from dragoman.types import Document

HEADER = {"verbs.csv": "verb,object,type,mode,recipient,flags", "nouns.csv": "noun,type,mode,actor,recipient,flags"}
ENGINE_SETS = {"befalls", "doing", "travellers", "light", "inverse_light", "not_light", "answers", "ending"}


def read_data(name: str) -> str:
    return files("dragoman.data").joinpath(f"lexicon/{name}").read_text(encoding="utf-8")


def all_entries() -> Iterator[Entry]:
    found = load_lexicon()
    for rows in (*found.verbs.values(), *found.nouns.values()):
        yield from rows


def rows_of(name: str) -> list[str]:
    return [line for line in read_data(name).splitlines() if line and not line.startswith("#")][1:]


def read_act(words: str, thing: str | None = None) -> tuple[str, str | None] | None:
    """What the lexicon makes of a verb (with its particles) and a direct object, if the syntax were plain."""
    head, *extra = words.split()
    for entry in load_lexicon().verbs.get(head, ()):
        fits = not entry.objects or (thing is not None and bool(entry.objects & {thing, "*"}))
        if set(entry.extra) <= {*extra, thing} and fits:
            return entry.type, entry.mode
    return None


def read_noun(words: str) -> tuple[str, str | None] | None:
    for rows in load_lexicon().nouns.values():
        for entry in rows:
            if " ".join((*entry.extra, entry.head)) == words or " ".join((entry.head, *entry.extra)) == words:
                return entry.type, entry.mode
    return None


# ------------------------------------------------------------------ the files


def test_it_is_as_large_as_promised() -> None:
    assert len(rows_of("verbs.csv")) > 1200
    assert len(rows_of("nouns.csv")) > 600
    assert len(load_lexicon().verbs) > 800


def test_every_category_and_every_mode_can_come_out() -> None:
    reachable = {(entry.type, entry.mode) for entry in all_entries()}
    for row in tomllib.loads(read_data("embedding.toml")).values():
        for kind, _, mode in (value.partition("/") for value in row.values()):
            reachable.add((kind, mode or None))
    for category in load_ontology().values():
        missing = {mode for mode in category.modes if (category.code, mode) not in reachable}
        assert not missing, f"{category.code}: nothing leads to {missing}"


def test_both_spellings_say_the_same() -> None:
    verbs = load_lexicon().verbs
    for head, rows in verbs.items():
        if head.endswith("ize") and head[:-3] + "ise" in verbs:
            british = {(e.extra, e.objects, e.type, e.mode, e.recipient, e.flags) for e in verbs[head[:-3] + "ise"]}
            assert {(e.extra, e.objects, e.type, e.mode, e.recipient, e.flags) for e in rows} == british, head
    assert {"recognise", "recognize", "mobilise", "mobilize", "nationalise", "nationalize"} <= set(verbs)


def test_the_more_specific_row_stands_first() -> None:
    for rows in load_lexicon().verbs.values():
        weights = [entry.weight for entry in rows]
        assert weights == sorted(weights, reverse=True)


def test_every_set_is_used_and_lists_each_word_once() -> None:
    sets = tomllib.loads(read_data("sets.toml"))
    text = read_data("verbs.csv")
    for name, words in sets.items():
        assert name in ENGINE_SETS or f"@{name}" in text, f"set {name} is used by no row"
        twice = [word for word, times in Counter(words).items() if times > 1]
        assert not twice, f"{name}: {twice}"
        assert all(word == word.lower().strip() for word in words), name


def test_a_verb_carries_its_act_or_none_of_it() -> None:
    sets = tomllib.loads(read_data("sets.toml"))
    assert not set(sets["light"]) & set(sets["not_light"])
    assert not set(sets["light"]) & set(sets["inverse_light"])


# ------------------------------------------------------------------ bad lines


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        ("verbs.csv", "bomb,,ASALT,,obj,", "no category 'ASALT'"),
        ("verbs.csv", "bomb,,ASSAULT,flying,obj,", "no mode 'flying' in ASSAULT"),
        ("verbs.csv", "bomb,,ASSAULT,,objct,", "no slot 'objct'"),
        ("verbs.csv", "bomb,,ASSAULT,,obj,loud", "no flag 'loud'"),
        ("verbs.csv", "bomb,@towns,ASSAULT,,obj,", "no set '@towns'"),
        ("verbs.csv", "bomb,,ASSAULT,,obj", "5 cells instead of 6"),
        ("nouns.csv", "bombing,ASSAULT,aerial,by,of", "5 cells instead of 6"),
        ("nouns.csv", "bombing,ASSAULT,aerial,from whom,of,", "no slot 'whom'"),
        ("nouns.csv", "bombing,AID,aerial,by,of,", "no mode 'aerial' in AID"),
    ],
)
def test_a_bad_line_is_named(monkeypatch: pytest.MonkeyPatch, name: str, line: str, fault: str) -> None:
    good = {
        "verbs.csv": "meet,,CONSULT,,with obj,sym",
        "nouns.csv": "talk,CONSULT,,between,with,sym",
        "sets.toml": 'arms = ["gun"]',
    }
    texts = {each: f"# a comment\n{HEADER[each]}\n{good[each]}\n" for each in HEADER} | {"sets.toml": good["sets.toml"]}
    texts[name] += line + "\n"
    monkeypatch.setattr(lexicon, "_read", texts.__getitem__)
    with pytest.raises(DataError) as caught:
        load_lexicon.__wrapped__()
    assert f"{name}:4: " in str(caught.value)
    assert fault in str(caught.value)


def test_all_bad_lines_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {
        "verbs.csv": f"{HEADER['verbs.csv']}\nbomb,,WAR,,obj,\nmeet,,CONSULT,,with,sym\nmeet,,CONSULT,,obj,sym\n",
        "nouns.csv": f"{HEADER['nouns.csv']}\nraid,RAID,,by,on,\n",
        "sets.toml": "",
    }
    monkeypatch.setattr(lexicon, "_read", texts.__getitem__)
    with pytest.raises(DataError) as caught:
        load_lexicon.__wrapped__()
    message = str(caught.value)
    assert [part in message for part in ("verbs.csv:2", "verbs.csv:4", "stands there twice", "nouns.csv:2")] == [True] * 4


# ------------------------------------------------------------------ promises

VERBS = [
    # alone they are no act; their object makes them one
    ("hold", None, None),
    ("take", None, None),
    ("make", None, None),
    ("close", None, None),
    ("raise", None, None),
    ("fire", None, None),
    ("hold", "talk", ("CONSULT", None)),
    ("hold", "hostage", ("COERCE", "arrest")),
    ("hold", "rally", ("PROTEST", "demo")),
    ("take", "fortress", ("ASSAULT", None)),
    ("take", "hostage", ("ASSAULT", "abduct")),
    ("make", "peace", ("SUPPORT", None)),
    ("make", "demand", ("REQUEST", "change")),
    ("close", "border", ("SANCTION", "discontinue")),
    ("close", "newspaper", ("COERCE", "censor")),
    ("raise", "tariff", ("SANCTION", "discontinue")),
    ("raise", "objection", ("ACCUSE", "disapprove")),
    ("raise", "siege", ("RETREAT", "withdraw")),
    ("fire", "torpedo", ("ASSAULT", "heavy-weapons")),
    ("test", "missile", ("MOBILIZE", "weapons")),
    # one verb, several acts
    ("withdraw", "troop", ("RETREAT", "withdraw")),
    ("withdraw", "ambassador", ("SANCTION", "withdraw")),
    ("withdraw", "complaint", ("CONCEDE", None)),
    ("sign", "treaty", ("SUPPORT", None)),
    ("sign", "armistice", ("CONCEDE", None)),
    ("reach", "agreement", ("AGREE", None)),
    ("denounce", "treaty", ("SANCTION", "withdraw")),
    ("denounce", None, ("ACCUSE", "disapprove")),
    ("drop", "bomb", ("ASSAULT", "aerial")),
    ("drop", "gas", ("ASSAULT", "unconventional")),
    ("drop", "objection", ("CONCEDE", None)),
    ("exchange", "prisoner", ("RETREAT", "release")),
    ("exchange", "ambassador", ("SUPPORT", None)),
    ("exchange", "fire", ("ASSAULT", "firearms")),
    ("exchange", "intelligence", ("COOPERATE", None)),
    ("lift", "embargo", ("CONCEDE", None)),
    ("impose", "embargo", ("SANCTION", "discontinue")),
    ("impose", "curfew", ("COERCE", "curfew")),
    ("grant", "independence", ("RETREAT", "withdraw")),
    ("grant", "asylum", ("AID", None)),
    ("violate", "airspace", ("ASSAULT", None)),
    ("violate", "resolution", ("REJECT", "change")),
    ("trade", "accusation", ("ACCUSE", "disapprove")),
    # particles and prepositions
    ("call off", "offensive", ("RETREAT", "ceasefire")),
    ("back out", None, ("REJECT", None)),
    ("crack down", None, ("COERCE", "restrict")),
    ("side with", None, ("SUPPORT", None)),
    ("cave in to", None, ("CONCEDE", None)),
    ("hand back", "island", ("RETREAT", "release")),
    ("pull back", None, ("RETREAT", "withdraw")),
    ("break with", None, ("SANCTION", "discontinue")),
    ("press ahead", None, ("REJECT", None)),
    ("give in", None, None),
    ("lay down", "arm", ("RETREAT", "disarm")),
]


@pytest.mark.parametrize(("words", "thing", "act"), VERBS, ids=[f"{words} {thing or ''}" for words, thing, _ in VERBS])
def test_what_a_verb_and_its_object_say(words: str, thing: str | None, act: tuple[str, str | None] | None) -> None:
    assert read_act(words, thing) == act


NOUNS = [
    ("invasion", ("ASSAULT", None)),
    ("drone strike", ("ASSAULT", "drone")),
    ("verbal attack", ("ACCUSE", "disapprove")),
    ("peace talk", ("CONSULT", None)),
    ("good office", ("CONSULT", "third-party")),
    ("agreement", ("AGREE", None)),
    ("treaty", ("SUPPORT", None)),
    ("armistice", ("CONCEDE", None)),
    ("truce", ("RETREAT", "ceasefire")),
    ("condolence", ("SUPPORT", None)),
    ("boycott", ("PROTEST", "boycott")),
    ("blockade", ("COERCE", "restrict")),
    ("cyberattack", ("COERCE", "cyber")),
    ("prisoner swap", ("RETREAT", "release")),
    ("protest march", ("PROTEST", "demo")),
    ("note of protest", ("ACCUSE", "disapprove")),
    ("show of force", ("MOBILIZE", "troops")),
    ("hunger strike", ("PROTEST", "hunger")),
    ("declaration of independence", ("SANCTION", "withdraw")),
    ("march", None),
    ("league", None),
]


@pytest.mark.parametrize(("words", "act"), NOUNS, ids=[words for words, _ in NOUNS])
def test_what_a_noun_says(words: str, act: tuple[str, str | None] | None) -> None:
    assert read_noun(words) == act


@pytest.mark.parametrize(
    "text", ["Tonga expelled the envoy.", "Talks between Laos and Nepal", "The Porte denounced the convention"]
)
def test_a_text_with_an_act_has_a_cue(text: str) -> None:
    assert has_cue(text)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Togo closed its side of the frontier with Ghana.", "SANCTION", "TGO", "GHA"),
        ("The European Union put 52 Russian ships on its blacklist.", "SANCTION", "EUR", "RUS"),
        ("Somalia granted the United States the use of Berbera.", "COOPERATE", "SOM", "USA"),
        ("Iraqi missiles rained on Tehran.", "ASSAULT", "IRQ", "IRN"),
        ("A Chinese ship tore open an Estonian pipeline.", "ASSAULT", "CHN", "EST"),
        ("India took Goa by force from Portugal.", "ASSAULT", "IND", "PRT"),
    ],
)
def test_idioms(text, kind, actor, recipient):
    (event,) = code_document(Document("d", text)).events
    assert (event.type, event.actors[0].code, event.recipients[0].code) == (kind, actor, recipient)
