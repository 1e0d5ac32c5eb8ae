"""Where the fold of `status.py` stands, and what a governor does to it: the parts that clauses and nouns share.

State("occurred") under "failed to" -> State("negated")
"""

from __future__ import annotations

import msgspec

from dragoman.claims.mood import VERBAL, Form, Mood, has_negative_determiner
from dragoman.claims.tables import Embedding, load_embedding, load_hedges, load_moods
from dragoman.types import Sentence, Status, Token, Why

NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
REAL = frozenset(("occurred", "ongoing"))
FORMS = frozenset(("inf", "ing", "that", "part", "noun", "subject"))
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adj"}


class State(msgspec.Struct):
    """Where the fold stands: the status so far, whether the last verb was past, and the preposition that waits."""

    status: Status
    past: bool
    alleged: bool
    why: list[Why]
    owner: Token | None = None
    preposition: str = ""


def set_status(state: State, status: Status, rule: str, note: str) -> None:
    state.status = status
    state.why.append(Why(f"status.{rule}", note))


def find_rule(sent: Sentence, governor: Token, form: str) -> Embedding | None:
    pos = POS.get(governor.pos)
    if pos is None:
        return None
    table = load_embedding()
    for c in sent.children[governor.i] if pos == "verb" else ():
        child = sent.tokens[c]
        if child.dep == "prt" and ("verb", f"{governor.lemma}-{child.text.lower()}", form) in table:
            return table["verb", f"{governor.lemma}-{child.text.lower()}", form]
        if child.dep == "oprd" and form == "noun" and governor.lemma == "call":
            return None  # "called the raid a crime": no call for a raid
        if child.dep == "acomp" and governor.lemma == "be" and form in ("that", "inf"):  # "it is unlikely that"
            return table.get(("adj", child.text.lower(), form))
    rule = table.get((pos, governor.lemma, form))
    if rule is None and pos == "verb" and governor.tag in ("VBN", "JJ"):
        rule = table.get(("adj", governor.text.lower(), form))
    if rule is None and pos == "verb" and form not in FORMS:  # "made progress [toward a truce]", "issued a call [for talks]"
        objects = (sent.tokens[c] for c in sent.children[governor.i] if sent.tokens[c].dep == "dobj")
        rule = next((found for noun in objects if (found := table.get(("noun", noun.lemma, form)))), None)
    return rule


def embed(rule: Embedding, governor: Token, mood: Mood | None, form: Form, state: State) -> None:
    """Sets the status that `rule` gives to the complement of `governor`, whose own status is in `state`."""
    outer = state.status
    effect = rule.negated if outer == "negated" else rule.modal if outer in ("planned", "hypothetical") else rule.status
    state.alleged = state.alleged or rule.alleged
    own = mood.status if mood is not None and (mood.status in REAL or mood.status == "negated") else None
    if rule.status == "negated" and state.why[-1].rule.startswith("status.mood.counterfactual"):
        status: Status = "occurred"  # "could have prevented the landing"
    elif effect == "same":
        status = outer
    elif effect == "keep":
        status = mood.status if mood is not None and mood.status is not None else "occurred"
    elif effect == "contrary":
        status = "negated"
    elif effect == "achieved":
        status = "occurred" if state.past else "hypothetical"
    elif effect == "ongoing" and state.past and (rule.status == "ongoing" or outer == "negated"):
        status = "occurred"
    elif effect == "planned" and form == "that" and own is not None:
        status = own  # "agreed that the border had been crossed"
    else:
        status = effect
    set_status(
        state, status, f"embedding.{rule.name.replace(' ', '_').replace(',', '')}", f"under '{governor.text}' ({rule.name})"
    )


def add_modifiers(sent: Sentence, token: Token, state: State) -> None:
    """Adverbs of a verb and adjectives of a noun that hedge, deny or put off; "no" before a noun."""
    hedges = load_hedges()
    verbal = token.pos in VERBAL
    kind, deps = ("adv", ("advmod", "npadvmod")) if verbal else ("adj", ("amod", "compound", "advmod"))
    for c in sent.children[token.i]:
        child = sent.tokens[c]
        if child.dep not in deps:
            continue
        hedge = hedges.get((kind, child.text.lower())) or hedges.get(("adv", child.text.lower()))
        if hedge is None or is_beside(token, child):
            continue
        state.alleged = state.alleged or hedge.alleged
        put_off = hedge.status in ("planned", "hypothetical", "negated") and state.status == "negated"
        if hedge.status is not None and not put_off:
            set_status(state, hedge.status, "hedge", f"'{child.text}'")
    if not verbal and has_negative_determiner(sent, token.i):
        set_status(state, "negated", "mood.no", f"'no {token.text}'")


def is_beside(token: Token, child: Token) -> bool:
    """Whether the hedge leaves it a fact: "unsuccessful raids", "responded almost at once"."""
    word, moods = child.text.lower(), load_moods()
    if word in moods["failed"] and token.lemma in moods["held"]:
        return True
    if word == "unsuccessful" and token.lemma in moods["flown"]:
        return True
    return word in ("almost", "nearly") and child.i > token.i


def find_mark(sent: Sentence, child: Token) -> str:
    for c in sent.children[child.i]:
        token = sent.tokens[c]
        if token.dep == "mark" or (token.dep == "advmod" and token.tag == "WRB"):
            return token.text.lower()
    return ""


def is_definite(sent: Sentence, i: Token) -> bool:
    return any(
        sent.tokens[c].dep == "poss"
        or (sent.tokens[c].dep == "det" and sent.tokens[c].text.lower() in ("the", "this", "that", "these", "those"))
        for c in sent.children[i.i]
    )
