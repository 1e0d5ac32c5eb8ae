"""How sure: the status of an act, folded along the path from the root of its sentence down to the word that carries it.

Each step asks what the governor does to its complement (`embedding.toml`), what kind of clause hangs there, and what the
clause's own mood is.

    "Chile denied that it planned to attack Peru"
    denied: occurred -> planned (that, denied): negated -> attack (inf, plan negated): negated
"""

from __future__ import annotations

import msgspec

from dragoman.claims.clauses import enter_clause
from dragoman.claims.mood import VERBAL, read_mood
from dragoman.claims.nouns import enter_noun
from dragoman.claims.state import NOUNS, REAL, State, add_modifiers, find_mark, is_definite, set_status
from dragoman.claims.tables import load_moods
from dragoman.types import Sentence, Status, Token, Why

PREPOSITIONS = frozenset(("prep", "agent", "dative", "prt"))


class Verdict(msgspec.Struct, frozen=True):
    status: Status
    alleged: bool
    why: tuple[Why, ...]


def read_status(sent: Sentence, trigger: int) -> Verdict:
    """The status of the act that token `trigger` carries; a sentence without tokens gives `occurred`."""
    if not sent.tokens or not 0 <= trigger < len(sent.tokens):
        return Verdict("occurred", False, (Why("status.unparsed", "no syntax to read"),))
    path = find_path(sent, trigger)
    root = sent.tokens[path[-1]]
    state = _start(sent, root)
    add_modifiers(sent, root, state)
    parent = root
    for i in reversed(path[:-1]):
        child = sent.tokens[i]
        if child.dep == "conj" and parent.i == child.head and len(path) > 1:
            _step_conjunct(sent, parent, child, state)
        else:
            _step(sent, parent, child, state)
        add_modifiers(sent, child, state)
        parent = child
    if state.status == "negated" and _is_answered(sent, sent.tokens[trigger], state):
        set_status(state, "occurred", "mood.voiced", f"what is answered, this {sent.tokens[trigger].text}, was made")
    if state.status in REAL and _is_question(sent, root) and not _is_presupposed(sent, path):
        set_status(state, "hypothetical", "mood.question", "asked, not told")
    return Verdict(state.status, state.alleged, tuple(state.why))


# Of these rules the act is what another refuses or denies; a demand or a charge that is refused has been made.
ANSWERS = frozenset(("status.embedding.refusing", "status.embedding.denying"))


def _is_answered(sent: Sentence, noun: Token, state: State) -> bool:
    """ "rejected the demand", "the calls were rebuffed"; not "rejected any demand"."""
    if noun.lemma not in load_moods()["voiced"] or not state.why or state.why[-1].rule not in ANSWERS:
        return False
    return not any(sent.tokens[c].text.lower() in ("any", "no") for c in sent.children[noun.i])


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


def _start(sent: Sentence, root: Token) -> State:
    if root.pos in VERBAL:
        mood = read_mood(sent, root.i)
        status: Status = mood.status or ("hypothetical" if mood.form == "inf" else "occurred")
        mark = find_mark(sent, root)
        if mark in load_moods()["conditional"]:
            return State("hypothetical", mood.past, False, [Why("status.link.condition", f"condition: '{mark}'")])
        return State(status, mood.past, False, [Why(mood.rule, f"{mood.note} ('{root.text}')")])
    return State("occurred", False, False, [Why("status.mood.nominal", f"told as a fact ('{root.text}')")])


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
        sent.tokens[path[0]].pos not in VERBAL and is_definite(sent, sent.tokens[path[0]])
    )


def _step_conjunct(sent: Sentence, parent: Token, child: Token, state: State) -> None:
    """A conjunct of the root: its own mood if it has one, else what the first conjunct has."""
    if child.pos in VERBAL:
        mood = read_mood(sent, child.i)
        if mood.status is not None:
            set_status(state, mood.status, mood.rule.removeprefix("status."), f"{mood.note} ('{child.text}')")
            state.past = mood.past
    state.owner = None


def _step(sent: Sentence, parent: Token, child: Token, state: State) -> None:
    """Moves the fold from `parent` to `child`."""
    dep = find_relation(sent, child)
    if dep in PREPOSITIONS and child.pos not in VERBAL:
        if state.owner is None or parent.dep not in PREPOSITIONS:
            state.owner = parent
        state.preposition = child.text.lower()
        return
    owner, preposition = (state.owner, state.preposition) if parent.dep in PREPOSITIONS or parent.pos == "ADP" else (None, "")
    state.owner, state.preposition = None, ""
    governor = owner or parent
    if child.pos in VERBAL and dep not in ("amod", "compound"):
        enter_clause(sent, governor, child, dep, preposition, state)
    elif child.pos in NOUNS or child.pos in VERBAL or child.tag.startswith("N"):
        enter_noun(sent, governor, child, dep, preposition, state)


def find_relation(sent: Sentence, child: Token) -> str:
    """The relation to the governor; a conjunct has that of the first."""
    for _ in range(8):
        if child.dep != "conj" or child.head == child.i:
            break
        child = sent.tokens[child.head]
    return child.dep
