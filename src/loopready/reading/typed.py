"""A CV typed as plain text -> the text in reading order: quoting marks left out, columns set with spaces read one after the other."""

from __future__ import annotations

import re
from collections import Counter

from loopready.reading import dates
from loopready.reading.cv.headings import kind_of

_QUOTED = re.compile(r"(?:> ?)+")
_BESIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_LEAST = 4
"""Lines that a right column has at least."""
_MOST_LINES = 4000


def in_order(text: str) -> str:
    """The text as a person reads it; unchanged where it holds neither quoting marks nor columns. Tabs stay as they are."""
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        return text
    told = [line for line in lines if line.strip()]
    if told and sum(1 for line in told if line.startswith(">")) >= 0.9 * len(told):
        lines = [_QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in lines]
    out: list[str] = []
    start = 0
    while start < len(lines):
        found = _columns(lines, start)
        if found is None:
            out.append(lines[start])
            start += 1
            continue
        stop, edge = found
        out += [line[:edge].rstrip() for line in lines[start:stop]]
        out += ["", *(line[edge:] for line in lines[start:stop]), ""]
        start = stop
    return "\n".join(out)


def _columns(lines: list[str], start: int) -> tuple[int, int] | None:
    """Where the columns that begin on this line end, and at which letter the right one starts; None where no columns begin here.

    Both columns open a section here or below; a right column of dates or places is no flow of its own.
    """
    first = _BESIDE.search(lines[start])
    if first is None or "\t" in lines[start]:
        return None
    edge = first.end()
    stop = start
    while stop < len(lines) and "\t" not in lines[stop] and not lines[stop][max(0, edge - 2) : edge].strip():
        stop += 1
    right = [line[edge:].strip() for line in lines[start:stop] if line[edge:].strip()]
    left = [line[:edge].strip() for line in lines[start:stop] if line[:edge].strip()]
    begins = Counter(len(line[edge:]) - len(line[edge:].lstrip()) for line in lines[start:stop] if line[edge:].strip())
    flush = sum(count for shift, count in begins.items() if shift <= 4)
    if (
        len(right) < _LEAST
        or len(left) < 2
        or flush < 0.8 * len(right)
        or sum(1 for one in right if dates.find_dates(one)) > 0.4 * len(right)
    ):
        return None
    headed = any(_is_heading(one) for one in right[:1]) and any(_is_heading(one) for one in left)
    return (stop, edge) if headed else None


def _is_heading(text: str) -> bool:
    return kind_of(text.strip(" :=-_#*")) is not None
