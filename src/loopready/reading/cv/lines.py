"""A document's lines with what the parser asks of them: place, style, gap, bullet."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from loopready.model import Document, Line
from loopready.reading import lexicon
from loopready.reading.marks import bullet_length, is_icon

_CELL = re.compile(r"\S+(?: \S+)*")
_MARKDOWN = re.compile(r"(#{1,6})\s+")
_LETTER = 6.0
_STEP = 12.0
_NEAR = 40.0
"""Points by which left edges of one column's lines may differ."""
_TIGHT = 0.8
_SIZE_APART = 3.0
"""Points by which a line may be larger than another and still tell how far that one could reach: a name may stand above both columns."""
_MANY = 3
"""Lines that begin at one edge make a column."""
_THIN, _SLIM, _BROAD = frozenset("ijlI.,:;'|!()[]"), frozenset('ftr "-/'), frozenset("mwMW@%")

Style = tuple[float, bool, bool, str | None]
"""Size, bold, italic, colour."""


@dataclass(slots=True)
class Cell:
    """A stretch of a line in one style or parted by a wide gap: ``text`` stands at ``start``-``end`` of the document."""

    text: str
    start: int
    end: int
    style: Style
    gap: bool
    x0: float


@dataclass(slots=True)
class CvLine:
    """One line of the CV."""

    index: int
    text: str
    start: int
    end: int
    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    cells: list[Cell]
    style: Style
    bullet: int = 0
    gap: float = 0.0
    jump: bool = False
    mark: int = 0
    right: float = field(default=0.0)
    tight: bool = False
    """Whether it stands closer to the line above than most lines do, as the lines of one paragraph."""

    @property
    def last_x0(self) -> float:
        """The left edge of what stands behind the last wide gap; the line's where it has none."""
        return next((cell.x0 for cell in reversed(self.cells) if cell.gap and cell.start > self.start), self.x0)

    @property
    def last_text(self) -> str:
        """What stands behind the last wide gap."""
        start = next((cell.start for cell in reversed(self.cells) if cell.gap and cell.start > self.start), self.start)
        return self.text[start - self.start :]

    @property
    def body(self) -> str:
        """The text without its bullet."""
        return self.text[self.bullet :]

    @property
    def caps(self) -> bool:
        """Whether all letters are capitals."""
        letters = [letter for letter in self.text if letter.isalpha()]
        return len(letters) > 2 and all(not letter.islower() for letter in letters) and any(letter.isupper() for letter in letters)


def lines_of(document: Document) -> tuple[list[CvLine], list[Line]]:
    """The body's lines in reading order, and the lines of the links' block."""
    body = [line for line in document.lines if line.part == "body" and line.end > line.start]
    links = [line for line in document.lines if line.part == "links"]
    placed = sum(1 for line in body if line.box is not None) * 2 > len(body)
    out: list[CvLine] = []
    for line in body:
        text = document.text[line.start : line.end]
        made = _placed(line, text) if placed and line.box is not None else _written(line, text, document.text)
        made.index = len(out)
        made.bullet = 0 if made.bold and is_icon(made.text[:1]) else bullet_length(made.text)
        out.append(made)
    _gaps(out, document.text, placed=placed)
    return out, links


def _placed(line: Line, text: str) -> CvLine:
    box = line.box
    assert box is not None
    cells = [
        Cell(
            text[run.start - line.start : run.end - line.start],
            run.start,
            run.end,
            (run.size, run.bold, run.italic, run.colour),
            run.gap,
            run.x0,
        )
        for run in line.runs
    ]
    size = line.size or 10.0
    style = _main_style(cells) if cells else (size, line.bold, False, None)
    if not cells:
        cells = [Cell(text, line.start, line.end, style, False, box.x0)]
    return CvLine(0, text, line.start, line.end, line.page or 1, box.x0, box.x1, box.y1, size, line.bold, cells, style)


def _main_style(cells: list[Cell]) -> Style:
    weights: Counter[Style] = Counter()
    for cell in cells:
        weights[cell.style] += sum(1 for letter in cell.text if letter.isalnum())
    return weights.most_common(1)[0][0]


def _written(line: Line, text: str, whole: str) -> CvLine:
    row = whole.rfind("\n", 0, line.start) + 1
    indent = len(whole[row : line.start].expandtabs(8)) * _LETTER
    number = whole.count("\n", 0, line.start)
    size, bold, mark = line.size or 10.0, line.bold, 0
    start = line.start
    heading = _MARKDOWN.match(text)
    if heading:
        mark = len(heading.group(1))
        size, bold = 20.0 - 2.0 * mark, True
        text, start = text[heading.end() :], line.start + heading.end()
    if len(text) > 5 and text.startswith("**") and text.endswith("**") and text.count("**") == 2:
        text, start, bold = text[2:-2], start + 2, True
    cells: list[Cell] = []
    for found in _CELL.finditer(text):
        at, cut = start + found.start(), found.group()
        gap = bool(cells)
        strong = cut.startswith("**") and cut.count("**") > 1
        end = cut.index("**", 2) + 2 if strong else len(cut)
        cells.append(Cell(cut[:end], at, at + end, (size, bold or strong, False, None), gap, indent + found.start() * _LETTER))
        if cut[end:].strip():
            cells.append(
                Cell(cut[end:], at + end, at + len(cut), (size, bold, False, None), False, indent + (found.start() + end) * _LETTER)
            )
    style = cells[0].style if cells else (size, bold, False, None)
    y = number * _STEP
    return CvLine(0, text, start, start + len(text), 1, indent, indent + len(text) * _LETTER, y, size, bold, cells, style, mark=mark)


