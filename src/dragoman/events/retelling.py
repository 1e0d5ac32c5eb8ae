"""What a word for an act told before points to: "condemned the raid" is said to whoever raided, two sentences up.

"Colombian jets bombed a camp in Ecuador. Venezuela condemned the raid. Colombia apologised for it."
    -> the ACCUSE of Venezuela has the recipient COL

The word must be definite ("the raid", "these charges") and of a kind with the earlier act, by the lexicon's nouns. A party that
the clause itself names stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.events.draft import codes_of
from dragoman.events.lexicon import load_lexicon
from dragoman.events.ontology import load_ontology
from dragoman.events.repeated import find_counterpart, find_site, is_cut, is_same, is_site, is_told_again, raise_odds, take_over
from dragoman.events.words import WORDS
from dragoman.types import Candidate, EventType, Mention, Sentence, Token, Why

# What is said or done about an act, to whoever did it.
ANSWERS = WORDS["answers_act"]
# Of these, what is said or done about one's own act, to whomever it was done.
OWN = WORDS["of_own_act"]
# What is said to somebody: whoever answers it is the one to whom it was said.
SAID = WORDS["said_to_one"]
# How many sentences back the act may have been told: of the same word, of the same kind only.
FAR, NEAR = 12, 2
POINTS = WORDS["points_back"]
DOWN = frozenset({"dobj", "pobj", "prep", "dative", "ccomp", "nsubj", "nsubjpass", "oprd", "pcomp"})
# So many letters of a word tell its kin: "accusation" and "accused", "invasion" and "invaded".
STEM = 4


def tie_retold(
    candidates: Sequence[Candidate], sentences: Mapping[int, Sentence], mentions: Mapping[int, Sequence[Mention]]
) -> list[Candidate]:
    """The candidates of a text, in order, those with a recipient that say something of an act told before; `sentences` with
    syntax and `mentions` by sentence."""
    tied: list[Candidate] = []
    for each in candidates:
        if is_told_again(each, sentences[each.sentence]):
            each = take_over(each, [deed for deed in tied if is_same(deed, each, sentences[deed.sentence])])
        if is_site(each, sentences[each.sentence]):
            each = find_site(each, mentions)
        if is_cut(each, sentences[each.sentence]):
            each = find_counterpart(each, sentences, mentions)
        if wants_recipient(each):
            earlier = [one for one in tied if one.sentence < each.sentence or one.trigger < each.trigger]
            for word in find_retellings(sentences[each.sentence], each.trigger, mentions.get(each.sentence, ())):
                deed = find_deed(each, word, earlier, sentences)
                if deed is not None:
                    each = give_party(each, word, deed)
                    break
        tied.append(each)
    return tied


def wants_recipient(each: Candidate) -> bool:
    return (
        each.type in ANSWERS
        and bool(codes_of(each.actors))
        and (not codes_of(each.recipients) or each.recipient_from in ("sentence", "before"))
    )


def find_retellings(sentence: Sentence, trigger: int, mentions: Sequence[Mention]) -> Iterator[Token]:
    """The definite nouns below the act's word that no party stands under, nearest first: "called the *raid* a murder"."""
    tokens = sentence.tokens
    layer = [trigger]
    for _ in range(4):
        layer = [
            k
            for i in layer
            for k in sentence.children[i]
            if tokens[k].dep in DOWN and (i != trigger or not tokens[k].dep.startswith("nsubj"))
        ]
        for i in layer:
            below = sentence.subtree(i)
            start, end = tokens[below[0]].start, tokens[below[-1]].end
            definite = tokens[i].pos == "NOUN" and any(tokens[k].text.lower() in POINTS for k in sentence.children[i])
            if definite and not any(start <= mention.start < end and codes_of([mention]) for mention in mentions):
                yield tokens[i]


def find_deed(each: Candidate, word: Token, earlier: Sequence[Candidate], sentences: Mapping[int, Sentence]) -> Candidate | None:
    """The last act told before that the word may mean, and that has a party for `each`."""
    kinds = kinds_of(word.lemma)
    if not kinds and word.lemma not in ANY_DEED:
        return None
    for deed in reversed(earlier):
        back = each.sentence - deed.sentence
        if back > FAR:
            return None
        kin = sentences[deed.sentence].tokens[deed.trigger].lemma[:STEM] == word.lemma[:STEM]
        fits = deed.type in kinds and (kin or back <= NEAR)
        if word.lemma in ANY_DEED:
            fits = back <= NEAR and (each.type == "SUPPORT" or load_ontology()[deed.type].quad > 2)
        if each.type in OWN and word.lemma in ANY_DEED:
            fits = fits and bool(codes_of(each.actors) & codes_of(deed.actors))  # "lifted the measure": its own
        if fits and codes_of(deed.actors) and deed.status != "negated" and find_party(each, deed):
            return deed
    return None


def find_party(each: Candidate, deed: Candidate) -> tuple[Mention, ...]:
    """Whom `each` is said to, as something said of `deed`; empty where that does not fit."""
    mine, theirs, suffered = codes_of(each.actors), codes_of(deed.actors), codes_of(deed.recipients)
    if load_ontology()[deed.type].joint and theirs & suffered:
        return ()
    if mine & theirs:
        return tuple(m for m in deed.recipients if not codes_of([m]) & mine) if each.type in OWN else ()
    if deed.type in SAID and suffered and not mine & suffered:
        return ()
    return () if each.type == "RETREAT" else deed.actors


def kinds_of(noun: str) -> frozenset[EventType]:
    """The categories that the lexicon gives the noun alone."""
    return frozenset(entry.type for entry in load_lexicon().nouns.get(noun, ()) if not entry.extra)


# Words for whatever somebody did.
ANY_DEED = WORDS["any_deed"]


def give_party(each: Candidate, word: Token, deed: Candidate) -> Candidate:
    parties = find_party(each, deed)
    note = f"{each.why.note}; recipient: by what {word.text!r} tells again, understood"
    guessed_otherwise = bool(each.recipients) and codes_of(each.recipients) != codes_of(parties)
    return msgspec.structs.replace(
        each,
        recipients=parties,
        recipient_from="text",
        confidence=each.confidence if guessed_otherwise else raise_odds(each.confidence),
        why=Why(each.why.rule, note),
    )
