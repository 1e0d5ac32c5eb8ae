"""Role phrases: a role noun with its state, its modifiers and its person make one actor.

    "the former Chadian defence minister, General Issa Abdou" -> tokens of the whole, state TCD, sector ELI, person

Left of the noun: demonyms, states and possessives; right of it: "of X", a name, an apposition.
"""

from __future__ import annotations

import msgspec

from dragoman.actors.cues import load_cues, load_modifiers
from dragoman.actors.scene import OWNERS, Hit, RoleHit, Scene
from dragoman.actors.tables import NO_ACTOR
from dragoman.actors.titles import find_person, is_owner_name

# "spokesman for the ministry", "refugees from Syria", "rebels of the north"
OWNING_PREPOSITIONS = ("of", "for", "from")


# What decides before a noun that the list knows whole: "rebel army officer", "Senate foreign relations committee"
OPPOSING = ("REB", "OPP", "PRM", "LEG")
# What a plain word for people takes from the word before it: "security men", "refugee women"
CARRIED = ("MIL", "COP", "REB", "PRM", "UAF", "CRM", "SPY", "REF", "LAB", "AGR", "OPP")
# Words that a phrase does not begin with
STRIPPED = ("det", "predet", "cc", "punct", "mark", "preconj", "advmod", "aux", "quantmod")


class Phrase(msgspec.Struct, frozen=True):
    """A role phrase on tokens first..last. `owners`: the names whose role it is; `possessor`: a pronoun or definite noun that
    stands for the owner ("its president"); `person`: tokens of a personal name; `hits`: all names that it swallows."""

    first: int
    last: int
    head: int
    role: RoleHit
    sector: str | None
    other_sectors: tuple[str, ...]
    owners: tuple[Hit, ...]
    possessor: int | None
    person: tuple[int, int] | None
    hits: tuple[Hit, ...]
    inner: tuple[RoleHit, ...]
    former: bool
    place: Hit | None
    rule: str


def read_phrases(scene: Scene) -> list[Phrase]:
    """Role phrases of a sentence, in order; a role noun inside a longer phrase gives none of its own."""
    taken: set[int] = set()
    phrases: list[Phrase] = []
    for role in sorted(scene.roles, key=lambda role: _depth(scene, role.head)):
        if any(i in taken for i in range(role.first, role.last + 1)):
            continue
        phrase = _read_phrase(scene, role, taken)
        if phrase:
            phrases.append(phrase)
            taken.update(range(phrase.first, phrase.last + 1))
    return sorted(phrases, key=lambda phrase: phrase.first)


def _depth(scene: Scene, i: int) -> tuple[int, int]:
    depth, here = 0, i
    while scene.tokens[here].head != here and depth < 60:
        here = scene.tokens[here].head
        depth += 1
    return depth, i