def _gaps(lines: list[CvLine], text: str, *, placed: bool) -> None:
    """The white above each line in letter heights, and where the flow jumps to another column or page."""
    steps = [b.y - a.y for a, b in itertools.pairwise(lines) if b.page == a.page and 0 < b.y - a.y < 4 * a.size]
    usual = median(steps) if steps else _STEP
    for before, line in itertools.pairwise(lines):
        if line.page != before.page:
            line.jump, line.gap = True, 1.0
        elif line.y < before.y - 0.6 * before.size:
            line.jump, line.gap = True, 3.0
        else:
            line.gap = max(0.0, (line.y - before.y - usual) / max(line.size, 6.0))
            line.tight = placed and line.y - before.y < _TIGHT * usual and abs(line.size - before.size) < 0.6
            if not placed:
                line.gap = 1.0 if "\n\n" in re.sub(r"[ \t]+", "", text[before.end : line.start]) else 0.0
    if lines:
        lines[0].gap = 3.0
    _right_edges(lines)
    if placed:
        _beside_columns(lines)


def _right_edges(lines: list[CvLine]) -> None:
    """The right edge of each line's column: the furthest a line of its stretch reaches."""
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or (lines[i].jump and (lines[i].page == lines[i - 1].page or abs(lines[i].x0 - lines[i - 1].x0) > 80)):
            stretch = lines[start:i]
            furthest: dict[float, dict[float, float]] = {}
            for line in [line for line in stretch if not _is_address(line.text)] or stretch:
                by_size = furthest.setdefault(line.x0, {})
                by_size[line.size] = max(line.x1, by_size.get(line.size, line.x1))
            lefts = sorted(furthest)
            for line in stretch:
                edges = [line.x0, *(cell.x0 for cell in line.cells[1:] if cell.gap)]
                near = {left for edge in edges for left in lefts[bisect_right(lefts, edge - _NEAR) : bisect_left(lefts, edge + _NEAR)]}
                most = line.size + _SIZE_APART
                line.right = max((x1 for left in near for size, x1 in furthest[left].items() if size <= most), default=line.x1)
            start = i


def _is_address(text: str) -> bool:
    """Whether a line is one address and nothing else: where no break is allowed, it may reach over its column's edge."""
    return " " not in text and len(text) > 12 and ("@" in text or "/" in text)


def _beside_columns(lines: list[CvLine]) -> None:
    """A line's column ends before the one beside it: where lines above both reach further, the furthest short of it tells its edge."""
    by_page: dict[int, list[CvLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for page in by_page.values():
        starts = Counter(round(line.x0) for line in page)
        lefts = sorted(left for left, count in starts.items() if count >= _MANY)
        for line in page if len(lefts) > 1 else ():
            beside = [left for left in lefts if line.x1 + line.size < left < line.right]
            near = next((left for left in beside if _stands_beside(line, left, page)), None)
            if near is not None:
                line.right = max(other.x1 for other in page if abs(other.x0 - line.x0) < _NEAR and other.x1 < near)


def _stands_beside(line: CvLine, left: float, page: list[CvLine]) -> bool:
    """Whether lines of another column begin at ``left`` at this line's height, and none of its own column reaches over it there."""
    theirs = [other.y for other in page if abs(other.x0 - left) < 1]
    low, high = min(theirs) - line.size, max(theirs) + line.size
    mine = [other for other in page if abs(other.x0 - line.x0) < _NEAR and low <= other.y <= high]
    return low <= line.y <= high and all(other.x1 < left for other in mine)


def joined(line: CvLine, following: CvLine) -> CvLine:
    """Two lines as one, of the same offsets: what parts them reads as white space."""
    text = line.text + " " * (following.start - line.end) + following.text
    return CvLine(
        line.index, text, line.start, following.end, line.page, min(line.x0, following.x0), max(line.x1, following.x1), following.y,
        line.size, line.bold, [*line.cells, *following.cells], line.style, line.bullet, line.gap, line.jump, line.mark, line.right,
    )  # fmt: skip


def body_style(lines: list[CvLine]) -> Style:
    """The style most letters are set in."""
    weights: Counter[Style] = Counter()
    for line in lines:
        for cell in line.cells:
            weights[cell.style] += len(cell.text)
    return weights.most_common(1)[0][0] if weights else (10.0, False, False, None)


def is_full(line: CvLine, following: CvLine, *, slack: float = 1.0) -> bool:
    """Whether the first word of the following line would not have fitted on this one, so that the line break was forced.

    ``slack``: how much wider than reckoned the word may be, as letters of one kind differ.
    """
    word = following.body.split(" ", 1)[0]
    even = abs(line.x1 - line.x0 - _LETTER * len(line.text)) < 0.1
    if even:
        return line.x1 + (len(word) + 1) * _LETTER > line.right - 0.5
    scale = (line.x1 - line.last_x0) / max(1.0, _breadth(line.last_text))
    return line.x1 + slack * _breadth(" " + word) * scale > line.right - 0.5


def is_open(line: CvLine) -> bool:
    """Whether the words can not end here: a comma, or a word such as "of"."""
    words = line.text.split()
    return words[-1][-1] in ",&" or lexicon.flat(words[-1]) in lexicon.words("cv_words", "open_ends")


def _breadth(text: str) -> float:
    """How wide a text is set, in widths of an ordinary small letter."""
    return sum(0.45 if x in _THIN else 0.6 if x in _SLIM else 1.55 if x in _BROAD else 1.3 if x.isupper() else 1.0 for x in text)
