"""Trains the guess of a line's kind and writes its weights: python evals/train_kinds.py [--check].

Reads evals/data/postings (all but the held-out occupations) and writes src/loopready/library/content/trained/job_kinds.json.
Plain gradient descent in double precision from zero, fixed order, fixed number of steps, weights rounded to hundredths: the same
data give the same file. ``--check`` trains again and compares. The features are those of ``loopready.reading.job.guess``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from postings import ASKED, Written, postings
from softmax import Floats, fit

import loopready
from loopready.reading.job.guess import KINDS, SCALE, Weights, asked_features, asked_score, line_features, weighed

TARGET = Path(loopready.__file__).parent / "library" / "content" / "trained" / "job_kinds.json"
FEWEST_KINDS = 3
FEWEST_ASKED = 6
FOLDS = 5
DECAY_KINDS = 1.0
DECAY_ASKED = 2.0


def vocabulary(rows: Sequence[tuple[int, Sequence[str]]], *, fewest: int) -> list[str]:
    """The features that occur in enough postings, in the order of the alphabet; "start" first."""
    seen: dict[str, set[int]] = {}
    for posting, features in rows:
        for name in features:
            seen.setdefault(name, set()).add(posting)
    return ["start", *sorted(name for name, places in seen.items() if len(places) >= fewest)]


def matrix(rows: Sequence[Sequence[str]], names: Sequence[str]) -> Floats:
    """Lines by features, 1.0 where a line has one."""
    place = {name: index for index, name in enumerate(names)}
    out = np.zeros((len(rows), len(names)))
    out[:, 0] = 1.0
    for line, features in enumerate(rows):
        for name in features:
            if name in place:
                out[line, place[name]] = 1.0
    return out


def train_kinds(part: Sequence[Written]) -> dict[str, list[int]]:
    """The weights of the model over all kinds."""
    lines = [(place, kind, text) for place, one in enumerate(part) for kind, text in one.every_line()]
    rows = [(place, line_features(text)) for place, _, text in lines]
    gold = [KINDS.index(kind) for _, kind, _ in lines]
    names = vocabulary(rows, fewest=FEWEST_KINDS)
    weights = fit(matrix([features for _, features in rows], names), np.eye(len(KINDS))[gold], decay=DECAY_KINDS)
    rounded = np.rint(weights * SCALE).astype(int)
    return {name: row.tolist() for name, row in zip(names, rounded, strict=True) if name == "start" or np.abs(row).max() >= 10}


def asked_lines(one: Written) -> tuple[list[str], list[bool]]:
    """The asked lines of a posting, and which of them are musts."""
    lines = [(text, kind == "must") for kind, text in one.body() if kind in ASKED]
    return [text for text, _ in lines], [must for _, must in lines]


def train_asked(part: Sequence[Written]) -> dict[str, int]:
    """The weights of must against nice, before the balance."""
    rows, gold = [], []
    for place, one in enumerate(part):
        texts, musts = asked_lines(one)
        rows += [(place, features) for features in asked_features(texts)] if texts else []
        gold += musts
    names = vocabulary(rows, fewest=FEWEST_ASKED)
    x = matrix([features for _, features in rows], names)
    weights = fit(x, np.eye(2)[[int(must) for must in gold]], decay=DECAY_ASKED)
    rounded = np.rint((weights[:, 1] - weights[:, 0]) * SCALE).astype(int)
    return {name: int(value) for name, value in zip(names, rounded, strict=True) if name == "start" or abs(value) >= 3}


def train_balance(part: Sequence[Written]) -> list[int]:
    """How scores become log odds, from scores of postings that the scoring model had not seen."""
    rows, gold = [], []
    for fold in range(FOLDS):
        seen = Weights(kinds={}, asked=train_asked([one for place, one in enumerate(part) if place % FOLDS != fold]), balance=())
        for one in part[fold::FOLDS]:
            texts, musts = asked_lines(one)
            if texts:
                rows += weighed([asked_score(features, weights=seen) for features in asked_features(texts)])
                gold += musts
    weights = fit(np.array(rows), np.eye(2)[[int(must) for must in gold]], decay=0.1, steps=3000)
    return [int(value) for value in np.rint((weights[:, 1] - weights[:, 0]) * SCALE)]


def trained_text(part: Sequence[Written]) -> str:
    """The file of weights, a feature a line."""
    weighing = [one for one in part if one.weighs]
    kinds, asked, balance = train_kinds([one for one in part if one.tells]), train_asked(weighing), train_balance(weighing)
    lines = [f'"balance": {json.dumps(balance)},', '"asked": {']
    lines += [",\n".join(f"{json.dumps(name, ensure_ascii=False)}:{value}" for name, value in asked.items()), "},", '"kinds": {']
    dense = {name: json.dumps(row, separators=(",", ":")) for name, row in kinds.items()}
    lines += [",\n".join(f"{json.dumps(name, ensure_ascii=False)}:{row}" for name, row in dense.items()), "}"]
    return "{\n" + "\n".join(lines) + "\n}\n"


def main() -> int:
    """Trains and writes, or with --check compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="train again and compare with the file that ships")
    check = parser.parse_args().check
    part = [one for one in postings() if not one.held_out]
    text = trained_text(part)
    if check:
        same = TARGET.read_text(encoding="utf-8") == text
        print(f"{TARGET.name}: {'as trained' if same else 'stale: run python evals/train_kinds.py'}")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    counts = Counter(kind for one in part for kind, _ in one.body())
    print(f"{len(part)} postings, {sum(counts.values())} lines ({dict(counts)}) -> {TARGET} ({len(text) // 1024} kB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
