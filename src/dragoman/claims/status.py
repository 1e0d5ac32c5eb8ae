"""How sure: the status of an act, folded along the path from the root of its sentence down to the word that carries it.

Each step asks what the governor does to its complement (`embedding.toml`), what kind of clause hangs there, and what the
clause's own mood is.

    "Chile denied that it planned to attack Peru"
    denied: occurred -> planned (that, denied): negated -> attack (inf, plan negated): negated
"""

from __future__ import annotations

import msgspec

from dragoman.claims.mood import VERBAL, Form, Mood, has_negative_determiner, read_mood
from dragoman.claims.tables import Embedding, load_embedding, load_hedges, load_moods
from dragoman.types import Sentence, Status, Token, Why

NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
REAL = frozenset(("occurred", "ongoing"))
PREPOSITIONS = frozenset(("prep", "agent", "dative", "prt"))
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adj"}


class Verdict(msgspec.Struct, frozen=True):
    status: Status
    alleged: bool
    why: tuple[Why, ...]


class _State(msgspec.Struct):
    """Where the fold stands: the status so far, whether the last verb was past, and the preposition that waits."""

    status: Status
    past: bool
    alleged: bool
    why: list[Why]
    owner: Token | None = None
    preposition: str = ""


def read_status(sent: Sentence, trigger: int) -> Verdict:
    """The status of the act that token `trigger` carries; a sentence without tokens gives `occurred`."""
    if not sent.tokens or not 0 <= trigger < len(sent.tokens):
        return Verdict("occurred", False, (Why("status.unparsed", "no syntax to read"),))
    path = find_path(sent, trigger)
    root = sent.tokens[path[-1]]
    state = _start(sent, root)
    _add_modifiers(sent, root, state)
    parent = root
    for i in reversed(path[:-1]):
        child = sent.tokens[i]
        if child.dep == "conj" and parent.i == child.head and len(path) > 1:
            _step_conjunct(sent, parent, child, state)
        else:
            _step(sent, parent, child, child, state)
        _add_modifiers(sent, child, state)
        parent = child
    if state.status in REAL and _is_question(sent, root) and not _is_presupposed(sent, path):
        _set(state, "hypothetical", "mood.question", "asked, not told")
    return Verdict(state.status, state.alleged, tuple(state.why))


def find_path(sent: Sentence, i: int) -> list[int]:
    """Token indices from `i` up to its root; conjuncts stand in the place of the first ("to seize and [hold]")."""
    path, seen = [i], {i}
    while True:
        here = sent.tokens[path[-1]]
        head = here.head
        if (
            here.dep == "conj"
            and head not in seen
            and sent.tokens[head].dep not in ("ROOT", "conj")
            and _same_kind(here, sent.tokens[head])
        ):
            seen.add(head)
            head = sent.tokens[head].head
        if head in seen or not 0 <= head < len(sent.tokens):
            return path
        seen.add(head)
        path.append(head)


def _same_kind(one: Token, other: Token) -> bool:
    return (one.pos in VERBAL) == (other.pos in VERBAL)


def _start(sent: Sentence, root: Token) -> _State:
    if root.pos in VERBAL:
        mood = read_mood(sent, root.i)
        status: Status = mood.status or ("hypothetical" if mood.form == "inf" else "occurred")
        return _State(status, mood.past, False, [Why(mood.rule, f"{mood.note} ('{root.text}')")])
    return _State("occurred", False, False, [Why("status.mood.nominal", f"told as a fact ('{root.text}')")])


def _is_question(sent: Sentence, root: Token) -> bool:
    """A yes-or-no question: it ends in "?", and an auxiliary or "be" comes first or before the subject."""
    if not sent.text.rstrip(" \"'\u201d\u2019)").endswith("?"):
        return False
    first = next((token for token in sent.tokens if token.pos != "PUNCT"), root)
    if first.text.lower() in load_moods()["asking"]:
        return True
    if any(token.tag in ("WDT", "WP", "WRB", "WP$") for token in sent.tokens[:3]):
        return False
    subjects = [c for c in sent.children[root.i] if sent.tokens[c].dep in ("nsubj", "nsubjpass", "expl")]
    openers = [c for c in sent.children[root.i] if sent.tokens[c].dep in ("aux", "auxpass")] or (
        [root.i] if root.lemma == "be" else []
    )
    return bool(subjects and openers) and openers[0] < subjects[0]


