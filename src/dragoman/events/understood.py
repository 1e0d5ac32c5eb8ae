"""Who is left out: parties that a clause leaves to be understood, from the clause above, the sentence or the text before.

"Chile refused." after "Peru asked for the islands." -> recipient Peru, with a lower confidence
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from dragoman.events.crises import find_alarmed, find_helped
from dragoman.events.draft import Draft, Unlisted, codes_of
from dragoman.events.parties import BODIES, REACHES_OUT, acts_jointly
from dragoman.events.phrases import unique
from dragoman.events.scene import Scene
from dragoman.events.slots import BETWEEN_OTHERS, GUESS
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


def add_understood_actor(scene: Scene, draft: Draft, cautious: bool) -> None:
    """Where the act has no subject of its own: whoever acts in the nearest clause above that has one.

    "... responded by declaring an emergency, and a decision to prohibit exports": the one who responded.
    """
    token = scene.tokens[draft.trigger]
    if cautious and not may_lack_actor(scene, draft):
        return
    if not (cautious or codes_of(draft.actors)) and "sym" in draft.entry.flags and len(codes_of(draft.recipients)) == 1:
        # "an agreement was signed with France": the one other party that the sentence names
        others = [
            m for m in scene.mentions if m.kind != "place" and codes_of([m]) and not codes_of([m]) & codes_of(draft.recipients)
        ]
        if len(codes_of(others)) == 1:
            draft.actors = others[:1]
            draft.notes.append("actor: the one other party of the sentence, understood")
            return
    if not (cautious or codes_of(draft.actors) or draft.recipients) and "sym" in draft.entry.flags and token.pos != "VERB":
        # "fighting broke out when Syrian troops entered Lebanon": the only two parties that the sentence names
        named = [m for m in scene.mentions if m.kind != "place" and codes_of([m])]
        if len(codes_of(named)) == 2 and "light" not in draft.entry.flags:
            draft.actors = unique(named)
            draft.recipients = [] if acts_jointly(draft) else draft.actors[:]
            draft.notes.append("actor: the only two parties of the sentence, understood")
            return
    if not (cautious or codes_of(draft.actors) or draft.recipients) and "sym" in draft.entry.flags:
        alarmed = find_alarmed(scene, draft)
        if len(codes_of(alarmed)) == 2:
            # "an agreement was reached, ending the crisis for Peru and Chile"
            draft.actors = alarmed
            draft.recipients = [] if acts_jointly(draft) else draft.actors[:]
            draft.notes.append("actor: the two whose crisis it ended, understood")
            return
    suffered = (token.tag == "VBN" and lacks_agent(scene, token.i)) or (token.pos == "NOUN" and "light" not in draft.entry.flags)
    if not (cautious or draft.actors) and suffered and codes_of(draft.recipients):
        # "Egyptian forces had been removed, the Sudan announced": the one other party that the sentence names
        known = codes_of(draft.recipients) | find_critics(scene, token.i)
        others = [m for m in scene.mentions if m.kind != "place" and codes_of([m]) - known]
        if len({frozenset(codes_of([m])) for m in others}) == 1:
            draft.actors = others[:1]
            draft.notes.append("actor: the one other party of the sentence, understood")
    if codes_of(draft.actors) or token.tag in ("VBD", "VBP", "VBZ") or (token.tag == "VBN" and scene.is_passive(token.i)):
        return
    if token.pos != "VERB" and "light" in draft.entry.flags:
        return
    for governor in scene.climb(token.i):
        if token.dep in OWN_CLAUSE or token.lemma in ASIDE or (token.dep == "advcl" and scene.children(token.i, "mark", "nsubj")):
            return
        if is_critic(scene, governor) and token.dep != "conj":
            return  # "accused Mali of aggression": not the accuser's
        if governor.lemma in BETWEEN_OTHERS and "sym" in draft.entry.flags:
            return  # "brokered a ceasefire": between two others
        token = governor
        if governor.pos != "VERB":
            continue
        found = [mention for mention in scene.agents(governor.i) if codes_of([mention]) - codes_of(draft.recipients)]
        if found:
            draft.actors = found
            draft.notes.append(f"actor: who {governor.text}, understood")
            return


# Forces of which a text that names one goes on to speak without its name.
FORCES = frozenset({"MIL", "COP", "SPY"})


def settle_force(scene: Scene, draft: Draft, before: Sequence[Mention]) -> None:
    """ "An army spokesman blamed the rebels", after Sudan's army was named and no other: whose army it is."""
    if codes_of(draft.actors) or not codes_of(draft.recipients) or draft.entry.type not in SPOKEN:
        return
    for k, actor in enumerate(draft.actors):
        sectors = {entity.sector for entity in actor.entities}
        if actor.kind != "role" or len(sectors) != 1 or not sectors <= FORCES:
            continue
        same = [m for m in (*before, *scene.mentions) if m.start < actor.start and {e.sector for e in m.entities} == sectors]
        codes = codes_of(same) - codes_of(draft.recipients if is_army(draft) else ())
        if len(codes) == 1 and codes_of(same) == codes:
            code = codes.pop()
            draft.actors[k] = structs.replace(
                actor, entities=tuple(structs.replace(entity, code=code) for entity in actor.entities)
            )
            draft.notes.append(f"actor of {code}, whose force was named before, understood")


