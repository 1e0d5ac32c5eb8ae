"""Episodes of a pair -> ties: what binds or divides the two for a time, when it began and ended, by which events.

Which events begin, tell of and end a tie is said by rules (`data/relations/ties.toml`): category, mode and words near the act.
Clues are taken in order of time. Of most kinds there is one tie at a time: a clue belongs to the one that is open, or after a
long silence opens another; each treaty is a tie of its own. What no text ends has no end here, and is not said to stand.

    >>> [(tie.kind, tie.start, tie.end) for tie in find_ties(record, ("IRN", "RUS"))]
    [('war', '1804', '1813'), ('treaty', '1813', None)]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from dragoman.relations.types import Standing, Tie, TieKind

if TYPE_CHECKING:
    from dragoman.record import Clue, Record

# Letters before and after the words of the act in which a rule looks.
BEFORE, AFTER = 70, 130
# Clues of one pair that are taken, of five times as many episodes: more than any text tells, fewer than a large record holds.
MOST_CLUES = 1500
# Confidence from which one report makes a firm tie.
SURE = 0.5

_NAME = re.compile(
    r"(?:(?!(?:The|At|In|On|A|An|Under|By|After|With|This|That|Its|Their|Both)\b)[A-Z][\w'’/–-]+ ){0,4}"
    r"(?:Treaty|Pact|Convention|Accords?|Agreement|Protocol|Alliance|Entente|Charter|Declaration|Act|Memorandum)\b"
    r"(?: (?:of|on|for) (?:the )?[A-Z]?[\w'’-]+(?:, [A-Z][\w'’-]+(?=,? (?:and|[A-Z])))*"
    r"(?: (?:de|da|do|del|la|al|el|[A-Z][\w'’-]+))*(?: [A-Z][\w'’-]+)?"
    r"(?: (?:and|of) (?:[A-Z][\w'’-]+|[a-z]{5,}))?)?"
)
_PLAIN = re.compile(
    r"(?:\b(?!(?:the|an?|this|that|sign\w*|and|of|in|their|its|conclud\w*|reached|new|under|by|to)\b)[a-z-]+ ){0,2}"
    r"(?:treaty|pact|convention|accords?|agreement|protocol|declaration|memorandum|strategic partnership)\b"
    r"(?: (?:of|on|for) (?!(?:the|a|an|\d)\b)(?:[a-z-]+ (?=relations|cooperation|trade|issues|matters))?[a-z-]+"
    r"(?: (?:and|with) (?!the\b|[A-Z])[a-z-]+)?)?"
)


class Kind(NamedTuple):
    name: TieKind
    single: bool
    way: bool
    gap: int
    label: str


class Rule(NamedTuple):
    kind: TieKind
    turn: str
    types: frozenset[str]
    words: re.Pattern[str]
    but: re.Pattern[str] | None
    weak: bool
    label: str | None


class Rules(NamedTuple):
    kinds: dict[TieKind, Kind]
    rules: tuple[Rule, ...]
    cues: tuple[str, ...]

    @property
    def types(self) -> list[str]:
        """Categories that any rule asks for."""
        return sorted({kind for rule in self.rules for kind in rule.types})

    @property
    def words(self) -> str:
        """An expression for the beginnings of words of which one stands in whatever a rule matches, in any case."""
        return f"(?i)(?:{'|'.join(self.cues)})"


@cache
def load_rules() -> Rules:
    """What `data/relations/ties.toml` says."""
    told = tomllib.loads((resources.files("dragoman.data") / "relations" / "ties.toml").read_text(encoding="utf-8"))
    kinds: dict[TieKind, Kind] = {
        name: Kind(name, one["single"], one.get("way", False), one.get("gap", 0), one["label"])
        for name, one in told["kind"].items()
    }
    rules = tuple(
        Rule(
            one["kind"],
            one["turn"],
            frozenset(one["types"]),
            re.compile(one["words"]),
            re.compile(one["but"]) if "but" in one else None,
            one.get("weak", False),
            one.get("label"),
        )
        for one in told["rule"]
    )
    return Rules(kinds, rules, tuple(told["cues"]))


@dataclass
class Draft:
    """A tie while its clues are gathered; `last` is the year of the last clue."""

    kind: Kind
    start: str | None
    by: tuple[str, ...]
    label: str
    end: str | None = None
    standing: Standing = "unknown"
    firm: bool = False
    last: int | None = None
    began: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)

    def add(self, clue: Clue, rule: Rule) -> None:
        """One more event that tells of it."""
        self.events.append(clue.lead)
        self.firm = self.firm or is_firm(clue, rule)
        year = find_year(clue.latest or clue.earliest)
        if year is not None:
            self.last = max(self.last or year, year)

    def make(self) -> Tie:
        return Tie(
            kind=self.kind.name,
            start=self.start,
            end=self.end,
            events=tuple(dict.fromkeys(self.events)),
            label=self.label,
            standing=self.standing,
            firm=self.firm,
            by=self.by,
            began=tuple(self.began),
            ended=tuple(self.ended),
        )


def find_ties(record: Record, pair: tuple[str, str], *, since: str | None = None, until: str | None = None) -> tuple[Tie, ...]:
    """Ties of two states in order of their beginning; those whose beginning is not told come last."""
    rules = load_rules()
    clues = record.clues(*pair, types=rules.types, words=rules.words, since=since, until=until, limit=MOST_CLUES)
    return tie_clues(clues, pair)


def tie_clues(clues: Iterable[Clue], pair: tuple[str, str]) -> tuple[Tie, ...]:
    """Ties from clues in order of time."""
    rules = load_rules()
    drafts: list[Draft] = []
    for clue in clues:
        for rule in match_rules(clue, rules.rules):
            place_clue(drafts, clue, rule, rules.kinds[rule.kind], pair)
    ties = [draft.make() for draft in drafts]
    return tuple(sorted(ties, key=lambda tie: (tie.start is None and tie.end is None, tie.start or tie.end or "", tie.kind)))


def match_rules(clue: Clue, rules: Sequence[Rule]) -> list[Rule]:
    """The rules that hold for a clue, at most one of each kind."""
    words = clue.words[max(0, clue.act_start - BEFORE) : clue.act_end + AFTER].casefold()
    found: dict[str, Rule] = {}
    for rule in rules:
        if clue.type in rule.types and rule.kind not in found and rule.words.search(words):
            if rule.but is not None and rule.but.search(words):
                continue
            found[rule.kind] = rule
    return list(found.values())


def place_clue(drafts: list[Draft], clue: Clue, rule: Rule, kind: Kind, pair: tuple[str, str]) -> None:
    """Puts a clue into the tie that it tells of, or opens one."""
    start, end, stands = split_date(clue.date)
    by = tuple(code for code in pair if code in clue.actors) if kind.way else ()
    mine = [draft for draft in drafts if draft.kind.name == kind.name and is_same_way(draft.by, by)]
    if rule.turn == "end":
        if kind.way:  # who lifts sanctions is who made them; who stops arms is who sent them
            mine = [draft for draft in drafts if draft.kind.name == kind.name and (not by or set(by) & set(draft.by))]
        end_tie(drafts, mine, clue, rule, kind, by, pair)
        return
    draft = find_open(mine, clue, kind)
    if draft is None:
        draft = Draft(kind, start, by, rule.label or label_tie(clue, kind))
        draft.began.append(clue.lead)
        drafts.append(draft)
    draft.add(clue, rule)
    if kind.name == "war" and end is not None and draft.end is None:
        draft.end, draft.standing = end, "ended"
        draft.ended.append(clue.lead)
    elif stands or clue.status == "ongoing":
        draft.standing = "stands" if draft.end is None else draft.standing


def is_same_way(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two clues speak of the same giver or maker; where both states act, or none is told, either may be meant."""
    return one == other or len(one) != 1 or len(other) != 1


