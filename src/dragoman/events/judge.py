"""The classifier's word: how much it believes of the lexicon's acts, and which acts only it sees.

"Norway beat Sweden 2-1": the lexicon reads violence, the classifier no event, and the confidence is low
"Further protests were sent by Peru to Ecuador.": no entry ties the two, the classifier reads ACCUSE, and the act is recorded

It neither drops nor recodes what the lexicon reads: tried on the project's gold texts, either cost more right events than wrong
ones. Nor does it add acts of an actor alone: four in five of those were wrong in news.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events.classifier import PairReading, load_classifier
from dragoman.events.draft import Draft, Unlisted, codes_of
from dragoman.events.lexicon import Entry
from dragoman.events.nesting import draft_type
from dragoman.events.pairs import Pair, find_open_pairs
from dragoman.events.scene import Scene
from dragoman.events.understood import FRIENDLY, is_said_to_unknown_body
from dragoman.events.vote import load_vote
from dragoman.events.words import WORDS
from dragoman.types import EventType, Mention, Token

# The rule that names in `why` an act that only the classifier sees.
MODEL_RULE = "model"
# ... of two between whom it is less sure, and of an actor alone: kept only between two who deal with each other in that text.
FAINT, ALONE = "model:faint", "model:alone"
Span = tuple[int, int]


class Reader:
    """The classifier on one sentence; each pair is read once, whatever the number of acts that it has part in."""

    def __init__(self, scene: Scene):
        self.sentence = scene.sentence
        self.readings: dict[tuple[Span, Span | None], PairReading] = {}

    def read(self, actor: Span, recipient: Span | None) -> PairReading:
        if (actor, recipient) not in self.readings:
            self.readings[actor, recipient] = load_classifier().read(self.sentence.text, actor, recipient)
        return self.readings[actor, recipient]

    def read_draft(self, draft: Draft) -> PairReading | None:
        """What the classifier says of the draft's first actor and first recipient; None where one stands elsewhere or is not
        told: what it says of an actor alone is little worth, and reading takes time."""
        actor = self.find_span(draft.actors)
        recipient = self.find_span([mention for mention in draft.recipients if mention not in draft.actors])
        if recipient is None and len(draft.actors) > 1:
            recipient = self.find_span(draft.actors[1:])  # what two do together
        return None if actor is None or recipient is None else self.read(actor, recipient)

    def find_span(self, mentions: Sequence[Mention]) -> Span | None:
        """Where the first of the mentions that this sentence holds stands in it."""
        here = (m for m in mentions if self.sentence.start <= m.start and m.end <= self.sentence.end)
        return next((self.span_of(mention) for mention in here), None)

    def span_of(self, mention: Mention) -> Span:
        return mention.start - self.sentence.start, mention.end - self.sentence.start


# News pass from one pair of states to another: of what only the classifier saw there, two in three below this share were no acts,
# and above it three in four of those between two who do not stand next to one word.
ACCEPT_IN_NEWS = 0.94
# A history keeps to a few states: of what only the classifier saw there below 0.8, two in five were acts between the two, in the
# development half of ICBe; their confidence is low.
ACCEPT_IN_HISTORIES = 0.5
# ... and of one actor without another, nearly every other; below this, one in three, and of those every fifth of the wrong sign.
ACCEPT_ALONE = 0.6
# In these a party that the classifier sees beside the lexicon's actor was right more often than not, in news.
STRIKES = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "REJECT"})


def judge_drafts(
    scene: Scene, drafts: Sequence[Draft], *, cautious: bool = False, shut: frozenset[int] = frozenset()
) -> list[Draft]:
    """The drafts, each with the classifier's `shares`, and those that only the classifier sees, in order of their words.

    `cautious`: in news, where a word that the lexicon reads is no second act for another party; at most that party is its
    recipient. `shut`: words that are known to be no act, in which the classifier is not asked for one.
    """
    reader = Reader(scene)
    for draft in drafts:
        reading = reader.read_draft(draft)
        if reading is not None:
            draft.shares = reading.categories
            draft.notes.append(f"the classifier gives it {reading.categories[draft_type(draft)[0]]:.2f}")
    read: list[Draft] = []
    for pair in find_open_pairs(scene, drafts):
        if pair.trigger in shut:
            continue
        mine = [draft for draft in drafts if cautious and pair.trigger in (draft.trigger, draft.clause)]
        if mine:
            add_recipient(reader, mine, pair)
            continue
        if cautious and not pair.near:
            continue
        tied = draft_pair(scene, reader, pair, ACCEPT_IN_NEWS if cautious else ACCEPT_IN_HISTORIES)
        if tied is not None and not find_own(scene, drafts, tied):
            read.append(tied)
    if not cautious:
        read += draft_lone(scene, reader, [*drafts, *read], shut)
    return sorted([*drafts, *read], key=lambda draft: draft.trigger)


def draft_lone(scene: Scene, reader: Reader, drafts: Sequence[Draft], shut: frozenset[int]) -> list[Draft]:
    """In a history, acts of the subject of a verb in which nobody else reads one, whose other party the text will tell."""
    spoken_for = {i for draft in drafts for i in (draft.trigger, draft.clause, *draft.words)} | shut
    found: list[Draft] = []
    for verb in scene.tokens:
        if verb.pos != "VERB" or verb.i in spoken_for or not is_told(scene, verb):
            continue
        actors = scene.agents(verb.i)
        span = reader.find_span([mention for mention in actors if codes_of([mention])])
        aside = [kid for subject in scene.children(verb.i, "nsubj") for kid in scene.children(subject.i, "relcl")]
        below = {i for kid in scene.children(verb.i, "advcl") for i in scene.sentence.subtree(kid.i)}
        promised = {i for kid in aside for i in scene.sentence.subtree(kid.i)}
        mine = [draft for draft in drafts if codes_of(draft.actors) & codes_of(actors)]
        if span is None or any(
            draft.trigger in below or (draft.trigger in promised and draft.entry.type == "AGREE") for draft in mine
        ):
            continue  # "having promised Chad a share, Mali began the works", "Mali, which had offered it, kept its word"
        held = {i for kid in scene.children(verb.i, "ccomp") for i in scene.sentence.subtree(kid.i)}
        if any(draft.trigger in held for draft in drafts):
            continue  # "denied that it had attacked": the act is the one below
        reading = reader.read(span, None)
        kind: EventType = reading.best_act
        if reading.categories[kind] < ACCEPT_ALONE:
            continue
        spoken_for.add(verb.i)
        entry = Entry(ALONE, verb.lemma, (), frozenset(), kind, reading.best_mode(kind), (), (), frozenset())
        draft = Draft(verb.i, verb.i, entry, (verb.i,), actors, [])
        draft.shares = reading.categories
        draft.notes.append(f"the classifier alone reads it of the actor, with {reading.categories[kind]:.2f}")
        found.append(draft)
    return found


def is_told(scene: Scene, verb: Token) -> bool:
    """Whether the verb tells what was done: a finite form, not of a clause that another clause holds, and
    not that somebody said what follows."""
    finite = verb.tag in ("VBD", "VBZ", "VBP") or (verb.tag == "VBN" and bool(scene.children(verb.i, "aux", "auxpass")))
    speaks = verb.lemma in SAYING and (verb.dep == "parataxis" or bool(scene.children(verb.i, "ccomp")))
    return finite and verb.dep in TELLING and not speaks


SAYING = WORDS["saying"]
# Links to the main clause, those beside it, and those that tell when or of whom.
TELLING = frozenset({"ROOT", "conj", "parataxis", "relcl", "advcl"})


def find_own(scene: Scene, drafts: Sequence[Draft], tied: Draft) -> bool:
    """Whether the lexicon reads the same act of the same actor in the same word, which then gets the recipient that it lacks."""
    for draft in drafts:
        if (
            draft.trigger != tied.trigger
            or draft_type(draft)[0] != tied.entry.type
            or codes_of(draft.actors) != codes_of(tied.actors)
        ):
            continue
        if not (draft.recipients or is_against(scene, tied) or is_said_to_unknown_body(scene, draft)):
            draft.recipients, draft.shares = tied.recipients, tied.shares
            draft.notes.append(
                f"recipient: whom the classifier sees, with {(tied.shares or {})[tied.entry.type]:.2f}, understood"
            )
        return True
    return False


def is_against(scene: Scene, tied: Draft) -> bool:
    """Whether what is done for somebody was read of whom it is done against: "helped Angola against [South Africa]"."""
    heads = [scene.head_at.get(mention.start, 0) for mention in tied.recipients]
    return tied.entry.type in FRIENDLY and any(scene.governor(i).lemma == "against" for i in heads)


def add_recipient(reader: Reader, drafts: Sequence[Draft], pair: Pair) -> None:
    """Gives the act that its actor does with this word its recipient, where the lexicon found none and the classifier reads the
    same act between the two: "bombed the camp, a mile inside Ecuador"."""
    lacking = (each for each in drafts if not each.recipients and each.unlisted is not Unlisted.STATELESS)
    draft = next((each for each in lacking if each.trigger == pair.trigger), None)
    if draft is None or draft_type(draft)[0] not in STRIKES or not codes_of(draft.actors) & codes_of([pair.actor]):
        return
    reading = reader.read(reader.span_of(pair.actor), reader.span_of(pair.recipient))
    share = reading.categories[draft_type(draft)[0]]
    if share >= ACCEPT_IN_NEWS:
        draft.recipients, draft.shares = [pair.recipient], reading.categories
        draft.notes.append(f"recipient: whom the classifier sees, with {share:.2f}, understood")


def draft_pair(scene: Scene, reader: Reader, pair: Pair, accept: float) -> Draft | None:
    """The act that the classifier reads between an open pair; None where it is not sure enough of any."""
    reading = reader.read(reader.span_of(pair.actor), reader.span_of(pair.recipient))
    if reading.categories[reading.best_act] < accept:
        return None
    kind: EventType = reading.best_act
    head = scene.tokens[pair.trigger].lemma
    rule = MODEL_RULE if reading.categories[kind] >= load_vote().accept else FAINT
    entry = Entry(rule, head, (), frozenset(), kind, reading.best_mode(kind), (), (), frozenset())
    draft = Draft(pair.trigger, pair.trigger, entry, (pair.trigger,), [pair.actor], [pair.recipient])
    draft.shares = reading.categories
    draft.notes.append(f"the classifier alone reads it, with {reading.categories[kind]:.2f}")
    return draft
