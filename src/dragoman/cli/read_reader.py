"""Which reader `dragoman read` uses: its options, what it says before anything is sent, and what it tells at the end.

$ dragoman read articles/ --reader both --endpoint http://127.0.0.1:8080/v1 --model qwen3
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import click
import msgspec

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.readers import Asker, Client, Estimate
    from dragoman.record import KeptAnswers, Record
    from dragoman.second import SecondSettings
    from dragoman.types import Document, Reading, Rejected


class ReaderWords(msgspec.Struct, frozen=True):
    """The words of the command that choose a reader; the key is not among them."""

    reader: Literal["builtin", "llm", "both"] = "builtin"
    endpoint: str | None = None
    model: str | None = None
    answers: tuple[str, ...] = ()
    calls: int = 4
    max_calls: int | None = None
    max_cost: float | None = None
    price_in: float | None = None
    price_out: float | None = None
    timeout: float = 300.0
    yes: bool = False


OPTIONS = (
    click.option("--reader", type=click.Choice(["builtin", "llm", "both"]), default="builtin", show_default=True,
                 help="Who reads: the built-in coder, a language model, or the model where the built-in coder is unsure."),
    click.option("--endpoint", metavar="URL", help="Where the model answers (http://127.0.0.1:8080/v1). Texts are sent there."),
    click.option("--model", metavar="NAME", help="The model, as its server calls it."),
    click.option("--answers", multiple=True, type=click.Path(exists=True, dir_okay=False), metavar="FILE",
                 help="Answers that a model gave before (dragoman readers --export); what they hold is not asked again."),
    click.option("--calls", type=click.IntRange(1, 64), default=4, show_default=True, metavar="N", help="Calls at a time."),
    click.option("--max-calls", type=click.IntRange(0), metavar="N", help="Most calls of this run."),
    click.option("--max-cost", type=click.FloatRange(0), metavar="X", help="Most that this run may cost, by the prices."),
    click.option("--price-in", type=click.FloatRange(0), metavar="X", help="Price of a million tokens sent."),
    click.option("--price-out", type=click.FloatRange(0), metavar="X", help="Price of a million tokens answered."),
    click.option("--timeout", type=click.FloatRange(0.1), default=300.0, show_default=True, metavar="SECONDS",
                 help="How long a silent server is waited for."),
    click.option("--yes", is_flag=True, help="Send the texts to an endpoint that is not on this machine without asking."),
)  # fmt: skip


def reader_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options of the reader; the command gets them as one argument, `reader`."""

    @functools.wraps(command)
    def with_reader(**words: Any) -> Any:
        own = {name: words.pop(name) for name in ReaderWords.__struct_fields__}
        return command(**words, reader=ReaderWords(**own))

    wrapped: Callable[..., Any] = with_reader
    for option in reversed(OPTIONS):
        wrapped = option(wrapped)
    return wrapped


class ReadingHand(Protocol):
    """Who turns documents into readings for one run. `parts`: what decides a reading besides the built-in coder's parts;
    `options` go on to `workers.code_documents`."""

    parts: Mapping[str, str]

    def begin(self, record: Record | None) -> None: ...
    def read(
        self, documents: Iterable[Document | Rejected], n_workers: int, **options: Any
    ) -> Generator[Reading | Rejected, None, None]: ...
    def close(self) -> None: ...
    def write_notes(self) -> Iterator[str]: ...


def open_reader(
    words: ReaderWords,
    gazetteers: tuple[str, ...],
    record_path: str | None,
    list_documents: Callable[[], Iterable[Document | Rejected]],
) -> ReadingHand:
    """The reader of the words; asks the user before anything may leave the machine. `list_documents`: for an estimate."""
    if words.reader == "builtin":
        given = [name for name in ("endpoint", "model", "answers") if getattr(words, name)]
        if given:
            raise UsageError(f"--{given[0]} is for a language model: say --reader llm or --reader both")
        return BuiltInHand(gazetteers)
    return ModelHand(words, gazetteers, record_path, list_documents)


class BuiltInHand:
    """The built-in coder; nothing leaves the machine."""

    parts: Mapping[str, str] = {}

    def __init__(self, gazetteers: tuple[str, ...]) -> None:
        self.gazetteers = gazetteers

    def begin(self, record: Record | None) -> None:
        """Nothing to do."""

    def read(
        self, documents: Iterable[Document | Rejected], n_workers: int, **options: Any
    ) -> Generator[Reading | Rejected, None, None]:
        from dragoman import workers

        make_coder = partial(workers.load_coder, self.gazetteers)
        return workers.code_documents(documents, workers=n_workers, make_coder=make_coder, **options)

    def close(self) -> None:
        """Nothing to do."""

    def write_notes(self) -> Iterator[str]:
        yield from ()


