"""What a document has told so far: its discourse, the persons it has introduced, the days it is about.

"Foreign Minister Issa Abdou" -> `persons["Abdou"]` stands for him from then on
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors import anaphora
from dragoman.actors.discourse import Discourse
from dragoman.actors.gazetteer import Gazetteer
from dragoman.actors.scene import Days, Hit, Scene, When
from dragoman.types import Entity, Mention, MentionKind, Why

# What the table of collectives says of one whose parts are of several states.
PEOPLE = "a people in several states"


class Memory:
    """Grows as the document is read; `persons` maps a name or surname to the entity that the text said it is."""

    def __init__(self, gazetteer: Gazetteer, when: When) -> None:
        self.gazetteer = gazetteer
        self.when = when
        self.discourse = Discourse()
        self.persons: dict[str, tuple[Entity, ...]] = {}
        self.days: Days | None = None
        self.peoples: dict[str, set[str]] = {}  # a people of several states -> those of which the text has spoken

    def introduce(self, name: str, text: str, entity: Entity) -> None:
        for form in sorted({text, text.split()[-1], name, name.split()[-1]}):
            if len(form) > 2 and form[0].isupper():
                self.persons[form] = (entity,)

    def note_part(self, text: str, code: str | None) -> None:
        """Keeps whose part of a people a longer name means: "Iraqi Kurds"."""
        if code and " " in text:
            for entry in self.gazetteer.look_up(text.split()[-1])[:1]:
                if entry.title == PEOPLE:
                    self.peoples.setdefault(entry.name, set()).add(code)

    def home_of(self, people: str) -> str | None:
        """The one state whose part of a people the text has spoken of: after "Syria's Kurds", Kurds are Syria's."""
        codes = self.peoples.get(people, set())
        return next(iter(codes)) if len(codes) == 1 else None

    def find_camp(self, adjective: str) -> tuple[str, ...]:
        """The states of a camp by its adjective: "Arab", "Western"; empty where it is none."""
        for noun in ("states", "powers"):
            for entry in self.gazetteer.look_up(f"{adjective} {noun}")[:1]:
                return entry.camp or entry.members
        return ()

    def recall_kind(self, text: str) -> MentionKind:
        return "organisation" if text.isupper() else "person"

    def recall(self, text: str, start: int, end: int) -> tuple[tuple[Entity, ...], Why] | None:
        """The person that the text has introduced under this name."""
        known = self.persons.get(text)
        if not known:
            return None
        entities = tuple(anaphora.rebind(entity, text, start, end) for entity in known)
        return entities, Why("actors.person.introduced", f"{known[0].name}, introduced by the text")


def make_mention(scene: Scene, first: int, last: int, kind: MentionKind, entities: Sequence[Entity], why: Why) -> Mention:
    """A mention over the tokens first..last."""
    start, end = scene.tokens[first].start, scene.tokens[last].end
    return Mention(start, end, scene.text(first, last), scene.sentence.index, kind, tuple(entities), why)


def make_hit_mention(scene: Scene, hit: Hit, kind: MentionKind, entities: Sequence[Entity], why: Why) -> Mention:
    """A mention over the characters of a name."""
    return Mention(hit.start, hit.end, hit_text(scene, hit), scene.sentence.index, kind, tuple(entities), why)


def hit_text(scene: Scene, hit: Hit) -> str:
    offset = scene.sentence.start
    return scene.sentence.text[hit.start - offset : hit.end - offset]
