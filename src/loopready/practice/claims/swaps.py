"""Changes from one thing to another, told the other way about: "from Go to Python", where the CV says from Python to Go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from loopready.practice.claims.answered import Said
from loopready.practice.claims.changes import Change, changes_in
from loopready.practice.claims.lexicon import all_stems, content, pattern, shared
from loopready.practice.claims.measured import Measured
from loopready.practice.claims.quantities import Point, points
from loopready.practice.claims.record import Record
from loopready.practice.claims.values import fits
from loopready.practice.claims.verdicts import Found

_THING = (
    r"(?:[\w+#./'’&-]+(?<!\.)"
    r"(?:\s+(?!(?:to|into|onto|from|and|but|in|on|at|with|because|by|so|which|then|last|this|over|for)\b)[\w+#./'’&-]+){0,3})"
)
_MORE = r"(?:\s+and\s+[\w+#.-]+)?"
_OFF, _ONTO = r"(?:from|off|out of|away from)", r"(?:(?:and|then)\s+)?(?:back\s+|over\s+|across\s+)?(?:to|into|onto|for)"
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"\b{_OFF}\s+(?P<old>{_THING})\s*,?\s+{_ONTO}\s+(?P<new>{_THING}{_MORE})",
        rf"\b(?:to|into|onto)\s+(?P<new>{_THING})\s*,?\s+(?:from|off)\s+(?P<old>{_THING})",
        rf"\b(?:replac|swap|exchang|substitut)\w*\s+(?P<old>{_THING})\s+(?:with|by|for)\s+(?P<new>{_THING})",
        rf"\bgave up\s+(?P<old>{_THING})\s+for\s+(?P<new>{_THING})",
        rf"\b(?P<new>{_THING})\s+(?:replaced|took over from)\s+(?P<old>{_THING})",
    )
)
_CHANGED = re.compile(
    rf"\b(?:mov|migrat|chang|switch|convert|rewr|port|went|transfer|replac|translat)\w*\s+(?:[\w'’-]+\s+){{0,3}}?(?P<old>{_THING})\s+to\s+(?P<new>{_THING})"
    r"|(?:^|[\s;:])(?P<before>[A-ZÀ-Þ][\w+#.&-]*)\s+to\s+(?P<after>[A-ZÀ-Þ][\w+#.&-]*)"
)
"""In a line of a CV a change may stand without "from"."""
_WHERE_WAS = re.compile(
    r"\s*,?\s*(?:where|when|and|up from|down from|from)?\s*"
    r"(?:(?:it|they|we|that|there)(?:\s+(?:was|were|had|used to be)|'d)\s+|was\s+|were\s+)?"
)
_WAS = re.compile(r"\b(?:was|were|had|used to be|from)\b|'d\b")


class Way(NamedTuple):
    """A change from one thing to another: the stems of both, and the place in the text."""

    old: frozenset[str]
    new: frozenset[str]
    start: int
    end: int


def swaps_judged(said: Said, record: Record, held: list[Measured]) -> list[Found]:
    """Changes that the CV tells from the one to the other, and the answer from the other to the one."""
    out = []
    for way in _ways_in(said.text):
        start, end = said.clause(way.start)
        if pattern("no_swap").search(said.low[start : max(end, way.end)]):
            continue
        for line in record.lines:
            if line.kind == "fact" and any(_turned(way, known) for known in _ways_in(line.text, of_cv=True)):
                out.append(Found(said.start + start, said.start + way.end, "contradicted", "outcome", line))
                break
    return out + _turned_figures(said, changes_in(held))


def _turned(way: Way, known: Way) -> bool:
    """Whether one goes where the other came from, and neither shares what they go from or to."""
    same = shared(way.old, known.old) or shared(way.new, known.new)
    return not same and bool(shared(way.old, known.new)) and bool(shared(way.new, known.old))


def _ways_in(text: str, *, of_cv: bool = False) -> Iterator[Way]:
    for pattern_ in (*_WAYS, _CHANGED) if of_cv else _WAYS:
        for match in pattern_.finditer(text):
            told = match.groupdict()
            old, new = told.get("old") or told.get("before") or "", told.get("new") or told.get("after") or ""
            if _stems(old) and _stems(new):
                yield Way(_stems(old), _stems(new), match.start(), match.end())


def _stems(text: str) -> frozenset[str]:
    """The stems of the words of a thing, and of its names: Go is a small word, and a language."""
    return content(text) | all_stems(" ".join(re.findall(r"\b[A-ZÀ-Þ][\w+#]+", text)))


def _turned_figures(said: Said, changes: list[Change]) -> list[Found]:
    """The two ends of a change of the CV, told the other way about: "nine million where it was four"."""
    found = points(said.text)
    for first, second in pairwise(found):
        between = said.low[first.end : second.start]
        if first.pair is not None and first.pair == second.pair:
            old, new = (first, second) if first.role == "from" else (second, first)
            if {first.role, second.role} != {"from", "to"}:
                continue
        elif _WHERE_WAS.fullmatch(between) and _WAS.search(between):
            old, new = second, first
        else:
            continue
        for change in changes:
            named = shared(change.first.measure, all_stems(said.text))
            if named and _is(old, change.last.point, new) and _is(new, change.first.point, old):
                line = change.first.line
                return [Found(said.start + first.start, said.start + second.end, "contradicted", "outcome", line)]
    return []


def _is(point: Point, other: Point, beside: Point) -> bool:
    """Whether a number is one of the CV's, if need be in the size of the one beside it: the four of "nine million where it was four"."""
    if other.value == 0 or point.value == 0:
        return point.value == other.value
    return fits(point.value, other.value, point, other) or (
        point.scale == 1 and fits(point.value * beside.scale, other.value, point, other)
    )
