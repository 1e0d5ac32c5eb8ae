"""According to whom, how sure: a candidate act -> its Claim (status, source, whether the text holds it at a distance).

"Siam denied that its troops had crossed the river" -> negated, attribution Siam
"Siam accused Burma of arming rebels" (arming)       -> occurred, attribution Siam, alleged
"Siam condemned the raid" (condemned)                -> occurred, attribution None: the saying is the act
"""

from __future__ import annotations

from dragoman.claims.clauses import find_surfacing, is_turned_down
from dragoman.claims.mood import VERBAL, is_negated
from dragoman.claims.speakers import find_subject, is_vessel, make_source
from dragoman.claims.speech import Speech
from dragoman.claims.state import REAL
from dragoman.claims.status import find_path, find_relation, read_status
from dragoman.claims.tables import Reporter, load_moods, load_reporters
from dragoman.claims.utterances import Report
from dragoman.types import Candidate, Claim, Entity, Sentence, Status, Token, Why

# Types whose act is a saying: their speaker is their actor, not their source.
SAYING_TYPES = frozenset(("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
# With these forces an infinitive is the speaker's own act to come, told by the text: "vowed to leave".
OWN_ACT = frozenset(("promise", "ask"))
# Prepositions by which a verb of that force reports an act: "accused of", "admitted to", "warned of", "quoted as".
PREPOSITIONS = {
    "accuse": ("of", "for", "with", "as"),
    "deny": ("of", "as"),
    "warn": ("of", "about", "as"),
    "confirm": ("to", "as"),
    "say": ("as",),
}
# Forces that report an act even as a mere noun: "denied the attack", "claimed a victory".
TAKES_NOUNS = frozenset(("deny", "claim", "accuse", "confirm"))


def attribute_event(candidate: Candidate, sentence: Sentence, speech: Speech) -> Claim:
    """Status, attribution and `alleged` of the candidate; `why` holds the reasons in the order in which they were found."""
    sentence = speech.mended.get(sentence.index, sentence)
    verdict = read_status(sentence, candidate.trigger)
    why = list(verdict.why)
    status: Status = verdict.status
    # "occurred" over a negation: there the negation makes the act ("will not release")
    if candidate.status not in (None, status) and (status != "negated" or candidate.status == "occurred"):
        status = candidate.status or status
        why.append(Why("status.lexicon", f"the words themselves say {status}"))
    alleged = verdict.alleged
    chain = find_sources(sentence, candidate.trigger, speech)
    if status in REAL and sentence.tokens and _is_own_saying(candidate, sentence, chain):
        chain = []
        why.append(Why("attribution.own_act", "the saying is the act"))
    source = next((report.speaker for report in chain if report.speaker is not None), None)
    for report in chain:
        alleged = alleged or report.reporter.alleged or _is_hearsay(report)
    if chain:
        names = " < ".join(_name(report) for report in chain)
        why.append(Why("attribution.report", names))
    elif sentence.tokens and 0 <= candidate.trigger < len(sentence.tokens):
        source, by_quote = _find_voice(candidate, sentence, speech)
        if by_quote is not None:
            why.append(by_quote)
    disclaimer = find_disclaimer(candidate, sentence) if status in (*REAL, "negated") else None
    if disclaimer is not None:
        status, source = "negated", disclaimer
        why.append(Why("status.disclaimed", f"{source.text} says to have had no part in it"))
    if sentence.tokens and (
        is_disowned(sentence, candidate.trigger, reported=bool(chain))
        or (chain and _is_called_charge(sentence, candidate.trigger))
    ):
        alleged = True
        why.append(Why("alleged.disowned", "the text calls it a charge or claim"))
    return Claim(status, source, alleged, tuple(why))


def find_sources(sentence: Sentence, trigger: int, speech: Speech) -> list[Report]:
    """Reports that govern the token, innermost first; then "according to" of its sentence."""
    if not sentence.tokens or not 0 <= trigger < len(sentence.tokens):
        return []
    path = find_path(sentence, trigger)
    chain: list[Report] = []
    below = sentence.tokens[trigger]
    for i in path[1:]:
        here = sentence.tokens[i]
        if _is_conceded(sentence, below):
            break
        report = speech.reports.get((sentence.index, i)) or _find_rumour(sentence, here, below, speech)
        if report is not None and _governs(sentence, report, below, trigger):
            if is_turned_down(sentence, here) and sentence.tokens[here.head].lemma != "be":
                chain.append(_make_denial(sentence, here, report, speech))
            chain.append(report)
        below = here
    on_path = set(path)
    for i in path:
        for c in sentence.children[i]:
            report = speech.reports.get((sentence.index, c))
            if report is not None and c not in on_path and _is_parenthetical(sentence, report):
                chain.append(report)
    chain.extend(speech.sources.get(sentence.index, ()))
    return chain


def _find_rumour(sentence: Sentence, verb: Token, below: Token, speech: Speech) -> Report | None:
    """The report of "allegations surfaced around ...": the noun is the subject, and what it says hangs on the verb."""
    noun = find_surfacing(sentence, verb, below)
    return speech.reports.get((sentence.index, noun.i)) if noun is not None else None


def _make_denial(sentence: Sentence, noun: Token, report: Report, speech: Speech) -> Report:
    """The denial of a claim: "Siam rejected claims that ..." """
    verb = sentence.tokens[noun.head]
    subject = find_subject(sentence, verb)
    mentions = speech.mentions.get(sentence.index, ())
    denier = make_source(sentence, subject, mentions, None) if subject is not None else None
    return Report(sentence.index, verb.i, verb.start, Reporter(verb.lemma, "deny", report.reporter.alleged), denier, False)


def _is_conceded(sentence: Sentence, clause: Token) -> bool:
    """ "..., though no treaty was signed": after a comma the writer speaks again."""
    return clause.dep == "advcl" and any(
        sentence.tokens[c].dep == "mark"
        and sentence.tokens[c].text.lower() in load_moods()["conceding"]
        and c > 0
        and sentence.tokens[c - 1].text == ","
        for c in sentence.children[clause.i]
    )


def _governs(sentence: Sentence, report: Report, below: Token, trigger: int) -> bool:
    """Whether the path enters the reporting word through what it reports."""
    word = sentence.tokens[report.token]
    dep = find_relation(sentence, below)
    if word.pos == "ADJ":
        return dep == "ccomp"
    if word.pos not in VERBAL and below.pos in ("VERB", "AUX", "ADP") and below.head != word.i:
        return True  # "allegations surfaced around it"
    if word.pos not in VERBAL:
        if dep in ("acl", "relcl", "ccomp"):
            return any(sentence.tokens[c].dep == "mark" or sentence.tokens[c].tag == "TO" for c in sentence.children[below.i])
        return dep == "prep" and below.text.lower() == "of"
    if below.dep == "conj" and _breaks_off(sentence, below):
        return False
    if is_negated(sentence, word.i) or any(token.text == ";" for token in sentence.tokens[below.i : word.i]):
        return False  # "has neither confirmed nor denied it"; another sentence in all but the full stop
    force = report.reporter.force
    if dep == "prep":
        return below.text.lower() in PREPOSITIONS.get(force, ()) or _is_vessel_phrase(sentence, below)
    if below.pos not in VERBAL and dep in ("dobj", "nsubjpass"):
        return force in TAKES_NOUNS and below.i == trigger
    if dep == "advcl":
        return force == "say" and _is_quoted_clause(sentence, below)
    if dep == "xcomp" and force in OWN_ACT:
        return False
    if (
        force == "ask"
        and below.tag in ("VB", "VBP", "NN")
        and not any(sentence.tokens[c].tag == "MD" for c in sentence.children[below.i])
    ):
        return False  # "demanded that Chile withdraw" tells no fact
    if dep == "xcomp" and any(sentence.tokens[c].tag == "TO" for c in sentence.children[below.i]) and not report.passive:
        return word.lemma in ("claim", "deny", "profess", "purport")
    return dep in ("ccomp", "xcomp", "parataxis", "dep", "acl", "oprd", "pcomp")


def _breaks_off(sentence: Sentence, below: Token) -> bool:
    """ "said that Siam had closed the port, and sent its fleet": a comma and the teller's tense end what was said."""
    first = sentence.tokens[below.head]
    before = [sentence.tokens[k].text for k in range(max(0, below.i - 2), below.i)]
    own_subject = any(sentence.tokens[c].dep in ("nsubj", "nsubjpass", "aux") for c in sentence.children[below.i])
    return before == [",", "and"] and not own_subject and below.tag == "VBD" and first.tag == "VBN"


def _is_vessel_phrase(sentence: Sentence, preposition: Token) -> bool:
    """ "said in a statement [that]": the clause hangs on the statement, and the statement on the verb."""
    objects = [sentence.tokens[c] for c in sentence.children[preposition.i] if sentence.tokens[c].dep == "pobj"]
    return preposition.text.lower() in ("in", "through", "by", "as") and any(is_vessel(noun) for noun in objects)


def _is_quoted_clause(sentence: Sentence, below: Token) -> bool:
    """An adverbial that precedes the report without a mark is a quote that the parser misread."""
    children = [sentence.tokens[c] for c in sentence.children[below.i]]
    told = any(child.dep in ("nsubj", "nsubjpass", "expl") for child in children)
    return told and not any(child.dep == "mark" for child in children) and below.i < below.head


def _is_parenthetical(sentence: Sentence, report: Report) -> bool:
    """ "Peru, officials said, ...": a report beside the clause, with no clause of its own."""
    word = sentence.tokens[report.token]
    if word.pos not in VERBAL or report.reporter.force in ("accuse", "ask", "promise"):
        return False
    objects = [sentence.tokens[c] for c in sentence.children[word.i] if sentence.tokens[c].dep in ("ccomp", "xcomp", "dobj")]
    if any(token.text.lower() not in ("it", "so") for token in objects):
        return False
    if word.dep == "parataxis":
        return True
    return word.dep in ("advcl", "ccomp", "dep") and any(
        sentence.tokens[c].dep == "mark" and sentence.tokens[c].text.lower() == "as" for c in sentence.children[word.i]
    )


def _is_own_saying(candidate: Candidate, sentence: Sentence, chain: list[Report]) -> bool:
    """Whether the candidate is itself an act of speech by the speaker: "Siam said it condemned the raid"."""
    if not chain or chain[0].speaker is None or candidate.type not in SAYING_TYPES:
        return False
    word = sentence.tokens[candidate.trigger]
    if any(sentence.tokens[c].text.lower() == "had" for c in sentence.children[word.i]):
        return False  # "said that it had warned Siam": another saying, before
    speaker = chain[0].speaker
    return _is_saying(word) and any(_is_same(entity, speaker) for mention in candidate.actors for entity in mention.entities)


def _is_saying(word: Token) -> bool:
    reporters = load_reporters()
    return ("verb", word.lemma) in reporters or ("noun", word.lemma) in reporters or word.lemma in load_moods()["speaking"]


def _is_same(one: Entity, other: Entity) -> bool:
    return one.code is not None and one.code == other.code and (one.name == other.name or one.sector == other.sector)


def _is_hearsay(report: Report) -> bool:
    """ "it is said that", "was reported to", "reports of": nobody is named who says it."""
    return report.speaker is None and (report.passive or report.reporter.hearsay)


def _find_voice(candidate: Candidate, sentence: Sentence, speech: Speech) -> tuple[Entity | None, Why | None]:
    """The speaker of the quote in which the act stands."""
    offset = sentence.tokens[candidate.trigger].start
    quote = speech.quote_at(offset)
    if quote is None or quote.speaker is None:
        return None, None
    word = sentence.tokens[candidate.trigger]
    own = any(_is_same(entity, quote.speaker) for mention in candidate.actors for entity in mention.entities)
    own = own or any(sentence.tokens[c].text.lower() in ("we", "i") for c in sentence.children[word.i])
    if own and _is_saying(word) and word.tag in ("VBP", "VBZ", "VB"):
        return None, Why("attribution.own_act", "the saying is the act")
    return quote.speaker, Why("attribution.quote", f"in a quote of {quote.speaker.text}")


def find_disclaimer(candidate: Candidate, sentence: Sentence) -> Entity | None:
    """The actor who says that he had no part in the act: "Siam denied any role in the attack on Burma"."""
    if not sentence.tokens or not 0 <= candidate.trigger < len(sentence.tokens):
        return None
    moods, path = load_moods(), [sentence.tokens[i] for i in find_path(sentence, candidate.trigger)[:4]]
    if len(path) < 4 or path[1].dep != "prep" or path[2].lemma not in moods["part"] or path[3].lemma not in moods["disclaiming"]:
        return None
    subjects = [sentence.tokens[c] for c in sentence.children[path[3].i] if sentence.tokens[c].dep == "nsubj"]
    if path[3].dep == "relcl" and any(subject.tag in ("WP", "WDT") for subject in subjects):
        subjects = [sentence.tokens[path[3].head]]  # "the minister who denied any part in it"
    return next(
        (
            mention.entities[0] for mention in candidate.actors for subject in subjects
            if mention.entities and mention.start <= subject.start < mention.end
        ),
        None,
    )  # fmt: skip


def is_disowned(sentence: Sentence, trigger: int, *, reported: bool) -> bool:
    """ "..., a charge that Siam denies", "..., which Siam denies": the text keeps its distance from the act. What is
    rejected is a claim only if somebody says it (`reported`): "proposed a truce, which Siam rejected" is an offer."""
    distance = load_moods()["distance"]
    for i in find_path(sentence, trigger)[:6]:
        for c in sentence.children[i]:
            child = sentence.tokens[c]
            if child.lemma in distance and child.dep in ("appos", "npadvmod", "dep") and child.i > i:
                return True
            lemmas = ("deny", "reject", "dispute") if reported else ("deny",)
            denies = child.dep in ("relcl", "advcl") and child.lemma in lemmas and child.i > i and child.i != trigger
            if denies and any(sentence.tokens[k].text.lower() == "which" for k in sentence.children[c]):
                return True
    return False


def _is_called_charge(sentence: Sentence, trigger: int) -> bool:
    """ "said that Siam had armed them, an allegation the envoy called baseless": the word for it stands after a comma."""
    for token in sentence.tokens[trigger + 1 :]:
        if token.text == ";":
            return False
        called = token.lemma in load_moods()["distance"] or (token.lemma == "report" and token.pos == "NOUN")
        if called and token.i >= 2 and sentence.tokens[token.i - 1].text.lower() in ("a", "an"):
            disputed = any(later.lemma in load_moods()["disputing"] for later in sentence.tokens[token.i :])
            return disputed and sentence.tokens[token.i - 2].text in (",", "-", "\u2013", "\u2014")
    return False


def _name(report: Report) -> str:
    speaker = report.speaker.text if report.speaker is not None else "somebody"
    return f"{speaker} ({report.reporter.lemma})"