class ModelHand:
    """A language model, alone or beside the built-in coder."""

    def __init__(
        self, words: ReaderWords, gazetteers: tuple[str, ...], record_path: str | None,
        list_documents: Callable[[], Iterable[Document | Rejected]],
    ) -> None:  # fmt: skip
        from dragoman.readers import Budget, Client, ModelSettings, Prices, is_local
        from dragoman.second import SecondSettings, hash_second

        if not words.model:
            raise UsageError(f"--reader {words.reader} needs --model NAME, the model as its server calls it")
        if not words.endpoint and not words.answers:
            raise UsageError(f"--reader {words.reader} needs --endpoint URL to ask, or --answers FILE with answers given before")
        if (words.price_in is None) != (words.price_out is None):
            raise UsageError("give both prices, --price-in and --price-out, each for a million tokens")
        self.words = words
        self.prices = Prices(words.price_in, words.price_out or 0.0) if words.price_in is not None else None
        self.settings: SecondSettings = SecondSettings(
            ModelSettings(words.model), "llm" if words.reader == "llm" else "both", gazetteers
        )
        self.parts: Mapping[str, str] = hash_second(self.settings)
        self.budget = Budget(words.max_calls, words.max_cost, self.prices)
        self.client: Client | None = None
        if words.endpoint:
            self.client = Client(words.endpoint, self.settings.model, timeout=words.timeout)
            if not is_local(words.endpoint) and not words.yes and not was_asked(record_path, self.client.endpoint):
                ask_consent(words, self.settings, self.prices, list_documents)
        self.kept: KeptAnswers | None = None
        self.asker: Asker | None = None
        self.counts: Counter[str] = Counter()

    def begin(self, record: Record | None) -> None:
        """Takes the answers of the record and of the files."""
        from dragoman.readers import Asker, MemoryStore, read_answers
        from dragoman.record import KeptAnswers

        self.kept = KeptAnswers(record) if record is not None else None
        given = [answer for path in self.words.answers for answer in read_answers(Path(path).read_bytes().splitlines(), path)]
        self.asker = Asker(self.settings.model, MemoryStore(given, self.kept), self.client, self.budget)

    def read(
        self, documents: Iterable[Document | Rejected], n_workers: int, **options: Any
    ) -> Generator[Reading | Rejected, None, None]:
        from dragoman.second import SecondReading, read_with_model

        if self.asker is None:
            raise UsageError("the reader has not begun")
        n_calls = self.words.calls
        readings = read_with_model(documents, self.settings, self.asker, n_workers=n_workers, n_calls=n_calls, **options)
        try:
            for item in readings:
                if isinstance(item, SecondReading):
                    self.counts.update(item.counts)
                yield item
        finally:
            readings.close()

    def close(self) -> None:
        """Ends calls that are under way."""
        if self.client is not None:
            self.client.close()
        if self.kept is not None:
            self.kept.__exit__(None, None, None)

    def write_notes(self) -> Iterator[str]:
        """What was asked, what it cost, what was not taken, and what the model has not read."""
        counts = self.asker.counts if self.asker else Counter()
        cost = f", {self.budget.cost:,.2f} by the prices" if self.prices else ""
        yield (
            f"{self.words.model}: {counts['calls']:,} calls answered ({counts['tokens in']:,} tokens sent, "
            f"{counts['tokens out']:,} answered{cost}), {counts['answers known']:,} answers known before"
        )
        if self.counts:
            listed = ", ".join(
                f"{n:,} {reason}" for reason, n in sorted(self.counts.items(), key=lambda each: (-each[1], each[0]))
            )
            yield f"checked against the texts, not taken as told: {listed}"
        if self.asker and self.asker.unread:
            yield f"{counts['documents unread']:,} documents not read by the model (the built-in coder's reading stands for now):"
            for why, documents in self.asker.unread.items():
                yield f"  {why}: {', '.join(documents)}"


# ------------------------------------------------------------------ before anything is sent


def was_asked(record_path: str | None, endpoint: str) -> bool:
    """Whether texts have gone to this endpoint before, by the runs of the record."""
    from dragoman.record import open_record

    if record_path is None or not Path(record_path).exists():
        return False
    with open_record(record_path, read_only=True) as record:
        runs = [msgspec.json.decode(run.settings) for run in record.runs()]
    return any((run.get("reader") or {}).get("endpoint", "").rstrip("/") == endpoint for run in runs if run.get("reader"))


def ask_consent(
    words: ReaderWords, settings: SecondSettings, prices: Any, list_documents: Callable[[], Iterable[Document | Rejected]]
) -> None:
    """Says what will be sent, how much and at what cost, and asks; UsageError where the answer is no or nobody answers."""
    from dragoman.actors import load_gazetteer
    from dragoman.readers import estimate_reading
    from dragoman.types import Document

    documents = (item for item in list_documents() if isinstance(item, Document))
    estimate = estimate_reading(documents, settings.model, load_gazetteer(*map(Path, settings.gazetteers)))
    for line in write_consent(words, estimate, prices):
        click.echo(line, err=True)
    try:
        agreed = click.confirm("Send them?", default=False, err=True)
    except click.Abort:
        agreed = False
    if not agreed:
        raise UsageError("nothing was sent; to send without being asked, say --yes")


def write_consent(words: ReaderWords, estimate: Estimate, prices: Any) -> Iterator[str]:
    most = " at most" if words.reader == "both" else ""
    yield f"{words.endpoint} is not on this machine. To be read by {words.model}, these will be sent there{most}:"
    texts = f"{estimate.n_documents:,} texts ({estimate.n_chars:,} characters), with title, source and day"
    yield f"  {texts}, in {estimate.n_calls:,} calls"
    yield f"  about {estimate.tokens_in:,} tokens sent and {estimate.tokens_out:,} answered"
    if prices is not None:
        yield f"  about {prices.cost(estimate.tokens_in, estimate.tokens_out):,.2f} at the given prices"
    else:
        yield "  at a cost that --price-in and --price-out would tell"
    bounds = [] if words.max_calls is None else [f"{words.max_calls:,} calls"]
    bounds += [] if words.max_cost is None else [f"a cost of {words.max_cost:,.2f}"]
    if bounds:
        yield f"  and no more than {' and '.join(bounds)}"
