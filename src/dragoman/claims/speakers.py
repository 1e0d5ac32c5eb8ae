"""Who speaks, in the words: the subject of a verb wherever it stands, the actor that a noun phrase names, its bare words.

"accused Siam of arming rebels" (arming) -> Siam; "officials in Lima" -> Peru
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.claims.mood import VERBAL
from dragoman.claims.tables import load_moods
from dragoman.types import Entity, Mention, Sentence, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# Prepositions by which the object becomes the doer: "accused Siam of arming", "dissuaded Siam from arming".
CONTROLLING = frozenset(("of", "for", "from", "with", "into"))
SUBJECTLESS = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "acomp", "oprd", "dep"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
# Below a speaker's head, where the words that name the actor may stand: "officials in Lima", "a statement by the ministry".
SPEAKER_LINKS = frozenset(("poss", "compound", "amod", "nmod", "appos", "prep", "pobj", "agent", "conj"))
SPEAKER_PREPOSITIONS = frozenset(["of", "by", "from", "in", "within", "at", "for"])
# ... and how many steps below: "X, chair of the committee in Lima, the capital of Peru" does not speak for Peru by "capital of".
FARTHEST = 4


def find_subject(sent: Sentence, verb: Token) -> Token | None:
    """The head of the subject of `verb`: its own, that of the verb it depends on or is joined to, the noun of its relative.

    The object controls after "accused Siam of arming" and "forced Siam to yield".
    """
    here = verb
    for _ in range(12):
        for c in sent.children[here.i]:
            child = sent.tokens[c]
            if child.dep in SUBJECTS:
                if child.text.lower() in RELATIVE and here.dep in ("relcl", "acl", "ccomp"):
                    return sent.tokens[here.head] if sent.tokens[here.head].pos not in VERBAL else child
                return child
        above = sent.tokens[here.head]
        if above.i == here.i:
            return None
        if here.dep in ("acl", "relcl") and above.pos not in VERBAL:
            return above
        controlled = here.dep == "prep" and here.text.lower() in CONTROLLING and verb.dep == "pcomp"
        if controlled or (here.dep == "xcomp" and above.pos in VERBAL):
            controller = next(
                (sent.tokens[c] for c in sent.children[above.i] if sent.tokens[c].dep in ("dobj", "nsubjpass")), None
            )
            if controller is not None:
                return controller
        if here.dep in SUBJECTLESS or above.dep == "prep" or above.pos in ("ADP", "ADJ"):
            here = above
            continue
        return None
    return None


def make_source(sent: Sentence, head: Token, mentions: Sequence[Mention], last: Entity | None) -> Entity | None:
    """The Entity of the noun phrase headed by `head`: that of a mention in it, else its bare words; None for "it", "there".

    A pronoun that stands for nobody known takes `last`, the speaker before.
    """
    if head.dep == "expl":
        return None
    found = find_mention(sent, head, mentions)
    if found is not None:
        return found.entities[0]
    if head.pos == "PRON" and head.text.lower() in ("he", "she", "they", "him", "her", "them", "it"):
        person = last is not None and last.name is not None and last.sector in ("GOV", "MIL", "ELI") and last.name != last.text
        return last if head.text.lower() != "it" or not person else None
    start, end = phrase_span(sent, head)
    return Entity(None, None, (), None, sent.text[start - sent.start : end - sent.start], start, end)


def find_mention(sent: Sentence, head: Token, mentions: Sequence[Mention]) -> Mention | None:
    """The resolved mention that covers `head`, or the nearest one in its noun phrase."""
    for mention in mentions:
        if mention.start <= head.start < mention.end:
            return mention if mention.entities else None
    inside, stack = {head.i}, [(head.i, 0)]
    while stack:
        here, depth = stack.pop()
        for c in sent.children[here] if depth < FARTHEST else ():
            child = sent.tokens[c]
            if child.dep in SPEAKER_LINKS and (child.dep != "prep" or child.text.lower() in SPEAKER_PREPOSITIONS):
                inside.add(c)
                stack.append((c, depth + 1))
    for mention in mentions:
        if mention.entities and any(token.i in inside for token in sent.tokens_in(mention.start, mention.end)):
            return mention
    return None


def phrase_span(sent: Sentence, head: Token) -> tuple[int, int]:
    """Offsets of the noun phrase of `head` without clauses and appositions that follow it."""
    tokens, stack = [head.i], [head.i]
    while stack:
        for c in sent.children[stack.pop()]:
            child = sent.tokens[c]
            if child.dep not in ("relcl", "acl", "appos", "punct", "advcl", "cc", "conj", "parataxis", "ccomp"):
                tokens.append(c)
                stack.append(c)
    left = min(tokens)
    right = max(token for token in tokens)
    return sent.tokens[left].start, sent.tokens[right].end


def is_vessel(token: Token) -> bool:
    return token.lemma in load_moods()["vessel"]
