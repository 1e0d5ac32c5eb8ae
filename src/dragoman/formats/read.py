"""A file of somebody's data -> Coded events or Context, with what could not be read and what has no place in the record.

Which layout a file has is told by its columns; whose it is by `form`, or by its columns too.

    >>> [one.label for one in read_data("gml-midb-2.2.1.csv", "gml") if isinstance(one, Context)][:1]
    ['militarized dispute 2']
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from dragoman.errors import InputError
from dragoman.formats import acled, gdelt, histories, icews, polecat, ucdp, wars
from dragoman.formats.draft import Draft, Party, RowError, Skipped
from dragoman.formats.rows import Row, Table, open_table
from dragoman.types import Coded, Context, Entity, Event, Evidence, Place, Quantity, Rejected, Span, Why

EventReader = Callable[[Mapping[str, str]], Draft]
# form -> how its makers are called
FORMS = {
    "polecat": "POLECAT", "icews": "ICEWS", "gdelt": "GDELT", "cow": "Correlates of War", "atop": "ATOP", "gml": "GML",
    "ucdp": "UCDP", "acled": "ACLED",
}  # fmt: skip
_VERSION = re.compile(r"(?<!\d)(\d{1,2}(?:[._]\d{1,2}){1,2})(?!\d)")


class Layout(NamedTuple):
    """Columns that tell a layout, and what reads it: events row by row, or a whole history. `name`: of the file, for a person."""

    form: str
    name: str
    needed: tuple[str, ...]
    event: EventReader | None = None
    history: histories.Reader | None = None


LAYOUTS = (
    Layout("polecat", "events", polecat.NEEDED, event=polecat.read_row),
    Layout("icews", "events", icews.NEEDED, event=icews.read_row),
    Layout("gdelt", "events", gdelt.NEEDED, event=gdelt.read_row),
    Layout("ucdp", "GED", ucdp.NEEDED, event=ucdp.read_event),
    Layout("acled", "events", acled.NEEDED, event=acled.read_event),
    Layout("ucdp", "conflicts by year", ucdp.NEEDED_YEARS, history=ucdp.read_conflicts),
    *(
        Layout(form, "disputes, participants", ("dispnum", "ccode", "sidea", "styear", "endyear"),
               history=histories.read_participants)
        for form in ("gml", "cow")
    ),
    Layout("cow", "disputes, participants", ("dispnum3", "ccode", "sidea", "styear", "endyear"),
           history=histories.read_participants),
    *(
        Layout(form, "disputes by pair and year", ("dispnum", "ccode1", "ccode2", "year"), history=histories.read_dispute_pairs)
        for form in ("gml", "cow")
    ),
    Layout("cow", "disputes by pair and year", ("disno", "statea", "stateb", "year"), history=histories.read_dispute_pairs),
    Layout("cow", "wars", ("warnum", "warname", "ccode", "side", "startyear1", "endyear1"), history=wars.read_wars),
    Layout("cow", "extra-state wars", ("warnum", "warname", "ccode1", "ccode2", "sidea", "sideb"), history=wars.read_sides),
    Layout("cow", "intra-state wars", ("warnum", "warname", "ccodea", "ccodeb", "sidea", "sideb"), history=wars.read_sides),
    Layout("cow", "alliances by pair", ("version4id", "ccode1", "ccode2", "dyad_st_year"), history=histories.read_alliance_pairs),
    Layout("cow", "alliances by pair and year", ("version4id", "ccode1", "ccode2", "year"),
           history=histories.read_alliance_years),
    Layout("cow", "alliances by member", ("version4id", "ccode", "mem_st_year"), history=histories.read_alliance_members),
    Layout("atop", "alliances by member", ("atopid", "member", "yrent", "yrexit"), history=histories.read_alliance_members),
    Layout("atop", "alliances by pair and year", ("statea", "stateb", "year", "defense"), history=histories.read_alliance_years),
    Layout("atop", "alliances by pair and year", ("mem1", "mem2", "year", "defense"), history=histories.read_alliance_years),
)  # fmt: skip


class Opened(NamedTuple):
    """A file that can be read: whose it is, which layout, which version its name or its rows tell."""

    form: str
    layout: Layout
    table: Table
    columns: tuple[str, ...]
    version: str | None

    @property
    def source(self) -> str:
        return " ".join(filter(None, (FORMS[self.form], self.version)))

    def items(self) -> Iterator[Coded | Context | Rejected | Skipped]:
        """What is in it, in order of the file (histories: in order of what they tell of)."""
        rows = self.table.rows(self.columns if self.columns != self.table.columns else ())
        if self.layout.event is not None:
            yield from _read_events(self, rows, self.layout.event)
            return
        assert self.layout.history is not None
        for found in self.layout.history(rows, self.table.path):
            yield _make_context(self, found) if isinstance(found, histories.Found) else found


@contextmanager
def open_data(path: str, form: str | None = None) -> Iterator[Opened]:
    """The file, open as long as the block lasts; InputError where it has none of the layouts, with what is missing."""
    with open_table(path) as table:
        columns = table.columns
        if form in (None, "gdelt") and (names := gdelt.name_columns(len(columns))) and columns[0].isdigit():
            columns = tuple(name.lower() for name in names)
        layout = _find_layout(table, columns, form)
        version = _VERSION.search(table.name)
        yield Opened(layout.form, layout, table, columns, version[1].replace("_", ".") if version else _version_of(table.name))


def _version_of(name: str) -> str | None:
    found = re.match(r"atop(\d)_(\d)", name.lower())
    return f"{found[1]}.{found[2]}" if found else None


def _find_layout(table: Table, columns: tuple[str, ...], form: str | None) -> Layout:
    known = [layout for layout in LAYOUTS if form in (None, layout.form)]
    for layout in known:
        if {name.lower() for name in layout.needed} <= set(columns):
            if form is None and layout.form == "gml" and "gml" not in table.name.lower():
                continue  # the Correlates of War have the same columns
            return layout
    if form in (None, "cow") and "settle" in columns and "outcome" in columns and "ccode" not in columns:
        raise InputError(
            f"{table.path} tells disputes as a whole (MIDA) and names no states, so it says nothing of a pair; "
            "bring in the file of their participants (MIDB), which has the same disputes"
        )
    missing = [(sum(name.lower() not in columns for name in layout.needed), i) for i, layout in enumerate(known)]
    near = known[min(missing)[1]]
    lack = ", ".join(name for name in near.needed if name.lower() not in columns)
    whose = FORMS[form] if form else "any of " + ", ".join(FORMS)
    raise InputError(
        f"{table.path} has not the columns of {whose}; the nearest layout is {FORMS[near.form]}, {near.name}, for which it lacks "
        f"{lack}. Its columns are {show_columns(columns)}"
    )


def show_columns(columns: tuple[str, ...]) -> str:
    """The first names of columns for a message; of what is no table, no more than a terminal can bear."""
    named = ", ".join(columns[:12]) + (" ..." if len(columns) > 12 else "")
    if not named.isprintable():
        return "no words: it is no table of text"
    return named if len(named) <= 300 else f"{named[:300]} ..."


# ------------------------------------------------------------------------------- events


def _read_events(opened: Opened, rows: Iterator[Row | Rejected], read: EventReader) -> Iterator[Coded | Rejected | Skipped]:
    names = {name.lower(): name for name in opened.layout.needed}
    forms = {"polecat": (*polecat.COLUMNS, "Intensity"), "icews": icews.COLUMNS, "gdelt": gdelt.COLUMNS}
    names |= {name.lower(): name for name in forms.get(opened.form, ())}
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            draft = read({names.get(name, name): cell for name, cell in row.cells.items()})
        except RowError as error:
            yield Rejected(f"{opened.table.path}:{row.line}", error.reason, error.detail)
        except Skipped as left:
            yield left
        else:
            yield _make_coded(opened, row, draft)


def _make_coded(opened: Opened, row: Row, draft: Draft) -> Coded:
    said = (draft.actor and draft.actor[:1] + draft.actor[3:], draft.recipient and draft.recipient[:1] + draft.recipient[3:])
    key = _digest(opened.form, draft.key, draft.type, draft.mode, draft.date, said)
    words = row.words
    event = Event(
        id=key,
        document=f"{opened.form}/{opened.table.name}:{row.line}",
        type=draft.type,
        mode=draft.mode,
        contexts=draft.contexts,
        actors=_make_entities(draft.actor, words),
        recipients=_make_entities(draft.recipient, words),
        date=draft.date,
        date_basis="stated" if draft.date else None,
        place=Place(draft.place, draft.place_code) if draft.place else None,
        status="occurred",
        attribution=None,
        alleged=False,
        quantities=(Quantity("people", float(draft.killed), "killed", str(draft.killed)),) if draft.killed else (),
        score=draft.score,
        confidence=1.0,
        evidence=Evidence(0, len(words), words),
        trigger=Span(0, len(words)),
        date_phrase=None,
        why=(Why(f"import.{opened.form}", f"as {opened.source} has it: {draft.told}"),),
    )
    return Coded(event, row.line, draft.publisher, draft.published)


def _make_entities(party: Party | None, words: str) -> tuple[Entity, ...]:
    """The party, with the place of its words in the row where they stand there as they are."""
    if party is None:
        return ()
    start = max(words.find(party.text), 0) if party.text else 0
    end = start + len(party.text) if party.text and party.text in words else start
    return (Entity(party.code, party.sector, party.other_sectors, party.name, party.text, start, end),)


def _make_context(opened: Opened, found: histories.Found) -> Context:
    line = found.rows[0][0]
    words = "\n".join(row for _, row in found.rows)
    return Context(
        id=_digest(opened.form, found.sort, found.label, found.one, found.other, found.time),
        sort=found.sort,
        one=found.one,
        other=found.other,
        start=found.time[0],
        end=found.time[1],
        label=found.label,
        detail=found.detail,
        source=opened.source,
        document=f"{opened.form}/{opened.table.name}:{'+'.join(str(at) for at, _ in found.rows)}",
        line=line,
        words=words,
    )


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:16]
