"""Sentences + names -> Mentions, one document at a time: role phrases, bare names and what refers back, in order of the text.

"Soviet troops entered Kabul." -> [Soviet troops: RUS MIL] [Kabul: place AFG]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.actors import anaphora
from dragoman.actors.bare import read_hit
from dragoman.actors.cues import load_cues
from dragoman.actors.discourse import Trace
from dragoman.actors.find import Name
from dragoman.actors.gazetteer import Gazetteer
from dragoman.actors.memory import Memory, make_mention
from dragoman.actors.phrases import Phrase, read_phrases
from dragoman.actors.roles import find_gender, is_human, read_role
from dragoman.actors.scene import Hit, Scene, When, set_scene
from dragoman.actors.tables import NO_STATE
from dragoman.types import Mention, Sentence, Token

# "Syrian Democratic Forces (SDF)"
_ACRONYM = re.compile(r" ?\(([A-Z][A-Za-z-]{1,7})\)")
SUBJECTS = ("nsubj", "nsubjpass", "agent")
# Names that end in s and are one state
SINGULAR = ("States", "Emirates", "Philippines", "Netherlands", "Maldives", "Bahamas", "Comoros", "Seychelles", "Islands")


def find_mentions(sentences: Sequence[Sentence], names: Sequence[Name], gazetteer: Gazetteer, when: When) -> list[Mention]:
    """All mentions of a document, sorted by start, none overlapping. Sentences without tokens are passed over.

    `when(offset)` gives the days (ISO, earliest and latest) that the text is about there, or None.
    """
    memory = Memory(gazetteer, when)
    mentions: list[Mention] = []
    k = 0
    for sentence in sentences:
        while k < len(names) and names[k].end <= sentence.start:
            k += 1
        last = k
        while last < len(names) and names[last].start < sentence.end:
            last += 1
        if sentence.parsed:
            mentions.extend(_read_sentence(sentence, names[k:last], memory))
        k = last
    return mentions


def _read_sentence(sentence: Sentence, names: Sequence[Name], memory: Memory) -> list[Mention]:
    scene = set_scene(sentence, names)
    memory.days = memory.when(sentence.start)
    groups = anaphora.locate_groups(scene)
    mentions: list[Mention] = []
    others = [token for token in scene.tokens if token.dep in SUBJECTS and token.pos == "NOUN"]
    for first, step in _order_steps(scene, memory):
        start = scene.tokens[first].start
        others = _note_others(scene, others, start, mentions, memory)
        while groups and groups[0] <= start:
            groups.pop(0)
            _add_groups(scene, start, mentions, memory)
        if isinstance(step, Phrase):
            _add(scene, read_role(scene, step, memory), mentions, memory, step)
        elif isinstance(step, Hit):
            _add(scene, read_hit(scene, step, memory), mentions, memory)
        else:
            _add(scene, _read_word(scene, step, memory), mentions, memory)
    if groups:
        _add_groups(scene, sentence.end, mentions, memory)
    _note_others(scene, others, sentence.end, mentions, memory)
    return sorted(mentions, key=lambda mention: mention.start)


def _note_others(scene: Scene, others: list[Token], upto: int, mentions: list[Mention], memory: Memory) -> list[Token]:
    """Tells the discourse of the subjects before `upto` that are no actors; gives back those still to come."""
    while others and others[0].start < upto:
        token = others.pop(0)
        kids = scene.sentence.children[token.i]
        owned = any(scene.tokens[kid].dep == "poss" or (scene.tokens[kid].dep == "amod" and kid in scene.hit_at) for kid in kids)
        if owned and token.lemma in load_cues().aspects:
            continue  # "Jordan's reply came when it ...": Jordan
        if not any(mention.start <= token.start < mention.end for mention in mentions):
            plural = token.tag in ("NNS", "NNPS")
            memory.discourse.add_other(scene.sentence.index, token.start, plural=plural, paragraph=scene.sentence.paragraph)
    return others


def _order_steps(scene: Scene, memory: Memory) -> list[tuple[int, Phrase | Hit | Token]]:
    """What to read, in order of the text; a name or pronoun inside a role phrase belongs to it."""
    steps: list[tuple[int, Phrase | Hit | Token]] = []
    covered: set[int] = set()
    for phrase in read_phrases(scene):
        steps.append((phrase.first, phrase))
        covered.update(range(phrase.first, phrase.last + 1))
    for hit in _join_demonyms(scene):
        if not any(i in covered for i in range(hit.first, hit.last + 1)):
            steps.append((hit.first, hit))
            covered.update(range(hit.first, hit.last + 1))
    for token in scene.tokens:
        if token.i not in covered and (token.pos in ("PRON", "DET") or token.text in memory.persons):
            steps.append((token.i, token))
    return sorted(steps, key=lambda step: step[0])


def _join_demonyms(scene: Scene) -> Iterator[Hit]:
    """The names of a sentence, a demonym and the party or body that it describes as one: "Swedish Social Democrats"."""
    hits = list(scene.hits)
    for k, hit in enumerate(hits):
        after = hits[k + 1] if k + 1 < len(hits) else None
        if after and hit.entries[0].kind == "adjective" and after.first == hit.last + 1 and _is_body(after):
            hits[k + 1] = msgspec.structs.replace(after, first=hit.first, start=hit.start)
        else:
            yield hit


def _is_body(hit: Hit) -> bool:
    first = hit.entries[0]
    return first.kind == "organisation" and not first.weak and first.code not in NO_STATE


def _read_word(scene: Scene, token: Token, memory: Memory) -> Mention | None:
    """A surname that the text has introduced, or a pronoun."""
    recalled = memory.recall(token.text, token.start, token.end)
    if recalled:
        return make_mention(scene, token.i, token.i, memory.recall_kind(token.text), *recalled)
    if token.pos not in ("PRON", "DET", "CCONJ") or anaphora.is_empty_it(scene, token):
        return None
    governor = scene.tokens[token.head].lemma if token.dep == "nsubj" else ""
    if token.dep == "poss" and scene.tokens[token.head].lemma in load_cues().answering:
        governor = scene.tokens[token.head].lemma
    resolved = anaphora.resolve_pronoun(token, memory.discourse, scene.sentence.index, governor=governor)
    if resolved and not resolved[0] and token.text.lower() in anaphora.THING:
        resolved = anaphora.find_bearer(scene, token, memory.discourse) or resolved
    return make_mention(scene, token.i, token.i, "pronoun", *resolved) if resolved else None


def _add_groups(scene: Scene, upto: int, mentions: list[Mention], memory: Memory) -> None:
    for mention in anaphora.find_group_phrases(scene, memory.discourse, memory.find_camp):
        if mention.start <= upto:
            _add(scene, mention, mentions, memory)


def _add(scene: Scene, mention: Mention | None, mentions: list[Mention], memory: Memory, phrase: Phrase | None = None) -> None:
    if mention is None or any(mention.start < other.end and other.start < mention.end for other in mentions):
        return
    mentions.append(mention)
    acronym = _ACRONYM.match(scene.sentence.text, mention.end - scene.sentence.start)
    if acronym and mention.entities and mention.kind in ("organisation", "role"):
        named = msgspec.structs.replace(mention.entities[0], name=mention.entities[0].name or mention.text)
        memory.persons[acronym[1]] = (named,)
    inside = scene.sentence.tokens_in(mention.start, mention.end)
    if not inside:
        return
    lead = scene.tokens[scene.head(inside[0].i, inside[-1].i)]
    tag, joined = lead.tag, lead.dep == "conj"
    for _ in range(3):  # "Iran and Oman": the second conjunct stands where the first does
        if lead.dep == "conj":
            lead = scene.tokens[lead.head]
    person = mention.kind == "person" or bool(phrase and is_human(phrase))
    plural = len(mention.entities) > 1 or bool(phrase and phrase.role.role.plural)
    if mention.kind == "pronoun":
        person, plural = mention.text.lower() in anaphora.PERSON, mention.text.lower() in anaphora.PLURAL
    elif mention.kind == "state" and tag in ("NNS", "NNPS") and mention.text.endswith("s"):
        plural = not mention.text.endswith(SINGULAR)
    subject = lead.dep in SUBJECTS and mention.why.rule not in ("actors.adjective", "actors.modifier")
    main = subject and scene.tokens[lead.head].dep in ("ROOT", "conj")
    roles = (phrase.role.role.phrase,) if phrase else ()
    gender = anaphora.PERSON.get(mention.text.lower(), "") or find_gender(mention.text)
    memory.discourse.add(Trace(mention, subject, plural, person, roles, scene.sentence.paragraph, gender, main, joined))