def end_tie(
    drafts: list[Draft], mine: list[Draft], clue: Clue, rule: Rule, kind: Kind, by: tuple[str, ...], pair: tuple[str, str]
) -> None:
    """Notes that a tie ended: the open one of the kind; of treaties the one whose name is told, or the only one."""
    # a war that nothing is told of for ten years was another one; so were sanctions after half a lifetime
    passing = kind.name == "war" or kind.way
    still = [draft for draft in mine if draft.end is None and (not passing or is_near(draft, clue, 2 * kind.gap + 6))]
    if not kind.single:
        named = [draft for draft in still if draft.label != kind.label and draft.label.casefold() in clue.words.casefold()]
        still = named or (still if len(still) == 1 else [])
    if kind.name in ("war", "dispute") and not still:
        return  # a peace without a war that is told ends nothing here: the treaty stands by itself
    if not still:
        if kind.name in ("treaty", "alliance"):
            return
        if told := [draft for draft in mine if draft.end is not None and draft.end == clue.date]:
            told[-1].add(clue, rule)  # the same end, told by another act of that day
            told[-1].ended.append(clue.lead)
            return
        still = [Draft(kind, None, by, label_tie(clue, kind))]
        drafts.append(still[0])
    draft = still[-1]
    draft.add(clue, rule)
    draft.end, draft.standing = clue.date, "ended"
    draft.ended.append(clue.lead)


