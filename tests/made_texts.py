"""Any number of texts from the sentences of the samples, with the names of the states changed: for the measurements in bench/."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

NAMES = (
    "Argentina Bolivia Brazil Chile Colombia Ecuador Mexico Peru France Germany Italy Spain Portugal Greece Turkey Poland "
    "Norway Sweden Egypt Sudan Ethiopia Kenya Somalia Nigeria Ghana Morocco Algeria Iran Iraq Russia India Pakistan China Japan "
    "Thailand Vietnam Indonesia Canada Cuba Haiti"
).split()
NAME = re.compile(rf"\b({'|'.join(NAMES)})\b")


def read_sentences() -> list[str]:
    """Sentences of the sample texts, one after the other."""
    from dragoman.intake import read_documents
    from dragoman.language import split_sentences
    from dragoman.types import Document

    found = []
    for doc in read_documents([str(files("dragoman").joinpath("data/samples"))]):
        if isinstance(doc, Document):
            found += [" ".join(sent.text.split()) for sent in split_sentences(doc.text)]
    return [sentence for sentence in found if len(sentence) > 40]


def make_texts(n: int, *, seed: int, sentences: int) -> Iterator[str]:
    """`n` texts of about so many sentences each; every one differs from the others, in sentences and in names."""
    rng = random.Random(seed)
    known = read_sentences()
    for i in range(n):
        chosen = rng.sample(known, k=min(len(known), rng.randrange(sentences // 2, sentences * 2)))
        names = dict(zip(NAMES, rng.sample(NAMES, k=len(NAMES)), strict=True))
        text = NAME.sub(lambda found, names=names: names[found.group()], " ".join(chosen))  # type: ignore[misc]
        yield f"Report {i}. {text}"


def write_rows(path: Path, n: int, *, seed: int = 1, sentences: int = 6) -> int:
    """Writes the texts as JSON lines and returns their words."""
    n_words = 0
    with path.open("w", encoding="utf-8") as file:
        for i, text in enumerate(make_texts(n, seed=seed, sentences=sentences)):
            row = {
                "id": f"made-{seed}-{i}",
                "source": f"Paper {i % 9}",
                "published": f"20{i % 20:02d}-0{i % 9 + 1}-11",
                "text": text,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            n_words += len(text.split())
    return n_words