def _is_presupposed(sent: Sentence, path: list[int]) -> bool:
    """What a question takes for granted: a relative clause, a definite noun ("Did the invasion fail?")."""
    return any(sent.tokens[i].dep == "relcl" for i in path) or (
        sent.tokens[path[0]].pos not in VERBAL and _is_definite(sent, sent.tokens[path[0]])
    )


def _step_conjunct(sent: Sentence, parent: Token, child: Token, state: _State) -> None:
    """A conjunct of the root: its own mood if it has one, else what the first conjunct has."""
    if child.pos in VERBAL:
        mood = read_mood(sent, child.i)
        if mood.status is not None:
            _set(state, mood.status, mood.rule.removeprefix("status."), f"{mood.note} ('{child.text}')")
            state.past = mood.past
    state.owner = None


def _step(sent: Sentence, parent: Token, child: Token, stand_in: Token, state: _State) -> None:
    """Moves the fold from `parent` to `child`."""
    dep = _find_relation(sent, child)
    if dep in PREPOSITIONS and child.pos not in VERBAL:
        if state.owner is None or parent.dep not in PREPOSITIONS:
            state.owner = parent
        state.preposition = child.text.lower()
        return
    owner, preposition = (state.owner, state.preposition) if parent.dep in PREPOSITIONS or parent.pos == "ADP" else (None, "")
    state.owner, state.preposition = None, ""
    governor = owner or parent
    if child.pos in VERBAL and dep not in ("amod", "compound"):
        _enter_clause(sent, governor, child, dep, preposition, state)
    elif child.pos in NOUNS or child.pos in VERBAL or child.tag.startswith("N"):
        _enter_noun(sent, governor, child, dep, preposition, state)


def _find_relation(sent: Sentence, child: Token) -> str:
    """The relation to the governor; a conjunct has that of the first."""
    for _ in range(8):
        if child.dep != "conj" or child.head == child.i:
            break
        child = sent.tokens[child.head]
    return child.dep


# --------------------------------------------------------------------------------------------- clauses


def _enter_clause(sent: Sentence, governor: Token, child: Token, dep: str, preposition: str, state: _State) -> None:
    mood = read_mood(sent, child.i, reported_past=dep == "ccomp" and state.past)
    form = _find_form(sent, child, mood)
    if preposition in ("without",) or _has_mark(sent, child, "without"):
        return _set(state, "negated", "link.without", f"'without {child.text}'")
    if preposition in ("of", "than") and _stands_instead(sent, governor, child):
        return _set(state, "negated", "link.instead", f"in place of '{child.text}'")
    if governor.lemma == "go" and governor.tag == "VBG" and form == "inf":
        return _set(state, "planned" if state.status == "ongoing" else state.status, "mood.going_to", f"'going to {child.text}'")
    if governor.lemma == "use" and governor.tag == "VBD" and form == "inf" and not near_object(sent, governor):
        return _set(state, state.status, "mood.used_to", f"'used to {child.text}'")
    rule = _find_rule(sent, governor, preposition or form)
    if rule is not None and dep not in ("advcl", "relcl", "parataxis"):
        _embed(rule, governor, mood, form, state)
    elif dep == "advcl" or (dep in ("ccomp", "xcomp", "dep") and form == "that" and _find_mark(sent, child)):
        _enter_adverbial(sent, child, mood, form, state)
    elif form == "that":
        _set(state, mood.status or "occurred", mood.rule.removeprefix("status."), f"{mood.note} ('{child.text}')")
    elif form == "inf":
        _enter_infinitive(sent, governor, child, mood, dep, state)
    elif form == "part" or mood.status is not None:
        _set(state, mood.status or "occurred", mood.rule.removeprefix("status."), mood.note)
    elif dep in ("acl", "relcl") or preposition in load_moods()["presupposing"] | {"for"}:
        _set(state, "ongoing" if state.status == "ongoing" else "occurred", "mood.participle", f"'{child.text}' beside its noun")
    if mood.negated:
        _set(state, "negated", "mood.negated", f"negation ('{child.text}')")
    state.past = mood.past if form == "that" else state.past
    return None


def _find_form(sent: Sentence, child: Token, mood: Mood) -> Form:
    if mood.form == "that" and child.tag == "VB" and child.dep in ("ccomp", "xcomp") and mood.note.startswith("subjunctive"):
        governor = sent.tokens[child.head].lemma
        if governor in ("make", "let", "help", "have", "see", "watch", "bid"):
            return "inf"
    return mood.form


