"""A name's senses and the days that the text is about -> one sense, its sector then, and why.

A leader acts for his state while in office; before and after he is of the elite (ELI). Nothing here asks for today.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.scene import Days
from dragoman.actors.tables import Entry
from dragoman.types import Why

OFFICE_ORDER = {
    office: place
    for place, office in enumerate(
        ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "spokesperson")
    )
}
# An interval longer than this says too little to choose an office by it (about twenty years).
VAGUE_YEARS = 20


def same_kind(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of the likeliest kind; capitals and seats of government are one kind here."""
    kinds = {"capital", "seat"} if entries[0].kind in ("capital", "seat") else {entries[0].kind}
    return [entry for entry in entries if entry.kind in kinds]


def choose_sense(entries: Sequence[Entry], days: Days | None) -> tuple[Entry, Why]:
    """The sense of a state, organisation or seat that holds at those days; the likeliest kind where several do."""
    if len(entries) == 1:
        return entries[0], Why("actors.name", f"the name of {entries[0].name}")
    if days is None:
        open_ended = [entry for entry in entries if not entry.until]
        chosen = (open_ended or list(entries))[0]
        return chosen, Why("actors.name", f"the name of {chosen.name}; no date to choose by")
    holding = [entry for entry in entries if entry.holds(days)]
    chosen = (holding or list(entries))[0]
    note = f"{chosen.name} at {days[0]}" if holding else f"{chosen.name}, though not at {days[0]}"
    return chosen, Why("actors.name.dated", note)


def choose_person(
    entries: Sequence[Entry], days: Days | None, codes: Sequence[str | None] = (), title: str = ""
) -> tuple[Entry, str | None, Why]:
    """(term, sector at those days, why). `codes`: states that the text itself names with the person; `title`: its words."""
    terms = [entry for entry in entries if entry.kind == "person"]
    if codes:
        terms = [entry for entry in terms if entry.code in codes] or terms
    if title:
        titled = match_title(terms, title)
        if titled and (days is None or any(entry.holds(days) for entry in titled)):
            terms = titled  # a general in power is more than the general he was
    if days is not None and years_between(days) <= VAGUE_YEARS:
        holding = [entry for entry in terms if entry.holds(days)]
        if holding:
            term = min(holding, key=_rank)
            return term, term.sector, Why("actors.person.in_office", f"{term.name}, {_describe(term)}")
        return _out_of_office(terms, days)
    term = min(terms, key=_rank)
    return (
        term,
        term.sector,
        Why("actors.person.undated", f"{term.name}, best known as {_describe(term)}; no date to check it by"),
    )


def _out_of_office(terms: Sequence[Entry], days: Days) -> tuple[Entry, str | None, Why]:
    past = [entry for entry in terms if entry.until and entry.until <= days[0]]
    if past:
        term = max(past, key=lambda entry: (entry.until, entry.weight))
        if term.loose_end:
            return (
                term,
                term.sector,
                Why("actors.person.last_known", f"{term.name}, {_describe(term)}; last known in office {term.until}"),
            )
        return term, "ELI", Why("actors.person.former", f"{term.name}, out of office since {term.until}")
    term = min(terms, key=lambda entry: (entry.since, _rank(entry)))
    return term, "ELI", Why("actors.person.before", f"{term.name}, in office only from {term.since}")


def _rank(entry: Entry) -> tuple[int, int, str]:
    return -entry.weight, OFFICE_ORDER.get(entry.role, 9), entry.since


def _describe(entry: Entry) -> str:
    return f"{entry.title or entry.role} of {entry.code}, {entry.since[:4] or '?'} to {entry.until[:4] or 'open'}"


def years_between(days: Days) -> int:
    """How many calendar years lie between the ends of an interval."""
    return int(days[1][:4]) - int(days[0][:4])


def match_title(terms: Sequence[Entry], title: str) -> list[Entry]:
    """The terms whose office the words of a title name."""
    words = set(title.lower().split())
    offices = {
        "president": ("head_of_state",),
        "king": ("head_of_state",),
        "prime": ("head_of_government",),
        "premier": ("head_of_government",),
        "chancellor": ("head_of_government",),
        "foreign": ("foreign_minister",),
        "defence": ("defence_minister",),
        "defense": ("defence_minister",),
    }
    wanted = {office for word in words for office in offices.get(word, ())}
    return [
        entry
        for entry in terms
        if entry.role in wanted or words & set(entry.title.lower().split()) - {"of", "minister", "for", "the", "and"}
    ]
