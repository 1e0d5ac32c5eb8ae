"""What a model filled in -> acts and stances that hold: every quote found, every party, date and number in the text.

Nothing is taken on trust. What does not hold is left out and counted by reason; what is doubtful makes the event less sure.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files

from dragoman import dates, events
from dragoman.claims import StanceDraft
from dragoman.readers.builtin import is_in_time
from dragoman.readers.contract import Prepared, Told
from dragoman.readers.form import DateForm, EventForm, PartyForm, StanceForm
from dragoman.readers.parties import Party, find_party
from dragoman.readers.parts import is_to_machine
from dragoman.readers.quotes import find_quote, locate_quote
from dragoman.types import Candidate, Claim, Entity, EventDate, Evidence, Mention, Quantity, Sentence, Span, Token, Why

# What carries no act: names and the small words of the grammar.
EMPTY = frozenset(("DET", "ADP", "PRON", "PUNCT", "CCONJ", "SCONJ", "PART", "NUM", "SYM", "SPACE"))
RULE = "readers.model"


@cache
def load_confidence() -> dict[str, float]:
    """The table of data/readers/confidence.toml."""
    return tomllib.loads((files("dragoman.data") / "readers" / "confidence.toml").read_text(encoding="utf-8"))


class Checker:
    """Checks the items of one document. `codes`: all codes of actors; `counts`: what was left out or put right, by reason."""

    def __init__(self, prepared: Prepared, codes: frozenset[str], read_by: Sequence[Candidate] = ()) -> None:
        self.prepared = prepared
        self.codes = codes
        self.by_syntax = read_by
        self.counts: Counter[str] = Counter()

    def check_event(self, form: EventForm, asked: Collection[int]) -> Told | None:
        """The act, or None where its quote or its parties do not hold."""
        held = self._hold(form.quote, form.sentence, asked)
        if held is None:
            return None
        sentence, quote = held
        trigger = find_trigger(sentence, quote, self.prepared.by_sentence.get(sentence.index, ()))
        if trigger is None:
            self._refuse("quote without an act")
            return None
        doubts: list[str] = []
        actors, recipients = (self._check_side(side, quote, sentence, doubts) for side in (form.actors, form.recipients))
        if not actors and not recipients:
            self._refuse("no party left")
            return None
        date = self._check_date(form.date, sentence, doubts)
        notes = [f"the model reads {form.type} in {quote.slice(self.prepared.document.text)!r}"]
        rule = RULE
        if swapped := self._find_swapped(form, sentence, trigger, actors, recipients):
            doubts.append("swapped")
            rule = f"{RULE}.swapped"
            notes.append(f"syntax has it the other way round: {_name(swapped)}")
        candidate = Candidate(
            sentence.index, form.type, form.mode, events.find_contexts(sentence.text), trigger.i, find_clause(sentence, trigger),
            Span(trigger.start, trigger.end), actors, recipients, form.status, weigh(doubts), Why(rule, "; ".join(notes)),
        )  # fmt: skip
        claim = Claim(
            form.status, self._check_source(form.source, quote, sentence), form.alleged, (Why(RULE, f"status {form.status}"),)
        )
        return Told(candidate, claim, date, self._check_numbers(form.quantities, sentence), quote)

    def check_stance(self, form: StanceForm, asked: Collection[int]) -> StanceDraft | None:
        """The stance, or None where its quote, holder or target does not hold."""
        held = self._hold(form.quote, form.sentence, asked)
        if held is None:
            return None
        sentence, quote = held
        doubts: list[str] = []
        holder = self._list_entities(self._check_side((form.holder,), quote, sentence, doubts))
        toward = self._list_entities(self._check_side((form.toward,), quote, sentence, doubts))
        if not holder or not toward:
            self._refuse("stance without holder or target")
            return None
        trigger = find_trigger(sentence, quote, self.prepared.by_sentence.get(sentence.index, ()))
        span = Span(trigger.start, trigger.end) if trigger else quote
        words = quote.slice(self.prepared.document.text)
        return StanceDraft(
            form.stance, holder, toward, self._check_source(form.source, quote, sentence), weigh(doubts), sentence.index, span,
            Evidence(quote.start, quote.end, words), (Why(RULE, f"the model reads {form.stance} in {words!r}"),),
        )  # fmt: skip

    # ------------------------------------------------------------------ the parts of an item

    def _hold(self, words: str, number: int, asked: Collection[int]) -> tuple[Sentence, Span] | None:
        """The parsed sentence that holds the quote, and where; None where it is nowhere, or where the model was not asked."""
        placed = locate_quote(self.prepared.document.text, self.prepared.sentences, words, number)
        reason = None
        if placed is None:
            reason = "quote not found"
        elif is_to_machine(placed[0].text):
            reason = "quote from words to a machine"
        elif placed[0].index not in asked:
            reason = "quote from a sentence not asked about"
        if placed is None or reason is not None:
            self._refuse(reason or "quote not found")
            return None
        return self.prepared.with_syntax[placed[0].index], placed[1]

    def _check_side(self, forms: Sequence[PartyForm], quote: Span, sentence: Sentence, doubts: list[str]) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for form in forms:
            party = self._find(form, quote, sentence)
            if party.mention is not None:
                found.append(party.mention)
                doubts.extend([party.doubt] if party.doubt else [])
        return tuple(found)

    def _find(self, form: PartyForm, quote: Span, sentence: Sentence) -> Party:
        party = find_party(form, quote, sentence, self.prepared, self.codes)
        if party.fault:
            self.counts[party.fault] += 1
        return party

    def _check_source(self, form: PartyForm | None, quote: Span, sentence: Sentence) -> Entity | None:
        """The source; None as well where it has no code (an unnamed diplomat, a paper)."""
        if form is None or (form.code is None and not form.words.strip()):
            return None
        mention = find_party(form, quote, sentence, self.prepared, self.codes).mention
        return mention.entities[0] if mention is not None else None

    def _check_date(self, form: DateForm | None, sentence: Sentence, doubts: list[str]) -> EventDate | None:
        """The date, or None where there is none that holds: then the date room says."""
        if form is None or (form.edtf is None and form.words is None):
            return None
        text = self.prepared.document.text
        phrase = None
        if form.words and form.words.strip():
            phrase = find_quote(text, form.words, sentence.start, sentence.end)
            if phrase is None:
                before = find_quote(text, form.words)
                phrase = before if before is not None and before.end <= sentence.start else None
                if before is None:
                    self.counts["words of the date not in the text"] += 1
        told = dates.check_date(form.edtf, phrase, sentence, self.prepared.times, self.prepared.timeline)
        if told.fault:
            self.counts[told.fault] += 1
            doubts.append("date_refused")
        return told.date

    def _check_numbers(self, words: Sequence[str], sentence: Sentence) -> tuple[Quantity, ...] | None:
        """Those numbers of the sentence that the words show; None where the model shows none: then the room of events says."""
        if not words:
            return None
        known = [each for each in events.find_quantities(sentence) if not is_in_time(each.span, self.prepared.times)]
        found: list[Quantity] = []
        for one in words:
            place = find_quote(self.prepared.document.text, one, sentence.start, sentence.end)
            here = [each.quantity for each in known if place and each.span.start < place.end and place.start < each.span.end]
            if not here:
                self.counts["number not in the sentence"] += 1
            found.extend(quantity for quantity in here if quantity not in found)
        return tuple(found)

    def _find_swapped(
        self, form: EventForm, sentence: Sentence, trigger: Token, actors: Sequence[Mention], recipients: Sequence[Mention]
    ) -> Candidate | None:
        """The act of the built-in coder that has the same parties the other way round, by the syntax of the clause."""
        doers, done_to = list_codes(actors), list_codes(recipients)
        for other in self.by_syntax:
            if other.sentence != sentence.index or other.recipient_from != "clause":
                continue
            if other.type != form.type and other.trigger != trigger.i:
                continue
            theirs, their_targets = list_codes(other.actors), list_codes(other.recipients)
            crossed = doers & their_targets and done_to & theirs
            if crossed and not (doers & theirs or done_to & their_targets):
                return other
        return None

    def _list_entities(self, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
        return tuple(entity for mention in mentions for entity in mention.entities)

    def _refuse(self, reason: str) -> None:
        self.counts[reason] += 1


def weigh(doubts: Sequence[str]) -> float:
    """How sure an act of the model's is, with each kind of doubt once."""
    table = load_confidence()
    share = table["alone"]
    for doubt in dict.fromkeys(doubts):
        share *= table[doubt]
    return round(share, 2)


