"""The mood of one clause, from its own words: tense, aspect, modals, negation. What stands above it is for `status.py`.

"will sign" planned; "would have signed" hypothetical; "has not signed" negated; "is signing" ongoing; "to sign" open
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from dragoman.claims.tables import load_moods
from dragoman.types import Sentence, Status, Token

Form = Literal["that", "inf", "ing", "part"]

PRESENT_BE = frozenset(["is", "are", "am", "'s", "'re", "'m", "s", "re", "m"])
SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "expl"])
VERBAL = frozenset(("VERB", "AUX"))


class Mood(msgspec.Struct, frozen=True):
    """`form` of the clause (that: finite); `status` None where the clause leaves it open ("to sign", "signing").

    `note` is for a person; `rule` is its stable id: what of the clause decided.
    """

    form: Form
    status: Status | None
    past: bool
    negated: bool
    note: str

    @property
    def rule(self) -> str:
        return "status.mood." + re.sub(r"[^a-z]+", "_", self.note.split(":")[0].lower()).strip("_")


def read_mood(sent: Sentence, i: int, *, reported_past: bool = False) -> Mood:
    """The mood of the clause whose verb is token `i`. `reported_past`: it hangs on a report in the past ("said it would")."""
    moods = load_moods()
    verb = sent.tokens[i]
    aux = _find_auxiliaries(sent, verb)
    words = [token.text.lower() for token in aux]
    negated = is_negated(sent, i)
    modal = next((token.text.lower() for token in aux if token.tag == "MD"), None)
    if modal is not None:
        return _read_modal(sent, verb, modal, "have" in words, negated, reported_past, moods)
    if any(token.tag == "TO" for token in aux):
        status: Status | None = "occurred" if "have" in words else "ongoing" if verb.tag == "VBG" and "be" in words else None
        return Mood("inf", "negated" if negated else status, status is not None, negated, "infinitive")
    tense = _read_tense(sent, verb, aux, moods)
    if tense is None:
        return Mood("that", "hypothetical", False, negated, "subjunctive or imperative")
    if negated:
        return Mood(tense.form, "negated", tense.past, True, "negation")
    return tense


def _read_modal(
    sent: Sentence,
    verb: Token,
    modal: str,
    perfect: bool,
    negated: bool,
    reported_past: bool,
    moods: Mapping[str, frozenset[str]],
) -> Mood:
    conditional = has_condition(sent, verb.i)
    if modal in ("can", "could") and not negated and any(sent.tokens[c].dep == "neg" for c in sent.children[verb.i]):
        return Mood("that", "occurred", modal == "could", False, "what cannot but be")
    if modal in moods["planned"]:
        if negated:
            return Mood("that", "negated", False, True, f"'{modal} not'")
        return Mood("that", "hypothetical" if conditional else "planned", False, False, f"future: '{modal}'")
    if perfect:
        return Mood("that", "hypothetical", True, negated, f"counterfactual or conjecture: '{modal} have'")
    if modal in ("would", "'d") and not conditional:
        if negated:
            return Mood("that", "negated", True, True, "'would not'")
        if reported_past:
            return Mood("that", "planned", True, False, "future of the past: 'would' under a report")
        if any(sent.tokens[c].lemma in moods["historian"] for c in sent.children[verb.i]):
            return Mood("that", "occurred", True, False, "the historian's 'would later'")
        if _has_year(sent, verb.i):
            return Mood("that", "occurred", True, False, "the historian's 'would' with a year")
    if negated and modal in ("could", "can", "ca"):
        return Mood("that", "negated", modal == "could", True, f"'{modal} not'")
    return Mood("that", "hypothetical", False, negated, f"modal: '{modal}'")


def _has_year(sent: Sentence, i: int) -> bool:
    """ "would leave only in 1905": a year of the past beside the verb of a narrative."""
    first = next((token for token in sent.tokens if token.dep == "ROOT"), None)
    if first is None or first.i == i or first.tag != "VBD":
        return False
    for c in sent.children[i]:
        if sent.tokens[c].dep == "prep" and sent.tokens[c].text.lower() in ("in", "until", "by"):
            for k in sent.children[c]:
                word = sent.tokens[k].text
                if word.isdigit() and len(word) == 4 and word[0] == "1":
                    return True
    return False


def _read_tense(sent: Sentence, verb: Token, aux: list[Token], moods: Mapping[str, frozenset[str]]) -> Mood | None:
    """The mood without modal, "to" and negation; None for a bare verb form (subjunctive, imperative)."""
    words = [token.text.lower() for token in aux]
    state = verb.lemma in moods["stative"]
    has = any(word in ("has", "have", "'ve", "ve") for word in words)
    had = "had" in words or "having" in words
    now = any(word in PRESENT_BE for word in words)
    progressive = verb.tag == "VBG" or "being" in words
    subject = any(sent.tokens[c].dep in SUBJECTS for c in sent.children[verb.i])
    if progressive:
        if not aux or words == ["having"]:
            return Mood("ing", None, False, False, "participle")
        if not (now or has):
            past = "was" in words or "were" in words or had
            return Mood("that" if past else "ing", "occurred" if past else None, past, False, "past progressive")
        if not has and any(word in moods["to_come"] for word in _words_below(sent, verb.i)):
            return Mood("that", "planned", False, False, "present progressive of what is to come")
        return Mood("that", "ongoing", False, False, "progressive")
    if has or had:
        if "having" in words:
            return Mood("ing", "occurred", True, False, "perfect participle")
        lasting = has and "since" in _words_below(sent, verb.i) and (state or verb.lemma == "be")
        return Mood("that", "ongoing" if lasting else "occurred", had, False, "perfect with 'since'" if lasting else "perfect")
    if verb.tag == "VBD" or "did" in words or "was" in words or "were" in words or "got" in words:
        return Mood("that", "occurred", True, False, "past tense")
    if verb.tag == "VBN":
        if now or "are" in words:
            return Mood("that", "ongoing" if state else "occurred", False, False, "present passive")
        if "be" in words:
            return None
        if subject:
            return Mood("that", "occurred", True, False, "past tense")
        return Mood("part", "occurred", True, False, "past participle")
    misread = verb.tag == "VB" and subject and not aux and verb.dep in ("ROOT", "relcl", "parataxis")
    if verb.tag in ("VBZ", "VBP") or words in (["do"], ["does"]) or misread:
        lasting = state or verb.lemma in ("be", "remain", "have")
        return Mood("that", "ongoing" if lasting else "occurred", False, False, "present tense")
    if verb.tag == "VB" and verb.pos in VERBAL:
        return None
    return Mood("that", "occurred", True, False, "told as a fact")


def is_negated(sent: Sentence, i: int) -> bool:
    """Whether the clause of verb `i` is negated by "not", "never", "no longer", or a subject or object with "no"."""
    return any(_denies(sent, c) for c in _children_with_shared(sent, i))


def _denies(sent: Sentence, c: int) -> bool:
    child = sent.tokens[c]
    word = child.text.lower()
    negative = load_moods()["negative"]
    if child.dep == "neg" or (child.dep in ("advmod", "preconj") and word in negative):
        return not _followed_by_only(sent, c)
    if child.dep == "advmod" and word == "longer":
        return any(sent.tokens[k].text.lower() == "no" for k in sent.children[c])
    return child.dep in ("nsubj", "nsubjpass", "dobj") and (word in negative or has_negative_determiner(sent, c))


def has_negative_determiner(sent: Sentence, i: int) -> bool:
    negative = load_moods()["negative"]
    return any(
        sent.tokens[c].dep in ("det", "neg", "preconj") and sent.tokens[c].text.lower() in negative for c in sent.children[i]
    )


def has_condition(sent: Sentence, i: int) -> bool:
    """Whether a clause with "if" or "unless" hangs on verb `i` (or, where the parser missed the clause, the word alone)."""
    for c in sent.children[i]:
        if sent.tokens[c].dep == "mark" and sent.tokens[c].text.lower() in ("if", "unless", "lest"):
            return True
        if sent.tokens[c].dep == "advcl" and any(
            sent.tokens[k].text.lower() in ("if", "unless", "lest", "should") and sent.tokens[k].dep in ("mark", "aux")
            for k in sent.children[c]
        ):
            return True
    return False


def _followed_by_only(sent: Sentence, i: int) -> bool:
    return i + 1 < len(sent.tokens) and sent.tokens[i + 1].text.lower() in ("only", "just", "merely", "least", "but")


def _find_auxiliaries(sent: Sentence, verb: Token) -> list[Token]:
    """The verb's own auxiliaries; a second verb ("will seize and hold") borrows those of the first."""
    here = verb
    for _ in range(8):  # a chain of conjuncts is rarely longer; keeps the walk short on hostile trees
        own = [sent.tokens[c] for c in sent.children[here.i] if sent.tokens[c].dep in ("aux", "auxpass")]
        first = sent.tokens[here.head]
        if own or here.dep != "conj" or first.i == here.i:
            return own
        if not _is_same_form(sent, here, first):
            return own
        if any(sent.tokens[c].dep in SUBJECTS for c in sent.children[here.i]):
            return own
        here = first
    return []


