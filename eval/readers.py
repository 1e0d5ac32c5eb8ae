"""What the second reader keeps and what it costs, without a model: the gold played back through it, the requests it would make.

    python eval/readers.py                       the gold played back: shares, and what of falsified quotes gets in
    python eval/readers.py --cost articles.jsonl [--n 1000]
                                                 calls, tokens and seconds for a thousand texts, by reader

Tokens are estimated as the product does (characters / 4). The seconds of the built-in coder are measured on this machine, on one
core; those of a model are its own affair.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from itertools import islice
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
    parser.add_argument("--n", type=int, default=1000, help="how many of them")
    options = parser.parse_args(words)
    if options.cost:
        print_cost(options.cost, options.n)
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


def print_cost(path: str, n: int) -> None:
    gazetteer = load_gazetteer()
    docs = [item for item in islice(read_documents([path]), n) if isinstance(item, Document)]
    coder = load_coder()
    coder(Document("warm", "Peru met Chile in Lima in 1911."))
    started = time.process_time()
    readings = [coder(doc) for doc in docs]
    seconds = time.process_time() - started
    share = 1000 / len(docs)
    print(f"{len(docs)} texts, {sum(reading.n_words for reading in readings):,} words; for a thousand of them")
    print(
        f"{'reader':24}{'seconds':>10}{'texts asked':>13}{'calls':>8}{'tokens sent':>14}{'of them codebook':>18}{'answered':>12}"
    )
    print(f"{'built-in':24}{seconds * share:>10,.0f}{0:>13}{0:>8}{0:>14}{0:>18}{0:>12}")
    for name, wanted in (
        ("model alone", [None] * len(docs)),
        (
            "both",
            [find_doubtful(split_sentences(r.document.text), find_names(r.document.text, gazetteer), r.events) for r in readings],
        ),
    ):
        n_texts, n_calls, n_in, n_book, n_out = count_requests(docs, wanted, gazetteer)
        row = [n_texts, n_calls, n_in, n_book, n_out]
        print(f"{name:24}{'':14}" + "".join(f"{round(value * share):>14,}" for value in row))


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
