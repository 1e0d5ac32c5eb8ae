"""The date of what news tell without a time of its own: the time told of just before, else the day of publication, else none.

News go back and forth between the day, the week and years of background. What stands in the foreground ("said", "has closed") is
of the day told of; what a noun, a relative clause, a pluperfect or "for decades" tells of may be of any time, and gets no date.

    "Peru, which closed the border, has protested": the protest is of the day of publication, the closing has no date
"""

from __future__ import annotations

from dragoman.dates.acts import load_acts
from dragoman.dates.context import anywhere
from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.timeline import Mark, Timeline
from dragoman.types import Candidate, EventDate, Sentence, Span, Token, Why

FUTURE = frozenset(("planned", "hypothetical"))
NEAR_SENTENCES = 2  # so far a time within the year of publication is handed on
NEAR_DAYS = 10  # a time that lies so near to publication is handed on further, to what is said to the end of the text,
NEAR_DEEDS = 6  # to deeds over so many sentences
MAX_DAYS = 31  # a longer stretch ("this year") dates nothing but its own sentence
MAX_CLIMB = 12
# What is said is said on the day that the news is of; a deed is as often background.
SAID = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
# Clauses that tell of somebody or something in passing ("a deal brokered by Russia"), of any time.
ASIDE = frozenset(("acl", "relcl", "csubj", "csubjpass", "pcomp", "appos"))
# Clauses that go back to what was before, or give a reason; "as", "when" and "while" stay with the day.
BACK = frozenset(("after", "before", "since", "because", "although", "though", "until", "once", "if", "unless", "whereas"))
VERBS = frozenset(("VERB", "AUX"))
APART = frozenset(("conj", "advcl", "relcl", "ccomp", "parataxis", "acl", "punct", "cc", "mark"))
INTO = frozenset(("in", "into", "to", "on", "under", "with"))


def inherit_in_news(mark: Mark | None, candidate: Candidate, sentence: Sentence, timeline: Timeline) -> EventDate:
    """The time told of before, the day of publication, or no date with a reason."""
    if candidate.status in FUTURE or (sentence.tokens and is_modal(sentence, candidate)):
        return _none("date.none.plan", "a plan without a time is not dated by its report")
    if not sentence.tokens:
        return _published(timeline)
    background = find_background(sentence, candidate)
    if background is not None:
        return _none("date.background", background)
    if mark is None or is_present(sentence, candidate.clause):
        return _published(timeline)
    published = _number(timeline.reference)
    first, last = _number(mark.time.earliest), _number(mark.time.latest)
    said, this_year = candidate.type in SAID, _is_this_year(mark, timeline)
    if published is None or first is None or last is None or last - first > MAX_DAYS or first > published:
        return _published(timeline) if this_year and said else _background(mark)
    gap = timeline.sentence_of(candidate.trigger_span.start) - mark.sentence
    near = published - last <= NEAR_DAYS and (said or gap <= NEAR_DEEDS)
    if gap <= (NEAR_SENTENCES if this_year else 1) or near:
        time = mark.time
        why = Why("date.inherited", f"the time told of before: {time.text}")
        return EventDate(time.edtf, "inherited", time.earliest, time.latest, Span(time.start, time.end), why)
    return _published(timeline) if this_year and said else _background(mark)


def date_saying(candidate: Candidate, sentence: Sentence, timeline: Timeline) -> EventDate | None:
    """The day of publication for what is said in the foreground of news, whatever day it speaks of; None for all else."""
    if candidate.type not in SAID or find_background(sentence, candidate) is not None:
        return None
    date = _published(timeline)
    return date if date.basis == "published" else None


def is_present(sentence: Sentence, clause: int) -> bool:
    """Whether the verb at token `clause` is finite and present, or a present perfect ("has supported")."""
    auxiliaries = [sentence.tokens[kid] for kid in sentence.children[clause] if sentence.tokens[kid].dep in ("aux", "auxpass")]
    first = auxiliaries[0] if auxiliaries else sentence.tokens[clause]
    return first.tag in ("VBZ", "VBP") or first.text.lower() in ("can", "ca")


