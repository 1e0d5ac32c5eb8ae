"""Where an act was done, and so to whom: the state whose ground it touches, where the clause names no other recipient.

"Turkey launched a campaign in Afrin" -> recipient Syria, in which Afrin lies
"Saudi jets bombed civilians in Yemen" -> the civilians are Yemen's
"2,000 people demonstrated in Istanbul"  -> actor Turkey's civilians
"Afrin, where Turkey is waging an offensive" -> recipient Syria
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from dragoman.events.blows import says_when
from dragoman.events.doers import lacks_agent
from dragoman.events.draft import Draft, Unlisted, codes_of
from dragoman.events.foes import FIGHTS
from dragoman.events.lexicon import load_lexicon
from dragoman.events.phrases import RELATIVE, unique
from dragoman.events.scene import Scene
from dragoman.events.words import WORDS
from dragoman.types import Entity, Mention, Why

# Acts that the state in which they are done suffers, hosts or gets its ground back by; of help and words the place says nothing.
ON_GROUND = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "COERCE"})
# ... of these, modes that are done to a person and not to the ground.
TO_PERSONS = frozenset({"arrest", "abduct", "release", "resign", "deport"})
INSIDE = ("in", "inside", "into", "across", "throughout", "within")
# Who fights for somebody, or beside him, fights neither him nor the land in which he does.
BESIDE = frozenset({"for", "with", "alongside", "beside"})
# People who are at home where they are found, if nothing is said of where they come from.
AT_HOME = WORDS["at_home"]
FROM_ELSEWHERE = WORDS["from_elsewhere"]
GROUNDS = WORDS["grounds"]
# What courts and police do; who captures somebody in a land need not be of it.
JUSTICE = WORDS["justice"]
# Sectors of those who act at home. Codes of PLOVER.
OF_THE_LAW = frozenset({"COP", "JUD"})
OF_THE_PLACE = OF_THE_LAW | {"CVL", "LAB", "EDU", "AGR", "MED"}
# Nouns for people who demonstrate.
CROWDS = WORDS["crowds"]


# What is done or said because of somebody's deed, which is then told in a clause of its own.
PROVOKED = frozenset({"ACCUSE", "MOBILIZE", "SANCTION", "THREATEN"})


def add_provoker(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> None:
    """The other party of an answer, from the deed that is told beside it: "protested after [India] opened a road", "accused
    [Rwanda] of the raid and shut the border", "accused [Rwanda] and warned that it would pay"."""
    if draft.recipients or draft.unlisted or not codes_of(draft.actors) or draft.entry.type not in PROVOKED or draft.not_to:
        return
    if not draft.entry.rule.startswith("verbs"):
        return
    mine = codes_of(draft.actors)
    token = scene.tokens[draft.clause]
    whens = [kid.i for kid in scene.children(token.i, "advcl") if says_when(scene, kid.i, ("after", "as"))]
    others = unique(mention for i in whens for mention in scene.agents(i) if codes_of([mention]))
    how = "whose deed it answers"
    if not others and draft.entry.type in ("SANCTION", "THREATEN") and token.dep == "conj" and token.tag != "VBG":
        before = [each for each in drafts if each.clause == token.head and each.entry.type in PROVOKED]
        others = [mention for each in before if codes_of(each.actors) == mine for mention in each.recipients]
        how = "whom the act before it met"
    if len(codes_of(others)) == 1 and not codes_of(others) & mine:
        draft.recipients = others[:1]
        draft.notes.append(f"recipient: {how}")


def add_host(scene: Scene, draft: Draft) -> None:
    """Gives the act the state on whose ground it was done as its recipient, or that state's code to the people to whom it was
    done; only where its slots name no state."""
    if codes_of(draft.recipients) or draft.unlisted is Unlisted.STATELESS or not draft.actors:
        return
    if draft.recipients:
        if draft.entry.type == "CONSULT":
            return  # whoever meets in a place may come from anywhere
        draft.recipients = [settle_home(scene, draft, each) for each in draft.recipients]
        return
    if draft.entry.type not in ON_GROUND or draft.entry.mode in TO_PERSONS or "hollow" in draft.entry.flags:
        return
    if draft.entry.type == "RETREAT" and draft.entry.mode != "withdraw":
        return
    if draft.entry.head in FIGHTS and draft.words == (draft.trigger,) and draft.entry.rule.startswith("verbs"):
        return  # "Cuban troops fought in Angola": against whom stays open
    if any(kid.lemma in BESIDE for kid in scene.children(draft.trigger, "prep")) or has_named_object(scene, draft):
        return
    mine = codes_of(draft.actors)
    found = [mention for mention in find_grounds(scene, ground_bases(scene, draft)) if not codes_of([mention]) & mine]
    if not found and draft.entry.rule.startswith("verbs") and "own" not in draft.entry.flags:
        taken = [place for i in scene.objects(draft.trigger) for place in read_ground(scene, i)]  # "retook the port of Aden"
        found = [mention for mention in taken if not codes_of([mention]) & mine]
    if len({frozenset(codes_of([mention])) for mention in found}) == 1:
        draft.recipients = found[:1]
        draft.notes.append("recipient: where it was done")


