"""Tables -> rows: a table of data row by row, a table that only lays out a page cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from loopready.reading import dates
from loopready.reading.cv.headings import kind_of
from loopready.reading.formats.sheet import Column, Columns, Row, joined
from loopready.reading.marks import bullet_length

_FEW = 3


@dataclass(slots=True)
class Cell:
    """A cell's rows and its left edge in points from the table's."""

    rows: list[Row | Columns]
    x: float = 0.0

    @property
    def lines(self) -> list[Row]:
        """The rows that hold text, where the cell holds no cells itself."""
        return [row for row in self.rows if isinstance(row, Row) and row.text]

    @property
    def nested(self) -> bool:
        """Whether flows stand side by side in the cell."""
        return any(isinstance(row, Columns) for row in self.rows)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.nested and not self.lines


def table_rows(rows: Sequence[Sequence[Cell]]) -> list[Row | Columns]:
    """The rows of a table in the order they are read."""
    out: list[Row | Columns] = []
    for row in rows:
        cells = [cell for cell in row if not cell.empty]
        if len(cells) < 2:
            out += [one for cell in cells for one in cell.rows]
        elif any(cell.nested for cell in cells) or _side_by_side(cells):
            out.append(Columns([Column(cell.rows, x=cell.x) for cell in cells]))
        elif _heads_rest(cells):
            out += cells[0].lines
            out += _zipped(cells[1:])
        else:
            out += _zipped(cells)
    return out


def _side_by_side(cells: Sequence[Cell]) -> bool:
    """Whether the cells are columns of a page: more than one is long, or a short one tells no dates that go with the long one's lines."""
    counts = sorted(len(cell.lines) for cell in cells)
    if counts[-2] > _FEW:
        return True
    if counts[-1] <= _FEW or counts[-2] == 1:
        return False
    return not any(_dated(cell) for cell in cells if len(cell.lines) <= _FEW)


def _heads_rest(cells: Sequence[Cell]) -> bool:
    """Whether the first cell is a section's heading and the others its content."""
    words = " ".join(row.text for row in cells[0].lines)
    return kind_of(words.rstrip(": ")) is not None or cells[0].lines[0].heading


def _dated(cell: Cell) -> bool:
    return bool(dates.find_dates(" ".join(row.text for row in cell.lines)))


def _zipped(cells: Sequence[Cell]) -> list[Row | Columns]:
    """Cells whose lines go together: the first with the first, and so on; what is below goes on in the longest."""
    longest = max(cells, key=lambda cell: len(cell.lines))
    columns = [cell.lines if cell is longest else _whole_dates(cell.lines) for cell in cells]
    body = longest.lines
    until = next((i for i, row in enumerate(body) if i and (row.mark or bullet_length(row.text))), len(body))
    out: list[Row | Columns] = []
    for i, lines in enumerate(zip_longest(*columns)):
        beside = [line for line in lines if line is not None]
        if i < until or len(beside) == 1:
            out.append(joined(beside))
        else:
            mine = body[i] if i < len(body) else None
            others = [line for line in beside if line is not mine]
            out.insert(until, joined(others))
            until += 1
            if mine is not None:
                out.append(mine)
    return out


def _whole_dates(lines: list[Row]) -> list[Row]:
    """Lines of a narrow cell over which one stretch of time is broken, as one."""
    for count in range(2, min(len(lines), _FEW) + 1):
        text = " ".join(row.text for row in lines[:count])
        spans = dates.find_dates(text)
        if spans and not spans[0].single and spans[0].start < len(lines[0].text) < spans[0].end:
            pieces = [piece for row in lines[:count] for piece in (*row.pieces, replace(row.pieces[-1], text=" ", gap=False))]
            return [Row(pieces, x=lines[0].x, above=lines[0].above), *lines[count:]]
    return lines