def _enter_adverbial(sent: Sentence, child: Token, mood: Mood, form: Form, state: _State) -> None:
    moods = load_moods()
    mark = _find_mark(sent, child)
    if mark in moods["conditional"] or _is_inverted(sent, child):
        _set(state, "hypothetical", "link.condition", f"condition: '{mark or 'had / should'}'")
    elif form == "that" and mark in moods["pending"] and not mood.past and mood.status in ("occurred", "ongoing"):
        if mark in ("until", "till"):
            _set(state, "hypothetical", "link.until", f"'{mark}' with a present tense")
        elif state.status in ("planned", "hypothetical"):
            _set(state, state.status, "link.pending", f"'{mark}' beside a future")
        else:
            _set(state, mood.status, mood.rule.removeprefix("status."), mood.note)
    elif form == "that" or mood.status is not None:
        _set(state, mood.status or "occurred", mood.rule.removeprefix("status."), f"{mood.note} ('{child.text}')")
    elif form == "inf":
        _set_purpose(sent.tokens[child.head], child, state)


def _enter_infinitive(sent: Sentence, governor: Token, child: Token, mood: Mood, dep: str, state: _State) -> None:
    """An infinitive under a governor that no class names."""
    near = {sent.tokens[c].text.lower() for c in sent.children[governor.i]}
    if governor.lemma == "be":
        _set(state, "planned" if state.status in REAL else state.status, "mood.is_to", f"'{governor.text} to {child.text}'")
    elif governor.lemma == "have" and ("yet" in near or "still" in near):
        _set(state, "negated", "mood.yet_to", f"'yet to {child.text}'")
    elif governor.lemma == "have":
        _set(state, "hypothetical", "mood.has_to", f"'{governor.text} to {child.text}'")
    elif mood.status is not None:
        _set(state, mood.status, mood.rule.removeprefix("status."), mood.note)
    elif governor.pos in NOUNS or dep == "acl":
        _set(state, "hypothetical", "link.noun_infinitive", f"'{governor.text} to {child.text}'")
    elif dep in ("csubj", "csubjpass"):
        _set(state, "hypothetical", "link.subject_infinitive", f"'to {child.text}' as a subject")
    else:
        _set_purpose(governor, child, state)


def near_object(sent: Sentence, verb: Token) -> bool:
    return any(sent.tokens[c].dep == "dobj" for c in sent.children[verb.i])


def _set_purpose(governor: Token, child: Token, state: _State) -> None:
    moods = load_moods()
    if governor.lemma in moods["meeting"] and child.lemma in moods["talking"]:
        return
    if state.status in REAL:
        _set(state, "planned", "link.purpose", f"purpose: 'to {child.text}'")
    elif state.status == "negated":
        _set(state, "hypothetical", "link.purpose", f"purpose of what did not happen: 'to {child.text}'")


def _is_inverted(sent: Sentence, child: Token) -> bool:
    """ "had Siam agreed", "should war come": an auxiliary opens the clause, and no mark does."""
    subject = next((c for c in sent.children[child.i] if sent.tokens[c].dep in ("nsubj", "nsubjpass")), None)
    opener = next((c for c in sent.children[child.i] if sent.tokens[c].dep in ("aux", "auxpass")), None)
    return (
        subject is not None
        and opener is not None
        and opener < subject
        and sent.tokens[opener].text.lower() in ("had", "should", "were")
    )


def _find_mark(sent: Sentence, child: Token) -> str:
    for c in sent.children[child.i]:
        token = sent.tokens[c]
        if token.dep == "mark" or (token.dep == "advmod" and token.tag == "WRB"):
            return token.text.lower()
    return ""


def _has_mark(sent: Sentence, child: Token, word: str) -> bool:
    return any(
        sent.tokens[c].text.lower() == word and sent.tokens[c].dep in ("mark", "prep")
        for c in sent.children[child.i]
        if c < child.i
    )


def _stands_instead(sent: Sentence, governor: Token, child: Token) -> bool:
    """ "instead of signing", "rather than sign", "stopped short of signing"."""
    words = load_moods()["instead"]
    preposition = sent.tokens[child.head]
    near = [governor.text, *(sent.tokens[c].text for c in sent.children[preposition.i])]
    return any(word.lower() in words for word in near)


