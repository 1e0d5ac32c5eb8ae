"""A language model as a reader of one document: its answers, got beforehand, are checked and become an Account.

>>> model = ModelReader(doc, names, settings, answers, codes)
>>> pipeline.read_document(doc, gazetteer, model).events
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from dragoman.actors import Name
from dragoman.claims import StanceDraft
from dragoman.readers.builtin import BuiltIn
from dragoman.readers.check import Checker
from dragoman.readers.contract import Account, Prepared, Told
from dragoman.readers.exchange import ModelSettings, Outcome, Request, converse
from dragoman.readers.form import EventForm, StanceForm
from dragoman.readers.parts import cut_parts, is_to_machine
from dragoman.readers.quotes import locate_quote
from dragoman.types import Document, ModelAnswer, Sentence

# Fates of a part that are told in the summary.
SET_ASIDE = {"refused": "parts that the model refused to read", "broken": "parts whose answer broke the form twice"}


class ModelReader:
    """Reads by answers that are at hand. `wanted`: the sentences that were asked about, None for all."""

    def __init__(
        self,
        doc: Document,
        names: Sequence[Name],
        settings: ModelSettings,
        answers: Mapping[str, ModelAnswer],
        codes: frozenset[str],
        wanted: Collection[int] | None = None,
    ) -> None:
        self.doc = doc
        self.names = names
        self.settings = settings
        self.answers = answers
        self.codes = codes
        self.wanted = wanted
        self.outcomes: list[Outcome] = []

    def wants(self, sentences: Sequence[Sentence]) -> Collection[int]:
        """The sentences that the model quotes."""
        self.outcomes = [
            outcome
            for part in cut_parts(sentences, self.settings.part_size, self.wanted)
            for outcome in converse(self.doc, sentences, self.names, part, self._remember)
        ]
        quoted: set[int] = set()
        for outcome in self.outcomes:
            items: list[EventForm | StanceForm] = [*outcome.filled.events, *outcome.filled.stances]
            for item in items:
                placed = locate_quote(self.doc.text, sentences, item.quote, item.sentence)
                quoted.update([placed[0].index] if placed else [])
        return quoted

    def read(self, prepared: Prepared) -> Account:
        return self.read_beside(prepared, BuiltIn().read(prepared))

    def read_beside(self, prepared: Prepared, builtin: Account) -> Account:
        """The account, with the built-in coder's to tell who acts on whom by the syntax."""
        checker = Checker(prepared, self.codes, [told.candidate for told in builtin.acts])
        acts: list[Told] = []
        stances: list[StanceDraft] = []
        counts: Counter[str] = Counter()
        for outcome in self.outcomes:
            told = [checker.check_event(form, outcome.part.asked) for form in outcome.filled.events]
            acts.extend(each for each in told if each is not None)
            drafts = [checker.check_stance(form, outcome.part.asked) for form in outcome.filled.stances]
            stances.extend(each for each in drafts if each is not None)
            counts["items that broke the form"] += len(outcome.filled.faults)
            counts.update([SET_ASIDE[outcome.fate]] if outcome.fate in SET_ASIDE else [])
        counts["sentences to a machine, not shown to the model"] += sum(is_to_machine(one.text) for one in prepared.sentences)
        counts.update(checker.counts)
        acts.sort(key=lambda told: (told.candidate.sentence, told.candidate.trigger_span.start))
        return Account(tuple(acts), tuple(stances), {reason: n for reason, n in sorted(counts.items()) if n})

    def _remember(self, request: Request) -> ModelAnswer | None:
        return self.answers.get(request.make_key(self.settings))
