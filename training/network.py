"""The network: a small transformer that reads a sentence with two marked spans, and a linear layer for each answer.

The pair is marked by four words of its own, [A] [/A] [R] [/R]; the mean of the sentence and the states at [A] and [R], side by
side, go into the layers for category (or none), mode and status. After Baldini Soares et al. (2019), "Matching the Blanks".
"""

from __future__ import annotations

from pathlib import Path

import torch
from examples import CLASSES, STATUSES
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

MARKS = ("[A]", "[/A]", "[R]", "[/R]")


class PairNetwork(nn.Module):
    """Token ids (batch, length), mask, positions of [A] and [R] (batch; 0 where there is no recipient) -> logits by answer."""

    def __init__(self, encoder: nn.Module, modes: tuple[str, ...]):
        super().__init__()
        self.encoder = encoder
        self.modes = modes
        width = 3 * encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.category = nn.Linear(width, len(CLASSES))
        self.mode = nn.Linear(width, len(modes))
        self.status = nn.Linear(width, len(STATUSES))

    def forward(self, ids: Tensor, mask: Tensor, actor: Tensor, recipient: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        at_actor = gather(states, actor)
        at_recipient = gather(states, recipient) * (recipient > 0).unsqueeze(-1).to(states.dtype)
        pooled = self.dropout(torch.cat([mean, at_actor, at_recipient], dim=-1))
        return self.category(pooled), self.mode(pooled), self.status(pooled)


def gather(states: Tensor, at: Tensor) -> Tensor:
    return states.gather(1, at.view(-1, 1, 1).expand(-1, 1, states.size(-1))).squeeze(1)


def load_base(path: Path, modes: tuple[str, ...]):
    """The network on the encoder that lies at `path` (config.json, model.safetensors), and its tokenizer with the marks."""
    tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS)})
    encoder = AutoModel.from_pretrained(path, local_files_only=True, add_pooling_layer=False)
    encoder.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    with torch.no_grad():  # the marks begin as brackets, which the encoder has seen
        words = encoder.get_input_embeddings().weight
        for mark, like in zip(MARKS, "<>{}", strict=True):
            words[tokenizer.convert_tokens_to_ids(mark)] = words[tokenizer.convert_tokens_to_ids(like)]
    return PairNetwork(encoder, modes), tokenizer