# --------------------------------------------------------------------------------------------- nouns


def _enter_noun(sent: Sentence, governor: Token, child: Token, dep: str, preposition: str, state: _State) -> None:
    form = preposition or ("subject" if dep in ("nsubj", "csubj") else "noun")
    if preposition == "without":
        return _set(state, "negated", "link.without", f"'without {child.text}'")
    if dep in ("compound", "amod", "nmod"):
        before = sent.tokens[child.i - 1] if child.i else child
        if child.tag == "VBG" and before.lemma == "be":
            return None  # "has been training rebels", where the parser sees a noun
        form = "of"
        if governor.lemma in ("effort", "drive", "campaign", "power", "end", "act"):
            return None
    if dep in ("poss", "appos"):
        return None if dep == "appos" else _set(state, "occurred", "mood.nominal", f"told as a fact ('{child.text}')")
    rule = _find_rule(sent, governor, form)
    definite = _is_definite(sent, child)
    if rule is not None and not (definite and preposition in load_moods()["presupposing"]):
        _embed(rule, governor, None, "that", state)
    elif governor.pos in VERBAL and governor.lemma in load_moods()["light"] and preposition not in load_moods()["presupposing"]:
        pass  # the verb only carries the noun: what is true of it is true of the noun
    elif definite or state.status in REAL or (preposition and preposition not in load_moods()["sharing"]):
        _set(state, "occurred", "mood.nominal", f"told as a fact ('{child.text}')")
    return None


def _is_definite(sent: Sentence, i: Token) -> bool:
    return any(
        sent.tokens[c].dep == "poss"
        or (sent.tokens[c].dep == "det" and sent.tokens[c].text.lower() in ("the", "this", "that", "these", "those"))
        for c in sent.children[i.i]
    )


# --------------------------------------------------------------------------------------------- shared


def _find_rule(sent: Sentence, governor: Token, form: str) -> Embedding | None:
    pos = POS.get(governor.pos)
    if pos is None:
        return None
    table = load_embedding()
    rule = table.get((pos, governor.lemma, form))
    if rule is None and pos == "verb" and governor.tag in ("VBN", "JJ"):
        rule = table.get(("adj", governor.text.lower(), form))
    return rule


def _embed(rule: Embedding, governor: Token, mood: Mood | None, form: Form, state: _State) -> None:
    """Sets the status that `rule` gives to the complement of `governor`, whose own status is in `state`."""
    outer = state.status
    effect = rule.negated if outer == "negated" else rule.modal if outer in ("planned", "hypothetical") else rule.status
    state.alleged = state.alleged or rule.alleged
    own = mood.status if mood is not None and (mood.status in REAL or mood.status == "negated") else None
    if effect == "same":
        status: Status = outer
    elif effect == "keep":
        status = mood.status if mood is not None and mood.status is not None else "occurred"
    elif effect == "contrary":
        status = "negated"
    elif effect == "ongoing" and state.past:
        status = "occurred"
    elif effect == "planned" and form == "that" and own is not None:
        status = own  # "agreed that the border had been crossed"
    else:
        status = effect
    _set(state, status, f"embedding.{rule.name.replace(' ', '_').replace(',', '')}", f"under '{governor.text}' ({rule.name})")


def _add_modifiers(sent: Sentence, token: Token, state: _State) -> None:
    """Adverbs of a verb and adjectives of a noun that hedge, deny or put off; "no" before a noun."""
    hedges = load_hedges()
    verbal = token.pos in VERBAL
    kind, deps = ("adv", ("advmod", "npadvmod")) if verbal else ("adj", ("amod", "compound", "advmod"))
    for c in sent.children[token.i]:
        child = sent.tokens[c]
        if child.dep not in deps:
            continue
        hedge = hedges.get((kind, child.text.lower())) or hedges.get(("adv", child.text.lower()))
        if hedge is None:
            continue
        state.alleged = state.alleged or hedge.alleged
        if hedge.status is not None and not (verbal and hedge.status == "negated" and state.status == "negated"):
            _set(state, hedge.status, "hedge", f"'{child.text}'")  # type: ignore[arg-type]
    if not verbal and has_negative_determiner(sent, token.i):
        _set(state, "negated", "mood.no", f"'no {token.text}'")


def _set(state: _State, status: Status, rule: str, note: str) -> None:
    state.status = status
    state.why.append(Why(f"status.{rule}", note))
