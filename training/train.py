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
from typing import NamedTuple

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
from network import Answers, PairNetwork, count_in_eight_bits, load_base, load_tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax

from dragoman.events.classifier import cut_window, mark_words

SEED = 20261125
# Pieces of words of the longest sentence; a longer one is cut around its pair.
LONGEST = 144
NOT_TOLD = -100


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
        self.plv = PLV_CLASSES.index(example.plv) if example.plv else NOT_TOLD
        kind = next(iter(example.types)) if len(example.types) == 1 else None
        self.mode = modes.get(f"{kind}/{example.mode}", NOT_TOLD) if example.mode is not None else NOT_TOLD
        self.status = STATUSES.index(example.status) if example.status else NOT_TOLD
        self.example, self.shares = example, shares


class Inputs(NamedTuple):
    """What the network reads of a batch: ids and mask (batch, length), places of [A] and [R] (batch)."""

    ids: Tensor
    mask: Tensor
    actor: Tensor
    recipient: Tensor


class Goals(NamedTuple):
    """What is right in a batch. `types` (batch, classes): the categories that are right, all where nobody told; `plv`, `mode`,
    `status` (batch): NOT_TOLD where nobody did; `shares`, for each question (batch, answers): zeros where no larger network was
    asked."""

    told: Tensor
    types: Tensor
    plv: Tensor
    mode: Tensor
    status: Tensor
    shares: tuple[Tensor, ...]


class Table:
    """Rows as tensors on one device, so that a batch is a choice of indices and a step waits for no copy."""

    def __init__(self, rows: list[Encoded], pad: int, device: str, answers: tuple[int, ...]):
        self.rows, self.pad, self.device = rows, pad, device
        self.lengths = np.array([[len(ids) for ids, _, _ in row.views] for row in rows]).reshape(-1, 2)
        ids = np.full((len(rows), 2, LONGEST), pad, dtype=np.int32)
        for i, row in enumerate(rows):
            for view, (pieces, _, _) in enumerate(row.views):
                ids[i, view, : len(pieces)] = pieces
        self.ids = torch.from_numpy(ids).to(device)
        self.marks = torch.tensor([[view[1:] for view in row.views] for row in rows]).view(-1, 2, 2).to(device)
        told = np.array([any(row.types) for row in rows], dtype=bool)
        types = np.array([row.types if any(row.types) else [True] * len(CLASSES) for row in rows], dtype=bool)
        shares = [
            np.stack([np.zeros(n, np.float16) if row.shares is None else row.shares[k] for row in rows])
            for k, n in enumerate(answers)
        ]
        self.goals = Goals(
            *(torch.from_numpy(part).to(device) for part in (told, types)),
            *(torch.tensor([getattr(row, name) for row in rows], device=device) for name in ("plv", "mode", "status")),
            shares=tuple(torch.from_numpy(part).to(device) for part in shares),
        )

    def take(self, batch: list[Row]) -> tuple[Inputs, Goals]:
        index, view = torch.tensor(batch).T.to(self.device, non_blocking=True)
        length = max(int(self.lengths[i, v]) for i, v in batch)
        ids, marks = self.ids[index, view, :length].long(), self.marks[index, view]
        goals = Goals(*(part[index] for part in self.goals[:-1]), shares=tuple(part[index].float() for part in self.goals.shares))
        return Inputs(ids, (ids != self.pad).long(), marks[:, 0], marks[:, 1]), goals


Row = tuple[int, int]  # the index of a row of a table, and which of its views


def make_batches(rows: list[Row], lengths: np.ndarray, size: int, rng: random.Random) -> list[list[Row]]:
    """Batches of rows of like length, in random order."""
    rows = rows[:]
    rng.shuffle(rows)
    batches = []
    for start in range(0, len(rows), size * 40):
        part = sorted(rows[start : start + size * 40], key=lambda row: lengths[row])
        batches += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(batches)
    return batches