def find_trigger(sentence: Sentence, quote: Span, mentions: Sequence[Mention]) -> Token | None:
    """The word of the quote that carries the act: its head, else its first verb, else its first word that is no name."""
    fit = [
        token for token in sentence.tokens_in(quote.start, quote.end)
        if token.pos not in EMPTY and quote.start <= token.start and token.end <= quote.end
        and not any(mention.start <= token.start < mention.end for mention in mentions)
    ]  # fmt: skip
    head = sentence.head_of(quote.start, quote.end)
    if head is not None and any(token.i == head.i for token in fit) and head.pos != "PROPN":
        return head
    if not fit and events.has_cue(
        sentence.text[quote.start - sentence.start : quote.end - sentence.start]
    ):  # "additional troops": who they are is what was done
        fit = [token for token in sentence.tokens_in(quote.start, quote.end) if token.pos == "NOUN"]
    verbs = (token for token in fit if token.pos == "VERB")
    return next(verbs, fit[0] if fit else None)


def find_clause(sentence: Sentence, token: Token) -> int:
    """The verb that governs the word, or the word itself where there is none."""
    here = token
    for _ in range(len(sentence.tokens)):
        if here.pos in ("VERB", "AUX"):
            return here.i
        if here.head == here.i:
            break
        here = sentence.tokens[here.head]
    return token.i


def list_codes(mentions: Sequence[Mention]) -> set[str]:
    return {entity.code for mention in mentions for entity in mention.entities if entity.code}


def _name(candidate: Candidate) -> str:
    return f"{'+'.join(sorted(list_codes(candidate.actors)))} > {'+'.join(sorted(list_codes(candidate.recipients)))}"
