"""Sentences + names -> Mentions, one document at a time: role phrases first, then bare names, then what refers back.

    "Soviet troops entered Kabul." -> [Soviet troops: RUS MIL] [Kabul: place AFG]
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors import anaphora
from dragoman.actors.cues import load_cues
from dragoman.actors.discourse import Discourse, Trace
from dragoman.actors.find import Name
from dragoman.actors.gazetteer import Gazetteer
from dragoman.actors.phrases import Phrase, is_related, read_phrases
from dragoman.actors.places import is_place
from dragoman.actors.resolve import choose_person, choose_sense
from dragoman.actors.scene import Days, Hit, Scene, When, set_scene
from dragoman.actors.tables import NO_STATE, Entry
from dragoman.types import Entity, Mention, MentionKind, Sentence, Why

SUBJECTS = ("nsubj", "nsubjpass", "agent")


class Reader:
    """Reads one document: `known` are the persons that the text has introduced so far."""

    def __init__(self, gazetteer: Gazetteer, when: When) -> None:
        self.gazetteer = gazetteer
        self.when = when
        self.discourse = Discourse()
        self.known: dict[str, tuple[Entity, ...]] = {}  # name or surname -> who the text said it is

    def read_sentence(self, sentence: Sentence, names: Sequence[Name]) -> list[Mention]:
        scene = set_scene(sentence, names)
        days = self.when(sentence.start)
        phrases = read_phrases(scene)
        steps: list[tuple[int, int, Phrase | Hit | int | None]] = []
        covered: set[int] = set()
        for phrase in phrases:
            steps.append((phrase.first, -phrase.last, phrase))
            covered.update(range(phrase.first, phrase.last + 1))
        for hit in scene.hits:
            if not any(i in covered for i in range(hit.first, hit.last + 1)):
                steps.append((hit.first, -hit.last, hit))
                covered.update(range(hit.first, hit.last + 1))
        for i in range(len(sentence.tokens)):
            if i not in covered and (scene.tokens[i].pos in ("PRON", "DET") or scene.tokens[i].text in self.known):
                steps.append((i, -i, i))
        mentions: list[Mention] = []
        groups = list(_locate_groups(scene))
        for first, _, step in sorted(steps, key=lambda step: step[:2]):
            while groups and groups[0] <= scene.tokens[first].start:
                groups.pop(0)
                self._add_groups(scene, scene.tokens[first].start, mentions)
            if isinstance(step, Phrase):
                self._add(scene, self._read_phrase(scene, step, days), mentions, step)
            elif isinstance(step, Hit):
                self._add(scene, self._read_hit(scene, step, days), mentions, None)
            elif step is not None:
                self._add(scene, self._read_word(scene, step), mentions, None)
        if groups:
            self._add_groups(scene, sentence.end, mentions)
        return mentions

    # ---------------------------------------------------------------------------- one step each

    def _add(self, scene: Scene, mention: Mention | None, mentions: list[Mention], phrase: Phrase | None) -> None:
        if mention is None or any(mention.start < other.end and other.start < mention.end for other in mentions):
            return
        mentions.append(mention)
        inside = scene.sentence.tokens_in(mention.start, mention.end)
        if not inside:
            return
        head = scene.tokens[scene.head(inside[0].i, inside[-1].i)]
        lead = head
        for _ in range(3):  # "Iran and Oman": the second conjunct stands where the first does
            if lead.dep == "conj":
                lead = scene.tokens[lead.head]
        person = mention.kind == "person" or bool(phrase and not phrase.role.role.plural and phrase.role.role.sector in ("GOV", "ELI", "LEG") and _is_human(phrase))
        adjective = mention.why.rule == "actors.adjective"
        plural = len(mention.entities) > 1 or bool(phrase and phrase.role.role.plural) or (head.tag in ("NNS", "NNPS") and mention.kind == "state" and mention.text.lower().endswith("s") and not mention.text.endswith(("States", "Emirates", "Philippines", "Netherlands")))
        if mention.kind == "pronoun":
            person, plural = mention.text.lower() in anaphora.PERSON, mention.text.lower() in anaphora.PLURAL
        roles = (phrase.role.role.phrase,) if phrase else ()
        self.discourse.add(Trace(mention, lead.dep in SUBJECTS and not adjective, plural, person, roles, scene.sentence.paragraph))

    def _add_groups(self, scene: Scene, upto: int, mentions: list[Mention]) -> None:
        text, start = scene.sentence.text, scene.sentence.start
        for found in anaphora.find_group_phrases(scene, self.discourse):
            if found.start <= upto and not any(found.start < m.end and m.start < found.end for m in mentions):
                mention = anaphora.mention_of(found, scene.sentence.index, text[found.start - start : found.end - start])
                self._add(scene, mention, mentions, None)

    def _read_word(self, scene: Scene, i: int) -> Mention | None:
        token = scene.tokens[i]
        known = self.known.get(token.text)
        if known:
            entities = tuple(anaphora.rebind(e, token.text, token.start, token.end) for e in known)
            why = Why("actors.person.introduced", f"{known[0].name}, introduced by the text")
            return self._mention(scene, i, i, "person", entities, why)
        if token.pos not in ("PRON", "DET") or anaphora.is_empty_it(scene, token):
            return None
        resolved = anaphora.resolve_pronoun(token, self.discourse, scene.sentence.index)
        if resolved is None:
            return None
        entities, why, _, _ = resolved
        return self._mention(scene, i, i, "pronoun", entities, why)

    def _mention(self, scene: Scene, first: int, last: int, kind: MentionKind, entities: Sequence[Entity], why: Why) -> Mention:
        start, end = scene.tokens[first].start, scene.tokens[last].end
        return Mention(start, end, scene.text(first, last), scene.sentence.index, kind, tuple(entities), why)

    # ---------------------------------------------------------------------------- bare names

    def _read_hit(self, scene: Scene, hit: Hit, days: Days | None) -> Mention | None:
        sentence = scene.sentence
        text = sentence.text[hit.start - sentence.start : hit.end - sentence.start]
        strong = [entry for entry in hit.entries if not entry.weak]
        if not strong or strong[0].kind == "person":
            return self._read_person(scene, hit, text, days)
        entry, why = choose_sense([e for e in strong if e.kind == strong[0].kind], days)
        kind: MentionKind
        if entry.kind == "collective":
            return Mention(hit.start, hit.end, text, sentence.index, "group", (), Why("actors.collective", entry.title))
        if entry.kind in ("region", "city"):
            kind, why = "place", Why("actors.place", f"{entry.name} lies in {entry.code}")
        elif entry.kind in ("capital", "seat"):
            if is_place(scene, hit):
                kind, why = "place", Why("actors.place.capital", f"{text}, the town and not the government of {entry.name}")
            else:
                kind, why = "metonym", Why("actors.metonym", f"{text} for the government of {entry.name}")
        elif entry.kind == "organisation":
            kind = "organisation"
        else:
            kind = "state"
            if entry.kind == "adjective" and not _is_noun_use(scene, hit):
                note = "relation to the state" if is_related(scene, hit) else "before a noun that is no role"
                why = Why("actors.adjective", f"adjective of {entry.name}, {note}")
        sector = entry.sector
        if kind == "place":
            sector = None
        if entry.kind == "people" and not _has_article(scene, hit):
            sector = "CVL"
        name = entry.name if kind != "place" else None
        return Mention(hit.start, hit.end, text, sentence.index, kind, (Entity(entry.code, sector, entry.other_sectors, name, text, hit.start, hit.end),), why)

    def _read_person(self, scene: Scene, hit: Hit, text: str, days: Days | None) -> Mention | None:
        persons = [entry for entry in hit.entries if entry.kind == "person"]
        weak = all(entry.weak for entry in persons)
        known = self.known.get(text)
        if known:
            entities = tuple(anaphora.rebind(e, text, hit.start, hit.end) for e in known)
            return Mention(hit.start, hit.end, text, scene.sentence.index, "person", entities, Why("actors.person.introduced", f"{known[0].name}, introduced by the text"))
        if weak:
            return None
        entry, sector, why = choose_person([e for e in persons if not e.weak], days)
        entity = Entity(entry.code, sector, entry.other_sectors, entry.name, text, hit.start, hit.end)
        self._introduce(entry.name, text, (entity,))
        return Mention(hit.start, hit.end, text, scene.sentence.index, "person", (entity,), why)

    def _introduce(self, name: str, text: str, entities: tuple[Entity, ...]) -> None:
        for form in {text, text.split()[-1], name, name.split()[-1]}:
            if len(form) > 2 and form[0].isupper():
                self.known[form] = entities

    # ---------------------------------------------------------------------------- role phrases

    def _read_phrase(self, scene: Scene, phrase: Phrase, days: Days | None) -> Mention | None:
        text, start, end = scene.text(phrase.first, phrase.last), scene.tokens[phrase.first].start, scene.tokens[phrase.last].end
        base: list[tuple[str | None, tuple[str, ...], Why]] = []
        for hit in phrase.owners:
            strong = [e for e in hit.entries if not e.weak]
            entry, _ = choose_sense([e for e in strong if e.kind == strong[0].kind], days)
            base.append((entry.code, entry.other_sectors if entry.partial else (), Why(phrase.rule, f"{phrase.role.role.phrase} of {entry.name}")))
        name: str | None = None
        sector, others = phrase.sector, phrase.other_sectors
        if not base:
            code, why = self._find_owner(scene, phrase)
            base = [(code, (), why)]
        kind: MentionKind = "role"
        if phrase.person:
            kind = "person"
            who, name, sector, base, others = self._read_named(scene, phrase, base, sector, others, days)
            if who is None and name is None:
                kind = "role"
        elif phrase.role.role.phrase in ("president", "prime minister", "foreign minister", "king", "premier", "chancellor") and base[0][0]:
            pass
        entities = []
        seen: set[str | None] = set()
        for code, extra, _ in base:
            if code in seen:
                continue
            seen.add(code)
            entities.append(Entity(code, sector, tuple(dict.fromkeys((*others, *extra))), name, text, start, end))
        if not entities or (entities[0].code is None and entities[0].sector is None):
            return Mention(start, end, text, scene.sentence.index, kind, (), base[0][2]) if entities else None
        if name:
            self._introduce(name, scene.text(*phrase.person) if phrase.person else name, (entities[0],))
        return Mention(start, end, text, scene.sentence.index, kind, tuple(entities), base[0][2])

    def _read_named(
        self, scene: Scene, phrase: Phrase, base: list[tuple[str | None, tuple[str, ...], Why]], sector: str | None,
        others: tuple[str, ...], days: Days | None,
    ) -> tuple[Entry | None, str | None, str | None, list[tuple[str | None, tuple[str, ...], Why]], tuple[str, ...]]:  # fmt: skip
        assert phrase.person
        words = scene.text(*phrase.person)
        hit = scene.hit_at.get(phrase.person[0])
        persons = [e for e in hit.entries if e.kind == "person"] if hit else []
        codes = [code for code, _, _ in base if code]
        if persons and codes and not any(e.code in codes for e in persons):
            persons = []
        if not persons:
            known = self.known.get(words) or self.known.get(words.split()[-1])
            if known and not codes:
                return None, known[0].name, sector, [(known[0].code, (), Why("actors.person.introduced", f"{known[0].name}, introduced by the text"))], others
            return None, words, sector, base, others
        full = [e for e in persons if not e.weak] or persons
        entry, held, why = choose_person(full, days, codes, phrase.role.role.phrase)
        if not codes or base[0][2].rule.startswith("actors.role.only"):
            base = [(entry.code, (), why)]
            if phrase.role.role.sector == "GOV" and held and not phrase.former:
                sector = held
        else:
            base = [(code, extra, Why(why.rule, f"{why.note}; {phrase.role.role.phrase} in the text")) for code, extra, _ in base]
        return entry, entry.name, sector, base, others

    def _find_owner(self, scene: Scene, phrase: Phrase) -> tuple[str | None, Why]:
        """The state of a role phrase that names none."""
        index, role = scene.sentence.index, phrase.role.role
        if phrase.possessor is not None:
            return self._find_possessor(scene, phrase.possessor)
        if phrase.place is not None:
            entry = phrase.place.entries[0]
            return entry.code, Why("actors.role.place", f"{role.phrase} in {entry.name}")
        if phrase.person and any(e.kind == "person" for h in phrase.hits for e in h.entries):
            return None, Why("actors.role.open", "the name says whose")
        if role.sector not in ("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY", "REB", "ELI", "PRM"):
            return None, Why("actors.role.open", f"{role.phrase}, of no state that the text names")
        if phrase.person or _is_definite(scene, phrase) or role.plural:
            mention, why = self.discourse.find_role(role.phrase, index)
            if mention and _is_definite(scene, phrase):
                return mention.entities[0].code, why
            if _is_definite(scene, phrase) or (role.sector in ("GOV", "LEG") and (role.plural or phrase.person)):
                entity, why = self.discourse.find_only_state(index, scene.sentence.paragraph)
                if entity and entity.code not in NO_STATE:
                    return entity.code, why
                return None, why
        return None, Why("actors.role.open", f"{role.phrase}, of no state that the text names")

    def _find_possessor(self, scene: Scene, i: int) -> tuple[str | None, Why]:
        token = scene.tokens[i]
        resolved = anaphora.resolve_pronoun(token, self.discourse, scene.sentence.index)
        if resolved and resolved[0]:
            codes = {entity.code for entity in resolved[0]}
            if len(codes) == 1:
                return resolved[0][0].code, resolved[1]
        known = self.known.get(token.text)
        if known:
            return known[0].code, Why("actors.person.introduced", f"{known[0].name}, introduced by the text")
        if token.lemma in ("country", "nation", "kingdom", "state"):
            mention, why = self.discourse.find_single(scene.sentence.index)
            return (mention.entities[0].code if mention else None), why
        return None, Why("actors.role.open", f"whose {scene.tokens[token.head].text} it is stays open")


def _locate_groups(scene: Scene) -> list[int]:
    starts = [m.start() for pattern in (anaphora._GROUP, anaphora._SINGLE, anaphora._BODY, anaphora._PAIRED) for m in pattern.finditer(scene.sentence.text)]
    return sorted(scene.sentence.start + start for start in starts)


def _is_noun_use(scene: Scene, hit: Hit) -> bool:
    """ "the British attacked": a demonym that stands by itself."""
    token = scene.tokens[scene.head(hit.first, hit.last)]
    return token.dep not in ("amod", "compound", "nmod", "punct", "advmod", "intj", "npadvmod", "acomp") and not is_related(scene, hit)


def _has_article(scene: Scene, hit: Hit) -> bool:
    return hit.first > 0 and scene.tokens[hit.first - 1].text.lower() in ("the", "these", "those")


def _is_definite(scene: Scene, phrase: Phrase) -> bool:
    before = scene.tokens[phrase.first - 1].text.lower() if phrase.first else ""
    return before in ("the", "this", "that") or scene.tokens[phrase.first].text.lower() in ("the", "this", "that")


def _is_human(phrase: Phrase) -> bool:
    return phrase.role.role.phrase.split()[-1] not in ("government", "ministry", "regime", "cabinet", "embassy", "parliament", "council", "delegation", "army", "administration", "junta", "authority", "leadership", "mission", "consulate", "office", "congress", "senate", "department", "assembly", "house")


def find_mentions(sentences: Sequence[Sentence], names: Sequence[Name], gazetteer: Gazetteer, when: When) -> list[Mention]:
    """All mentions of a document, sorted by start, none overlapping. Sentences without tokens are passed over.

    `when(offset)` gives the days (ISO, earliest and latest) that the text is about there, or None.
    """
    reader = Reader(gazetteer, when)
    load_cues()
    mentions: list[Mention] = []
    k = 0
    for sentence in sentences:
        while k < len(names) and names[k].end <= sentence.start:
            k += 1
        inside = []
        while k < len(names) and names[k].start < sentence.end:
            inside.append(names[k])
            k += 1
        if sentence.parsed:
            mentions.extend(reader.read_sentence(sentence, inside))
    return sorted(mentions, key=lambda mention: (mention.start, mention.end))
