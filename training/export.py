"""Turns trained weights into what the package carries: an ONNX file of 8-bit weights, a tokenizer, the names of the answers.

    python training/export.py --weights DIR --base DIR --out src/dragoman/data/models/pair

One sentence at a time, so nothing is padded and nothing masked. Weights of layers are quantised to 7 bits of 8 (`reduce_range`):
on processors without VNNI the products of two full bytes overflow, and the same text would get other shares there. The table of
word pieces has a scale for each row; onnxruntime would give it one for all.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from examples import CLASSES, PLV_CLASSES, STATUSES
from network import Answers, PairNetwork, count_in_eight_bits, load_tokenizer, make_empty
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn.functional import gelu, layer_norm, linear

# More than any window has; the tables of places end there.
MOST_PIECES = 256


class ByteTable(nn.Module):
    """Rows of bytes with a scale each, in place of an embedding of floats."""

    def __init__(self, weight: Tensor):
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class PlainNetwork(nn.Module):
    """`PairNetwork` on one sentence, written out: ids (1, length), places of the marks (1) -> logits. Question, key and value of
    attention are one product."""

    def __init__(self, network: PairNetwork):
        super().__init__()
        embeddings = network.encoder.embeddings
        self.words = ByteTable(embeddings.word_embeddings.weight.detach())
        places = embeddings.position_embeddings.weight[:MOST_PIECES] + embeddings.token_type_embeddings.weight[0]
        self.register_buffer("places", places.detach().clone())
        self.norm = embeddings.LayerNorm
        self.network = network
        self.heads = network.encoder.config.num_attention_heads
        self.joined = nn.ModuleList()
        for layer in network.encoder.encoder.layer:
            parts = [getattr(layer.attention.self, name) for name in ("query", "key", "value")]
            joined = nn.Linear(parts[0].in_features, 3 * parts[0].out_features)
            joined.weight.data = torch.cat([part.weight.detach() for part in parts])
            joined.bias.data = torch.cat([part.bias.detach() for part in parts])
            self.joined.append(joined)

    def forward(self, ids: Tensor, actor: Tensor, recipient: Tensor) -> Answers:
        states = normalise(self.norm, self.words(ids) + self.places[: ids.shape[1]])
        for layer, joined in zip(self.network.encoder.encoder.layer, self.joined, strict=True):
            states = self.attend(layer, joined, states)
            inner = gelu(linear(states, layer.intermediate.dense.weight, layer.intermediate.dense.bias))
            states = normalise(layer.output.LayerNorm, states + layer.output.dense(inner))
        return self.network.answer(states, torch.ones_like(ids), actor, recipient)

    def attend(self, layer: nn.Module, joined: nn.Module, states: Tensor) -> Tensor:
        n, length, width = states.shape
        question, key, value = (
            part.view(n, length, self.heads, width // self.heads).transpose(1, 2) for part in joined(states).split(width, -1)
        )
        weights = (question @ key.transpose(2, 3) * (width // self.heads) ** -0.5).softmax(-1)
        seen = (weights @ value).transpose(1, 2).reshape(n, length, width)
        return normalise(layer.attention.output.LayerNorm, states + layer.attention.output.dense(seen))


def normalise(norm: nn.LayerNorm, states: Tensor) -> Tensor:
    return layer_norm(states, norm.normalized_shape, norm.weight, norm.bias, norm.eps)


def load_trained(folder: Path, base: Path) -> PairNetwork:
    """The network with the weights that `training/train.py` wrote to `folder`, on the architecture that lies at `base`."""
    modes = tuple(json.loads((folder / "modes.json").read_text(encoding="utf-8")))
    network = make_empty(base, load_tokenizer(base), modes)
    network.load_state_dict(torch.load(folder / "weights.pt", map_location="cpu"))
    return network.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    network = load_trained(options.weights, options.base)
    count_in_eight_bits(network, on=False)  # the exporter rounds for itself
    options.out.mkdir(parents=True, exist_ok=True)
    inputs = (torch.tensor([[101, 2001, 2002, 102]]), torch.tensor([1]), torch.tensor([2]))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            PlainNetwork(network).eval(), inputs, str(full), input_names=["ids", "actor", "recipient"],
            output_names=list(Answers._fields), dynamic_axes={"ids": {1: "length"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            str(full), str(options.out / "pair.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul"], extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
    tokenizer = json.loads((options.weights / "tokenizer.json").read_text(encoding="utf-8"))
    compact = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))  # thirty thousand lines tell nobody anything
    (options.out / "tokenizer.json").write_text(compact + "\n", encoding="utf-8")
    answers = {"categories": list(CLASSES), "plv": list(PLV_CLASSES), "modes": list(network.modes), "statuses": list(STATUSES)}
    (options.out / "answers.json").write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")
    print({path.name: path.stat().st_size for path in sorted(options.out.iterdir())})


if __name__ == "__main__":
    main()
