"""Whether a capital stands for the town or for its government.

"Moscow refused" -> government; "in Moscow", "the streets of Moscow", "bombed Moscow" -> town
"""

from __future__ import annotations

from dragoman.actors.cues import load_cues
from dragoman.actors.scene import Hit, Scene
from dragoman.types import Token


def is_place(scene: Scene, hit: Hit) -> bool:
    """True where the words around the name speak of the town."""
    return _judge(scene, hit, 0)


def _judge(scene: Scene, hit: Hit, depth: int) -> bool:
    cues = load_cues()
    tokens = scene.tokens
    i = scene.head(hit.first, hit.last)
    token = tokens[i]
    above = tokens[token.head]
    if hit.first and tokens[hit.first - 1].text.lower() in cues.quarters:
        return True  # "west London"
    if _next_text(tokens, hit.last) == "," and _follows_state(scene, hit.last + 2):
        return True
    if token.dep in ("conj", "appos") and depth < 3 and above.i != i:
        other = scene.hit_at.get(above.i)
        if other and other is not hit:
            return other.entries[0].kind in ("city", "region") or (
                other.entries[0].kind in ("capital", "seat") and _judge(scene, other, depth + 1)
            )
        return token.dep == "appos"
    if token.dep == "pobj" and above.pos in ("ADP", "SCONJ", "ADV"):
        return _judge_preposition(scene, above)
    if token.dep in ("nsubj", "nsubjpass"):
        if token.dep == "nsubjpass":
            return above.lemma in cues.object_verbs
        if above.lemma == "be":
            return any(
                tokens[c].dep in ("attr",) and tokens[c].lemma in cues.of_words | cues.nouns
                for c in scene.sentence.children[above.i]
            )
        return above.lemma in cues.subject_verbs
    if token.dep in ("dobj", "obj"):
        return above.lemma in cues.object_verbs
    if token.dep in ("poss", "compound", "nmod", "amod"):
        if above.i in scene.role_at and above.lemma not in cues.nouns:
            return False
        if token.dep == "poss":
            return above.lemma in cues.nouns
        return _next_text(tokens, hit.last) != "-"
    if token.dep == "ROOT" and (hit.entries[0].kind == "seat" or len(tokens) <= 2):
        return False  # no sentence, only the name
    return token.dep in ("npadvmod", "advmod", "dep", "ROOT", "nummod", "attr", "oprd", "dative") and len(tokens) > 1


def _judge_preposition(scene: Scene, preposition: Token) -> bool:
    cues = load_cues()
    word = preposition.text.lower()
    governor = scene.tokens[preposition.head]
    if governor.dep == "prep" and governor.i != preposition.i:  # "from outside Moscow", "out of Kabul"
        governor = scene.tokens[governor.head]
    if word in cues.prepositions:
        return True
    if word in cues.travel_prepositions:
        return governor.lemma in cues.travel_words
    if word == "of":
        return governor.lemma in cues.of_words or (governor.text.lower() == "out" and governor.pos != "NOUN")
    if word in ("on", "upon", "against", "over"):
        return (word != "against" and governor.lemma in cues.on_words) or word == "over"
    if word == "between":
        return governor.lemma in cues.between_words
    return False


def _next_text(tokens: tuple[Token, ...], last: int) -> str:
    return tokens[last + 1].text if last + 1 < len(tokens) else ""


def _follows_state(scene: Scene, i: int) -> bool:
    """ "Paris, France": a state right after the comma, in apposition."""
    hit = scene.hit_at.get(i)
    return bool(
        hit and hit.entries[0].kind == "state" and scene.tokens[scene.head(hit.first, hit.last)].dep in ("appos", "npadvmod")
    )