def _read_phrase(scene: Scene, role: RoleHit, taken: set[int]) -> Phrase | None:
    tokens = scene.tokens
    cues = load_cues()
    top = _find_top(scene, role)
    person = find_person(scene, role)
    first = _find_left_edge(scene, role, top, taken)
    if person and person[0] < first:
        first = person[0]
    left = _hits_between(scene, first, role.first - 1)
    inside = _hits_between(scene, role.first, role.last)
    owners = [hit for hit in left if _owns(scene, hit) and not (person and person[0] <= hit.first <= person[1])]
    inner = [other for other in scene.roles if first <= other.first < role.first]
    rule = "actors.role.modifier"
    last = role.last
    right = _find_right_owners(scene, role, top, taken)
    if right and owners and scene.tokens[_after(scene, role)].text.lower() == "from":
        right = None  # "the withdrawal of Turkish troops from Libya": whose they are is told, so that is where they leave
    if right:
        last = max(last, right[1])
        inner += [other for other in scene.roles if role.last < other.first <= right[1]]
        if not owners:
            owners, rule = list(right[0]), "actors.role.of"
    if not owners:
        owners = [hit for hit in inside if _owns(scene, hit)]
    possessor = None if owners else _find_possessor(scene, role, top, first)
    faith_only = all(hit.entries[0].kind == "collective" for hit in owners)  # "Buddhist monks in Myanmar"
    elsewhere = role.role.phrase in cues.others  # "his counterpart in Tehran"
    place = _find_place(scene, role) if faith_only and (possessor is None or elsewhere) else None
    if person:
        last = max(last, person[1])
        first = min(first, person[0])
    former = any(
        tokens[i].text.lower() in cues.former or tokens[i].lemma in cues.former for i in range(first, role.first)
    ) or role.role.phrase.startswith(("ex-", "former "))
    sector, others = _weigh_sector(scene, role, first, former)
    for other in inner:  # "a group of Syrian fighters", "the spokeswoman of the Polish army"
        if (
            other.first > role.last
            and other.role.sector
            and sector in (None, "GOV", "LAB", "CVL")
            and role.role.generic
            and not _is_own(sector, other.role.sector)
            and not former
        ):
            sector, others = other.role.sector, other.role.other_sectors
            break
    if role.role.phrase in cues.family:  # PLOVER counts the families of officials among the elite
        official = any(other.role.sector in ("GOV", "ELI") for other in inner) or any(
            h.entries[0].kind == "person" for h in owners
        )
        sector = "ELI" if official else "CVL"
    if sector is None and not owners and possessor is None:
        return None
    hits = _hits_between(scene, first, last)
    return Phrase(
        first, last, top, role, sector, others, tuple(owners), possessor, person, tuple(hits), tuple(inner), former, place, rule
    )  # fmt: skip


def _after(scene: Scene, role: RoleHit) -> int:
    return min(role.last + 1, len(scene.tokens) - 1)


def _find_top(scene: Scene, role: RoleHit) -> int:
    """The head of the noun phrase: a title hangs on the name after it ("President" on "Nasser")."""
    top = role.head
    for _ in range(4):
        token = scene.tokens[top]
        above = scene.tokens[token.head]
        if token.dep in ("compound", "nmod") and above.pos == "PROPN" and above.i > top and not is_owner_name(scene, above.i):
            top = above.i
        else:
            break
    return top


def _find_left_edge(scene: Scene, role: RoleHit, top: int, taken: set[int]) -> int:
    below = set(scene.sentence.subtree(top)) | set(scene.sentence.subtree(role.head))
    edge = role.first
    tokens = scene.tokens
    while edge > 0 and edge - 1 in below and edge - 1 not in taken and _may_precede(scene, edge - 1):
        if tokens[edge - 1].tag in ("VBN", "VBD") and _follows_person(scene, edge - 1):
            break  # "Kais Saied suspended parliament", where the parser takes the verb for an adjective
        edge -= 1
    before = scene.hit_at.get(edge - 1) if edge > 0 else None
    if before and edge - 1 not in taken and not before.entries[0].weak and _hang_together(scene, before, role):
        edge = before.first
    if edge > 0 and edge - 1 not in taken and _is_former_as_verb(scene, edge - 1):
        edge -= 1
    while edge < role.first and (tokens[edge].dep in STRIPPED or tokens[edge].pos in ("PUNCT", "CCONJ", "ADV")):
        edge += 1
    return edge


def _is_former_as_verb(scene: Scene, i: int) -> bool:
    """ "ousted Honduran president", where the parser takes the first word for the verb."""
    token = scene.tokens[i]
    if token.text.lower() not in load_cues().former or token.tag not in ("VBN", "VBD", "JJ"):
        return False
    return i == 0 or scene.tokens[i - 1].pos in ("DET", "PUNCT", "ADP", "CCONJ", "VERB", "AUX")


def _follows_person(scene: Scene, i: int) -> bool:
    before = scene.hit_at.get(i - 1)
    return bool(before and before.entries[0].kind == "person" and not before.entries[0].weak)


