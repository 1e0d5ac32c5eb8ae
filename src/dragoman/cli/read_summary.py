"""What a run of `dragoman read` counts, and the closing words and table that it makes of it.

>>> Tally().exit_status
0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from dragoman.cli.show import label_parties, layout, shorten_words
from dragoman.intake import Notice, show_path
from dragoman.types import Document, Event, Reading, Rejected
from dragoman.workers import CRASHED, FAILED

if TYPE_CHECKING:
    from dragoman.record import CopyRow

NAMED = 20  # inputs of one kind that are named; the others are counted
TABLE_ROWS = 40
TITLES = ("date", "who -> to whom", "what", "words")
WIDTHS = (12, 26, 22, 56)
DEFECTS = (FAILED, CRASHED)


class Tally:
    """Counts of one run. Memory stays flat: of what is named, only the first NAMED are kept."""

    def __init__(self) -> None:
        self.n_documents = self.n_words = self.n_sentences = self.n_parsed = self.n_known = 0
        self.n_stances = self.n_findings = 0
        self.events: Counter[str] = Counter()
        self.notices: dict[str, Counter[str]] = {"duplicate": Counter(), "skipped": Counter(), "warning": Counter()}
        self.named_notices: dict[str, list[Notice]] = {kind: [] for kind in self.notices}
        self.rejected: Counter[str] = Counter()
        self.named_rejected: list[Rejected] = []
        self.defects: dict[str, list[str]] = {}  # what went wrong and where in the program -> documents
        self.first_events: list[Event] = []
        self.foreign: Counter[str] = Counter()  # by language
        self.named_foreign: list[Document] = []
        self.n_copies = 0
        self.named_copies: list[CopyRow] = []

    @property
    def exit_status(self) -> int:
        return 1 if self.rejected else 0

    def add_reading(self, reading: Reading) -> None:
        self.n_documents += 1
        self.n_words += reading.n_words
        self.n_sentences += reading.n_sentences
        self.n_parsed += reading.n_parsed
        self.n_stances += len(reading.stances)
        self.n_findings += len(reading.findings)
        self.events.update(event.type for event in reading.events)
        self.first_events.extend(reading.events[: TABLE_ROWS - len(self.first_events)])

    def add_rejected(self, rejected: Rejected) -> None:
        self.rejected[rejected.reason] += 1
        if rejected.reason in DEFECTS:
            named = self.defects.setdefault(rejected.detail, []) if len(self.defects) < NAMED else []
            if len(named) < NAMED:
                named.append(rejected.where)
        elif len(self.named_rejected) < NAMED:
            self.named_rejected.append(rejected)

    def add_foreign(self, doc: Document) -> None:
        self.foreign[doc.language or ""] += 1
        if len(self.named_foreign) < NAMED:
            self.named_foreign.append(msgspec.structs.replace(doc, text=""))

    def add_copies(self, n: int, first: list[CopyRow]) -> None:
        self.n_copies, self.named_copies = n, first

    def add_known(self, n: int) -> None:
        self.n_known += n

    def add_notice(self, notice: Notice) -> None:
        self.notices[notice.kind][notice.reason] += 1
        if len(self.named_notices[notice.kind]) < NAMED:
            self.named_notices[notice.kind].append(notice)


def write_summary(tally: Tally, seconds: float) -> Iterator[str]:
    """The closing lines, for a person."""
    yield (
        f"{_count(tally.n_documents, 'document')} read: {_count(tally.n_words, 'word')}, "
        f"{_count(tally.n_sentences, 'sentence')} ({tally.n_parsed:,} parsed)"
    )
    types = ", ".join(f"{name} {n:,}" for name, n in _by_number(tally.events))
    yield f"{_count(tally.events.total(), 'event')}{f' ({types})' if types else ''}"
    yield f"{_count(tally.n_stances, 'stance')}, {_count(tally.n_findings, 'finding')}"
    if tally.n_known:
        yield f"{_count(tally.n_known, 'document')} already read"
    yield from _write_copies(tally)
    yield from _write_foreign(tally)
    yield from _write_notices(tally)
    yield from _write_rejected(tally)
    if seconds > 0 and tally.n_words >= 1000:  # of a few words it says only how long the model takes to load
        yield f"{tally.n_words / seconds:,.0f} words per second ({seconds:,.1f} s)"


def _write_copies(tally: Tally) -> Iterator[str]:
    if not tally.n_copies:
        return
    yield f"{_count(tally.n_copies, 'text')} of these copy others (agency copy, reprints, updates): kept, linked, counted once"
    for row in tally.named_copies:
        yield f"  {_name(row.title, row.id)} copies {_name(row.original_title, row.original)}"
    if tally.n_copies > len(tally.named_copies):
        yield f"  and {tally.n_copies - len(tally.named_copies):,} more; all of them are in the view `copies` of the record"


def _write_foreign(tally: Tally) -> Iterator[str]:
    from dragoman.language import name_language

    n = tally.foreign.total()
    if not n:
        return
    by_name = Counter({name_language(code): count for code, count in tally.foreign.items()})
    yield f"{_count(n, 'document')} left unread, not English: {_list_reasons(by_name)} (--any-language reads them all the same)"
    for doc in tally.named_foreign:
        yield f"  {_name(doc.title, doc.id)}: {name_language(doc.language or '')}"
    if n > NAMED:
        yield f"  and {n - NAMED:,} more"


def _name(title: str | None, number: str) -> str:
    return f"{number} ({show_path(title[:60])!r})" if title else show_path(number)


def _write_notices(tally: Tally) -> Iterator[str]:
    duplicates = tally.notices["duplicate"].total()
    if duplicates:
        named = ", ".join(show_path(notice.where) for notice in tally.named_notices["duplicate"])
        yield f"{_count(duplicates, 'duplicate')} left out: {named}{_and_more(duplicates)}"
    if skipped := tally.notices["skipped"]:
        yield f"{_count(skipped.total(), 'file')} skipped: {_list_reasons(skipped)}"
    if warnings := tally.notices["warning"]:
        yield f"{_count(warnings.total(), 'warning')}: {_list_reasons(warnings)}"
        for notice in tally.named_notices["warning"]:
            yield f"  {show_path(notice.where)}: {show_path(notice.detail)}"
        if warnings.total() > NAMED:
            yield f"  and {warnings.total() - NAMED:,} more"


def _write_rejected(tally: Tally) -> Iterator[str]:
    inputs = Counter({reason: n for reason, n in tally.rejected.items() if reason not in DEFECTS})
    if inputs:
        yield f"{_count(inputs.total(), 'input')} could not be read: {_list_reasons(inputs)}"
        for rejected in tally.named_rejected:
            yield f"  {show_path(rejected.where)}: {rejected.reason}: {show_path(rejected.detail)}"
        if inputs.total() > NAMED:
            yield f"  and {inputs.total() - NAMED:,} more"
    n_defects = sum(tally.rejected[reason] for reason in DEFECTS)
    if n_defects:
        yield f"DEFECT OF THE PROGRAM: {_count(n_defects, 'document')} could not be coded and left out:"
        for detail, documents in tally.defects.items():
            yield f"  {show_path(detail)}"
            yield f"    in {', '.join(map(show_path, documents))}{', ...' if len(documents) == NAMED else ''}"


def write_table(tally: Tally) -> Iterator[str]:
    """Lines that show the first events of the run: when, who to whom, what, in which words."""
    rows = [_make_row(event) for event in tally.first_events]
    if rows:
        yield from layout(rows, TITLES, WIDTHS)
    more = tally.events.total() - len(rows)
    if more > 0:
        yield f"... and {_count(more, 'event')} more; all of them: --format jsonl"


def _make_row(event: Event) -> tuple[str, str, str, str]:
    what = event.type if event.status == "occurred" else f"{event.type} {event.status}"
    words = shorten_words(event.evidence.text, event.trigger.start - event.evidence.start, WIDTHS[-1])
    return event.date or "undated", label_parties(event), what, words


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _by_number(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _list_reasons(counts: Counter[str]) -> str:
    reasons = _by_number(counts)
    listed = ", ".join(f"{n:,} {show_path(reason)}" for reason, n in islice(reasons, NAMED))
    return listed + (f" and {len(reasons) - NAMED:,} other reasons" if len(reasons) > NAMED else "")


def _and_more(n: int) -> str:
    return f" and {n - NAMED:,} more" if n > NAMED else ""
