"""What a time tells that stands in a phrase and not with the act, and what is told of no day at all.

"Serbia ended the agreement of 1899" says when the agreement was made, not when it ended; "the protocols, which were signed in
February, were rejected" dates the signing. "Both have cooperated on trade" in a history tells of the relation at large.
"""

from __future__ import annotations

from dragoman.dates.acts import family_of, load_acts
from dragoman.dates.context import anywhere
from dragoman.dates.news import is_present
from dragoman.dates.story import PAST_FORM
from dragoman.dates.timeline import Mark, Timeline
from dragoman.types import Candidate, Sentence, TimeMention, Token

NOUNS = frozenset(("NOUN", "PROPN"))
BEFORE_NOUN = frozenset(("compound", "amod", "nummod", "poss", "nmod"))
OBJECTS = frozenset(("dobj", "obj", "pobj", "nsubjpass"))


def find_document(sentence: Sentence, time: TimeMention) -> Token | None:
    """The treaty or the like that a time names ("of 1904", "the 1904 treaty"), where it does not tell the making of it."""
    token = sentence.head_of(time.start, time.end)
    if token is None or token.head == token.i:
        return None
    head = sentence.tokens[token.head]
    if token.dep == "pobj" and head.text.lower() == "of" and head.head != head.i:
        noun = sentence.tokens[head.head]
    elif token.dep in BEFORE_NOUN:
        noun = head
    else:
        return None
    lists = load_acts().lists
    if noun.pos not in NOUNS or noun.lemma.lower() not in lists["documents"]:
        return None
    verb = _verb_of(sentence, noun)
    if verb is None or verb.lemma.lower() in lists["concludes"]:
        return None
    prep = sentence.tokens[noun.head]
    if noun.dep == "appos" or (noun.dep == "pobj" and prep.text.lower() in lists["within"]):
        return None
    lapses = verb.lemma.lower() in lists["lapses"]
    return noun if lapses or noun.dep != "nsubj" else None  # "the treaty of 1904 gave Chad the port" tells of 1904


def _verb_of(sentence: Sentence, noun: Token) -> Token | None:
    token = noun
    for _ in range(4):
        if token.head == token.i:
            return None
        token = sentence.tokens[token.head]
        if token.pos in ("VERB", "AUX"):
            return token
    return None


def is_beside(sentence: Sentence, time: TimeMention, verb: Token) -> bool:
    """Whether the verb of a relative clause or a past participle keeps its time to itself: "the protocols, signed in February,
    were rejected"; not "at a summit held in May they signed" nor what follows a comma."""
    if verb.dep == "relcl":
        return True
    if sentence.text[: max(0, time.start - sentence.start)].rstrip().lower().endswith((",", ", on", ", in")):
        return False
    lists = load_acts().lists
    noun = sentence.tokens[verb.head]
    around = noun.dep == "pobj" and sentence.tokens[noun.head].text.lower() in lists["circumstance"]
    return verb.tag == "VBN" and not around and verb.lemma.lower() not in lists["held"]


def is_general(candidate: Candidate, sentence: Sentence, mark: Mark, timeline: Timeline) -> bool:
    """Whether a history tells an act without a day: in the present or perfect where it was told in the past before, or, in a new
    paragraph, as a habit ("repeatedly", "over the years") or as one of many ("signed many agreements")."""
    if mark.time.start >= sentence.start:
        return False
    if is_present(sentence, candidate.clause):
        before = timeline.sentence_around(mark.time.start)
        return bool(anywhere("past").search(before) or PAST_FORM.search(before))
    if mark.paragraph == timeline.paragraph_of(sentence.start):
        return False
    return bool(anywhere("habitual").search(sentence.text)) or _is_many(sentence, candidate.trigger)


def _is_many(sentence: Sentence, trigger: int) -> bool:
    """ "signed many agreements", "several visits": the act, or what it is done to, is an unspecified plural."""
    lists = load_acts().lists
    many = lists["many"]
    objects = [sentence.tokens[kid] for kid in sentence.children[trigger] if sentence.tokens[kid].dep in OBJECTS]
    acts = [each.i for each in objects if family_of(each.text) or each.lemma.lower() in lists["documents"]]
    things = [trigger, *acts]
    return any(
        sentence.tokens[thing].tag == "NNS" and any(sentence.tokens[kid].text.lower() in many for kid in sentence.children[thing])
        for thing in things
    )
