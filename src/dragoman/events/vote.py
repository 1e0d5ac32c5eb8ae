"""Lexicon and classifier together: the shares of each as one, by a weighted geometric mean.

The lexicon knows what its words mean in the grammar it expects, and nothing else; the classifier has seen what people write, and
is sometimes sure of nonsense. Their shares are multiplied, each raised to a weight that was fitted on sentences held back from
training (`training/fit_vote.py`); docs/measurements.md has each alone and both together.

    >>> max(join_shares({"AID": 0.6, "NONE": 0.4}, {"AID": 0.7, "NONE": 0.3}).items(), key=lambda pair: pair[1])[0]
    'AID'
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec


class Weights(msgspec.Struct, frozen=True):
    """How much each voice counts where a pair is given; `accept`: the share from which the classifier's word alone makes
    an act of an open pair."""

    model: float
    lexicon: float
    accept: float


@cache
def load_weights() -> Weights:
    """The fitted weights of data/models/pair/vote.json."""
    text = files("dragoman.data").joinpath("models/pair/vote.json").read_text(encoding="utf-8")
    return msgspec.convert(json.loads(text), Weights)


def join_shares(model: Mapping[str, float], lexicon: Mapping[str, float]) -> dict[str, float]:
    """Shares by category and NONE, adding up to 1."""
    weights = load_weights()
    raised = {
        kind: math.exp(weights.model * math.log(max(share, 1e-4)) + weights.lexicon * math.log(max(lexicon.get(kind, 0.0), 1e-3)))
        for kind, share in model.items()
    }
    total = sum(raised.values())
    return {kind: value / total for kind, value in raised.items()}
