"""Who says what, over the whole document: reporting verbs with their speakers, "according to", quotes and who utters them.

    "Siam had closed the port, the envoy said. He added that ..." -> reports in both sentences, speaker the envoy

`find_speech` looks once at every sentence; `Speech` is what `attribute_event` and `find_stances` ask.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.claims.mood import VERBAL
from dragoman.claims.quotes import Quote, find_quotes
from dragoman.claims.tables import Reporter, load_moods, load_reporters
from dragoman.types import Entity, Mention, Sentence, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# Prepositions by which the object becomes the doer: "accused Siam of arming", "dissuaded Siam from arming".
CONTROLLING = frozenset(("of", "for", "from", "with", "into"))
SUBJECTLESS = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "acomp", "oprd", "dep"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
PASSIVE_SPEAKERS = frozenset(("quote", "cite", "hear", "record"))
# Below a speaker's head, where the words that name the actor may stand: "officials in Lima", "a statement by the ministry".
SPEAKER_LINKS = frozenset(("poss", "compound", "amod", "nmod", "appos", "prep", "pobj", "agent", "conj"))
SPEAKER_PREPOSITIONS = frozenset(["of", "by", "from", "in", "within", "at", "for"])


_PLAIN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey) (?:also )?(?:said|added|told|wrote|declared|warned|insisted|continued|replied)\b"
    r"|\b(?:said|added|declared|wrote|replied) (?:he|she|they)\b"
)


class Report(msgspec.Struct, frozen=True):
    """A reporting word (token `token` of sentence `sentence`, at offset `start`), who speaks (None where the text does not
    say), how. In a sentence without syntax `token` is -1."""

    sentence: int
    token: int
    start: int
    reporter: Reporter
    speaker: Entity | None
    passive: bool


class Utterance(msgspec.Struct, frozen=True):
    """A quoted stretch of the document and who utters it."""

    start: int
    end: int
    speaker: Entity | None
    alleged: bool


class Speech(msgspec.Struct, frozen=True):
    """All reports and quotes of a document. `reports` by (sentence, token); `utterances` in order, not overlapping, and
    where they start; `mentions` by sentence."""

    reports: Mapping[tuple[int, int], Report]
    sources: Mapping[int, tuple[Report, ...]]
    utterances: tuple[Utterance, ...]
    starts: tuple[int, ...]
    mentions: Mapping[int, tuple[Mention, ...]]

    def quote_at(self, offset: int) -> Utterance | None:
        """The quote that covers the offset, or None."""
        place = bisect_right(self.starts, offset) - 1
        if place >= 0 and self.utterances[place].end > offset:
            return self.utterances[place]
        return None


def find_speech(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Speech:
    """Reports, sources ("according to") and quotes of one document; sentences in order, mentions in any order."""
    by_sentence = group_mentions(mentions)
    reports: dict[tuple[int, int], Report] = {}
    sources: dict[int, tuple[Report, ...]] = {}
    last: Entity | None = None
    for sent in sentences:
        if not sent.tokens:
            plain = _find_plain_report(sent, last)
            if plain is not None:
                reports[(sent.index, -1)] = plain
            continue
        here = by_sentence.get(sent.index, ())
        for report in _find_reports(sent, here, last):
            reports[(sent.index, report.token)] = report
            if report.speaker is not None and report.reporter.force != "think":
                last = report.speaker
        named = _find_sources(sent, here)
        if named:
            sources[sent.index] = tuple(named)
            last = named[-1].speaker
    voiced = tuple(_give_voices(find_quotes(sentences), sentences, reports))
    return Speech(reports, sources, voiced, tuple(quote.start for quote in voiced), by_sentence)


def group_mentions(mentions: Sequence[Mention]) -> dict[int, tuple[Mention, ...]]:
    """Mentions by sentence index, in order of the text."""
    found: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda one: (one.start, one.end)):
        found.setdefault(mention.sentence, []).append(mention)
    return {index: tuple(group) for index, group in found.items()}


# --------------------------------------------------------------------------------------------- reports


def _find_plain_report(sent: Sentence, last: Entity | None) -> Report | None:
    """ "he said" in a sentence that nobody parsed: the speaker is the one before."""
    found = _PLAIN.search(sent.text) if last is not None else None
    return Report(sent.index, -1, sent.start + found.start(), Reporter("say", "say", False), last, False) if found else None


def _find_reports(sent: Sentence, mentions: Sequence[Mention], last: Entity | None) -> list[Report]:
    table = load_reporters()
    found = []
    for token in sent.tokens:
        if token.pos == "VERB" or (token.pos == "AUX" and token.dep == "ROOT"):
            reporter = table.get(("verb", token.lemma))
            if reporter is None:
                continue
            speaker, passive = _find_speaker(sent, token)
            if reporter.lemma == "say" and speaker is not None and _quoting_verb(sent, token) is not None:
                passive = False
            entity = make_source(sent, speaker, mentions, last) if speaker is not None else None
            found.append(Report(sent.index, token.i, token.start, reporter, entity, passive))
        elif token.pos == "NOUN":
            reporter = table.get(("noun", token.lemma))
            if reporter is not None:
                speaker = _find_author(sent, token)
                entity = make_source(sent, speaker, mentions, last) if speaker is not None else None
                found.append(Report(sent.index, token.i, token.start, reporter, entity, False))
    return found


def _find_speaker(sent: Sentence, verb: Token) -> tuple[Token | None, bool]:
    """The token that heads the speaker of `verb`, and whether the verb is passive without one that speaks."""
    quoting = _quoting_verb(sent, verb)
    if quoting is not None:
        return find_subject(sent, quoting), False
    children = [sent.tokens[c] for c in sent.children[verb.i]]
    bare = verb.tag == "VBN" and verb.dep == "acl" and not any(child.dep == "aux" for child in children)
    if bare or any(child.dep == "auxpass" for child in children):
        if verb.lemma in PASSIVE_SPEAKERS:
            return find_subject(sent, verb), False
        for child in children:
            if child.dep == "agent":
                below = [sent.tokens[c] for c in sent.children[child.i] if sent.tokens[c].dep == "pobj"]
                return (below[0] if below else None), True
        return None, True
    subject = find_subject(sent, verb)
    if subject is not None and subject.dep == "dobj" and is_vessel(subject) and sent.tokens[subject.head].pos in VERBAL:
        return find_subject(sent, sent.tokens[subject.head]), False  # "the palace issued a statement saying"
    return subject, False


def _quoting_verb(sent: Sentence, verb: Token) -> Token | None:
    """For "was quoted as [saying]": the verb whose subject speaks."""
    if verb.dep == "pcomp" and sent.tokens[verb.head].text.lower() == "as":
        above = sent.tokens[sent.tokens[verb.head].head]
        if above.lemma in PASSIVE_SPEAKERS | {"report"}:
            return above
    return None


def find_subject(sent: Sentence, verb: Token) -> Token | None:
    """The head of the subject of `verb`: its own, that of the verb it depends on or is joined to, the noun of its relative.

    The object controls after "accused Siam of arming" and "forced Siam to yield".
    """
    here = verb
    for _ in range(12):
        for c in sent.children[here.i]:
            child = sent.tokens[c]
            if child.dep in SUBJECTS:
                if child.text.lower() in RELATIVE and here.dep in ("relcl", "acl", "ccomp"):
                    return sent.tokens[here.head] if sent.tokens[here.head].pos not in VERBAL else child
                return child
        above = sent.tokens[here.head]
        if above.i == here.i:
            return None
        if here.dep in ("acl", "relcl") and above.pos not in VERBAL:
            return above
        controlled = here.dep == "prep" and here.text.lower() in CONTROLLING and verb.dep == "pcomp"
        if controlled or (here.dep == "xcomp" and above.pos in VERBAL):
            controller = next(
                (sent.tokens[c] for c in sent.children[above.i] if sent.tokens[c].dep in ("dobj", "nsubjpass")), None
            )
            if controller is not None:
                return controller
        if here.dep in SUBJECTLESS or above.dep == "prep" or above.pos in ("ADP", "ADJ"):
            here = above
            continue
        return None
    return None


def _find_author(sent: Sentence, noun: Token) -> Token | None:
    """Who a noun of speech belongs to: "Siam's claim", "Western allegations", "a statement by the envoy"."""
    for c in sent.children[noun.i]:
        child = sent.tokens[c]
        if child.dep == "poss" or (child.dep in ("amod", "compound") and child.text[:1].isupper()):
            return child
        if child.dep in ("prep", "agent") and child.text.lower() in ("by", "from"):
            for k in sent.children[child.i]:
                if sent.tokens[k].dep == "pobj":
                    return sent.tokens[k]
    return None


# --------------------------------------------------------------------------------------------- according to


def _find_sources(sent: Sentence, mentions: Sequence[Mention]) -> list[Report]:
    """ "according to X", "in the words of X", "in X's view", "per X": they hold for the clause they stand in."""
    reporter = Reporter("according", "say", False)
    found = []
    for token in sent.tokens:
        head = None
        if token.text.lower() == "according" or (token.text.lower() == "words" and token.dep == "pobj"):
            head = _first_object(sent, token)
        elif token.text.lower() in ("view", "opinion", "account", "eyes") and token.dep == "pobj":
            head = next((sent.tokens[c] for c in sent.children[token.i] if sent.tokens[c].dep == "poss"), None)
            head = head or _first_object(sent, token)
        if head is not None:
            found.append(Report(sent.index, token.i, token.start, reporter, make_source(sent, head, mentions, None), False))
    return found


def _first_object(sent: Sentence, token: Token) -> Token | None:
    for c in sent.children[token.i]:
        if sent.tokens[c].dep in ("prep", "pcomp", "dep"):
            for k in sent.children[c]:
                if sent.tokens[k].dep in ("pobj", "dobj"):
                    return sent.tokens[k]
        if sent.tokens[c].dep == "pobj":
            return sent.tokens[c]
    return None


# --------------------------------------------------------------------------------------------- entities


def make_source(sent: Sentence, head: Token, mentions: Sequence[Mention], last: Entity | None) -> Entity | None:
    """The Entity of the noun phrase headed by `head`: that of a mention in it, else its bare words; None for "it", "there".

    A pronoun that stands for nobody known takes `last`, the speaker before.
    """
    if head.dep == "expl":
        return None
    found = find_mention(sent, head, mentions)
    if found is not None:
        return found.entities[0]
    if head.pos == "PRON" and head.text.lower() in ("he", "she", "they", "him", "her", "them", "it"):
        return last if head.text.lower() != "it" else None
    start, end = phrase_span(sent, head)
    return Entity(None, None, (), None, sent.text[start - sent.start : end - sent.start], start, end)


def find_mention(sent: Sentence, head: Token, mentions: Sequence[Mention]) -> Mention | None:
    """The resolved mention that covers `head`, or the nearest one in its noun phrase."""
    for mention in mentions:
        if mention.start <= head.start < mention.end:
            return mention if mention.entities else None
    inside, stack = {head.i}, [head.i]
    while stack:
        here = stack.pop()
        for c in sent.children[here]:
            child = sent.tokens[c]
            if child.dep in SPEAKER_LINKS and (child.dep != "prep" or child.text.lower() in SPEAKER_PREPOSITIONS):
                inside.add(c)
                stack.append(c)
    for mention in mentions:
        if mention.entities and any(token.i in inside for token in sent.tokens_in(mention.start, mention.end)):
            return mention
    return None


def phrase_span(sent: Sentence, head: Token) -> tuple[int, int]:
    """Offsets of the noun phrase of `head` without clauses and appositions that follow it."""
    tokens, stack = [head.i], [head.i]
    while stack:
        for c in sent.children[stack.pop()]:
            child = sent.tokens[c]
            if child.dep not in ("relcl", "acl", "appos", "punct", "advcl", "cc", "conj", "parataxis", "ccomp"):
                tokens.append(c)
                stack.append(c)
    left = min(tokens)
    right = max(token for token in tokens)
    return sent.tokens[left].start, sent.tokens[right].end


def is_vessel(token: Token) -> bool:
    return token.lemma in load_moods()["vessel"]


# --------------------------------------------------------------------------------------------- quotes


def _give_voices(
    quotes: Sequence[Quote],
    sentences: Sequence[Sentence],
    reports: Mapping[tuple[int, int], Report],
) -> list[Utterance]:
    """Each quote with its speaker: of a report beside it in its sentence, of the sentence before that ends in a colon,
    or of the quote before it in the same paragraph or a paragraph that goes on in quotes."""
    by_sentence: dict[int, list[Report]] = {}
    for (index, _), report in sorted(reports.items()):
        if report.reporter.force != "think" and report.speaker is not None:
            by_sentence.setdefault(index, []).append(report)
    by_index = {sent.index: sent for sent in sentences}
    voiced: list[Utterance] = []
    previous: tuple[int, Utterance] | None = None
    for quote in quotes:
        near = None
        for index in range(quote.first, quote.last + 1):
            near = near or _nearest(quote, by_index.get(index), by_sentence.get(index, []))
        before = by_index.get(quote.first - 1)
        if near is None and quote.opens_sentence and before is not None and before.text.rstrip().endswith(":"):
            near = next(iter(by_sentence.get(before.index, [])[-1:]), None)
        speaker, alleged = (near.speaker, near.reporter.alleged) if near is not None else (None, False)
        if near is None and previous is not None and quote.whole and quote.paragraph - previous[0] <= 1:
            speaker, alleged = previous[1].speaker, previous[1].alleged
        if speaker is None and not quote.whole:
            continue
        utterance = Utterance(quote.start, quote.end, speaker, alleged)
        voiced.append(utterance)
        previous = (quote.paragraph, utterance)
    return voiced


def _nearest(quote: Quote, sent: Sentence | None, reports: Sequence[Report]) -> Report | None:
    """The report outside the quote that is nearest to it in this sentence."""
    if sent is None:
        return None
    outside = [
        one
        for one in reports
        if not quote.start <= one.start < quote.end
        and one.reporter.force != "accuse"
        and (one.token < 0 or sent.tokens[one.token].pos == "VERB")
    ]
    return min(outside, key=lambda one: (_distance(quote, one.start), one.start)) if outside else None


def _distance(quote: Quote, start: int) -> int:
    return start - quote.end if start >= quote.end else quote.start - start
