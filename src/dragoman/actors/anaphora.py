"""Pronouns and definite phrases ("the two countries", "his counterpart") -> what they stand for in the document.

"Oman and Kenya signed. Both countries ..." -> OMN, KEN
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from dragoman.actors.cues import load_cues
from dragoman.actors.discourse import Discourse
from dragoman.actors.scene import Scene
from dragoman.types import Entity, Mention, Token, Why

PERSON = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}  # pronoun -> gender
THING = frozenset(("it", "its"))
PLURAL = frozenset(("they", "them", "their", "theirs"))
MANY = {"two": 2, "both": 2, "three": 3, "four": 4, "either": 2, "neither": 2, "pair": 2, "each": 2}
_GROUP = re.compile(
    r"\b(?:(?P<both>both|either|neither|each)(?: of)?(?: the| these| those)?|(?:the|these|those|all) (?P<count>two|three|four))"
    r"(?: (?!united )(?P<kind>\w+))?? (?P<noun>" + "|".join(sorted(load_cues().several)) + r")\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:the|this|that) (?P<noun>country|nation|kingdom|emirate|sultanate|island nation|republic|empire)\b", re.IGNORECASE
)
_BODY = re.compile(
    r"\b(?:the|this|that) (?P<noun>alliance|bloc|organi[sz]ation|movement|group|body|league|agency|pact)\b", re.IGNORECASE
)
# "its powerful neighbour"; a state named before the noun ("its Iraqi neighbour") is found by its own name
_OTHER = re.compile(
    r"\b(?P<whose>its|the (?:country|state|kingdom|republic)'s) (?P<kind>[a-z-]+ )?(?:neighbou?r|rival|adversary|foe)\b"
)
_PAIRED = re.compile(r"\b[Tt]he (?P<which>former|latter)\b(?! \w+(?:s|n|t|r)\b)")
# of two, alone: "each accused the other"
_EACH = re.compile(r"\b[Ee]ach(?= (?:has |had |then |also )?\w+ (?:\w+ )?the other\b)")
PATTERNS = (_GROUP, _EACH, _SINGLE, _BODY, _OTHER, _PAIRED)
BODY_CODES = {"alliance": ("IGO",), "bloc": ("IGO", "EUR"), "pact": ("IGO",), "league": ("IGO",), "agency": ("IGO", "UNO")}


def locate_groups(scene: Scene) -> list[int]:
    """Where such phrases begin, in order."""
    starts = (found.start() for pattern in PATTERNS for found in pattern.finditer(scene.sentence.text))
    return sorted(scene.sentence.start + start for start in starts)


def find_group_phrases(scene: Scene, discourse: Discourse, camp_of: Callable[[str], Sequence[str]]) -> Iterator[Mention]:
    """ "the two countries", "both sides", "the country", "the alliance", "the former"; asked when the rest of the sentence up
    to there is known, so call it with the discourse as it stands before the phrase. `camp_of`: the states of a camp ("Arab")."""
    sentence = scene.sentence
    for found in _GROUP.finditer(sentence.text):
        count = MANY[(found["both"] or found["count"]).lower()]
        camp = frozenset(camp_of(found["kind"])) if found["kind"] else frozenset()
        opposed = found["noun"].lower() in load_cues().opposed
        if (found["both"] or "").lower() == "each" and not opposed and " the other" not in sentence.text[found.end() :]:
            continue  # "each country" is every country, but not where it "accused the other"
        entities, why = discourse.find_several(sentence.index, count, among=camp, opposed=opposed)
        yield _make(scene, found, entities, why)
    for found in _EACH.finditer(sentence.text):
        entities, why = discourse.find_several(sentence.index, 2, opposed=True)
        yield _make(scene, found, entities, why)
    for found in _SINGLE.finditer(sentence.text):
        if _has_complement(scene, found.end()):
            continue
        mention, why = discourse.find_single(sentence.index, pronoun=False)
        entities = mention.entities if mention else ()
        if found["noun"].lower() == "kingdom" and entities and entities[0].code not in load_cues().monarchies:
            entities, why = (), Why("actors.group.open", "no kingdom named shortly before")
        if entities and entities[0].code in ("IGO", "UNO", "EUR", "NGO", "MNC", "IMG"):
            entities, why = (), Why("actors.group.open", "no country named shortly before")
        yield _make(scene, found, entities, why)
    for found in _BODY.finditer(sentence.text):
        if _has_complement(scene, found.end()):
            continue
        noun = found["noun"].lower()
        again = discourse.find_again(sentence.index, noun)
        if again is not None:  # twice in a sentence it is the same
            yield _make(scene, found, again.entities, Why("actors.group.again", f"the {noun} of this sentence"))
            continue
        mention, why = discourse.find_organisation(sentence.index, BODY_CODES.get(noun, ()), armed=noun in ("group", "movement"))
        yield _make(scene, found, mention.entities if mention else (), why)
    for found in _OTHER.finditer(sentence.text):
        owner, why = discourse.find_single(sentence.index, pronoun=found["whose"] == "its")
        own = owner.entities[0].code if owner else None
        other, why = discourse.find_other(own, sentence.index) if own else (None, why)
        yield _make(scene, found, (msgspec.structs.replace(other, sector="GOV"),) if other else (), why)
    for found in _PAIRED.finditer(sentence.text):
        pair, why = discourse.find_several(sentence.index, 2, reach=1)
        if pair:
            which = pair[0] if found["which"] == "former" else pair[1]
            yield _make(scene, found, (which,), Why("actors.group.paired", f"{found['which']} of the two"))


def _has_complement(scene: Scene, end: int) -> bool:
    """ "the kingdom of ...", "the alliance between ...": says itself what it is."""
    after = scene.sentence.text[end : end + 9].lstrip().lower()
    return after.startswith(("of ", "between", "'s of", "that ", "which ", "where "))


def _make(scene: Scene, found: re.Match[str], entities: Sequence[Entity], why: Why) -> Mention:
    offset, text = scene.sentence.start, found.group()
    start, end = offset + found.start(), offset + found.end()
    bound = tuple(rebind(entity, text, start, end) for entity in entities)
    return Mention(start, end, text, scene.sentence.index, "group", bound, why)


def rebind(entity: Entity, text: str, start: int, end: int, *, sector: str | None = None) -> Entity:
    """The same actor, named by other words."""
    return msgspec.structs.replace(entity, text=text, start=start, end=end, sector=sector or entity.sector)


def resolve_pronoun(
    token: Token, discourse: Discourse, sentence: int, *, governor: str = ""
) -> tuple[tuple[Entity, ...], Why] | None:
    """(entities, why) of a personal or possessive pronoun, or "both"; None for any other word.

    `governor`: lemma of the verb whose subject it is; some verbs have none but actors for their subjects.
    """
    word = token.text.lower()
    as_object = token.dep in ("dobj", "pobj", "dative", "iobj")
    if word in PERSON:
        mention, why = discourse.find_person(sentence, PERSON[word], as_object=as_object)
    elif word in THING:
        if token.dep == "expl":
            return None
        answers = governor in load_cues().answering
        only = answers or governor in load_cues().agentive
        mention, why = discourse.find_single(sentence, as_object=as_object, actors_only=only, answers=answers)
    elif word in PLURAL or (word == "both" and token.dep == "nsubj"):
        if word == "both":
            entities, why = discourse.find_several(sentence, 2)
        else:
            entities, why = discourse.find_plural(sentence, actors_only=governor in load_cues().agentive)
        return tuple(rebind(e, token.text, token.start, token.end) for e in entities), why
    else:
        return None
    entities = tuple(rebind(e, token.text, token.start, token.end) for e in mention.entities) if mention else ()
    return entities, why


def find_bearer(scene: Scene, token: Token, discourse: Discourse) -> tuple[tuple[Entity, ...], Why] | None:
    """The state that "its" goes back to by syntax, where nothing else tells: the antecedent of the relative clause ("Denmark,
    which asked that its borders be respected"), or whose deed the subject is ("Angola's part in it was driven by its wish")."""
    for governor in _climb(scene, token.i):
        if governor.pos not in ("VERB", "AUX"):
            continue
        for kid in scene.sentence.children[governor.i]:
            subject = scene.tokens[kid]
            if subject.dep not in ("nsubj", "nsubjpass") or subject.i >= token.i:
                continue
            if subject.tag in ("WDT", "WP"):
                bearer = governor.head if governor.dep == "relcl" else -1
            elif token.text.lower() == "its":
                bearer = next((k for k in scene.sentence.children[kid] if scene.tokens[k].dep == "poss"), -1)
            else:
                bearer = -1
            found = discourse.find_at(scene.tokens[bearer].start) if bearer >= 0 else None
            if found is not None:
                text = found.entities[0].name or found.text
                why = Why("actors.pronoun.state", f"stands for {text}, which its clause is about")
                return tuple(rebind(entity, token.text, token.start, token.end) for entity in found.entities), why
            if discourse.find_at(subject.start) is not None:
                return None
    return None


def _climb(scene: Scene, i: int) -> Iterator[Token]:
    while scene.tokens[i].head != i:
        i = scene.tokens[i].head
        yield scene.tokens[i]


def is_empty_it(scene: Scene, token: Token) -> bool:
    """ "It was agreed that", "it is clear": no actor."""
    if token.text.lower() != "it" or token.dep not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = scene.tokens[token.head]
    kids = {scene.tokens[c].dep for c in scene.sentence.children[verb.i]}
    if token.dep == "expl":
        return True
    if verb.lemma in ("be", "seem", "appear", "happen", "take", "rain", "snow", "remain", "become"):
        return bool(kids & {"acomp", "attr", "ccomp", "advcl", "xcomp", "csubj", "npadvmod"}) or verb.lemma != "take"
    return token.dep == "nsubjpass" and bool(kids & {"ccomp", "csubjpass", "xcomp"})
