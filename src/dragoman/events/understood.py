"""To whom it was done, where the clause leaves that to be understood: from the sentence or the text before (the doer: doers.py).

"Chile refused." after "Peru asked for the islands." -> recipient Peru, with a lower confidence
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.crises import find_alarmed, find_helped
from dragoman.events.doers import is_critic
from dragoman.events.draft import Draft, Unlisted, codes_of
from dragoman.events.parties import BODIES, REACHES_OUT, acts_jointly
from dragoman.events.phrases import unique
from dragoman.events.scene import Scene
from dragoman.events.slots import BETWEEN_OTHERS
from dragoman.events.words import WORDS
from dragoman.types import Mention, Token

SPREAD = frozenset(
    {"prep", "pobj", "dobj", "amod", "poss", "compound", "nmod", "conj", "dative", "agent", "acl", "xcomp", "pcomp"}
)
# Where news leave the other party open: only what the act reaches for, through its objects and these prepositions.
SPREAD_IN_NEWS = frozenset({"prep", "pobj", "dobj", "amod", "poss", "compound", "nmod", "conj", "dative"})
REACHES_FOR = WORDS["reaches_for"]
WHERE = frozenset({"in", "inside", "within"})
AT_HOME = frozenset({"SANCTION", "AID", "SUPPORT"})  # acts that are not done where the recipient is
# The rule by which a role has the state that an "of" or "to" behind it names.
OF_STATE = "actors.role.of"
NOT_ON, OTHERS_OF, SAYS = WORDS["not_on"], WORDS["others_of"], WORDS["saying"]
ABOUT = frozenset({"on", "over", "of", "at", "upon", "against"})


def falls_on_unknown_people(scene: Scene, draft: Draft) -> bool:
    """Whether the act falls on a people that the gazetteer does not know, so that nobody is left out: "attacked the Talpurs"."""
    if codes_of(draft.recipients):
        return False
    verb = draft.entry.rule.startswith("verbs")
    things = [scene.tokens[i] for i in scene.objects(draft.trigger)] if verb else []
    for kid in scene.children(draft.trigger, "prep"):
        if kid.lemma in ("on", "against"):
            things += scene.children(kid.i, "pobj")
    return any(is_people(scene, thing) and not codes_of(scene.fill(thing.i, places=True)) for thing in things)


def is_people(scene: Scene, thing: Token) -> bool:
    """ "the Sikhs", "the Talpurs": a proper name in the plural with an article, which no town has."""
    plural = thing.tag == "NNPS" or (thing.tag in ("NNP", "NNS") and thing.text[0].isupper() and thing.text.endswith("s"))
    return plural and any(kid.lemma == "the" for kid in scene.children(thing.i, "det"))


# How a noun got its actor: "the Soviet withdrawal", "Togo's demand".
OF_A_NAME, OF_ITS_OWNER = "actor from adj", "actor from poss"


def add_missing_recipient(scene: Scene, draft: Draft, drafts: Sequence[Draft], cautious: bool) -> None:
    """Where the slots gave no recipient: the one other state named below the trigger, if there is just one. `cautious`: only what
    the act reaches for; not where it was done, nor whom another act in its complement concerns."""
    if codes_of(draft.recipients) or not draft.actors or draft.entry.type not in REACHES_OUT or draft.entry.mode == "resign":
        return
    if draft.unlisted or acts_jointly(draft) or (cautious and is_said_of_unknown(scene, draft)):
        return
    if cautious and draft.recipients and draft.entry.type != "CONSULT":
        return  # "bombed the rebels, near the border of Mali": people of no state, and not who else is named
    mine = codes_of(draft.actors)
    helped = find_helped(scene, draft)
    if helped and not codes_of(helped) <= mine:
        draft.recipients = helped
        draft.notes.append("recipient: who acts with its help")
        return
    alarmed = [mention for mention in find_alarmed(scene, draft) if not codes_of([mention]) & mine]
    if alarmed and OF_A_NAME not in draft.notes:
        draft.recipients = alarmed
        draft.notes.append("recipient: whom it alarmed")
        return
    triggers = {other.trigger for other in drafts if other is not draft}
    reaches = (
        REACHES_FOR - ABOUT if draft.entry.type == "CONSULT" else REACHES_FOR
    )  # views are exchanged on somebody with another
    if is_friendly(draft):
        reaches -= {"against"}  # "sent men to help Angola against Chad"
    near: list[Mention] = []

    def descend(i: int) -> None:
        for kid in scene.children(i):
            if kid.lemma == "against" and is_friendly(draft):
                continue
            if kid.dep not in (SPREAD_IN_NEWS if cautious else SPREAD) or kid.i in triggers:
                continue
            if cautious and (kid.pos == "VERB" or (kid.dep == "prep" and kid.lemma not in reaches)):
                continue
            if kid.dep == "prep" and kid.lemma in WHERE and draft.entry.type in AT_HOME and follows_another(scene, draft, kid):
                draft.not_to |= codes_of(scene.fill_preposition([i], kid.lemma))
                continue
            if cautious and is_beside(scene, draft, kid):
                continue
            mention = scene.mention_at.get(kid.i)
            if mention is not None and (
                mention.kind != "place" or draft.entry.type in ("ASSAULT", "MOBILIZE", "COERCE", "RETREAT")
            ):
                near.append(mention)
            else:
                descend(kid.i)

    descend(draft.trigger)
    if draft.clause != draft.trigger and draft.clause not in triggers and not (cautious and draft.carrier is None):
        descend(draft.clause)
    if OF_ITS_OWNER in draft.notes and not cautious:
        return  # "Togo's demand was discussed in Mali": seldom to whoever is named beside it
    others = [mention for mention in unique(near) if codes_of([mention]) - mine - draft.not_to and not codes_of([mention]) & mine]
    if len(others) > 1 and draft.entry.type in ("ASSAULT", "COERCE"):
        # "attacked a camp in Mali near the border with Niger": where it was, and not what is near
        inside = [mention for mention in scene.fill_preposition([draft.trigger], "in") if not codes_of([mention]) <= mine]
        others = inside or others
    if len({frozenset(codes_of([mention])) for mention in others}) == 1:
        draft.recipients = others[:1]
        draft.notes.append("recipient: the one other party of the clause")


def add_resumed_recipient(scene: Scene, draft: Draft) -> None:
    """Who made the demand that the act answers: "[Peru] called on Chile to leave, a call that Chile dismissed"."""
    if codes_of(draft.recipients) or not codes_of(draft.actors) or draft.entry.type not in ANSWERS:
        return
    clause = scene.tokens[draft.clause]
    noun = scene.tokens[clause.head]
    first = min((kid.i for kid in scene.children(noun.i) if kid.i < noun.i), default=noun.i)
    behind_comma = first > 0 and scene.tokens[first - 1].text == ","
    if clause.dep != "relcl" or noun.lemma not in RESUMES or not behind_comma:
        return
    for governor in scene.climb(noun.i):
        if governor.pos == "VERB":
            found = [mention for mention in scene.agents(governor.i) if codes_of([mention])]
            if found and not codes_of(found) & codes_of(draft.actors):
                draft.recipients = found
                draft.notes.append("recipient: who made what it answers")
                return


# What one does about a demand, an offer or a charge.
ANSWERS = frozenset({"REJECT", "ACCUSE", "SUPPORT", "CONCEDE", "AGREE"})
RESUMES = WORDS["resumes"]


def follows_another(scene: Scene, draft: Draft, where: Token) -> bool:
    """Whether another thing stands between the act and the place: "sanctions and conflicts in Syria"."""
    return any(draft.trigger < kid.i < where.i for kid in scene.children(draft.trigger, "conj"))


def is_beside(scene: Scene, draft: Draft, kid: Token) -> bool:
    """Whether what hangs there is, in news, no party: what talks are on ("discussed Chad", "a Chad conference"), whose foe or
    friend is meant ("destroyed Chad's enemies"), and where something is said or for whom it is done ("on Twitter", "on behalf of
    Chad")."""
    if kid.dep == "prep":
        topic = draft.entry.type == "CONSULT" and draft.entry.mode != "visit" and scene.tokens[kid.head].dep == "dobj"
        if topic and kid.lemma != "to":
            return True
        return kid.lemma == "on" and any(thing.lemma.lower() in NOT_ON for thing in scene.children(kid.i, "pobj"))
    if kid.dep == "conj":
        return scene.begins_clause(kid)
    above = scene.tokens[kid.head]
    named = kid.dep in ("poss", "amod", "compound", "nmod")
    if named and above.lemma in OTHERS_OF:
        return True
    if draft.entry.type == "CONSULT":
        thing = scene.mention_at.get(kid.i) if kid.dep == "dobj" else None
        if thing is not None:  # "sent a delegation of elders to Juba" names its host
            return draft.entry.mode != "visit" or thing.why.rule != OF_STATE
        return named and kid.dep != "poss"
    return draft.entry.type == "AGREE" and named and above.i == draft.trigger


def is_said_of_unknown(scene: Scene, draft: Draft) -> bool:
    """Whether it is said of or to a person who is no actor of the text: "accusing him of silence over Chad"."""
    if draft.entry.type not in ("ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN") or not draft.entry.rule.startswith("verbs"):
        return False
    if draft.recipients:
        return False
    objects = [i for i in scene.objects(draft.trigger) if i not in draft.words]
    return any(scene.tokens[i].text.lower() in PERSONAL or scene.tokens[i].tag == "NNP" for i in objects)


PERSONAL = frozenset("him her them me us you".split())


# Acts that as often as not have another party than the one last named, or none. Chosen on the development half of
# ICBe; see docs/measurements.md for how.
NOT_UNDERSTOOD = frozenset({"AID", "COOPERATE", "COERCE", "SUPPORT"})
# What two who are named together ("both sides") do to each other where nobody else is named.
FACING = frozenset({"RETREAT", "MOBILIZE", "ASSAULT"})


# Whom one asks for help or helps in the same breath, one does not turn upon: "mobilised, and asked Peru for arms".
HOSTILE = frozenset({"MOBILIZE", "ASSAULT", "COERCE", "SANCTION", "THREATEN"})
FRIENDLY = frozenset({"SUPPORT", "AID", "AGREE", "COOPERATE", "CONSULT"})


def is_friendly(draft: Draft) -> bool:
    return draft.entry.type in FRIENDLY or (draft.entry.type == "REQUEST" and draft.entry.mode == "assist")


def add_understood_recipient(
    scene: Scene, draft: Draft, before: Sequence[Mention], cautious: bool, pair: frozenset[str], drafts: Sequence[Draft] = ()
) -> None:  # fmt: skip
    """The other party where the clause leaves it out ("Chile refused"): the one in the sentence, or named before it. News leave
    it open, as what was so understood there was wrong four times in five; but not news of one `pair`, where both are of it."""
    if codes_of(draft.recipients) or draft.unlisted or not draft.actors:
        return
    if cautious and not codes_of(draft.actors) <= pair:
        return
    if draft.entry.type not in REACHES_OUT or draft.entry.mode == "resign":
        return
    if acts_jointly(draft) or is_said_to_unknown_body(scene, draft):
        return
    mine = codes_of(draft.actors)
    others = [mention for mention in scene.mentions if mention.kind != "place" and codes_of([mention]) - mine - draft.not_to]
    others = [mention for mention in others if not codes_of([mention]) & mine]
    aside = {i for kid in about_actors(scene, draft) for i in scene.sentence.subtree(kid.i)}
    others = [mention for mention in others if scene.head_at.get(mention.start) not in aside]
    if draft.entry.type in TO_STATES and codes_of(others) <= BODIES:
        others = []
    if cautious:
        if not codes_of(others) <= pair:
            return
        others = [mention for mention in others if stands_beside(scene, draft, mention)]
    if draft.entry.type in HOSTILE and not cautious:
        beside = [other for other in drafts if codes_of(other.actors) & mine and is_friendly(other)]
        befriended = codes_of(mention for other in beside for mention in other.recipients)
        others = [mention for mention in others if not codes_of([mention]) & befriended]
        # "Poland applauded Peru's decision to ban the firm": nor is it done to whoever stands by the doer in the same breath
        friends = [other for other in drafts if codes_of(other.recipients) & mine and is_friendly(other)]
        if others and codes_of(others) <= codes_of(mention for other in friends for mention in other.actors):
            draft.unlisted = Unlisted.FRIENDS_ONLY
            return
    fellow = draft.entry.head in BETWEEN_OTHERS and codes_of(others) <= BODIES  # who mediates beside another
    if len({frozenset(codes_of([mention])) for mention in others}) == 1 and not fellow:
        draft.recipients = others[:1]
        draft.notes.append("recipient: the one other party of the sentence, understood")
        return
    if fellow:
        others = []
    if others or cautious:
        return
    if draft.entry.type in FACING and len(mine) == 2 and any(codes_of([actor]) == mine for actor in draft.actors):
        draft.recipients = draft.actors[:]
        draft.notes.append("recipient: each other, as both did it, understood")
        return
    if draft.entry.type in NOT_UNDERSTOOD and draft.entry.head not in BETWEEN_OTHERS:
        return
    found: list[Mention] = []
    wanted = 2 if draft.entry.head in BETWEEN_OTHERS else 1
    for mention in reversed(before):
        codes = codes_of([mention])
        if mention.kind != "place" and codes and not codes & (mine | codes_of(found)):
            found.append(mention)
            if len(codes_of(found)) >= wanted:
                break
    if found:
        draft.recipients = found[::-1]
        draft.notes.append("recipient: the party last named before, understood")


def add_only_other(scene: Scene, draft: Draft, before: Sequence[Mention]) -> None:
    """In news, with whom somebody will not talk, or whom he threatens, where the sentences up to it name one other party and no
    more: "said that it would never negotiate under threats"."""
    if draft.recipients or draft.unlisted or is_said_to_unknown_body(scene, draft):
        return
    mine = codes_of(draft.actors)
    named = [mention for mention in (*before, *scene.mentions) if codes_of([mention])]
    others = [mention for mention in named if not codes_of([mention]) & mine]
    parties = [mention for mention in others if mention.kind != "place"]
    if len(mine) == 1 and len(codes_of(others)) == 1 and parties:
        draft.recipients = [next((mention for mention in reversed(parties) if mention.kind == "state"), parties[-1])]
        draft.notes.append("recipient: the only other party named before, understood")


def is_said_to_unknown_body(scene: Scene, draft: Draft) -> bool:
    """Whether a name that no list knows stands where the other party would: "appealed to the League", "broke with the Axis"."""
    if not draft.entry.rule.startswith("verbs"):
        return False
    links = [
        kid for kid in scene.children(draft.trigger, "prep", "dative") if kid.lemma in draft.entry.recipient and kid.lemma in WITH
    ]
    things = [thing for kid in links for thing in scene.children(kid.i, "pobj")]
    return any(thing.tag in ("NNP", "NNPS") and not scene.fill(thing.i, places=True) for thing in things)


WITH = frozenset({"to", "with"})
# Acts whose other party, where nobody says who it is, is a state and no body: "broke off relations and appealed to the UN".
TO_STATES = frozenset({"SANCTION", "MOBILIZE", "ASSAULT", "COERCE"})


def about_actors(scene: Scene, draft: Draft) -> list[Token]:
    """What is only said of who acts: "ASEAN, [chaired by Indonesia], sent observers"."""
    heads = [head for actor in draft.actors if (head := scene.head_at.get(actor.start)) is not None]
    return [kid for head in heads for kid in scene.children(head, "acl") if not head <= draft.trigger <= kid.i]


def stands_beside(scene: Scene, draft: Draft, other: Mention) -> bool:
    """Whether the other party has part in what the sentence tells right beside the act, or speaks of the act: "seized [a Kenyan]
    boat and arrested four men", "[Kenya] condemned the raid"."""
    token = scene.tokens[scene.head_at.get(other.start, draft.trigger)]
    while token.pos not in ("VERB", "AUX") and token.head != token.i:
        if token.dep not in PART_IN:
            return False
        token = scene.tokens[token.head]
    clause = scene.tokens[draft.clause]
    if token.i != clause.i and (token.head == clause.i or clause.head == token.i):
        below = token if token.head == clause.i else clause
        return below.dep == "conj" or is_critic(scene, token) or (token.lemma in SAYS and below is clause)
    return token.i == clause.i and clause.i != draft.trigger and is_critic(scene, token)


PART_IN = SPREAD_IN_NEWS | {"nsubj", "nsubjpass", "agent"}
