"""Tables whose columns say what is needed and what is wanted: "Criteria | Essential | Desirable"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loopready.model import LineKind
from loopready.reading.job.headings import SectionKind, wording
from loopready.reading.job.judged import JudgedLine
from loopready.reading.job.layout import LogicalLine

_BAR = re.compile(r"\s*\|\s*|\s*\t\s*|(?<![.!?:\s])\s{2,}")
_SAYS_ALL = 0.7
_ASKING: dict[SectionKind, LineKind] = {"must_strong": "must", "nice": "nice"}


def column_kinds(line: LogicalLine) -> tuple[SectionKind | None, ...]:
    """What each column of a table's first row asks, None for a column that names the rows; empty where the line is no such row."""
    out: list[SectionKind | None] = []
    for start, end in cells(line.text):
        said = wording(line.text[start:end])
        out.append(said.kind if said is not None and said.share >= _SAYS_ALL and said.kind in _ASKING else None)
    return tuple(out) if set(_ASKING) <= set(out) else ()


def rows_of(body: Sequence[LogicalLine], columns: Sequence[SectionKind | None]) -> int:
    """How many of the first lines are rows under these columns; a row's name may stand on a line of its own."""
    sizes = [len(cells(line.text)) for line in body]
    count = 0
    while columns and count < len(body):
        size, following = sizes[count], sizes[count + 1] if count + 1 < len(body) else 0
        nameless = columns[0] is None and len(columns) > 2
        if size != len(columns) and not (nameless and len(columns) - 1 in (size, following if size == 1 else size)):
            break
        count += 1
    return count


def judged_cells(line: LogicalLine, columns: Sequence[SectionKind | None]) -> list[JudgedLine]:
    """The cells of a row that say something, each of its column's kind; the row's own name is of none."""
    spans = cells(line.text)
    own = columns if len(spans) == len(columns) else (None,) if len(spans) == 1 else columns[1:]
    return [
        JudgedLine(
            start=line.start + start, end=line.start + end, kind=_ASKING.get(kind, "other") if kind else "other", sure=True, section=kind,
            bullet=True,
        )
        for (start, end), kind in zip(spans, own, strict=True)
        if any(char.isalnum() for char in line.text[start:end])
    ]  # fmt: skip


def cells(text: str) -> list[tuple[int, int]]:
    """Start and end of each cell of a line whose cells are parted by bars, tabs or wide gaps; bars at its ends stand for none."""
    start, end = len(text) - len(text.lstrip("| \t")), len(text.rstrip("| \t"))
    out = []
    for found in _BAR.finditer(text, start, end):
        out.append((start, found.start()))
        start = found.end()
    return [*out, (start, end)]
