"""Fits the weights by which a posting finds its guide: python evals/fit_routing.py [--write] [--wrong].

Reads the development postings of evals/data/routing alone, never the held-out ones. Per posting the guides and "none" are the choices
of a conditional logit (McFadden 1974): the score of a guide is prior + sum of weight x sign, that of none is 0. The squared penalty
draws each weight, measured in spreads of its sign, to 0. Plain Newton steps from 0, so the same data give the same weights. A posting
is compared with the words of the other postings, never with its own.

Printed: the weights for lexicon/routing.yaml, and what they give on the postings they were fitted on and on postings left out of the
fit and of the words (folds by posting, dealt in turn, so that each fold holds every guide). ``--write`` writes
lexicon/routing_postings.yaml, the words of the development postings per guide.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from routing import DATA

import loopready
from loopready.library import Library, load_library
from loopready.library.posted import role_of, weighed
from loopready.library.vocabulary import counts_of
from loopready.reading import document_from_text, read_posting

Floats = NDArray[np.float64]
TARGET = Path(loopready.__file__).parent / "library" / "content" / "lexicon" / "routing_postings.yaml"
FOLDS = 10
STEPS = 30
FEWEST = 3
"""Postings that must hold a stem for it to be kept."""
KEPT = 400
"""Stems kept of a guide's postings, the weightiest first."""
POSTED = ("posted", "posted_role", "posted_others")
DUTIES = ("duties", "not_duties")
HELD = {"duties": 3.0, "not_duties": 10.0}
"""Times the penalty. Why: their cues were widened with a look at the development postings, so these flatter them; on postings written
afterwards what a neighbour alone does was told seldom, and sometimes of a covered seat."""


class Choice(NamedTuple):
    """One posting: the signs of its guides (guides by signs, 1 for the prior first), and the row of the right one (-1: none)."""

    id: str
    text: str
    paths: tuple[str, ...]
    signs: Floats
    right: int

    @property
    def guide(self) -> str:
        """The right guide's path, "" for none."""
        return self.paths[self.right] if self.right >= 0 else ""


class Weighing(NamedTuple):
    """What is fitted: the names of the signs, the penalty, the threshold over which a guide is given."""

    names: Sequence[str]
    penalty: float
    threshold: float

    def columns(self, names: Collection[str]) -> list[int]:
        """Where these signs stand in a choice's signs."""
        return [1 + self.names.index(name) for name in names]


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
            out.append(Choice(posting["id"], document.text, paths, signs, right))
    return out


class Words:
    """The postings as vectors of their stems, and the mean of those of a guide ("": of those that no guide covers)."""

    def __init__(self, rows: Sequence[Choice]) -> None:
        holding = Counter(each for row in rows for each in counts_of(row.text))
        self.rarity = {each: round(math.log(len(rows) / count), 2) for each, count in sorted(holding.items()) if count >= FEWEST}
        self._place = {each: at for at, each in enumerate(self.rarity)}
        self._guides = [row.guide for row in rows]
        self._named = sorted(set(self._guides))
        self._vectors = np.zeros((len(rows), len(self.rarity)))
        for at, row in enumerate(rows):
            for each, weight in weighed(row.text, self.rarity).items():
                self._vectors[at, self._place[each]] = weight

    def mean(self, guide: str, within: Collection[int], *, without: int = -1) -> Floats:
        """The mean of the guide's postings within these, cut to the stems that are kept."""
        at = [each for each in within if self._guides[each] == guide and each != without]
        mean: Floats = self._vectors[at].sum(axis=0) / max(1, len(at))
        mean[np.argsort(-mean, kind="stable")[KEPT:]] = 0.0
        return mean

    def compared(self, rows: Sequence[Choice], weighing: Weighing, within: Collection[int]) -> list[Choice]:
        """The rows with the signs of ``POSTED`` measured against the postings within these, but for their own."""
        means = {guide: self.mean(guide, within) for guide in self._named}
        out = []
        for at, row in enumerate(rows):
            mine = {**means, row.guide: self.mean(row.guide, within, without=at)} if at in within else means
            signs = row.signs.copy()
            for number, path in enumerate(row.paths):
                role = np.sum([mean for guide, mean in mine.items() if guide and role_of(guide) == role_of(path)] or [mine[""]], axis=0)
                signs[number, weighing.columns(POSTED)] = [
                    self._cosine(at, each) for each in (mine.get(path, np.zeros(len(self.rarity))), role, mine[""])
                ]
            out.append(row._replace(signs=signs))
        return out

    def _cosine(self, at: int, mean: Floats) -> float:
        return float(self._vectors[at] @ mean / (np.linalg.norm(mean) or 1.0))

    def table(self) -> dict[str, object]:
        """What lexicon/routing_postings.yaml holds."""
        every = range(len(self._guides))
        means = {guide: self._said(self.mean(guide, every)) for guide in self._named}
        others = means.pop("")
        return {"rarity": _written(self.rarity), "guides": means, "others": others}

    def _said(self, mean: Floats) -> str:
        return _written({each: round(float(mean[at]), 4) for each, at in self._place.items() if mean[at] >= 0.00005})


