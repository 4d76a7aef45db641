"""Skill and knowledge spans in the sentences of postings, by the very function that reading uses.

    python evals/skillspan.py --data FILE     a JSON line a posting: {"id", "sentences": [{"tokens", "skill", "knowledge"}]}

Spans are given as [start, end] or {"tok_start", "tok_end"}, in words. strict: the same words; overlap: a word shared, one to one;
sentence: whether a sentence holds any span.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loopready.reading.job import spans
from loopready.reading.job.spans import network

GOALS = "goals: knowledge strict 56, overlap 72; both strict 45; 500 sentences a second"
Place = tuple[int, int]


def postings(file: Path) -> list[dict[str, Any]]:
    """The postings of a file, packed or not, with their spans as pairs."""
    raw = file.read_bytes()
    text = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def gold(sentence: dict[str, Any], kind: str) -> list[Place]:
    """The true spans of one kind."""
    return [(one["tok_start"], one["tok_end"]) if isinstance(one, dict) else (one[0], one[1]) for one in sentence[kind]]


def use_weights(linear: str, deep: str) -> None:
    """Let both taggers use these weights instead of the package's (cross-validation)."""
    for held in (spans._model, spans._packed, network._lines, network._net, network._spread, network._feature):
        held.cache_clear()
    spans.data_lines = lambda name: linear.splitlines()
    network.data_lines = lambda name: deep.splitlines()


def count(true: Sequence[Sequence[Place]], said: Sequence[Sequence[Place]], *, overlap: bool) -> tuple[int, int, int]:
    """Hits, spans said, true spans."""
    hits = 0
    for wanted, found in zip(true, said, strict=True):
        used: set[int] = set()
        for start, end in found:
            fits = (
                i for i, (a, b) in enumerate(wanted) if i not in used and ((a < end and start < b) if overlap else (a, b) == (start, end))
            )
            at = next(fits, None)
            if at is not None:
                used.add(at)
                hits += 1
    return hits, sum(map(len, said)), sum(map(len, true))


def prf(hits: int, said: int, true: int) -> dict[str, float]:
    """Precision, recall and F1 in per cent."""
    precision, recall = hits / said if said else 0.0, hits / true if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(100 * f1, 1)}


def figures(records: Sequence[dict[str, Any]], said: Sequence[Sequence[Sequence[spans.Tagged]]]) -> dict[str, dict[str, float]]:
    """All figures: knowledge, skill and both pooled, strict and overlap, and by sentence."""
    sentences = [sentence for record in records for sentence in record["sentences"]]
    found = [tagged for posting in said for tagged in posting]
    out, sums = {}, {True: (0, 0, 0), False: (0, 0, 0)}
    for kind in spans.KINDS:
        true = [gold(sentence, kind) for sentence in sentences]
        mine = [[(one.start, one.end) for one in tagged if one.kind == kind] for tagged in found]
        for overlap in (False, True):
            numbers = count(true, mine, overlap=overlap)
            sums[overlap] = tuple(a + b for a, b in zip(sums[overlap], numbers, strict=True))
            out[f"{kind} {'overlap' if overlap else 'strict'}"] = prf(*numbers)
    out |= {"both strict": prf(*sums[False]), "both overlap": prf(*sums[True])}
    has = [any(gold(sentence, kind) for kind in spans.KINDS) for sentence in sentences]
    says = [bool(tagged) for tagged in found]
    out["sentence"] = prf(sum(a and b for a, b in zip(has, says, strict=True)), sum(says), sum(has))
    return out


def show(rows: dict[str, dict[str, float]]) -> None:
    """Print the figures, a line each."""
    for name, row in rows.items():
        print(f"{name:18} {json.dumps(row)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    records = postings(parser.parse_args().data)
    spans.tag([["Python"]])
    began, used = time.perf_counter(), time.process_time()
    said = [spans.tag([sentence["tokens"] for sentence in record["sentences"]]) for record in records]
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    sentences = sum(len(record["sentences"]) for record in records)
    show(figures(records, said))
    print(f"{sentences} sentences of {len(records)} postings")
    print(f"{sentences / wall:.0f} sentences a second by the clock, {sentences / cpu:.0f} by processor time")
    print(GOALS)


if __name__ == "__main__":
    main()
