"""Trains the classifier of marked pairs.

    python training/train.py --base DIR --out DIR [--pairs FILE --soft FILE.npz] [--plv FILE] [--epochs 11] [--all]

`--base` holds an encoder (config.json, model.safetensors, tokenizer.json). A fifth of the sentences is held back and scored after
every epoch; with `--all` nothing of PLV is. `--soft` holds what larger networks say of the `--pairs` (`training/distil.py`). The
last epochs count in 8 bits, as the exported network will. The same command with the same seed gives the same weights on one
processor; on a graphics processor (`--device cuda`), weights that are as good.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from examples import (
    CLASSES,
    NONE,
    PLV_CLASSES,
    STATUSES,
    YIELD,
    Example,
    load_pairs,
    load_plv,
    load_sentences,
    turn_roles,
)
from network import Answers, PairNetwork, count_in_eight_bits, load_base
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax

from dragoman.events.classifier import cut_window, mark_words

SEED = 20261125
# Pieces of words of the longest sentence; a longer one is cut around its pair.
LONGEST = 144


def list_modes(examples: list[Example]) -> tuple[str, ...]:
    """TYPE/mode for every mode that the sentences know, in order; TYPE/ is that category without a mode."""
    return tuple(
        sorted({f"{kind}/{each.mode}" for each in examples if each.mode is not None for kind in each.types if kind != NONE})
    )


class Encoded:
    """An example as the network takes it: whole (`views[0]`), and cut as the product cuts it when it reads a text
    (`views[1]`); each the ids with the places of the marks. `shares`: a larger network's answers, or None."""

    def __init__(self, example: Example, tokenizer, modes: dict[str, int], shares: tuple[np.ndarray, ...] | None = None):
        marks = [tokenizer.convert_tokens_to_ids(mark) for mark in ("[A]", "[R]")]
        whole = tokenizer(mark_words(example.text, example.actor, example.recipient))["input_ids"]
        self.views = [
            (ids, *(ids.index(mark) if mark in ids else 0 for mark in marks))
            for ids in (whole if len(whole) <= LONGEST else cut_window(whole, marks), cut_window(whole, marks))
        ]
        self.types = [kind in example.types for kind in CLASSES]
        self.plv = PLV_CLASSES.index(example.plv) if example.plv else -100
        kind = next(iter(example.types)) if len(example.types) == 1 else None
        self.mode = modes.get(f"{kind}/{example.mode}", -100) if example.mode is not None else -100
        self.status = STATUSES.index(example.status) if example.status else -100
        self.example, self.shares = example, shares


Row = tuple[Encoded, int]  # an example and which of its views


def make_batches(rows: list[Row], size: int, rng: random.Random) -> list[list[Row]]:
    """Batches of rows of like length, in random order."""
    rows = rows[:]
    rng.shuffle(rows)
    batches = []
    for start in range(0, len(rows), size * 40):
        part = sorted(rows[start : start + size * 40], key=lambda row: len(row[0].views[row[1]][0]))
        batches += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(batches)
    return batches


def collate(batch: list[Row], pad: int, device: str = "cpu") -> tuple[Tensor, Tensor, Tensor, Tensor]:
    views = [each.views[view] for each, view in batch]
    length = max(len(ids) for ids, _, _ in views)
    ids, mask = np.full((len(batch), length), pad), np.zeros((len(batch), length), dtype=np.int64)
    for i, (pieces, _, _) in enumerate(views):
        ids[i, : len(pieces)], mask[i, : len(pieces)] = pieces, 1
    actor, recipient = (torch.tensor([view[k] for view in views]) for k in (1, 2))
    return tuple(part.to(device, non_blocking=True) for part in (torch.from_numpy(ids), torch.from_numpy(mask), actor, recipient))  # type: ignore[return-value]


