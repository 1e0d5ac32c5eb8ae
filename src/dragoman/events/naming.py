"""What somebody calls the deed of another: the name is no deed, the deed is not his, and a hard name is an accusation.

"Peru called the seizure of its islands an act of piracy" -> ACCUSE by Peru, and no piracy; the seizure is not Peru's
"Athens labelled the Turkish drilling illegal"            -> ACCUSE (disapprove) GRC > TUR
"Rutte called the Turkish demand for an apology bizarre"  -> REJECT NLD > TUR, and no REQUEST by him
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.events.draft import Draft, codes_of
from dragoman.events.lexicon import Entry, load_lexicon
from dragoman.events.nesting import NAMED as NAMED_RULE
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Token

NAMING, OPINING, SLURS = WORDS["naming"], WORDS["opining"], WORDS["slurs"]
# Verbs that are nothing but naming, so that a hard name below them is one although the parser has hung it elsewhere.
OUTRIGHT = WORDS["outright"]
SCORNS = WORDS["scorns"]
SCORNED = Entry("syntax:scorned", "call", (), frozenset(), "REJECT", None, (), (), frozenset({"look"}))
NAMED = Entry(NAMED_RULE, "call", (), frozenset(), "ACCUSE", "disapprove", (), (), frozenset({"look"}))


class Name(msgspec.Struct, frozen=True):
    """A verb of naming with the thing that is named and what it is called."""

    verb: int
    thing: int
    called: int


def find_names(scene: Scene) -> list[Name]:
    """Every "called X a Y", "described X as Y", "considers X illegal" of the sentence."""
    found: list[Name] = []
    for token in scene.tokens:
        if token.lemma in NAMING and token.tag.startswith("VB"):
            name = find_name(scene, token)
            if name is not None:
                found.append(name)
    return found


def find_name(scene: Scene, verb: Token) -> Name | None:
    things = [kid for kid in scene.children(verb.i, "dobj", "nsubjpass", "ccomp", "xcomp") if kid.tag.startswith(("N", "PRP"))]
    if scene.is_passive(verb.i):
        things = [scene.tokens[i] for i in scene.objects(verb.i)]
    if not things:
        return None
    thing = things[0]
    called = scene.children(verb.i, "oprd")
    called += [
        each for kid in scene.children(verb.i, "prep") if kid.lemma == "as" and kid.i > verb.i for each in scene.children(kid.i)
    ]
    if called:
        return Name(verb.i, thing.i, called[0].i)
    before = [kid for kid in scene.children(thing.i, "nsubj") if verb.i < kid.i < thing.i]
    if before:  # "considered the annexation a breach", which the parser takes for a clause
        return Name(verb.i, before[0].i, thing.i)
    below = [kid for kid in scene.sentence.subtree(thing.i) if kid > thing.i]
    of = [kid for kid in below if scene.tokens[kid].lemma in SLURS and verb.lemma in OUTRIGHT]
    if not of and is_asked(thing):
        last = max(below, default=thing.i)  # "for an apology absurd", which the parser takes for one phrase
        of = [last] if scene.tokens[last].lemma.lower() in SCORNS and scene.tokens[last].head < last else []
    return Name(verb.i, thing.i, of[-1]) if of else None


def is_asked(thing: Token) -> bool:
    """Whether the noun is one for what somebody asks or offers: "demand", "appeal", "proposal"."""
    sets = load_lexicon().sets
    return thing.lemma in sets["demand"] or thing.lemma in sets["proposal"]


def draft_names(scene: Scene, drafts: Sequence[Draft], names: Sequence[Name]) -> list[Draft]:
    """The drafts without those that are only a name, each hard name as an accusation of whoever did what is so called."""
    by_trigger = {draft.trigger: draft for draft in drafts}
    kept = list(drafts)
    for name in names:
        deed = next((by_trigger[i] for i in scene.content(name.thing) if i in by_trigger), None)
        verb = by_trigger.get(name.verb)
        if deed is None and name.thing in scene.mention_at:
            continue  # "called Chad an aggressor", "described Mali as a supplier": of an actor, by the lexicon
        scorned = is_scorned(scene, name)
        if scorned and verb is not None and name.thing not in verb.words:
            kept.remove(verb)  # "called the demand for ... absurd" calls for nothing
            verb = None
        below = set(scene.sentence.subtree(name.called)) - ({name.thing} | set(scene.sentence.subtree(name.thing)))
        kept = [draft for draft in kept if draft.trigger not in below | {name.called}]
        actors = [mention for mention in scene.agents(name.verb) if codes_of([mention])]
        if deed is not None:
            disown(deed, actors)
        if scorned and deed is not None and not codes_of(deed.actors):
            kept = [draft for draft in kept if draft is not deed]
        if verb is not None or not actors or not (scorned or is_slur(scene, name)):
            continue
        blamed = list(deed.actors) if deed is not None else scene.fill(name.thing)
        blamed = [mention for mention in blamed if codes_of([mention]) - codes_of(actors)]
        entry, note = (SCORNED, "will not hear of it") if scorned else (NAMED, "calls it by a hard name")
        kept.append(Draft(name.verb, name.verb, entry, (name.verb, name.called), actors, blamed, notes=[note]))
    return sorted(kept, key=lambda draft: draft.trigger)


def disown(deed: Draft, actors: Sequence[object]) -> None:
    """Takes the deed from whoever only calls it something."""
    if any(note.startswith("actor from the subject") for note in deed.notes):
        deed.actors = [mention for mention in deed.actors if mention not in actors]


def is_slur(scene: Scene, name: Name) -> bool:
    words = [name.called, *(i for i in scene.sentence.subtree(name.called) if i > name.called)]
    words += [kid.i for kid in scene.children(name.called, "amod")]
    if scene.tokens[name.verb].lemma in OPINING:
        return False
    negated = scene.children(name.verb, "neg") or scene.children(name.called, "neg")
    return not negated and any(scene.tokens[i].lemma.lower() in SLURS for i in words if i != name.thing)


def is_scorned(scene: Scene, name: Name) -> bool:
    """Whether it is a demand or an offer, and called what one will not hear of."""
    words = (name.called, *(i for i in scene.sentence.subtree(name.called) if i > name.called))
    return (
        is_asked(scene.tokens[name.thing])
        and not scene.children(name.verb, "neg")
        and any(scene.tokens[i].lemma.lower() in SCORNS for i in words)
    )
