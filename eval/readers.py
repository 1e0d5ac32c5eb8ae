"""What the second reader keeps and what it costs, without a model: the gold played back through it, the requests it would make.

    python eval/readers.py                       the gold played back: shares, and what of falsified quotes gets in
    python eval/readers.py --cost articles.jsonl [--coded 50]
                                                 calls, tokens and seconds for a thousand texts, by reader; the built-in coder
                                                 reads so many, evenly spread, for its seconds and for what is doubtful to it

Tokens are estimated as the product does (characters / 4). The seconds of the built-in coder are measured on this machine, on one
core; those of a model are its own affair.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "gold"), str(ROOT / "tests" / "readers")]

from gold_scoring import Tally, score_text  # noqa: E402
from gold_texts import read_gold  # noqa: E402
from prepared_answers import SETTINGS, answer_gold, collect_answers, falsify  # noqa: E402

from dragoman.actors import find_names, load_gazetteer  # noqa: E402
from dragoman.intake import read_documents  # noqa: E402
from dragoman.language import split_sentences  # noqa: E402
from dragoman.readers import cut_parts, find_doubtful, make_request  # noqa: E402
from dragoman.readers.estimate import ANSWER_PER_CHAR, CHARS_PER_TOKEN, count_tokens  # noqa: E402
from dragoman.second import Answered, SecondSettings, make_second_coder  # noqa: E402
from dragoman.types import Document, Reading  # noqa: E402
from dragoman.workers import load_coder  # noqa: E402


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="What the second reader keeps and what it costs.")
    parser.add_argument("--cost", metavar="FILE", help="texts to count, instead of playing back the gold")
    parser.add_argument("--coded", type=int, metavar="N", help="how many of them the built-in coder reads; by default all")
    options = parser.parse_args(words)
    if options.cost:
        print_cost(options.cost, options.coded)
    else:
        print_replay()
    return 0


def print_replay() -> None:
    coder = make_second_coder(SecondSettings(SETTINGS))
    tally = Tally()
    n_false = n_in = n_chars = 0
    for seed, gold in enumerate(read_gold()):
        answers = collect_answers(gold.document, lambda asked, gold=gold: answer_gold(gold, asked))
        n_chars += len(gold.text)
        tally += score_text(gold, read(coder, gold.document, answers))
        false: set[str] = set()

        def fill(asked, gold=gold, seed=seed, false=false):
            filled = answer_gold(gold, asked)
            false.update(falsify(filled, 0.3, seed))
            return filled

        reading = read(coder, gold.document, collect_answers(gold.document, fill))
        n_false += len(false)
        n_in += len(false) - reading.counts.get("quote not found", 0)
    print(f"{tally.n_texts} gold texts played back, per cent ({tally.n_must} must-events, {tally.n_predicted} predicted)")
    for figure, share in tally.shares().items():
        print(f"  {figure:24}{'' if share is None else share:>8}")
    print(f"{1000 * tally.n_predicted / n_chars:.1f} events in a thousand characters")
    print(f"of {n_false} falsified quotes (30 in 100) {n_in} got in")


def read(coder, doc: Document, answers) -> Reading:
    return coder(Answered(doc.id, doc.text, published=doc.published, answers=answers))


def print_cost(path: str, n_coded: int | None) -> None:
    gazetteer = load_gazetteer()
    docs = [item for item in read_documents([path]) if isinstance(item, Document)]
    chosen = docs[:: max(1, len(docs) // n_coded)][:n_coded] if n_coded else docs
    coder = load_coder()
    coder(Document("warm", "Peru met Chile in Lima in 1911."))
    started = time.process_time()
    readings = [coder(doc) for doc in chosen]
    seconds = time.process_time() - started
    n_words = sum(len(doc.text.split()) for doc in docs)
    print(f"{len(docs)} texts of {n_words / len(docs):.0f} words, {len(chosen)} of them coded; for a thousand of them")
    n_events, n_chars = sum(len(reading.events) for reading in readings), sum(len(doc.text) for doc in chosen)
    print(f"the built-in coder reads {1000 * n_events / n_chars:.1f} events in a thousand characters")
    titles = ("seconds", "texts asked", "calls", "tokens sent", "codebook", "answered")
    print(f"{'reader':24}" + "".join(f"{title:>14}" for title in titles))
    print(f"{'built-in':24}{1000 * seconds / len(chosen):>14,.0f}" + f"{0:>14}" * 5)
    doubtful = [
        find_doubtful(split_sentences(doc.text), find_names(doc.text, gazetteer), reading.events)
        for doc, reading in zip(chosen, readings, strict=True)
    ]
    for name, texts, wanted in (("model alone", docs, [None] * len(docs)), ("both", chosen, doubtful)):
        row = count_requests(texts, wanted, gazetteer)
        print(f"{name:24}{'':14}" + "".join(f"{round(1000 * value / len(texts)):>14,}" for value in row))


def count_requests(docs: Sequence[Document], wanted: Sequence[Sequence[int] | None], gazetteer) -> tuple[int, int, int, int, int]:
    """Texts asked about, calls, tokens sent, those of the codebook among them, tokens answered."""
    n_texts = n_calls = n_in = n_book = n_out = 0
    for doc, sentences_wanted in zip(docs, wanted, strict=True):
        sentences, names = split_sentences(doc.text), find_names(doc.text, gazetteer)
        parts = cut_parts(sentences, SETTINGS.part_size, sentences_wanted)
        n_texts += bool(parts)
        for part in parts:
            book, text = make_request(doc, sentences, names, part).messages
            n_calls += 1
            n_in += count_tokens(book) + count_tokens(text)
            n_book += count_tokens(book)
            n_out += round(sum(len(sentences[i].text) for i in part.asked) * ANSWER_PER_CHAR / CHARS_PER_TOKEN)
    return n_texts, n_calls, n_in, n_book, n_out


if __name__ == "__main__":
    sys.exit(main())
