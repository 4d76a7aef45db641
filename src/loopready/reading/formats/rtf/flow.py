"""A flow of RTF paragraphs and table rows -> rows of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from loopready.reading.formats.sheet import Columns, Piece, Row
from loopready.reading.formats.tables import Cell, table_rows
from loopready.reading.marks import bullet_length, is_bullet, number_length

_MOST_CELLS = 60
_HEADING_SIZES = {0: 16.0, 1: 14.0, 2: 12.5}


@dataclass(slots=True)
class Paragraph:
    """What ``\\pard`` resets. Lengths in points; ``fill`` is an index into the colour table; ``level`` an outline level from 0."""

    in_table: bool = False
    left: float = 0.0
    above: float = 0.0
    below: float = 0.0
    fill: int = 0
    level: int | None = None


@dataclass(slots=True)
class _Edge:
    """A cell as its table row defines it: its right edge in points and its shade."""

    x: float
    fill: int


@dataclass(slots=True)
class Flow:
    """Rows as they are met. A table is set when the first paragraph after it ends."""

    rows: list[Row | Columns] = field(default_factory=list)
    begun: bool = False
    fill: int = 0
    _lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    _mark: str = ""
    _cell: list[Row | Columns] = field(default_factory=list)
    _cells: list[Cell] = field(default_factory=list)
    _table: list[list[Cell]] = field(default_factory=list)
    _edges: list[_Edge] = field(default_factory=list)
    _left: float = 0.0
    _below: float = 0.0

    def add(self, piece: Piece) -> None:
        """Text of the paragraph that is open."""
        self._lines[-1].append(piece)
        self.begun = self.begun or bool(piece.text.strip())

    def add_mark(self, text: str) -> None:
        """Text of a list's bullet or number."""
        self._mark += text

    def line(self) -> None:
        """A line break inside the paragraph."""
        self._lines.append([])

    def paragraph(self, look: Paragraph) -> None:
        """End the paragraph."""
        made = self._paragraph(look)
        if look.in_table:
            self._cell += made
            return
        self._set_table()
        self.rows += [*self._cell, *made]
        self._cell = []

    def cell(self, look: Paragraph) -> None:
        """End a table's cell with the paragraph in it."""
        self._cell += self._paragraph(look)
        at = len(self._cells)
        if at < _MOST_CELLS:
            self._cells.append(
                Cell(self._cell, x=self._left if at == 0 else self._edges[at - 1].x if at <= len(self._edges) else 120.0 * at)
            )
        self._cell = []

    def row(self) -> None:
        """End a table's row."""
        if self._cells:
            self._table.append(self._cells)
        self._cells = []

    def define_row(self) -> None:
        """A row's definition begins."""
        self._edges, self.fill, self._left = [], 0, 0.0

    def define_left(self, x: float) -> None:
        """The row's left edge in points."""
        self._left = x

    def define_cell(self, x: float) -> None:
        """A cell's right edge in points, after its shade."""
        if len(self._edges) < _MOST_CELLS:
            self._edges.append(_Edge(x, self.fill))
        self.fill = 0

    def shade(self) -> int:
        """The shade of the cell that is open, as an index into the colour table."""
        at = len(self._cells)
        return self._edges[at].fill if at < len(self._edges) else 0

    def finished(self) -> list[Row | Columns]:
        """All rows, once the flow has ended."""
        if self._cell or any(self._lines):
            self.paragraph(Paragraph())
        self._set_table()
        return self.rows

    def _set_table(self) -> None:
        self.row()
        self.rows += table_rows(self._table)
        self._table = []

    def _paragraph(self, look: Paragraph) -> list[Row | Columns]:
        lines, self._lines = self._lines, [[]]
        mark, self._mark = self._mark.strip(), ""
        if not mark and len(lines) == 1 and not any(piece.text.strip() for piece in lines[0]) and look.in_table:
            return []
        heading = look.level in _HEADING_SIZES
        rows = [Row(pieces, x=look.left, heading=heading) for pieces in lines]
        rows[0].above, self._below = max(look.above, self._below), look.below
        first = rows[0].text
        if mark and first and not heading and not (bullet_length(first) or number_length(first)):
            rows[0].mark = f"{mark} " if number_length(f"{mark} x") else "- " if is_bullet(mark) or len(mark) < 4 else ""
        return list(rows)
