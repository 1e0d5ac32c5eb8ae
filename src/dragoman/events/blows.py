"""Who kills and who is killed, where the deed stands in one word and its actor in another.

"Three Pakistani soldiers were killed in Indian shelling" -> one ASSAULT IND > PAK
"Two Armenians died in Azerbaijani fire"                  -> ASSAULT AZE > ARM
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from dragoman.events.draft import Draft, codes_of
from dragoman.events.lexicon import Lexicon
from dragoman.events.scene import Scene
from dragoman.events.slots import fill_noun_slot, has_lost_its_were
from dragoman.events.words import WORDS
from dragoman.types import Mention, Token

SAYS, BLOWS, FALLS = WORDS["saying"], WORDS["blows"], WORDS["falls"]
HURLS = WORDS["hurls"]


def settle_blow(scene: Scene, draft: Draft, lexicon: Lexicon) -> None:
    """Gives an act of violence the parties that stand with another word for it."""
    if draft.entry.type != "ASSAULT":
        return
    if draft.entry.rule.startswith("verbs"):
        take_from_blow(scene, draft, lexicon)
    elif not codes_of(draft.recipients):
        draft.recipients = fill_fallen(scene, draft.trigger) or draft.recipients


def take_from_blow(scene: Scene, draft: Draft, lexicon: Lexicon) -> None:
    """Who kills, from the blow in which somebody is killed: "soldiers were killed in Indian shelling"; and whose shelling is
    complained of. The word for the blow is then no second act."""
    v = draft.trigger
    if scene.tokens[v].tag == "VBG" and scene.tokens[v].dep == "pcomp":
        by = [] if scene.objects(v) else scene.fill_preposition([v], "by")
        if codes_of(by):
            draft.actors = by
            draft.notes.append("actor from by")
        return
    suffered = scene.is_passive(v) or has_lost_its_were(scene, v)
    if suffered and scene.children(v, "agent"):
        add_victims_of_sayer(scene, draft)
    if not suffered or codes_of(draft.actors) - codes_of(draft.recipients) or scene.children(v, "agent"):
        return
    for preposition in scene.children(v, "prep"):
        if preposition.lemma not in ("in", "during", "from"):
            continue
        for thing in scene.children(preposition.i, "pobj"):
            found = find_owner(scene, thing.i)
            after = scene.tokens[thing.i + 1] if thing.i + 1 < len(scene.tokens) else thing
            if not is_blow(thing, lexicon) and after.tag in ("NN", "NNS", "VBG") and is_blow(after, lexicon):
                thing, found = after, scene.fill(thing.i)  # "in Indian shelling", the adjective taken for the thing
            if found and is_blow(thing, lexicon):
                draft.actors = found
                draft.recipients = [mention for mention in draft.recipients if mention not in found]
                draft.words = (*draft.words, thing.i)
                mode = next((entry.mode for entry in lexicon.nouns.get(thing.lemma, ()) if not entry.extra), None)
                draft.entry = structs.replace(draft.entry, mode=draft.entry.mode or mode)
                draft.notes.append(f"actor from {thing.text}")
                add_victims_of_sayer(scene, draft)
                return


def link_blows(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, where some were "killed when Indian troops opened fire" as one: killed by these, and no second act."""
    gone: list[Draft] = []
    for draft in drafts:
        if draft.entry.type != "ASSAULT" or draft.actors or not codes_of(draft.recipients) or not scene.is_passive(draft.trigger):
            continue
        whens = [kid.i for kid in scene.children(draft.trigger, "advcl") if kid.i > draft.trigger and says_when(scene, kid.i)]
        for blow in drafts:
            doers = codes_of(blow.actors)
            if blow.entry.type == "ASSAULT" and blow.clause in whens and doers and not doers & codes_of(draft.recipients):
                draft.actors = list(blow.actors)
                draft.notes.append(f"actor: who {scene.tokens[blow.trigger].text}")
                if not codes_of(blow.recipients) or codes_of(blow.recipients) == codes_of(draft.recipients):
                    draft.words = (*draft.words, blow.trigger)
                    draft.entry = structs.replace(draft.entry, mode=draft.entry.mode or blow.entry.mode)
                    gone.append(blow)
    return [draft for draft in drafts if draft not in gone]


def link_thrown(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, where "a bomb planted by rebels killed two Kenyans" is one act, of those who planted it."""
    gone: list[Draft] = []
    for draft in drafts:
        subject = scene.surface_subject(draft.trigger)
        if draft.entry.type != "ASSAULT" or codes_of(draft.actors) or subject is None or scene.is_passive(draft.trigger):
            continue
        for kid in scene.children(subject, "acl"):
            thrown = kid.lemma in HURLS and kid.tag == "VBN"
            hands = [mention for mention in scene.agents(kid.i) if codes_of([mention])] if thrown else []
            if hands and draft.entry.rule.startswith("verbs"):
                draft.actors = hands
                draft.notes.append(f"actor: by whom it was {kid.text}")
                gone += [each for each in drafts if each.trigger == kid.i and each.entry.type in ("ASSAULT", "MOBILIZE")]
    return [draft for draft in drafts if draft not in gone]


def says_when(scene: Scene, clause: int, words: Sequence[str] = ("when", "as", "after")) -> bool:
    return any(kid.text.lower() in words for kid in scene.children(clause, "advmod", "mark"))


def add_victims_of_sayer(scene: Scene, draft: Draft) -> None:
    """ "Pakistan says five killed in Indian shelling": those without a state are the sayer's."""
    if codes_of(draft.recipients):
        return
    for governor in scene.climb(draft.trigger):
        if governor.lemma in SAYS:
            said = [mention for mention in scene.agents(governor.i) if codes_of([mention]) - codes_of(draft.actors)]
            if said:
                draft.recipients = said
                draft.notes.append("recipient: the sayer's own, understood")
            return


def is_blow(word: Token, lexicon: Lexicon) -> bool:
    name = word.text.lower() if word.tag == "VBG" else word.lemma
    return name in BLOWS or any(entry.type == "ASSAULT" for entry in lexicon.nouns.get(name, ()))


def find_owner(scene: Scene, thing: int) -> list[Mention]:
    """Whose blow it is: "in an attack by rebels", "in Israel's raid", "in Indian shelling"."""
    for slot in ("by", "poss", "adj"):
        found = fill_noun_slot(scene, thing, [thing], slot, False)
        if found:
            return found
    return []


def fill_fallen(scene: Scene, n: int) -> list[Mention]:
    """Who died in the blow: "two civilians died in Armenian shelling"."""
    preposition = scene.tokens[scene.tokens[n].head]
    verb = scene.tokens[preposition.head]
    if (
        scene.tokens[n].dep != "pobj"
        or preposition.lemma not in ("in", "from", "of", "during", "under")
        or verb.lemma not in FALLS
    ):
        return []
    subject = scene.surface_subject(verb.i)
    return [] if subject is None else scene.fill(subject)