def measure_loss(batch: list[Row], logits: Answers, smoothing: float = 0.02) -> Tensor:
    """Mean over the batch: what people say where they say it, elsewhere what a larger network says."""
    device = logits.category.device
    rows = [each for each, _ in batch]
    logs = [log_softmax(part.float(), -1) for part in logits]
    told = torch.tensor([any(row.types) for row in rows], device=device)
    allowed = torch.tensor([row.types if any(row.types) else [True] * len(CLASSES) for row in rows], device=device)
    right = logs[0].masked_fill(~allowed, float("-inf")).logsumexp(-1)
    loss = torch.where(told, -(1 - smoothing) * right - smoothing * logs[0].mean(-1), 0.0).sum()
    for part, targets, weight in (
        (logits.plv, [row.plv for row in rows], 1.0),
        (logits.mode, [row.mode for row in rows], 0.3),
        (logits.status, [row.status for row in rows], 0.3),
    ):
        if any(target >= 0 for target in targets):
            goal = torch.tensor(targets, device=device)
            loss = loss + weight * cross_entropy(
                part.float(), goal, ignore_index=-100, reduction="sum", label_smoothing=smoothing
            )
    taught = [i for i, row in enumerate(rows) if row.shares is not None]
    if taught:
        for k, weight in enumerate((1.0, 1.0, 0.3, 0.3)):
            shares = torch.from_numpy(np.stack([rows[i].shares[k] for i in taught])).to(device).float()  # type: ignore[index]
            loss = loss - weight * (shares * logs[k][taught]).sum()
    return loss / len(batch)


@torch.inference_mode()
def answer_rows(network: PairNetwork, rows: list[Encoded], view: int, pad: int, device: str, size: int = 64) -> Answers:
    """Logits for each row, in order, on the processor."""
    network.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].views[view][0]))
    found: list[list[Tensor]] = [[], [], [], []]
    for start in range(0, len(order), size):
        batch = [(rows[i], view) for i in order[start : start + size]]
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda" and not is_rounding(network)):
            logits = network(*collate(batch, pad, device))
        for part, kept in zip(logits, found, strict=True):
            kept.append(part.float().cpu())
    back = torch.tensor(order).argsort()
    return Answers(*(torch.cat(part)[back] for part in found))


def is_rounding(network: PairNetwork) -> bool:
    return any(getattr(module, "rounding", False) for module in network.encoder.modules())


def score_rows(network: PairNetwork, rows: list[Encoded], pad: int, device: str = "cpu", view: int = 0) -> dict[str, float]:
    """Root macro-F1 and accuracy of acts by PLV's head or, where a row has no word of PLV's, by the codebook's; accuracy with
    NONE, of the mode within the category, of the status."""
    logits = answer_rows(network, rows, view, pad, device)
    pairs: list[tuple[str, str]] = []
    right: dict[str, list[bool]] = {"with_none": [], "mode": [], "status": []}
    for i, row in enumerate(rows):
        if row.plv >= 0:
            pairs.append((PLV_CLASSES[row.plv], PLV_CLASSES[int(logits.plv[i].argmax())]))
        elif NONE not in row.example.types:
            pairs.append((fold(min(row.example.types)), fold(CLASSES[int(logits.category[i][:-1].argmax())])))
        right["with_none"].append(CLASSES[int(logits.category[i].argmax())] in row.example.types)
        if row.mode >= 0:
            kind = next(iter(row.example.types))
            options = [k for k, name in enumerate(network.modes) if name.startswith(kind + "/")]
            right["mode"].append(max(options, key=lambda k: float(logits.mode[i][k])) == row.mode)
        if row.status >= 0:
            right["status"].append(int(logits.status[i].argmax()) == row.status)
    gold, found, both = Counter(g for g, _ in pairs), Counter(f for _, f in pairs), Counter(g for g, f in pairs if g == f)
    f1 = [2 * both[kind] / (gold[kind] + found[kind]) for kind in gold]
    figures = {"root_f1": sum(f1) / max(len(f1), 1), "root_accuracy": sum(both.values()) / max(len(pairs), 1)}
    figures |= {name: sum(each) / len(each) for name, each in right.items() if each}
    return {"n": len(rows), **{name: round(share, 4) for name, share in figures.items()}}


def fold(kind: str) -> str:
    return YIELD if kind in ("CONCEDE", "RETREAT") else kind


def read_shares(path: Path, n: int) -> list[tuple[np.ndarray, ...]]:
    """The answers of larger networks for each of `n` pairs, as `training/distil.py` writes them."""
    with np.load(path) as kept:
        parts = [kept[name] for name in Answers._fields]
    if any(len(part) != n for part in parts):
        raise ValueError(f"{path}: {len(parts[0])} rows, {n} pairs")
    return list(zip(*parts, strict=True))


