"""Logical lines of a job description: wrapped lines joined, bullets and marks set aside, shape noted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from loopready.reading.job.lexicon import fold, pattern, patterns

_BULLET = pattern("layout_bullet")
_HEAD_MARKS = re.compile(r"\s*(?:>\s*)?(#{1,6})\s+")
_RULE = re.compile(r"\s*(?:[-=_*~\u2500\u2550\u2014]\s*){3,}")
_BREAK = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029\x85]")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_UNFINISHED = pattern("layout_unfinished")
_SHORTEST_BROKEN = 30
_COUNT = re.compile(r"\s*\(\d+\)$")
WIDEST_WRAP = 130


@dataclass(frozen=True, slots=True)
class LogicalLine:
    """One line, bullet or paragraph: ``text == document.text[start:end]``, without its bullet or heading marks."""

    text: str
    start: int
    end: int
    bullet: bool = False
    indent: int = 0
    blank_before: bool = False
    marked: int = 0
    bold: bool = False
    underlined: bool = False

    @property
    def words(self) -> int:
        """How many words the line has."""
        return len(_WORD.findall(self.text))


def logical_lines(text: str, *, bold: frozenset[int] = frozenset()) -> list[LogicalLine]:
    """The lines of a text in order, empty ones and rules left out. ``bold`` holds the starts of lines set in bold."""
    raw = _physical(text)
    joined = _join_wrapped(text, raw)
    out: list[LogicalLine] = []
    blank = True
    for start, end in joined:
        piece = text[start:end]
        if not piece.strip() or not any(char.isalnum() for char in piece):
            if out and _RULE.fullmatch(piece) and not blank and piece.strip()[0] in "-=":
                out[-1] = _with_underline(out[-1])
            blank = True
            continue
        out.append(_line(text, start, end, blank_before=blank, bold=start in bold))
        blank = False
    return out


def _with_underline(line: LogicalLine) -> LogicalLine:
    return LogicalLine(
        text=line.text, start=line.start, end=line.end, bullet=line.bullet, indent=line.indent, blank_before=line.blank_before,
        marked=line.marked, bold=line.bold, underlined=True,
    )  # fmt: skip


def _physical(text: str) -> list[tuple[int, int]]:
    out, start = [], 0
    for found in _BREAK.finditer(text):
        out.append((start, found.start()))
        start = found.end()
    return [*out, (start, len(text))]


def _line(text: str, start: int, end: int, *, blank_before: bool, bold: bool) -> LogicalLine:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    margin = text.rfind("\n", 0, start) + 1
    indent = start - margin
    marked = 0
    if found := _HEAD_MARKS.match(text, start, end):
        marked, start = len(found[1]), found.end()
    bullet = False
    if (found := _BULLET.match(text, start, end)) and found.end() < end:
        numbered = found.group().strip(" ().\t").isdigit()
        bullet, start = not marked and not (numbered and names_section(text[found.end() : end])), found.end()
    while end > start and text[end - 1] in "#" and marked:
        end = text.rfind(" ", start, end) if " " in text[start:end] else end - 1
    for mark in ("***", "**", "__", "*", "_"):
        inner = text[start:end]
        size = len(mark)
        colon = inner.endswith(mark + ":")
        if inner.startswith(mark) and (inner.endswith(mark) or colon) and len(inner) > 2 * size and mark not in inner[size : -size - colon]:
            bold = bold or size > 1
            start, end = start + size, end if colon else end - size
            break
    return LogicalLine(
        text=text[start:end], start=start, end=end, bullet=bullet, indent=indent, blank_before=blank_before, marked=marked, bold=bold
    )  # fmt: skip


def _join_wrapped(text: str, raw: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that were broken only for width, put together again."""
    width = _wrap_width(text, raw)
    out: list[tuple[int, int]] = []
    for start, end in raw:
        if out and _continues(text, out[-1], (start, end), width=width):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _wrap_width(text: str, raw: list[tuple[int, int]]) -> int | None:
    """The width at which this text's lines were broken; None where they were not."""
    lengths = sorted(len(text[start:end].rstrip()) for start, end in raw if text[start:end].strip())
    if len(lengths) < 6 or lengths[-1] > WIDEST_WRAP:
        return None
    widest = lengths[-1]
    broken = 0
    for (start, end), (after, until) in pairwise(raw):
        here, following = text[start:end].rstrip(), text[after:until]
        runs_on = len(here) > widest - 14 and here[-1:] not in ".!?:;" and following[:1].islower()
        broken += runs_on and not _starts_anew(following)
    return widest if broken >= max(2, len(lengths) // 10) else None


def _continues(text: str, before: tuple[int, int], here: tuple[int, int], *, width: int | None) -> bool:
    last = text[text.rfind("\n", before[0], before[1]) + 1 if "\n" in text[before[0] : before[1]] else before[0] : before[1]]
    first = text[here[0] : here[1]]
    if not last.strip() or not first.strip() or _starts_anew(first) or not any(char.isalnum() for char in first + last):
        return False
    opening = text[before[0] : before[1]]
    bullet = _BULLET.match(opening)
    indent = len(first) - len(first.lstrip())
    hanging = bullet is not None and indent >= bullet.end() - 1 > 0 and indent > len(opening) - len(opening.lstrip())
    if hanging:
        return True
    if _HEAD_MARKS.match(opening) or names_section(first):
        return False
    if first.lstrip()[0].islower() and (_BULLET.match(last) or bullet) and last.rstrip()[-1] not in ".!?:;":
        return True
    if first.lstrip()[0].islower() and len(last.strip()) >= _SHORTEST_BROKEN and _UNFINISHED.search(fold(last)):
        return True
    if width is None:
        return False
    word = first.split()[0]
    full = len(last.rstrip()) + 1 + len(word) > width
    return full and not (last.rstrip().endswith((".", ":", "!", "?")) and len(last.rstrip()) < width - 12)


def names_section(piece: str) -> bool:
    """Whether a line is, word for word, a heading of the lexicon: "Must have", "Nice to have"."""
    bare = _COUNT.sub("", fold(piece).strip(" \t*_#:.!?")).strip(" \t*_#:.!?")
    opens = piece.strip()[:1].isupper()
    return opens and any(found.fullmatch(bare) is not None for found in patterns("job_headings").values())


def _starts_anew(piece: str) -> bool:
    return bool(_BULLET.match(piece) or _HEAD_MARKS.match(piece) or _RULE.fullmatch(piece))
