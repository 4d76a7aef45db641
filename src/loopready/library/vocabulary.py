"""The words of a guide as a bag, and how near a text comes to each guide's bag."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from loopready.engines.text import stem, words

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.float64]]

_READ = ("routing", "seat", "signals", "questions", "areas")
_NOT_WORDS = frozenset({"path", "id", "formula", "sources", "figure", "story", "rounds", "not_titles", "not_duties"})
_KEPT = 1200
"""Distinct stems kept of a guide, the most used first: what is used once tells guides apart by chance."""


def bag_of(value: Mapping[str, Any]) -> dict[str, int]:
    """The stems of a compiled guide's words with their counts, the most used ones."""
    counts: Counter[str] = Counter()
    for name in _READ:
        for text in _texts(value.get(name), name):
            counts.update(stems(text))
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_KEPT])


def counts_of(text: str) -> Counter[str]:
    """The stems of a text with their counts."""
    return Counter(stems(text))


def stems(text: str) -> Iterator[str]:
    """The stems of a text's words of three letters or more."""
    return (stem(word.text) for word in words(text) if len(word.text) > 2 and word.text[0].isalpha())


def _texts(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, str):
        if name not in _NOT_WORDS:
            yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, str(key))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, name)


class Vocabulary:
    """Bags of words indexed by stem. A text is held against all at once by the cosine of tf-idf weights (Salton 1988)."""

    def __init__(self, bags: Iterable[Mapping[str, int]]) -> None:
        import numpy as np

        held = list(bags)
        holding = Counter(each for bag in held for each in bag)
        self._rarity = {each: math.log(1 + len(held) / count) for each, count in holding.items()}
        self._size = len(held)
        listed: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, bag in enumerate(held):
            kept = [(self._weight(each, count), each) for each, count in bag.items()]
            length = math.sqrt(sum(weight**2 for weight, _ in kept)) or 1.0
            for weight, each in kept:
                listed[each].append((number, weight / length))
        self._lists = {each: (np.array([n for n, _ in found]), np.array([w for _, w in found])) for each, found in listed.items()}

    def _weight(self, each: str, count: int) -> float:
        return (1 + math.log(count)) * self._rarity.get(each, 0.0)

    def nearness(self, text: str) -> Numbers:
        """One cosine per bag, in order, 0 to 1; all 0 for a text without a known word."""
        import numpy as np

        counts = Counter(stems(text))
        weighed = [(each, self._weight(each, count)) for each, count in counts.items()]
        length = math.sqrt(sum(weight**2 for _, weight in weighed)) or 1.0
        out = np.zeros(self._size)
        for each, weight in weighed:
            if each in self._lists:
                numbers, weights = self._lists[each]
                out[numbers] += weights * (weight / length)
        return out
