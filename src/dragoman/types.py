"""Every noun of Dragoman on one page: frozen classes that the rooms pass to each other.

Data flows one way: Document -> Sentence -> Mention -> Candidate -> Event, Stance -> Record -> Finding.
Offsets are half-open, in Unicode code points of `Document.text`. Dates of precision below or above a day
are EDTF strings (ISO 8601-2). "Not found" is `None` beside a `why`, never an empty string.

    >>> Span(3, 7).slice("In Iran today")
    'Iran'
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import Literal

import msgspec

_end_of = attrgetter("end")

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
# Two halves of the quads of PLOVER (data/ontology/plover.toml): cooperation, and what is done and not only said.
COOPERATIVE: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
MATERIAL: frozenset[EventType] = frozenset(
    {"COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
Status = Literal["occurred", "ongoing", "planned", "hypothetical", "negated"]
DateBasis = Literal["stated", "resolved", "inherited", "published"]
StanceType = Literal["trust", "mistrust", "support", "oppose", "fear"]
FindingType = Literal["date_conflict", "anachronism", "count_conflict", "self_contradiction", "denial"]
Severity = Literal["error", "warning", "note"]
QuantityKind = Literal["money", "people", "units"]
MentionKind = Literal["state", "metonym", "person", "organisation", "role", "pronoun", "group", "place"]
Finish = Literal["stop", "length", "refused"]
TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """Half-open range of code points in `Document.text`."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        return text[self.start : self.end]


class Why(msgspec.Struct, frozen=True, gc=False):
    """The reason behind a decision: a rule's id, stable across texts, and a short phrase for a person."""

    rule: str
    note: str


class Document(msgspec.Struct, frozen=True):
    """One text as it was read. `published` is an ISO date (YYYY-MM-DD) or None; `text` is never altered."""

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None


class Rejected(msgspec.Struct, frozen=True):
    """An input that could not be read: `where` (path, path:line), `reason` (short, countable), `detail` (for a person)."""

    where: str
    reason: str
    detail: str


