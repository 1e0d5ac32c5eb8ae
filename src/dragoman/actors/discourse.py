"""What has been said so far in the document: the memory that pronouns and definite phrases are resolved from.

Each resolution says which link made it. Where two antecedents are as good as each other, it stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from dragoman.actors.tables import NO_STATE
from dragoman.types import Entity, Mention, Why

# How many sentences back a role ("the president") is looked for.
REACH = 30
# How many times as often the text must have named those meant by "both sides" as any other state.
CLEARLY = 2
# More than these are not taken up as "they".
MOST = 6
STATE_KINDS = ("state", "metonym")


class Trace(msgspec.Struct, frozen=True):
    """One earlier mention: how it can be taken up again."""

    mention: Mention
    is_subject: bool
    is_plural: bool
    is_person: bool
    roles: tuple[str, ...]
    paragraph: int
    gender: str = ""
    is_main: bool = False  # subject of the sentence's main verb
    is_joined: bool = False  # "and Peru", after another


class Discourse:
    """Mentions in order of the text; asked backwards from where the pronoun stands."""

    def __init__(self) -> None:
        self.traces: list[Trace] = []
        self.places: list[Mention] = []  # "flew to Ankara": whose counterpart is then met
        self.named: Counter[str] = Counter()  # how often each state was named
        self.first: dict[str, Entity] = {}  # ... and as what first
        self.genders: dict[str, str] = {}  # name of a person -> "f" or "m", from the pronouns that took it up

    def add(self, trace: Trace) -> None:
        if trace.mention.kind == "place":
            self.places.append(trace.mention)
        elif trace.mention.entities:
            self.traces.append(trace)
            for entity in trace.mention.entities:
                if is_state(entity.code):
                    self.named[entity.code or ""] += 1
                    self.first.setdefault(entity.code or "", entity)

    def add_other(self, sentence: int, start: int, *, plural: bool, paragraph: int) -> None:
        """A subject that is no actor ("the talks", "the station"): a pronoun after it may well mean it."""
        mention = Mention(start, start, "", sentence, "group", (), Why("actors.other", "another subject"))
        self.traces.append(Trace(mention, True, plural, False, (), paragraph))

    def _recent(self, sentence: int, reach: int, *, as_object: bool = False) -> list[Trace]:
        """Traces of the last `reach` sentences and this one, the nearest sentence first, in it subjects first, then nearest.

        `as_object`: for "him", "it" in an object's place, which are not the subject of their own sentence.
        """
        found = []
        for trace in reversed(self.traces):
            if trace.mention.sentence < sentence - reach:
                break
            found.append(trace)
        if as_object:
            subjects = {
                _label(t.mention) for t in found if t.is_subject and t.mention.sentence == sentence and t.mention.entities
            }
            found = [t for t in found if not t.mention.entities or _label(t.mention) not in subjects]
        return sorted(found, key=lambda t: (-t.mention.sentence, not t.is_main, not t.is_subject, -t.mention.start))

    def _gender(self, trace: Trace) -> str:
        return trace.gender or self.genders.get(trace.mention.entities[0].name or "", "")

    def find_person(self, sentence: int, gender: str, *, as_object: bool = False) -> tuple[Mention | None, Why]:
        """For he, she ("m", "f"): the last person of that gender, subjects first."""
        people = [t for t in self._recent(sentence, 3, as_object=as_object) if t.is_person and not t.is_plural]
        people = [t for t in people if self._gender(t) in ("", gender)]
        if not people:
            return None, Why("actors.pronoun.open", "no person named shortly before")
        best = people[0]
        rivals = {t.mention.entities[0].name or t.mention.text for t in _level_with(best, people)}
        if len(rivals) > 1:
            return None, Why("actors.pronoun.open", "several persons named before, no one of them before the others")
        name = best.mention.entities[0].name
        if name:
            self.genders.setdefault(name, gender)
        return best.mention, Why("actors.pronoun.person", f"stands for {name or best.mention.text!r}, the last person named")

    def find_single(
        self, sentence: int, *, as_object: bool = False, pronoun: bool = True, actors_only: bool = False, answers: bool = False
    ) -> tuple[Mention | None, Why]:
        """For it, its: the last state or organisation, subjects first. `actors_only`: other things named since do not count.
        `answers`: of several that are as likely the one named last, as who answers is whom the last act was done to."""
        things = [t for t in self._recent(sentence, 2, as_object=as_object) if not t.is_person and not t.is_plural]
        things = [
            t for t in things if (t.mention.entities and len(t.mention.entities) == 1) or (pronoun and not t.mention.entities)
        ]
        things = [t for t in things if (not actors_only if not t.mention.entities else t.mention.entities[0].code)]
        if not things:
            return None, Why("actors.pronoun.open", "no state or organisation named shortly before")
        best = things[0]
        if not best.mention.entities:
            return None, Why("actors.pronoun.open", "another subject stands nearer")
        level = _level_with(best, things)
        rivals = {_label(t.mention) if t.mention.entities else "" for t in level}
        if len(rivals) > 1 and answers:
            best = max(level, key=lambda t: t.mention.start)
        elif len(rivals) > 1:
            return None, Why("actors.pronoun.open", "several states named before, no one of them before the others")
        return best.mention, Why("actors.pronoun.state", f"stands for {_label(best.mention)}, the last state or body named")

    def find_plural(self, sentence: int, *, actors_only: bool = False) -> tuple[tuple[Entity, ...], Why]:
        """For they, their: the last plural actor or pair, where no other plural stands nearer."""
        for trace in self._recent(sentence, 1):
            if trace.is_plural and not trace.mention.entities and not actors_only:
                return (), Why("actors.pronoun.open", "another plural stands nearer")
            if trace.is_plural and any(entity.code or entity.sector for entity in trace.mention.entities):
                return trace.mention.entities, Why("actors.pronoun.plural", f"stands for {trace.mention.text!r}, the last plural")
        for subjects in (True, False):
            pair, why = self.find_several(sentence, 2, reach=1, subjects=subjects)
            joined = subjects or any(
                trace.is_joined and set(trace.mention.entities) & set(pair) for trace in self._recent(sentence, 1)
            )
            if pair and joined and why.rule == "actors.group.named_together":
                return pair, msgspec.structs.replace(why, rule="actors.pronoun.plural")
        for here in (sentence, sentence - 1):
            together = [
                t for t in self._recent(sentence, 1) if t.mention.sentence == here and t.is_subject and t.mention.entities
            ]
            named = {e.code: e for t in sorted(together, key=lambda t: t.mention.start) for e in t.mention.entities if e.code}
            if MOST >= len(named) > 2 and any(t.is_joined for t in together):  # "Peru, Chile and Bolivia met, and they agreed"
                return tuple(named.values()), Why("actors.pronoun.plural", "stands for those named together before")
        return (), Why("actors.pronoun.open", "no plural actor named shortly before")

    def find_at(self, start: int) -> Mention | None:
        """The one state or body named at this offset."""
        for trace in reversed(self.traces):
            mention = trace.mention
            if mention.start <= start < mention.end:
                return mention if len(mention.entities) == 1 and mention.entities[0].code else None
        return None

    def find_several(
        self,
        sentence: int,
        count: int,
        *,
        reach: int = 4,
        subjects: bool = False,
        among: Collection[str] = (),
        opposed: bool = False,
    ) -> tuple[tuple[Entity, ...], Why]:
        """For "the two countries": the `count` states named together last, of a camp (`among`) those. `opposed`: for "the two
        sides", first those that the text speaks of most by far."""
        found: dict[str, Entity] = {}
        if among or opposed:
            whole = {code: entity for code, entity in self.first.items() if not among or code in among}
            if len(whole) == count and among:
                return tuple(whole.values()), Why("actors.group.camp", f"the {count} of that camp that the text has named")
            if len(whole) > count and not among:
                chief, why = self._find_chief(whole, count)
                if chief:
                    return chief, why
        recent = sorted(self._recent(sentence, reach), key=lambda trace: trace.mention.start)
        for here in range(sentence, sentence - reach - 1, -1):
            named: dict[str, Entity] = {}
            for trace in recent:
                if trace.mention.sentence == here and (trace.is_subject or not subjects):
                    for entity in trace.mention.entities:
                        if entity.code and is_state(entity.code) and (not among or entity.code in among):
                            named.setdefault(entity.code, entity)
            if len(named) == count:
                texts = " and ".join(entity.name or entity.text for entity in named.values())
                return tuple(named.values()), Why("actors.group.named_together", f"{texts}, named together before")
            if len(named) > count:
                return self._find_chief(named, count)
            found = {**named, **found}
            if len(found) == count:
                texts = " and ".join(entity.name or entity.text for entity in found.values())
                return tuple(found.values()), Why("actors.group.last_named", f"{texts}, the last {count} states named")
            if len(found) > count:
                return self._find_chief(found, count)
        return (), Why("actors.group.open", f"fewer than {count} states named before")

    def find_camp(self, camp: Sequence[str]) -> tuple[str, ...]:
        """For "the Western powers": the states of the camp that the text has named, in that order, if they are several."""
        named = tuple(code for code in self.named if code in camp)
        return named if 1 < len(named) <= MOST else ()

    def _find_chief(self, named: Mapping[str, Entity], count: int) -> tuple[tuple[Entity, ...], Why]:
        """The `count` states of those named whom the text speaks of most, if it does so by far."""
        ranked = sorted(named, key=lambda code: (-self.named[code], code))
        if self.named[ranked[count - 1]] < CLEARLY * self.named[ranked[count]]:
            return (), Why("actors.group.open", f"{len(named)} states named before, {count} meant")
        chief = [entity for code, entity in named.items() if code in ranked[:count]]
        texts = " and ".join(entity.name or entity.text for entity in chief)
        return tuple(chief), Why("actors.group.chief", f"{texts}, the {count} that the text speaks of most")

    def find_other(self, own: str, sentence: int, *, reach: int = 3) -> tuple[Entity | None, Why]:
        """For "its neighbour", "his counterpart": the one state other than `own` in this sentence, or else in those before."""
        for here in range(sentence, sentence - reach - 1, -1):
            named = [trace.mention for trace in self.traces if trace.mention.sentence == here]
            seats = [place for place in self.places if place.sentence == here and place.why.rule == "actors.place.capital"]
            others = _list_others(named, own) or _list_others(seats, own)
            if len(others) > 1:
                return None, Why("actors.other.open", f"{len(others)} other states named before")
            for entity in others.values():
                return entity, Why("actors.other.named", f"{entity.text!r} is the one other state named with {own}")
        return None, Why("actors.other.open", "no other state named shortly before")

    def find_role(self, role: str, sentence: int) -> tuple[Mention | None, Why]:
        """For "the president": whoever was last said to hold that role."""
        for trace in reversed(self.traces):
            if trace.mention.sentence < sentence - REACH:
                break
            if not trace.mention.entities:
                continue
            if role in trace.roles and trace.mention.entities[0].code:
                return trace.mention, Why("actors.role.again", f"{trace.mention.text!r}, who held that role before")
        return None, Why("actors.role.open", "nobody with that role named before")

    def find_only_state(self, sentence: int, paragraph: int) -> tuple[Entity | None, Why]:
        """The one state that the paragraph, or else the last sentences, speak of so far."""
        codes: dict[str, Entity] = {}
        for trace in reversed(self.traces):
            if trace.mention.sentence < sentence - (REACH if trace.paragraph == paragraph else 2):
                break
            if trace.mention.kind in (*STATE_KINDS, "role", "person"):
                for entity in trace.mention.entities:
                    if entity.code:
                        codes.setdefault(entity.code, entity)
        if len(codes) == 1:
            entity = next(iter(codes.values()))
            return entity, Why("actors.role.only_state", f"{entity.text!r} is the only state in the passage")
        here = {
            entity.code: entity
            for trace in self.traces if trace.mention.sentence == sentence and trace.is_subject
            for entity in trace.mention.entities if entity.code
        }  # fmt: skip
        if len(here) == 1:
            entity = next(iter(here.values()))
            return entity, Why("actors.role.only_here", f"{entity.text!r} is the only state that the sentence has for a subject")
        reason = "no state named in the passage" if not codes else f"{len(codes)} states named in the passage"
        return None, Why("actors.role.open", reason)

    def find_again(self, sentence: int, noun: str) -> Mention | None:
        """The phrase with that noun ("the group") that this sentence has used before."""
        here = (trace.mention for trace in self.traces if trace.mention.sentence == sentence and trace.mention.kind == "group")
        return next((mention for mention in here if mention.text.lower().endswith(noun)), None)

    def find_organisation(self, sentence: int, codes: Sequence[str] = (), *, armed: bool = False) -> tuple[Mention | None, Why]:
        """For "the alliance", "the group": the body named last; none where another was named beside it. `armed`: no
        intergovernmental body."""
        bodies = [
            trace
            for trace in self._recent(sentence, 6)
            if trace.mention.kind == "organisation"
            and (not codes or trace.mention.entities[0].code in codes)
            and not (armed and trace.mention.entities[0].sector in ("IGO", "JRN"))
        ]
        if not bodies:
            return None, Why("actors.group.open", "no such body named before")
        best = bodies[0]
        if len({_label(trace.mention) for trace in _level_with(best, bodies)}) > 1:
            return None, Why("actors.group.open", "several such bodies named before, no one of them before the others")
        return best.mention, Why("actors.group.organisation", f"stands for {best.mention.text!r}, the last such body named")


def is_state(code: str | None) -> bool:
    return code is not None and len(code) == 3 and code not in NO_STATE


def _list_others(mentions: Sequence[Mention], own: str) -> dict[str, Entity]:
    """code -> entity of the states among the mentions that are not `own`."""
    found: dict[str, Entity] = {}
    for entity in (entity for mention in mentions for entity in mention.entities):
        if entity.code and entity.code != own and entity.code not in NO_STATE:
            found.setdefault(entity.code, entity)
    return found


def _level_with(best: Trace, traces: Sequence[Trace]) -> list[Trace]:
    """Those that could be meant as well as the best: in its sentence, and subjects of the same rank."""
    return [
        t
        for t in traces
        if t.mention.sentence == best.mention.sentence and (t.is_main, t.is_subject) == (best.is_main, best.is_subject)
    ]


def _label(mention: Mention) -> str:
    """The name that a chain of pronouns goes back to."""
    entity = mention.entities[0]
    return entity.name or entity.code or repr(mention.text)
