"""A small network over a word's vector and those beside it: what the linear tagger can not tell from names of features.

Two layers: the words two before to two after, and what the linear tagger sees of form, book and heading; then the words beside, added to
the first. Whole numbers throughout, so that every machine finds the same. Trained by ``evals/train_network.py``.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import compress
from operator import mul
from typing import NamedTuple

from loopready.reading.job.spans import pieces
from loopready.reading.job.spans.features import Sentence, data_lines

SCALE = 64
"""A weight is a whole number of these parts; so are the numbers between the layers."""
ONE = SCALE * SCALE
"""The scores and steps are in these parts."""
HIDDEN = 64
REACH = 2
"""Words before and after whose vectors count."""
SEEN = frozenset(
    [
        "sh", "-1sh", "1sh", "g", "g2", "sc", "lc", "cap", "cap0", "caplow", "dl", "dn", "first", "last", "pu", "pl", "h", "s3", "s2",
        *(f"L{length}" for length in range(7)),
    ]
)  # fmt: skip
"""The features of the linear tagger that the network takes too, by what stands before "="."""
MOST = 2047
"""A hidden number is at most this, a weight at most ``WEIGHT`` either way: so no sum leaves its 32 bits."""
WEIGHT = 255
_BITS = 32
_HALF = 1 << (_BITS - 1)


class _Net(NamedTuple):
    """Weights as rows; a row is one whole number that holds a signed number every 32 bits (``packed``)."""

    near: tuple[tuple[int, ...], ...]
    """Per place from ``REACH`` before to after a row for each number of a vector."""
    features: Mapping[str, str]
    start: int
    beside: tuple[tuple[int, ...], ...]
    """For the word before, the word itself and the word after a row for each hidden number."""
    second: int
    out: tuple[int, ...]
    last: int


def packed(numbers: Sequence[int]) -> int:
    """The sum of ``number << 32 * place``: sums and multiples of such rows are those of their numbers, exactly."""
    return sum(number << _BITS * place for place, number in enumerate(numbers))


@cache
def _offset(width: int) -> int:
    return packed([_HALF] * width)


def _unpacked(row: int, width: int) -> list[int]:
    held = struct.unpack(f"<{width}I", (row + _offset(width)).to_bytes(_BITS // 8 * width, "little"))
    return [number - _HALF for number in held]


def _row(numbers: str) -> int:
    return packed([int(number) for number in numbers.split(" ")])


@cache
def _lines() -> dict[str, str]:
    """What a row is for -> its numbers."""
    return dict(line.split("\t") for line in data_lines("network.tsv.gz"))


@cache
def _net() -> _Net:
    held = _lines()
    return _Net(
        near=tuple(tuple(_row(held[f"near {place} {at}"]) for at in range(pieces.SIZE)) for place in range(2 * REACH + 1)),
        features=held,
        start=_row(held["start"]) * pieces.UNIT,
        beside=tuple(tuple(_row(held[f"beside {place} {at}"]) for at in range(HIDDEN)) for place in range(3)),
        second=_row(held["second"]) * SCALE,
        out=tuple(_row(held[f"out {at}"]) for at in range(HIDDEN)),
        last=_row(held["last"]) * SCALE,
    )


def steps(kind: str) -> list[int]:
    """The weights of the 25 steps between two states of a kind, in parts of ``ONE``."""
    return [int(number) for number in _lines()[f"steps {kind}"].split(" ")]


@lru_cache(maxsize=4096)
def _spread(word: str) -> tuple[int, ...]:
    """What a word gives to the words around it: a row for each place that it can stand at."""
    numbers = pieces.vector(word)
    return tuple(_times(numbers, rows) for rows in _net().near)


@lru_cache(maxsize=4096)
def _feature(name: str) -> int:
    """The row of a feature, in the parts of a vector's number times a weight; 0 where it has none."""
    numbers = _net().features.get(f"feature {name}")
    return _row(numbers) * pieces.UNIT if numbers is not None else 0


def _times(numbers: Sequence[int], rows: Sequence[int]) -> int:
    """The sum of the rows, each as often as its number says; most numbers are nothing and cost nothing."""
    return sum(map(mul, filter(None, numbers), compress(rows, numbers)))


def taken(name: str) -> bool:
    """Whether the network takes a feature of the linear tagger."""
    return name.split("=", 1)[0] in SEEN


def scores(sentence: Sentence, names: Sequence[Sequence[str]], *, width: int) -> list[list[int]]:
    """Per word ``width`` scores in parts of ``ONE``; ``names`` are the features of each word."""
    net, size = _net(), len(sentence)
    given = [_spread(word) for word in sentence]
    first = []
    for at in range(size):
        around = range(max(0, at - REACH), min(size, at + REACH + 1))
        total = net.start + sum(given[other][other - at + REACH] for other in around) + sum(map(_feature, filter(taken, names[at])))
        first.append([min(MOST, max(0, number) // pieces.UNIT) for number in _unpacked(total, HIDDEN)])
    out = []
    for at in range(size):
        around = range(max(0, at - 1), min(size, at + 2))
        total = net.second + sum(_times(first[other], net.beside[other - at + 1]) for other in around)
        held = [low + min(MOST, max(0, high) // SCALE) for low, high in zip(first[at], _unpacked(total, HIDDEN), strict=True)]
        out.append(_unpacked(net.last + _times(held, net.out), width))
    return out