def _hang_together(scene: Scene, name: Hit, role: RoleHit) -> bool:
    """ "ECOWAS mediators", "NATO secretary-general": where no verb stands by, the parser makes one of the name."""
    if name.entries[0].kind not in OWNERS or scene.tokens[scene.head(name.first, name.last)].dep != "ROOT":
        return False
    here = role.head
    for _ in range(3):
        here = scene.tokens[here].head
        if name.first <= here <= name.last:
            return True
    return False


def _may_precede(scene: Scene, i: int) -> bool:
    token = scene.tokens[i]
    if i in scene.hit_at and scene.hit_at[i].first < i:
        return True  # the "of" of "Department of Defense"
    return token.pos not in ("ADP", "SCONJ", "VERB", "AUX") or token.dep in ("amod", "compound")


def _hits_between(scene: Scene, first: int, last: int) -> list[Hit]:
    return [hit for hit in scene.hits if first <= hit.first and hit.last <= last]


def _owns(scene: Scene, hit: Hit) -> bool:
    """Whether a name before a role noun says whose it is: not in "US-backed rebels", "anti-American mob"."""
    entry = hit.entries[0]
    if entry.kind == "person" and not entry.weak:
        token = scene.tokens[scene.head(hit.first, hit.last)]
        if token.dep in ("compound", "nmod"):
            return scene.tokens[token.head].lemma in load_cues().led  # "the Adenauer government"
        return token.dep in ("poss", "pobj")
    if entry.kind not in OWNERS or entry.weak or entry.name == NO_ACTOR:
        return False
    return not is_related(scene, hit)


def is_related(scene: Scene, hit: Hit) -> bool:
    """In "US-backed", "pro-Russian": a relation to the state, not the state itself."""
    cues = load_cues()
    tokens = scene.tokens
    after = tokens[hit.last + 1 : hit.last + 3]
    if len(after) == 2 and after[0].text in "-\u2010\u2011\u2013" and after[1].text.lower() in cues.participles:
        return True
    if tokens[hit.last].end > hit.end and "-" in tokens[hit.last].text:
        return tokens[hit.last].text.lower().rsplit("-", 1)[-1] in cues.participles
    if hit.first >= 2 and tokens[hit.first - 1].text == "-" and tokens[hit.first - 2].text.lower() in cues.prefixes:
        return True
    word = tokens[hit.first].text.lower()
    if tokens[hit.first].start < hit.start and word.split("-", 1)[0] in cues.prefixes:
        return True
    return any(hit.first > 0 and tokens[hit.first - 1].text.lower() == prefix for prefix in cues.prefixes)


def _find_right_owners(scene: Scene, role: RoleHit, top: int, taken: set[int]) -> tuple[list[Hit], int] | None:
    """Names in "of X", "of X and Y", "for the X ministry": (hits, last token)."""
    tokens = scene.tokens
    reach = max(role.last, top) + 3
    for child in (c for i in sorted({*range(role.first, role.last + 1), top}) for c in scene.sentence.children[i]):
        token = tokens[child]
        if token.i <= role.last or token.dep not in ("prep", "acl", "amod", "relcl"):
            continue
        word = token.text.lower()
        if word == "loyal" or (token.dep == "prep" and word in OWNING_PREPOSITIONS):
            below = [t for t in scene.sentence.subtree(child) if t > child]
        else:
            continue
        if not below or child > reach or any(i in taken for i in below):
            continue
        found = _owners_below(scene, child, below)
        if not found:
            reach = max(reach, below[-1] + 1)  # "the Ministry of Social Affairs of Estonia"
        # an envoy "for Syria" is sent there, a spokesman "for Syria" speaks for it
        abroad = word == "for" and role.role.phrase.split()[-1] in load_cues().sent_abroad
        if found and not abroad:
            return found, max(hit.last for hit in found) if not _is_adjective_owner(scene, found[-1]) else _noun_end(
                scene, found[-1]
            )
    return None


def _is_adjective_owner(scene: Scene, hit: Hit) -> bool:
    return scene.tokens[hit.last].dep in ("amod", "compound", "poss", "nmod")


