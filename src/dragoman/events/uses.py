"""Draft -> what its word is in this use: another act, or none; from the rows of `data/lexicon/uses.toml`.

"sent peacekeepers to Somalia"   the row makes AID of the MOBILIZE of the lexicon
"captured on film"              the row makes nothing of the ASSAULT
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import structs

from dragoman.errors import DataError
from dragoman.events.draft import Draft, codes_of
from dragoman.events.lexicon import FLAGS
from dragoman.events.ontology import load_ontology
from dragoman.events.scene import Scene
from dragoman.events.seeming import RULES, sectors_of
from dragoman.types import Token

FILE = "lexicon/uses.toml"


class Use(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sentence": "is", "contrast": "but", "extra": "with"}):
    """One row; the file says what each cell asks for. An empty cell asks for nothing."""

    sentence: str
    contrast: str
    word: frozenset[str] = frozenset()
    part: str = ""
    type: frozenset[str] = frozenset()
    mode: frozenset[str] = frozenset()
    flag: str = ""
    extra: str = ""
    object: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    thing: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    doer: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()
    news: bool = False
    becomes: str = ""
    to: str = ""


TEXT = frozenset({"is", "but", "part", "flag", "with", "news", "becomes", "to"})


@cache
def load_uses() -> tuple[Use, ...]:
    """The rows, checked; DataError names every bad one."""
    return read_uses(files("dragoman.data").joinpath(FILE).read_text(encoding="utf-8"))


def read_uses(text: str) -> tuple[Use, ...]:
    """The rows of this text."""
    try:
        rows = tomllib.loads(text)["use"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise DataError(f"data/{FILE}: {error}. A row begins with [[use]]. Correct it and try again.") from error
    found: list[Use] = []
    bad: list[str] = []
    for number, row in enumerate(rows, 1):
        cells = {key: cell if key in TEXT or not isinstance(cell, str) else cell.split() for key, cell in row.items()}
        try:
            use = msgspec.convert(cells, Use)
        except msgspec.ValidationError as error:
            bad.append(f"row {number}: {error}")
            continue
        found.append(use)
        bad.extend(f"row {number} ({use.sentence}): {fault}" for fault in find_faults(use))
    if bad:
        raise DataError(f"data/{FILE} has bad rows: " + "; ".join(bad) + ". Correct them and try again.")
    return tuple(found)


def find_faults(use: Use) -> Iterator[str]:
    categories = {category.code: category for category in load_ontology().values()}
    kind, _, mode = use.becomes.partition(" ")
    yield from (f"no category {each!r}" for each in use.type - categories.keys())
    if kind and (kind not in categories or (mode and mode not in categories[kind].modes)):
        yield f"no category with that mode: {use.becomes!r}"
    yield from (f"no rule {each!r}" for each in use.when - RULES.keys())
    if use.part not in ("", "verb", "noun"):
        yield f"part is verb or noun, not {use.part!r}"
    if use.flag and use.flag not in FLAGS:
        yield f"no flag {use.flag!r}"
    if bool(use.after) != bool(use.thing):
        yield "after and thing go together"


def recode(scene: Scene, draft: Draft) -> None:
    """Makes of the draft what the first row that fits it says, if one does."""
    use = next((use for use in load_uses() if use.becomes and fits(use, scene, draft)), None)
    if use is None:
        return
    kind, _, mode = use.becomes.partition(" ")
    draft.entry = structs.replace(draft.entry, type=kind, mode=mode or None)
    if kind == "RETREAT" and codes_of(draft.recipients) <= codes_of(draft.actors):
        # who goes, and not whom they leave: that may stand behind the other verb ("ordered its troops to leave Chad")
        left = [i for word in draft.words if word != draft.trigger for i in scene.objects(word)]
        draft.recipients = [mention for i in left for mention in scene.fill(i, places=True)]
    if use.to:
        things = find_after(scene, draft.trigger, frozenset({use.to}))
        draft.recipients = [scene.mention_at[thing.i] for thing in things if thing.i in scene.mention_at]


def seems_only(scene: Scene, draft: Draft, *, cautious: bool) -> bool:
    """Whether the draft's words are no act here. `cautious`: in news."""
    return any(not use.becomes and (cautious or not use.news) and fits(use, scene, draft) for use in load_uses())


