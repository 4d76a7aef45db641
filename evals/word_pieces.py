"""Vectors of word pieces for the span tagger -> src/loopready/reading/job/spans/pieces.tsv.gz.

The rows of the packaged sentence model's own table of word pieces, brought to the directions in which the words of the training part of
SkillSpan differ most. Run by hand only where the model changes, and train again afterwards (make train).

    OPENBLAS_NUM_THREADS=1 python evals/word_pieces.py [--check]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys

import numpy as np
import onnx
from numpy.typing import NDArray
from train_skills import OUT, ROOT, postings

from loopready.adapters import embedder
from loopready.reading.job.spans import pieces

TARGET = OUT.with_name("pieces.tsv.gz")
_KEPT = re.compile(r"(?:##)?[a-z0-9]+|[!-~‘’“”–—•·£€®™°…]|\[UNK\]")
_LIMIT = 46


def table() -> tuple[list[str], NDArray[np.float64]]:
    """The word pieces that can come from English text, in the model's order, and their rows."""
    known = json.loads((embedder.FOLDER / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    held = {one.name: onnx.numpy_helper.to_array(one) for one in onnx.load(str(embedder.FOLDER / "model.onnx")).graph.initializer}
    rows = held["words.weight"].astype(np.float64) * held["words.scale"].astype(np.float64).reshape(-1, 1)
    kept = [(number, piece) for piece, number in sorted(known.items(), key=lambda pair: pair[1]) if _KEPT.fullmatch(piece)]
    return [piece for _, piece in kept], rows[[number for number, _ in kept]]


def main() -> int:
    """Write, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    names, rows = table()
    place = {name: number for number, name in enumerate(names)}
    bare = dict.fromkeys(names, "")
    pieces._held = lambda: bare  # the parting needs the names alone
    words = [word for record in postings() for sentence in record["sentences"] for word in sentence["tokens"]]
    found = [[place[piece] for piece in pieces.pieces(word)] for word in words]
    points = np.array([rows[one].mean(axis=0) for one in found if one])
    middle = points.mean(axis=0)
    spread, axes = np.linalg.eigh(np.cov((points - middle).T))
    axes = axes[:, ::-1][:, : pieces.SIZE]
    axes *= np.where(axes[np.abs(axes).argmax(axis=0), range(pieces.SIZE)] < 0, -1.0, 1.0)
    scale = pieces.UNIT / np.sqrt(spread[::-1][: pieces.SIZE].mean())
    numbers = np.clip(np.rint((rows - middle) @ axes * scale), -_LIMIT, _LIMIT).astype(int)
    text = "".join(
        f"{name}\t{''.join(chr(pieces.ZERO + number) for number in row)}\n" for name, row in zip(names, numbers.tolist(), strict=True)
    )
    if args.check:
        same = gzip.decompress(TARGET.read_bytes()).decode("utf-8") == text
        print("the same vectors" if same else "the vectors differ from those of the package")
        return 0 if same else 1
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{TARGET.relative_to(ROOT)}: {len(names)} pieces, {TARGET.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
