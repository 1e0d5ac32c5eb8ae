"""Small repairs of the syntax where the parser hangs a clause on the wrong word and the wrong speaker would follow.

    "told crowds outside the palace [that Siam would not yield]"   the clause is told, not the palace's
    "accused Siamese ships [of ramming a cutter]"                  of the accusing, not of the ships
    "wrote that Siam must yield, [and claimed] that ..."           beside "wrote", not beside "yield"
    "Had Siam yielded, [the envoy wrote later], France would ..."  an aside
    "has yielded, the envoy said, [but will not disarm]"           goes on with what is told

Every repair moves a word to one of its own ancestors, or beside it, so a tree stays a tree.
"""

from __future__ import annotations

import msgspec

from dragoman.claims.mood import SUBJECTS, VERBAL
from dragoman.claims.tables import load_embedding, load_moods, load_reporters
from dragoman.types import Sentence, Token

Move = tuple[int, str]  # the new head and relation of a token
INVERTED = frozenset(("had", "were", "should"))


def mend_sentence(sent: Sentence) -> Sentence:
    """The sentence with its repairs, or itself where there is nothing to mend."""
    sent = _retag(sent)
    moves: dict[int, Move] = {}
    for token in sent.tokens:
        if token.pos in VERBAL:
            move = _told_that(sent, token) or _stray_conjunct(sent, token) or _told_on(sent, token)
            if move is not None:
                moves[token.i] = move
            elif _is_aside(sent, token):
                moves[token.i] = (token.head, "parataxis")
                first = _left_edge(sent, token)
                for c in sent.children[token.i]:
                    if c < first and sent.tokens[c].dep in ("advcl", "ccomp", "prep", "dep"):
                        moves[c] = (token.head, "advcl" if sent.tokens[c].pos in VERBAL else sent.tokens[c].dep)
        elif token.dep == "prep" and token.text.lower() == "of":
            verb = _accused_of(sent, token)
            if verb is not None:
                moves[token.i] = (verb, "prep")
    opener = _find_inversion(sent)
    if opener is not None and opener not in moves:
        moves[opener] = (sent.tokens[opener].head, "advcl")
    return _apply(sent, moves) if moves else sent


def _retag(sent: Sentence) -> Sentence:
    """The sentence with a verb that was read as a noun for a verb: "some resent it" (a root with subject and object); and with
    a perfect that was read as an adjective for a perfect: "have long resented Siamese meddling"."""
    sent = _read_perfect(sent)
    for token in sent.tokens:
        if token.dep != "ROOT" or token.pos not in ("NOUN", "PROPN"):
            continue
        deps = {sent.tokens[c].dep for c in sent.children[token.i]}
        if "nsubj" in deps and "dobj" in deps and not deps & {"det", "amod", "cop"}:
            tag = "VBZ" if token.tag in ("NNS", "NNPS") else "VBP"
            verb = msgspec.structs.replace(token, pos="VERB", tag=tag, lemma=token.lemma.lower())
            return msgspec.structs.replace(sent, tokens=(*sent.tokens[: token.i], verb, *sent.tokens[token.i + 1 :]))
    return sent


ADVERBS = frozenset("long always often never already repeatedly consistently frequently traditionally since".split())


def _read_perfect(sent: Sentence) -> Sentence:
    """ "have" + "long" + participle + noun, where the participle hangs on the noun: it is the verb, and "have" its auxiliary."""
    for token in sent.tokens:
        have = sent.tokens[sent.tokens[token.head].head] if token.dep == "amod" and token.tag == "VBN" else None
        noun = sent.tokens[token.head]
        if have is None or have.lemma != "have" or noun.dep != "dobj" or have.i >= token.i:
            continue
        between = sent.tokens[have.i + 1 : token.i]
        if not between or any(each.text.lower() not in ADVERBS for each in between):
            continue
        moves = {
            token.i: (token.i if have.head == have.i else have.head, have.dep),
            have.i: (token.i, "aux"),
            noun.i: (token.i, "dobj"),
        }
        moves |= {c: (token.i, sent.tokens[c].dep) for c in sent.children[have.i] if c != noun.i}
        moved = _apply(sent, moves)
        verb = msgspec.structs.replace(moved.tokens[token.i], pos="VERB")
        helper = msgspec.structs.replace(moved.tokens[have.i], pos="AUX")
        tokens = tuple(verb if each.i == verb.i else helper if each.i == helper.i else each for each in moved.tokens)
        return msgspec.structs.replace(moved, tokens=tokens)
    return sent


