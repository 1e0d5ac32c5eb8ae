"""Turns trained weights into what the package carries: an ONNX file of 8-bit weights, a tokenizer, the names of the answers.

    python training/export.py --weights DIR --out src/dragoman/data/models/pair

Weights are quantised to 7 bits of 8 (`reduce_range`): on processors without VNNI the products of two full bytes overflow, and
the same text would get other shares there.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from examples import CLASSES, STATUSES
from network import PairNetwork
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoConfig, AutoModel, AutoTokenizer


def load_trained(folder: Path, base: Path) -> tuple[PairNetwork, object]:
    """The network with the weights that `training/train.py` wrote to `folder`, on the architecture that lies at `base`."""
    modes = tuple(json.loads((folder / "modes.json").read_text(encoding="utf-8")))
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    encoder = AutoModel.from_config(AutoConfig.from_pretrained(base, local_files_only=True), add_pooling_layer=False)
    encoder.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    network = PairNetwork(encoder, modes)
    network.load_state_dict(torch.load(folder / "weights.pt"))
    return network.eval(), tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    network, _ = load_trained(options.weights, options.base)
    options.out.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 2001, 2002, 102], [101, 2001, 2002, 102]])
    inputs = (ids, torch.ones_like(ids), torch.tensor([1, 1]), torch.tensor([2, 0]))
    names = ["ids", "mask", "actor", "recipient"]
    axes = {"ids": {0: "n", 1: "length"}, "mask": {0: "n", 1: "length"}, "actor": {0: "n"}, "recipient": {0: "n"}}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            network, inputs, str(full), input_names=names, output_names=["category", "mode", "status"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        small = Path(folder) / "small.onnx"
        quantize_dynamic(
            str(full), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"], extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
        shutil.copy(small, options.out / "pair.onnx")
    tokenizer = json.loads((options.weights / "tokenizer.json").read_text(encoding="utf-8"))
    compact = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))  # thirty thousand lines tell nobody anything
    (options.out / "tokenizer.json").write_text(compact + "\n", encoding="utf-8")
    answers = {"categories": list(CLASSES), "modes": list(network.modes), "statuses": list(STATUSES)}
    (options.out / "answers.json").write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")
    print({path.name: path.stat().st_size for path in sorted(options.out.iterdir())})


if __name__ == "__main__":
    main()
