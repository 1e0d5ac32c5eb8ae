"""One parsed sentence with the names and role nouns in it, by token: what all rules of this room look at.

"Iranian Foreign Minister": token 0 carries the name Iranian, tokens 1-2 the role "foreign minister".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from dragoman.actors.cues import Role, load_cues, load_endings, load_roles
from dragoman.actors.find import Name
from dragoman.actors.tables import Entry
from dragoman.types import Sentence, Token

RoleTable = dict[str, tuple[tuple[tuple[str, ...], Role], ...]]
Days = tuple[str, str]
When = Callable[[int], Days | None]


# A role noun inside such a name is part of it ("Revolutionary Guard")
# Kinds of names whose role a role noun can be ("Iranian army", "Moscow's envoy")
OWNERS = ("state", "adjective", "people", "capital", "seat", "organisation", "collective")
WHOLE = ("organisation", "person", "seat")


# "the military said": an adjective that is the head of its phrase
HEAD_PLACES = frozenset("nsubj nsubjpass dobj pobj ROOT appos conj attr poss".split())


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A name on tokens first..last (both included)."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]


class RoleHit(msgspec.Struct, frozen=True, gc=False):
    """A role noun on tokens first..last, `head` the one that the syntax hangs on."""

    first: int
    last: int
    head: int
    role: Role


class Scene(msgspec.Struct, frozen=True):
    sentence: Sentence
    hits: tuple[Hit, ...]
    roles: tuple[RoleHit, ...]
    hit_at: dict[int, Hit]
    role_at: dict[int, RoleHit]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    def text(self, first: int, last: int) -> str:
        start = self.sentence.start
        return self.sentence.text[self.tokens[first].start - start : self.tokens[last].end - start]

    def head(self, first: int, last: int) -> int:
        """The token of first..last whose head lies outside."""
        for i in range(first, last + 1):
            head = self.tokens[i].head
            if self.tokens[i].pos != "PUNCT" and (head == i or not first <= head <= last):
                return i
        return last


def set_scene(sentence: Sentence, names: Sequence[Name]) -> Scene:
    """Names (of this sentence) and role nouns laid over its tokens."""
    hits = tuple(hit for name in names if name.entries and (hit := _lay(sentence, name)))
    hit_at = {i: hit for hit in hits for i in range(hit.first, hit.last + 1)}
    roles = tuple(_find_roles(sentence, hit_at))
    role_at = {i: role for role in roles for i in range(role.first, role.last + 1)}
    return Scene(sentence, hits, roles, hit_at, role_at)


def _lay(sentence: Sentence, name: Name) -> Hit | None:
    tokens = sentence.tokens
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= name.start:
            low = middle + 1
        else:
            high = middle
    last = low
    while last + 1 < len(tokens) and tokens[last + 1].start < name.end:
        last += 1
    if low >= len(tokens) or tokens[low].start >= name.end:
        return None
    return Hit(low, last, name.start, name.end, name.entries)


def _find_roles(sentence: Sentence, hit_at: dict[int, Hit]) -> list[RoleHit]:
    tokens = sentence.tokens
    table = load_roles()
    words = tuple(token.text.lower().replace("\u2019", "'") for token in tokens)
    found: list[RoleHit] = []
    i = 0
    while i < len(tokens):
        hit = hit_at.get(i)
        if hit and not hit.entries[0].weak and (hit.entries[0].kind in WHOLE or hit.last > hit.first):
            i = hit.last + 1  # also the "Union" of "Soviet Union" is no trade union
            continue
        role_hit = _match_role(tokens, words, i, table) or _match_person_noun(tokens, words, i, hit_at)
        if role_hit is None or _cuts(role_hit, hit_at) or _is_given_name(tokens, i, words[i]):
            i += 1
            continue
        role_hit = _take_subject(tokens, role_hit, hit_at)
        found.append(role_hit)
        i = role_hit.last + 1
    return found


def _take_subject(tokens: tuple[Token, ...], role: RoleHit, hit_at: dict[int, Hit]) -> RoleHit:
    """ "Ministry of Marine Resources": what a department is for belongs to its name, and no role noun in it counts."""
    of = role.last + 1
    if (
        role.role.phrase.split()[-1] not in load_cues().departments
        or of + 1 >= len(tokens)
        or tokens[of].text not in ("of", "for")
    ):
        return role
    last = of
    while last + 1 < len(tokens) and last + 1 not in hit_at:
        token = tokens[last + 1]
        if not (
            token.text[:1].isupper()
            or (token.text in ("and", ",", "&") and last + 2 < len(tokens) and tokens[last + 2].text.istitle())
        ):
            break
        last += 1
    return RoleHit(role.first, last, role.head, role.role) if last > of else role


def _is_given_name(tokens: tuple[Token, ...], i: int, word: str) -> bool:
    """ "Dean Evans": a role noun that people are named, before another name."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        word in load_cues().also_names
        and tokens[i].text.istitle()
        and bool(after and after.pos == "PROPN" and after.text.istitle())
    )


def _cuts(role: RoleHit, hit_at: dict[int, Hit]) -> bool:
    """Whether the role noun ends inside the name of a body that goes on after it: "Orthodox [Church of Cyprus]"."""
    hit = hit_at.get(role.last)
    return bool(hit and hit.first > role.first and hit.last > role.last and hit.entries[0].kind in WHOLE)


def _match_role(tokens: tuple[Token, ...], words: tuple[str, ...], i: int, table: RoleTable) -> RoleHit | None:
    for form, role in table.get(words[i], ()):
        n = len(form)
        if words[i : i + n] != form:
            continue
        head = i + n - 1
        for k in range(i, i + n):
            if (tokens[k].head == k or not i <= tokens[k].head < i + n) and tokens[k].pos in ("NOUN", "PROPN"):
                head = k
                break
        if n == 1 and not _is_noun(tokens, i):
            continue
        if n > 1 and not any(tokens[k].pos in ("NOUN", "PROPN") for k in range(i, i + n)):
            continue
        return RoleHit(i, i + n - 1, head, role)
    return None


def _match_person_noun(tokens: tuple[Token, ...], words: tuple[str, ...], i: int, hit_at: dict[int, Hit]) -> RoleHit | None:
    """ "Latvian pianists": a noun that by its ending is one for people, with a demonym shortly before; civilians."""
    word = words[i]
    if tokens[i].pos != "NOUN" or word in load_cues().not_persons or not word.endswith(load_endings(tokens[i].tag == "NNS")):
        return None
    for k in range(i - 1, max(i - 4, -1), -1):
        hit = hit_at.get(k)
        if hit:
            known = hit.entries[0].kind == "adjective"
            return RoleHit(i, i, i, Role(word, "CVL", (), False, tokens[i].tag == "NNS")) if known else None
        if tokens[k].pos not in ("ADJ", "NOUN", "PROPN", "NUM"):
            return None
    return None


def _is_noun(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.pos in ("NOUN", "PROPN") or len(tokens) == 1:
        return True
    # "the military", "Iranian military": tagged ADJ but the head of its phrase
    return token.pos == "ADJ" and token.dep in HEAD_PLACES and token.lemma in load_cues().adjective_roles
