"""Personal names beside a role noun: after a title, in apposition before or after it, known or not.

"Foreign Minister Teodor Vasca", "Teodor Vasca, the Moldovan minister" -> the tokens of "Teodor Vasca"
"""

from __future__ import annotations

from dragoman.actors.cues import load_cues
from dragoman.actors.scene import OWNERS, RoleHit, Scene


def is_owner_name(scene: Scene, i: int) -> bool:
    """Whether token `i` belongs to the name of a state or body, which may own a role."""
    hit = scene.hit_at.get(i)
    return bool(hit and hit.entries[0].kind in OWNERS and not hit.entries[0].weak)


def find_person(scene: Scene, role: RoleHit) -> tuple[int, int] | None:
    """The first and last token of the personal name that the role noun goes with."""
    last_word = role.role.phrase.split()[-1]
    if role.role.plural or last_word in load_cues().untitled or last_word in load_cues().bodies:
        return None
    after = role.last + 1
    run = _name_run(scene, after)
    if run and _is_title_of(scene, role, run):
        return run
    tokens = scene.tokens
    if after < len(tokens) and tokens[after].text == ",":
        run = _name_run(scene, after + 1)
        if run and tokens[scene.head(*run)].dep == "appos" and tokens[scene.head(*run)].head in range(role.first, role.last + 1):
            return run
    head = tokens[role.head]
    if head.dep == "appos":  # "Abbas Araghchi, Iran's foreign minister"
        above = scene.hit_at.get(head.head)
        if above and above.entries[0].kind == "person":
            return above.first, above.last
        run = _name_run_back(scene, head.head)
        if run:
            return run
    return None


def _is_title_of(scene: Scene, role: RoleHit, run: tuple[int, int]) -> bool:
    hit = scene.hit_at.get(run[0])
    if hit and hit.entries[0].kind == "person":
        return True
    return scene.tokens[role.head].head in range(run[0], run[1] + 1) or scene.tokens[scene.head(*run)].head == role.head


def _name_run(scene: Scene, start: int) -> tuple[int, int] | None:
    """A personal name that begins at token `start`."""
    hit = scene.hit_at.get(start)
    tokens = scene.tokens
    persons = [entry for entry in hit.entries if entry.kind == "person"] if hit else []
    if hit and persons:
        # a surname that some other person bears may only begin the name: "Issa Abdou"
        goes_on = hit.last + 1 < len(tokens) and tokens[hit.last + 1].dep != "appos" and _is_name_part(scene, hit.last + 1, False)
        if not goes_on or not all(entry.weak for entry in persons):
            return hit.first, hit.last
    end = start
    while end < len(tokens) and _is_name_part(scene, end, end > start):
        end += 1
    while end > start and tokens[end - 1].pos != "PROPN":
        end -= 1
    return (start, end - 1) if end > start else None


def _name_run_back(scene: Scene, last: int) -> tuple[int, int] | None:
    first = last
    while first >= 0 and _is_name_part(scene, first, True):
        first -= 1
    first += 1
    while first <= last and scene.tokens[first].text in "-'":
        first += 1
    return (first, last) if first < last else None


def _is_name_part(scene: Scene, i: int, inner: bool) -> bool:
    token = scene.tokens[i]
    if i in scene.role_at or is_owner_name(scene, i):
        return False
    if token.pos == "PROPN" and token.text[:1].isupper():
        return True
    return inner and (token.text == "-" or token.text.lower() in load_cues().small_parts)