def is_modal(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the act's own verb, or that of its clause, has a modal: "must allow", "would be no attack"; but "cannot accept" is
    a refusal of now."""
    return any(
        sentence.tokens[kid].tag == "MD" and sentence.tokens[kid].text.lower() not in ("can", "ca")
        for word in (candidate.trigger, candidate.clause)
        for kid in sentence.children[word]
    )


def find_background(sentence: Sentence, candidate: Candidate) -> str | None:
    """Why the act is no part of the day's story, for a person; None where it is."""
    verb = find_verb(sentence, candidate)
    if verb is None:
        return "a noun names it, and says nothing of when"
    if verb.pos not in VERBS:
        return None
    if find_aside(sentence, verb):
        return "told in passing, without a time"
    auxiliaries = _find_auxiliaries(sentence, verb)
    if any(token.text.lower() in ("had", "having") for token in auxiliaries):
        return "told as past already, without a time"
    own = [sentence.tokens[i].text for i in list_own(sentence, verb.i)]
    if anywhere("habitual").search(" ".join(own)) or anywhere("of_no_day").search(" ".join(own)):
        return "told of no one day"
    simple = (auxiliaries[0] if auxiliaries else verb).tag in ("VBZ", "VBP") and verb.tag != "VBG"
    perfect = any(token.lemma == "have" for token in auxiliaries)
    if simple and not perfect and candidate.type not in SAID and sentence.index > 0:
        return "told as what goes on, of no one day"
    return None


def find_verb(sentence: Sentence, candidate: Candidate) -> Token | None:
    """The verb that tells the act: its own word, or the verb of which a noun that carries it is a part ("a raid killed two",
    "launched the assault", "cabled its support"); the noun itself where nothing governs it, as in headings; None where it only
    refers to the act."""
    token = sentence.tokens[candidate.trigger]
    if token.pos in VERBS:
        return token
    noun = token
    while token.dep == "conj" and token.head != token.i:
        token = sentence.tokens[token.head]
    governor = sentence.tokens[token.head]
    if governor.i == token.i:
        return token
    if token.dep in ("acomp", "attr", "oprd") and governor.pos in VERBS:
        return governor  # "is ready"
    lists = load_acts().lists
    if token.dep == "pobj" and governor.lemma in INTO and not is_known(sentence, noun):
        above = sentence.tokens[governor.head]
        return above if above.pos == "VERB" else None
    if governor.pos not in VERBS or token.dep not in ("dobj", "nsubjpass", "nsubj"):
        return None
    carries = governor.lemma in lists["carries"] or (token.dep == "nsubj" and governor.lemma in lists["begins"])
    return governor if carries or acts_itself(sentence, candidate, governor) or not is_known(sentence, noun) else None


def acts_itself(sentence: Sentence, candidate: Candidate, verb: Token) -> bool:
    """Whether who does the act is the subject of the verb above it."""
    subjects = [sentence.tokens[kid] for kid in sentence.children[verb.i] if sentence.tokens[kid].dep == "nsubj"]
    return any(actor.start <= subject.start < actor.end for actor in candidate.actors for subject in subjects)


def is_known(sentence: Sentence, noun: Token) -> bool:
    """Whether the noun speaks of what the reader knows of: "the raid", "its raid", "Thursday's raid"."""
    kids = [sentence.tokens[kid] for kid in sentence.children[noun.i]]
    return any(kid.dep == "poss" or kid.text.lower() in ("the", "this", "that", "these", "those") for kid in kids)


def find_aside(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb, or one above it, heads a clause that tells of something beside the story, or leads back before it."""
    token = verb
    for _ in range(MAX_CLIMB):
        if token.dep == "relcl" and resumes(sentence, sentence.tokens[token.head]):
            token = find_above(sentence, sentence.tokens[token.head])
            continue
        if token.dep in ASIDE:
            return True
        if token.dep == "advcl" and any(
            sentence.tokens[kid].dep in ("mark", "advmod", "prep") and sentence.tokens[kid].text.lower() in BACK
            for kid in sentence.children[token.i]
        ):
            return True
        if token.head == token.i:
            return False
        token = sentence.tokens[token.head]
    return False


def resumes(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun behind a comma takes up what was just told, to tell what came of it: "..., a demand that Chad rejected"."""
    kids = [sentence.tokens[kid] for kid in sentence.children[noun.i]]
    first = min((kid.i for kid in kids if kid.i < noun.i), default=noun.i)
    article = any(kid.text.lower() in ("a", "an") for kid in kids)
    return noun.lemma in load_acts().lists["resumes"] and article and first > 0 and sentence.tokens[first - 1].text == ","


def find_above(sentence: Sentence, noun: Token) -> Token:
    """The verb of the clause that the noun takes up."""
    token = noun
    while token.head != token.i:
        token = sentence.tokens[token.head]
        if token.pos in VERBS and token.tag in ("VBD", "VBZ", "VBP", "VBN", "MD"):
            break
    return token


def _find_auxiliaries(sentence: Sentence, verb: Token) -> list[Token]:
    """Those of the verb, or of the first of the verbs that share them: "had seized and burned"."""
    while True:
        found = [sentence.tokens[kid] for kid in sentence.children[verb.i] if sentence.tokens[kid].dep in ("aux", "auxpass")]
        if found or verb.dep != "conj" or verb.tag != "VBN" or verb.head == verb.i:
            return found
        verb = sentence.tokens[verb.head]


def list_own(sentence: Sentence, i: int) -> list[int]:
    """Token `i` and what belongs to it, in order, without its subject's and other clauses."""
    found, stack = [], [i]
    while stack:
        here = stack.pop()
        found.append(here)
        stack.extend(kid for kid in sentence.children[here] if sentence.tokens[kid].dep not in APART)
    return sorted(found)


def _number(day: str | None) -> int | None:
    when = read_edtf_date(day or "")
    return when.first if when else None


def _is_this_year(mark: Mark, timeline: Timeline) -> bool:
    return timeline.reference is not None and timeline.reference[:4] in (mark.time.edtf or "")


def _published(timeline: Timeline) -> EventDate:
    day = timeline.reference
    return EventDate(day, "published", day, day, None, Why("date.published", "no time of its own: the day of publication"))


def _background(mark: Mark) -> EventDate:
    return _none("date.background", f"the last date named before, {mark.time.edtf}, is background")


def _none(rule: str, note: str) -> EventDate:
    return EventDate(None, None, None, None, None, Why(rule, note))
