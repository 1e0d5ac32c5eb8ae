"""When an act was that the text places before, after or during another one: the bound that follows, as an open interval.

"On 4 August 1914 Germany invaded Belgium. After the invasion Britain declared war" dates the declaration `1914-08-04/..`;
"three weeks after the invasion" is a day, `1914-08-25`. The other act is dated by its own words, by an earlier sentence, or by
`data/dates/events.csv`; if none of them tells, there is no bound.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from dragoman.dates.acts import Act, DatedActs, family_of, find_named, load_acts
from dragoman.dates.holidays import read_edtf_date
from dragoman.dates.link import is_later, plain_end, plain_start
from dragoman.dates.relative import shift
from dragoman.dates.when import When, write_day
from dragoman.dates.words import read_number, unit_grains
from dragoman.types import EventDate, Sentence, Span, TimeMention, Token, Why

Side = Literal["after", "before", "during"]
_AMOUNT = re.compile(r"(?:(?:about|some|exactly|almost|nearly|just|only|over)\s+)?([\w-]+|an? hundred)[\s-]+(\w+)", re.IGNORECASE)
_INDEFINITE = frozenset(("a", "an", "any", "some", "another", "each", "every", "no", "more", "further", "other", "new"))
VERBS = frozenset(("VERB", "AUX"))


class Link(NamedTuple):
    """`anchor` is the word of the other act; the act is `side` it, by `amount` (number and unit) if the text says by how much."""

    side: Side
    anchor: Token
    start: int
    amount: tuple[float, str] | None


def find_link(sentence: Sentence, node: int, times: Sequence[TimeMention]) -> Link | None:
    """The first phrase below a word that says before, after or during what the act was: "after the invasion"."""
    for kid in sentence.children[node]:
        token = sentence.tokens[kid]
        link = None
        if token.dep in ("prep", "advmod", "npadvmod"):
            link = _read_phrase(sentence, token, times)
        elif token.dep == "advcl":
            mark = _find_mark(sentence, token)
            side = side_of(mark.text) if mark else None
            if mark and side and side != "during" and not _is_negated(sentence, token):
                link = Link(side, token, *_read_amount(sentence, mark.start, times))
        if link is not None:
            return link
    return None


def _is_negated(sentence: Sentence, verb: Token) -> bool:
    return any(sentence.tokens[kid].dep == "neg" for kid in sentence.children[verb.i])


def _read_phrase(sentence: Sentence, prep: Token, times: Sequence[TimeMention]) -> Link | None:
    """ "after the siege", "prior to the siege", "on the eve of the siege", "at the time of the siege"."""
    lists = load_acts().lists
    start = prep.start
    word = prep.text.lower()
    if word in ("prior", "ahead", "subsequent"):
        inner = _child(sentence, prep, ("prep", "pcomp"))
        anchor = _child(sentence, inner, ("pobj", "pcomp")) if inner else None
        side: Side = "after" if word == "subsequent" else "before"
        return Link(side, anchor, *_read_amount(sentence, start, times)) if anchor else None
    anchor = _child(sentence, prep, ("pobj", "pcomp"))
    if anchor is None:
        return None
    named_side = side_of(word)
    if named_side is not None:
        return Link(named_side, anchor, *_read_amount(sentence, start, times))
    of = next((sentence.tokens[i] for i in sentence.children[anchor.i] if sentence.tokens[i].text.lower() in ("of", "to")), None)
    inner = _child(sentence, of, ("pobj",)) if of else None
    if inner is None:
        return None
    noun = anchor.text.lower()
    if noun in lists["eve"]:
        return Link("before", inner, start, None)
    if noun in lists["wake"]:
        return Link("after", inner, start, None)
    return Link("during", inner, start, None) if noun in lists["midst"] else None


def side_of(word: str) -> Side | None:
    lists, word = load_acts().lists, word.lower()
    return (
        "after"
        if word in lists["after"]
        else "before"
        if word in lists["before"]
        else "during"
        if word in lists["during"]
        else None
    )


def _child(sentence: Sentence, token: Token, deps: Sequence[str]) -> Token | None:
    return next((sentence.tokens[i] for i in sentence.children[token.i] if sentence.tokens[i].dep in deps), None)


def _find_mark(sentence: Sentence, verb: Token) -> Token | None:
    """The conjunction of a clause: "after", "when"."""
    kids = [sentence.tokens[i] for i in sentence.children[verb.i]]
    return next((kid for kid in kids if kid.dep in ("mark", "advmod", "prep") and kid.i < verb.i and side_of(kid.text)), None)


def _read_amount(sentence: Sentence, at: int, times: Sequence[TimeMention]) -> tuple[int, tuple[float, str] | None]:
    """Where the phrase begins and by how much: "three weeks" directly before `at`."""
    for time in times:
        if 0 < at - time.end <= 2 and time.kind == "DURATION":
            found = _AMOUNT.fullmatch(time.text)
            n = read_number(found[1]) if found else None
            grain = unit_grains().get(found[2].lower()) if found else None
            return time.start, (n, grain) if n is not None and grain else None
    if at > sentence.start:
        day = re.search(r"\bthe (day|week|month|year)\s+$", sentence.text[: at - sentence.start])
        if day:  # "the day after the vote"
            return sentence.start + day.start(), (1.0, day[1])
    return at, None


# ------------------------------------------------------------------------------------------------ the other act's date


def resolve_anchor(
    sentence: Sentence, link: Link, text: str, times: Sequence[TimeMention], acts: DatedActs
) -> tuple[Act, str] | None:
    """The other act with its dates and a phrase that says where they are from."""
    lists = load_acts().lists
    anchor, edge = link.anchor, ""
    if anchor.pos not in VERBS and anchor.lemma.lower() in lists["edge_start"] | lists["edge_end"]:
        edge = "start" if anchor.lemma.lower() in lists["edge_start"] else "end"
        of = _child(sentence, anchor, ("prep",))
        anchor = (_child(sentence, of, ("pobj",)) if of else None) or anchor
    elif anchor.pos in VERBS and anchor.lemma.lower() in lists["begins"] | lists["ends"]:
        subject = _child(sentence, anchor, ("nsubj", "nsubjpass"))
        if subject is not None:
            edge = "start" if anchor.lemma.lower() in lists["begins"] else "end"
            anchor = subject
    below = [sentence.tokens[i] for i in sentence.subtree(link.anchor.i)]
    start, end = below[0].start, below[-1].end
    known = find_named(text, start, end, anchor.start)
    if known is not None:
        return _take_edge(known, edge), f"{known.name}: events.csv"
    for time in times:
        if (
            time.edtf
            and time.earliest
            and time.latest
            and start <= time.start
            and time.end <= end
            and _belongs(sentence, time, link.anchor)
        ):
            own = Act(anchor.text, plain_start(time), plain_end(time), False, True)
            return _take_edge(own, ""), f"{anchor.text}, {time.text}"
    family = family_of(anchor.text)
    if family is None or (anchor.pos == "NOUN" and not _is_definite(sentence, anchor)):
        return None
    names = [sentence.tokens[i].text for i in sentence.children[anchor.i] if sentence.tokens[i].dep in ("compound", "amod")]
    act = acts.find(family, link.start, [name for name in names if name[0].isupper()])
    return None if act is None else (_take_edge(act, edge), f"the text dates the {family} to {act.starts or act.ends}")


def _belongs(sentence: Sentence, time: TimeMention, anchor: Token) -> bool:
    """Whether a time hangs on a word, with no verb between, and not as an adjective of something else."""
    token = sentence.head_of(time.start, time.end)
    for _ in range(4):
        if token is None or token.head == token.i or token.i == anchor.i:
            return token is not None and token.i == anchor.i
        if token.head == anchor.i:
            return True
        if sentence.tokens[token.head].pos in VERBS or token.dep in ("nummod", "compound", "amod", "poss"):
            return False
        token = sentence.tokens[token.head]
    return False


def _is_definite(sentence: Sentence, noun: Token) -> bool:
    """ "the siege", "its siege", "talks"; not "a siege", "more talks"."""
    kids = [sentence.tokens[i] for i in sentence.children[noun.i]]
    words = {kid.text.lower() for kid in kids}
    return not words & _INDEFINITE and (any(kid.dep in ("det", "poss") for kid in kids) or noun.tag == "NNS")


def _take_edge(act: Act, edge: str) -> Act:
    if edge == "start":
        return act._replace(ends=act.starts, lasts=False)
    if edge == "end":
        return act._replace(starts=act.ends or act.starts, lasts=False)
    return act


# -------------------------------------------------------------------------------------------------------- the date


def cross(sentence: Sentence, node: int, times: Sequence[TimeMention]) -> tuple[Side, tuple[float, str] | None] | None:
    """On the way up from a word: whether the act above it comes after or before it, and by how much."""
    token = sentence.tokens[node]
    if token.dep == "advcl":
        mark = _find_mark(sentence, token)
    elif token.dep in ("pobj", "pcomp"):
        mark = sentence.tokens[token.head]
        if mark.dep == "prep" and mark.text.lower() == "to" and sentence.tokens[mark.head].text.lower() == "prior":
            return "before", None
    else:
        return None
    side = side_of(mark.text) if mark else None
    if mark is None or side is None or side == "during":
        return None
    return side, _read_amount(sentence, mark.start, times)[1]


def date_by_bound(sentence: Sentence, link: Link, text: str, times: Sequence[TimeMention], acts: DatedActs) -> EventDate | None:
    """The date that follows from a phrase that names another act, or None if nothing dates that one."""
    found = resolve_anchor(sentence, link, text, times, acts)
    if found is None:
        return None
    act, note = found
    named = "_named" if act.known else ""  # dated by its own words or by everybody, not by the story
    phrase = Span(link.start, link.anchor.end)
    words = text[phrase.start : phrase.end]
    why = Why(f"date.{link.side}{named}", f"{' '.join(words.split())} ({note})")
    return bound(link.side, act.starts, act.ends, act.lasts, link.amount, phrase, why)


_OPENING = re.compile(
    r"\s*(?:[\w-]+\s+){0,4}?"
    r"(?P<word>after|before|during|following|since|until|prior to|in the wake of|on the eve of|in the run-up to)\s+"
    r"(?:the\s+)?(?:(?P<edge>\w+)\s+of\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_SIDES: dict[str, Side] = {
    "prior to": "before",
    "on the eve of": "before",
    "in the wake of": "after",
    "in the run-up to": "before",
}
_THE_ACT = re.compile(r"(?<=\bthe )(?:\w+ )?(\w+)", re.IGNORECASE)


def date_by_opening(sentence: Sentence, times: Sequence[TimeMention], told: DatedActs) -> EventDate | None:
    """An act that opens the sentence ("Before the Crimean War Russia demanded ..."): without a comma parsers take it for a part
    of the subject."""
    found = _OPENING.match(sentence.text)
    if found is None:
        return None
    act, end = find_named(sentence.text, found.end(), len(sentence.text), found.end()), found.end()
    source = "events.csv"
    if act is not None:
        end += len(act.name)
    elif (noun := _THE_ACT.match(sentence.text, found.end())) is not None:
        for word in noun.group().split():  # "the armistice Germany": the act is the first word that tells one
            family = family_of(word)
            act = told.find(family, sentence.start) if family else None
            if act is not None:
                end, source = noun.start() + noun.group().index(word) + len(word), f"the text dates the {family}"
                break
    if act is None:
        return None
    word = found["word"].lower()
    side = _SIDES.get(word) or side_of(word)
    lists, edge = load_acts().lists, (found["edge"] or "").lower()
    if side is None:
        return None
    act = _take_edge(act, "start" if edge in lists["edge_start"] else "end" if edge in lists["edge_end"] else "")
    at, amount = _read_amount(sentence, sentence.start + found.start("word"), times)
    phrase = Span(at, sentence.start + end)
    words = sentence.text[at - sentence.start : phrase.end - sentence.start]
    return bound(side, act.starts, act.ends, act.lasts, amount, phrase, Why(f"date.{side}_named", f"{words} ({source})"))


def bound(
    side: Side, starts: str | None, ends: str | None, lasts: bool, amount: tuple[float, str] | None, phrase: Span | None, why: Why
) -> EventDate | None:
    """The days that lie `side` an act that went from `starts` to `ends` (EDTF dates)."""
    from_, to = starts or ends, ends or starts
    if from_ is None or to is None:
        return None
    if side == "during":
        if starts and ends and starts != ends:
            return _make_date(f"{starts}/{ends}", _first(starts), _last(ends), phrase, why)
        if starts and (not lasts or len(starts) < 10):
            return _make_date(starts, _first(starts), _last(starts), phrase, why)
        return (
            _make_date(f"{starts}/..", _first(starts), None, phrase, why)
            if starts
            else _make_date(f"../{to}", None, _last(to), phrase, why)
        )
    base = to if side == "after" else from_
    if amount is not None:
        moved = _move(base, amount, 1 if side == "after" else -1)
        if moved is not None and moved.first is not None and moved.last is not None:
            return _make_date(moved.edtf, write_day(moved.first), write_day(moved.last), phrase, why)
    if side == "after":
        return _make_date(f"{base}/..", _first(base), None, phrase, why)
    return _make_date(f"../{base}", None, _last(base), phrase, why)


def _make_date(edtf: str, earliest: str | None, latest: str | None, phrase: Span | None, why: Why) -> EventDate:
    return EventDate(edtf, "resolved", earliest, latest, phrase, why)


def _move(date: str, amount: tuple[float, str], sign: int) -> When | None:
    base = read_edtf_date(date)
    return None if base is None else shift(base, amount[1], sign * amount[0])


def _first(date: str) -> str | None:
    when = read_edtf_date(date)
    return write_day(when.first) if when and when.first is not None else None


def _last(date: str) -> str | None:
    when = read_edtf_date(date)
    return write_day(when.last) if when and when.last is not None else None


def shift_from(date: EventDate, side: Side, amount: tuple[float, str] | None, why: Why) -> EventDate | None:
    """The date of the act that another one, dated `date`, comes `side` of: "three weeks after the siege began" turned about."""
    if date.edtf is None or date.earliest is None or date.latest is None or is_later(date.earliest, date.latest):
        return None
    if not all(read_edtf_date(part) for part in date.edtf.split("/")):
        return None
    first, last = date.edtf.split("/")[0], date.edtf.split("/")[-1]
    other: Side = "before" if side == "after" else "after" if side == "before" else "during"
    return bound(other, first, last, False, amount, date.phrase, why)
