"""How well the sentences of an answer are labelled: python evals/segments.py [--errors] [FILE].

Trained on one set of sentences and measured on the other, both ways, without and with the third of the answer in which the
sentence stands. The sets are of two hands and of other trades (evals/data/answers/README.md).
Then the weights that ship, on whole answers: the good ones of the development part, which have denser sentences than either set,
and those of 25 other trades; each sentence is marked by one person. With FILE, writes the figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from evals.answers_check import SEGMENTS, lines
from evals.train_segments import Row, train

from loopready.practice.segments import LABELS, segments_of, sentence_label

GOAL = ("context", "action", "result")
"""The labels over which the macro-F1 of the goal is taken."""


def f1(found: Sequence[str], gold: Sequence[str], label: str) -> float:
    """Harmonic mean of precision and recall of one label."""
    hits = sum(a == b == label for a, b in zip(found, gold, strict=True))
    return 2 * hits / max(1, found.count(label) + gold.count(label))


def scores(found: Sequence[str], gold: Sequence[str]) -> dict[str, float]:
    """F1 of each label, their mean over the three of the goal, and the share that is right."""
    each = {label: f1(found, gold, label) for label in LABELS}
    right = sum(a == b for a, b in zip(found, gold, strict=True)) / len(gold)
    return {"macro": sum(each[label] for label in GOAL) / len(GOAL), **each, "right": right}


def directions() -> Iterator[tuple[str, list[Row], list[str], list[str]]]:
    """Each way of training and measuring: its name, the rows measured, what was found without and with the position."""
    sets = [lines(name) for name in SEGMENTS]
    for learnt, measured, name in ((sets[0], sets[1], "A to B"), (sets[1], sets[0], "B to A")):
        weights = train(learnt)
        alone = [sentence_label(row["text"], weights=weights) for row in measured]
        placed = [sentence_label(row["text"], position=row["position"], weights=weights) for row in measured]
        yield name, list(measured), list(alone), list(placed)


def whole_answers(name: str) -> tuple[list[str], list[str]]:
    """What was found and what is marked, over all sentences of the answers of a file that are marked with these labels."""
    found: list[str] = []
    gold: list[str] = []
    for row in lines(name):
        if all(part["label"] in LABELS for part in row["parts"]):
            text = "\n\n".join(part["text"] for part in row["parts"])
            found += [part.label for part in segments_of(text)]
            gold += [part["label"] for part in row["parts"]]
    return found, gold


def told(name: str, got: dict[str, float]) -> str:
    """Figures as a line."""
    return f"{name}: macro-F1 {got['macro']:.3f}  " + "  ".join(f"{label} {got[label]:.2f}" for label in (*LABELS, "right"))


def main() -> int:
    """Prints the figures, and with --errors each sentence that was labelled otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("file", nargs="?", type=Path)
    options = parser.parse_args()
    figures = {}
    for name, rows, *ways in directions():
        gold = [row["label"] for row in rows]
        for way, found in zip(("alone", "with its place"), ways, strict=True):
            figures[f"{name}, {way}"] = got = scores(found, gold)
            print(told(f"{name}, {way}", got))
        if options.errors:
            for row, found_label in zip(rows, ways[1], strict=True):
                if found_label != row["label"]:
                    print(f"  {row['label']} as {found_label} ({row['position']}): {row['text']}")
    for name, file in (("whole answers, development part", "parts.dev.jsonl"), ("whole answers, other trades", "mutation_bases.jsonl")):
        figures[name] = got = scores(*whole_answers(file))
        print(told(name, got))
    if options.file:
        options.file.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
