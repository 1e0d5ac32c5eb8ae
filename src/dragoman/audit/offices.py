"""Self-contradiction: "the two presidents" of whom the text has just named one as prime minister.

"Prime Minister Modi and President Putin met. The two presidents ..." -> warning
"President A, President B and Prime Minister C met. The two presidents" -> silent
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.audit.scene import Scene
from dragoman.types import Finding, Span

_OFFICES = (
    "president|prime minister|foreign minister|defence minister|defense minister|chancellor|king|emperor|premier|sultan|queen"
)
_TWO = re.compile(
    r"\b(?:[Tt]he two|[Bb]oth|[Tt]he) (?P<plural>(?:(?P<stem>presidents|prime ministers|foreign ministers|defence ministers|"
    r"defense ministers|chancellors|kings|emperors|premiers|sultans|queens)))\b(?! of| from| and)"
)
_TITLED = re.compile(
    rf"\b(?P<title>{_OFFICES.title()}|{_OFFICES})(?:,)? (?:M\. |Mr\.? |Sir )?(?P<name>(?:[A-Z][\w.\u2019'-]+ "
    rf"){{0,3}}[A-Z][\w\u2019'-]{{0,24}})"
    rf"|(?<![\w-])(?P<name2>(?:[A-Z][\w.\u2019'-]{{0,24}} ){{1,3}}[A-Z][\w\u2019'-]{{0,24}}), "
    rf"(?:the |[A-Z]\w+['\u2019]s )?(?:[A-Z]\w+ )?(?P<title2>{_OFFICES})\b"
)
# How many sentences back the two were named.
LOOK_BACK = 3
RIVALS = frozenset(
    ("president", "prime minister", "foreign minister", "defence minister", "chancellor", "king", "emperor", "queen")
)
_SAME = {"premier": "prime minister", "defense minister": "defence minister", "sultan": "sultan"}


def find_false_pairs_of_offices(scene: Scene) -> Iterator[Finding]:
    if not _TWO.search(scene.text):
        return
    titled = [
        ((found.group("title") or found.group("title2")).lower(), (found.group("name") or found.group("name2")), found)
        for found in _TITLED.finditer(scene.text)
    ]
    for two in _TWO.finditer(scene.text):
        if two.group().lower().startswith("the ") and not two.group().lower().startswith("the two"):
            continue
        office = _same(two.group("stem").removesuffix("s"))
        first = max(0, scene.sentence_at(two.start()) - LOOK_BACK)
        near = _last_two(scene, [one for one in titled if scene.starts[first] <= one[2].start() < two.start()])
        people = {name.split()[-1]: _same(title) for title, name, _ in near}
        bearers = {name.split()[-1] for title, name, found in titled if _same(title) == office}
        others = [one for one in near if _same(one[0]) != office and _same(one[0]) in RIVALS]
        if len(people) != 2 or len(others) == 0 or sum(1 for title in people.values() if title == office) != 1:
            continue
        title, name, found = others[-1]
        if name.split()[-1] in bearers:
            continue
        why = f"The text speaks of {two.group().lower()}, but has named {name} as {title}."
        yield scene.make_finding(
            "self_contradiction", "warning", why, [Span(found.start(), found.end()), Span(two.start(), two.end())]
        )


def _last_two(scene: Scene, near: list[tuple[str, str, re.Match[str]]]) -> list[tuple[str, str, re.Match[str]]]:
    """Those of the last sentence that names two, or all."""
    by_sentence: dict[int, list[tuple[str, str, re.Match[str]]]] = {}
    for one in near:
        by_sentence.setdefault(scene.sentence_at(one[2].start()), []).append(one)
    for _, named in sorted(by_sentence.items(), reverse=True):
        if len({name.split()[-1] for _, name, _ in named}) >= 2:
            return named
    return near


def _same(office: str) -> str:
    return _SAME.get(office, office)
