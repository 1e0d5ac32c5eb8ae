"""Whom "we" and "they" stand for where only the speech says it, and bare people who hold an attitude in a text about a state.

"We trust our neighbours," the envoy of Siam said          we -> Siam
"Diplomats of Siam said that they doubted his good faith"  they -> the diplomats
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.claims.speech import Speech
from dragoman.claims.voices import OF_STATE
from dragoman.types import Entity, Mention, Sentence, Token, Why

FIRST = frozenset(("we", "us", "our", "ours", "i", "my", "me"))
# "the kingdom's trust in Siam", in what its minister says
LANDS = frozenset(("kingdom", "republic", "emirate", "sultanate", "empire"))
THIRD = frozenset(("he", "she", "they", "it", "his", "her", "their", "its", "him", "them"))


def lend_actors(sent: Sentence, mentions: Sequence[Mention], speech: Speech) -> tuple[Mention, ...]:
    """The mentions of the sentence, with those added or filled that only the speech can tell, in order of the text."""
    found = list(mentions)
    for token in sent.tokens:
        word = token.text.lower()
        land = token.lemma in LANDS and any(sent.tokens[c].text.lower() == "the" for c in sent.children[token.i])
        if word not in FIRST and word not in THIRD and not land:
            continue
        here = next((m for m in found if m.start <= token.start < m.end), None)
        if here is not None and any(entity.code for entity in here.entities):
            continue
        speaker = _find_quoter(token, speech) if word in FIRST else find_speaker_at(sent, token, speech)
        if speaker is None or speaker.code is None or (word in THIRD and here is not None and here.start != token.start):
            continue
        entity = msgspec.structs.replace(speaker, text=token.text, start=token.start, end=token.end)
        if here is not None:
            found.remove(here)
        why = Why("claims.speaker", f"stands for the speaker, {speaker.text}")
        found.append(Mention(token.start, token.end, token.text, sent.index, "pronoun", (entity,), why))
    topic = speech.topics.get(sent.index)
    for place, mention in enumerate(found):
        bare = mention.kind == "role" and len(mention.entities) == 1 and mention.entities[0].code is None
        if bare and topic is not None and mention.entities[0].sector in OF_STATE | {"CVL"} and _are_many(sent, mention):
            entity = msgspec.structs.replace(mention.entities[0], code=topic.code)
            found[place] = msgspec.structs.replace(mention, entities=(entity,), why=Why(LENT, f"in a text about {topic.text}"))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


LENT = "claims.topic"


def _are_many(sent: Sentence, mention: Mention) -> bool:
    """Whether the role is a plural without an owner: "officials", but not "the Pasha" or "my Government"."""
    head = sent.head_of(mention.start, mention.end)
    return head is not None and head.tag in ("NNS", "NNPS") and all(sent.tokens[c].dep != "poss" for c in sent.children[head.i])


def _find_quoter(token: Token, speech: Speech) -> Entity | None:
    quote = speech.quote_at(token.start)
    return quote.speaker if quote is not None else None


def find_speaker_at(sent: Sentence, token: Token, speech: Speech) -> Entity | None:
    """The known speaker of the nearest report above the token, but not of a report whose subject it is part of."""
    below = token
    for _ in range(20):
        if below.head == below.i:
            return None
        here = sent.tokens[below.head]
        report = speech.reports.get((sent.index, here.i))
        told = below.dep in ("ccomp", "parataxis", "xcomp", "acl", "pcomp", "dobj")
        if report is not None and told and report.speaker is not None and report.speaker.code is not None:
            return report.speaker
        below = here
    return None
