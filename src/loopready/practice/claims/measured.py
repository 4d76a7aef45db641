"""The figures of a CV, with what each measures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from loopready.engines.figures import numbers
from loopready.practice.claims.lexicon import all_stems, content, stems
from loopready.practice.claims.quantities import Point, points
from loopready.practice.claims.record import CvLine, Record

_SPLIT = re.compile(r"[,;:()/]|\band\b|\bwith\b|\n")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of the CV: its line, the stems of what it measures, and the years written with it."""

    point: Point
    line: CvLine
    measure: frozenset[str]
    years: frozenset[str]


def measured(record: Record) -> list[Measured]:
    """The figures of the CV's lines, with what each measures."""
    out = []
    for line in record.lines:
        if line.kind != "fact":
            continue
        found = _yearly(line.text, points(line.text))
        colon = line.text.find(":", 0, 60)
        previous: frozenset[str] = frozenset()
        for point in found:
            segment = _segment(line.text, point, found)
            label = content(line.text[:colon]) if 0 <= colon < point.start else frozenset()
            own = content(segment) | point.noun_stems or _bare_words(segment)
            if not own or (own <= label and previous):
                own = own | previous
            measure = (own | label) if point.kind in ("percent", "points", "bare", "duration", "money") else own
            previous = measure or previous
            led = point.kind == "count" and bool(own & stems("crews")) and point.noun not in stems("groups")
            kept = replace(point, kind="people") if led else point
            out.append(Measured(kept, line, measure or content(line.text), frozenset(_YEAR.findall(segment))))
    return out


def _yearly(text: str, found: list[Point]) -> list[Point]:
    """The figures of a line, where a number with a year behind one with a year is of its kind: "41 minutes in 2021, 23 in 2024"."""
    out = list(found)
    for at, (first, second) in enumerate(pairwise(found)):
        if second.kind != "bare" or first.kind in ("bare", "people") or not _WITH_YEAR.match(text[second.end :]):
            continue
        if not _WITH_YEAR.match(text[first.end :]):
            continue
        read = numbers(text[first.start : first.end])
        unit = first.value / read[0].value if first.kind == "duration" and read and read[0].value else 1.0
        out[at + 1] = replace(
            second, kind=first.kind, value=second.value * unit, unit=first.unit, noun=first.noun, noun_stems=first.noun_stems
        )
    return out


_WITH_YEAR = re.compile(r"[^\d,;()]{0,24}\(?(?:in\s+)?(?:19|20)\d\d\b")


def _bare_words(segment: str) -> frozenset[str]:
    """The words of a measure that is told in words which elsewhere say little: the falls of "Falls from 9 to 4"."""
    return frozenset(one for one in all_stems(segment.split(" from ", maxsplit=1)[0]) if len(one) > 3 and one.isalpha())


def _segment(text: str, point: Point, found: list[Point]) -> str:
    """The part of a line that a figure stands in, without the words of figures that are no nouns."""
    for one in found:
        if one.kind not in ("people", "count"):
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    start = max([match.end() for match in _SPLIT.finditer(text, 0, point.start)], default=0)
    end = next((match.start() for match in _SPLIT.finditer(text, point.end)), len(text))
    return text[start:end]
