"""An event and the text it is from -> the words of a sentence that tells it: who, and in the text's own words what.

Where the words of the event are a plain clause, its subject is named and the rest is quoted: Turkish troops “landed near
Kyrenia”. Where they are not, a pattern of `data/brief/phrases.toml` says what kind of act it was, and the words follow whole.

    >>> make_clause(event, doc, namer).text
    'Greece and Turkey “signed an armistice at Mudanya”'
"""

from __future__ import annotations

from dragoman.brief.acts import say_act
from dragoman.brief.bounds import LONGEST, balance_quote, cut_span, trim_opening
from dragoman.brief.claimed import is_hedged, is_same, is_vague, name_source
from dragoman.brief.names import Namer, name_state
from dragoman.brief.phrases import choose, load_phrases
from dragoman.brief.quoted import Clause, holds_year, make_direct, make_reported
from dragoman.brief.text import join_words, shorten
from dragoman.types import Document, Event

SURE_OF_ACT = 0.5  # confidence below which the kind of act is not told in our words


def make_clause(event: Event, doc: Document, namer: Namer) -> Clause:
    """The sentence that tells the event, with whose claim it is and how sure."""
    namer.year = int(event.date[:4]) if event.date and event.date[:4].isdigit() else None
    if is_hedged(event, doc):
        return make_told(event, doc, namer)
    return make_reported(event, doc, namer) or make_direct(event, doc, namer) or make_told(event, doc, namer)


def make_told(event: Event, doc: Document, namer: Namer) -> Clause:
    start, end = cut_span(event, doc)
    quote = balance_quote(shorten(trim_opening(doc.text, start, end), LONGEST + 40))
    span = (min(start, event.evidence.start), max(end, event.evidence.end))
    named = event.attribution is not None and not is_vague(event.attribution, doc)
    source = name_source(event.attribution, doc, namer) if event.attribution and named else ""
    key: str = ""
    if event.status in ("negated", "planned", "hypothetical"):
        key = "negated_by" if event.status == "negated" and source else event.status
    elif event.alleged or is_hedged(event, doc):
        key = "alleged_by" if source else "alleged"
    patterns = load_phrases()
    if key:
        text = choose(patterns["status"][key], event.id).format(quote=quote, source=source)
    elif event.confidence < SURE_OF_ACT:
        both = join_words(list(dict.fromkeys(name_state(who.code) for who in (*event.actors, *event.recipients) if who.code)))
        text = choose(patterns["status"]["unsure"], event.id).format(both=both, quote=quote)
    else:
        text = f"{say_act(event)}: “{quote}”"
        if source and not any(event.attribution and is_same(event.attribution, who) for who in event.actors):
            text = patterns["source"]["said"][0].format(source=source, clause=text)
    return Clause(text, quote, holds_year(event, doc), False, span)
