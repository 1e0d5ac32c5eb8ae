"""Who stands where around a word of attitude: its subject, object, possessor, prepositions, and the actors in those phrases.

"skepticism persists within Norway regarding Swedish promises" -> within: Norway; regarding: Sweden
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.claims.frames import load_frames
from dragoman.claims.mood import VERBAL
from dragoman.claims.speakers import find_subject
from dragoman.types import Entity, Mention, Sentence, Token

INNER = frozenset(("poss", "amod", "compound", "nmod"))
# "some in Siam", "factions within the Siamese army": prepositions that tie people to their state.
BELONGING = frozenset(["in", "within", "of", "from", "among", "inside", "amongst", "across", "through", "throughout"])
ASIDE = frozenset(("over", "about", "regarding", "toward", "towards", "concerning", "against"))
PLACES = frozenset(("in", "within", "among", "amongst", "across"))


class Party(msgspec.Struct, frozen=True):
    """Actors found in one phrase, and the words that name them."""

    entities: tuple[Entity, ...]
    start: int
    end: int


def find_party(
    sent: Sentence, head: Token, mentions: Sequence[Mention], *, role: str, deeds: bool = False, things: bool = False
) -> Party | None:
    """The actors of the phrase headed by `head` and its conjuncts; None where it names none.

    `role` is holder or toward. A holder may stand behind a collective ("some in Siam"); a target behind one of its
    attributes ("Siam's aims"), with `deeds` behind a deed ("a Siamese landing"), with `things` behind anything of its own.
    """
    entities: list[Entity] = []
    spans: list[tuple[int, int]] = []
    for token in _with_conjuncts(sent, _first_of(sent, head, role)):
        mention = _covering(token, mentions)
        sector = None
        if mention is None and token.dep == "conj":  # "Siam and its ally Burma"
            named = (sent.tokens[c] for c in sent.children[token.i] if sent.tokens[c].dep == "appos")
            mention = next((found for name in named if (found := _covering(name, mentions))), None)
        if mention is None:
            inner = _find_inside(sent, token, mentions, role, deeds, things)
            if inner is None:
                continue
            mention, sector = inner
        if role == "toward" and _is_mere_place(mention):
            continue
        known = [entity for entity in mention.entities if entity.code is not None]
        if not known:
            continue
        for entity in known:
            entity = msgspec.structs.replace(entity, sector=sector) if sector else entity
            if entity not in entities:
                entities.append(entity)
        other = (
            _find_joined(sent, mention, mentions)
            if role == "toward" and sector is None and _covering(token, mentions) is None
            else None
        )
        if other is not None and other.entities[0] not in entities:
            entities.append(other.entities[0])
        spans.append((min(mention.start, token.start), max(mention.end, token.end)))
    if not entities:
        return None
    return Party(tuple(entities), min(start for start, _ in spans), max(end for _, end in spans))


def _find_joined(sent: Sentence, mention: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The second of "the friendship between Siam and Burma", given the first."""
    if not sent.text[: mention.start - sent.start].lower().endswith("between "):
        return None
    after = next((each for each in mentions if each.start >= mention.end and any(one.code for one in each.entities)), None)
    gap = sent.text[mention.end - sent.start : after.start - sent.start].strip() if after is not None else ""
    return after if gap == "and" else None


def _is_mere_place(mention: Mention) -> bool:
    """A place that is no capital: a capital may stand for its state ("trust in Moscow")."""
    return mention.kind == "place" and mention.why.rule != "actors.place.capital"


def _first_of(sent: Sentence, head: Token, role: str) -> Token:
    """The first of those joined, where a relative clause with a plural verb hangs on the last ("A and B, which have ...")."""
    plural = any(sent.tokens[c].dep == "relcl" and _is_plural(sent, sent.tokens[c]) for c in sent.children[head.i])
    if role == "holder" and head.dep == "conj" and plural and sent.tokens[head.head].pos not in VERBAL:
        return sent.tokens[head.head]
    return head


def _is_plural(sent: Sentence, verb: Token) -> bool:
    return verb.tag == "VBP" or any(sent.tokens[c].text.lower() in ("have", "are", "were") for c in sent.children[verb.i])


def _with_conjuncts(sent: Sentence, head: Token) -> Iterator[Token]:
    stack, n = [head.i], 0
    while stack and n < 20:
        here = stack.pop(0)
        n += 1
        yield sent.tokens[here]
        stack.extend(c for c in sent.children[here] if sent.tokens[c].dep == "conj" and sent.tokens[c].pos not in VERBAL)