# ----------------------------------------------------------------------------------- Sentence


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of a parsed sentence. `i` and `head` count within the sentence; a root is its own head.

    `tag` is Penn Treebank, `pos` Universal POS, `dep` ClearNLP (what spaCy's English models give).
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int


class Sentence(msgspec.Struct, frozen=True):
    """A stretch of a document. `tokens` is empty where nothing in it called for a parse."""

    index: int
    paragraph: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()

    @property
    def parsed(self) -> bool:
        return bool(self.tokens)

    def subtree(self, i: int) -> tuple[int, ...]:
        """Indices of token `i` and all below it, in order of the text."""
        found, stack = [], [i]
        while stack:
            here = stack.pop()
            found.append(here)
            stack.extend(self.children[here])
        return tuple(sorted(found))

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """Tokens that overlap the document offsets [start, end)."""
        first = bisect_right(self.tokens, start, key=_end_of)
        last = first
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return self.tokens[first:last]

    def head_of(self, start: int, end: int) -> Token | None:
        """The token of [start, end) whose syntactic head lies outside it (the first, where there are several)."""
        inside = self.tokens_in(start, end)
        ids = {token.i for token in inside}
        for token in inside:
            if token.pos != "PUNCT" and (token.head not in ids or token.head == token.i):
                return token
        return inside[0] if inside else None


# ----------------------------------------------------------------------------------- who, when


class Entity(msgspec.Struct, frozen=True, gc=False):
    """Who, as it stands in the record (design: Entity). `start`, `end`, `text`: the words that name it here."""

    code: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    name: str | None
    text: str
    start: int
    end: int


class Mention(msgspec.Struct, frozen=True):
    """Words that name one or several actors. `entities` is empty where nothing resolved; `why` then says so.

    `start`, `end`: the whole phrase ("the Iranian foreign minister Abbas Araghchi"). `both countries` has two entities.
    A mention of kind `place` ("in Geneva", "in Aleppo") is never an actor; its code is the state the place lies in.
    """

    start: int
    end: int
    text: str
    sentence: int
    kind: MentionKind
    entities: tuple[Entity, ...]
    why: Why


class TimeMention(msgspec.Struct, frozen=True):
    """An expression of time. `edtf` is None for durations, sets and what stays open; `earliest`, `latest` are the days
    that `edtf` spans (ISO, None for an open end)."""

    start: int
    end: int
    text: str
    kind: TimeKind
    edtf: str | None
    earliest: str | None
    latest: str | None
    basis: Literal["stated", "resolved"]
    why: Why


class EventDate(msgspec.Struct, frozen=True):
    """When an event was. `basis` says how it was come by; `phrase` the words, or None; `why` explains, also a None."""

    edtf: str | None
    basis: DateBasis | None
    earliest: str | None
    latest: str | None
    phrase: Span | None
    why: Why


# ----------------------------------------------------------------------------------- what


class Evidence(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    text: str


class SourcedEvidence(msgspec.Struct, frozen=True, gc=False):
    document: str
    start: int
    end: int
    text: str


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A number tied to an event: `kind` money, people or units; `unit` (USD, killed, soldier ...); `text` as written."""

    kind: QuantityKind
    value: float
    unit: str
    text: str


class Place(msgspec.Struct, frozen=True, gc=False):
    text: str
    code: str | None


class Candidate(msgspec.Struct, frozen=True):
    """What a reader gives: an act in a sentence, before it is dated, weighed and sourced.

    `trigger` is the token (index in the sentence) that carries the act, `trigger_span` all its words; `clause` the token of
    the verb that governs it (equal to `trigger` for verbs). `actors`, `recipients`: mentions, in order.
    `status` is set where the words themselves decide it ("threat of war"), else None. `recipient_from` says where a recipient
    that the clause leaves out was found: in the sentence, in the sentences before, or in the text as a whole;
    "named" where it is not left out, but nobody that the gazetteer knows ("attacked the Talpurs").
    """

    sentence: int
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    trigger: int
    clause: int
    trigger_span: Span
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    status: Status | None
    confidence: float
    why: Why
    recipient_from: Literal["clause", "sentence", "before", "text", "named"] = "clause"


class Claim(msgspec.Struct, frozen=True):
    """How sure and according to whom: what the claims room says of a candidate."""

    status: Status
    attribution: Entity | None
    alleged: bool
    why: tuple[Why, ...]


class Event(msgspec.Struct, frozen=True, tag_field="kind", tag="event"):
    """Who did what to whom, when, how sure, according to whom (design: Event)."""

    id: str
    document: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    date: str | None
    date_basis: DateBasis | None
    place: Place | None
    status: Status
    attribution: Entity | None
    alleged: bool
    quantities: tuple[Quantity, ...]
    score: float
    confidence: float
    evidence: Evidence
    trigger: Span
    date_phrase: Span | None
    why: tuple[Why, ...]


class Stance(msgspec.Struct, frozen=True, tag_field="kind", tag="stance"):
    """What one actor thinks of another (design: Stance)."""

    id: str
    document: str
    stance: StanceType
    holder: tuple[Entity, ...]
    toward: tuple[Entity, ...]
    date: str | None
    attribution: Entity | None
    confidence: float
    evidence: Evidence
    why: tuple[Why, ...]


class Episode(msgspec.Struct, frozen=True, tag_field="kind", tag="episode"):
    """What happened once, however many texts report it: made from the events that report it, led by the best of them.

    `lead`, `document`, `words`: the leading report, its document and its evidence. `actors`, `recipients`: codes, by all
    reports. `date`, `earliest`, `latest`: the most precise date and the days (ISO) that it may mean. `n_reports`: events that
    report it; `n_sources`: independent texts among them, where copies count once. `alleged`: every report keeps its distance.
    """

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    date_basis: DateBasis | None
    earliest: str | None
    latest: str | None
    place: Place | None
    status: Status
    alleged: bool
    score: float
    confidence: float
    n_reports: int
    n_sources: int
    lead: str
    document: str
    words: str


class Finding(msgspec.Struct, frozen=True, tag_field="kind", tag="finding"):
    """A contradiction or an anachronism: `why` is one sentence for a person, `evidence` the spans that clash."""

    id: str
    document: str
    finding: FindingType
    severity: Severity
    why: str
    evidence: tuple[SourcedEvidence, ...]


class ModelAnswer(msgspec.Struct, frozen=True):
    """What a language model answered to a request. `key` stands for the words of the request, the model and its settings;
    `prompt` for the words that are the same for every text. Tokens are 0 where the server did not count them."""

    key: str
    model: str
    prompt: str
    text: str
    finish: Finish
    tokens_in: int = 0
    tokens_out: int = 0


class Reading(msgspec.Struct, frozen=True):
    """All that was read from one document, in order of the text."""

    document: Document
    events: tuple[Event, ...]
    stances: tuple[Stance, ...]
    findings: tuple[Finding, ...]
    n_words: int
    n_sentences: int
    n_parsed: int


# ----------------------------------------------------------------------------------- what others know

ContextKind = Literal["alliance", "war", "dispute"]


class Coded(msgspec.Struct, frozen=True):
    """An event that others coded (POLECAT, ICEWS, GDELT, UCDP, ACLED), with the row of their file that it is from.

    `event.document` names the row ("polecat/weekly.txt:17") and `event.evidence` is the row itself, so that words and offsets
    mean the same as in a text. `publisher`, `published`: of the article, where the data say so.
    """

    event: Event
    line: int
    publisher: str | None
    published: str | None


class Context(msgspec.Struct, frozen=True, tag_field="kind", tag="context"):
    """An alliance, a war or a dispute of two states as a history has it (Correlates of War, ATOP, GML, UCDP).

    `one`, `other`: codes, in order of the alphabet; `start`, `end`: EDTF, `end` None where the history sees none; `label`,
    `detail`: what it is, in a few words; `source`: the data set with its version; `document`, `words`: the row (or the two
    rows) of their file.
    """

    id: str
    sort: ContextKind
    one: str
    other: str
    start: str | None
    end: str | None
    label: str
    detail: str
    source: str
    document: str
    line: int
    words: str
