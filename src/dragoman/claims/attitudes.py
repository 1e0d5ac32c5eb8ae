"""Attitudes as the syntax shows them: a word of attitude, who holds it, toward whom; `stances.py` asks whether it is held.

"Norway and Sweden distrusted each other" -> two attitudes of "distrusted", each toward the other
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.claims.attribute import find_sources
from dragoman.claims.frames import Frame, load_frames
from dragoman.claims.mood import VERBAL, is_negated
from dragoman.claims.opponents import find_opponents, weigh_noun
from dragoman.claims.slots import Party, find_party, find_slot, is_passive
from dragoman.claims.speakers import find_subject
from dragoman.claims.speech import Speech
from dragoman.types import Mention, Sentence, StanceType, Token

# Confidence of a stance whose holder and target hang on two words of one sentence.
SHARED = 0.5


class Attitude(msgspec.Struct, frozen=True):
    """A stance as found in the syntax: the word, both parties, how sure; `anchor` is the token whose status counts."""

    stance: StanceType
    word: Token
    anchor: Token
    holder: Party
    toward: Party
    confidence: float
    rule: str


def find_attitudes(sent: Sentence, mentions: Sequence[Mention], pair: Party | None, speech: Speech) -> Iterator[Attitude]:
    frames = load_frames()
    pair = find_last_pair(mentions) or pair
    held: list[tuple[Token, Frame, Party]] = []
    aimed: list[tuple[Token, Party]] = []
    for word in sent.tokens:
        for pos in list_parts_of_speech(sent, word):
            frame = frames.by_word.get((pos, word.text.lower() if pos == "adj" else word.lemma))
            if frame is None:
                continue
            holder, toward, full = _fill_frame(sent, word, frame, mentions, pos)
            yield from full
            if not full and pos == "noun" and holder is not None:
                held.append((word, frame, holder))
            elif not full and pos == "noun" and toward is not None:
                aimed.append((word, toward))
            break
        for stance, holding, aim, confidence, rule in find_opponents(sent, word, mentions, pair):
            yield Attitude(stance, word, _find_anchor(sent, word), holding, aim, confidence, rule)
        yield from _find_sayings(sent, word, mentions, speech)
    for word, frame, holder in held:  # "discontent among X, as criticism of Y grew": one holds, the other is aimed
        if aimed and not set(holder.entities) & set(aimed[0][1].entities):
            rule = f"stance.{frame.stance}.shared.{word.lemma}"
            yield Attitude(frame.stance, word, word, holder, aimed[0][1], SHARED, rule)


def _find_sayings(sent: Sentence, word: Token, mentions: Sequence[Mention], speech: Speech) -> Iterator[Attitude]:
    """What a speaker calls another: "X cannot be trusted", "X is an enemy", where the text says who says so."""
    stance: StanceType | None = None
    subject: Token | None = None
    owner: Party | None = None
    if word.pos in VERBAL and word.lemma in load_frames().words["regard.relying"]:
        children = [sent.tokens[c] for c in sent.children[word.i]]
        passive = any(child.dep == "auxpass" for child in children)
        able = any(child.text.lower() in ("can", "could", "ca", "to", "should") for child in children)
        denied = any(child.dep == "neg" for child in (*children, *_children_above(sent, word)))
        if passive and able and denied:
            stance, subject = "mistrust", find_subject(sent, word)
    elif word.lemma in ("be", "remain") and word.pos in VERBAL and not is_negated(sent, word.i) and not _has_ended(sent, word):
        for c in sent.children[word.i]:
            child = sent.tokens[c]
            if child.dep in ("attr", "acomp"):
                stance = weigh_noun(sent, child) if child.pos == "NOUN" else load_frames().regard_as.get(child.lemma)
                subject = find_subject(sent, word) if stance is not None else None
                partner = stance in ("trust", "mistrust") and child.lemma in load_frames().words["regard.partners"]
                if partner or child.lemma == "friend":
                    owner = _first(sent, child, ("poss", "of"), mentions, "holder")
    if stance is None or subject is None:
        return
    if owner is not None:  # "Serbia was a trusted partner of Russia"
        toward = find_party(sent, subject, mentions, role="toward")
        if toward is not None and not {one.code for one in toward.entities} & {one.code for one in owner.entities}:
            yield Attitude(stance, word, word, owner, toward, 0.7, f"stance.{stance}.partner")
        return
    chain = find_sources(sent, word.i, speech)
    speaker = next((report.speaker for report in chain if report.speaker is not None), None)
    if speaker is None and not chain:
        quote = speech.quote_at(word.start)
        speaker = quote.speaker if quote is not None else None
    toward = find_party(sent, subject, mentions, role="toward")
    if speaker is None or speaker.code is None or speaker.sector == "JRN" or toward is None:
        return
    if speaker.code not in {entity.code for entity in toward.entities}:
        holder = Party((speaker,), speaker.start, speaker.end)
        yield Attitude(stance, word, word, holder, toward, 0.75, f"stance.said.{stance}")


def _has_ended(sent: Sentence, word: Token) -> bool:
    """ "has ceased to be a friend": what is no more."""
    return word.dep == "xcomp" and sent.tokens[word.head].lemma in load_frames().words["carry.end"]


def _children_above(sent: Sentence, word: Token) -> list[Token]:
    above = sent.tokens[word.head]
    return [sent.tokens[c] for c in sent.children[above.i]] if word.dep == "xcomp" else []


def list_parts_of_speech(sent: Sentence, word: Token) -> tuple[str, ...]:
    if word.pos == "ADJ" or (word.tag == "VBN" and word.dep in ("acomp", "amod", "advcl", "acl", "ROOT", "oprd", "conj")):
        return ("adj", "verb")
    if word.pos in VERBAL and word.dep in ("nsubj", "nsubjpass"):
        return ("noun",)  # "doubts persist", where the parser errs
    if word.pos in VERBAL:
        return ("verb", "adj") if word.tag == "VBN" else ("verb",)
    if word.dep == "ROOT" and word.pos == "NOUN" and any(sent.tokens[c].dep == "nsubj" for c in sent.children[word.i]):
        return ("verb", "noun")  # "Officials in Tallinn fear that ...", where the parser errs
    return ("noun",) if word.pos in ("NOUN", "PROPN") else ()


Filled = tuple[Party | None, Party | None, list[Attitude]]


def _fill_frame(sent: Sentence, word: Token, frame: Frame, mentions: Sequence[Mention], pos: str) -> Filled:
    """Holder and target where they stand, and the attitude (two, for "hostility between") where both do."""
    rule = f"stance.{frame.stance}.{word.lemma}"
    if frame.between:
        both = find_slot(sent, word, "between", mentions, role="toward")
        if both is not None and len(both.entities) == 2:
            found = []
            for one, other in (both.entities, both.entities[::-1]):
                sides = [msgspec.structs.replace(both, entities=(entity,)) for entity in (one, other)]
                found.append(Attitude(frame.stance, word, word, sides[0], sides[1], frame.confidence, rule))
            return None, None, found
    pairs = _fill_mutual(sent, word, frame, mentions, rule) or _fill_either(sent, word, frame, mentions, rule)
    if pairs:
        return None, None, pairs
    above = sent.tokens[word.head]
    if word.pos == "NOUN" and word.dep == "dobj" and above.lemma in load_frames().words["carry.enjoy"]:
        holder = _first(sent, word, ("poss", "mod", "of", "from", "by", "among", "in", "within"), mentions, "holder")
        toward = find_slot(sent, above, "subject", mentions, role="toward")
        holder = holder or _first(sent, above, ("from", "among", "in", "within"), mentions, "holder")
    else:
        felt = pos == "adj" and is_passive(sent, word)  # "Siam, alarmed at it": whom the participle describes
        holder = _first(sent, word, ("object", *frame.holder) if felt else frame.holder, mentions, "holder")
        taken = [holder] if holder is not None else []
        toward = _first(sent, word, frame.toward, mentions, "toward", frame, taken=taken)
    if holder is None or toward is None or _is_no_stance(word, frame, toward):
        return holder, toward, []
    return holder, toward, [Attitude(frame.stance, word, _find_anchor(sent, word), holder, toward, frame.confidence, rule)]


def _fill_mutual(sent: Sentence, word: Token, frame: Frame, mentions: Sequence[Mention], rule: str) -> list[Attitude]:
    """ "distrusted each other", "suspicious of one another", "their mutual fear": each of two holders toward the other."""
    both = None
    if word.pos in ("NOUN", "PROPN"):
        if any(sent.tokens[c].text.lower() in ("mutual", "reciprocal") for c in sent.children[word.i]):
            both = _first(sent, word, ("poss", "of", "subject", "between"), mentions, "holder")
            above = sent.tokens[word.head]
            if both is None and word.dep == "nsubj" and above.pos in VERBAL:  # "mutual suspicion divided X and Y"
                both = find_slot(sent, above, "object", mentions, role="holder")
    else:
        below = [sent.tokens[k] for c in sent.children[word.i] for k in (c, *sent.children[c])]
        named = [token for token in below if token.dep in ("dobj", "pobj")]
        if any(sent.text[max(0, t.start - sent.start - 5) : t.end - sent.start + 8].lower().find(pair) >= 0
               for t in named for pair in ("each other", "one another")):  # fmt: skip
            both = _first(sent, word, ("subject",), mentions, "holder")
    return _each_way(word, frame, both, rule)


def _fill_either(sent: Sentence, word: Token, frame: Frame, mentions: Sequence[Mention], rule: str) -> list[Attitude]:
    """ "though neither trusted the other", "each distrusted the other's aims": the two that the sentence named side by side."""
    subject = find_subject(sent, word)
    held = {*(sent.subtree(subject.i) if subject is not None else ()), *(c for c in sent.children[word.i] if c < word.i)}
    if not any(sent.tokens[i].text.lower() in EITHER for i in held):
        return []
    below = [sent.tokens[i] for i in sent.subtree(word.i) if i > word.i]
    if not any(token.text.lower() == "other" and sent.tokens[token.i - 1].text.lower() == "the" for token in below):
        return []
    return _each_way(word, frame, find_side_by_side(sent, mentions, word.start), rule)


EITHER = frozenset(("neither", "each", "either", "both"))


def find_side_by_side(sent: Sentence, mentions: Sequence[Mention], before: int) -> Party | None:
    """The last two actors before an offset that are joined by "and" or "nor", or named by one mention ("both states")."""
    named = [mention for mention in mentions if mention.end <= before and any(entity.code for entity in mention.entities)]
    for place in range(len(named) - 1, -1, -1):
        mention = named[place]
        if len(mention.entities) == 2:
            return Party(mention.entities, mention.start, mention.end)
        left = named[place - 1] if place else None
        gap = sent.text[left.end - sent.start : mention.start - sent.start].strip().lower() if left is not None else ""
        if left is not None and gap in ("and", "nor", "or") and left.entities[0].code != mention.entities[0].code:
            return Party((left.entities[0], mention.entities[0]), left.start, mention.end)
    return None


def _each_way(word: Token, frame: Frame, both: Party | None, rule: str) -> list[Attitude]:
    """Two attitudes, of each of two toward the other."""
    if both is None or len(both.entities) != 2:
        return []
    one, other = (msgspec.structs.replace(both, entities=(entity,)) for entity in both.entities)
    return [
        Attitude(frame.stance, word, word, holder, toward, frame.confidence, rule)
        for holder, toward in ((one, other), (other, one))
    ]


def _is_no_stance(word: Token, frame: Frame, toward: Party) -> bool:
    """ "supports it" (a plan), "supports two million refugees": help for people, or approval of a thing."""
    if word.pos not in VERBAL or frame.stance not in ("support", "oppose"):
        return False
    helped = load_frames().words["attribute.helped"]
    words = [(entity, entity.text.lower().split()) for entity in toward.entities]
    return all(said == ["it"] or entity.sector == "REF" or bool(set(said) & helped) for entity, said in words)


def _find_anchor(sent: Sentence, word: Token) -> Token:
    """The word itself, or the verb that takes a line or wins a support: what is true of the verb is true of them."""
    words = load_frames().words
    above = sent.tokens[word.head]
    if word.dep == "dobj" and (above.lemma in words["carry.enjoy"] or word.lemma in words["line.words"]):
        return above
    return word


def _first(
    sent: Sentence,
    word: Token,
    slots: Sequence[str],
    mentions: Sequence[Mention],
    role: str,
    frame: Frame | None = None,
    *,
    taken: Sequence[Party] = (),
) -> Party | None:
    deeds, things = (frame.deeds, frame.things) if frame is not None else (False, False)
    for slot in slots:
        party = find_slot(sent, word, slot, mentions, role=role, deeds=deeds, things=things and slot != "clause")
        if party is not None and party not in taken:
            return party
    return None


def find_last_pair(mentions: Sequence[Mention]) -> Party | None:
    """The last mention of two actors at once ("both states"), or the last two states named side by side."""
    for mention in reversed(mentions):
        if len(mention.entities) == 2:
            return Party(mention.entities, mention.start, mention.end)
    return None