def _is_same_form(sent: Sentence, verb: Token, first: Token) -> bool:
    """Whether a second verb can share the auxiliaries of the first; "be tried and imprisoned" is often tagged as a past tense."""
    if verb.tag in ("VB", "VBN", "VBG") and verb.tag == first.tag:
        return True
    passive = any(sent.tokens[c].dep == "auxpass" for c in sent.children[first.i])
    return passive and verb.tag == "VBD" and not any(sent.tokens[c].dep == "dobj" for c in sent.children[verb.i])


def _children_with_shared(sent: Sentence, i: int) -> Iterator[int]:
    """Children of verb `i`, and the negation that a second verb shares with the first ("did not attack or bomb")."""
    yield from sent.children[i]
    verb = sent.tokens[i]
    first = sent.tokens[verb.head]
    shares = (
        verb.dep == "conj"
        and first.tag == verb.tag == "VB"
        and not any(sent.tokens[c].dep in ("aux", "neg") for c in sent.children[i])
    )
    if shares and not any(sent.tokens[c].text.lower() == "but" for c in sent.children[first.i]):
        for c in sent.children[first.i]:
            if sent.tokens[c].dep == "neg":
                yield c


def _words_below(sent: Sentence, i: int) -> Iterator[str]:
    """Lower-case words one and two steps below token `i`, without those of other clauses."""
    for c in sent.children[i]:
        if sent.tokens[c].dep in ("conj", "relcl", "advcl", "ccomp", "parataxis"):
            continue
        yield sent.tokens[c].text.lower()
        for k in sent.children[c]:
            yield sent.tokens[k].text.lower()
