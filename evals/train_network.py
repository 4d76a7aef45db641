"""Trains the network of the span tagger -> src/loopready/reading/job/spans/network.tsv.gz.

On the train part of SkillSpan (evals/data/skillspan, MIT), with the vectors and features that the package itself computes; both kinds
at once, each with its own chain of states. Plain numpy with gradients by hand, seeded, one thread: the same data give the same file.

    OPENBLAS_NUM_THREADS=1 python evals/train_network.py [--check]     trains, or trains again and compares
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from train_skills import OUT, ROOT, postings, states

from loopready.reading.job import spans
from loopready.reading.job.spans import network, pieces
from loopready.reading.job.spans.features import features

TARGET = OUT.with_name("network.tsv.gz")
EPOCHS, BATCH, RATE, WARM = 12, 16, 2e-3, 200
DECAY, CLIP = 1e-4, 5.0
DROP = {"vector": 0.3, "feature": 0.15, "between": 0.2, "out": 0.4}
FEWEST = 5
"""Words of the training postings that a feature must show at."""
GAP = network.REACH
KINDS, STATES = len(spans.KINDS), len(spans.STATES)
SHUT = -1e4
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Params = dict[str, Floats]

MAY = np.full((STATES, STATES), SHUT)
for _now, _befores in enumerate(spans._BEFORE):
    for _before in _befores:
        MAY[spans.STATES.index(_before), _now] = 0.0
FIRST = np.array([0.0, 0.0, SHUT, SHUT, 0.0])
LAST = np.array([0.0, SHUT, SHUT, 0.0, 0.0])


class Example(NamedTuple):
    """A sentence: a vector a word, the numbers of each word's features, and per kind the state of each word."""

    vectors: Floats
    features: list[list[int]]
    answer: NDArray[np.int64]


def examples(records: Sequence[dict[str, Any]]) -> tuple[list[Example], list[str]]:
    """The sentences with words, and the names of the features that occur often enough."""
    seen = [features([sentence["tokens"] for sentence in record["sentences"]]) for record in records]
    count = Counter(name for posting in seen for words in posting for names in words for name in names if network.taken(name))
    names = sorted(name for name, number in count.items() if number >= FEWEST)
    place = {name: number for number, name in enumerate(names)}
    out = []
    for record, posting in zip(records, seen, strict=True):
        for sentence, words in zip(record["sentences"], posting, strict=True):
            if words:
                answer = [[spans.STATES.index(state) for state in states(len(words), sentence[kind])] for kind in spans.KINDS]
                vectors = np.array([pieces.vector(word) for word in sentence["tokens"]], dtype=np.float32) / pieces.UNIT
                out.append(Example(vectors, [[place[name] for name in names if name in place] for names in words], np.array(answer).T))
    return out, names


def begin(count: int, rng: np.random.Generator) -> Params:
    """Weights to begin with: uniform by the number of inputs, small ones for features, nothing for steps and starts."""

    def even(inputs: int, outputs: int) -> Floats:
        return rng.uniform(-1, 1, (inputs, outputs)).astype(np.float32) / np.float32(inputs**0.5)

    width, hidden = (2 * network.REACH + 1) * pieces.SIZE, network.HIDDEN
    return {
        "near": even(width, hidden), "feature": (0.02 * rng.standard_normal((count, hidden))).astype(np.float32),
        "start": np.zeros(hidden, np.float32), "beside": even(3 * hidden, hidden), "second": np.zeros(hidden, np.float32),
        "out": even(hidden, KINDS * STATES), "last": np.zeros(KINDS * STATES, np.float32),
        "steps": np.zeros((KINDS, STATES, STATES), np.float32),
    }  # fmt: skip


def around(rows: Floats, reach: int) -> Floats:
    """Beside each row those before and after it, side by side; what wraps around are empty rows."""
    return np.concatenate([np.roll(rows, -step, axis=0) for step in range(-reach, reach + 1)], axis=1)


def gathered(rows: Floats, reach: int) -> Floats:
    """The reverse of ``around`` for gradients: each block back to the row that it came from, summed."""
    parts = np.split(rows, 2 * reach + 1, axis=1)
    return sum((np.roll(part, step, axis=0) for step, part in zip(range(-reach, reach + 1), parts, strict=True)), np.zeros_like(parts[0]))


