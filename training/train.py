"""Trains the classifier of marked pairs; the same command with the same seed gives the same weights on one machine.

    python training/train.py --base DIR --out DIR [--plv FILE] [--soft FILE ...] [--epochs 4] [--lr 1.5e-4]

`--base` holds an encoder (config.json, model.safetensors, tokenizer.json). A fifth of the sentences is held back and scored after
every epoch. `--soft` names files of marked pairs with a larger model's shares, learnt as they are (`training/distil.py`).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

import torch
from examples import CLASSES, NONE, STATUSES, Example, load_plv, load_sentences, load_soft, turn_roles
from network import PairNetwork, load_base
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax

from dragoman.events.classifier import cut_window, mark_words

SEED = 20261125


def list_modes(examples: list[Example]) -> tuple[str, ...]:
    """TYPE/mode for every mode that the sentences know, in order; TYPE/ is that category without a mode."""
    return tuple(
        sorted({f"{kind}/{each.mode}" for each in examples if each.mode is not None for kind in each.types if kind != NONE})
    )


class Encoded:
    """An example as the network takes it, cut as the product cuts it."""

    def __init__(self, example: Example, tokenizer, modes: dict[str, int]):
        marks = [tokenizer.convert_tokens_to_ids(mark) for mark in ("[A]", "[R]")]
        ids = cut_window(tokenizer(mark_words(example.text, example.actor, example.recipient))["input_ids"], marks)
        self.ids = ids
        self.actor = ids.index(marks[0]) if marks[0] in ids else 0
        self.recipient = ids.index(marks[1]) if marks[1] in ids else 0
        self.types = [kind in example.types or example.shares is not None for kind in CLASSES]
        kind = next(iter(example.types)) if len(example.types) == 1 else None
        self.mode = modes.get(f"{kind}/{example.mode}", -100) if example.mode is not None else -100
        self.status = STATUSES.index(example.status) if example.status else -100
        self.example = example


def make_batches(rows: list[Encoded], size: int, rng: random.Random) -> list[list[Encoded]]:
    """Batches of rows of like length, in random order."""
    rows = rows[:]
    rng.shuffle(rows)
    batches = []
    for start in range(0, len(rows), size * 40):
        part = sorted(rows[start : start + size * 40], key=lambda row: len(row.ids))
        batches += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(batches)
    return batches


def collate(batch: list[Encoded], pad: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    length = max(len(row.ids) for row in batch)
    ids = torch.tensor([row.ids + [pad] * (length - len(row.ids)) for row in batch])
    mask = torch.tensor([[1] * len(row.ids) + [0] * (length - len(row.ids)) for row in batch])
    return ids, mask, torch.tensor([row.actor for row in batch]), torch.tensor([row.recipient for row in batch])


def measure_loss(batch: list[Encoded], outputs: tuple[Tensor, Tensor, Tensor], smoothing: float = 0.02) -> Tensor:
    category, mode, status = outputs
    logs = log_softmax(category, -1)
    allowed = torch.tensor([row.types for row in batch])
    right = logs.masked_fill(~allowed, float("-inf")).logsumexp(-1)
    losses = -(1 - smoothing) * right - smoothing * logs.mean(-1)
    shares = torch.tensor([row.example.shares or (0.0,) * len(CLASSES) for row in batch])
    taught = torch.tensor([row.example.shares is not None for row in batch])
    loss = torch.where(taught, -(shares * logs).sum(-1), losses).mean()
    for logits, targets in ((mode, [row.mode for row in batch]), (status, [row.status for row in batch])):
        if any(target >= 0 for target in targets):
            loss = loss + 0.3 * cross_entropy(logits, torch.tensor(targets), ignore_index=-100, reduction="sum") / len(batch)
    return loss


@torch.inference_mode()
def score_rows(network: PairNetwork, rows: list[Encoded], pad: int) -> dict[str, float]:
    """Root macro-F1 without NONE (CONCEDE and RETREAT together, as PLV has them), accuracy with NONE, mode, status."""
    network.eval()
    right_mode = right_status = n_mode = n_status = right = 0
    pairs = []
    for start in range(0, len(rows), 32):
        batch = rows[start : start + 32]
        category, mode, status = network(*collate(batch, pad))
        for i, row in enumerate(batch):
            best = CLASSES[int(category[i].argmax())]
            right += best in row.example.types
            if NONE not in row.example.types:
                guess = CLASSES[int(category[i][:-1].argmax())]
                pairs.append((fold(sorted(row.example.types)[0]), fold(guess)))
            if row.mode >= 0:
                n_mode += 1
                kind = next(iter(row.example.types))
                options = [k for k, name in enumerate(network.modes) if name.startswith(kind + "/")]
                right_mode += max(options, key=lambda k: float(mode[i][k])) == row.mode
            if row.status >= 0:
                n_status += 1
                right_status += int(status[i].argmax()) == row.status
    labels = sorted({gold for gold, _ in pairs})
    gold, found, both = Counter(g for g, _ in pairs), Counter(f for _, f in pairs), Counter(g for g, f in pairs if g == f)
    f1 = [2 * both[k] / (gold[k] + found[k]) if gold[k] + found[k] else 0.0 for k in labels]
    shares = {
        "root_f1": sum(f1) / max(len(f1), 1),
        "root_accuracy": sum(both.values()) / max(len(pairs), 1),
        "with_none": right / max(len(rows), 1),
        "mode": right_mode / max(n_mode, 1),
        "status": right_status / max(n_status, 1),
    }
    return {"n": len(rows), **{name: round(share, 4) for name, share in shares.items()}}


def fold(kind: str) -> str:
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def freeze_layers(network: PairNetwork, n: int) -> None:
    """Leaves the embeddings and the lowest `n` layers as they are: faster, and less is forgotten."""
    if not n:
        return
    network.encoder.embeddings.requires_grad_(False)
    for layer in list(network.encoder.encoder.layer)[:n]:
        layer.requires_grad_(False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from (a folder that this command wrote)")
    parser.add_argument("--plv", type=Path, default=Path("../shared/data/plv/train.jsonl"))
    parser.add_argument("--plv-times", type=int, default=1)
    parser.add_argument("--soft", type=Path, nargs="*", default=[], help="pairs with a larger model's shares")
    parser.add_argument("--own", type=float, default=1.0, help="share of our own sentences that each epoch sees")
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--freeze", type=int, default=0)
    parser.add_argument("--turned", type=float, default=0.2, help="share of sentences that come with roles exchanged, too")
    parser.add_argument(
        "--all", action="store_true", help="hold nothing of PLV back: for the weights that ship, once all is chosen"
    )
    options = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)

    own, plv = load_sentences(), load_plv(options.plv)
    modes = list_modes(own)
    index = {name: i for i, name in enumerate(modes)}
    network, tokenizer = load_base(options.base, modes)
    if options.start:
        network.load_state_dict(torch.load(options.start / "weights.pt"))
    freeze_layers(network, options.freeze)
    pad = tokenizer.pad_token_id

    learn = [each for each in own if not each.held]
    learn += [each for each in plv if options.all or not each.held] * options.plv_times
    soft = [each for path in options.soft for each in load_soft(path)]
    held = {name: [Encoded(each, tokenizer, index) for each in part if each.held] for name, part in (("plv", plv), ("own", own))}
    rows = [Encoded(each, tokenizer, index) for each in learn]
    taught = [Encoded(each, tokenizer, index) for each in soft]
    turned = [Encoded(each, tokenizer, index) for each in map(turn_roles, learn) if each]
    print(f"{len(own)} sentences of our own, {len(plv)} of PLV, {len(soft)} taught, {len(modes)} modes", file=sys.stderr)

    ours = [row for row in rows if row.example.origin != "plv"]
    rest = [row for row in rows if row.example.origin == "plv"] + taught
    per_epoch = len(rest) + int(options.own * len(ours)) + int(options.turned * len(turned))
    steps = int(options.epochs * per_epoch / options.batch)
    trained = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.lr, weight_decay=0.01, fused=True)
    warm = max(1, int(0.06 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min((k + 1) / warm, max(0.0, (steps - k) / (steps - warm))))
    done, epoch, began = 0, 0, time.monotonic()
    while done < steps:
        some = rng.sample(turned, int(options.turned * len(turned)))
        network.train()
        total = 0.0
        some += rng.sample(ours, int(options.own * len(ours))) + rest
        batches = make_batches(some, options.batch, rng)[: steps - done]
        for batch in batches:
            loss = measure_loss(batch, network(*collate(batch, pad)))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += float(loss.detach())
            done += 1
            if done % 25 == 0:
                print(f"step {done}/{steps} loss {total / 25:.3f} {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
                total = 0.0
        epoch += 1
        figures = {name: score_rows(network, part, pad) for name, part in held.items() if part}
        print(json.dumps({"epoch": epoch, **figures}), file=sys.stderr)
        save(options.out, network, tokenizer, {"epoch": epoch, "seed": SEED, **figures})


def save(folder: Path, network: PairNetwork, tokenizer, figures: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), folder / "weights.pt")
    tokenizer.save_pretrained(folder)
    (folder / "modes.json").write_text(json.dumps(list(network.modes)) + "\n", encoding="utf-8")
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
