"""Words -> Drafts: finds the verbs and nouns of the lexicon in a sentence and fills their slots by syntax.

"Chile signed a border treaty with Peru" -> Draft(sign + treaty, actors [Chile], recipients [Peru])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.events.blows import settle_blow
from dragoman.events.draft import Draft
from dragoman.events.lexicon import ANY_NAMED, Entry, Lexicon
from dragoman.events.scene import Scene
from dragoman.events.slots import fill_noun, fill_verb
from dragoman.events.words import WORDS
from dragoman.types import Token


def find_drafts(scene: Scene, lexicon: Lexicon) -> list[Draft]:
    """All acts whose words stand in the sentence, in order, with what their slots hold; parties may be missing."""
    drafts: list[Draft] = []
    taken: set[int] = set()

    def names(token: Token) -> bool:
        """ "Fighting ended": a noun that the parser takes for a verb."""
        alone = token.tag == "VBG" and token.dep == "csubj" and not scene.children(token.i, "dobj", "nsubj", "aux", "prt")
        return alone and token.text.lower() in lexicon.nouns

    for token in scene.tokens:
        if token.tag.startswith("VB") and token.lemma in lexicon.verbs and acts_as_verb(scene, token) and not names(token):
            matched = match_verb(scene, token, lexicon.verbs[token.lemma])
            if matched:
                entry, words = matched
                drafts.append(Draft(token.i, token.i, entry, words))
                taken.update(words)
    verbs = {draft.trigger: draft for draft in drafts}
    for token in scene.tokens:
        word = token.text.lower() if names(token) else token.lemma
        if (
            (token.pos in ("NOUN", "PROPN") or (token.pos == "ADJ" and token.dep in HEADS) or names(token))
            and word in lexicon.nouns
            and token.i not in taken
            and not names_actor(scene, token.i)
        ):
            noun = match_noun(scene, token, lexicon.nouns[word])
            if noun and not is_modifier(scene, token):
                entry, words = noun
                drafts.append(Draft(token.i, governing_verb(scene, token.i), entry, words))
    drafts.sort(key=lambda draft: draft.trigger)
    for draft in drafts:
        if draft.entry.rule.startswith("verbs"):
            fill_verb(scene, draft, lexicon)
        else:
            fill_noun(scene, draft, lexicon, verbs)
        settle_blow(scene, draft, lexicon)
    spoken_for = {word for draft in drafts for word in draft.words if word != draft.trigger}
    return [
        draft
        for draft in drafts
        if draft.trigger not in spoken_for or scene.tokens[draft.trigger].tag not in ("NN", "NNS", "VBG")
    ]


# Where an adjective is a noun that the tagger does not know: "the counteroffensive began".
HEADS = frozenset({"nsubj", "nsubjpass", "dobj"})


def names_actor(scene: Scene, i: int) -> bool:
    """Whether the noun is one for somebody, and not only such a one for somebody unknown as may be a deed: "armed resistance"."""
    mention = scene.mention_at.get(i)
    return mention is not None and (scene.tokens[i].lemma != "resistance" or any(entity.code for entity in mention.entities))


def acts_as_verb(scene: Scene, token: Token) -> bool:
    """Not the participle before a noun ("occupied territory"), unless the noun is a bare name ("armies ... invaded Belgium")."""
    if token.dep in ("amod", "compound"):
        return token.tag in ("VBD", "VBN") and token.head == token.i + 1 and token.head in scene.mention_at
    return token.dep not in ("aux", "auxpass")


def is_modifier(scene: Scene, token: Token) -> bool:
    """Whether the noun only says what kind of thing another noun is ("war memorial", "attack helicopter")."""
    return token.dep in ("compound", "nmod", "npadvmod") and scene.tokens[token.head].pos in ("NOUN", "PROPN", "ADJ")


def governing_verb(scene: Scene, i: int) -> int:
    for governor in scene.climb(i):
        if governor.pos in ("VERB", "AUX"):
            return governor.i
    return i


def match_verb(scene: Scene, token: Token, entries: Iterable[Entry]) -> tuple[Entry, tuple[int, ...]] | None:
    near = list_near(scene, token.i)
    for entry in entries:
        words = find_extra(scene, token.i, near, entry)
        if words is None:
            continue
        if "noname" in entry.flags and scene.children(token.i, "oprd", "attr"):
            continue
        if "other" in entry.flags and not any(
            scene.children(kid.i, "nsubj") for kid in scene.children(token.i, "ccomp", "xcomp")
        ):
            continue
        if "infinitive" in entry.flags and not any(
            kid.tag == "VB" and any(aux.tag == "TO" for aux in scene.children(kid.i, "aux"))
            for kid in scene.children(token.i, "xcomp", "ccomp")
        ):
            continue
        if "gerund" in entry.flags and not (is_done(scene, token) and any(scene.children(word, "pcomp") for word in words)):
            continue
        if "bare" in entry.flags and not meets_actors_only(
            scene, scene.objects(token.i), [*words, *slot_prepositions(scene, token.i, entry)]
        ):
            continue
        if not entry.objects:
            return entry, (token.i, *words)
        objects = [each for i in scene.shared_objects(token.i) for each in scene.content(scene.meant(i))]
        fitting = [i for i in objects if fits_object(scene, i, entry.objects)]
        if not fitting:
            fitting = [i for i in scene.nouns_before(token.i) if fits_object(scene, i, entry.objects - ANY_NAMED)][:1]
        if fitting:
            named = entry.objects - ANY_NAMED
            return entry, (token.i, *words, *(i for i in fitting if scene.tokens[i].lemma in named))
    return None


def is_done(scene: Scene, verb: Token) -> bool:
    """Not an aim: "to stop", "focused on stopping"; "is stopping" and ", stopping" are deeds."""
    if verb.tag != "VBG":
        return verb.tag != "VB"
    aside = verb.dep == "advcl" and scene.tokens[verb.i - 1].text == ","
    return verb.dep not in ("pcomp", "xcomp", "csubj") and (aside or bool(scene.children(verb.i, "aux")))


def slot_prepositions(scene: Scene, v: int, entry: Entry) -> list[int]:
    """Prepositions on the verb of a reciprocal act after which the other party would stand ("met with"); of others none."""
    if "sym" not in entry.flags:
        return []
    return [kid.i for kid in scene.children(v, "prep") if kid.lemma in entry.recipient]


def meets_actors_only(scene: Scene, objects: Iterable[int], words: Iterable[int]) -> bool:
    """Whether object and prepositional object, where there are any, name actors: "met the envoy", but not "met with success"."""
    things = [*objects, *(thing.i for i in words for thing in scene.children(i, "pobj"))]
    return all(scene.fill(i) or scene.tokens[i].pos == "PRON" for i in things)


def list_near(scene: Scene, v: int) -> list[Token]:
    """The words near enough to verb `v` to make another verb of it: what hangs on it, and what hangs on some of those."""
    near = scene.children(v)
    for kid in list(near):
        if kid.dep in ("prep", "prt", "advmod", "xcomp", "dobj", "npadvmod"):
            # "ordered to drive them out" is no "order out"
            near.extend(each for each in scene.children(kid.i) if kid.dep != "xcomp" or each.dep != "prt")
    return near


def find_extra(scene: Scene, v: int, near: Sequence[Token], entry: Entry) -> tuple[int, ...] | None:
    """The particles, prepositions or nouns that make another verb of it; None where one is missing."""
    found: list[int] = []
    for word in entry.extra:
        hit = next((kid for kid in near if kid.lemma == word and may_go_with(scene, v, kid, entry.recipient)), None)
        if hit is None:
            return None
        found.append(hit.i)
    return tuple(found)


# Words that make another verb of it as particles ("gave in"), and mean nothing for it as prepositions ("gave in Geneva").
PARTICLES = frozenset({"in", "up", "out", "off", "down", "over", "back", "away"})
COMPLEMENTS = WORDS["complements"]


def may_go_with(scene: Scene, v: int, kid: Token, slots: tuple[str, ...]) -> bool:
    """Whether a word near verb `v` belongs to it: after it, and no mere preposition where the lexicon means a particle."""
    if kid.dep in ("agent", "mark", "aux") or (kid.dep == "prep" and kid.i < v):
        return False
    if kid.pos == "VERB" and kid.dep == "xcomp" and kid.lemma not in COMPLEMENTS:
        return False
    if kid.dep == "prep" and kid.lemma in PARTICLES and kid.lemma not in slots:
        return not scene.children(kid.i, "pobj")
    return True


def fits_object(scene: Scene, i: int, wanted: frozenset[str]) -> bool:
    token = scene.tokens[i]
    if "*" in wanted or token.lemma in wanted or token.text.lower() in wanted:
        return True
    mention = scene.mention_at.get(i)
    if "actor" in wanted and mention is not None and mention.kind != "place":
        return True
    if "place" in wanted and (mention.kind == "place" if mention is not None else token.tag == "NNP"):
        return True  # a name that the gazetteer does not know is, after such verbs, a town's
    if "placename" in wanted and mention is not None and mention.kind == "place":
        return True
    if "envoy" in wanted and mention is not None and any(entity.sector in ("GOV", "ELI", "LEG") for entity in mention.entities):
        return mention.kind in ("person", "role")
    if token.lemma in MEASURES:  # "twelve tons of medical supplies"
        of = (thing for kid in scene.children(i, "prep") if kid.lemma == "of" for thing in scene.children(kid.i, "pobj"))
        return any(thing.lemma in wanted or thing.text.lower() in wanted for thing in of)
    return any(kid.lemma in wanted for kid in scene.children(i, "conj"))


MEASURES = WORDS["measures"]


def match_noun(scene: Scene, token: Token, entries: Iterable[Entry]) -> tuple[Entry, tuple[int, ...]] | None:
    for entry in entries:
        if not entry.extra:
            return entry, (token.i,)
        near = scene.children(token.i, "compound", "amod", "prep", "nmod")
        near += [below for kid in near if kid.dep == "prep" for below in scene.children(kid.i, "pobj")]
        hits = [next((kid.i for kid in near if kid.lemma == word), None) for word in entry.extra]
        if all(hit is not None for hit in hits):
            return entry, (token.i, *(hit for hit in hits if hit is not None))
    return None
