"""Skill and knowledge spans of a posting's sentences, by a trained linear-chain tagger: weights as data, decoded here.

``tag`` works on sentences parted into words; ``knowledge_in`` on lines of text. Trained by ``evals/train_skills.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from loopready.reading.job.spans.features import Sentence, data_lines, features

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

KINDS = ("knowledge", "skill")
STATES = "OBIES"
"""Outside, begin, inside, end, single: the states of a word, for each kind on its own."""
SCALE = 16
"""A weight is a whole number of sixteenths."""
ZERO = ord("P")
"""The letter that stands for a feature's weight 0; "Q" stands for one sixteenth, "O" for one less than nothing; "!" and "~" are the last."""
LEAN = {"knowledge": 0.5, "skill": 0.5}
"""Taken off the outside state of every word, since the bare tagger finds too little. Chosen by cross-validation in the training part."""
_NEVER = -1e4
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
    rows: dict[str, int]
    weights: Numbers
    """A row a feature, five columns (states) a kind; the last row is empty."""
    steps: dict[str, Numbers]
    """Per kind five by five: from the row's state to the column's."""


@cache
def _model() -> _Model:
    import numpy as np

    lines, width = data_lines("weights.tsv.gz"), 5 * len(KINDS)
    steps = {}
    for line in lines[: len(KINDS)]:
        kind, numbers = line.split("\t")
        steps[kind] = np.array(numbers.split(" "), dtype=np.float32).reshape(5, 5) / np.float32(SCALE) + _forbidden()
    del lines[: len(KINDS)]
    rows = {line[: -width - 1]: row for row, line in enumerate(lines)}
    weights = np.zeros((len(rows) + 1, width), dtype=np.float32)
    weights[:-1] = _letters("".join([line[-width:] for line in lines])).reshape(-1, width)
    return _Model(rows, weights, steps)


def _letters(text: str) -> Numbers:
    """The weights that the letters of a text stand for, a letter each.

    Why: fifty thousand features are read in a sixth of the time that numbers in figures take.
    """
    import numpy as np

    return (np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.float32) - ZERO) / np.float32(SCALE)


def _forbidden() -> Numbers:
    """What keeps a state from following another: an inside or end state needs an open span, and only it closes one."""
    import numpy as np

    follows = [[(now in "IE") == (before in "BI") for now in STATES] for before in STATES]
    return np.where(np.array(follows), 0, _NEVER).astype(np.float32)


def tag(posting: Sequence[Sentence]) -> list[list[Tagged]]:
    """Per sentence of a posting the spans found, by kind and place; spans of one kind do not overlap, those of two kinds may.

    Words are parted as in the training set: brackets and a full stop stand alone, commas are left out.
    """
    import numpy as np

    model = _model()
    found: list[list[Tagged]] = [[] for _ in posting]
    seen = [(at, words) for at, words in enumerate(features(posting)) if words]
    if not seen:
        return found
    places: list[int] = []
    starts: list[int] = []
    last = len(model.rows)
    for _, words in seen:
        for names in words:
            starts.append(len(places))
            places += [model.rows.get(name, last) for name in names]
    held = np.add.reduceat(model.weights[places], starts, axis=0)
    lengths = [len(words) for _, words in seen]
    for column, kind in enumerate(KINDS):
        scores = held[:, 5 * column : 5 * column + 5].copy()
        scores[:, 0] -= LEAN[kind]
        for (at, _), states in zip(seen, _best(scores, lengths, model.steps[kind]), strict=True):
            found[at] += [Tagged(start, end, kind) for start, end in _spans(states)]
    return found


def _best(scores: Numbers, lengths: Sequence[int], steps: Numbers) -> list[list[int]]:
    """The best run of states of each sentence (Viterbi), all sentences one step at a time; ``scores`` holds their words in order."""
    import numpy as np

    firsts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    order = np.argsort([-length for length in lengths], kind="stable")
    sizes = np.array(lengths)[order]
    heads = firsts[order]
    opening = np.array([0, 0, _NEVER, _NEVER, 0], dtype=np.float32)
    closing = np.array([0, _NEVER, _NEVER, 0, 0], dtype=np.float32)
    now = scores[heads] + opening
    came: list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]] = []
    for step in range(1, int(sizes[0])):
        alive = int(np.searchsorted(-sizes, -step, side="left"))
        options = now[:alive, :, None] + steps
        came.append(options.argmax(axis=1))
        now[:alive] = options.max(axis=1) + scores[heads[:alive] + step]
    ends = (now + closing).argmax(axis=1)
    out: list[list[int]] = [[] for _ in lengths]
    for row, sentence in enumerate(order.tolist()):
        states = [int(ends[row])]
        for step in range(int(sizes[row]) - 2, -1, -1):
            states.append(int(came[step][row, states[-1]]))
        out[sentence] = states[::-1]
    return out


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