def measure_loss(goals: Goals, logits: Answers, smoothing: float = 0.02) -> Tensor:
    """Mean over the batch: what people say where they say it, elsewhere what a larger network says."""
    logs = [log_softmax(part.float(), -1) for part in logits]
    right = logs[0].masked_fill(~goals.types, float("-inf")).logsumexp(-1)
    loss = torch.where(goals.told, -(1 - smoothing) * right - smoothing * logs[0].mean(-1), 0.0).sum()
    for part, goal, weight in ((logits.plv, goals.plv, 1.0), (logits.mode, goals.mode, 0.3), (logits.status, goals.status, 0.3)):
        loss = loss + weight * cross_entropy(
            part.float(), goal, ignore_index=NOT_TOLD, reduction="sum", label_smoothing=smoothing
        )
    for part, shares, weight in zip(logs, goals.shares, (1.0, 1.0, 0.3, 0.3), strict=True):
        loss = loss - weight * (shares * part).sum()
    return loss / len(goals.told)


@torch.inference_mode()
def answer_rows(network: PairNetwork, table: Table, indices: list[int], view: int, size: int = 64) -> Answers:
    """Logits for each of these rows, in order, on the processor."""
    network.eval()
    order = sorted(range(len(indices)), key=lambda k: table.lengths[indices[k], view])
    found: list[list[Tensor]] = [[], [], [], []]
    for start in range(0, len(order), size):
        inputs, _ = table.take([(indices[k], view) for k in order[start : start + size]])
        with torch.autocast(table.device, torch.bfloat16, enabled=table.device == "cuda" and not is_rounding(network)):
            logits = network(*inputs)
        for part, kept in zip(logits, found, strict=True):
            kept.append(part.float())
    back = torch.tensor(order).argsort()
    return Answers(*(torch.cat(part).cpu()[back] for part in found))


def is_rounding(network: PairNetwork) -> bool:
    return any(getattr(module, "rounding", False) for module in network.encoder.modules())


def score_rows(network: PairNetwork, table: Table, indices: list[int], view: int = 0) -> dict[str, float]:
    """Root macro-F1 and accuracy of acts by PLV's head or, where a row has no word of PLV's, by the codebook's; accuracy with
    NONE, of the mode within the category, of the status."""
    logits = answer_rows(network, table, indices, view)
    pairs: list[tuple[str, str]] = []
    right: dict[str, list[bool]] = {"with_none": [], "mode": [], "status": []}
    for k, i in enumerate(indices):
        row = table.rows[i]
        if row.plv != NOT_TOLD:
            pairs.append((PLV_CLASSES[row.plv], PLV_CLASSES[int(logits.plv[k].argmax())]))
        elif NONE not in row.example.types:
            pairs.append((fold(min(row.example.types)), fold(CLASSES[int(logits.category[k][:-1].argmax())])))
        right["with_none"].append(CLASSES[int(logits.category[k].argmax())] in row.example.types)
        if row.mode != NOT_TOLD:
            kind = next(iter(row.example.types))
            options = [m for m, name in enumerate(network.modes) if name.startswith(kind + "/")]
            right["mode"].append(max(options, key=lambda m: float(logits.mode[k][m])) == row.mode)
        if row.status != NOT_TOLD:
            right["status"].append(int(logits.status[k].argmax()) == row.status)
    gold, found, both = Counter(g for g, _ in pairs), Counter(f for _, f in pairs), Counter(g for g, f in pairs if g == f)
    f1 = [2 * both[kind] / (gold[kind] + found[kind]) for kind in gold]
    figures = {"root_f1": sum(f1) / max(len(f1), 1), "root_accuracy": sum(both.values()) / max(len(pairs), 1)}
    figures |= {name: sum(each) / len(each) for name, each in right.items() if each}
    return {"n": len(indices), **{name: round(share, 4) for name, share in figures.items()}}


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

    def learn(self, table: Table, batches: list[list[Row]]) -> float:
        """One step a batch until the steps are done; the mean loss."""
        self.network.train()
        mixed = self.device == "cuda" and not is_rounding(self.network)
        total, n = torch.zeros((), device=self.device), 0
        for batch in batches[: self.steps - self.done]:
            inputs, goals = table.take(batch)
            with torch.autocast(self.device, torch.bfloat16, enabled=mixed):
                logits = self.network(*inputs)
            loss = measure_loss(goals, logits)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            self.optimizer.zero_grad()
            total += loss.detach()
            self.done, n = self.done + 1, n + 1
        return float(total) / max(n, 1)


