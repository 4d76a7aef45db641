"""Fits the weights by which a posting finds its guide: python evals/fit_routing.py [--folds 10].

Reads the development postings of evals/data/routing alone, never the held-out ones. Per posting the guides and "none" are the choices
of a conditional logit (McFadden 1974): the score of a guide is prior + sum of weight x sign, that of none is 0. The squared penalty
draws each weight, measured in spreads of its sign, to 0. Plain Newton steps from 0, so the same data give the same weights.

Printed: the weights to be written, rounded, into lexicon/routing.yaml, and what they give on the postings they were fitted on and
on postings left out of the fit (folds by posting, dealt in turn, so that each fold holds every guide).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from routing import DATA

from loopready.library import Library, load_library
from loopready.reading import document_from_text, read_posting

Floats = NDArray[np.float64]
STEPS = 30
DUTIES = ("duties", "not_duties")
UNDESCRIBED = "undescribed"
HELD = {"duties": 3.0, "not_duties": 10.0}
"""Times the penalty. Why: their cues were widened with a look at the development postings, so these flatter them; on postings written
afterwards what a neighbour alone does was told seldom, and sometimes of a covered seat."""


class Choice(NamedTuple):
    """One posting: the signs of its guides (guides by signs), and the row of the right one (-1: none)."""

    id: str
    paths: tuple[str, ...]
    signs: Floats
    right: int


def choices(library: Library, names: Sequence[str]) -> list[Choice]:
    """The development postings with the signs of every guide that was looked at."""
    out = []
    for file in sorted(DATA.glob("*.dev.yaml")):
        for posting in yaml.safe_load(file.read_text(encoding="utf-8")):
            document = document_from_text(posting["text"], kind="job", name=posting["id"])
            title = read_posting(document).title
            found = library.routing.signs(title.value if title else None, document.text)
            paths = tuple(library.routing.heads[each.number].path for each in found)
            signs = np.array([[1.0, *(each.values[name] for name in names)] for each in found])
            right = paths.index(posting["guide"]) if posting["guide"] else -1
            out.append(Choice(posting["id"], paths, signs, right))
    return out


def fitted(rows: Sequence[Choice], names: Sequence[str], *, penalty: float) -> Floats:
    """The weights, the prior's first, that make the right choices likeliest under the penalty."""
    spread = np.concatenate([row.signs for row in rows]).std(axis=0)
    spread[0] = 1.0
    spread[spread == 0.0] = 1.0
    decay = penalty * np.array([0.0, *(HELD.get(name, 1.0) for name in names)])
    weights = np.zeros(len(spread))
    for _ in range(STEPS):
        slope, curve = decay * weights, np.diag(decay + 1e-9)
        for row in rows:
            x = row.signs / spread
            shares = _shares(x @ weights)
            chosen = np.zeros(len(x))
            if row.right >= 0:
                chosen[row.right] = 1.0
            slope += x.T @ (shares - chosen)
            mean = shares @ x
            curve += x.T @ (x * shares[:, None]) - np.outer(mean, mean)
        weights = weights - np.linalg.solve(curve, slope)
    return weights / spread


def undescribed(rows: Sequence[Choice], weights: Floats, names: Sequence[str]) -> float:
    """The weight of ``undescribed``, the others as they are: fitted as if none of the guides named its duties."""
    without = [1 + names.index(name) for name in DUTIES]
    weight = 0.0
    for _ in range(STEPS):
        slope = curve = 0.0
        for row in rows:
            bare = row.signs.copy()
            bare[:, without] = 0.0
            given_one = float(_shares(bare @ weights + weight).sum())
            slope += given_one - float(row.right >= 0)
            curve += given_one * (1 - given_one)
        weight -= slope / curve
    return weight


def _shares(scores: Floats) -> Floats:
    """The likelihood of each guide beside "none", whose score is 0."""
    top = max(0.0, float(scores.max()))
    parts = np.exp(scores - top)
    shares: Floats = parts / (parts.sum() + np.exp(-top))
    return shares


def given(row: Choice, weights: Floats, *, threshold: float) -> int:
    """The row of the guide that these weights give, -1 for none."""
    scores = row.signs @ weights
    best = int(scores.argmax())
    return best if 1 / (1 + np.exp(-scores[best])) >= threshold else -1


def figures(rows: Sequence[Choice], got: Sequence[int]) -> dict[str, float]:
    """Top-1 on covered postings, the share of uncovered ones that is given a guide."""
    covered = [row.right == each for row, each in zip(rows, got, strict=True) if row.right >= 0]
    bare = [each >= 0 for row, each in zip(rows, got, strict=True) if row.right < 0]
    return {"top1": round(sum(covered) / len(covered), 3), "uncovered_given": round(sum(bare) / len(bare), 3)}


def crossed(rows: Sequence[Choice], names: Sequence[str], *, penalty: float, threshold: float, folds: int) -> tuple[dict[str, float], list[str]]:
    """The figures on postings left out of the fit, and those that went wrong."""
    ordered = sorted(range(len(rows)), key=lambda at: (rows[at].paths[rows[at].right] if rows[at].right >= 0 else "", rows[at].id))
    fold = {at: place % folds for place, at in enumerate(ordered)}
    got = [0] * len(rows)
    for number in range(folds):
        weights = fitted([row for at, row in enumerate(rows) if fold[at] != number], names, penalty=penalty)
        for at, row in enumerate(rows):
            if fold[at] == number:
                got[at] = given(row, weights, threshold=threshold)
    wrong = [
        f"{row.id}: {row.paths[each] if each >= 0 else None} for {row.paths[row.right] if row.right >= 0 else None}"
        for row, each in zip(rows, got, strict=True)
        if each != row.right
    ]
    return figures(rows, got), wrong


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--wrong", action="store_true", help="list the postings that went wrong when left out of the fit")
    asked = parser.parse_args()
    library = load_library()
    rules = library.lexicon["routing"]["guides"]
    names = list(rules["weights"])
    rows = choices(library, names)
    threshold = asked.threshold or rules["threshold"]
    weights = fitted(rows, names, penalty=asked.penalty)
    weights[1 + names.index(UNDESCRIBED)] = undescribed(rows, weights, names)
    for name, weight in zip(["prior", *names], weights, strict=True):
        print(f"{name}: {weight:.2f}")
    print("fitted on these", figures(rows, [given(row, weights, threshold=threshold) for row in rows]))
    for penalty in sorted({asked.penalty, 0.3, 1.0, 3.0, 10.0}):
        found, wrong = crossed(rows, names, penalty=penalty, threshold=threshold, folds=asked.folds)
        print(f"left out, penalty {penalty}:", found)
        if asked.wrong and penalty == asked.penalty:
            print("\n".join(wrong))


if __name__ == "__main__":
    main()
