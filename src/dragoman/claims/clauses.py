"""From a governor into the clause below it: what becomes of the status of an act whose verb heads that clause.

"refused [to sign]" negated; "if [war comes]" hypothetical; "sent a fleet [to seize it]" planned; "said [it had left]" occurred
"""

from __future__ import annotations

from dragoman.claims.mood import SUBJECTS, VERBAL, Form, Mood, is_negated, read_mood
from dragoman.claims.state import NOUNS, REAL, State, embed, find_mark, find_rule, set_status
from dragoman.claims.tables import Embedding, load_embedding, load_moods, load_reporters
from dragoman.types import Sentence, Token


def enter_clause(sent: Sentence, governor: Token, child: Token, dep: str, preposition: str, state: State) -> None:
    mood = read_mood(sent, child.i, reported_past=dep == "ccomp" and state.past)
    form = _find_form(sent, child, mood)
    if form == "that" and any(token.text == ";" for token in sent.tokens[min(child.i, governor.i) : max(child.i, governor.i)]):
        return set_status(state, mood.status or "occurred", mood.rule.removeprefix("status."), f"{mood.note} ('{child.text}')")
    if preposition in ("without",) or _has_mark(sent, child, "without"):
        return set_status(state, "negated", "link.without", f"'without {child.text}'")
    if dep != "advcl" and find_mark(sent, child) in load_moods()["conditional"]:
        return set_status(state, "hypothetical", "link.condition", "asked or open: 'whether', 'if'")
    if preposition in ("of", "than", "from") and _stands_instead(sent, governor, child):
        return set_status(state, "negated", "link.instead", f"in place of '{child.text}'")
    if governor.lemma == "go" and governor.tag == "VBG" and form == "inf":
        return set_status(
            state, "planned" if state.status == "ongoing" else state.status, "mood.going_to", f"'going to {child.text}'"
        )
    if governor.lemma == "use" and governor.tag == "VBD" and form == "inf" and not _has_object(sent, governor):
        return set_status(state, state.status, "mood.used_to", f"'used to {child.text}'")
    if is_turned_down(sent, governor) and (form in ("that", "ing") or preposition == "of"):
        return set_status(state, "negated", "link.turned_down", f"the {governor.text} is turned down")
    rumour = find_surfacing(sent, governor, child)
    if rumour is not None and (form == "that" or preposition or dep == "advcl"):
        state.alleged = True
        return set_status(state, mood.status or "occurred", "link.surfacing", f"what the {rumour.text} are about")
    about = form == "inf" and governor.pos in VERBAL and governor.lemma in load_moods()["setting_about"]
    if (
        about
        and state.past
        and state.status == "occurred"
        and not any(sent.tokens[c].dep in ("dobj", "prep", "auxpass") for c in sent.children[governor.i])
    ):
        return set_status(
            state, "negated" if mood.negated else "occurred", "link.done", f"'{governor.text} to {child.text}', and did"
        )
    rule = find_rule(sent, governor, preposition or form)
    if mood.note == "past progressive" and state.past and state.status in REAL and _is_told(governor, dep, rule):
        state.alleged = state.alleged or (rule is not None and rule.alleged)
        return set_status(state, "ongoing", "mood.past_progressive_told", f"going on when it was told ('{child.text}')")
    if form == "inf" and _is_headline_report(sent, governor, rule):
        return set_status(state, "planned", "mood.is_to", f"'to {child.text}' in a headline")
    if rule is not None and dep == "advcl" and form == "inf" and rule.status in ("hypothetical", "planned", "same"):
        embed(rule, governor, mood, form, state)  # "requests Siam to withdraw", which the parser takes for a purpose
    elif rule is not None and dep not in ("advcl", "relcl", "parataxis"):
        embed(rule, governor, mood, form, state)
    elif form == "that" and dep == "ccomp" and mood.status == "planned" and _is_foretold(sent, governor, child):
        set_status(state, "hypothetical", "link.foretold", f"foretold: '{governor.text} ... {child.text}'")
    elif dep == "advcl" or (dep in ("ccomp", "xcomp", "dep") and form == "that" and find_mark(sent, child)):
        _enter_adverbial(sent, child, mood, form, state)
    elif form == "that":
        set_status(state, mood.status or "occurred", mood.rule.removeprefix("status."), f"{mood.note} ('{child.text}')")
    elif form == "inf":
        _enter_infinitive(sent, governor, child, mood, dep, state)
    elif form == "part" and dep in ("ccomp", "xcomp") and state.status not in REAL:
        pass  # "would have him arrested"
    elif form == "part" or mood.status is not None:
        set_status(state, mood.status or "occurred", mood.rule.removeprefix("status."), mood.note)
    elif dep in ("acl", "relcl") or preposition in load_moods()["presupposing"] | {"for"}:
        set_status(
            state, "ongoing" if state.status == "ongoing" else "occurred", "mood.participle", f"'{child.text}' beside its noun"
        )
    if mood.negated:
        set_status(state, "negated", "mood.negated", f"negation ('{child.text}')")
    state.past = mood.past if form == "that" else state.past
    return None


