"""Who says what, over the whole document: reporting verbs with their speakers, "according to", quotes and who utters them.

    "Siam had closed the port, the envoy said. He added that ..." -> reports in both sentences, speaker the envoy

`find_speech` looks once at every sentence; `Speech` is what `attribute_event` and `find_stances` ask.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.claims.headlines import find_headline_source
from dragoman.claims.mend import mend_sentence
from dragoman.claims.mood import VERBAL
from dragoman.claims.quotes import find_quotes
from dragoman.claims.speakers import find_mention, find_subject, is_vessel, make_source
from dragoman.claims.tables import Reporter, load_moods, load_reporters
from dragoman.claims.utterances import Report, Utterance, give_voices
from dragoman.claims.voices import PERSONAL, Voices
from dragoman.types import Entity, Mention, Sentence, Token

PASSIVE_SPEAKERS = frozenset(("quote", "cite", "hear", "record"))

_SAID = "said|added|told|wrote|declared|warned|insisted|continued|replied"
_PLAIN = re.compile(
    rf"\b(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Tt]he [a-z]+(?: [a-z]+)?|[A-Z][\w-]+) (?:also )?(?:{_SAID})\b"
    rf"|\b(?:{_SAID}) (?P<whom>he|she|they|the [a-z]+|[A-Z][\w-]+)"
)


class Speech(msgspec.Struct, frozen=True):
    """All reports and quotes of a document. `reports` by (sentence, token); `utterances` in order, not overlapping, and
    where they start; `mentions` by sentence; `mended`: the sentences whose syntax was repaired;
    `topics`: the actor whom the text was about before the sentence."""

    reports: Mapping[tuple[int, int], Report]
    sources: Mapping[int, tuple[Report, ...]]
    utterances: tuple[Utterance, ...]
    starts: tuple[int, ...]
    mentions: Mapping[int, tuple[Mention, ...]]
    mended: Mapping[int, Sentence]
    topics: Mapping[int, Entity]

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
    mended: dict[int, Sentence] = {}
    topics: dict[int, Entity] = {}
    voices = Voices()
    for sent in sentences:
        if not sent.tokens:
            plain = _find_plain_report(sent, voices)
            if plain is not None:
                reports[(sent.index, -1)] = plain
            continue
        whole = mend_sentence(sent)
        if whole is not sent:
            mended[sent.index] = whole
        here = by_sentence.get(sent.index, ())
        voices.see(sent, here)
        for report in _find_reports(whole, here, voices):
            reports[(sent.index, report.token)] = report
        named = _find_sources(whole, here, voices)
        if named:
            sources[sent.index] = tuple(named)
        if voices.topic is not None:
            topics[sent.index] = voices.topic
        voices.turn(_find_topic(whole, here), sent.index)
    voiced = tuple(give_voices(find_quotes(sentences), sentences, reports))
    return Speech(reports, sources, voiced, tuple(quote.start for quote in voiced), by_sentence, mended, topics)


def _find_topic(sent: Sentence, mentions: Sequence[Mention]) -> Mention | None:
    """The actor that is the subject of the sentence, or of the first clause that has an actor for its subject."""
    for token in sent.tokens:
        if token.dep in ("nsubj", "nsubjpass") and token.pos != "PRON":
            found = find_mention(sent, token, mentions)
            if found is not None and found.entities[0].code is not None:
                return found
    return None


def group_mentions(mentions: Sequence[Mention]) -> dict[int, tuple[Mention, ...]]:
    """Mentions by sentence index, in order of the text."""
    found: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda one: (one.start, one.end)):
        found.setdefault(mention.sentence, []).append(mention)
    return {index: tuple(group) for index, group in found.items()}


# --------------------------------------------------------------------------------------------- reports


def _find_plain_report(sent: Sentence, voices: Voices) -> Report | None:
    """ "he said" in a sentence that nobody parsed: the speaker is the one before, or the one of that name."""
    found = _PLAIN.search(sent.text)
    if found is None or voices.last is None:
        return None
    who = found.group("who") or found.group("whom")
    speaker = voices.last if who[:1].islower() or who.lower().split()[0] in PERSONAL | {"the"} else voices.names.get(who)
    if speaker is None:
        return None
    return Report(sent.index, -1, sent.start + found.start(), Reporter("say", "say", False), speaker, False)


def _find_reports(sent: Sentence, mentions: Sequence[Mention], voices: Voices) -> list[Report]:
    table = load_reporters()
    found: dict[int, Report] = {}
    for token in sent.tokens:
        passive = False
        if token.pos == "VERB" or (token.pos == "AUX" and token.dep == "ROOT"):
            reporter = table.get(("verb", token.lemma))
            if reporter is None or _is_other_sense(sent, token):
                continue
            speaker, passive = _find_speaker(sent, token)
            if reporter.lemma == "say" and speaker is not None and _quoting_verb(sent, token) is not None:
                passive = False
        elif token.pos == "NOUN":
            reporter = table.get(("noun", token.lemma))
            speaker = _find_author(sent, token) if reporter is not None else None
        elif token.pos == "ADJ" and token.dep in ("acomp", "ROOT"):
            reporter = table.get(("adj", token.text.lower()))
            speaker = find_subject(sent, token) if reporter is not None else None
        else:
            continue
        if reporter is None:
            continue
        entity = _name_speaker(sent, token, speaker, mentions, voices, found) if speaker is not None else None
        found[token.i] = Report(sent.index, token.i, token.start, reporter, entity, passive)
        aside = passive and token.dep == "acl"  # "the paper, published by the party, wrote": not the party
        if entity is not None and reporter.force != "think" and not aside and (token.pos == "VERB" or voices.last is None):
            voices.hear(entity, sent.index)
    return list(found.values())


def _is_other_sense(sent: Sentence, verb: Token) -> bool:
    """ "recalled its envoy", "posted two regiments": no saying where the verb has an object and no clause."""
    if verb.lemma not in load_moods()["two_senses"]:
        return False
    deps = [sent.tokens[c].dep for c in sent.children[verb.i] if c > verb.i]
    return "dobj" in deps and "ccomp" not in deps and '"' not in sent.text and "\u201c" not in sent.text


def _name_speaker(
    sent: Sentence, verb: Token, head: Token, mentions: Sequence[Mention], voices: Voices, found: Mapping[int, Report]
) -> Entity | None:
    """The entity that speaks; a pronoun for nobody known is the speaker of the report above it, or the one before."""
    above = _report_above(sent, verb, found)
    last = above.speaker if above is not None and above.speaker is not None else voices.last
    entity = make_source(sent, head, mentions, last)
    if entity is None:
        return None
    if entity.code is None and entity.text.lower() in PERSONAL | {"it"} and last is not None and not entity.name:
        return last
    return voices.settle(entity, sent, verb, mentions)


def _report_above(sent: Sentence, verb: Token, found: Mapping[int, Report]) -> Report | None:
    here = verb
    for _ in range(8):
        if here.head == here.i:
            return None
        here = sent.tokens[here.head]
        if here.i in found and here.pos in VERBAL:
            return found[here.i]
    return None


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


def _find_sources(sent: Sentence, mentions: Sequence[Mention], voices: Voices) -> list[Report]:
    """ "according to X", "in the words of X", "in X's view", "per X", "- officials": they hold for the clause they stand in."""
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
            entity = make_source(sent, head, mentions, voices.last)
            entity = voices.settle(entity, sent, token, mentions) if entity is not None else None
            found.append(Report(sent.index, token.i, token.start, reporter, entity, False))
            if entity is not None:
                voices.hear(entity, sent.index)
    if not found and sent.tokens:
        entity = find_headline_source(sent, mentions)
        if entity is not None:
            if entity.code is None:
                voices.turn(_find_topic(sent, mentions), sent.index)
                entity = voices.settle(entity, sent, sent.tokens[0], mentions)
            found.append(Report(sent.index, 0, sent.start, reporter, entity, False))
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