def find_open(mine: Sequence[Draft], clue: Clue, kind: Kind) -> Draft | None:
    """The tie that is open when the clue tells of one."""
    if not kind.single:
        label = label_tie(clue, kind)
        same = [draft for draft in mine if draft.label == label and label != kind.label and is_near(draft, clue, 1)]
        return same[-1] if same else None
    for draft in reversed(mine):
        within = draft.end is not None and is_before(clue, draft.end)
        if (draft.end is None or within) and is_near(draft, clue, kind.gap):
            return draft
    return None


def is_near(draft: Draft, clue: Clue, years: int) -> bool:
    """Whether the clue is at most so many years after the last one; what has no date is near to all."""
    year = find_year(clue.earliest or clue.latest)
    return year is None or draft.last is None or year - draft.last <= years


def is_before(clue: Clue, end: str) -> bool:
    """Whether the clue may be from before the end of a tie."""
    return clue.date is not None and (clue.date.partition("/")[0] or "") < end


def is_firm(clue: Clue, rule: Rule) -> bool:
    """Whether this clue alone makes a tie firm: told by the text itself, surely or by several texts, with a date of its own."""
    dated = clue.date is not None and clue.date_basis in ("stated", "resolved")
    return not rule.weak and not clue.alleged and dated and (clue.confidence >= SURE or clue.n_sources > 1)


def split_date(date: str | None) -> tuple[str | None, str | None, bool]:
    """Beginning, end, and whether it goes on: '1804/1813' -> ('1804', '1813', False); '1991/..' -> ('1991', None, True)."""
    if date is None:
        return None, None, False
    start, slash, end = date.partition("/")
    if not slash:
        return date, None, False
    return (start if start not in ("", "..") else None), (end if end not in ("", "..") else None), end in ("", "..")


def find_year(day: str | None) -> int | None:
    """The year of an ISO day."""
    found = re.match(r"-?\d{4,}", day or "")
    return int(found[0]) if found else None


def label_tie(clue: Clue, kind: Kind) -> str:
    """What it is, in words of the text where it has a name: 'Treaty of Gulistan', 'boundary treaty', else the kind."""
    if kind.name not in ("treaty", "alliance"):
        return kind.label
    near = " ".join(clue.words[max(0, clue.act_start - BEFORE) : clue.act_end + AFTER].split())
    for pattern in (_NAME, _PLAIN):
        names = [found[0].strip() for found in pattern.finditer(near) if len(found[0].split()) > 1]
        if names:
            return max(names, key=len)
    return kind.label
