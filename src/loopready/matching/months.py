"""The months that dated posts cover: both ends count, overlaps once, gaps not, part-time by its share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loopready.engines.dates import month_number
from loopready.matching.cv import Cv
from loopready.model import Work

_SHARE = re.compile(
    r"\(\s*(\d{2})\s?%\s*\)|\b(\d{2})\s?%\s*(?:fte|position|pensum|post|contract|workload)|\bpart[- ]time\s*\(?(\d{2})\s?%", re.IGNORECASE
)
_HALF = 6
"""Months by which a date of a year alone is moved in, so that "2019 - 2021" counts as two years."""


def months_of(posts: Sequence[Work], cv: Cv) -> float:
    """Months that the posts cover, each month by the largest share of a full post worked in it."""
    months: dict[int, float] = {}
    for work in posts:
        first, last = span(work, cv)
        share = _share(work, cv)
        for month in range(first, last + 1):
            months[month] = max(months.get(month, 0.0), share)
    return sum(months.values())


def span(work: Work, cv: Cv) -> tuple[int, int]:
    """The first and the last month of a post. A year alone stands for its middle; within one year half of what may be meant is taken."""
    assert work.start is not None
    earliest = month_number(work.start.value)
    first = earliest + (_HALF if len(work.start.value) == 4 else 0)
    if work.end is not None:
        latest = month_number(work.end.value, end=True)
        last = latest - (_HALF if len(work.end.value) == 4 else 0)
        if last < first:
            return earliest, earliest + max(0, (latest - earliest + 1) // 2 - 1)
        return first, last
    return first, max(first, month_number(cv.today[:7])) if work.ongoing else first


def _share(work: Work, cv: Cv) -> float:
    heading = " ".join(statement.text for statement in cv.of_work(work) if statement.kind == "post") or (
        work.position.value if work.position else ""
    )
    found = _SHARE.search(heading)
    if found is None:
        return 1.0
    share = int(next(group for group in found.groups() if group)) / 100
    return share if 0.05 <= share <= 1 else 1.0
