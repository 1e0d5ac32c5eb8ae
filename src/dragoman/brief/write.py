"""Record -> Brief: a cited account of how two states stand and how it came to this, made by rules.

Each sentence is made from events, stances or findings of the record and has the numbers of the words it stands on; the same
record gives the same sentences. Patterns are in `data/brief/phrases.toml`, and the choice among them hangs on ids.

    >>> write_brief(record, "GRC", "TUR").title
    'Greece and Turkey, 1919 to 2023'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.brief.cite import Citations
from dragoman.brief.clause import SURE_OF_ACT, choose, extend_end, load_phrases, make_clause, name_source, say_act
from dragoman.brief.names import Namer, is_person, is_plural, is_state, load_words, name_pair, name_people, name_state
from dragoman.brief.select import MOST_MARKS, Material, Told, select_material
from dragoman.brief.text import clean_text, join_words, shorten
from dragoman.brief.types import Brief, Paragraph, Piece, Section, Sentence
from dragoman.brief.when import is_approximate, name_date, say_after, say_date
from dragoman.types import Entity, Event, Stance

if TYPE_CHECKING:
    from dragoman.record import Record
    from dragoman.relations import Phase, Relation, Tie

# How much is told: together two pages, and a third for the words that it stands on.
HISTORY, NOW, PER_MATTER, GRIEVANCES, STANCES, DOUBTS, FINDINGS, TIES = 30, 3, 4, 3, 3, 6, 5, 6

SIGNS = {"resolved": "†", "inherited": "‡", "published": "§"}
LEGEND = {
    "†": "† date reckoned from another date in the text",
    "‡": "‡ date carried over from what the text tells before",
    "§": "§ date of publication, for want of a better one",
    "~": "“about” and “perhaps”: the text itself is not sure of the date",
}
TOGETHER = frozenset({"AGREE", "SUPPORT", "CONSULT", "COOPERATE", "AID"})
# Episodes of a phase above which its story is told in several paragraphs, cut where nothing is told for longest.
LONG, SHORT = 8, 3
CHARACTERS = {
    "cooperative": "cooperation",
    "conflictual": "conflict",
    "mixed": "both cooperation and conflict",
    "quiet": "little dealing",
}


def write_brief(
    record: Record, one: str, other: str, *, since: str | None = None, until: str | None = None, relation: Relation | None = None
) -> Brief | None:
    """The account of the two states (codes); None where the record holds nothing between them.

    `relation`: theirs, where it has been measured already (by year, for the same time).
    """
    from dragoman.relations import measure_relation

    relation = relation or measure_relation(record, one, other, "year", since=since, until=until)
    citations = Citations(record.document)
    material = select_material(record, relation, citations)
    if not any(told.between for told in material.told) and not material.stances:
        return None
    return Writer(relation, material, citations).write()


class Writer:
    """Writes the sections one after the other; what one of them has told the next ones do not tell again."""

    def __init__(self, relation: Relation, material: Material, citations: Citations) -> None:
        self.relation, self.material, self.citations = relation, material, citations
        self.namer = Namer()
        self.names = name_pair(relation.pair)
        self.signs: set[str] = set()
        self.taken: set[str] = set()
        for told in material.told:
            for event in (told.event, *told.reports):
                for who in (*event.actors, *event.recipients, *([event.attribution] if event.attribution else [])):
                    self.namer.learn(who)

    def write(self) -> Brief:
        history = self.choose_history()
        now = self.choose_now(history)
        chosen = {told.episode.id for told in (*history, *now)}
        self.taken = set(chosen)
        matters = self.choose_matters()
        grievances = self.choose_grievances()
        sections = [
            ("summary", "Summary", self.write_summary(history, now)),
            ("now", "How they stand now", self.write_now(now)),
            ("history", "How it came to this", self.write_history(history)),
            ("ties", "Agreements and ties", self.write_ties()),
            ("matters", "Military, economic and diplomatic matters", self.write_matters(matters)),
            ("grievances", "Grievances, mistrust and goodwill", self.write_grievances(grievances)),
            ("doubt", "What is alleged, denied or contradictory", self.write_doubts()),
        ]
        return Brief(
            pair=self.relation.pair,
            title=self.make_title(),
            facts=self.list_facts(),
            legend=tuple(LEGEND[sign] for sign in LEGEND if sign in self.signs),
            sections=tuple(Section(name, heading, tuple(told)) for name, heading, told in sections if told),
            citations=self.citations.list_citations(),
            sources=self.citations.list_sources(),
        )

    # --------------------------------------------------------------------------- head

    def make_title(self) -> str:
        one, other = self.names
        period = self.name_period()
        return f"{one} and {other}" + (f", {period}" if period else "")

    def name_period(self) -> str | None:
        """From the first to the last year that something is dated to, or the time that was asked for."""
        told = [each for each in self.material.told if each.between and each.happened and each.first and each.last]
        if not told:
            return None
        first, last = min(told, key=lambda each: each.order), max(told, key=lambda each: (str(each.last), each.order))
        ends = [_name_year(date) for date in (first.date, last.date)]
        if None in ends:
            return None
        return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"

    def list_facts(self) -> tuple[str, ...]:
        n_texts = len(self.citations.list_sources())
        relation = self.relation
        facts = [
            f"{relation.n_episodes:,} episode{'s' * (relation.n_episodes != 1)} in the record",
            f"{n_texts:,} text{'s' * (n_texts != 1)} cited",
        ]
        if relation.since or relation.until:
            facts.append(f"asked for: {relation.since or '…'} to {relation.until or '…'}")
        return tuple(facts)

    # --------------------------------------------------------------------------- what is told where

    def choose_history(self) -> list[Told]:
        """The weightiest that are dated, some of each phase before more of any."""
        dated = [told for told in self.material.told if told.happened and (told.first or (told.printed and not told.lasting))]
        latest = self.find_latest(dated)
        dated = [told for told in dated if told.episode.id not in latest]
        phases: dict[int, list[Told]] = {}
        for told in dated:
            phases.setdefault(self.find_phase(told), []).append(told)
        kept = [told for each in phases.values() for told in each[:2] if told.weight > 0.4]
        rest = sorted((told for each in phases.values() for told in each[2:]), key=lambda told: (-told.weight, told.order))
        for told in rest:
            if len(kept) >= HISTORY:
                break
            if told.weight >= 0.9:
                kept.append(told)
        return sorted(kept, key=lambda told: told.order)

    def find_latest(self, dated: Sequence[Told]) -> set[str]:
        """Ids of the last weighty episodes between the two: they tell how things stand."""
        between = [told for told in dated if told.between and told.weight > 0.3 and told.last and told.first]
        between.sort(key=lambda told: (str(told.last), told.order))
        if not between:
            return set()
        end = str(between[-1].last)
        near = [told for told in between if int(end[:4]) - int(str(told.last)[:4]) <= 2][-NOW - 1 :]
        near.sort(key=lambda told: (-told.weight, told.order))
        return {told.episode.id for told in near[:NOW]}

    def choose_now(self, history: Sequence[Told]) -> list[Told]:
        """The last dated episodes, and what the texts tell of as lasting."""
        dated = [told for told in self.material.told if told.happened and told.date and told.first]
        latest = self.find_latest(dated)
        now = sorted((told for told in dated if told.episode.id in latest), key=lambda told: told.order)
        known = {told.episode.id for told in history}
        end = max((str(told.last)[:4] for told in now), default="0000")
        lasting = [
            told for told in self.material.told
            if told.between and told.happened and told.lasting and told.date is None and told.episode.id not in known
            and told.weight > 0.6 and not told.empty and (told.printed is None or int(told.printed[:4]) >= int(end) - 2)
        ]  # fmt: skip
        return [*now, *sorted(lasting[:NOW], key=lambda told: told.order)]

    def find_phase(self, told: Told) -> int:
        """The number of the phase that the middle of the date lies in, or the one before it; -1 where it is wider than all."""
        phases = self.relation.phases
        if not phases:
            return 0
        first = int(str(told.first or told.printed)[:4])
        last = int(str(told.last or told.first or told.printed)[:4])
        bounds = [(_year_of(phase.start, 0), _year_of(phase.end, 1)) for phase in phases]
        if last - first > 20 and sum(1 for start, end in bounds if start <= last and first <= end) != 1:
            return -1 if first < bounds[0][0] or len(bounds) > 1 else 0
        middle = (first + last) / 2
        here = [i for i, (start, _) in enumerate(bounds) if start <= middle]
        return here[-1] if here else (-1 if last < bounds[0][0] - 1 else 0)

    def bound_phase(self, phase: Phase) -> tuple[str, str]:
        """First and last year of a phase; it does not reach beyond the last date that is believed."""
        last = max((str(told.last)[:4] for told in self.material.told if told.last and told.happened), default=phase.end[:4])
        end = min(phase.end[:4], max(last, phase.start[:4]))
        return name_date(phase.start[:4]) or phase.start, name_date(end) or end

    def label_phase(self, phase: Phase, told: Sequence[Told]) -> str:
        """Its character in the words of the relation, unless it calls words what was force."""
        force = any(each.episode.type == "ASSAULT" and each.between for each in told)
        return CHARACTERS[phase.character] if force and "words" in phase.label else clean_text(phase.label)

    def name_phase(self, phase: Phase) -> str:
        start, end = self.bound_phase(phase)
        return start if start == end else f"{start} to {end}"

    def say_phase(self, phase: Phase) -> str:
        start, end = self.bound_phase(phase)
        return f"in {start}" if start == end else f"from {start} to {end}"

    def choose_matters(self) -> dict[str, list[Told]]:
        found: dict[str, list[Told]] = {"military": [], "economic": [], "diplomatic": []}
        for told in self.material.told:
            if not told.between or not told.happened or told.episode.id in self.taken or told.weight < 0.5 or told.empty:
                continue
            if told.episode.type in ("ACCUSE", "THREATEN", "REJECT", "PROTEST"):
                continue
            for matter in ("economic", "military", "diplomatic"):
                keys = load_words()["matters"][matter]
                if (set(told.episode.contexts) | {told.episode.type}) & set(keys):
                    if len(found[matter]) < PER_MATTER:
                        found[matter].append(told)
                        self.taken.add(told.episode.id)
                    break
        return found

    def choose_grievances(self) -> dict[str, list[Told]]:
        found: dict[str, list[Told]] = {code: [] for code in self.relation.pair}
        for told in self.material.told:
            if not told.between or not told.happened or told.episode.id in self.taken or told.weight < 0.2:
                continue
            if told.episode.type not in ("ACCUSE", "THREATEN", "REJECT", "PROTEST", "REQUEST"):
                continue
            sides = [code for code in self.relation.pair if code in told.episode.actors]
            if len(sides) == 1 and len(found[sides[0]]) < GRIEVANCES:
                found[sides[0]].append(told)
                self.taken.add(told.episode.id)
        return found

    # --------------------------------------------------------------------------- sentences

    def cite_event(self, event: Event) -> int | None:
        doc, words = self.citations.document(event.document), event.evidence
        if doc is None or not self.citations.holds(event.document, words.start, words.end, words.text):
            return None
        start, end = make_clause(event, doc, Namer()).span
        return self.citations.cite(event.document, start, end, doc.text[start:end], event)

    def cite_told(self, told: Told) -> tuple[int, ...]:
        """Numbers of the leading report and of one report of each other text."""
        marks = [self.cite_event(told.event)]
        documents = {told.event.document}
        for event in told.reports:
            if event.document not in documents and len(marks) < MOST_MARKS:
                documents.add(event.document)
                marks.append(self.cite_event(event))
        return tuple(mark for mark in marks if mark is not None)

    def sign(self, told: Told) -> str:
        """The sign of a date that the text does not state."""
        if is_approximate(told.date):
            self.signs.add("~")
        sign = SIGNS.get(told.episode.date_basis or "", "")
        if sign:
            self.signs.add(sign)
        return sign

    def tell(self, told: Told, before: Told | None = None) -> Sentence | None:
        """The sentence of an episode; `before`: the one told just before it, whose date need not be said again."""
        doc = self.citations.document(told.event.document)
        marks = self.cite_told(told)
        if doc is None or not marks:
            return None
        clause = make_clause(told.event, doc, self.namer)
        guessed = told.episode.date_basis in ("inherited", "published") and not clause.direct
        when = say_date(told.date) if told.date and not guessed else None
        sign = self.sign(told) if when else ""
        if when and before is not None:
            when = say_after(before.date, told.date) or when
        if when is None and told.date is None and told.printed and not told.lasting and (printed := say_date(told.printed[:7])):
            text = f"{clause.text} (told {printed})"
        elif not when or (clause.dated and not sign):
            text = clause.text
        elif clause.direct and re.match(r"(?:has|have)\b", clause.quote) and (name := name_date(told.date or "")):
            text = f"{clause.text} ({name}{sign})"
        elif clause.text.endswith("”") and clause.direct and len(clause.text) < 90 and choose("abc", told.event.id) == "b":
            text = f"{clause.text} {when}{sign}"
        else:
            text = f"{when}{sign} {clause.text}" if clause.direct else f"{when}{sign}, {clause.text}"
        return Sentence((Piece(_capitalise(text), marks),))

    def tell_all(self, told: Sequence[Told]) -> tuple[Sentence, ...]:
        """The sentences of episodes; two short ones of one date are told in one sentence."""
        sentences: list[Sentence] = []
        before: Told | None = None
        for each in told:
            joined = self.join(sentences[-1], before, each) if sentences and before is not None else None
            if joined is not None:
                sentences[-1] = joined
            elif sentence := self.tell(each, before):
                sentences.append(sentence)
            else:
                continue
            before = each
        return tuple(sentences)

    def join(self, sentence: Sentence, before: Told, told: Told) -> Sentence | None:
        """The sentence with the next episode of the same date at its end; None where that would be too much for one sentence."""
        plain = not told.event.attribution and not told.event.alleged and told.clause.direct and before.clause.direct
        if not plain or len(sentence.pieces) > 2 or told.date is None or told.date != before.date:
            return None
        if told.episode.date_basis != before.episode.date_basis or len(sentence.text) + len(told.clause.text) > 230:
            return None
        doc = self.citations.document(told.event.document)
        marks = self.cite_told(told)
        if doc is None or not marks or told.clause.dated or before.event.attribution:
            return None
        clause = make_clause(told.event, doc, self.namer)
        text = f", and {clause.text}" if len(sentence.pieces) == 1 else f"; {clause.text}"
        same = {(who.code, who.name) for who in before.event.actors} == {(who.code, who.name) for who in told.event.actors}
        if clause.subject and same and len(sentence.pieces) == 1:
            text = f" and {clause.text.removeprefix(clause.subject).lstrip()}"
        return Sentence((*sentence.pieces, Piece(text, marks)))

    # --------------------------------------------------------------------------- sections

    def write_summary(self, history: Sequence[Told], now: Sequence[Told]) -> list[Paragraph]:
        sentences: list[Sentence] = []
        dated = sorted((told for told in (*history, *now) if told.between and told.date), key=lambda told: told.order)
        one, other = (name_state(code) for code in self.relation.pair)
        if len(dated) > 1:
            first, last = dated[0], dated[-1]
            start = f"The texts follow {one} and {other} from {_bare(first)}{self.sign(first)}"
            beginning = Piece(start, self.cite_told(first)[:1])
            sentences.append(Sentence((beginning, Piece(f" to {_bare(last, 1)}{self.sign(last)}", self.cite_told(last)[:1]))))
        sentences += self.sum_up_phases(history, now)
        sentences += self.sum_up_extremes(dated)
        sentences += self.sum_up_errors()
        return [Paragraph(None, tuple(sentences))] if sentences else []

    def sum_up_phases(self, history: Sequence[Told], now: Sequence[Told]) -> list[Sentence]:
        """One sentence on the phases, each with the words that mark it."""
        pieces: list[Piece] = []
        by_phase: dict[int, list[Told]] = {}
        for told in sorted((*history, *now), key=lambda each: (-each.weight, each.order)):
            if told.date and told.first and told.between:
                by_phase.setdefault(self.find_phase(told), []).append(told)
        phases = [(i, phase) for i, phase in enumerate(self.relation.phases) if by_phase.get(i) and phase.character != "quiet"]
        for n, (i, phase) in enumerate(phases):
            marks = self.cite_told(by_phase[i][0])[:1]
            joint = "" if n == 0 else " and then " if n == len(phases) - 1 else ", "
            pieces.append(Piece(f"{joint}{CHARACTERS[phase.character]} {self.say_phase(phase)}", marks))
        if len(pieces) < 2 or len(pieces) > 8:
            return []
        return [Sentence((Piece("What prevailed was " + pieces[0].text, pieces[0].marks), *pieces[1:]))]

    def sum_up_extremes(self, dated: Sequence[Told]) -> list[Sentence]:
        """The weightiest acts of conflict and of cooperation."""
        found: list[Sentence] = []
        for sign, side in ((-1, "conflict"), (1, "cooperation")):
            told = [
                each for each in dated
                if each.episode.score * sign > 0 and not each.empty and each.event.attribution is None
                and (sign < 0 or each.episode.type in TOGETHER)
            ]  # fmt: skip
            if not told:
                continue
            best = min(told, key=lambda each: (-abs(each.episode.score) / 10 - each.weight, each.order))
            when = re.sub(r"^(?:on|in) ", "of ", f"{say_date(best.date)}{self.sign(best)}")
            short = best.clause.direct and len(best.clause.text) <= 150
            words = f", when {best.clause.text}" if short else f": “{shorten(best.clause.quote, 130)}”"
            text = f"The heaviest entry on the side of {side} is {when}{words}"
            found.append(Sentence((Piece(text, self.cite_told(best)[:2]),)))
        return found

    def sum_up_errors(self) -> list[Sentence]:
        errors = [finding for finding in self.material.findings if finding.severity == "error"]
        marks = []
        for finding in errors[:3]:
            for span in finding.evidence[:1]:
                marks.append(self.citations.cite(span.document, span.start, span.end, span.text))
        good = tuple(mark for mark in marks if mark is not None)
        if not good:
            return []
        how_many = "One statement in the texts cannot be right as it stands"
        if len(errors) > 1:
            how_many = f"{_count(len(errors))} statements in the texts cannot be right as they stand"
        return [Sentence((Piece(f"{how_many} (see the last section)", good),))]

    def write_now(self, now: Sequence[Told]) -> list[Paragraph]:
        sentences = list(self.tell_all(now))
        planned = [
            told for told in self.material.told
            if told.between and told.episode.status == "planned" and told.episode.id not in self.taken
            and (told.clause.direct or re.search(r"\b(?:will|shall|is to|are to)\b", told.clause.quote))
            and self.is_to_come(told, now)
        ]  # fmt: skip
        for told in sorted(planned[:2], key=lambda each: each.order):
            sentence = self.tell(told)
            if sentence:
                self.taken.add(told.episode.id)
                sentences.append(sentence)
        return [Paragraph(None, tuple(sentences))] if sentences else []

    def is_to_come(self, told: Told, now: Sequence[Told]) -> bool:
        """Whether what was planned lies after all else that is told."""
        last = max((str(each.last or each.printed or "") for each in now), default="")
        return str(told.first or told.printed or last) >= last[:4]

    def write_history(self, history: Sequence[Told]) -> list[Paragraph]:
        paragraphs: list[Paragraph] = []
        by_phase: dict[int, list[Told]] = {}
        for told in history:
            by_phase.setdefault(self.find_phase(told), []).append(told)
        for i in sorted(by_phase):
            heading = None
            if i < 0:
                start, first = name_date(self.relation.phases[0].start[:4]), _year_of(self.relation.phases[0].start, 0)
                early = all(int(str(told.last or told.first or told.printed)[:4]) < first for told in by_phase[i])
                known = max(
                    (str(told.last or told.printed or "")[:4] for told in self.material.told if told.happened), default=""
                )
                heading = f"Before {start}" if early and start and start <= known else "Over long times"
                heading = None if len(by_phase) == 1 else heading
            elif self.relation.phases:
                phase = self.relation.phases[i]
                doubt = "" if phase.firm else " (few events)"
                label = "" if phase.character == "quiet" else f": {self.label_phase(phase, by_phase[i])}{doubt}"
                heading = f"{self.name_phase(phase)}{label}"
            for n, group in enumerate(split_story(by_phase[i])):
                paragraphs.append(Paragraph(heading if n == 0 else None, self.tell_all(group)))
        return [paragraph for paragraph in paragraphs if paragraph.sentences]

    def write_ties(self) -> list[Paragraph]:
        kinds: dict[str, list[Tie]] = {}
        for tie in self.relation.ties:
            kinds.setdefault(tie.kind, []).append(tie)
        events = {event.id: (told, event) for told in self.material.told for event in (told.event, *told.reports)}
        sentences = []
        listed: set[str] = set()
        for kind in load_phrases()["ties"]:
            items = [item for tie in kinds.get(kind, ()) if (item := self.name_tie(tie, events, listed))][:TIES]
            if not items:
                continue
            start = load_phrases()["ties"][kind][0 if len(items) > 1 else 1].partition("{list}")[0]
            pieces = [Piece((start if n == 0 else "; ") + text, marks) for n, (text, marks) in enumerate(items)]
            sentences.append(Sentence(tuple(pieces)))
        return [Paragraph(None, tuple(sentences))] if sentences else []

    def name_tie(self, tie: Tie, events: dict[str, tuple[Told, Event]], listed: set[str]) -> tuple[str, tuple[int, ...]] | None:
        """What the tie is called in the text, or the act that began or ended it; since when and until when."""
        told_by = [events[id_] for id_ in (*tie.began, *tie.events) if id_ in events]
        told_by = [(told, event) for told, event in told_by if told.happened and not told.empty]
        if not told_by or told_by[0][0].episode.id in listed:
            return None
        told, event = told_by[0]
        marks = [mark for mark in (self.cite_event(event),) if mark is not None]
        doc = self.citations.document(event.document)
        if not marks or doc is None:
            return None
        clause = make_clause(event, doc, self.namer)
        name = name_instrument(clean_text(doc.text[slice(*clause.span)]))
        if name and tie.kind in ("treaty", "alliance", "trade", "arms"):
            text = f"“{name}”"
        elif clause.direct and len(clause.text) <= 130:
            text = clause.text
        elif not clause.direct and told.episode.confidence >= SURE_OF_ACT:
            text = say_act(event, self.namer)
        else:
            return None
        listed.add(told.episode.id)
        times, ending = [], [events[id_] for id_ in tie.ended if id_ in events]
        start = name_date(told.date or "") if told.date else None
        if told.date and "/" in told.date:
            start = (say_date(told.date) or "").removeprefix("in ").removeprefix("between ")
        times.append(f"{start}{self.sign(told)}" if start else "")
        if tie.end and ending and ending[0][1].id != event.id and (end := name_date(tie.end)):
            mark = self.cite_event(ending[0][1])
            if mark is not None:
                times.append(f"ended {end}")
                marks += [mark] if mark not in marks else []
        elif tie.standing == "stands" and tie.kind not in ("war",):
            times.append(load_phrases()["standing"]["stands"])
        times = [time for time in times if time]
        return text + (f" ({', '.join(times)})" if times else ""), tuple(marks)

    def write_matters(self, matters: dict[str, list[Told]]) -> list[Paragraph]:
        paragraphs = []
        for matter, told in matters.items():
            sentences = self.tell_all(sorted(told, key=lambda each: each.order))
            if sentences:
                paragraphs.append(Paragraph(matter.capitalize(), sentences))
        return paragraphs

    def write_grievances(self, grievances: dict[str, list[Told]]) -> list[Paragraph]:
        paragraphs = []
        for code in self.relation.pair:
            sentences = [*self.tell_stances(code), *self.tell_all(sorted(grievances[code], key=lambda each: each.order))]
            if sentences:
                paragraphs.append(Paragraph(f"On the side of {name_state(code)}", tuple(sentences)))
        return paragraphs

    def tell_stances(self, code: str) -> list[Sentence]:
        """What one side thinks of the other: each attitude once, with up to three places where it is told."""
        other = next(each for each in self.relation.pair if each != code)
        kinds: dict[str, list[Stance]] = {}
        for stance in self.material.stances:
            if any(who.code == code for who in stance.holder) and any(who.code == other for who in stance.toward):
                kinds.setdefault(stance.stance, []).append(stance)
        sentences = []
        for kind in ("mistrust", "fear", "oppose", "support", "trust"):
            held = kinds.get(kind, [])[:STANCES]
            if held:
                sentences += self.tell_stance(kind, held, code, other)
        return sentences

    def tell_stance(self, kind: str, held: Sequence[Stance], code: str, other: str) -> list[Sentence]:
        pieces: list[Piece] = []
        for stance in held:
            doc = self.citations.document(stance.document)
            if doc is None:
                continue
            start, end = stance.evidence.start, extend_end(doc.text, stance.evidence.end)
            mark = self.citations.cite(stance.document, start, end, doc.text[start:end])
            if mark is None:
                continue
            quote = shorten(clean_text(doc.text[start:end]), 150)
            year = f" ({doc.published[:4]})" if doc.published else ""
            if pieces:
                pieces.append(Piece(f", {'and ' if stance is held[-1] else ''}“{quote}”{year}", (mark,)))
                continue
            holder = self.name_holder([who for who in stance.holder if who.code == code])
            toward = self.name_holder([who for who in stance.toward if who.code == other])
            mine = [who for who in stance.holder if who.code == code]
            plural = len(mine) > 1 or any(is_plural(who.code, who.sector) for who in mine) or holder.endswith("s")
            verb = "are" if plural and not one_state(mine) else "is"
            text = choose(load_phrases()["stance"][kind], stance.id).format(h=holder, t=toward, quote=quote, **{"is": verb})
            text += year
            if stance.attribution is not None and stance.attribution.code != code:
                text = f"according to {name_source(stance.attribution, doc, self.namer)}, {text}"
            pieces.append(Piece(_capitalise(text), (mark,)))
        return [Sentence(tuple(pieces))] if pieces else []

    def name_holder(self, entities: Sequence[Entity]) -> str:
        names = []
        for who in entities:
            people = name_people(who.code, who.sector)
            names.append(self.namer.name(who) if who.sector in (None, "GOV") else people)
        return join_words(list(dict.fromkeys(names))[:2])

    def write_doubts(self) -> list[Paragraph]:
        paragraphs = []
        doubtful = [
            told for told in self.material.told
            if told.between and told.episode.id not in self.taken and told.weight > 0.2
            and (told.episode.alleged or told.hedged or told.episode.status in ("negated", "hypothetical", "planned"))
        ]  # fmt: skip
        firm = [told for told in doubtful if told.episode.status not in ("hypothetical", "planned")]
        open_ = [told for told in doubtful if told not in firm and (told.clause.direct or told.episode.status == "hypothetical")]
        chosen = [*firm[:DOUBTS], *open_[: max(0, DOUBTS - len(firm)) // 2]]
        sentences = self.tell_all(sorted(chosen, key=lambda each: each.order))
        if sentences:
            paragraphs.append(Paragraph("Alleged, denied or only possible", sentences))
        differing = self.tell_differences()
        contradictions = [*self.tell_findings(), *differing]
        if contradictions:
            paragraphs.append(Paragraph("What does not fit", tuple(contradictions)))
        return paragraphs

    def tell_findings(self) -> list[Sentence]:
        sentences = []
        for finding in self.material.findings[:FINDINGS]:
            marks = [self.citations.cite(span.document, span.start, span.end, span.text) for span in finding.evidence]
            good = tuple(dict.fromkeys(mark for mark in marks if mark is not None))
            if good and len(good) == len(set(marks)):
                sentences.append(Sentence((Piece(_capitalise(clean_text(finding.why).rstrip(".")), good),)))
        return sentences

    def tell_differences(self) -> list[Sentence]:
        sentences = []
        for _, what, values in self.material.differences[:3]:
            pieces: list[Piece] = []
            start = "The texts date one event differently: "
            if what == "number":
                start = "The texts give different numbers for one event: "
            for n, (event, words) in enumerate(values[:4]):
                mark = self.cite_event(event)
                if mark is None:
                    continue
                said = f"“{clean_text(words)}”" if what == "number" else str(say_date(words))
                joint = start if not pieces else " and " if n == len(values[:4]) - 1 else ", "
                pieces.append(Piece(joint + said, (mark,)))
            if len(pieces) > 1:
                sentences.append(Sentence(tuple(pieces)))
        return sentences


# ------------------------------------------------------------------------------- words


def one_state(entities: Sequence[Entity]) -> bool:
    """Whether the state as a whole, or one person, is meant."""
    return all((is_state(who) and who.sector in (None, "GOV")) or is_person(who) for who in entities)


def name_instrument(text: str) -> str | None:
    """The name of what was signed, in the words of the text: 'a treaty of friendship'; None where no such noun stands in them."""
    words = load_words()["instruments"]
    if found := re.search(rf"\b(?:{words['verbs']})\s+((?:on |to |off )?[^“”]+)", text):
        name = re.split(words["ends"], found.group(1), maxsplit=1)[0].strip()
        if re.search(words["pattern"], name, re.I) and len(name) <= 90:
            return name
    proper = re.search(words["proper"], text)
    return proper.group() if proper and " " in proper.group() else None


def split_story(told: Sequence[Told]) -> list[list[Told]]:
    """Paragraphs of a long story: cut at the longest silences, none shorter than three episodes."""
    story = list(told)
    if len(story) <= LONG:
        return [story]
    middles = [each.order[0] for each in story]
    gaps = [(middles[i] - middles[i - 1], -i) for i in range(SHORT, len(story) - SHORT + 1)]
    cut = -max(gaps)[1]
    return [*split_story(story[:cut]), *split_story(story[cut:])]


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bare(told: Told, end: int = 0) -> str:
    """The date without a preposition: where it is a time, its beginning, or with `end` its end."""
    points = [name for part in (told.date or "").split("/") if (name := name_date(part))]
    return points[-1 if end else 0] if points else re.sub(r"^(?:on|in|since|before) ", "", say_date(told.date) or "")


def _name_year(edtf: str | None) -> str | None:
    if not edtf:
        return None
    left, _, right = edtf.partition("/")
    point = left if left not in ("", "..") else right
    return name_date(point[:4])


def _year_of(edtf: str, end: int) -> int:
    parts = [part for part in edtf.split("/") if part not in ("", "..")] or ["9999"]
    digits = parts[-1 if end else 0].lstrip("Y")[:4]
    return int(digits.replace("X", "9" if end else "0")) if re.fullmatch(r"[\dX]{4}", digits) else (9999 if end else 0)


def _count(n: int) -> str:
    return ("No", "One", "Two", "Three", "Four", "Five", "Six")[n] if n < 7 else f"{n:,}"
