"""Titles of posts against names of occupations (MELO), by the index that routing uses: acc@1, MAP, MRR, hit@5, ms a title.

    python evals/melo.py --data QUERIES --corpus NAMES [--words]

QUERIES: a JSON line a title, {"query", "relevant": [ids]}. NAMES: {"id", "text", "esco_uri"}. Measured both ways: each name ranked for
itself, and names grouped by the occupation that the corpus states. Vectors are kept under out/ by the hash of the names.
--words leaves the sentence model out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from loopready.adapters.embedder import MiniLM
from loopready.engines.titles import TitleIndex

CACHE = Path(__file__).parent.parent / "out"
GOALS = "goals: acc@1 .55, MAP .40, under 50 ms a title"


class Kept:
    """MiniLM whose vectors of large batches are kept on disk, by the hash of the texts."""

    name = MiniLM.name

    def __init__(self) -> None:
        self._model = MiniLM()

    def embed(self, sentences: Sequence[str]) -> Any:
        """One vector per sentence, in order."""
        if len(sentences) < 100:
            return self._model.embed(sentences)
        name = hashlib.sha256("\n".join([self.name, *sentences]).encode()).hexdigest()[:16]
        file = CACHE / f"titles-{name}.npy"
        if not file.is_file():
            CACHE.mkdir(exist_ok=True)
            np.save(file, np.array(self._model.embed(sentences), dtype=np.float32))
        return np.load(file)


def lines(file: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def figures(index: TitleIndex, queries: Sequence[dict[str, Any]], ids: Sequence[str]) -> dict[str, float]:
    """The means over the queries."""
    sums = dict.fromkeys(("acc@1", "MAP", "MRR", "hit@5"), 0.0)
    index.rank("warm up")
    began, used = time.perf_counter(), time.process_time()
    ranked = [index.rank(query["query"]) for query in queries]
    times = {"ms a title": time.perf_counter() - began, "processor ms a title": time.process_time() - used}
    for query, order in zip(queries, ranked, strict=True):
        wanted = set(query["relevant"])
        places = [place for place, number in enumerate(order, start=1) if ids[number] in wanted]
        sums["acc@1"] += places[0] == 1
        sums["hit@5"] += places[0] <= 5
        sums["MRR"] += 1 / places[0]
        sums["MAP"] += sum(found / place for found, place in enumerate(places, start=1)) / len(wanted)
    means = {name: round(total / len(queries), 3) for name, total in sums.items()}
    return means | {name: round(1000 * seconds / len(queries), 1) for name, seconds in times.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--words", action="store_true")
    args = parser.parse_args()
    queries, names = lines(args.data), lines(args.corpus)
    texts, ids, groups = ([name[key] for name in names] for key in ("text", "id", "esco_uri"))
    embedder = None if args.words else Kept()
    print("each name for itself       ", json.dumps(figures(TitleIndex(texts, embedder=embedder), queries, ids)))
    print("grouped by the occupation  ", json.dumps(figures(TitleIndex(texts, groups=groups, embedder=embedder), queries, ids)))
    print(f"{len(queries)} titles, {len(names)} names;", GOALS)


if __name__ == "__main__":
    main()
