"""What in a line speaks for a bar to pass, or for a quality that is welcome."""

from __future__ import annotations

import re
from functools import cache

from loopready.reading.job.lexicon import compile_phrases, fold, read_lexicon


def marks(text: str) -> tuple[str, ...]:
    """The names of the marks of ``job_bars.yaml`` that a line shows, in the order of that file."""
    folded = fold(text)
    return tuple(name for name, pattern in _marks() if pattern.search(folded))


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, compile_phrases(cues)) for name, cues in read_lexicon("job_bars").items())