def _is_told(governor: Token, dep: str, rule: Embedding | None) -> bool:
    """Whether the clause is what a verb of reporting tells for a fact."""
    kept = rule is None or rule.status == "keep"
    reporter = load_reporters().get(("verb", governor.lemma))
    return kept and dep == "ccomp" and reporter is not None and reporter.force != "think"


def _is_headline_report(sent: Sentence, governor: Token, rule: Embedding | None) -> bool:
    """ "Siam to free sailors, envoy says": the infinitive before an active report is what is to come."""
    if rule is None or rule.name != "thought, passive" or governor.tag not in ("VBZ", "VBP", "VBD"):
        return False
    return not any(sent.tokens[c].dep in ("auxpass", "nsubjpass") for c in sent.children[governor.i])


def is_turned_down(sent: Sentence, noun: Token) -> bool:
    """ "rejected claims [that ...]", "dismissed a charge [of ...]": the claim stands as the object of a verb of denial."""
    moods = load_moods()
    above = sent.tokens[noun.head]
    if noun.pos != "NOUN" or noun.lemma not in moods["claimed"]:
        return False
    if noun.dep == "nsubj" and above.lemma == "be":  # "reports that it had yielded were groundless"
        said = [sent.tokens[c] for c in sent.children[above.i] if sent.tokens[c].dep in ("acomp", "attr")]
        return any(word.lemma in moods["falsehood"] for word in said) and not is_negated(sent, above.i)
    if above.lemma not in moods["turning_down"]:
        return False
    return noun.dep == "dobj" and not is_negated(sent, above.i)


def find_surfacing(sent: Sentence, governor: Token, child: Token) -> Token | None:
    """The noun of charge or hearsay that "surfaces" around the clause or noun `child`; None where there is none."""
    moods = load_moods()
    if governor.pos not in VERBAL or governor.lemma not in moods["surfacing"] or child.i < governor.i:
        return None
    if find_mark(sent, child) in moods["time_marks"]:
        return None
    for c in sent.children[governor.i]:
        noun = sent.tokens[c]
        if noun.dep == "nsubj":
            rule = load_embedding().get(("noun", noun.lemma, "that"))
            return noun if rule is not None and rule.alleged else None
    return None


def _find_form(sent: Sentence, child: Token, mood: Mood) -> Form:
    if mood.form == "that" and child.tag == "VB" and child.dep in ("ccomp", "xcomp") and mood.note.startswith("subjunctive"):
        governor = sent.tokens[child.head].lemma
        if governor in ("make", "let", "help", "have", "see", "watch", "bid"):
            return "inf"
    bare = child.tag == "VBN" and not any(sent.tokens[c].dep in ("aux", "auxpass") for c in sent.children[child.i])
    if (
        bare
        and child.dep in ("ccomp", "xcomp")
        and sent.tokens[child.head].lemma in ("have", "get", "want", "see", "order", "need")
    ):
        return "part"  # "would have him arrested"
    return mood.form


def _enter_adverbial(sent: Sentence, child: Token, mood: Mood, form: Form, state: State) -> None:
    moods = load_moods()
    mark = find_mark(sent, child)
    if mark in moods["conditional"] or _is_inverted(sent, child):
        set_status(state, "hypothetical", "link.condition", f"condition: '{mark or 'had / should'}'")
    elif form == "that" and mark in moods["pending"] and mood.past and _is_to_come(state):
        set_status(state, "hypothetical", "link.pending", f"'{mark}' beside what was to come")
    elif form == "that" and mark in moods["pending"] and not mood.past and mood.status in ("occurred", "ongoing"):
        if mark in ("until", "till"):
            set_status(state, "hypothetical", "link.until", f"'{mark}' with a present tense")
        elif state.status in ("planned", "hypothetical"):
            set_status(state, state.status, "link.pending", f"'{mark}' beside a future")
        else:
            set_status(state, mood.status, mood.rule.removeprefix("status."), mood.note)
    elif form == "that" or mood.status is not None:
        set_status(state, mood.status or "occurred", mood.rule.removeprefix("status."), f"{mood.note} ('{child.text}')")
    elif form == "inf":
        _set_purpose(sent, sent.tokens[child.head], child, state)


def _is_to_come(state: State) -> bool:
    """Whether the clause above is in the future of the past: "would not stop [until they withdrew]"."""
    return state.status != "occurred" and any(word in why.note for why in state.why[-2:] for word in ("would", "will", "could"))