def _written(weights: Mapping[str, float]) -> str:
    return " ".join(f"{each} {weight}" for each, weight in weights.items())


def fitted(rows: Sequence[Choice], weighing: Weighing) -> Floats:
    """The weights, the prior's first, that make the right choices likeliest under the penalty."""
    spread = np.concatenate([row.signs for row in rows]).std(axis=0)
    spread[0] = 1.0
    spread[spread == 0.0] = 1.0
    decay = weighing.penalty * np.array([0.0, *(HELD.get(name, 1.0) for name in weighing.names)])
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


def unsaid(rows: Sequence[Choice], weights: Floats, weighing: Weighing, *, without: Collection[str]) -> float:
    """What a guide must be given that lacks these signs, so that as many postings find one: the other weights as they are."""
    gone = weighing.columns(without)
    covered = sum(row.right >= 0 for row in rows)
    scores = []
    for row in rows:
        bare = row.signs.copy()
        bare[:, gone] = 0.0
        scores.append(bare @ weights)
    low, high = -20.0, 20.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if sum(float(_shares(each + middle).sum()) for each in scores) < covered:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _shares(scores: Floats) -> Floats:
    """The likelihood of each guide beside "none", whose score is 0."""
    top = max(0.0, float(scores.max()))
    parts = np.exp(scores - top)
    shares: Floats = parts / (parts.sum() + np.exp(-top))
    return shares


def given(row: Choice, weights: Floats, weighing: Weighing) -> int:
    """The row of the guide that these weights give, -1 for none."""
    scores = row.signs @ weights
    best = int(scores.argmax())
    return best if 1 / (1 + np.exp(-scores[best])) >= weighing.threshold else -1


def figures(rows: Sequence[Choice], got: Sequence[int]) -> dict[str, float]:
    """Top-1 on covered postings, the share of uncovered ones that is given a guide."""
    covered = [row.right == each for row, each in zip(rows, got, strict=True) if row.right >= 0]
    bare = [each >= 0 for row, each in zip(rows, got, strict=True) if row.right < 0]
    return {"top1": round(sum(covered) / len(covered), 3), "uncovered_given": round(sum(bare) / len(bare), 3)}


def crossed(rows: Sequence[Choice], words: Words, weighing: Weighing) -> list[int]:
    """What each posting gets from weights and words that were made without it."""
    ordered = sorted(range(len(rows)), key=lambda at: (rows[at].guide, rows[at].id))
    fold = {at: place % FOLDS for place, at in enumerate(ordered)}
    got = [0] * len(rows)
    for number in range(FOLDS):
        within = {at for at in fold if fold[at] != number}
        compared = words.compared(rows, weighing, within)
        weights = fitted([compared[at] for at in sorted(within)], weighing)
        for at, row in enumerate(compared):
            if at not in within:
                got[at] = given(row, weights, weighing)
    return got


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--write", action="store_true", help="write the words of the postings")
    parser.add_argument("--wrong", action="store_true", help="list the postings that went wrong when left out of the fit")
    asked = parser.parse_args()
    library = load_library()
    rules = library.lexicon["routing"]["guides"]
    weighing = Weighing(list(rules["weights"]), asked.penalty, asked.threshold or rules["threshold"])
    rows = choices(library, weighing.names)
    words = Words(rows)
    if asked.write:
        head = "# Written by evals/fit_routing.py --write: stems of the development postings with their rarity, and their mean weight\n"
        head += "# in the postings of a guide and of trades that no guide covers.\n"
        TARGET.write_text(head + yaml.safe_dump(words.table(), width=140, allow_unicode=True, sort_keys=False), encoding="utf-8")
    compared = words.compared(rows, weighing, range(len(rows)))
    weights = fitted(compared, weighing)
    weights[weighing.columns(["unposted"])] = unsaid(compared, weights, weighing, without=POSTED)
    both = unsaid(compared, weights, weighing, without=(*POSTED, *DUTIES))
    weights[weighing.columns(["undescribed"])] = both - weights[weighing.columns(["unposted"])][0]
    for name, weight in zip(["prior", *weighing.names], weights, strict=True):
        print(f"{name}: {weight:.2f}")
    print("fitted on these", figures(rows, [given(row, weights, weighing) for row in compared]))
    got = crossed(rows, words, weighing)
    print("left out", figures(rows, got))
    if asked.wrong:
        for row, each in zip(rows, got, strict=True):
            if each != row.right:
                print(f"{row.id}: {row.paths[each] if each >= 0 else None} for {row.guide or None}")


if __name__ == "__main__":
    main()