def _covering(token: Token, mentions: Sequence[Mention]) -> Mention | None:
    return next((mention for mention in mentions if mention.start <= token.start < mention.end), None)


def _find_inside(
    sent: Sentence, head: Token, mentions: Sequence[Mention], role: str, deeds: bool, things: bool
) -> tuple[Mention, str | None] | None:
    """The first mention tied to `head` within its phrase, and the sector that a collective gives it."""
    frames = load_frames()
    lemma = head.lemma
    collective = lemma in frames.sectors
    if role == "holder" and not collective:
        return None
    if role == "toward" and lemma in frames.words["attribute.parts"]:
        return None  # "backed opposing sides in Siam"
    nouns = frames.words["attribute.words"] | (frames.words["attribute.deeds"] if deeds else frozenset())
    if role == "toward" and not collective and lemma not in nouns and not (things and head.tag in ("NN", "NNS")):
        return None
    allowed = BELONGING if collective else frozenset(("of", "by", "between")) if lemma in nouns else frozenset(("of",))
    if lemma in frames.words["attribute.against"]:
        allowed |= {"with", "against"}
    if deeds and lemma in frames.words["attribute.deeds"]:
        allowed |= {"from"}
    stack, n = [head.i], 0
    own: Mention | None = None  # a pronoun, if nothing better stands beside it: "our Siamese brothers"
    while stack and n < 30:
        here = stack.pop(0)
        n += 1
        for c in sent.children[here]:
            child = sent.tokens[c]
            if child.dep in INNER or (child.dep == "pobj" and here != head.i):
                mention = _covering(child, mentions)
                if mention is not None and mention.entities and not (role == "toward" and _is_mere_place(mention)):
                    if mention.kind != "pronoun":
                        return mention, frames.sectors.get(lemma)
                    own = own or mention
                stack.append(c)
            elif child.dep == "prep" and child.text.lower() in allowed:
                stack.append(c)
    return (own, frames.sectors.get(lemma)) if own is not None else None


# --------------------------------------------------------------------------------------------- slots


def find_slot(
    sent: Sentence,
    word: Token,
    slot: str,
    mentions: Sequence[Mention],
    *,
    role: str,
    deeds: bool = False,
    things: bool = False,
) -> Party | None:
    """The actors in one slot of `word` (a name of `stances.toml`), or None."""
    for head in _heads_in(sent, word, slot, mentions):
        party = find_party(sent, head, mentions, role=role, deeds=deeds, things=things)
        if party is not None:
            return party
    return None


def _heads_in(sent: Sentence, word: Token, slot: str, mentions: Sequence[Mention]) -> Iterator[Token]:
    if slot == "subject":
        subject = find_holder_subject(sent, word)
        if subject is not None:
            yield subject
            yield from _whose_part(sent, subject)
    elif slot == "object":
        yield from _objects(sent, word)
    elif slot == "attribute":
        yield from (head for head in _objects(sent, word) if _covering(head, mentions) is None)
    elif slot == "clause":
        for clause in _children(sent, word, ("ccomp", "acl")):
            yield from _children(sent, clause, ("nsubj",))
    elif slot == "poss":
        yield from _children(sent, word, ("poss",))
    elif slot == "mod":
        yield from _children(sent, word, ("amod", "compound", "nmod"))
    else:
        yield from _prepositional(sent, word, slot, mentions)


def _whose_part(sent: Sentence, subject: Token) -> Iterator[Token]:
    """ "lawmakers, many of whom resent it": the noun that the relative clause is about."""
    verb = sent.tokens[subject.head]
    if verb.dep == "relcl" and any(
        sent.tokens[k].text.lower() in ("whom", "which") for c in sent.children[subject.i] for k in sent.children[c]
    ):
        yield sent.tokens[verb.head]