def _noun_end(scene: Scene, hit: Hit) -> int:
    head = scene.tokens[hit.last].head
    role = scene.role_at.get(head)
    return max(head, role.last if role else head)


def _owners_below(scene: Scene, preposition: int, below: list[int]) -> list[Hit]:
    """Owners whose path up to the preposition is short: its object, conjuncts of it, their demonyms, a role's own state."""
    tokens = scene.tokens
    found: list[Hit] = []
    for hit in scene.hits:
        if hit.first not in below or not _owns(scene, hit):
            continue
        here, steps = scene.head(hit.first, hit.last), 0
        while here != preposition and steps < 7:
            token = tokens[here]
            if token.dep in ("relcl", "acl", "advcl", "ccomp", "npadvmod", "appos") or (
                token.dep == "prep" and token.text.lower() not in ("of", "to")
            ):
                break
            here, steps = token.head, steps + 1
            on_role = (
                here in scene.role_at
                or here == preposition
                or tokens[here].dep in ("conj", "compound", "poss", "prep")
                or here in scene.hit_at
            )
            if not on_role:
                break
        if here == preposition:
            found.append(hit)
    return found


def _find_possessor(scene: Scene, role: RoleHit, top: int, first: int) -> int | None:
    for i in range(first, role.first):
        token = scene.tokens[i]
        if token.dep == "poss" and token.head in (role.head, top) and i not in scene.hit_at:
            return i
    for child in (*scene.sentence.children[role.head], *scene.sentence.children[top]):
        token = scene.tokens[child]
        if token.dep == "poss" and child < role.first and child not in scene.hit_at:
            return child
    return None


def _find_place(scene: Scene, role: RoleHit) -> Hit | None:
    """ "protesters in Tehran", "the regime in Damascus": the state that the place lies in, for those who act at home."""
    cues = load_cues()
    if role.role.sector not in cues.domestic and role.role.phrase not in cues.seated:
        return None
    for child in scene.sentence.children[role.head]:
        if scene.tokens[child].dep == "prep" and scene.tokens[child].text.lower() in ("in", "of", "from"):
            for i in scene.sentence.children[child]:
                hit = scene.hit_at.get(i)
                if hit and hit.entries[0].kind in ("state", "capital", "city", "region"):
                    return hit
    return None


# ------------------------------------------------------------------------------- sector


def _is_own(sector: str | None, beside: str) -> bool:
    """Whether a noun keeps its sector beside such a word: "oil workers" are labour, "Yazidi women" civilians."""
    if sector == "MIL" and beside == "GOV":
        return True  # "government forces"
    return (sector == "LAB" and beside == "BUS") or (sector == "CVL" and beside not in CARRIED)


def _weigh_sector(scene: Scene, role: RoleHit, first: int, former: bool) -> tuple[str | None, tuple[str, ...]]:
    """The sector of the role noun, or of the word before it where the noun is a general one ("army official")."""
    sector, others = role.role.sector, role.role.other_sectors
    modifiers = load_modifiers()
    if role.role.generic or sector is None:
        for i in range(role.first, first - 1, -1):
            word = scene.tokens[i].text.lower()
            whole = role.first < role.last and sector  # the list knows "military intelligence officer" as a whole
            if whole and (i == role.first or modifiers.get(word) not in OPPOSING):
                continue
            if i != role.head and word in modifiers and not (i in scene.hit_at and scene.hit_at[i].entries[0].kind == "state"):
                if not _is_own(sector, modifiers[word]):
                    sector, others = modifiers[word], ()
                break
            inner = scene.role_at.get(i)
            if inner and inner is not role and inner.role.sector and not _is_own(sector, inner.role.sector):
                sector, others = inner.role.sector, inner.role.other_sectors
                break
    if former and sector in ("GOV", "LEG", "JUD", "SPY", "MIL", "PTY", None) and not role.role.plural:
        return "ELI", ()
    if former and sector in ("GOV", "LEG", "SPY"):
        return "ELI", ()
    return sector, others
