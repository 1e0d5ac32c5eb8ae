"""Denial in other words than the claim: whoever is said to have done it denies, rejects or calls false what was said.

"Kenya accused Uganda of arming rebels. Uganda rejected the charge."            -> denial, a note
"Its army crossed the border. Mogadishu denied that any soldier was there."     -> denial, a note
"It is alleged that Peru massed troops. The statement is without foundation."   -> denial, a note

The first kind is linked already (`claims.denies` in `why`). A denial whose own act is coded is held against the same act by
`denials`; here are those that name none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.audit.scene import Scene
from dragoman.audit.words import load_words
from dragoman.types import MATERIAL, Event, Finding, Mention, Span

REAL = ("occurred", "ongoing")
NOT = re.compile(r"(?:\b(?:not|never|cannot|nor)|n['\u2019]t)\s+(?:\w+\s+)?$")
# A denial answers what was told so many sentences before it.
BACK = 2


def find_rebuttals(scene: Scene) -> Iterator[Finding]:
    yield from find_linked(scene)
    words = load_words()
    for index in range(len(scene.starts)):
        span = scene.sentence_span(index)
        text = span.slice(scene.text)
        for found in words.denies.finditer(text):
            if NOT.search(text[: found.start()]):
                continue
            told = find_claim(scene, index, Span(span.start + found.start(), span.start + found.end()))
            if told is not None and not answers_nearer(scene, span.start + found.start(), told):
                # "..., claiming that they had fired; Sofia denied it": only what comes after the claim
                yield make_note(
                    scene, told, Span(max(span.start, min(told.evidence.end, span.start + found.start())), span.end), "is denied"
                )
                break
        else:
            if words.falsity.search(text):
                claims = [event for event in list_before(scene, index, span.start) if is_called_false(scene, index, event)]
                if claims:
                    yield make_note(scene, claims[-1], span, "is called false")


def is_called_false(scene: Scene, index: int, event: Event) -> bool:
    """Whether "the claim is false" in sentence `index` may mean this: something alleged; what another says of one of whom the
    sentence speaks; or a complaint of another. Not where the sentence tells itself what is false ("reports that ...")."""
    span = scene.sentence_span(index)
    named = codes_of([mention for mention in scene.mentions if span.start <= mention.start < span.end])
    if _SAYS_WHAT.search(span.slice(scene.text)):
        return False
    doers = {entity.code for entity in event.actors if entity.code}
    source = event.attribution.code if event.attribution is not None else None
    if event.alleged:
        return True
    if source is not None:
        return not named or (source not in named and bool(doers & named))
    return event.type == "ACCUSE" and bool(doers) and bool(named) and not doers & named


# Words by which a text tells what somebody says.
TELLS = re.compile(
    r"\b(?:sa(?:y|ys|id)|tells?|told|accus|alleg|claim|report|charg|insist|suspect|believ|blam|assert|declar|maintain|stat(?:es|ed)\b|"
    r"according|reportedly)"
)
_SAYS_WHAT = re.compile(r"\b(?:reports?|rumou?rs?|claims?|suggestions?|allegations?|stories) (?:that|of|about)\b")


def find_linked(scene: Scene) -> Iterator[Finding]:
    """Of each event that turns down a claim, by its `why` or, where nothing is linked, against the accusation that it answers.
    One that says itself what was not done is held against that act by `denials`."""
    by_id = {event.id: event for event in scene.events}
    for event in scene.events:
        if not load_words().claims.search(event.evidence.text):
            continue
        linked = [by_id.get(why.note.partition(":")[0]) for why in event.why if why.rule == "claims.denies"]
        told = linked[0] if linked else find_accusation(scene, event)
        if told is not None and not answers_nearer(scene, event.trigger.start, told):
            start = event.evidence.start
            if start < told.evidence.end < event.trigger.end:
                start = told.evidence.end  # "..., a charge which Uganda rejects" in one sentence with the charge
            yield make_note(scene, told, Span(start, event.evidence.end), "is denied")


def answers_nearer(scene: Scene, at: int, told: Event) -> bool:
    """Whether the sentence of the denial at `at` says before it what another says: "a mine that Bangkok said was new;
    Phnom Penh denied it". Then that is denied, and not what stood in the sentence before."""
    start = scene.starts[scene.sentence_at(at)]
    before = re.split(r"[;,]", scene.text[start:at])[:-1]
    return told.trigger.start < start and any(TELLS.search(part) for part in before)


def find_accusation(scene: Scene, event: Event) -> Event | None:
    """The last ACCUSE against whoever rejects a charge with `event`."""
    if event.type != "REJECT" or event.status not in REAL:
        return None
    deniers = {entity.code for entity in event.actors if entity.code}
    for one in reversed(list_before(scene, scene.sentence_at(event.trigger.start), event.trigger.start)):
        accused = {entity.code for entity in one.recipients if entity.code}
        if one.type == "ACCUSE" and one.mode == "allege" and deniers & accused:
            return one
    return None


def find_claim(scene: Scene, index: int, denied: Span) -> Event | None:
    """What the denial in sentence `index` denies, `denied` being its verb with the first words of what it denies.

    That is the last thing that another says of the denier, or of one of whom the denial speaks; or, where the denial is of
    anything at all ("that any soldier was there"), the last deed of the denier that the text itself tells. None where the
    denial's own act is coded, or nothing fits.
    """
    span = scene.sentence_span(index)
    named = [mention for mention in scene.mentions if span.start <= mention.start < span.end]
    denier = codes_of([mention for mention in named if mention.end <= denied.start][-1:])
    about = codes_of([mention for mention in named if mention.start >= denied.start])
    if not denier or any(event.status == "negated" and span.start <= event.trigger.start < span.end for event in scene.events):
        return None
    for event in reversed(list_before(scene, index, denied.start)):
        doers = {entity.code for entity in event.actors if entity.code}
        parties = doers | {entity.code for entity in event.recipients if entity.code}
        source = event.attribution.code if event.attribution is not None else None
        by_another = event.alleged or (source is not None and source not in denier)
        if by_another and doers & (denier | about):
            return event
        at_all = event.trigger.start < span.start and load_words().at_all.search(denied.slice(scene.text))
        if source is None and at_all and event.type in MATERIAL and doers & denier and (not about - denier or about & parties):
            return event
    return None


def list_before(scene: Scene, index: int, end: int) -> list[Event]:
    """What is told as real in this sentence before `end` and in the two sentences before it, in order."""
    start = scene.starts[max(0, index - BACK)]
    return [event for event in scene.events if start <= event.trigger.start < end and event.status in REAL]


def codes_of(mentions: Sequence[Mention]) -> set[str]:
    return {entity.code for mention in mentions for entity in mention.entities if entity.code}


def make_note(scene: Scene, told: Event, denial: Span, how: str) -> Finding:
    words = denial.slice(scene.text).strip(" ,;\n")
    claim = Span(told.evidence.start, told.evidence.end)
    start = scene.text.index(words, denial.start)
    why = f"What is told, '{told.evidence.text}', {how}: '{words}'."
    return scene.make_finding("denial", "note", why, [claim, Span(start, start + len(words))])
