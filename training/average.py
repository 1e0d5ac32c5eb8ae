"""The mean of several trained networks, weight by weight: one network of the same size that errs less than each of them.

    python training/average.py --out DIR DIR DIR ...      folders that training/train.py wrote

After Wortsman et al. (2022), "Model soups": networks that set out from the same weights and learnt with other seeds and steps can
be averaged. A layer that only some have is averaged over those. training/fit_vote.py says whether it helped.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor


def average_weights(parts: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each tensor over the parts that have it, all of one shape; of whole numbers, the first."""
    names = dict.fromkeys(name for part in parts for name in part)
    found = {}
    for name in names:
        same = [part[name] for part in parts if name in part]
        if any(each.shape != same[0].shape for each in same):
            raise ValueError(f"{name}: shapes {[tuple(each.shape) for each in same]}; networks on other bases have no mean")
        found[name] = torch.stack(same).mean(0) if same[0].is_floating_point() else same[0]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    modes = {(folder / "modes.json").read_text(encoding="utf-8") for folder in options.folders}
    if len(modes) > 1:
        parser.error("the networks have learnt other modes")
    options.out.mkdir(parents=True, exist_ok=True)
    mean = average_weights([torch.load(folder / "weights.pt", map_location="cpu") for folder in options.folders])
    torch.save(mean, options.out / "weights.pt")
    for name in ("modes.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copy(options.folders[0] / name, options.out)
    made_of = [json.loads((folder / "figures.json").read_text(encoding="utf-8")) for folder in options.folders]
    (options.out / "figures.json").write_text(json.dumps({"mean_of": made_of}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
