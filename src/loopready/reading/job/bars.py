"""Must against nice by hand-set weights: how checkable an asked line is beside its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loopready.model import Degree
from loopready.reading.job.asks import degree_asked, years_asked
from loopready.reading.job.cues import evidence
from loopready.reading.job.lexicon import compile_phrases, fold, read_lexicon

LADDER: tuple[Degree, ...] = ("none", "diploma", "associate", "bachelor", "master", "professional", "doctorate")
_FEWEST = 4


def bar_scores(texts: Sequence[str]) -> list[float]:
    """How far each asked line of one posting is a bar to pass (above zero) or a quality that is welcome (below).

    Why: a bar can be checked from papers (a degree, years, a licence); an ability or a trait can not. Where a posting states
    bars and marks nothing by word, what is no bar is most often the list of what is welcome. Where it marks lines by word,
    or states no bar, an unmarked line is needed.
    """
    weights = read_lexicon("job_bars")
    told = [evidence(text) for text in texts]
    degrees = [degree_asked(text) for text in texts]
    years = [asked.min if (asked := years_asked(text)) else None for text in texts]
    marked = any(one["nice_whole"] or one["must_whole"] for one in told)
    bars = sum(degree is not None or year is not None for degree, year in zip(degrees, years, strict=True))
    start = weights["unmarked_beside_bars"] if bars and not marked and len(texts) >= _FEWEST else weights["unmarked"]
    lowest_degree = min((LADDER.index(degree) for degree in degrees if degree is not None), default=None)
    fewest_years = min((year for year in years if year is not None), default=None)
    out: list[float] = []
    for text, one, degree, year in zip(texts, told, degrees, years, strict=True):
        score = start + sum(weight for _, weight, pattern in _marks() if pattern.search(fold(text)))
        if degree is not None:
            lower = lowest_degree is not None and LADDER.index(degree) > lowest_degree
            score += weights["higher_beside_lower"] if lower else weights["degree"]
        if year is not None:
            more = fewest_years is not None and year > fewest_years
            score += weights["years"] + (weights["more_years_beside_fewer"] if more else 0.0)
        score += 3.0 if one.condition and (one["must_whole"] or one["hard"]) else 0.0
        out.append(-3.0 if one["nice_whole"] and not one["hard"] else score)
    return out


def marks(text: str) -> tuple[str, ...]:
    """The names of the marks of ``job_bars.yaml`` that a line shows, in the order of that file."""
    folded = fold(text)
    return tuple(name for name, _, pattern in _marks() if pattern.search(folded))


@cache
def _marks() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    return tuple((mark["name"], mark["weight"], compile_phrases(mark["cues"])) for mark in read_lexicon("job_bars")["marks"])
