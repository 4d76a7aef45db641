"""How near a text comes to the postings that were written for guides, by their words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from loopready.library.vocabulary import counts_of

Weights = Mapping[str, float]


class Nearness(NamedTuple):
    """Cosines, 0 to 1: to the postings of each guide, to those of all guides of each role, and to those that no guide covers."""

    guides: dict[str, float]
    roles: dict[str, float]
    others: float


class Posted:
    """The words of the postings of ``lexicon/routing_postings.yaml``, per guide; a role is the last part of a guide's path."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._rarity = read_weights(table["rarity"])
        means = {path: read_weights(said) for path, said in table["guides"].items()}
        self._guides = {path: unit(mean) for path, mean in means.items()}
        self._roles = {
            role: unit(summed(mean for path, mean in means.items() if role_of(path) == role)) for role in {role_of(path) for path in means}
        }
        self._others = unit(read_weights(table["others"]))

    def nearness(self, text: str) -> Nearness:
        """The cosines of tf-idf weights; 0 for a text without a known word."""
        said = weighed(text, self._rarity)
        return Nearness(
            {path: _cosine(said, each) for path, each in self._guides.items()},
            {role: _cosine(said, each) for role, each in self._roles.items()},
            _cosine(said, self._others),
        )


def role_of(path: str) -> str:
    """The role that a guide's path names: its last part."""
    return path.rsplit("/", 1)[-1]


def weighed(text: str, rarity: Weights) -> dict[str, float]:
    """The stems of a text that are known, weighed by their count and rarity, of length 1."""
    return unit({each: (1 + math.log(count)) * rarity[each] for each, count in counts_of(text).items() if each in rarity})


def unit(weights: Weights) -> dict[str, float]:
    """The same weights with length 1."""
    length = math.sqrt(math.fsum(weight**2 for weight in weights.values())) or 1.0
    return {each: weight / length for each, weight in weights.items()}


def summed(many: Iterable[Weights]) -> dict[str, float]:
    """The sum of weights by stem."""
    out: dict[str, float] = defaultdict(float)
    for weights in many:
        for each, weight in weights.items():
            out[each] += weight
    return dict(out)


def read_weights(said: str) -> dict[str, float]:
    """``"oak 2.1 saw 1.7"`` as a mapping. ValueError for another form."""
    words = said.split()
    return {each: float(weight) for each, weight in zip(words[::2], words[1::2], strict=True)}


def _cosine(said: Weights, held: Weights) -> float:
    return math.fsum(weight * held[each] for each, weight in said.items() if each in held)