def _apply(sent: Sentence, moves: dict[int, Move]) -> Sentence:
    tokens = tuple(
        msgspec.structs.replace(token, head=moves[token.i][0], dep=moves[token.i][1]) if token.i in moves else token
        for token in sent.tokens
    )
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return msgspec.structs.replace(sent, tokens=tokens, children=tuple(map(tuple, children)))


def _is_reporter(token: Token) -> bool:
    return token.pos in VERBAL and ("verb", token.lemma) in load_reporters()


def _told_that(sent: Sentence, verb: Token) -> Move | None:
    """A clause with "that" and a subject of its own, hung on a noun that has no content, below a verb of telling."""
    noun = sent.tokens[verb.head]
    if verb.dep not in ("relcl", "acl") or noun.pos in VERBAL or noun.pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    children = [sent.tokens[c] for c in sent.children[verb.i]]
    if (
        not children
        or children[0].text.lower() != "that"
        or not any(c.dep in SUBJECTS and c.i != children[0].i for c in children)
    ):
        return None
    if noun.dep == "npadvmod" and noun.lemma in load_moods()["spans"]:  # "Siam's claim last week that ..."
        above = sent.tokens[noun.head]
        if ("noun", above.lemma) in load_reporters():
            return above.i, "acl"
        return (above.i, "ccomp") if _is_reporter(above) else None
    if ("noun", noun.lemma, "that") in load_embedding() or ("noun", noun.lemma) in load_reporters():
        return None
    if noun.lemma in load_moods()["vessel"]:
        return None
    above = noun
    for _ in range(8):
        if above.head == above.i:
            return None
        above = sent.tokens[above.head]
        if above.pos in VERBAL:
            break
    else:
        return None
    teller = above.lemma in load_moods()["telling"]
    taken = any(sent.tokens[c].dep in ("ccomp", "xcomp") for c in sent.children[above.i])
    return (above.i, "ccomp") if teller and not taken else None


def _stray_conjunct(sent: Sentence, verb: Token) -> Move | None:
    """A past tense joined to a bare verb of what is reported ("wrote that X must yield, and claimed")."""
    first = sent.tokens[verb.head]
    above = sent.tokens[first.head]
    if verb.dep != "conj" or first.dep != "ccomp" or not _is_reporter(above):
        return None
    bare = first.tag == "VB" and verb.tag in ("VBD", "VBZ") and above.tag == verb.tag
    perfect = any(sent.tokens[c].text.lower() == "had" for c in sent.children[first.i])
    spoken = perfect and above.tag == "VBD" and verb.tag in ("VBD", "VBN") and verb.lemma in load_moods()["addressing"]
    if not (bare or spoken) or any(sent.tokens[c].dep in ("aux", "auxpass") for c in sent.children[verb.i]):
        return None
    if any(sent.tokens[c].dep in SUBJECTS for c in sent.children[verb.i]):
        return None
    return above.i, "conj"


def _told_on(sent: Sentence, verb: Token) -> Move | None:
    """ "Siam has yielded, the envoy said, but it will not disarm": what follows an inserted report goes on with what is told,
    unless it is in the past tense, in which the writer tells."""
    report = sent.tokens[verb.head]
    if verb.dep != "conj" or verb.i < report.i or not _is_reporter(report) or _is_reporter(verb) or report.tag != "VBD":
        return None
    children = [sent.tokens[c] for c in sent.children[verb.i]]
    if verb.tag == "VBD" or not any(child.dep in SUBJECTS for child in children):
        return None
    told = next((sent.tokens[c] for c in sent.children[report.i] if sent.tokens[c].dep == "ccomp"), None)
    if told is None or told.i > report.i or any(sent.tokens[c].dep == "mark" for c in sent.children[told.i]):
        return None
    return told.i, "conj"


