"""Numbers that the words tie to one kind of thing: how many were killed, voted, sailed; how much was paid.

>>> [(one.kind, one.unit, one.value) for one in find_numbers("It killed twelve people; 64 votes to 5; $5.4 billion.")]
[('killed', 'people', 12), ('votes', 'votes', 64.0), ('money', '$', 5400000000.0)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.audit.words import load_alternatives
from dragoman.lists import write_choice
from dragoman.types import Span

_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen "
        "nineteen twenty".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "a hundred": 100,
    "a dozen": 12,
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "m": 1e6, "milliard": 1e9}
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = (
    rf"(?:(?:{_TENS})-(?:one|two|three|four|five|six|seven|eight|nine)|"
    + "|".join(re.escape(word) for word in sorted(_SMALL, key=lambda word: -len(word)))
    + ")"
)
_NUMBER = (
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?i:{_WORDS}))(?:[ -](?P<scale>hundred|thousand|million|"
    r"billion|bn|milliard))?"
)
_PEOPLE, _SHIPS, _ARMS, _MONEY_UNITS = (load_alternatives("numbers", name) for name in ("people", "ships", "arms", "money"))
_ADJECTIVES = r"(?P<whose>(?: [A-Z][a-z]+(?:an|ish|ese|i|ch|sh|ic|ite|k)?)?)(?: [a-z]+){0,1}"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("killed", re.compile(rf"\b(?:killed|killing|claimed the lives of|left|cost the lives of|executed|massacred) "
        rf"{_NUMBER}{_ADJECTIVES} (?P<unit>{_PEOPLE})\b(?! (?:wounded|injured|hurt|homeless))")),
    ("killed", re.compile(rf"\b{_NUMBER}{_ADJECTIVES} (?P<unit>{_PEOPLE})(?: (?:aboard|on board|inside) [^.,;:]{{2,40}}?)? "
        r"(?:who (?:had )?)?"
        r"(?:were |was |had been |have been )?(?:killed|dead|died|perished|lost their lives|shot dead|executed|massacred)\b")),
    ("killed", re.compile(rf"\b(?:claimed|cost|took) {_NUMBER}(?P<whose>) (?P<unit>lives)\b")),
    ("killed", re.compile(rf"\bdeath toll (?:of|was|stood at|stands at|is|reached) {_NUMBER}(?P<whose>)(?P<unit>)\b")),
    ("killed", re.compile(rf"\b{_NUMBER}(?P<whose>) (?P<unit>dead|deaths)\b")),
    ("wounded", re.compile(rf"\b(?:wounded|wounding|injured|injuring) {_NUMBER}{_ADJECTIVES} (?P<unit>{_PEOPLE})\b")),
    ("wounded", re.compile(rf"\b{_NUMBER}{_ADJECTIVES} (?P<unit>{_PEOPLE}) (?:were |was |had been )(?:wounded|injured|hurt)\b")),
    ("captured", re.compile(rf"\b(?:captured|took|taken|capturing|arrested|detained|seized|expelled|interned|freed|"
        rf"released) {_NUMBER}{_ADJECTIVES} (?P<unit>{_PEOPLE}|prisoners|hostages)\b")),
    ("captured", re.compile(rf"\b{_NUMBER}{_ADJECTIVES} (?P<unit>{_PEOPLE}|prisoners|hostages) (?:were |was |had been "
        r")(?:captured|taken|arrested|detained|expelled|interned|freed|released)\b")),
    ("sent", re.compile(rf"\b(?:sent|sends|sending|deployed|deploying|landed|mobilised|mobilized|withdrew|despatched|"
        r"dispatched|stationed|marched with|commanded|army of|force of|garrison of|contingent of|kept|keeps|crossed with) "
        rf"{_NUMBER}{_ADJECTIVES} (?P<unit>soldiers|troops|men|peacekeepers|marines|advisers|cavalry|infantry)\b")),
    ("sent", re.compile(rf"\b{_NUMBER}{_ADJECTIVES} (?P<unit>soldiers|troops|men|peacekeepers|marines) (?:crossed|landed|"
        r"marched|entered|arrived|left|took part|were sent|were deployed|were landed|withdrew|invaded)\b")),
    ("sent", re.compile(rf"\b(?:numbered|comprised|consisted of|counted|totalled|totaled|amounted to|strength of) "
        rf"{_NUMBER}{_ADJECTIVES} (?P<unit>soldiers|troops|men)\b")),
    ("sent", re.compile(rf", {_NUMBER}{_ADJECTIVES} (?P<unit>soldiers|troops|men)(?: strong)?,")),
    ("ships", re.compile(rf"\b{_NUMBER}{_ADJECTIVES} (?P<unit>{_SHIPS})\b")),
    ("arms", re.compile(rf"\b{_NUMBER}{_ADJECTIVES} (?P<unit>{_ARMS})\b")),
    ("votes", re.compile(rf"\b(?:by |vote of |votes? )?{_NUMBER}(?P<whose>) (?:(?P<unit>votes?) )?(?:to|against) (?:\d+|"
        rf"{_WORDS})(?: votes)?\b(?=[,.;)]| votes| with| and| in| on| was| at| after)")),
    ("votes", re.compile(rf"\b{_NUMBER}(?P<whose>) (?P<unit>votes|states|members|countries|delegations)(?: (?:were|voted|"
        r"had voted))? in favou?r\b")),
    ("money", re.compile(r"(?P<unit>US\$|[$\u00a3\u20ac\u00a5]) ?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) "
        r"?(?P<scale>thousand|million|billion|bn|m)?(?P<whose>)(?![\w%])")),
    ("money", re.compile(rf"\b{_NUMBER}(?: (?:million|billion))?(?P<whose>) (?P<unit>(?:[a-z]+ )?(?:{_MONEY_UNITS}))\b")),
    ("area", re.compile(rf"\b{_NUMBER}(?P<whose>) (?P<unit>square (?:kilometres|kilometers|miles)|hectares|acres)\b")),
    ("distance", re.compile(rf"\b{_NUMBER}(?P<whose>)[ -](?P<unit>(?:kilometres|kilometers|miles)) (?:of|deep|wide|long|"
        r"from)\b")),
)  # fmt: skip
_LABELS = {"money": "money", "sent": "troops", "votes": "votes", "arms": "arms", "area": "land", "distance": "distance"}
# The same people in other words.
_SAME_UNIT = {
    "killed": "people", "captured": "people", "wounded": "people", "sent": "troops", "votes": "votes",
}  # fmt: skip


class FoundNumber(msgspec.Struct, frozen=True):
    """`kind`: what the number is of; `unit`: what is counted; `whose`: an adjective that says whose they were."""

    kind: str
    unit: str
    whose: str
    value: float
    text: str
    span: Span

    @property
    def label(self) -> str:
        return _LABELS.get(self.kind, self.kind)


_NUMERAL = re.compile(rf"\d|\b(?i:{write_choice(_SMALL)})\b")
# Some of these must stand in a sentence for the patterns of a kind to be tried.
_HINTS = {
    "killed": ("kill", "dead", "death", "died", "lives", "lost", "massacr", "execut", "perish", "toll", " left "),
    "wounded": ("wound", "injur", "hurt"),
    "captured": ("captur", "took", "taken", "arrest", "detain", "seiz", "expel", "intern", "freed", "releas"),
    "sent": ("troops", "soldiers", " men", "marines", "peacekeepers", "advisers", "cavalry", "infantry"),
    "ships": ("ship", "vessel", "frigate", "boat", "cruiser", "destroyer", "submarine"),
    "arms": ("tank", "craft", "plane", "jet", "helicopter", "missile", "gun", "cannon", "division", "brigade", "battalion",
             "regiment", "squadron"),
    "votes": ("vot", "favour", "favor"),
    "money": ("$", "\u00a3", "\u20ac", "\u00a5", "dollar", "pound", "euro", "franc", "mark", "rouble", "ruble", "yen", "yuan",
              "rupee",
              "peso", "lir", "peseta", "rial", "riyal", "dinar", "tael", "thaler", "crown", "kroner", "guilder", "florin",
              "piastre",
              "ducat", "ecus", "livres"),
    "area": ("square", "hectare", "acre"),
    "distance": ("kilomet", "mile"),
}  # fmt: skip


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """All such numbers of a sentence in order of the patterns; a stretch of text gives one number only."""
    if not _NUMERAL.search(text):
        return
    kinds = {kind for kind, hints in _HINTS.items() if any(hint in text for hint in hints)}
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        if kind not in kinds:
            continue
        for found in pattern.finditer(text):
            start, end = found.start("number"), found.end()
            if any(start < last and first < end for first, last in taken):
                continue
            value = read_number(found.group("number"), found.group("scale"))
            if value is None:
                continue
            taken.append((start, end))
            unit = (found.group("unit") or "").lower()
            if kind in _SAME_UNIT:
                soldiers = unit in ("soldiers", "troops", "men", "officers", "fighters", "rebels", "gunmen", "sailors")
                unit = "soldiers" if soldiers and kind != "sent" else "civilians" if unit == "civilians" else _SAME_UNIT[kind]
            elif kind == "ships":
                unit = unit.replace("vessels of war", "warships").replace("ships of war", "warships")
            words = text[found.start() : found.end()]
            yield FoundNumber(kind, unit, found.group("whose").strip(), value, words, Span(found.start(), found.end()))


def read_number(digits: str, scale: str | None) -> float | None:
    """The value of digits or words, times the scale; None for what is no number."""
    plain = digits.lower().replace(",", "")
    if plain in _SMALL:
        value: float = _SMALL[plain]
    elif "-" in plain and all(part in _SMALL for part in plain.split("-")):
        value = sum(_SMALL[part] for part in plain.split("-"))
    else:
        try:
            value = float(plain)
        except ValueError:
            return None
    return value * _SCALES[scale.lower()] if scale else value
