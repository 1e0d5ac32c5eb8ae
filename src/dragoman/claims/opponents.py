"""Ways to say an attitude without its own word: how one is looked at, whose enemy one is, a line taken, "anti-" and "pro-".

"Chile regarded Argentina as a threat"              fear
"they were united by common enemies such as Peru"   oppose
"a tougher stance on Bolivia"                       oppose
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from dragoman.claims.frames import load_frames
from dragoman.claims.mood import VERBAL, is_negated
from dragoman.claims.slots import Party, find_party, find_slot, is_passive
from dragoman.claims.speakers import find_subject
from dragoman.types import Mention, Sentence, StanceType, Token

FORMER = frozenset(("former", "erstwhile", "onetime", "one-time", "old"))
NO_MORE = frozenset(("historically", "once", "formerly"))
Found = tuple[StanceType, Party, Party, float, str]


def find_opponents(sent: Sentence, word: Token, mentions: Sequence[Mention], pair: Party | None) -> Iterator[Found]:
    """All that the ways of this file say at `word`; `pair`: the two who were named together last."""
    if word.lemma not in load_carriers():
        return
    yield from find_regards(sent, word, mentions)
    yield from find_foes(sent, word, mentions, pair)
    yield from find_equals(sent, word, mentions)
    yield from find_lines(sent, word, mentions)
    yield from find_sentiments(sent, word, mentions)
    yield from find_relations(sent, word, mentions)


@cache
def load_carriers() -> frozenset[str]:
    """The words of all these ways: a word that is none of them need not be looked at."""
    return frozenset().union(*(load_frames().words[name] for name in CARRIERS))


CARRIERS = ("regard.words", "foe.words", "foe.equals", "line.words", "line.feelings", "relations.words")


def find_regards(sent: Sentence, word: Token, mentions: Sequence[Mention]) -> Iterator[Found]:
    """ "regards X as a threat", "considers X an enemy", "views X with suspicion", also in the passive with "by"."""
    frames = load_frames()
    if word.pos not in VERBAL or word.lemma not in frames.words["regard.words"]:
        return
    stance, target = _find_predicate(sent, word)
    if stance is None:
        return
    holder = find_slot(sent, word, "by" if is_passive(sent, word) else "subject", mentions, role="holder")
    if holder is None and is_passive(sent, word):  # "is viewed with suspicion by Siam"
        for noun in (token for token in sent.tokens if token.dep == "pobj" and sent.tokens[token.head].head == word.i):
            holder = holder or find_slot(sent, noun, "by", mentions, role="holder")
    if holder is None and is_passive(sent, word):  # "was seen in Siam as a friend"
        for slot in ("in", "within", "among"):
            holder = holder or find_slot(sent, word, slot, mentions, role="holder")
    toward = find_party(sent, target, mentions, role="toward", deeds=True) if target is not None else None
    for slot in ("object", "on", "upon", "at", *(("to",) if word.lemma == "look" else ())):
        toward = toward or find_slot(sent, word, slot, mentions, role="toward", deeds=True, things=True)
    if toward is None and not any(sent.tokens[c].dep == "dobj" for c in sent.children[word.i]):
        toward = _find_watched(sent, word, mentions)
    if holder is not None and toward is not None:
        yield stance, holder, toward, 0.85, f"stance.regard.{word.lemma}"


def _find_watched(sent: Sentence, verb: Token, mentions: Sequence[Mention]) -> Party | None:
    """ "When Siam took the town, Burma watched with alarm": who acts in the clause of time beside the verb."""
    for c in sent.children[verb.i]:
        clause = sent.tokens[c]
        if clause.dep == "advcl" and any(sent.tokens[k].text.lower() in ("when", "as", "while") for k in sent.children[c]):
            subject = next((sent.tokens[k] for k in sent.children[c] if sent.tokens[k].dep == "nsubj"), None)
            return find_party(sent, subject, mentions, role="toward") if subject is not None else None
    return None


def _find_predicate(sent: Sentence, verb: Token) -> tuple[StanceType | None, Token | None]:
    """What the verb says of its object, and the object where the parser puts it below the predicate."""
    frames = load_frames()
    for c in sent.children[verb.i]:
        child = sent.tokens[c]
        if child.dep == "prep":
            for k in sent.children[c]:
                word = sent.tokens[k].lemma
                if child.text.lower() == "as" and (said := weigh_noun(sent, sent.tokens[k])) is not None:
                    return said, None
                if child.text.lower() == "with" and word in frames.regard_with:
                    return frames.regard_with[word], None
        elif child.dep == "advmod" and child.text.lower() in frames.regard_by:
            return frames.regard_by[child.text.lower()], None
        elif child.dep in ("oprd", "xcomp", "ccomp") and child.pos == "NOUN" and (said := weigh_noun(sent, child)) is not None:
            return said, next((sent.tokens[k] for k in sent.children[c] if sent.tokens[k].dep == "nsubj"), None)
        elif child.dep in ("oprd", "dobj") and any(
            sent.tokens[k].lemma in frames.regard_as and sent.tokens[k].dep == "appos" for k in sent.children[c]
        ):
            apposed = next(sent.tokens[k] for k in sent.children[c] if sent.tokens[k].lemma in frames.regard_as)
            return frames.regard_as[apposed.lemma], child  # "considered Siam an enemy"
        elif child.dep in ("oprd", "xcomp", "ccomp", "attr", "acomp") and child.lemma in frames.regard_as:
            subject = next((sent.tokens[k] for k in sent.children[c] if sent.tokens[k].dep == "nsubj"), None)
            return frames.regard_as[child.lemma], subject
        elif child.dep in ("xcomp", "ccomp") and child.lemma == "be":
            for k in sent.children[c]:
                if sent.tokens[k].dep in ("attr", "acomp") and sent.tokens[k].lemma in frames.regard_as:
                    subject = next((sent.tokens[j] for j in sent.children[c] if sent.tokens[j].dep == "nsubj"), None)
                    return frames.regard_as[sent.tokens[k].lemma], subject
    return None, None


def weigh_noun(sent: Sentence, word: Token) -> StanceType | None:
    """What it says of somebody to call him so: "an enemy", "a reliable partner"; a former one says nothing."""
    frames = load_frames()
    adjectives = {sent.tokens[c].text.lower() for c in sent.children[word.i] if sent.tokens[c].dep in ("amod", "compound")}
    if adjectives & FORMER and not (adjectives & FORMER == {"old"} and word.lemma in frames.words["foe.equals"]):
        return None  # an old friend is still one
    if word.lemma in frames.words["regard.partners"]:
        for adjective in sorted(adjectives):
            if adjective in frames.regard_how:
                return frames.regard_how[adjective]
    return frames.regard_as.get(word.lemma)


def find_foes(sent: Sentence, word: Token, mentions: Sequence[Mention], pair: Party | None) -> Iterator[Found]:
    """ "their common foes, such as X and Y", "Siam's sworn enemy Burma", "Burma, an enemy of Siam"."""
    frames = load_frames()
    if word.pos not in ("NOUN", "PROPN") or word.lemma not in frames.words["foe.words"]:
        return
    adjectives = {sent.tokens[c].text.lower() for c in sent.children[word.i] if sent.tokens[c].dep == "amod"}
    if adjectives & FORMER:
        return
    toward = _find_named_foes(sent, word, mentions)
    if toward is None:
        return
    confidence = 0.8
    holder = None
    for slot in ("poss", "of", "mod"):
        holder = holder or find_slot(sent, word, slot, mentions, role="holder")
    if holder is None and adjectives & frames.words["foe.shared"]:
        subject = find_subject(sent, sent.tokens[word.head]) if word.dep in ("dobj", "pobj") else None
        holder = find_party(sent, subject, mentions, role="holder") if subject is not None else None
        if holder is None and pair is not None:
            holder, confidence = pair, 0.6
    if holder is not None and not {one.code for one in holder.entities} & {one.code for one in toward.entities}:
        yield "oppose", holder, toward, confidence, "stance.oppose.foe"


def find_equals(sent: Sentence, word: Token, mentions: Sequence[Mention]) -> Iterator[Found]:
    """ "Siam and Burma are bitter enemies", "Siam and Laos had long been friends": each of the two toward the other."""
    frames = load_frames()
    above = sent.tokens[word.head]
    plural = word.tag == "NNS" and word.dep in ("attr", "dobj") and above.lemma in ("be", "become", "remain")
    past = any(sent.tokens[c].text.lower() in NO_MORE for c in sent.children[above.i])
    stance = weigh_noun(sent, word) if plural and not past and not is_negated(sent, above.i) else None
    if stance not in ("oppose", "support") or any(
        sent.tokens[c].dep in ("prep", "poss") and sent.tokens[c].text.lower() != "since" for c in sent.children[word.i]
    ):
        return
    if word.lemma not in frames.words["foe.words"] and word.lemma not in frames.words["foe.equals"]:
        return
    subject = find_subject(sent, above)
    both = find_party(sent, subject, mentions, role="toward") if subject is not None else None
    if both is not None and len(both.entities) == 2 and both.entities[0].code != both.entities[1].code:
        sides = [msgspec.structs.replace(both, entities=(entity,)) for entity in both.entities]
        for one, other in (sides, sides[::-1]):
            yield stance, one, other, 0.75, f"stance.{stance}.equals"


def _find_named_foes(sent: Sentence, word: Token, mentions: Sequence[Mention]) -> Party | None:
    for c in sent.children[word.i]:
        child = sent.tokens[c]
        if child.dep == "appos":
            return find_party(sent, child, mentions, role="toward")
        if child.dep == "prep" and child.text.lower() in load_frames().words["foe.examples"]:
            for k in sent.children[c]:
                if sent.tokens[k].dep == "pobj":
                    return find_party(sent, sent.tokens[k], mentions, role="toward")
    above = sent.tokens[word.head]
    if word.dep == "attr" and above.lemma in ("be", "become", "remain"):
        subject = find_subject(sent, above)
        return find_party(sent, subject, mentions, role="toward") if subject is not None else None
    if word.dep in ("compound", "appos"):
        return find_party(sent, above, mentions, role="toward")
    for token in sent.tokens[word.i + 1 : word.i + 14]:  # "rivals in the gulf, notably Siam", wherever the parser hangs it
        if token.text.lower() in load_frames().words["foe.examples"] and token.text.lower() != "as":
            return next(
                (
                    Party(mention.entities, mention.start, mention.end)
                    for mention in mentions
                    if 0 <= mention.start - token.end <= 6 and mention.kind != "place" and any(e.code for e in mention.entities)
                ),
                None,
            )
    return None


def find_lines(sent: Sentence, word: Token, mentions: Sequence[Mention]) -> Iterator[Found]:
    """ "took a tougher line on Siam", "her friendly attitude towards Siam"."""
    frames = load_frames()
    if word.pos != "NOUN" or word.lemma not in frames.words["line.words"]:
        return
    stances = [
        frames.lines[sent.tokens[c].text.lower()] for c in sent.children[word.i] if sent.tokens[c].text.lower() in frames.lines
    ]
    if not stances:
        return
    toward = None
    for slot in sorted(frames.words["line.toward"]):
        toward = toward or find_slot(sent, word, slot, mentions, role="toward")
    holder = None
    for slot in ("poss", "mod", "of", "among", "in", "within"):
        holder = holder or find_slot(sent, word, slot, mentions, role="holder")
    above = sent.tokens[word.head]
    if holder is None and word.dep == "dobj" and above.lemma in frames.words["line.carry"]:
        subject = find_subject(sent, above)
        holder = find_party(sent, subject, mentions, role="holder") if subject is not None else None
    if holder is not None and toward is not None and holder != toward:
        yield stances[0], holder, toward, 0.7, "stance.line"


def find_sentiments(sent: Sentence, word: Token, mentions: Sequence[Mention]) -> Iterator[Found]:
    """ "anti-British feeling in Siam", "the pro-Russian mood of the Bulgarian public"."""
    if word.pos != "NOUN" or word.lemma not in load_frames().words["line.feelings"]:
        return
    for mention in mentions:
        before = sent.text[max(0, mention.start - sent.start - 5) : mention.start - sent.start].lower()
        stance: StanceType | None = "oppose" if before.endswith("anti-") else "support" if before.endswith("pro-") else None
        inside = stance is not None and mention.entities and mention.end <= word.start and word.start - mention.end <= 20
        if stance is None or not inside:
            continue
        holder = None
        for slot in ("poss", "in", "within", "among", "of", "across", "subject"):
            holder = holder or find_slot(sent, word, slot, mentions, role="holder")
        if holder is not None and not set(holder.entities) & set(mention.entities):
            yield stance, holder, Party(mention.entities, mention.start, mention.end), 0.75, f"stance.sentiment.{stance}"


def find_relations(sent: Sentence, word: Token, mentions: Sequence[Mention]) -> Iterator[Found]:
    """ "relations between Siam and Burma have been sour", "Siam's ties with Burma were cordial": each toward the other."""
    frames = load_frames()
    above = sent.tokens[word.head]
    if word.lemma not in frames.words["relations.words"] or word.dep != "nsubj":
        return
    if above.lemma not in frames.words["relations.links"] or is_negated(sent, above.i):
        return
    stance = next((frames.relations[k.lemma] for k in map(sent.tokens.__getitem__, sent.children[above.i])
                   if k.dep in ("acomp", "oprd", "attr") and k.lemma in frames.relations), None)  # fmt: skip
    if stance is None:
        return
    sides: tuple[Party, ...] = ()
    both = find_slot(sent, word, "between", mentions, role="toward")
    if both is not None and len(both.entities) == 2:
        sides = (
            msgspec.structs.replace(both, entities=both.entities[:1]),
            msgspec.structs.replace(both, entities=both.entities[1:]),
        )
    else:
        found = [find_slot(sent, word, slot, mentions, role="toward") for slot in ("poss", "mod", "of")]
        one = next((party for party in found if party is not None), None)
        other = find_slot(sent, word, "with", mentions, role="toward") or find_slot(sent, word, "to", mentions, role="toward")
        sides = (one, other) if one is not None and other is not None and one != other else ()
    for one, other in (sides, sides[::-1]) if sides else ():
        yield stance, one, other, 0.6, f"stance.relations.{stance}"
