"""What the classifier learns from: marked sentences of our own, and, where they lie beside the project, PLV and the stories.

    ACCUSE  allege  occurred  {A:Chad} accused {R:Sudan} of arming rebels.  ->  Example(text, (0, 4), (13, 18), {"ACCUSE"}, ...)

PLV (Hu et al. 2024) has conventions of its own: fifteen categories, CONCEDE and RETREAT as one (YIELD), sanctions imposed as
COERCE. So an example of PLV has PLV's word in `plv`, and in `types` what the codebook may call the same. Neither PLV nor the
stories are part of the project: without them the model is trained on our own sentences alone.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
NONE = "NONE"
CLASSES = (*TYPES, NONE)
YIELD = "YIELD"
PLV_CLASSES = (*(kind for kind in TYPES if kind not in ("CONCEDE", "RETREAT")), YIELD)
# What the codebook may call an act to which PLV gives this category, where the two differ.
BY_CODEBOOK = {
    YIELD: {"CONCEDE", "RETREAT"}, "COERCE": {"COERCE", "SANCTION"}, "ASSAULT": {"ASSAULT", "COERCE"},
    "SANCTION": {"SANCTION", "RETREAT"},
}  # fmt: skip
STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "negated")
# In these the two do the same to each other: roles exchanged, the sentence still says it.
RECIPROCAL = {"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "AID"}
MARK = re.compile(r"\{([AR]):([^{}]*)\}")


@dataclass(frozen=True)
class Example:
    """A sentence with a marked pair. `types`: one category, NONE, or several where the gold does not tell them apart; none
    where a larger network is to be asked. `plv`: PLV's category. `mode`, `status` are None where the gold does not say. Spans
    are half-open, in code points of `text`."""

    id: str
    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int] | None
    types: frozenset[str]
    mode: str | None
    status: str | None
    origin: str
    plv: str | None = None

    @property
    def fifth(self) -> int:
        """0 to 4, by a hash of the text: the same sentence is always in the same fifth, whoever marked it."""
        return int(hashlib.sha256(self.text.encode()).hexdigest()[:8], 16) % 5

    @property
    def held(self) -> bool:
        """The first fifth is held back for choosing."""
        return self.fifth == 0


def load_sentences(folder: Path = HERE / "sentences") -> list[Example]:
    """Our own sentences, all files of the folder; ValueError names a line that cannot be read."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
                try:
                    found.append(_read_row(f"{path.stem}:{number}", row, path.stem))
                except (ValueError, KeyError, TypeError) as error:
                    raise ValueError(f"{path.name}:{number}: {error}") from None
    return found


def _read_row(name: str, row: dict[str, str], origin: str) -> Example:
    text, spans, end = "", {}, 0
    for match in MARK.finditer(row["text"]):
        text += row["text"][end : match.start()]
        if match[1] in spans:
            raise ValueError(f"{match[1]} is marked twice")
        spans[match[1]] = (len(text), len(text) + len(match[2]))
        text += match[2]
        end = match.end()
    text += row["text"][end:]
    if "A" not in spans:
        raise ValueError("no actor is marked")
    if row["type"] not in CLASSES:
        raise ValueError(f"type {row['type']!r}")
    none = row["type"] == NONE
    status = None if none else (row["status"] or "occurred")
    if status is not None and status not in STATUSES:
        raise ValueError(f"status {status!r}")
    mode = None if none else row["mode"]
    plv = row.get("plv") or None
    if plv is not None and plv not in PLV_CLASSES:
        raise ValueError(f"plv {plv!r}")
    return Example(name, text, spans["A"], spans.get("R"), frozenset({row["type"]}), mode, status, origin, plv)


def load_plv(path: Path) -> list[Example]:
    """PLV's training part, as `../shared/data/plv/README.md` describes it; empty where the file is absent."""
    if not path.is_file():
        return []
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        types = frozenset(BY_CODEBOOK.get(row["type"], {row["type"]}))
        recipient = tuple(row["recipient"]) if row["recipient"] else None
        found.append(Example(row["id"], row["text"], tuple(row["actor"]), recipient, types, None, None, "plv", row["type"]))
    return found


def load_pairs(path: Path) -> list[Example]:
    """Marked pairs without labels, as `training/gather_pairs.py` writes them."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        recipient = tuple(row["recipient"]) if row["recipient"] else None
        found.append(
            Example(f"{path.stem}:{number}", row["text"], tuple(row["actor"]), recipient, frozenset(), None, None, "pair")
        )
    return found


def turn_roles(example: Example) -> Example | None:
    """The same sentence with the roles exchanged, which then says no event; None where it might still say one."""
    if example.recipient is None or NONE in example.types or example.types & RECIPROCAL:
        return None
    return replace(
        example, id=f"{example.id}:turned", actor=example.recipient, recipient=example.actor, types=frozenset({NONE}),
        mode=None, status=None, origin=f"{example.origin}:turned", plv=None,
    )  # fmt: skip
