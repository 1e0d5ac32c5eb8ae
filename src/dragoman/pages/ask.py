"""A request -> what it asks of the record, checked; a wrong question is answered with a page that says what is wrong.

>>> Ask(record, {"since": "1990"}, {}, "html", RoomSettings()).day("since")
'1990'
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast, get_args

import msgspec

from dragoman.errors import DragomanError, UsageError
from dragoman.pages.settings import RoomSettings
from dragoman.pages.urls import Form
from dragoman.pages.words import say_error
from dragoman.record import Catalogue, EpisodeFilter, EventFilter, LinkRow, Mover, Record, read_edtf
from dragoman.states import NOT_STATES, resolve_state
from dragoman.types import EventType, Status

if TYPE_CHECKING:
    from dragoman.pages.desk import Desk

T = TypeVar("T")
LONGEST = 200  # characters of one parameter


class PageError(DragomanError):
    """A page that cannot be given: `status` is HTTP's."""

    def __init__(self, status: int, message: str, retry: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry = retry


class Summary(NamedTuple):
    """Pairs with most episodes, and those that moved most."""

    links: tuple[LinkRow, ...]
    movers: tuple[Mover, ...]


def weigh(answer: object) -> int:
    """Bytes of memory that an answer takes, roughly: its objects are some four times as large as its JSON."""
    return len(answer) if isinstance(answer, (str, bytes)) else 4 * len(msgspec.json.encode(answer))


def make_summary(record: Record) -> Summary:
    return Summary(tuple(record.links(limit=300)), tuple(Catalogue(record).movers(NOT_STATES)))


class Ask:
    """One question: the record to ask, the parameters, and how the answer is wanted."""

    def __init__(
        self,
        record: Record,
        query: Mapping[str, str],
        path: Mapping[str, str],
        form: Form,
        settings: RoomSettings,
        desk: Desk | None = None,
        summarise: Callable[[Callable[[Record], Any]], Any] | None = None,
        keep: Callable[[Hashable, Callable[[], Any], Callable[[Any], int | None]], Any] | None = None,
    ) -> None:
        self.record = record
        self.catalogue = Catalogue(record)
        self.form = form
        self.settings = settings
        self.desk = desk
        self._summarise = summarise or (lambda make: make(record))
        self._keep = keep or (lambda key, make, weigh: make())
        self._query = query
        self._path = path

    def summary(self) -> Summary | None:
        """The busiest and the most moved pairs; None while they are being counted, which on a large record takes a while."""
        found: Summary | None = self._summarise(make_summary)
        return found

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` finds, made once for all pages of the same state of the record; `key` names all that it hangs on."""
        found: T = self._keep(key, make, weigh)
        return found

    @property
    def n_rows(self) -> int:
        """Rows that a list may have in this form."""
        return self.settings.page_rows if self.form == "html" else self.settings.table_rows

    def id(self) -> str:
        """The id of the thing that is asked for, from the path or the query."""
        found = self._path.get("id") or self._query.get("id")
        if not found:
            raise PageError(404, "The address names nothing of the record.")
        return found

    def text(self, name: str) -> str | None:
        """A parameter as it stands, or None."""
        value = (self._path.get(name) or self._query.get(name) or "").strip()
        if len(value) > LONGEST:
            raise PageError(400, f"{name} is longer than {LONGEST} characters.")
        return value or None

    def page(self) -> int:
        """The number of the page of a list, from 1."""
        value = self.text("page") or "1"
        if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 100_000:
            raise PageError(400, "page is a number from 1.")
        return int(value)

    def choice(self, name: str, known: tuple[str, ...]) -> str | None:
        value = self.text(name)
        if value is not None and value not in known:
            raise PageError(400, f"{name} is one of {', '.join(known)}; not {value!r}.")
        return value

    def day(self, name: str) -> str | None:
        """A date as it was written, if it is one."""
        value = self.text(name)
        if value is not None:
            days = read_edtf(value)
            if days is None or (days.earliest if name == "since" else days.latest) is None:
                raise PageError(400, f"{value!r} is no date; write a year, month or day such as 1991, 1991-12 or 1991-12-25.")
        return value

    def state(self, name: str) -> str | None:
        """The code of a state that is given by code, name or demonym."""
        value = self.text(name)
        try:
            return resolve_state(value) if value else None
        except UsageError as error:
            raise PageError(400, say_error(error)) from error

    def pair(self, name: str) -> tuple[str, str] | None:
        """Two codes joined by a hyphen, in order of the alphabet."""
        value = self.text(name)
        if value is None:
            return None
        one, _, other = value.upper().partition("-")
        try:
            pair = resolve_state(one), resolve_state(other)
        except UsageError as error:
            raise PageError(404, f"{value!r} is no pair of states; write two codes, such as IRN-RUS.") from error
        if pair[0] == pair[1]:
            raise PageError(404, "A relation has two different states.")
        return min(pair), max(pair)

    def episodes(self, between: tuple[str, str] | None = None, **fixed: Any) -> EpisodeFilter:
        """The filter of episodes that the parameters give."""
        kind, status = self.choice("type", get_args(EventType)), self.choice("status", get_args(Status))
        actor, recipient, source = self.state("actor"), self.state("recipient"), self.text("source")
        return EpisodeFilter(
            between=between or self.pair("between"),
            actors=(actor,) if actor else (),
            recipients=(recipient,) if recipient else (),
            types=(cast(EventType, kind),) if kind else (),
            statuses=(cast(Status, status),) if status else (),
            sources=(source,) if source else (),
            since=self.day("since"),
            until=self.day("until"),
            **fixed,
        )

    def events(self, between: tuple[str, str] | None = None, **fixed: Any) -> EventFilter:
        """The filter that the parameters give."""
        kind, status = self.choice("type", get_args(EventType)), self.choice("status", get_args(Status))
        actor, recipient = self.state("actor"), self.state("recipient")
        source, name, document = self.text("source"), self.text("name"), self.text("document")
        return EventFilter(
            between=between or self.pair("between"),
            actors=(actor,) if actor else (),
            recipients=(recipient,) if recipient else (),
            types=(cast(EventType, kind),) if kind else (),
            statuses=(cast(Status, status),) if status else (),
            sources=(source,) if source else (),
            names=(name,) if name else (),
            documents=(document,) if document else (),
            since=self.day("since"),
            until=self.day("until"),
            **fixed,
        )
