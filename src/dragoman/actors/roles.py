"""A role phrase -> a mention: its state from the words, the person, the office at that day, or the text before.

"the Iranian president" at 2015-06 -> IRN GOV, Hassan Rouhani; "its army" -> whoever "its" stands for
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from dragoman.actors import anaphora
from dragoman.actors.cues import load_cues, load_offices
from dragoman.actors.memory import PEOPLE, Memory, hit_text, make_mention
from dragoman.actors.phrases import Phrase, is_related
from dragoman.actors.resolve import choose_person, choose_sense, match_title, same_kind
from dragoman.actors.scene import Scene
from dragoman.actors.tables import NO_STATE
from dragoman.types import Entity, Mention, MentionKind, Why

# Roles whose state, when no words give it, is looked for in the text before
BOUND_SECTORS = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY", "REB", "ELI", "PRM")


class Base(msgspec.Struct, frozen=True):
    """One state (or body, then with its sector in `body`) of a role phrase, and why."""

    code: str | None
    extra: tuple[str, ...]
    why: Why
    body: str | None = None


def read_role(scene: Scene, phrase: Phrase, memory: Memory) -> Mention | None:
    """The mention of a role phrase; its entity has code None where no state can be told."""
    bases = [base for i in range(len(phrase.owners)) for base in _from_owner(scene, phrase, i, memory)]
    _note_part(phrase, memory)
    bases = [base for base in bases if base.code] or bases
    if not bases or (phrase.place and not any(base.code for base in bases)):
        bases = _find_owners(scene, phrase, memory)
    if phrase.role.role.phrase in load_cues().others and _is_possessed(scene, phrase):
        bases = [_find_other(scene, phrase, base, memory) for base in bases]
    if phrase.role.role.phrase in load_cues().buildings and not any(base.code for base in bases):
        return None
    name, sector, kind = None, _weigh_body(phrase, bases), "role"
    if phrase.person:
        kind = "person"
        name, sector, bases = _read_named(scene, phrase, bases, memory)
    elif len(bases) == 1:
        name, bases = _find_holder(scene, phrase, bases[0], memory)
    return _assemble(scene, phrase, bases, sector, name, kind, memory)  # type: ignore[arg-type]


def _note_part(phrase: Phrase, memory: Memory) -> None:
    """Keeps whose part of a people the phrase names: "Syrian Kurdish fighters", not "US Kurdish proxies"."""
    for state, people in pairwise(phrase.hits):
        entry, other = people.entries[0], state.entries[0]
        if entry.title == PEOPLE and state.last == people.first - 1 and other.kind == "adjective" and other.code:
            memory.peoples.setdefault(entry.name, set()).add(other.code)


def _is_possessed(scene: Scene, phrase: Phrase) -> bool:
    """ "his counterpart", "Lavrov's counterpart", not "the Iranian counterpart" or "his counterpart in Tehran"."""
    if phrase.place is not None:
        return False
    return phrase.possessor is not None or any(
        scene.tokens[scene.head(hit.first, hit.last)].dep == "poss" for hit in phrase.owners
    )


def _find_other(scene: Scene, phrase: Phrase, own: Base, memory: Memory) -> Base:
    """The counterpart of somebody acts for the other state."""
    if not own.code:
        return own
    entity, why = memory.discourse.find_other(own.code, scene.sentence.index)
    return Base(entity.code if entity else None, (), why)


def _assemble(
    scene: Scene, phrase: Phrase, bases: Sequence[Base], sector: str | None, name: str | None, kind: MentionKind, memory: Memory
) -> Mention | None:
    text, start, end = scene.text(phrase.first, phrase.last), scene.tokens[phrase.first].start, scene.tokens[phrase.last].end
    entities: list[Entity] = []
    for base in bases:
        others = tuple(dict.fromkeys((*phrase.other_sectors, *base.extra))) if sector == phrase.sector else base.extra
        if base.code not in [entity.code for entity in entities]:
            entities.append(Entity(base.code, sector, others, name, text, start, end))
    if entities[0].code is None and entities[0].sector is None:
        return None
    if name and phrase.person:
        memory.introduce(name, scene.text(*phrase.person), entities[0])
    return make_mention(scene, phrase.first, phrase.last, kind, entities, bases[0].why)


def _weigh_body(phrase: Phrase, bases: Sequence[Base]) -> str | None:
    """A general or military noun takes the side of the body that it belongs to: "Hezbollah commander" is REB."""
    body = next((base.body for base in bases if base.body), None)
    if not body or phrase.former:
        return phrase.sector
    if body == "IGO" and phrase.sector in ("CVL", "EDU", "LAB"):
        return body  # "WHO experts"
    if body in ("BUS", "JRN", "MED", "EDU") and phrase.sector in ("CVL", "EDU", "GOV"):
        return body  # "Microsoft engineers", "the BBC chairman"
    if body in ("IGO", "NGO"):
        return body if body == "NGO" and phrase.role.role.generic else phrase.sector or body
    if phrase.sector == "CVL":
        return "CVL"  # "family members of Islamic State fighters"
    if body == "REB" and phrase.sector == "CRM":
        return body  # "Isis gangs"
    return body if phrase.role.role.generic or phrase.sector in ("MIL", "UAF", "REB", "GOV", None) else phrase.sector


def _from_owner(scene: Scene, phrase: Phrase, i: int, memory: Memory) -> list[Base]:
    """The state that an owner stands for; several where it is a fixed group ("Anglo-French forces")."""
    hit, role = phrase.owners[i], phrase.role.role
    strong = [entry for entry in hit.entries if not entry.weak]
    if not strong or strong[0].kind == "person":
        recalled = memory.recall(hit_text(scene, hit), hit.start, hit.end)
        if recalled:
            return [Base(recalled[0][0].code, (), Why("actors.role.person", f"{role.phrase} of {recalled[0][0].name}"))]
        entry, _, _ = choose_person(strong or hit.entries, memory.days)
        return [Base(entry.code, (), Why("actors.role.person", f"{role.phrase} of {entry.name}"))]
    entry, _ = choose_sense(same_kind(strong), memory.days)
    memory.note_part(hit_text(scene, hit), entry.code)
    if entry.title == PEOPLE and memory.home_of(entry.name):
        why = Why("actors.collective.part", f"{entry.name}, of whose part the text speaks")
        return [Base(memory.home_of(entry.name), (), why)]
    if entry.kind == "collective":
        codes: Sequence[str | None] = entry.members or (None,)
        if role.plural and phrase.sector == "MIL" and not entry.members:
            codes = memory.discourse.find_camp(memory.find_camp(hit_text(scene, hit))) or codes  # "Arab armies"
        return [Base(code, (), Why("actors.collective", entry.title)) for code in codes]
    body = entry.sector if entry.kind in ("organisation", "seat") and entry.sector != "GOV" else None
    extra = entry.other_sectors if entry.partial or body else ()
    return [Base(entry.code, extra, Why(phrase.rule, f"{role.phrase} of {entry.name}"), body)]


def _read_named(scene: Scene, phrase: Phrase, bases: list[Base], memory: Memory) -> tuple[str | None, str | None, list[Base]]:
    """(name, sector, bases) of a role phrase with a personal name in it."""
    assert phrase.person
    first, last = phrase.person
    words, role = scene.text(first, last), phrase.role.role
    own = _weigh_body(phrase, bases)  # "SDF spokesman Talal Selo" is REB
    hit = scene.hit_at.get(first)
    persons = [entry for entry in hit.entries if entry.kind == "person"] if hit and hit.last >= last else []
    codes = [base.code for base in bases if base.code and not base.why.rule.startswith(("actors.role.only", "actors.role.again"))]
    if persons and codes and not any(entry.code in codes for entry in persons):
        persons = []
    if persons and not codes and all(entry.weak for entry in persons):
        # a surname alone: only the title tells whose it is
        persons = match_title(persons, role.phrase) if memory.recall(words, 0, 0) is None else []
        if memory.days is not None:
            persons = [entry for entry in persons if entry.holds(memory.days)] or persons
    if not persons:
        recalled = memory.recall(words, 0, 0) or memory.recall(words.split()[-1], 0, 0)
        if recalled and not codes:
            known = recalled[0][0]
            return known.name, own, [Base(known.code, (), recalled[1])]
        return words, own, bases
    entry, held, why = choose_person([e for e in persons if not e.weak] or persons, memory.days, codes, role.phrase)
    sector = own
    if sector in ("MIL", "REL") and entry.role in ("head_of_state", "head_of_government") and why.rule != "actors.person.former":
        sector = held  # "Colonel Gaddafi", "Ayatollah Khamenei" in power
    if codes:
        return entry.name, sector, [msgspec.structs.replace(b, why=Why(b.why.rule, f"{b.why.note}, {entry.name}")) for b in bases]
    if role.sector == "GOV" and held and not phrase.former:
        sector = held if held != "ELI" or why.rule == "actors.person.former" else sector
    return entry.name, sector, [Base(entry.code, (), why)]


def _find_holder(scene: Scene, phrase: Phrase, base: Base, memory: Memory) -> tuple[str | None, list[Base]]:
    """Who held the office in those days, where that was one person."""
    role = phrase.role.role
    office = load_offices().get(role.phrase)
    if not office or not base.code or role.plural or phrase.former or memory.days is None or phrase.inner:
        return None, [base]
    if phrase.first and scene.tokens[phrase.first - 1].text.lower() in ("a", "an", "another", "new", "next", "deputy"):
        return None, [base]
    holders = [entry for entry in memory.gazetteer.offices.get((base.code, office), ()) if entry.holds(memory.days)]
    if office == "head_of_state":  # Iran has a president and a supreme leader
        holders = [entry for entry in holders if role.phrase in entry.title.lower()]
    names = {entry.name for entry in holders}
    if len(names) != 1:
        return None, [base]
    name = names.pop()
    return name, [Base(base.code, base.extra, Why("actors.role.holder", f"{base.why.note}: {name} at {memory.days[0]}"))]


# ------------------------------------------------------------------------------- no state in the words


def _find_owners(scene: Scene, phrase: Phrase, memory: Memory) -> list[Base]:
    if phrase.possessor is None or phrase.place is not None:
        return [_find_owner(scene, phrase, memory)]
    plural = phrase.role.role.plural or scene.tokens[phrase.role.head].tag == "NNS"
    resolved = (
        anaphora.resolve_pronoun(scene.tokens[phrase.possessor], memory.discourse, scene.sentence.index) if plural else None
    )
    if resolved and 1 < len({entity.code for entity in resolved[0]}) < 4:
        return [Base(entity.code, (), resolved[1]) for entity in resolved[0]]  # "their presidents": of both
    return [_find_possessor(scene, phrase.possessor, memory)]


def _find_owner(scene: Scene, phrase: Phrase, memory: Memory) -> Base:
    role, discourse = phrase.role.role, memory.discourse
    if phrase.place is not None:
        entry = phrase.place.entries[0]
        return Base(entry.code, (), Why("actors.role.place", f"{role.phrase} in {entry.name}"))
    if role.code and not role.plural:
        return Base(role.code, (), Why("actors.role.own", f"{role.phrase} is an office of {role.code}"))
    side = _find_side(scene, phrase, memory)
    if side is not None:
        return side
    unbound = Base(None, (), Why("actors.role.open", f"{role.phrase}, of no state that the text names"))
    if role.sector not in BOUND_SECTORS:
        return unbound
    if any(scene.tokens[i].tag == "POS" for i in range(phrase.first, phrase.head)):
        return unbound  # "the Emperor's government": whoever held that role before, it is another's
    if _is_of_several(scene, phrase):
        return unbound
    definite = is_definite(scene, phrase)
    if definite or (role.sector in AGAIN and is_bare(scene, phrase)):
        mention, why = discourse.find_role(role.phrase, scene.sentence.index)
        if mention:
            return Base(mention.entities[0].code, (), why)
    if definite or (role.sector in ("GOV", "LEG") and (role.plural or phrase.person)):
        entity, why = discourse.find_only_state(scene.sentence.index, scene.sentence.paragraph)
        if why.rule == "actors.role.only_here" and scene.tokens[phrase.head].dep not in ("nsubj", "nsubjpass"):
            return unbound  # "Japanese troops occupied the palace": seldom their own
        if entity and entity.code not in NO_STATE:
            return Base(entity.code, (), why)
        return Base(None, (), why)
    return unbound


def _is_of_several(scene: Scene, phrase: Phrase) -> bool:
    """ "the fleets of five powers": of others than the one state that stands near."""
    below = [scene.tokens[k] for i in range(phrase.first, phrase.last + 1) for k in scene.sentence.children[i]]
    of = [token for token in below if token.dep == "prep" and token.text.lower() == "of"]
    things = [scene.tokens[k] for token in of for k in scene.sentence.children[token.i] if scene.tokens[k].dep == "pobj"]
    several = [thing for thing in things if thing.lemma in load_cues().powers and thing.tag == "NNS"]
    return any(scene.tokens[k].lemma != "the" for thing in several for k in scene.sentence.children[thing.i][:1])


def _find_side(scene: Scene, phrase: Phrase, memory: Memory) -> Base | None:
    """ "anti-Assad rebels", "pro-Gaddafi troops": those who are for or against a ruler are of his state."""
    if phrase.role.role.sector not in SIDES:
        return None
    for hit in phrase.hits:
        persons = [entry for entry in hit.entries if entry.kind == "person" and entry.role in RULERS]
        if hit.last >= phrase.head or not persons or not is_related(scene, hit):
            continue
        recalled = memory.recall(hit_text(scene, hit), hit.start, hit.end)
        code = recalled[0][0].code if recalled else choose_person(persons, memory.days)[0].code
        return Base(code, (), Why("actors.role.side", f"{phrase.role.role.phrase} for or against {hit_text(scene, hit)}"))
    return None


# Who is for or against a ruler at home, and what makes a ruler.
SIDES = ("REB", "OPP", "MIL", "PRM", "CVL", "UAF", "GOV", "PTY", "SOC", "REL", "COP")
RULERS = ("head_of_state", "head_of_government")


def _find_possessor(scene: Scene, i: int, memory: Memory) -> Base:
    token, discourse, index = scene.tokens[i], memory.discourse, scene.sentence.index
    if token.text.lower() == "whose":  # "Garang, whose army": of whom the words before speak
        before = next((scene.tokens[k] for k in range(i - 1, max(-1, i - 3), -1) if scene.tokens[k].pos != "PUNCT"), None)
        named = discourse.find_at(before.start) if before is not None else None
        if named is not None and len({entity.code for entity in named.entities}) == 1:
            return Base(named.entities[0].code, (), Why("actors.role.whose", f"whose: of {named.text!r}"))
    resolved = anaphora.resolve_pronoun(token, discourse, index)
    if resolved:
        codes = {entity.code for entity in resolved[0]}
        return Base(resolved[0][0].code, (), resolved[1]) if len(codes) == 1 else Base(None, (), resolved[1])
    recalled = memory.recall(token.text, token.start, token.end)
    if recalled:
        return Base(recalled[0][0].code, (), recalled[1])
    if i in scene.role_at:
        mention, why = discourse.find_role(scene.role_at[i].role.phrase, index)
        if mention:
            return Base(mention.entities[0].code, (), why)
        entity, why = discourse.find_only_state(index, scene.sentence.paragraph)
        return Base(entity.code if entity else None, (), why)
    if token.lemma in ("country", "nation", "kingdom", "state"):
        mention, why = discourse.find_single(index)
        return Base(mention.entities[0].code if mention else None, (), why)
    return Base(None, (), Why("actors.role.open", f"whose {scene.tokens[token.head].text} it is stays open"))


def is_definite(scene: Scene, phrase: Phrase) -> bool:
    before = scene.tokens[phrase.first - 1].text.lower() if phrase.first else ""
    return before in ("the", "this", "that") or scene.tokens[phrase.first].text.lower() in ("the", "this", "that")


# Who without an article is still the one spoken of: "regime forces", "rebels said".
AGAIN = ("GOV", "OPP", "REB")


def is_bare(scene: Scene, phrase: Phrase) -> bool:
    """Whether the role stands without an article, a number or a word of its own: "rebels", not "some rebels"."""
    before = scene.tokens[phrase.first - 1] if phrase.first else None
    anybody = load_cues().anybody
    if scene.tokens[phrase.head].lemma in anybody or phrase.role.role.phrase in anybody:
        return False
    after = scene.tokens[phrase.last + 1] if phrase.last + 1 < len(scene.tokens) else None
    if after is not None and after.pos == "PROPN" and not phrase.person:
        return False  # "Presidents Fernández and Bachelet": the names say who
    alone = phrase.first == phrase.role.first and not phrase.hits and not phrase.inner
    return alone and (before is None or before.pos not in ("DET", "NUM", "ADJ", "PRON", "NOUN", "PROPN"))


def find_gender(text: str) -> str:
    """ "f", "m" or "" by the words of a phrase: "the Danish queen", "spokesman"."""
    words = set(text.lower().split())
    cues = load_cues()
    if words & cues.female or text.lower().endswith("woman"):
        return "f"
    return "m" if words & cues.male or text.lower().endswith(("sman", "rman", "iceman")) else ""


def is_human(phrase: Phrase) -> bool:
    """Whether he or she may take the phrase up."""
    return not phrase.role.role.plural and phrase.role.role.phrase.split()[-1] not in load_cues().bodies