def share_purpose(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Gives force that is sent or used the foe that its purpose names: "sent troops to fight [the rebels]"."""
    by_trigger = {draft.trigger: draft for draft in drafts}
    for draft in drafts:
        if draft.entry.type not in ("ASSAULT", "MOBILIZE") or not draft.actors or draft.unlisted or codes_of(draft.recipients):
            continue
        if draft.recipients and "own" not in draft.entry.flags:
            continue
        bases = [draft.trigger, *draft.words, *([draft.carrier] if draft.carrier is not None else [])]
        for base in dict.fromkeys(bases):
            for kid in scene.children(base, "advcl", "xcomp", "acl"):
                aim = by_trigger.get(kid.i)
                if kid.tag != "VB" or aim is None or aim is draft or aim.entry.type not in ("ASSAULT", "COERCE"):
                    continue
                if not draft.recipients and codes_of(aim.recipients) - codes_of(draft.actors):
                    draft.recipients = list(aim.recipients)
                    draft.notes.append("recipient from the purpose")


def add_court(scene: Scene, draft: Draft) -> None:
    """Who arrested, tried or jailed somebody where nobody is said to have: the state in which it was done, "jailed in Turkey"."""
    if draft.actors or draft.entry.head not in JUSTICE or not lacks_agent(scene, draft.trigger):
        return
    found = find_grounds(scene, [draft.trigger], ("in", "on", "at"))
    if len(codes_of(found)) == 1:
        draft.actors = [structs.replace(found[0], kind="state")]
        draft.notes.append("actor: the state where it was done")


def add_crowd(scene: Scene, draft: Draft) -> None:
    """Who demonstrates where nobody is named: the people of the place, "2,000 people demonstrated in [Istanbul]"."""
    if codes_of(draft.actors) or draft.entry.type != "PROTEST" or not draft.entry.rule.startswith("verbs"):
        return
    subject = scene.surface_subject(draft.trigger)
    if subject is None or scene.tokens[subject].lemma.lower() not in CROWDS:
        return
    bases = [draft.trigger, *draft.words]
    for base in bases:  # "outside the embassy in Khartoum", "in front of the embassy in Khartoum"
        bases += [kid.i for kid in scene.children(base, "prep", "pobj", "dobj") if kid.i not in bases]
    places = [place for place in find_grounds(scene, bases, ("in", "across")) if place.kind != "metonym"]
    if len(codes_of(places)) != 1:
        return
    code, noun = codes_of(places).pop(), scene.tokens[subject]
    crowd = Entity(code, "CVL", (), None, noun.text, noun.start, noun.end)
    why = Why("events.crowd", f"the people of the place, {places[0].text}")
    draft.actors = [Mention(noun.start, noun.end, noun.text, scene.sentence.index, "role", (crowd,), why)]
    draft.recipients = [mention for mention in draft.recipients if mention not in places]
    draft.notes.append("actor: the people of the place")


def settle_doers(scene: Scene, draft: Draft) -> None:
    """Police, courts and crowds of no named state with the code of the place: "in Beijing, [police] barred the way"."""
    if not draft.actors or codes_of(draft.actors) or any(actor.kind != "role" for actor in draft.actors):
        return
    wanted = OF_THE_PLACE if draft.entry.type == "PROTEST" else OF_THE_LAW
    if any(entity.sector not in wanted for actor in draft.actors for entity in actor.entities):
        return
    words = {word for actor in draft.actors for word in actor.text.lower().replace("-", " ").split()}
    places = find_grounds(scene, dict.fromkeys((draft.clause, draft.trigger)), ("in", "at"))
    if len(codes_of(places)) != 1 or words & FROM_ELSEWHERE:
        return
    code = codes_of(places).pop()
    draft.actors = [
        structs.replace(actor, entities=tuple(structs.replace(entity, code=code) for entity in actor.entities))
        for actor in draft.actors
    ]
    draft.recipients = [mention for mention in draft.recipients if mention not in places]
    draft.notes.append(f"actor of {code}, by the place")


def settle_home(scene: Scene, draft: Draft, people: Mention) -> Mention:
    """People of no named state with the code of the place in which the act met them: "bombed [rebels] in Idlib"."""
    if people.kind != "role" or not {entity.sector for entity in people.entities} <= AT_HOME:
        return people
    if any(word in FROM_ELSEWHERE for word in people.text.lower().replace("-", " ").split()):
        return people
    head = scene.head_at.get(people.start)
    bases = [draft.trigger, *([head] if head is not None else [])]
    if scene.tokens[draft.trigger].dep == "nsubj":
        bases.append(scene.tokens[draft.trigger].head)  # "an air raid killed three women in Gaza"
    ways = (*INSIDE, "of", "from") if draft.entry.type in ("ASSAULT", "COERCE") else (*INSIDE, "of")
    lands = codes_of(find_grounds(scene, bases, ways))
    if len(lands) != 1:
        return people
    code = lands.pop()
    draft.notes.append(f"recipient of {code}, by the place")
    return structs.replace(people, entities=tuple(structs.replace(entity, code=code) for entity in people.entities))


def has_named_object(scene: Scene, draft: Draft) -> bool:
    """Whether the act has an object that is somebody, though of no state that is known: "killed James Foley in Syria"."""
    if "own" in draft.entry.flags or not draft.entry.rule.startswith("verbs"):
        return False
    objects = [i for i in scene.objects(draft.trigger) if i not in draft.words]
    if draft.entry.head in load_lexicon().sets["befalls"]:
        return bool(objects)
    if "place" in draft.entry.flags:  # of which a name that nobody knows may be a town's: "bombed Kafranbel in Syria"
        return any(scene.tokens[i].pos == "PRON" for i in objects)
    return any(scene.tokens[i].pos in ("PROPN", "PRON") or i in scene.mention_at for i in objects)


def ground_bases(scene: Scene, draft: Draft) -> list[int]:
    """The words of the act on which a place may hang: its verb, the noun that carries it, its objects."""
    bases = [draft.trigger, *draft.words]
    if draft.carrier is not None:
        bases.append(draft.carrier)
    if draft.entry.rule.startswith("verbs"):
        bases.extend(scene.objects(draft.trigger))
    if draft.entry.mode == "withdraw":  # "the withdrawal of its troops in Oman"
        of = [kid.i for base in bases for kid in scene.children(base, "prep") if kid.lemma == "of"]
        bases.extend(thing.i for i in of for thing in scene.children(i, "pobj"))
    return list(dict.fromkeys(bases))


def find_grounds(scene: Scene, bases: Iterable[int], prepositions: Iterable[str] = INSIDE) -> list[Mention]:
    """The states and places after a preposition of place on one of `bases`, or before a "where" in their clause."""
    wanted = frozenset(prepositions)
    found: list[Mention] = []
    for base in bases:
        for kid in scene.children(base):
            if kid.lemma in wanted and kid.dep == "prep":
                found.extend(place for thing in scene.children(kid.i, "pobj") for place in read_ground(scene, thing.i))
        if scene.tokens[base].dep == "relcl" and any(
            kid.lemma == "where" or (kid.lemma in wanted and any(each.tag in RELATIVE for each in scene.children(kid.i, "pobj")))
            for kid in scene.children(base, "advmod", "prep")
        ):
            found.extend(read_ground(scene, scene.tokens[base].head))
    return unique(found)


def read_ground(scene: Scene, i: int) -> Iterator[Mention]:
    """The place that noun `i` names, itself ("Yemen") or by what it lies in ("three villages in Yemen", "the port of Aden")."""
    mention = scene.mention_at.get(i)
    if mention is not None:
        if mention.kind in ("state", "place", "metonym") and scene.head_at.get(mention.start) == i:
            yield mention
            for kid in scene.children(i, "conj"):
                yield from read_ground(scene, kid.i)
        return
    if scene.tokens[i].lemma.lower() in GROUNDS or scene.tokens[i].tag == "NNP":
        for kid in scene.children(i, "amod", "compound", "poss", "nmod"):
            own = scene.mention_at.get(kid.i)
            if own is not None and own.kind in ("state", "place"):
                yield own
                return
        for kid in scene.children(i, "prep", "appos", "conj"):
            if kid.dep == "prep" and kid.lemma in ("in", "of", "inside", "near", "off"):
                for thing in scene.children(kid.i, "pobj"):
                    yield from read_ground(scene, thing.i)
            elif kid.dep == "appos":
                yield from read_ground(scene, kid.i)
