"""Trains the span tagger -> src/loopready/reading/job/spans/weights.tsv.gz.

Two linear-chain taggers, one for knowledge and one for skills, on the train part of SkillSpan (evals/data/skillspan, MIT), with the
features that the package itself computes. Each is the weighted mean of a conditional random field and of five averaged perceptrons that
saw the sentences in other orders (seeded), brought to one scale; weights are rounded to sixteenths.

    make train                              (installs requirements/train.txt first)
    python evals/train_skills.py --check    trains again and compares
    python evals/train_skills.py --folds 4  cross-validation by posting, the network too; nothing is written
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from loopready.reading.job import spans
from loopready.reading.job.spans.features import features

ROOT = Path(__file__).parent.parent
DATA = ROOT / "evals" / "data" / "skillspan" / "train.jsonl.gz"
OUT = ROOT / "src" / "loopready" / "reading" / "job" / "spans" / "weights.tsv.gz"
FIELD = {"c1": 0.05, "c2": 0.3, "max_iterations": 60, "feature.possible_transitions": 1}
PERCEPTRON = {"max_iterations": 10}
ORDERS = 5
SHARE = {"knowledge": 0.35, "skill": 0.3}
"""The perceptrons' share of the mean, by cross-validation in the training part."""
Weights = dict[tuple[str, str], float]
Example = tuple[list[list[str]], list[str]]


def postings() -> list[dict[str, Any]]:
    """The training postings, in file order."""
    return [json.loads(line) for line in gzip.decompress(DATA.read_bytes()).decode("utf-8").splitlines()]


def states(size: int, places: Sequence[Sequence[int]]) -> list[str]:
    """The state of each word; of overlapping spans the first counts."""
    out = ["O"] * size
    for start, end in places:
        if set(out[start:end]) == {"O"}:
            out[start:end] = ["S"] if end - start == 1 else ["B", *"I" * (end - start - 2), "E"]
    return out


def train(records: Sequence[dict[str, Any]]) -> str:
    """The text of the weights: a line a kind with its 25 steps, then a line a feature with ten weights, a letter each."""
    seen = [features([sentence["tokens"] for sentence in record["sentences"]]) for record in records]
    rows: dict[str, list[int]] = defaultdict(lambda: [0] * (5 * len(spans.KINDS)))
    head = []
    for column, kind in enumerate(spans.KINDS):
        examples = [
            (words, states(len(words), sentence[kind]))
            for record, posting in zip(records, seen, strict=True)
            for sentence, words in zip(record["sentences"], posting, strict=True)
        ]
        weights, steps = _mean(examples, SHARE[kind])
        head.append(f"{kind}\t{' '.join(str(_whole(steps.get((a, b), 0.0))) for a in spans.STATES for b in spans.STATES)}\n")
        for (name, state), weight in weights.items():
            if _whole(weight):
                rows[name][5 * column + spans.STATES.index(state)] = _whole(weight)
    body = [f"{name}\t{_letters(numbers)}\n" for name, numbers in sorted(rows.items())]
    return "".join([*head, *body])


def _mean(examples: Sequence[Example], share: float) -> tuple[Weights, Weights]:
    """The weighted mean of the field and of the perceptrons: weights by feature and state, steps by two states."""
    field, steps = _trained(examples, "lbfgs", FIELD)
    sums: Weights = defaultdict(float)
    step_sums: Weights = defaultdict(float)
    for order in range(ORDERS):
        mixed = list(examples)
        random.Random(order).shuffle(mixed)
        weights, others = _trained(mixed, "ap", PERCEPTRON)
        for held, more in ((sums, weights), (step_sums, others)):
            for key, weight in more.items():
                held[key] += weight / ORDERS
    factor = share * _spread(field, examples) / _spread(sums, examples)
    mean = {key: (1 - share) * field.get(key, 0.0) + factor * sums.get(key, 0.0) for key in sorted({*field, *sums})}
    both = sorted({*steps, *step_sums})
    return mean, {key: (1 - share) * steps.get(key, 0.0) + factor * step_sums.get(key, 0.0) for key in both}


def _spread(weights: Weights, examples: Sequence[Example]) -> float:
    """The standard deviation of the scores that the weights give to the words of the examples, over all states."""
    seen = [names for words, _ in examples[::4] for names in words]
    return statistics.pstdev(sum(weights.get((name, state), 0.0) for name in names) for names in seen for state in spans.STATES)


def _trained(examples: Sequence[Example], algorithm: str, settings: dict[str, float]) -> tuple[Weights, Weights]:
    trainer = pycrfsuite.Trainer(algorithm=algorithm, verbose=False)
    trainer.set_params(settings)
    for words, answer in examples:
        trainer.append(words, answer)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        with tagger.open(path):
            held = tagger.info()
            return dict(held.state_features), dict(held.transitions)


def _whole(weight: float) -> int:
    return round(weight * spans.SCALE)


def _letters(numbers: Iterable[int]) -> str:
    """A letter a weight; ValueError where one is beyond the letters."""
    text = "".join(chr(spans.ZERO + number) for number in numbers)
    if not all("!" <= letter <= "~" for letter in text):
        raise ValueError("a weight lies beyond the letters that stand for weights: lower spans.SCALE")
    return text


def folds(records: Sequence[dict[str, Any]], count: int) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """The part to train on and the part left out, by the hash of a posting's id."""
    of = [int(hashlib.sha256(record["id"].encode()).hexdigest(), 16) % count for record in records]
    for fold in range(count):
        yield (
            [record for record, number in zip(records, of, strict=True) if number != fold],
            [record for record, number in zip(records, of, strict=True) if number == fold],
        )


def main() -> int:
    """Train and write, or compare, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    if args.folds:
        import skillspan
        import train_network

        left_out, said = [], []
        for part, rest in folds(postings(), args.folds):
            skillspan.use_weights(train(part), train_network.train(part))
            left_out += rest
            said += [spans.tag([sentence["tokens"] for sentence in record["sentences"]]) for record in rest]
        skillspan.show(skillspan.figures(left_out, said))
        return 0
    text = train(postings())
    if args.check:
        same = gzip.decompress(OUT.read_bytes()).decode("utf-8") == text
        print("the same weights" if same else "the weights differ from those of the package")
        return 0 if same else 1
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{OUT.relative_to(ROOT)}: {text.count(chr(10)) - len(spans.KINDS)} features, {OUT.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
