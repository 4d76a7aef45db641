"""Skill and knowledge spans of a posting's sentences, by two trained taggers whose scores are added: weights as data, decoded here.

``tag`` works on sentences parted into words; ``knowledge_in`` on lines of text. A linear tagger over named features, trained by
``evals/train_skills.py``, and a small network over the words' vectors (``network``), trained by ``evals/train_network.py``.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from math import inf
from typing import NamedTuple

from loopready.reading.job.spans import network
from loopready.reading.job.spans.features import Sentence, data_lines, features

KINDS = ("knowledge", "skill")
STATES = "OBIES"
"""Outside, begin, inside, end, single: the states of a word, for each kind on its own."""
SCALE = 16
"""A weight of the linear tagger is a whole number of sixteenths."""
_PARTS = network.ONE // SCALE
"""Parts of the network's unit to a sixteenth: both taggers weigh the same."""
ZERO = ord("P")
"""The letter that stands for a feature's weight 0; "Q" stands for one sixteenth, "O" for one less than nothing."""
LEAN = {"knowledge": 24 * _PARTS, "skill": 16 * _PARTS}
"""Taken off the outside state of every word: bare taggers find too little. By cross-validation in the training part."""
_BEFORE = ("OES", "OES", "BI", "BI", "OES")
"""Per state those that may stand before it: an inside or end state needs an open span, and only it closes one."""
_WORD = re.compile(r"[()]|[^\s,()]+")
_SHORT = re.compile(r"\.+|(?:\w\.)+")
"""Stops alone, or the short forms that keep theirs (e.g.)."""
_TRIM = " \t.,;:!?*•\"'“”()"


class Tagged(NamedTuple):
    """A span of words ``sentence[start:end]`` and its kind."""

    start: int
    end: int
    kind: str


class _Model(NamedTuple):
    letters: dict[str, str]
    """Feature -> its ten weights, a letter each: five states a kind."""
    steps: dict[str, list[list[tuple[int, int]]]]
    """Per kind and state the states that may stand before it, each with the weight of that step."""


@cache
def _model() -> _Model:
    lines = data_lines("weights.tsv.gz")
    steps = {}
    for line in lines[: len(KINDS)]:
        kind, numbers = line.split("\t")
        weights = [_PARTS * int(number) + other for number, other in zip(numbers.split(" "), network.steps(kind), strict=True)]
        places = [[STATES.index(name) for name in names] for names in _BEFORE]
        steps[kind] = [[(before, weights[len(STATES) * before + now]) for before in held] for now, held in enumerate(places)]
    return _Model(dict(line.split("\t") for line in lines[len(KINDS) :]), steps)


_WIDTH = len(STATES) * len(KINDS)


@lru_cache(maxsize=65_536)
def _packed(name: str) -> int:
    """The weights of a feature as one whole number, sixteen bits a weight; 0 where the feature has none.

    Why: one addition of such numbers adds ten weights, exactly, so that reading needs no numpy, whose import alone takes longer than
    all the tagging of a posting. A word has fewer than a hundred features, and a letter is under 128, so no sum leaves its bits.
    """
    return int.from_bytes(_model().letters.get(name, "").encode("utf-16-le"), "little")


def _scores(names: Sequence[str]) -> list[int]:
    """The ten sums of the weights of a word's features in the linear tagger, in sixteenths."""
    held = [number for number in map(_packed, names) if number]
    nothing = ZERO * len(held)
    return [total - nothing for total in struct.unpack(f"<{_WIDTH}H", sum(held).to_bytes(2 * _WIDTH, "little"))]


def tag(posting: Sequence[Sentence]) -> list[list[Tagged]]:
    """Per sentence of a posting the spans found, by kind and place; spans of one kind do not overlap, those of two kinds may.

    Words are parted as in the training set: brackets and a full stop stand alone, commas are left out.
    """
    found: list[list[Tagged]] = []
    for sentence, words in zip(posting, features(posting), strict=True):
        linear, deep = map(_scores, words), network.scores(sentence, words, width=_WIDTH)
        held = [[_PARTS * one + other for one, other in zip(*pair, strict=True)] for pair in zip(linear, deep, strict=True)]
        spans = []
        for column, kind in enumerate(KINDS):
            scores = [word[len(STATES) * column : len(STATES) * (column + 1)] for word in held]
            for word in scores:
                word[0] -= LEAN[kind]
            spans += [Tagged(start, end, kind) for start, end in _spans(_best(scores, _model().steps[kind]))]
        found.append(spans)
    return found


def _best(scores: Sequence[Sequence[int]], steps: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """The best run of states of a sentence (Viterbi) by the scores of its words' states; of equal runs the first by its last state."""
    if not scores:
        return []
    outside, begin, _, _, single = scores[0]
    now: list[float] = [outside, begin, -inf, -inf, single]
    came: list[list[int]] = []
    for word in scores[1:]:
        best = [max([(now[before] + weight, -before) for before, weight in held]) for held in steps]
        came.append([-before for _, before in best])
        now = [total + score for (total, _), score in zip(best, word, strict=True)]
    states = [max((0, 3, 4), key=lambda state: now[state])]
    for before in reversed(came):
        states.append(before[states[-1]])
    return states[::-1]


def _spans(states: Sequence[int]) -> list[tuple[int, int]]:
    out, start = [], 0
    for at, state in enumerate(states):
        name = STATES[state]
        if name in "BS":
            start = at
        if name in "ES":
            out.append((start, at + 1))
    return out


def words_of(text: str) -> list[tuple[int, int]]:
    """The places of the words of a text as the tagger wants them: brackets and a closing full stop alone, commas left out."""
    out: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if text[end - 1] == "." and not _SHORT.fullmatch(match.group()):
            out += [(start, end - 1), (end - 1, end)]
        else:
            out.append((start, end))
    return out


def knowledge_in(lines: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Per line of a posting the places ``line[start:end]`` that name knowledge, in order. Lines are read together, in their order."""
    parted = [words_of(line) for line in lines]
    tagged = tag([[line[start:end] for start, end in words] for line, words in zip(lines, parted, strict=True)])
    return [
        [place for one in spans if one.kind == "knowledge" for place in _trimmed(line, words[one.start][0], words[one.end - 1][1])]
        for line, words, spans in zip(lines, parted, tagged, strict=True)
    ]


def _trimmed(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span cut at its commas, without the marks at its edges; a bracket that opens inside of it is closed there or cut."""
    out = []
    for match in re.finditer(r"[^,;]+", line[start:end]):
        first, last = start + match.start(), start + match.end()
        while first < last and line[first] in _TRIM:
            first += 1
        while last > first and line[last - 1] in _TRIM and not (line[last - 1] == ")" and "(" in line[first:last]):
            last -= 1
        cut = line.find("(", first, last)
        if cut >= 0 and ")" not in line[cut:last]:
            last = first + len(line[first:cut].rstrip())
        if any(char.isalpha() for char in line[first:last]):
            out.append((first, last))
    return out