def chain(scores: Doubles, answer: NDArray[np.int64], mask: NDArray[np.bool_], steps: Doubles) -> tuple[float, Doubles, Doubles]:
    """The loss of the chains (minus the log likelihood), and its gradients by the scores and by the steps.

    ``scores``: sentences x words x kinds x states; ``answer``: sentences x words x kinds; ``mask``: sentences x words.
    """
    size = mask.shape[1]
    may = steps + MAY
    ahead = np.empty_like(scores)
    back = np.empty_like(scores)
    ahead[:, 0] = scores[:, 0] + FIRST
    for at in range(1, size):
        new = _log_sum(ahead[:, at - 1, :, :, None] + may, 2) + scores[:, at]
        ahead[:, at] = np.where(mask[:, at, None, None], new, ahead[:, at - 1])
    total = _log_sum(ahead[:, -1] + LAST, 2)
    back[:, -1] = LAST
    by_steps = np.zeros_like(steps)
    for at in range(size - 1, 0, -1):
        coming = (scores[:, at] + back[:, at])[:, :, None, :] + may
        share = np.exp(ahead[:, at - 1, :, :, None] + coming - total[:, :, None, None]) * mask[:, at, None, None, None]
        by_steps += share.sum(axis=0)
        back[:, at - 1] = np.where(mask[:, at, None, None], _log_sum(coming, 3), back[:, at])
    by_scores = np.exp(ahead + back - total[:, None, :, None])
    held = np.eye(STATES)[answer]
    loss = float(total.sum() - (scores * held)[mask].sum())
    follows = mask[:, 1:]
    for kind in range(KINDS):
        before, now = answer[:, :-1, kind][follows], answer[:, 1:, kind][follows]
        np.add.at(by_steps[kind], (before, now), -1.0)
        loss -= float(steps[kind][before, now].sum())
    return loss, (by_scores - held) * mask[:, :, None, None], by_steps


def _log_sum(values: Doubles, axis: int) -> Doubles:
    top = values.max(axis=axis, keepdims=True)
    out: Doubles = (np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top).squeeze(axis)
    return out


def learn(part: Sequence[Example], held: Params, rng: np.random.Generator) -> tuple[float, Params]:
    """The loss of a batch a sentence, with parts dropped, and its gradients."""
    starts = np.cumsum([GAP, *(len(one.features) + GAP for one in part)])
    places = np.full((len(part), max(len(one.features) for one in part)), -1)
    for number, one in enumerate(part):
        places[number, : len(one.features)] = starts[number] + np.arange(len(one.features))
    mask = places >= 0
    rows = places[mask]
    real = np.zeros((starts[-1], 1), np.float32)
    real[rows] = 1.0
    vectors = np.zeros((len(real), pieces.SIZE), np.float32)
    seen = np.zeros((len(real), len(held["feature"])), np.float32)
    vectors[rows] = np.concatenate([one.vectors for one in part])
    lists = [names for one in part for names in one.features]
    seen[np.repeat(rows, [len(names) for names in lists]), np.array([name for names in lists for name in names])] = 1.0
    answer = np.zeros((*mask.shape, KINDS), np.int64)
    answer[mask] = np.concatenate([one.answer for one in part])

    near = around(vectors * _drop(vectors.shape, DROP["vector"], rng), network.REACH)
    seen *= _drop(seen.shape, DROP["feature"], rng)
    first = np.maximum(near @ held["near"] + seen @ held["feature"] + held["start"], 0) * real
    between = _drop(first.shape, DROP["between"], rng)
    beside = around(first * between, 1)
    second = np.maximum(beside @ held["beside"] + held["second"], 0)
    kept = _drop(first.shape, DROP["out"], rng)
    both = (first + second) * kept
    scores = (both @ held["out"] + held["last"])[places].reshape(*mask.shape, KINDS, STATES).astype(np.float64)

    loss, by_scores, by_steps = chain(scores, answer, mask, held["steps"].astype(np.float64))
    by_out = np.zeros((len(real), KINDS * STATES), np.float32)
    by_out[rows] = by_scores[mask].reshape(len(rows), -1)
    by_both = (by_out @ held["out"].T) * kept
    by_second = by_both * (second > 0)
    by_first = (by_both + gathered(by_second @ held["beside"].T, 1) * between) * (first > 0)
    by = {
        "near": near.T @ by_first, "feature": seen.T @ by_first, "start": by_first.sum(axis=0), "beside": beside.T @ by_second,
        "second": by_second.sum(axis=0), "out": both.T @ by_out, "last": by_out.sum(axis=0), "steps": by_steps.astype(np.float32),
    }  # fmt: skip
    return loss / len(part), {name: (value / len(part)).astype(np.float32) for name, value in by.items()}


