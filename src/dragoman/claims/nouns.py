"""From a governor into the noun below it: what becomes of the status of an act that a noun names.

"called for [a ceasefire]" hypothetical; "after [the attack]" occurred; "will hold [talks]" planned
"""

from __future__ import annotations

from dragoman.claims.clauses import find_surfacing
from dragoman.claims.mood import VERBAL, has_negative_determiner
from dragoman.claims.state import REAL, State, embed, find_rule, is_definite, set_status
from dragoman.claims.tables import load_hedges, load_moods
from dragoman.types import Sentence, Status, Token


def enter_noun(sent: Sentence, governor: Token, child: Token, dep: str, preposition: str, state: State) -> None:
    form = preposition or ("subject" if dep in ("nsubj", "csubj") else "noun")
    if preposition == "without":
        return set_status(state, "negated", "link.without", f"'without {child.text}'")
    if dep in ("compound", "amod", "nmod"):
        before = sent.tokens[child.i - 1] if child.i else child
        if child.tag == "VBG" and before.lemma == "be":
            return None  # "has been training rebels", where the parser sees a noun
        form = "of"
        if governor.lemma in load_moods()["aims"]:
            return None
    if dep in ("poss", "appos"):
        return None if dep == "appos" else set_status(state, "occurred", "mood.nominal", f"told as a fact ('{child.text}')")
    rumour = find_surfacing(sent, governor, child)
    if rumour is not None and preposition in load_moods()["about"]:
        state.alleged = True
        return set_status(state, "occurred", "link.surfacing", f"what the {rumour.text} are about")
    rule = find_rule(sent, governor, form)
    definite = is_definite(sent, child)
    said = _find_predicate(sent, governor) if form == "subject" else None
    if said is not None:
        return set_status(state, said[1], "hedge.predicate", f"'{said[0]}'")
    if rule is not None and not (definite and (rule.indefinite or preposition in load_moods()["presupposing"])):
        embed(rule, governor, None, "that", state)
    elif form == "subject" and state.status == "negated" and _lacks_something(sent, governor, child):
        set_status(state, "occurred", "mood.nominal", f"what lacks something is told as a fact ('{child.text}')")
    elif governor.pos in VERBAL and governor.lemma in load_moods()["light"] and preposition not in load_moods()["presupposing"]:
        pass  # the verb only carries the noun: what is true of it is true of the noun
    elif form == "subject" and not definite and governor.lemma == "be" and state.status == "planned":
        set_status(state, "hypothetical", "mood.nominal", f"what a {child.text} would be")
    elif not definite and state.status == "hypothetical" and preposition == "of" and _is_indefinite(sent, child):
        pass  # "could flee within hours of an attack"
    elif definite or state.status in REAL or (preposition and not _shares(governor, preposition)):
        set_status(state, "occurred", "mood.nominal", f"told as a fact ('{child.text}')")
    if state.status in REAL and any(sent.tokens[c].text.lower() == "any" for c in sent.children[child.i]):
        set_status(state, "hypothetical", "mood.any", f"'any {child.text}'")
    return None


def _is_indefinite(sent: Sentence, noun: Token) -> bool:
    return any(sent.tokens[c].dep == "det" and sent.tokens[c].text.lower() in ("a", "an") for c in sent.children[noun.i])


def _shares(governor: Token, preposition: str) -> bool:
    """ "will take part in talks", "will arrive for talks": the noun is as sure as its verb."""
    moods = load_moods()
    return preposition in moods["sharing"] or (preposition == "for" and governor.lemma in moods["motion"])


def _find_predicate(sent: Sentence, verb: Token) -> tuple[str, Status] | None:
    """ "war is imminent", "recognition remains unlikely": what a predicate says of the status of its subject."""
    if verb.lemma not in ("be", "remain", "seem", "appear", "become"):
        return None
    if verb.lemma == "be" and any(sent.tokens[c].dep == "xcomp" and _is_infinitive(sent, c) for c in sent.children[verb.i]):
        return f"{verb.text} to", "planned"
    for c in sent.children[verb.i]:
        hedge = load_hedges().get(("adj", sent.tokens[c].text.lower())) if sent.tokens[c].dep in ("acomp", "oprd") else None
        if hedge is not None and hedge.status is not None:
            return hedge.word, hedge.status
    return None


def _is_infinitive(sent: Sentence, i: int) -> bool:
    return any(sent.tokens[c].tag == "TO" and sent.tokens[c].dep == "aux" for c in sent.children[i])


def _lacks_something(sent: Sentence, verb: Token, subject: Token) -> bool:
    """ "the attack has no precedent": the "no" is of what the verb gives it, and not of the deed or of the verb."""
    denied = any(sent.tokens[c].dep == "dobj" and has_negative_determiner(sent, c) for c in sent.children[verb.i])
    others = any(sent.tokens[c].dep == "neg" for c in sent.children[verb.i]) or has_negative_determiner(sent, subject.i)
    return denied and not others
