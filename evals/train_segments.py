"""Trains the labels of an answer's sentences and writes their weights: python evals/train_segments.py [--check].

Reads both sets of sentences (evals/data/answers/segments_a.jsonl and segments_b.jsonl) and writes
src/loopready/library/content/trained/segments.json. Plain gradient descent: the same data give the same file.
``--check`` trains again and compares. How good the labels are is measured by evals/segments.py, on a set that was not trained on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from evals.answers_check import SEGMENTS, lines
from evals.softmax import fit

import loopready
from loopready.practice.segments import LABELS, SCALE, THIRDS, VALUES, SegmentWeights, sentence_features

TARGET = Path(loopready.__file__).parent / "library" / "content" / "trained" / "segments.json"
FEWEST = 2
"""A feature is kept that so many sentences have."""
LEAST = 2
"""Hundredths: a feature whose every weight is smaller is left out."""
DECAY = 4.0
STEPS = 400
SMOOTHING = 2
Row = Mapping[str, Any]


def vocabulary(found: Sequence[Sequence[str]]) -> list[str]:
    """The features that enough sentences have, in the order of the alphabet; "start" first."""
    seen = Counter(name for features in found for name in features)
    return ["start", *sorted(name for name, count in seen.items() if count >= FEWEST)]


def value(name: str) -> float:
    """What a feature is worth where it is present."""
    return VALUES.get(name.split(" ", maxsplit=1)[0], 1.0)


def train(rows: Sequence[Row]) -> SegmentWeights:
    """The weights that the sentences give."""
    found = [sentence_features(row["text"]) for row in rows]
    names = vocabulary(found)
    place = {name: index for index, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    x[:, 0] = 1.0
    for line, features in enumerate(found):
        for name in features:
            if name in place:
                x[line, place[name]] = value(name)
    weights = fit(x, np.eye(len(LABELS))[[LABELS.index(row["label"]) for row in rows]], decay=DECAY, steps=STEPS)
    worth = np.array([[value(name)] for name in names])
    rounded = np.rint(weights * worth * SCALE).astype(int)
    kept = {name: row.tolist() for name, row in zip(names, rounded, strict=True) if name == "start" or np.abs(row).max() >= LEAST}
    return SegmentWeights(features=kept, thirds=thirds(rows))


def thirds(rows: Sequence[Row]) -> dict[str, list[int]]:
    """For each third of an answer, the logarithm of how often each label stands there, in hundredths."""
    pairs = Counter((row["label"], row["position"]) for row in rows)
    every = Counter(row["label"] for row in rows)
    share = {(a, p): (pairs[a, p] + SMOOTHING) / (every[a] + SMOOTHING * len(THIRDS)) for a in LABELS for p in THIRDS}
    return {p: np.rint(SCALE * np.log([share[a, p] for a in LABELS])).astype(int).tolist() for p in THIRDS}


def trained_text(rows: Sequence[Row]) -> str:
    """The file of weights, a feature a line."""
    held = train(rows)

    def table(weights: Mapping[str, Sequence[int]]) -> str:
        return ",\n".join(
            f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}" for name, row in weights.items()
        )

    return f'{{\n"thirds": {{\n{table(held.thirds)}\n}},\n"features": {{\n{table(held.features)}\n}}\n}}\n'


def main() -> int:
    """Trains and writes, or with --check compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="train again and compare with the file that ships")
    check = parser.parse_args().check
    rows = [row for name in SEGMENTS for row in lines(name)]
    text = trained_text(rows)
    if check:
        same = TARGET.read_text(encoding="utf-8") == text
        print(f"{TARGET.name}: {'as trained' if same else 'stale: run python evals/train_segments.py'}")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"{len(rows)} sentences -> {TARGET.name} ({len(text) // 1024} kB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
