"""The network: a small transformer that reads a sentence with two marked spans, and a linear layer for each answer.

The pair is marked by four words of its own, [A] [/A] [R] [/R]; the mean of the sentence and the states at [A] and [R], side by
side, go into the layers for category (or none) by the codebook, category by PLV's conventions, mode and status. After Baldini
Soares et al. (2019), "Matching the Blanks".
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from examples import CLASSES, PLV_CLASSES, STATUSES
from torch import Tensor, nn
from torch.nn.functional import linear
from transformers import AutoConfig, AutoModel, AutoTokenizer

MARKS = ("[A]", "[/A]", "[R]", "[/R]")


class Answers(NamedTuple):
    """One tensor (batch, answers) for each question: logits, or shares that a larger network gives."""

    category: Tensor
    plv: Tensor
    mode: Tensor
    status: Tensor


class PairNetwork(nn.Module):
    """Token ids (batch, length), mask, positions of [A] and [R] (batch; 0 where there is no recipient) -> logits."""

    def __init__(self, encoder: nn.Module, modes: tuple[str, ...]):
        super().__init__()
        self.encoder = encoder
        self.modes = modes
        width = 3 * encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.category = nn.Linear(width, len(CLASSES))
        self.plv = nn.Linear(width, len(PLV_CLASSES))
        self.mode = nn.Linear(width, len(modes))
        self.status = nn.Linear(width, len(STATUSES))

    def forward(self, ids: Tensor, mask: Tensor, actor: Tensor, recipient: Tensor) -> Answers:
        return self.answer(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state, mask, actor, recipient)

    def answer(self, states: Tensor, mask: Tensor, actor: Tensor, recipient: Tensor) -> Answers:
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        at_actor = gather(states, actor)
        at_recipient = gather(states, recipient) * (recipient > 0).unsqueeze(-1).to(states.dtype)
        pooled = self.dropout(torch.cat([mean, at_actor, at_recipient], dim=-1))
        return Answers(self.category(pooled), self.plv(pooled), self.mode(pooled), self.status(pooled))


def gather(states: Tensor, at: Tensor) -> Tensor:
    return states.gather(1, at.view(-1, 1, 1).expand(-1, 1, states.size(-1))).squeeze(1)


def load_tokenizer(path: Path):
    """The tokenizer at `path`, with the marks."""
    tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS)})
    return tokenizer


def load_base(path: Path, modes: tuple[str, ...]):
    """The network on the encoder that lies at `path` (config.json, model.safetensors), and its tokenizer with the marks."""
    tokenizer = load_tokenizer(path)
    encoder = AutoModel.from_pretrained(path, local_files_only=True, add_pooling_layer=False)
    encoder.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    with torch.no_grad():  # the marks begin as brackets, which the encoder has seen
        words = encoder.get_input_embeddings().weight
        for mark, like in zip(MARKS, "<>{}", strict=True):
            words[tokenizer.convert_tokens_to_ids(mark)] = words[tokenizer.convert_tokens_to_ids(like)]
    return PairNetwork(encoder, modes), tokenizer


def make_empty(base: Path, tokenizer, modes: tuple[str, ...]) -> PairNetwork:
    """The network on the architecture that lies at `base`, with no weights worth the name."""
    encoder = AutoModel.from_config(AutoConfig.from_pretrained(base, local_files_only=True), add_pooling_layer=False)
    encoder.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    return PairNetwork(encoder, modes)


class RoundedLinear(nn.Linear):
    """A linear layer that can count as the exported one does: weights of 7 bits by row, inputs of 8 bits by sentence
    (onnxruntime's dynamic quantisation). The gradient passes the rounding as if it were not there."""

    rounding = False

    def forward(self, x: Tensor) -> Tensor:
        if not self.rounding:
            return super().forward(x)
        return linear(round_inputs(x), round_weights(self.weight), self.bias)


def round_weights(weight: Tensor) -> Tensor:
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 64
        change = (weight / scale).round().clamp(-64, 64) * scale - weight
    return weight + change


def round_inputs(x: Tensor) -> Tensor:
    with torch.no_grad():
        around = tuple(range(1, x.dim()))
        low, high = x.amin(around, keepdim=True).clamp(max=0), x.amax(around, keepdim=True).clamp(min=0)
        scale = ((high - low) / 255).clamp_min(1e-8)
        zero = (-low / scale).round()
        change = ((x / scale).round() + zero).clamp(0, 255).sub(zero) * scale - x
    return x + change


def count_in_eight_bits(network: PairNetwork, on: bool = True) -> None:
    """Makes the encoder's layers count as they will once exported, or as they are."""
    for module in network.encoder.encoder.modules():
        if isinstance(module, nn.Linear):
            module.__class__ = RoundedLinear
            module.rounding = on
