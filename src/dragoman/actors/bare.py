"""Names that stand by themselves -> mentions: a state, a government meant by its seat, a town, a body, a person.

"Moscow refused" -> metonym RUS; "a bomb in Moscow" -> place RUS; "Iranian oil" -> state IRN, as an adjective
"""

from __future__ import annotations

import msgspec

from dragoman.actors.context import is_other_sense, is_word, lies_elsewhere
from dragoman.actors.cues import load_cues
from dragoman.actors.memory import PEOPLE, Memory, hit_text, make_hit_mention
from dragoman.actors.phrases import is_related
from dragoman.actors.places import is_place
from dragoman.actors.resolve import choose_person, choose_sense, same_kind, years_between
from dragoman.actors.scene import Hit, Scene
from dragoman.actors.tables import NO_ACTOR, NO_STATE, Entry
from dragoman.types import Entity, Mention, MentionKind, Why

FAITH = "a faith"
MODIFIERS = ("amod", "compound", "nmod", "punct", "advmod", "intj", "npadvmod", "acomp")


def read_hit(scene: Scene, hit: Hit, memory: Memory) -> Mention | None:
    """The mention of a name that no role phrase took; None where it is no name of an actor here."""
    strong = [entry for entry in hit.entries if not entry.weak]
    if is_other_sense(scene, hit):
        return None
    if not strong or strong[0].kind == "person":
        return _read_person(scene, hit, memory)
    if strong[0].kind == "organisation" and hit_text(scene, hit) in memory.persons:
        return _read_person(scene, hit, memory)
    if strong[0].kind == "capital" and memory.days is not None:
        strong = [entry for entry in strong if entry.holds(memory.days)] or strong  # Salisbury is England's since it is Harare
    entry, why = choose_sense(same_kind(strong), memory.days)
    memory.note_part(hit_text(scene, hit), entry.code)
    if entry.kind == "collective":
        return _read_collective(scene, hit, entry, memory)
    elsewhere = lies_elsewhere(scene, hit)
    if elsewhere:
        return _make(scene, hit, "place", entry, elsewhere, None, Why("actors.place.elsewhere", f"here a place in {elsewhere}"))
    if entry.kind in ("region", "city"):
        if entry.kind == "city" and not _is_town(scene, hit):
            return None
        return _make(scene, hit, "place", entry, entry.code, None, Why("actors.place", f"{entry.name} lies in {entry.code}"))
    if entry.kind in ("capital", "seat"):
        return _read_seat(scene, hit, entry)
    if entry.kind == "organisation":
        other, last = _find_other_home(scene, hit, entry)
        if other:
            hit = msgspec.structs.replace(hit, last=last, end=scene.tokens[last].end)
            why = Why("actors.name.home", f"a body of {other.name}, by the words beside it")
            entry = Entry("organisation", other.code, entry.sector, entry.other_sectors, hit_text(scene, hit))
        return _make(scene, hit, "organisation", entry, entry.code, entry.sector, why)
    return _read_state(scene, hit, entry, why)


def _read_collective(scene: Scene, hit: Hit, entry: Entry, memory: Memory) -> Mention | None:
    """A fixed group has its members as entities ("the two Koreas"), an open one none ("the West")."""
    if entry.name == NO_ACTOR:
        return None
    text = hit_text(scene, hit)
    if entry.title == PEOPLE:
        own = find_own_part(scene, hit)
        if own:
            memory.peoples.setdefault(entry.name, set()).add(own)
        elif memory.home_of(entry.name) and scene.tokens[hit.last].tag in ("NNS", "NNPS"):
            part = Entity(memory.home_of(entry.name), "CVL", (), None, text, hit.start, hit.end)
            return make_hit_mention(scene, hit, "group", (part,), Why("actors.collective.part", "of whose part the text speaks"))
    if entry.title == FAITH and scene.tokens[hit.last].tag in ("NNS", "NNPS"):
        believers = Entity(None, "REL", (), None, text, hit.start, hit.end)
        return make_hit_mention(scene, hit, "group", (believers,), Why("actors.collective.faith", "believers, of no state"))
    codes = entry.members or memory.discourse.find_camp(entry.camp)
    members = tuple(Entity(code, "GOV", (), None, text, hit.start, hit.end) for code in codes)
    return make_hit_mention(scene, hit, "group", members, Why("actors.collective", entry.title))


def find_own_part(scene: Scene, hit: Hit) -> str | None:
    """The state that the words beside a people's name bind it to: "Syrian Kurds", "Iraq's Kurds", "Kurds in Turkey"."""
    i = hit.first - 1
    if i >= 0 and scene.tokens[i].tag == "POS":
        i -= 1
    beside = [i] if i >= 0 else []
    for kid in scene.sentence.children[scene.head(hit.first, hit.last)]:
        if scene.tokens[kid].text.lower() == "in":
            beside.extend(scene.sentence.children[kid])
    for i in beside:
        other = scene.hit_at.get(i)
        if (
            other is not None
            and other is not hit
            and other.entries[0].kind in ("state", "adjective")
            and not is_related(scene, other)
        ):
            return other.entries[0].code
    return None


