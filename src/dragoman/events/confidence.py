"""How sure an event is: the share of such events that are right in category, actor and recipient, by a logistic model.

What it looks at is in `describe_draft`; its weights were fitted on the project's own cases and open gold texts by
`training/fit_confidence.py` and lie in `data/models/pair/confidence.json`. docs/measurements.md shows how well it holds.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.events.classifier import NONE
from dragoman.events.draft import Draft, codes_of
from dragoman.events.nesting import draft_type
from dragoman.types import MATERIAL, Mention

# A recipient that only the text as a whole tells is right as often as one named before.
ORIGINS = ("clause", "sentence", "before", "text")


@cache
def load_coefficients() -> dict[str, float]:
    return dict(json.loads(files("dragoman.data").joinpath("models/pair/confidence.json").read_text(encoding="utf-8")))


def describe_draft(draft: Draft, origin: str, *, news: bool = False, finite: bool = True) -> dict[str, float]:
    """What tells a right event from a wrong one, each 0 to 1: who saw it, how much the classifier believes it, whose parties were
    guessed. `origin`: where the recipient comes from (Candidate.recipient_from). `news`: the text has a day of publication; there
    the same words are right less often. `finite`: the act's word is a finite verb."""
    rule, notes = draft.entry.rule, " ".join(draft.notes)
    shares = draft.shares
    stated = bool(draft.recipients) and origin == "clause"
    return {
        "always": 1.0,
        "noun": float(rule.startswith("nouns")),
        "classifier only": float(rule.startswith("model")),
        "unread": float(shares is None),
        "share": shares[draft_type(draft)[0]] if shares else 0.0,
        "no event": shares[NONE] if shares else 0.0,
        "recipient stated": float(stated),
        "together": float(not draft.recipients and len(codes_of(draft.actors)) > 1),
        **{f"recipient from {name}": float(origin == name) for name in ORIGINS[1:]},
        "recipient nearest": float("the one other party of the clause" in notes),
        "no actor": float(not draft.actors),
        "actor guessed": float("by guess" in notes or "actor: who" in notes or "actor: the o" in notes),
        "pronoun": float(any(is_pronoun(mention) for mention in (*draft.actors, *draft.recipients))),
        "news": float(news),
        "news, noun": float(news and rule.startswith("nouns")),
        "news, recipient stated": float(news and stated),
        "news, share": shares[draft_type(draft)[0]] if news and shares else 0.0,
        "news, no actor": float(news and not draft.actors),
        "news, not finite": float(news and not finite and not rule.startswith("nouns")),
        "news, unread": float(news and shares is None),
        "news, deed": float(news and draft_type(draft)[0] in MATERIAL),
    }


def is_pronoun(mention: Mention) -> bool:
    return mention.kind == "pronoun"


def estimate_confidence(draft: Draft, origin: str, *, news: bool, finite: bool) -> float:
    """0 to 1, two decimals; see `describe_draft`."""
    return weigh_features(describe_draft(draft, origin, news=news, finite=finite), load_coefficients())


def weigh_features(features: Mapping[str, float], coefficients: Mapping[str, float]) -> float:
    total = sum(coefficients.get(name, 0.0) * value for name, value in features.items())
    return round(1 / (1 + math.exp(-total)), 2)
