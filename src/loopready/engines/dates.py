"""Months as ``YYYY-MM`` texts: counting, merging, gaps. A bare ``YYYY`` counts as January at a start and December at an end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?")
Months = tuple[str, str]
"""First and last month, both included."""


def month_number(month: str, *, end: bool = False) -> int:
    """Months since year 0 of ``YYYY-MM`` or ``YYYY`` (January, or December with ``end``); ValueError for other texts."""
    match = _MONTH.fullmatch(month)
    if match is None:
        raise ValueError(f"not YYYY-MM or YYYY: {month!r}")
    of_year = int(match.group(2)) if match.group(2) else (12 if end else 1)
    if not 1 <= of_year <= 12:
        raise ValueError(f"no such month: {month!r}")
    return int(match.group(1)) * 12 + of_year - 1


def month_text(number: int) -> str:
    """The ``YYYY-MM`` of a month number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def add_months(month: str, count: int) -> str:
    """The month ``count`` months after (before, where negative)."""
    return month_text(month_number(month) + count)


def months_between(start: str, end: str) -> int:
    """Months from one month to another, not counting the first: 2020-01 to 2020-03 is 2; negative where ``end`` is earlier."""
    return month_number(end, end=len(end) == 4) - month_number(start)


def inclusive_months(start: str, end: str) -> int:
    """Months of a span counting both ends: 2020-01 to 2020-03 is 3; 0 where ``end`` lies before ``start``."""
    return max(0, months_between(start, end) + 1)


def merged(spans: Iterable[Sequence[str]]) -> list[Months]:
    """The spans as disjoint ones in order: overlapping or touching spans become one; spans that end before they start are left out."""
    numbered = sorted((month_number(start), month_number(end, end=True)) for start, end in spans)
    out: list[list[int]] = []
    for first, last in numbered:
        if last < first:
            continue
        if out and first <= out[-1][1] + 1:
            out[-1][1] = max(out[-1][1], last)
        else:
            out.append([first, last])
    return [(month_text(first), month_text(last)) for first, last in out]


def merged_months(spans: Iterable[Sequence[str]]) -> int:
    """Months covered by the spans, overlaps once, gaps not, both ends counted."""
    return sum(inclusive_months(start, end) for start, end in merged(spans))


def gaps(spans: Iterable[Sequence[str]], *, least: int = 1) -> list[Months]:
    """The stretches of at least ``least`` whole months between the spans that none of them covers."""
    covered = merged(spans)
    out = []
    for (_, before), (after, _) in pairwise(covered):
        first, last = month_number(before) + 1, month_number(after) - 1
        if last - first + 1 >= least:
            out.append((month_text(first), month_text(last)))
    return out


def years_text(months: int) -> str:
    """Months in words: ``3 years 4 months``, ``1 year``, ``5 months``."""
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(f"{years} year{'s' if years != 1 else ''}")
    if rest or not years:
        parts.append(f"{rest} month{'s' if rest != 1 else ''}")
    return " ".join(parts)
