"""How right the claims are on whole texts: `python tests/claims/score_texts.py [-v] [texts|held]`.

Each text in `tests/claims/texts` was annotated before the program read it. An event line is

    words with the *act* marked | status, or several that pass | source | alleged

The source is `-` (the text itself), a code, a code with a sector, words in quotes, several joined by commas, or `?` (not
judged). A stance line is `stance HOLDER > TARGET`; `*` is anybody, a leading `?` marks what may be there and need not.
The act is looked up where it stands, whether or not the coder finds an event there, so that the figures speak of this room.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import msgspec

from dragoman import actors, claims, dates, language
from dragoman.pipeline import code_document
from dragoman.types import Candidate, Document, Event, Sentence, Span, Stance, Why

TEXTS = Path(__file__).parent / "texts"


class Act(msgspec.Struct):
    """One line of `events`: what is expected, and where the act stands."""

    words: str
    offset: int
    end: int
    statuses: tuple[str, ...]
    sources: tuple[str, ...]
    alleged: str


class Score(msgspec.Struct):
    """Right and all, by what is counted."""

    status: list[int] = msgspec.field(default_factory=lambda: [0, 0])
    source: list[int] = msgspec.field(default_factory=lambda: [0, 0])
    named: list[int] = msgspec.field(default_factory=lambda: [0, 0])
    alleged: list[int] = msgspec.field(default_factory=lambda: [0, 0])
    found: list[int] = msgspec.field(default_factory=lambda: [0, 0])
    given: list[int] = msgspec.field(default_factory=lambda: [0, 0])
    coded: list[int] = msgspec.field(default_factory=lambda: [0, 0])

    def add(self, other: Score) -> None:
        for name in self.__struct_fields__:
            mine, theirs = getattr(self, name), getattr(other, name)
            mine[0] += theirs[0]
            mine[1] += theirs[1]


def read_acts(text: str, lines: str) -> list[Act]:
    acts = []
    for line in filter(None, lines.splitlines()):
        words, statuses, sources, *alleged = (part.strip() for part in line.split("|"))
        place = text.find(words.replace("*", ""))
        assert place >= 0, f"not in the text: {words}"
        assert text.count(words.replace("*", "")) == 1, f"twice in the text: {words}"
        start = place + words.index("*")
        end = start + words.rindex("*") - words.index("*") - 1
        acts.append(Act(words, start, end, split(statuses), split(sources), alleged[0] if alleged else ""))
    return acts


def split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(","))


def attribute_acts(doc: Document, acts: list[Act], found: list[Event]) -> list[tuple[Act, claims_of, bool]]:
    """Each act with what the room says of it, and whether the coder found an event there."""
    sentences = language.split_sentences(doc.text)
    gazetteer = actors.load_gazetteer()
    names = actors.find_names(doc.text, gazetteer)
    timeline = dates.read_timeline(doc.text, dates.find_dates(doc.text, doc.published), doc.published)
    parsed = language.parse_sentences(sentences)
    mentions = actors.find_mentions(parsed, names, gazetteer, timeline.at)
    by_index = {sentence.index: sentence for sentence in parsed}
    speech = claims.find_speech(parsed, mentions)
    out = []
    for act in acts:
        event = next((e for e in found if e.trigger.start <= act.offset < e.trigger.end), None)
        if event is not None:
            out.append((act, (event.status, event.attribution, event.alleged, event.why), True))
            continue
        sentence = next(s for s in sentences if s.start <= act.offset < s.end)
        claim = claims.attribute_event(make_candidate(by_index[sentence.index], act), by_index[sentence.index], speech)
        out.append((act, (claim.status, claim.attribution, claim.alleged, claim.why), False))
    return out


claims_of = tuple


def make_candidate(sentence: Sentence, act: Act) -> Candidate:
    token = next(t for t in sentence.tokens if t.start <= act.offset < t.end)
    why = Why("test", "marked by hand")
    return Candidate(
        sentence.index, "ASSAULT", None, (), token.i, token.i, Span(token.start, token.end), (), (), None, 0.9, why
    )  # fmt: skip


def is_source(entity: object, wanted: tuple[str, ...]) -> bool:
    for want in wanted:
        if want == "?":
            return True
        if want == "-":
            if entity is None:
                return True
            continue
        if entity is None:
            continue
        if want.startswith('"'):
            if want.strip('"').lower() in entity.text.lower() or entity.text.lower() in want.lower():
                return True
            continue
        if any(entity.code == code and (not sector or entity.sector == sector[0])
               for code, *sector in [part.split() for part in want.split("+")]):  # fmt: skip
            return True
        if want == "NATO" and entity.name and "NATO" in (entity.name, entity.text):
            return True
    return False


def score_text(path: Path, verbose: bool) -> Score:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    text = case["text"].strip() + "\n"
    doc = Document(path.stem, text, published=case.get("published"))
    reading = code_document(doc)
    score = Score()
    for act, (status, source, alleged, why), coded in attribute_acts(doc, read_acts(text, case["events"]), list(reading.events)):
        rights = {
            "status": status in act.statuses,
            "source": is_source(source, act.sources),
            "alleged": act.alleged == "alleged?" or alleged == (act.alleged == "alleged"),
        }
        score.coded[0] += coded
        score.coded[1] += 1
        for name, right in rights.items():
            counts = getattr(score, name)
            counts[0] += right
            counts[1] += 1
        if "-" not in act.sources and "?" not in act.sources:
            score.named[0] += rights["source"]
            score.named[1] += 1
        if verbose and not all(rights.values()):
            wrong = ",".join(name for name, right in rights.items() if not right)
            who = f"{source.code} {source.sector} {source.text!r}" if source else "-"
            notes = " / ".join(w.note for w in why if w.rule.split(".")[0] in ("status", "attribution", "alleged"))
            want = f"{act.statuses} {act.sources} {act.alleged}"
            seen = "" if coded else "(not coded) "
            print(f"  {wrong:15} {seen}{act.words} | got {status} | {who} | {alleged} | want {want} | {notes}")
    score_stances(case["stances"], list(reading.stances), score, verbose)
    return score


def score_stances(lines: str, stances: list[Stance], score: Score, verbose: bool) -> None:
    left = list(stances)
    wanted = [line.strip() for line in lines.splitlines() if line.strip()]
    for line in sorted(wanted, key=lambda one: one.startswith("?")):
        kind, holder, _, toward = line.lstrip("? ").split()
        hit = next((s for s in left if s.stance == kind and has_code(s.holder, holder) and has_code(s.toward, toward)), None)
        if hit is not None:
            left.remove(hit)
        if not line.startswith("?"):
            score.found[0] += hit is not None
            score.found[1] += 1
            if verbose and hit is None:
                print("  missing stance ", line)
        if hit is not None:
            score.given[0] += 1
    score.given[1] += len(stances)
    for stance in left if verbose else ():
        print(f"  false stance    {stance.stance} {'+'.join(str(e.code) for e in stance.holder)} > "
              f"{'+'.join(str(e.code) for e in stance.toward)}: {stance.evidence.text}")  # fmt: skip


def has_code(entities: tuple, wanted: str) -> bool:
    return wanted == "*" or {entity.code for entity in entities} == set(wanted.split("+"))


def main(args: list[str]) -> None:
    verbose = "-v" in args
    names = [arg for arg in args if arg != "-v"]
    total = Score()
    for path in sorted(TEXTS.glob("*.toml")):
        if names and not any(name in path.stem for name in names):
            continue
        if verbose:
            print(path.stem)
        score = score_text(path, verbose)
        print(path.stem, show(score))
        total.add(score)
    print("all", show(total))


def show(score: Score) -> str:
    return "  ".join(f"{name} {getattr(score, name)[0]}/{getattr(score, name)[1]}" for name in score.__struct_fields__)


if __name__ == "__main__":
    main(sys.argv[1:])