SPOKEN = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT"})


def speaks_for_force(draft: Draft) -> bool:
    """Whether an army or the police speaks, though of no state that is known: "an army spokesman blamed the rebels"."""
    sectors = {entity.sector for actor in draft.actors for entity in actor.entities}
    return bool(sectors) and sectors <= FORCES and all(actor.kind == "role" for actor in draft.actors)


def is_army(draft: Draft) -> bool:
    """Whether the other party is of a state, and no rebels of the actor's own."""
    return {entity.sector for mention in draft.recipients for entity in mention.entities} <= {"GOV", "MIL", None}


def may_lack_actor(scene: Scene, draft: Draft) -> bool:
    """Whether in news the act may be that of whoever acts above: a verb without a subject of its own, named or not, in a
    complement ("tried to ..., detaining ..."). What a noun leaves open was as often as not done by somebody else."""
    token = scene.tokens[draft.trigger]
    if draft.actors or token.pos != "VERB" or scene.surface_subject(token.i) is not None:
        return False
    while token.dep == "conj" and scene.tokens[token.head].pos == "VERB":
        token = scene.tokens[token.head]
    return token.dep in ("xcomp", "advcl") and token.tag in ("VB", "VBG")


def drop_far_guess(scene: Scene, draft: Draft) -> None:
    """In news, takes back an actor that was guessed where the parse found no subject, unless it stands right before the verb."""
    if GUESS not in draft.notes or not draft.actors:
        return
    last = scene.sentence.tokens_in(draft.actors[-1].start, draft.actors[-1].end)[-1].i
    between = scene.tokens[last + 1 : draft.trigger]
    if last > draft.trigger or any(token.pos not in ("ADV", "AUX", "PUNCT") for token in between):
        draft.actors = []
        draft.notes.remove(GUESS)


def lacks_agent(scene: Scene, v: int) -> bool:
    """Whether verb `v` is a passive that says of nobody and nothing that it did it."""
    return scene.is_passive(v) and not scene.children(v, "agent")


BLAMES, DECRIES, NAMING, REMEMBERS = (WORDS[name] for name in ("blames", "decries", "naming", "remembers"))


def find_critics(scene: Scene, i: int) -> set[str]:
    """Codes of those who speak ill of a deed, whose own it therefore is not: "protested against the expulsion"."""
    above = [governor for governor in scene.climb(i) if is_critic(scene, governor)]
    return codes_of(mention for governor in above for mention in scene.agents(governor.i))


def is_critic(scene: Scene, verb: Token) -> bool:
    """Whether the verb speaks ill of what is below it, or remembers it: "accused of", "protested against", "called it a crime",
    "mourned the victims of"."""
    if verb.lemma in BLAMES | DECRIES | REMEMBERS:
        return True
    as_such = scene.children(verb.i, "oprd") or any(kid.lemma == "as" for kid in scene.children(verb.i, "prep"))
    return verb.lemma in NAMING and bool(as_such)


# Where a phrase stands apart from the clause above it: as its subject, in a relative clause, as the time or setting of the act.
OWN_CLAUSE = frozenset("nsubj nsubjpass csubj relcl parataxis appos ccomp".split())
ASIDE = frozenset(
    "during amid amidst after before since despite until following in at because as under within without about over".split()
)
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