def fits(use: Use, scene: Scene, draft: Draft) -> bool:
    """Whether all that the row asks for holds of the draft."""
    return asks_of(use, draft) and stands_so(use, scene, draft) and all(RULES[name](scene, draft) for name in use.when)


def asks_of(use: Use, draft: Draft) -> bool:
    """Whether the row is about acts of this word, category and kind of parties."""
    entry = draft.entry
    return (
        (not use.word or entry.head in use.word)
        and (not use.part or entry.rule.startswith(use.part))
        and (not use.type or entry.type in use.type)
        and (not use.mode or (entry.mode or "none") in use.mode)
        and (not use.flag or use.flag in entry.flags)
        and (not use.extra or entry.extra == (use.extra,))
        and (not use.actors or set() < sectors_of(draft.actors) <= use.actors)
        and (not use.recipients or set() < sectors_of(draft.recipients) <= use.recipients)
    )


def stands_so(use: Use, scene: Scene, draft: Draft) -> bool:
    """Whether what stands around the act is what the row asks for."""
    v = draft.trigger
    if use.object and not any(is_one_of(scene, i, use.object) for i in scene.objects(v)):
        return False
    if use.objects:
        objects = scene.objects(v)
        if not objects or not all(is_one_of(scene, i, use.objects) and i not in scene.mention_at for i in objects):
            return False
    if use.after and not any(is_thing(scene, draft, thing, use.thing) for thing in find_after(scene, v, use.after)):
        return False
    if use.beside and not any(kid.lemma.lower() in use.beside for kid in scene.children(v, "amod", "compound")):
        return False
    if use.under and (scene.tokens[v].dep not in ("dobj", "attr", "nsubjpass") or scene.governor(v).lemma not in use.under):
        return False
    if use.doer and not any(scene.tokens[i].lemma.lower() in use.doer for i in find_doers(scene, v)):
        return False
    return not use.around or not use.around.isdisjoint(words_around(scene, draft))


def is_one_of(scene: Scene, i: int, words: frozenset[str]) -> bool:
    return scene.tokens[i].lemma.lower() in words or ("actor" in words and i in scene.mention_at)


def is_thing(scene: Scene, draft: Draft, thing: Token, words: frozenset[str]) -> bool:
    if "other" in words and thing.i in scene.mention_at:
        return bool(codes_of([scene.mention_at[thing.i]]) - codes_of(draft.actors))
    return thing.lemma.lower() in words


def find_after(scene: Scene, v: int, prepositions: frozenset[str]) -> list[Token]:
    """The nouns after one of these prepositions on the verb or its objects."""
    bases = [v, *scene.objects(v), *(kid.i for kid in scene.children(v, "advmod", "prt"))]  # "back into"
    links = [kid for base in bases for kid in scene.children(base, "prep") if kid.lemma in prepositions]
    return [thing for link in links for thing in scene.children(link.i, "pobj")]


def find_doers(scene: Scene, v: int) -> list[int]:
    """The noun that is the subject, or stands behind the "by" of a passive."""
    if scene.is_passive(v):
        return [thing.i for by in scene.children(v, "agent") for thing in scene.children(by.i, "pobj")]
    subject = scene.surface_subject(v)
    return [] if subject is None else [subject]


def words_around(scene: Scene, draft: Draft) -> set[str]:
    """The words of the act's phrase, of what hangs on its clause by a preposition, and of its actors' names."""
    phrase = [*scene.sentence.subtree(draft.trigger)]
    phrase += [i for kid in scene.children(draft.clause, "prep") for i in scene.sentence.subtree(kid.i)]
    return {scene.tokens[i].lemma.lower() for i in phrase} | {
        word for actor in draft.actors for word in actor.text.lower().split()
    }