def _enter_infinitive(sent: Sentence, governor: Token, child: Token, mood: Mood, dep: str, state: State) -> None:
    """An infinitive under a governor that no class names."""
    near = {sent.tokens[c].text.lower() for c in sent.children[governor.i]}
    if governor.lemma == "be" and state.past and _is_reply(sent, governor):
        set_status(state, state.status, "mood.reply", f"a reply that was made: 'to {child.text}'")
    elif governor.lemma == "be" and "yet" in near:
        set_status(state, "negated", "mood.yet_to", f"'yet to {child.text}'")
    elif governor.lemma == "be":
        set_status(state, "planned" if state.status in REAL else state.status, "mood.is_to", f"'{governor.text} to {child.text}'")
    elif state.status in REAL | {"negated"} and (near | {governor.text.lower()}) & load_moods()["ordinal"]:
        set_status(state, state.status, "mood.first_to", f"the first, last or only one to {child.text}")
    elif governor.lemma == "have" and ("yet" in near or "still" in near):
        set_status(state, "negated", "mood.yet_to", f"'yet to {child.text}'")
    elif governor.lemma == "have" and not any(sent.tokens[c].tag == "TO" for c in sent.children[child.i]):
        pass  # "had German ships turn back"
    elif governor.lemma == "have":
        set_status(state, "hypothetical", "mood.has_to", f"'{governor.text} to {child.text}'")
    elif mood.status is not None:
        set_status(state, mood.status, mood.rule.removeprefix("status."), mood.note)
    elif governor.pos in NOUNS and _is_to_be(sent, child) and state.status != "negated":
        set_status(state, "planned", "mood.is_to", f"'{governor.text} to be {child.text}'")
    elif dep == "acl" and state.status in REAL and _is_sent_out(sent, governor):
        set_status(state, "planned", "link.purpose", f"purpose: 'to {child.text}'")
    elif governor.pos in NOUNS or dep == "acl":
        set_status(state, "hypothetical", "link.noun_infinitive", f"'{governor.text} to {child.text}'")
    elif dep in ("csubj", "csubjpass") and any(sent.tokens[c].dep in SUBJECTS for c in sent.children[child.i]):
        set_status(state, "planned", "mood.is_to", f"what is to be: 'to {child.text}'")
    elif dep in ("csubj", "csubjpass"):
        set_status(state, "hypothetical", "link.subject_infinitive", f"'to {child.text}' as a subject")
    else:
        _set_purpose(sent, governor, child, state)


def _is_reply(sent: Sentence, verb: Token) -> bool:
    """ "its answer was to mobilise": the subject names something done, and the infinitive says what."""
    subjects = (sent.tokens[c] for c in sent.children[verb.i] if sent.tokens[c].dep == "nsubj")
    return any(subject.lemma in load_moods()["replies"] for subject in subjects)


def _is_to_be(sent: Sentence, verb: Token) -> bool:
    """ "a summit to be held on Friday"."""
    return verb.tag == "VBN" and any(sent.tokens[c].dep == "auxpass" for c in sent.children[verb.i])


def _is_sent_out(sent: Sentence, noun: Token) -> bool:
    """ "dispatched a squadron to bombard the fort": whoever is sent is to do it."""
    return noun.dep in ("dobj", "nsubjpass") and sent.tokens[noun.head].lemma in load_moods()["sending"]


def _has_object(sent: Sentence, verb: Token) -> bool:
    return any(sent.tokens[c].dep == "dobj" for c in sent.children[verb.i])


def _set_purpose(sent: Sentence, governor: Token, child: Token, state: State) -> None:
    moods = load_moods()
    if governor.lemma in moods["meeting"] and child.lemma in moods["talking"]:
        return
    if governor.lemma in moods["means"] and state.status in REAL:
        set_status(state, state.status, "link.means", f"'{governor.text}' it to {child.text}, and did")
    elif state.status in REAL and _is_done_at_once(sent, governor, child):
        set_status(state, state.status, "link.done", f"'{governor.text} to {child.text}', and did")
    elif state.status in REAL:
        set_status(state, "planned", "link.purpose", f"purpose: 'to {child.text}'")
    elif state.status == "negated":
        set_status(state, "hypothetical", "link.purpose", f"purpose of what did not happen: 'to {child.text}'")


def _is_foretold(sent: Sentence, governor: Token, child: Token) -> bool:
    """ "warned that Mali would attack": what another will do is a guess; what the speaker will do ("that it would") is a plan."""
    own = any(sent.tokens[c].dep in SUBJECTS and sent.tokens[c].tag == "PRP" for c in sent.children[child.i])
    return governor.lemma in load_moods()["foretelling"] and not own


def _is_done_at_once(sent: Sentence, governor: Token, child: Token) -> bool:
    """ "crossed the border to attack", "returned only to be shot": the infinitive tells what was done there."""
    moods = load_moods()
    if any(sent.tokens[c].text.lower() == "only" and sent.tokens[c].dep == "advmod" for c in sent.children[child.i]):
        return True
    if governor.tag not in ("VBD", "VBN", "VBZ"):
        return False
    return governor.lemma in moods["arriving"] and child.lemma in moods["striking"] and not _is_sent(sent, governor)


def _is_sent(sent: Sentence, verb: Token) -> bool:
    """Whether others had them come: a passive, or an object that is moved ("landed troops to")."""
    return any(sent.tokens[c].dep in ("auxpass", "nsubjpass") for c in sent.children[verb.i])


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