def _find_other_home(scene: Scene, hit: Hit, entry: Entry) -> tuple[Entry | None, int]:
    """The state that the words beside a party's or parliament's name give it, and the last token of the whole: "the Israeli
    Labour Party" and "the Ministry of Defence of Ukraine" are not Britain's."""
    if entry.sector not in ("PTY", "LEG", "JUD", "GOV", "COP", "MIL") or entry.code in NO_STATE:
        return None, hit.last
    beside = [
        (i, hit.last)
        for i in range(hit.first - 2, hit.last + 1)
        if i >= 0 and scene.tokens[i].dep in ("amod", "compound", "poss", "nmod", "case")
    ]
    for i in (i for k in range(hit.first, hit.last + 1) for i in scene.sentence.children[k]):
        if scene.tokens[i].text.lower() == "of" and i > hit.last and scene.sentence.children[i]:
            beside.append((scene.sentence.children[i][0], scene.sentence.children[i][0]))
    for i, last in beside:
        owner = scene.hit_at.get(i)
        if owner and owner is not hit and owner.entries[0].kind in ("state", "adjective") and owner.entries[0].code != entry.code:
            return owner.entries[0], max(last, owner.last if last > hit.last else last)
    return None, hit.last


def _read_seat(scene: Scene, hit: Hit, entry: Entry) -> Mention:
    text = hit_text(scene, hit)
    if is_place(scene, hit):
        note = f"{text}, the place and not the government"
        return _make(scene, hit, "place", entry, entry.code, None, Why("actors.place.capital", note))
    return _make(scene, hit, "metonym", entry, entry.code, entry.sector, Why("actors.metonym", f"{text} for {entry.name}"))


def _read_state(scene: Scene, hit: Hit, entry: Entry, why: Why) -> Mention:
    sector = entry.sector
    if not _stands_alone(scene, hit):
        note = "in a relation to the state" if is_related(scene, hit) else "before a noun that is no role"
        rule = "actors.adjective" if entry.kind == "adjective" else "actors.modifier"
        why = Why(rule, f"{entry.name}, {note}")
    elif entry.kind == "people" and not _has_article(scene, hit):
        sector = "CVL"
    return _make(scene, hit, "state", entry, entry.code, sector, why)


def _make(scene: Scene, hit: Hit, kind: MentionKind, entry: Entry, code: str | None, sector: str | None, why: Why) -> Mention:
    name = None if kind == "place" else entry.name
    entity = Entity(code, sector, entry.other_sectors if sector else (), name, hit_text(scene, hit), hit.start, hit.end)
    return make_hit_mention(scene, hit, kind, (entity,), why)


def _read_person(scene: Scene, hit: Hit, memory: Memory) -> Mention | None:
    text = hit_text(scene, hit)
    recalled = memory.recall(text, hit.start, hit.end)
    if recalled:
        return make_hit_mention(scene, hit, memory.recall_kind(text), *recalled)
    strong = [entry for entry in hit.entries if entry.kind == "person" and not entry.weak] or _in_office(scene, hit, memory)
    strong = [entry for entry in strong if not _is_namesake(entry, memory)]
    if not strong:
        return None
    entry, sector, why = choose_person(strong, memory.days)
    entity = Entity(entry.code, sector, entry.other_sectors, entry.name, text, hit.start, hit.end)
    memory.introduce(entry.name, text, entity)
    return make_hit_mention(scene, hit, "person", (entity,), why)


# Who is known for no office is not born so many years before he is known.
BORN = 60


def _is_namesake(entry: Entry, memory: Memory) -> bool:
    """Whether a private person of that name was not born yet: "Prince William" in 1815."""
    too_early = bool(entry.since) and memory.days is not None and int(memory.days[1][:4]) < int(entry.since[:4]) - BORN
    return entry.role == "other" and too_early


def _in_office(scene: Scene, hit: Hit, memory: Memory) -> list[Entry]:
    """A common surname alone ("Carter") is the head of state or government of that name, if there was one at the time."""
    if memory.days is None or years_between(memory.days) > 2 or is_word(hit_text(scene, hit)):
        return []
    tokens = scene.tokens
    around = [tokens[i] for i in (hit.first - 1, hit.last + 1) if 0 <= i < len(tokens)]
    if tokens[hit.last].pos != "PROPN" or any(token.pos == "PROPN" for token in around):
        return []
    return [entry for entry in hit.entries if entry.kind == "person" and entry.weight >= 3 and entry.holds(memory.days)]


def _stands_alone(scene: Scene, hit: Hit) -> bool:
    """ "the British attacked", "Iran": not before a noun that it describes."""
    if is_related(scene, hit):
        return False
    token = scene.tokens[scene.head(hit.first, hit.last)]
    if token.dep not in MODIFIERS:
        return True
    # the parser calls a state in a list "compound" now and then: then a comma or "and" follows
    return hit.entries[0].kind == "state" and token.dep in ("npadvmod", "advmod", "intj", "punct")


def _has_article(scene: Scene, hit: Hit) -> bool:
    return hit.first > 0 and scene.tokens[hit.first - 1].text.lower() in ("the", "these", "those", "both")


def _is_town(scene: Scene, hit: Hit) -> bool:
    """A city's name is often a word or a surname too: it counts after a preposition of place or before its state."""
    tokens = scene.tokens
    token = tokens[scene.head(hit.first, hit.last)]
    if token.pos not in ("PROPN", "NOUN"):
        return False
    before = tokens[hit.first - 1] if hit.first else None
    after = tokens[hit.last + 1] if hit.last + 1 < len(tokens) else None
    if (before and before.pos == "PROPN") or (after and after.pos == "PROPN" and after.text[:1].isupper()):
        return False
    cues = load_cues()
    if after and after.text == "," and hit.last + 2 in scene.hit_at:
        return True
    if token.dep == "pobj":
        word = tokens[token.head].text.lower()
        return word in cues.prepositions | cues.travel_prepositions or (
            word == "of" and tokens[tokens[token.head].head].lemma in cues.of_words
        )
    if token.dep in ("dobj", "obj"):
        return tokens[token.head].lemma in cues.object_verbs
    other = scene.hit_at.get(token.head)
    return token.dep == "conj" and bool(other and other.entries[0].kind in ("city", "capital", "region"))
