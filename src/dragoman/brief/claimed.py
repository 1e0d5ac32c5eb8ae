"""Whose claim a clause is, and how far the text stands behind it.

>>> add_source(event, namer, doc, "Greece “closed its border”", denied_inside=False, charged=False)
'according to the ministry, Greece “closed its border”'
"""

from __future__ import annotations

import re

from dragoman.brief.bounds import find_sentence
from dragoman.brief.names import Namer, is_state, load_words
from dragoman.brief.phrases import choose, load_phrases
from dragoman.types import Document, Entity, Event


def add_source(event: Event, namer: Namer, doc: Document, clause: str, *, denied_inside: bool, charged: bool) -> str:
    """The clause with whose claim it is, and how far the text stands behind it."""
    patterns = load_phrases()["source"]
    if event.attribution is None:
        return choose(patterns["held"], event.id).format(clause=clause) if event.alleged else clause
    own = any(is_same(event.attribution, who) for who in event.actors)
    source = name_source(event.attribution, doc, namer)
    if own and clause.startswith(f"{source} “") and is_state(event.attribution) and (event.status == "negated" or event.alleged):
        clause = "it" + clause[len(source) :]
    if charged:
        key = "charged"
    elif event.status == "negated" and not denied_inside:
        key = "denied"
    elif event.alleged:
        key = "alleged"
    elif own and is_said(event, doc) and not clause.startswith(f"{source} "):
        return f"{source} said that {clause}"
    elif own and is_said(event, doc):
        if is_state(event.attribution):
            return f"{source} said that it{clause[len(source) :]}"
        return f"{clause}, {choose(patterns['own'], event.id)}"
    elif own:
        return clause
    else:
        key = "said"
    return choose(patterns[key], event.id).format(source=source, clause=clause)


def is_said(event: Event, doc: Document) -> bool:
    """Whether the clause is what somebody said, not what he did: it hangs on a "that"."""
    first = min((who.start for who in event.actors), default=event.evidence.start)
    return re.search(r"\bthat (?:the |its |his |their )?$", doc.text[max(0, first - 12) : first]) is not None


def is_hedged(event: Event, doc: Document) -> bool:
    """Whether the sentence has a word of doubt that the event does not account for by a source or by being a charge itself."""
    if event.type in ("ACCUSE", "REJECT") or event.attribution is not None or event.alleged:
        return False
    start, end = find_sentence(doc.text, event.evidence.start, event.evidence.end)
    return re.search(load_words()["hedges"]["pattern"], doc.text[start:end], re.I) is not None


def is_vague(entity: Entity, doc: Document) -> bool:
    """Whether the text names nobody who makes the claim: "Western allegations"."""
    if entity.code is not None or " " in entity.text.strip():
        return False
    return re.match(load_words()["vague"]["claims"], doc.text[entity.end : entity.end + 30]) is not None


def name_source(entity: Entity, doc: Document, namer: Namer) -> str:
    """Who says so, with the article that the text gives."""
    article = re.search(r"\b(the|an?)\s+$", doc.text[max(0, entity.start - 5) : entity.start], re.I)
    return namer.name(entity, article.group(1).lower() if article else "")


def is_same(one: Entity, other: Entity) -> bool:
    return one.code == other.code and (one.name == other.name or is_state(one) or is_state(other))
