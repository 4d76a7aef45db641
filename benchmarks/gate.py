"""The gate: python benchmarks/gate.py [--rounds 3]. Milliseconds of processor time a sentence, nothing of it read before.

Sentences are the claims of the sample brief, each held against itself and its cites under a new opening, so every rule runs to its end.
"""

from __future__ import annotations

import argparse
import statistics
import time

from loopready.app.phrasing import KEPT_AS_THEY_ARE, ground_of_claim
from loopready.app.prepare import Pipeline
from loopready.app.sample import sample_files
from loopready.engines.gate import faults
from loopready.engines.gate.reading import read


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with sample_files() as (cv, job):
        brief = Pipeline().prepare(cv, job, today="2026-11-23").brief
    sections = [section for section in brief.sections if section.id not in KEPT_AS_THEY_ARE]
    claims = [claim for section in sections for item in section.items for block in item.blocks for claim in block.claims]
    grounds = [ground_of_claim(claim, brief) for claim in claims]
    faults(claims[0].text, grounds[0])  # so that the word lists are read
    taken: list[float] = []
    for number in range(asked.rounds):
        read.cache_clear()
        for claim, ground in zip(claims, grounds, strict=True):
            text = f"{'So ' * number}and so: {claim.text}"
            start = time.process_time()
            faults(text, ground)
            taken.append((time.process_time() - start) * 1000)
    taken.sort()
    print(f"{len(claims)} sentences, {statistics.mean(len(claim.text) for claim in claims):.0f} letters on average")
    most = taken[len(taken) * 95 // 100]
    print(f"a sentence: mean {statistics.mean(taken):.2f} ms, median {statistics.median(taken):.2f} ms, 95 of 100 within {most:.2f} ms")
    print(f"a brief: {sum(taken) / asked.rounds / 1000:.2f} s")


if __name__ == "__main__":
    main()