class Trainer:
    """AdamW with a linear warm-up and decline over `steps`."""

    def __init__(self, network: PairNetwork, lr: float, steps: int, device: str):
        self.network, self.device, self.done, self.steps = network, device, 0, steps
        self.optimizer = torch.optim.AdamW(network.parameters(), lr=lr, weight_decay=0.01, fused=True)
        warm = max(1, int(0.06 * steps))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda k: min((k + 1) / warm, max(0.0, (steps - k) / (steps - warm)))
        )

    def learn(self, batches: list[list[Row]], pad: int) -> float:
        """One step a batch until the steps are done; the mean loss."""
        self.network.train()
        total, n = torch.zeros((), device=self.device), 0
        for batch in batches[: self.steps - self.done]:
            with torch.autocast(self.device, torch.bfloat16, enabled=self.device == "cuda" and not is_rounding(self.network)):
                logits = self.network(*collate(batch, pad, self.device))
            loss = measure_loss(batch, logits)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            self.optimizer.zero_grad()
            total += loss.detach()
            self.done, n = self.done + 1, n + 1
        return float(total) / max(n, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plv", type=Path, default=Path("../shared/data/plv/train.jsonl"))
    parser.add_argument("--pairs", type=Path, help="marked pairs without labels")
    parser.add_argument("--soft", type=Path, help="what larger networks say of these")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--taught", type=int, help="only so many of the pairs, drawn by the seed (default: all)")
    parser.add_argument("--plv-times", type=int, default=3)
    parser.add_argument("--own-times", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=11)
    parser.add_argument("--rounded", type=int, default=3, help="of the epochs, so many at the end count in 8 bits")
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--turned", type=float, default=0.2, help="share of sentences that come with roles exchanged, too")
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--all", action="store_true", help="hold nothing of PLV back: for the weights that ship")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    rng = random.Random(options.seed)

    own, plv = load_sentences(), load_plv(options.plv)
    modes = list_modes(own)
    index = {name: i for i, name in enumerate(modes)}
    network, tokenizer = load_base(options.base, modes)
    network.to(options.device)
    pad = tokenizer.pad_token_id
    held = {name: [Encoded(each, tokenizer, index) for each in part if each.held] for name, part in (("plv", plv), ("own", own))}
    ours = [Encoded(each, tokenizer, index) for each in own if not each.held]
    theirs = [Encoded(each, tokenizer, index) for each in plv if options.all or not each.held]
    turned = [Encoded(each, tokenizer, index) for row in (*ours, *theirs) if (each := turn_roles(row.example))]
    taught = []
    if options.pairs:
        pairs = load_pairs(options.pairs)
        taught = [
            Encoded(pair, tokenizer, index, shares)
            for pair, shares in zip(pairs, read_shares(options.soft, len(pairs)), strict=True)
        ]
        taught = rng.sample(taught, min(options.taught, len(taught))) if options.taught is not None else taught
    print(f"{len(ours)} sentences of our own, {len(theirs)} of PLV, {len(taught)} taught, {len(modes)} modes", file=sys.stderr)

    fixed = ours * options.own_times + theirs * options.plv_times + taught
    per_epoch = -(-(len(fixed) + int(options.turned * len(turned))) // options.batch)
    trainer, began = Trainer(network, options.lr, options.epochs * per_epoch, options.device), time.monotonic()
    for epoch in range(options.epochs):
        if epoch == options.epochs - options.rounded:
            count_in_eight_bits(network)
        some = fixed + rng.sample(turned, int(options.turned * len(turned)))
        loss = trainer.learn(make_batches([(row, rng.randint(0, 1)) for row in some], options.batch, rng), pad)
        figures = {
            f"{name}, {('whole', 'cut')[view]}": score_rows(network, part, pad, options.device, view)
            for name, part in held.items()
            if part
            for view in (0, 1)
        }
        print(
            json.dumps({"epoch": epoch + 1, "loss": round(loss, 3), "s": round(time.monotonic() - began), **figures}),
            file=sys.stderr,
            flush=True,
        )
    save(options.out, network, tokenizer, {"seed": options.seed, **figures})


def save(folder: Path, network: PairNetwork, tokenizer, figures: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), folder / "weights.pt")
    tokenizer.save_pretrained(folder)
    (folder / "modes.json").write_text(json.dumps(list(network.modes)) + "\n", encoding="utf-8")
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