def _accused_of(sent: Sentence, preposition: Token) -> int | None:
    """The verb of accusing of which "of" plus a deed says the charge, where it hangs on the accused instead."""
    below = [sent.tokens[c] for c in sent.children[preposition.i]]
    deed = any(child.dep == "pcomp" and child.tag == "VBG" for child in below) or any(
        child.dep == "pobj" and child.tag in ("NN", "NNS") and _is_deed(sent, child) for child in below
    )
    if not deed:
        return None
    here = sent.tokens[preposition.head]
    for _ in range(6):
        if here.pos in VERBAL or here.head == here.i:
            return None
        above = sent.tokens[here.head]
        if above.pos in VERBAL:
            charges = above.lemma in load_moods()["charging"] and here.dep in ("dobj", "nsubjpass", "ccomp", "dep")
            return above.i if charges else None
        here = above
    return None


def _is_deed(sent: Sentence, noun: Token) -> bool:
    """ "of aggression", "of financing rebels", where the parser takes the gerund for a noun."""
    own = [sent.tokens[c] for c in sent.children[noun.i]]
    gerund = noun.text.endswith("ing") or any(child.dep in ("compound", "amod") and child.text.endswith("ing") for child in own)
    return gerund or (noun.tag == "NN" and not any(child.dep in ("det", "poss") for child in own))


def _is_aside(sent: Sentence, verb: Token) -> bool:
    """ "..., the envoy wrote later, ...": a report with a subject and nothing reported below it, between commas."""
    if verb.dep not in ("ccomp", "advcl", "dep") or not _is_reporter(verb):
        return False
    children = [sent.tokens[c] for c in sent.children[verb.i]]
    bare = verb.tag == "VBN" and not any(child.dep in ("aux", "auxpass") for child in children)  # a past tense misread
    if verb.tag not in ("VBD", "VBZ", "VBP") and not bare:
        return False
    if not any(child.dep == "nsubj" for child in children) or any(child.dep == "mark" for child in children):
        return False
    taken = ("ccomp", "xcomp") if verb.lemma == "tell" else ("ccomp", "xcomp", "dobj")
    if any(child.dep in taken and child.i > verb.i for child in children):
        return False
    first = _left_edge(sent, verb)
    last = max(sent.subtree(verb.i))
    opened = first > 0 and sent.tokens[first - 1].text in (",", "\u2014", "\u2013", "-", "\u201d", '"')
    after = sent.tokens[last + 1] if last + 1 < len(sent.tokens) else None
    closed = after is None or after.text in (",", ".", "\u2014", "\u2013", "-") or sent.tokens[last].text in (",",)
    return opened and closed


def _left_edge(sent: Sentence, verb: Token) -> int:
    """Where the subject of the verb begins."""
    subject = next((c for c in sent.children[verb.i] if sent.tokens[c].dep == "nsubj"), verb.i)
    return min((i for i in sent.subtree(subject)), default=subject)


def _find_inversion(sent: Sentence) -> int | None:
    """The verb of "Had Siam yielded, ... France would have ...": a condition, whatever the parser made of it."""
    if len(sent.tokens) < 5:
        return None
    k = 1 if sent.tokens[0].pos == "PUNCT" else 0
    opener = sent.tokens[k]
    verb = sent.tokens[opener.head]
    if (
        opener.text.lower() not in INVERTED
        or opener.dep not in ("aux", "auxpass")
        or verb.dep not in ("ccomp", "dep", "parataxis")
    ):
        return None
    later = any(token.tag == "MD" and token.lemma in ("would", "could", "might") for token in sent.tokens[verb.i :])
    return verb.i if later else None
