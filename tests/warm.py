"""One warm pipeline for all tests of a process: its readers start once and its model is loaded once."""

from __future__ import annotations

from functools import cache

from loopready.app.prepare import Pipeline


@cache
def warm_pipeline() -> Pipeline:
    """The pipeline; whoever uses it leaves it open."""
    return Pipeline()


def cool() -> None:
    """End it, where it was begun."""
    if warm_pipeline.cache_info().currsize:
        warm_pipeline().workers.close()
        warm_pipeline.cache_clear()
