"""Lexicon and classifier together: the shares of each as one, by a weighted geometric mean.

The lexicon knows what its words mean in the grammar it expects, and nothing else; the classifier has seen what people write, and
is sometimes sure of nonsense. Their shares are multiplied, each raised to a weight that was fitted on sentences held back from
training (`training/fit_vote.py`); docs/measurements.md has each alone and both together.

    >>> model = {"AID": 0.6, "CONCEDE": 0.0, "RETREAT": 0.0, "NONE": 0.4}
    >>> plv, lexicon = {"AID": 0.9, "YIELD": 0.1}, {"AID": 0.7, "NONE": 0.3}
    >>> joined = join_shares(model, plv, lexicon, load_vote().codebook)
    >>> max(joined, key=joined.get)
    'AID'
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

Conventions = Literal["plv", "codebook"]


class Weights(msgspec.Struct, frozen=True):
    """How much each voice counts where a pair is given: the classifier's by the codebook, by PLV's conventions, the lexicon's."""

    model: float
    plv: float
    lexicon: float


class Vote(msgspec.Struct, frozen=True):
    """The weights by whose conventions the answer is to be. `accept`: the share from which the classifier's word alone makes an
    act of an open pair."""

    plv: Weights
    codebook: Weights
    accept: float


@cache
def load_vote() -> Vote:
    """The fitted weights of data/models/pair/vote.json."""
    text = files("dragoman.data").joinpath("models/pair/vote.json").read_text(encoding="utf-8")
    return msgspec.convert(json.loads(text), Vote)


def join_shares(
    model: Mapping[str, float], plv: Mapping[str, float], lexicon: Mapping[str, float] | None, weights: Weights
) -> dict[str, float]:
    """Shares by category and NONE, adding up to 1; `lexicon` is None where it is silent."""
    voices = [(weights.model, model), (weights.plv, spread_plv(model, plv))]
    if lexicon is not None:
        voices.append((weights.lexicon, {kind: max(lexicon.get(kind, 0.0), 1e-3) for kind in model}))
    raised = {kind: math.exp(sum(weight * math.log(max(voice[kind], 1e-4)) for weight, voice in voices)) for kind in model}
    total = sum(raised.values())
    return {kind: value / total for kind, value in raised.items()}


def spread_plv(model: Mapping[str, float], plv: Mapping[str, float]) -> dict[str, float]:
    """PLV's shares by the codebook's categories: YIELD divided, and no event as likely, as the codebook's shares have it."""
    act = 1 - model["NONE"]
    yields = model["CONCEDE"] + model["RETREAT"]
    shares = {kind: act * plv.get(kind, 0.0) for kind in model}
    for kind in ("CONCEDE", "RETREAT"):
        shares[kind] = act * plv["YIELD"] * (model[kind] / yields if yields else 0.5)
    return {**shares, "NONE": model["NONE"]}