def _drop(shape: tuple[int, ...], share: float, rng: np.random.Generator) -> Floats:
    return (rng.random(shape, dtype=np.float32) >= share).astype(np.float32) / np.float32(1 - share)


def batches(sizes: Sequence[int], order: random.Random) -> Iterator[list[int]]:
    """Sentences of like length together, in an order that the seed draws."""
    mixed = list(range(len(sizes)))
    order.shuffle(mixed)
    wide = [sorted(mixed[start : start + 16 * BATCH], key=lambda one: sizes[one]) for start in range(0, len(mixed), 16 * BATCH)]
    out = [part[start : start + BATCH] for part in wide for start in range(0, len(part), BATCH)]
    order.shuffle(out)
    yield from out


def train(records: Sequence[dict[str, Any]], *, seed: int = 0) -> str:
    """The text of the network: a line a row, its name and its numbers."""
    part, names = examples(records)
    rng, order = np.random.default_rng(seed), random.Random(seed)
    held = begin(len(names), rng)
    means = {name: np.zeros_like(value) for name, value in held.items()}
    squares = {name: np.zeros_like(value) for name, value in held.items()}
    sizes = [len(one.features) for one in part]
    last = EPOCHS * -(-len(part) // BATCH) + EPOCHS
    step = 0
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in batches(sizes, order):
            step += 1
            rate = RATE * min(1.0, step / WARM) * max(0.0, 1 - step / last)
            loss, by = learn([part[number] for number in batch], held, rng)
            total += loss * len(batch)
            size = float(sum(float((value.astype(np.float64) ** 2).sum()) for value in by.values()) ** 0.5)
            for name, value in by.items():
                slope = value * np.float32(min(1.0, CLIP / (size + 1e-6)))
                means[name] = np.float32(0.9) * means[name] + np.float32(0.1) * slope
                squares[name] = np.float32(0.999) * squares[name] + np.float32(0.001) * slope * slope
                way = (means[name] / np.float32(1 - 0.9**step)) / (np.sqrt(squares[name] / np.float32(1 - 0.999**step)) + np.float32(1e-8))
                held[name] = held[name] * np.float32(1 - rate * DECAY) - np.float32(rate) * way
        print(f"round {epoch + 1}: {total / len(part):.3f}", file=sys.stderr)
    return written(held, names)


def written(held: Params, names: Sequence[str]) -> str:
    """The rows of the network as text, in whole numbers."""
    lines = [f"steps {kind}\t{_whole(held['steps'][number].ravel(), network.ONE)}" for number, kind in enumerate(spans.KINDS)]
    lines += [f"{name}\t{_whole(held[name], network.SCALE)}" for name in ("start", "second", "last")]
    for name, size in (("near", pieces.SIZE), ("beside", network.HIDDEN)):
        lines += [f"{name} {at // size} {at % size}\t{_whole(row, network.SCALE)}" for at, row in enumerate(held[name])]
    lines += [f"out {at}\t{_whole(row, network.SCALE)}" for at, row in enumerate(held["out"])]
    lines += [f"feature {name}\t{_whole(row, network.SCALE)}" for name, row in zip(names, held["feature"], strict=True)]
    return "".join(f"{line}\n" for line in lines)


def _whole(numbers: Floats, scale: int) -> str:
    """Numbers in whole parts; ValueError where a weight is beyond what the network's sums bear."""
    whole = np.rint(numbers.astype(np.float64) * scale).astype(int)
    if scale == network.SCALE and np.abs(whole).max() > network.WEIGHT:
        raise ValueError("a weight lies beyond network.WEIGHT: its sums may leave their bits")
    return " ".join(map(str, whole.tolist()))


def main() -> int:
    """Train and write, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    text = train(postings())
    if args.check:
        same = gzip.decompress(TARGET.read_bytes()).decode("utf-8") == text
        print("the same network" if same else "the network differs from that of the package")
        return 0 if same else 1
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{TARGET.relative_to(ROOT)}: {text.count(chr(10))} rows, {TARGET.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