def find_holder_subject(sent: Sentence, word: Token) -> Token | None:
    """Who stands as subject of the attitude: of the verb, of the adjective's clause, of the verb that carries the noun."""
    if word.pos in VERBAL:
        if is_passive(sent, word):
            return None
        return find_subject(sent, word)
    above = sent.tokens[word.head]
    if word.dep == "ROOT" and word.pos == "NOUN":  # a verb that the parser takes for a noun
        return next(_children(sent, word, ("nsubj",)), None)
    if word.pos == "ADJ" or word.tag in ("VBN", "JJ"):
        if word.dep == "amod":
            return above if word.i > above.i else None
        if word.dep == "appos":  # "Siam, always suspicious of Burma, ..."
            return above
        if word.dep == "oprd" and above.pos in VERBAL:  # "left Siam bitter"
            return next(_objects(sent, above), None)
        return find_subject(sent, word)
    carriers = load_frames().words["carry.words"] | load_frames().words["carry.lose"]
    if word.dep == "conj":
        above = sent.tokens[above.head]
    if (word.dep in ("dobj", "conj", "pobj")) and above.lemma in carriers and above.pos in VERBAL and not is_passive(sent, above):
        return find_subject(sent, above)
    return None


def _objects(sent: Sentence, word: Token) -> Iterator[Token]:
    if is_passive(sent, word):
        yield from _children(sent, word, ("nsubjpass",))
        if word.dep == "acl":
            yield sent.tokens[word.head]
    else:
        own = list(_children(sent, word, ("dobj",)))
        for clause in _children(sent, word, ("ccomp", "xcomp")):  # "resent what they see as meddling"
            if any(child.text.lower() == "what" for child in _children(sent, clause, ("dobj", "nsubj", "nsubjpass"))):
                for link in _children(sent, clause, ("prep",)):
                    own.extend(_children(sent, link, ("pobj",)) if link.text.lower() == "as" else ())
        yield from own or _children(sent, word, ("npadvmod",))  # how the parser reads some bare names


def is_passive(sent: Sentence, verb: Token) -> bool:
    if any(sent.tokens[c].dep in ("auxpass", "nsubjpass") for c in sent.children[verb.i]):
        return True
    return verb.tag == "VBN" and verb.dep == "acl"


def _prepositional(sent: Sentence, word: Token, preposition: str, mentions: Sequence[Mention]) -> Iterator[Token]:
    """Objects of `preposition` below the word, or below the verb of which the word is the bare subject."""
    bases = [word]
    above = sent.tokens[word.head]
    if word.dep == "compound" and above.pos == "NOUN":  # "as criticisms surface regarding Siam", where the parser errs
        bases.append(above)
    exists = above.pos in VERBAL and above.lemma in load_frames().words["carry.exist"]
    rouses = word.dep == "dobj" and above.lemma in load_frames().words["carry.rouse"] and preposition in PLACES
    if rouses:
        bases.append(above)
    if (
        (word.pos in ("NOUN", "PROPN") or word.dep in ("nsubj", "nsubjpass"))
        and exists
        and word.dep in ("nsubj", "nsubjpass", "attr", "dobj")
    ):
        bases.append(above)
        bases.extend(_children(sent, above, ("acomp", "advmod", "attr", "prep")))
    elif (
        word.pos in ("NOUN", "PROPN") and word.dep in ("dobj", "nsubjpass") and above.lemma in load_frames().words["carry.words"]
    ) or (word.pos == "ADJ" and word.dep in ("acomp", "oprd") and preposition in ("of", "about", "toward", "towards", "to")):
        bases.append(above)
    if preposition in PLACES and word.pos in ("NOUN", "PROPN"):  # "resentment of Siam in Burma", where the parser errs
        links = list(_children(sent, word, ("prep",)))
        objects = (object_ for link in links for object_ in _children(sent, link, ("pobj",)))
        bases.extend(object_ for object_ in objects if _covering(object_, mentions) is not None)
    if preposition in ASIDE:  # "anger among Siamese parties over it", where the parser hangs "over" on the parties
        links = [link for link in _children(sent, word, ("prep",)) if link.text.lower() in PLACES]
        bases.extend(object_ for link in links for object_ in _children(sent, link, ("pobj",)))
    for base in bases:
        for link in _children(sent, base, ("prep", "agent", "dative")):
            if link.text.lower() != preposition:
                continue
            yield from _children(sent, link, ("pobj",))
            for nested in _children(sent, link, ("prep",)):  # "from within Siam"
                yield from _children(sent, nested, ("pobj",))


def _children(sent: Sentence, word: Token, deps: Sequence[str]) -> Iterator[Token]:
    for c in sent.children[word.i]:
        if sent.tokens[c].dep in deps:
            yield sent.tokens[c]
