"""Processor time of the drills, in one process, warm: python benchmarks/drills.py."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from loopready.app.content import current_library
from loopready.app.drills import words_marker
from loopready.app.prepare import Pipeline
from loopready.engines.drill import check, instance
from loopready.model import Drill
from loopready.practice.marking.likeness import embed_ahead
from loopready.practice.segments import sentence_features

SEEDS = 20
Row = tuple[str, str, str]
"""What, measured, goal."""


def drills() -> list[Drill]:
    """Every drill of the library, each once."""
    library = current_library()
    found = {drill.model_dump_json(): drill for path in sorted(library.guides) for drill in library.guides[path].drills}
    return list(found.values())


def rows() -> Iterator[Row]:
    """Rows of a table: an instance, marking a number, marking an answer in words; median, 95th percentile and the most.

    Words are timed twice: handed over whole, and with the vectors of their sentences made while they were typed, as a page does.
    """
    every = drills()
    for drill in every:
        instance(drill)
    yield _row(
        "an instance of a drill", [_timed(lambda d=drill, s=seed: instance(d, seed=s)) for drill in every for seed in range(SEEDS)], 5
    )
    numbers = [question for drill in every for question in instance(drill).questions if question.kind == "number"]
    yield _row("marking a number", [_timed(lambda q=question: check(q, f"about {(q.answer or 0) * 1.3:.4g}")) for question in numbers], 20)
    told = [(instance(drill), question) for drill in every for question in instance(drill).questions if question.kind == "text"]
    for what, ahead in (("marking words, new", False), ("marking words, kept while they were typed", True)):
        with Pipeline() as pipeline:
            pipeline.embedder.embed(["Warm."])
            sentence_features.cache_clear()
            times = []
            for made, question in told:
                mark = words_marker(pipeline, made)
                mark(question, "We say what is known and when the next word comes.")
                if ahead:
                    embed_ahead(question.solution, pipeline.embedder)
                times.append(_timed(lambda m=mark, q=question: m(q, q.solution)))
        yield _row(what, times, 20)


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _row(what: str, times: list[float], goal: int) -> Row:
    slow = sorted(times)[int(len(times) * 0.95)]
    shown = f"{statistics.median(times):.1f} ms median, {slow:.1f} ms at the 95th percentile, {max(times):.1f} ms at most"
    return what, shown, f"under {goal} ms"


if __name__ == "__main__":
    for what, measured, goal in rows():
        print(f"| {what} | {measured} | {goal} |")
