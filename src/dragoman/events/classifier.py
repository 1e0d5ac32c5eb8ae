"""The trained classifier: what a marked pair of actors does in a sentence, as shares for each answer.

A small transformer (see `data/models/pair/card.md`) run by onnxruntime on one core, one pair at a time: its weights are of 8 bits
and its sums depend on what else is in a batch, so a batch would make the record depend on the batch. It gives a category by the
codebook, and another by the conventions of the PLV data, which part of what it learnt from was marked by.

    >>> load_classifier().read("Chad accused Sudan of arming rebels.", (0, 4), (13, 18)).best
    'ACCUSE'
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, get_args

import msgspec

from dragoman.types import EventType, Status

if TYPE_CHECKING:
    import numpy as np

NONE = "NONE"
# Pieces of words that are read before the first of the pair and from the second on, and in all: half of a long sentence is about
# others, and the time grows with what is read. The model was trained on such windows as well as on whole sentences.
BEFORE, AFTER, MAX_PIECES = 8, 20, 96
# Readings that are kept, some ten megabytes: agencies and their readers repeat whole sentences.
KEPT = 1_000
# Halves of characters, which no tokenizer takes.
HALVES = re.compile("[\ud800-\udfff]")


class PairReading(msgspec.Struct, frozen=True):
    """Shares of each category and of NONE (no event between the two), which add up to 1; of PLV's fifteen categories (YIELD for
    CONCEDE and RETREAT), if there is an act; of the modes within a category ("ACCUSE/allege"; "ACCUSE/" is without mode); of
    the statuses."""

    categories: dict[str, float]
    plv: dict[str, float]
    modes: dict[str, float]
    statuses: dict[Status, float]

    @property
    def best(self) -> str:
        """The likeliest category, or NONE."""
        return max(self.categories, key=lambda kind: self.categories[kind])

    @property
    def best_act(self) -> EventType:
        """The likeliest category if there is an act at all."""
        return max(get_args(EventType), key=lambda kind: self.categories[kind])

    def best_mode(self, kind: str) -> str | None:
        """The likeliest mode of that category; None where the category has none or it is likeliest without."""
        own = {name: share for name, share in self.modes.items() if name.startswith(f"{kind}/")}
        return max(own, key=lambda name: own[name]).partition("/")[2] or None if own else None


class Classifier:
    """Model, tokenizer and the names of the answers; make it with `load_classifier`."""

    def __init__(self, folder: str = "models/pair"):
        import onnxruntime
        from tokenizers import Tokenizer

        place = files("dragoman.data").joinpath(folder)
        answers = json.loads(place.joinpath("answers.json").read_text(encoding="utf-8"))
        self.categories: list[str] = answers["categories"]
        self.plv: list[str] = answers["plv"]
        self.modes: list[str] = answers["modes"]
        self.statuses: list[Status] = answers["statuses"]
        self.tokenizer = Tokenizer.from_str(place.joinpath("tokenizer.json").read_text(encoding="utf-8"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.actor_mark, self.recipient_mark = (self.tokenizer.token_to_id(mark) for mark in ("[A]", "[R]"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            place.joinpath("pair.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self._read_ids = lru_cache(maxsize=KEPT)(self._read)

    def read(self, text: str, actor: tuple[int, int], recipient: tuple[int, int] | None) -> PairReading:
        """What the actor at `actor` does to the one at `recipient`, or does at all: half-open offsets in code points of `text`,
        one sentence."""
        return self._read_ids(tuple(self.encode(text, actor, recipient)))

    def _read(self, ids: tuple[int, ...]) -> PairReading:
        import numpy as np

        at = [ids.index(mark) if mark in ids else 0 for mark in (self.actor_mark, self.recipient_mark)]
        logits = self.session.run(
            None,
            {
                "ids": np.array([ids], dtype=np.int64),
                "actor": np.array([at[0]], dtype=np.int64),
                "recipient": np.array([at[1]], dtype=np.int64),
            },
        )
        category, plv, mode, status = (logit[0] for logit in logits)
        modes = dict(zip(self.modes, mode.tolist(), strict=True))
        return PairReading(
            categories=dict(zip(self.categories, share(category), strict=True)),
            plv=dict(zip(self.plv, share(plv), strict=True)),
            modes=modes,
            statuses=dict(zip(self.statuses, share(status), strict=True)),
        )

    def encode(self, text: str, actor: tuple[int, int], recipient: tuple[int, int] | None) -> list[int]:
        """Ids of the pieces of the marked text around the pair."""
        ids: list[int] = self.tokenizer.encode(mark_words(HALVES.sub("\ufffd", text), actor, recipient)).ids
        return cut_window(ids, (self.actor_mark, self.recipient_mark))


def cut_window(ids: Sequence[int], marks: Collection[int | None]) -> list[int]:
    """The pieces around the first and the last of the `marks`, with what opens and closes the sentence; at most MAX_PIECES, and
    where the two lie farther apart than that, the first."""
    at = [i for i, piece in enumerate(ids) if piece in marks]
    first = max(1, min(at, default=1) - BEFORE)
    last = min(len(ids) - 1, max(at, default=len(ids)) + AFTER, first + MAX_PIECES - 2)
    return [ids[0], *ids[first:last], ids[-1]]


@cache
def load_classifier() -> Classifier:
    """The classifier of the package, loaded once per process."""
    return Classifier()


def share(logits: np.ndarray) -> list[float]:
    """Shares that add up to 1, rounded so that the last bits of a processor's sums do not show."""
    import numpy as np

    raised = np.exp((logits - logits.max()).astype(np.float64))
    return [round(each, 4) for each in (raised / raised.sum()).tolist()]


def mark_words(text: str, actor: tuple[int, int], recipient: tuple[int, int] | None) -> str:
    """The text with its pair marked as in training: "[A] Chad [/A] accused [R] Sudan [/R] ..."."""
    points = [(actor[0], 1, "[A] "), (actor[1], 0, " [/A]")]
    if recipient is not None:
        points += [(recipient[0], 1, "[R] "), (recipient[1], 0, " [/R]")]
    parts, end = [], 0
    for at, _, mark in sorted(points, key=lambda point: point[:2]):
        parts += [text[end:at], mark]
        end = at
    return "".join([*parts, text[end:]])
