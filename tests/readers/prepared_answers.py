"""Answers as a perfect reader would give them: the gold of tests/gold in the form that a model fills in.

>>> answer_gold(gold, part)["events"][0]["type"]
'COERCE'
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import cache

from gold_texts import GoldText

from dragoman import actors, language
from dragoman.pipeline import prepare_document
from dragoman.readers import BuiltIn, ModelSettings, converse, cut_parts, make_answer
from dragoman.types import Document, ModelAnswer, Span

SETTINGS = ModelSettings("prepared")
# Parties whose words stand in the text but which no rule of ours reads as that code: what a model would show for them.
WORDS = {("baltic-broadcast", "LVA"): "the three Baltic states"}


@cache
def list_words(gold: GoldText) -> list[tuple[int, int, str, frozenset[str]]]:
    """(start, end, words, codes) of all that names an actor in the text."""
    everything = type("All", (BuiltIn,), {"wants": lambda self, sentences: range(len(sentences))})()
    prepared = prepare_document(gold.document, actors.load_gazetteer(), everything)
    return [
        (mention.start, mention.end, mention.text, frozenset(entity.code for entity in mention.entities if entity.code))
        for mention in prepared.mentions
    ]


def name_party(gold: GoldText, code: str, span: Span) -> dict[str, str | None]:
    """The words that name this code in the sentence of the quote; none where it is understood."""
    number = gold.sentence_at(span.start)
    sentence = gold.sentences[number]
    near = [each for each in list_words(gold) if code in each[3] and sentence.start <= each[0] < sentence.end]
    if near:
        best = min(near, key=lambda each: max(0, span.start - each[1], each[0] - span.end))
        return {"words": best[2], "code": code}
    return {"words": WORDS.get((gold.name, code), ""), "code": code}


def answer_gold(gold: GoldText, asked: tuple[int, ...]) -> dict[str, list[dict[str, object]]]:
    """The gold events and stances of these sentences, filled in."""
    filled: dict[str, list[dict[str, object]]] = {"events": [], "stances": []}
    for event in gold.first.events:
        if gold.sentence_at(event.span.start) in asked:
            filled["events"].append(
                {
                    "sentence": gold.sentence_at(event.span.start),
                    "quote": event.words,
                    "type": event.type,
                    "mode": event.mode,
                    "actors": [name_party(gold, code, event.span) for code in sorted(event.actors)],
                    "recipients": [name_party(gold, code, event.span) for code in sorted(event.recipients)],
                    "status": event.status,
                    "date": {"edtf": event.date, "words": None} if event.date else None,
                    "source": name_party(gold, event.attribution, event.span) if event.attribution else None,
                    "alleged": event.alleged,
                    "quantities": [],
                }
            )
    for stance in gold.first.stances:
        if gold.sentence_at(stance.span.start) in asked:
            filled["stances"].append(
                {
                    "sentence": gold.sentence_at(stance.span.start),
                    "quote": stance.words,
                    "stance": stance.stance,
                    "holder": name_party(gold, stance.holder, stance.span),
                    "toward": name_party(gold, stance.toward, stance.span),
                    "source": None,
                }
            )
    return filled


def collect_answers(
    doc: Document,
    fill: Callable[[tuple[int, ...]], object],
    settings: ModelSettings = SETTINGS,
    asked: tuple[int, ...] | None = None,
) -> tuple[ModelAnswer, ...]:
    """The answers to all requests that the reader would make of this document, each filled in by `fill(sentences)`."""
    sentences = language.split_sentences(doc.text)
    names = actors.find_names(doc.text, actors.load_gazetteer())
    given: list[ModelAnswer] = []
    for part in cut_parts(sentences, settings.part_size, asked):

        def look_up(request, part=part):
            answer = make_answer(request, settings, json.dumps(fill(part.asked)), "stop", 100, 10)
            given.append(answer)
            return answer

        list(converse(doc, sentences, names, part, look_up))
    return tuple(given)


def falsify(filled: dict[str, list[dict[str, object]]], share: float, seed: int) -> set[str]:
    """Puts words into that share of the quotes that the text does not hold; returns the quotes that are false now."""
    chance = random.Random(seed)
    false = set()
    for item in filled["events"]:
        if chance.random() < share:
            words = str(item["quote"]).split()
            words[chance.randrange(len(words))] = chance.choice(["secretly", "Ruritania", "bombarded", "never"])
            item["quote"] = " ".join(words) if len(words) > 1 else f"{words[0]} at night"
            false.add(str(item["quote"]))
    return false
