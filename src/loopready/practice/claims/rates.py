"""A number told for another length of time than the CV tells it for: "nine hundred a week", where the CV says 900 a day."""

from __future__ import annotations

import re

from loopready.practice.claims.answered import Said
from loopready.practice.claims.exempt import of_others, widened
from loopready.practice.claims.lexicon import all_stems, pattern, shared
from loopready.practice.claims.measured import Measured
from loopready.practice.claims.quantities import Point, points
from loopready.practice.claims.values import fits, per_time
from loopready.practice.claims.verdicts import Found

_PER = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,2}?(?:an?|per|each|every)\s+(?P<period>second|minute|hour|day|week|month|quarter|year)\b", re.IGNORECASE
)
_TELLING = 100
"""From here a value that agrees to a figure or two seldom does so by chance; a smaller one must share a word with the CV's measure."""
_LEAST = 20


def rates_judged(said: Said, held: list[Measured]) -> list[Found]:
    """Numbers of the CV that are told per another length of time, so that both can not be true."""
    out = []
    for point in points(said.text):
        period = point.period or _period_behind(said, point)
        if period is None or point.value < _LEAST or point.pair is not None or point.kind in ("percent", "points", "times", "duration"):
            continue
        if of_others(said, point) or pattern("other_rate").search(said.low[slice(*said.clause(point.start))]):
            continue
        timed = Point("count", point.value, point.start, point.end, period=period)
        kin = [one for one in held if one.point.period and per_time(timed, one.point) and _kin(point, one.point)]
        equal = [one for one in kin if fits(point.value, one.point.value, point, one.point)]
        if not equal or any(one.point.period == period for one in equal):
            continue
        named = [one for one in equal if shared(one.measure, all_stems(said.text))]
        linked = named or [one for one in equal if point.value >= _TELLING and (not said.posts or one.line.post in said.posts)]
        if len({one.line.start for one in linked}) == 1:
            start, end = widened(said, point.start, point.end)
            core = (said.start + point.start, said.start + point.end)
            out.append(Found(said.start + start, said.start + end, "contradicted", "figure", linked[0].line, core))
    return out


def _period_behind(said: Said, point: Point) -> str | None:
    match = _PER.match(said.low[point.end :])
    return match["period"].lower() if match else None


def _kin(point: Point, other: Point) -> bool:
    """Whether both can count the same: money is money, and a number without a noun may be either."""
    if point.kind == "money" or other.kind == "money":
        return point.kind in ("money", "bare") and other.kind == "money" and (point.kind == "money" or point.scale >= _TELLING)
    return other.kind in ("count", "people", "bare")
