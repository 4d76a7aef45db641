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
_SMALL = 3
_PLACE_OF = re.compile(r"\w\s+of\s+$")
_WAS = re.compile(r"\((?:was|were|from|before|previously|formerly|up from|down from)[:\s]+$")
"""Between two figures, the later one and the earlier: "64% (was 41%)"."""
_WAS_PAIR = 2000
"""From here the numbers of such pairs."""
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
            own = (content(segment) | point.noun_stems) - stems("currencies") or _bare_words(segment)
            if text_in_brackets(line.text, point.start):
                own = own | content(line.text[: line.text.rfind("(", 0, point.start)].rsplit(";", maxsplit=1)[-1])
            if not own or (own <= label and previous):
                own = own | previous
            measure = (own | label) if point.kind in ("percent", "points", "bare", "duration", "money") else own
            previous = measure or previous
            led = point.kind == "count" and bool(own & stems("crews")) and point.noun not in stems("groups")
            led = led or (
                point.kind == "bare" and _PLACE_OF.search(line.text[: point.start]) is not None and bool(own & stems("workplaces"))
            )
            kept = replace(point, kind="people") if led else point
            out.append(Measured(kept, line, measure or content(line.text), frozenset(_YEAR.findall(segment))))
    return out


def _yearly(text: str, found: list[Point]) -> list[Point]:
    """The figures of a line, where a number with a year behind one with a year is of its kind: "41 minutes in 2021, 23 in 2024"."""
    out = list(found)
    for at, (first, second) in enumerate(pairwise(found)):
        if first.kind == second.kind and first.pair is None and second.pair is None and _WAS.search(text[first.end : second.start]):
            out[at : at + 2] = replace(first, role="to", pair=_WAS_PAIR + at), replace(second, role="from", pair=_WAS_PAIR + at)
            continue
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
    said = all_stems(segment.split(" from ", maxsplit=1)[0]) - stems("periods") - stems("currencies")
    return frozenset(one for one in said if len(one) > _SMALL and one.isalpha())


def text_in_brackets(text: str, at: int) -> bool:
    """Whether a place of a text stands in brackets."""
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def _segment(text: str, point: Point, found: list[Point]) -> str:
    """The part of a line that a figure stands in, without the words of figures that are no nouns."""
    for one in found:
        if one.kind not in ("people", "count"):
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    start = max([match.end() for match in _SPLIT.finditer(text, 0, point.start)], default=0)
    end = next((match.start() for match in _SPLIT.finditer(text, point.end)), len(text))
    return text[start:end]