class Lesson:
    """Everything there is to learn from and to be scored on, as one table; the parts are indices of its rows."""

    def __init__(self, base: Path, plv: Path, fifth: int | None, pairs: list[Example], shares, device: str):
        own = load_sentences()
        self.modes = list_modes(own)
        tokenizer = load_tokenizer(base)
        index = {name: i for i, name in enumerate(self.modes)}
        theirs = load_plv(plv)
        turned = [each for row in (*own, *theirs) if not is_held(row, fifth) and (each := turn_roles(row))]
        rows = [Encoded(each, tokenizer, index) for each in (*own, *theirs, *turned)]
        rows += [Encoded(pair, tokenizer, index, told) for pair, told in zip(pairs, shares or [None] * len(pairs), strict=True)]
        self.table = Table(rows, tokenizer.pad_token_id, device, (len(CLASSES), len(PLV_CLASSES), len(self.modes), len(STATUSES)))
        ours, plvs, n = range(len(own)), range(len(own), len(own) + len(theirs)), len(own) + len(theirs)
        self.own = [i for i in ours if not is_held(own[i], fifth)]
        self.plv = [i for i in plvs if not is_held(rows[i].example, fifth)]
        self.turned = list(range(n, n + len(turned)))
        self.pairs = list(range(n + len(turned), len(rows)))
        # What is scored when nothing of PLV is held back has been learnt: its figure then says nothing.
        self.held = {
            "own": [i for i in ours if is_held(own[i], fifth)],
            "plv": [i for i in plvs if rows[i].example.fifth == (fifth or 0)],
        }


def is_held(example: Example, fifth: int | None) -> bool:
    """Whether this is held back when that fifth of PLV is (None: nothing of it). Of our own it is always the first."""
    return example.fifth == fifth if example.origin == "plv" else example.fifth == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plv", type=Path, default=Path("../shared/data/plv/train.jsonl"))
    parser.add_argument("--pairs", type=Path, help="marked pairs without labels")
    parser.add_argument("--soft", type=Path, help="what larger networks say of these")
    parser.add_argument("--start", type=Path, help="a folder of this script or of average.py whose weights to go on from")
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
    parser.add_argument("--fifth", type=int, default=0, choices=range(5), help="of PLV, which fifth is held back (default: 0)")
    parser.add_argument("--all", action="store_true", help="hold nothing of PLV back: for the weights that ship")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    rng = random.Random(options.seed)

    pairs = load_pairs(options.pairs) if options.pairs else []
    shares = read_shares(options.soft, len(pairs)) if pairs else []
    if options.taught is not None and options.taught < len(pairs):
        pairs, shares = zip(*rng.sample(list(zip(pairs, shares, strict=True)), options.taught), strict=True)
    lesson = Lesson(options.base, options.plv, None if options.all else options.fifth, list(pairs), shares, options.device)
    network, tokenizer = load_base(options.base, lesson.modes)
    if options.start:
        network.load_state_dict(torch.load(options.start / "weights.pt", map_location="cpu"))
    network.to(options.device)
    told = (
        len(lesson.own),
        "sentences of our own,",
        len(lesson.plv),
        "of PLV,",
        len(pairs),
        "taught,",
        len(lesson.modes),
        "modes",
    )
    print(*told, file=sys.stderr)

    fixed = lesson.own * options.own_times + lesson.plv * options.plv_times + lesson.pairs
    turned = int(options.turned * len(lesson.turned))
    trainer = Trainer(network, options.lr, options.epochs * -(-(len(fixed) + turned) // options.batch), options.device)
    began = time.monotonic()
    for epoch in range(options.epochs):
        if epoch == options.epochs - options.rounded:
            count_in_eight_bits(network)
        views = [(i, rng.randint(0, 1)) for i in fixed + rng.sample(lesson.turned, turned)]
        loss = trainer.learn(lesson.table, make_batches(views, lesson.table.lengths, options.batch, rng))
        figures = {
            f"{name}, {('whole', 'cut')[view]}": score_rows(network, lesson.table, part, view)
            for name, part in lesson.held.items()
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
