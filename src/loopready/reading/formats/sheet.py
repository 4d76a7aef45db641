"""Rows of styled text -> Document, for files that hold a flow of paragraphs rather than a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from loopready.model import Box, Document, DocumentKind, InputError, Line, Notice, Run
from loopready.reading.lexicon import flat

LINKS_HEADING = "Links in the file"
SIZE = 10.5
BESIDE = 300.0
"""Left edge in points of what stands beside the text, such as a text box."""
WIDTH = 480.0
"""Points between the margins of the page the rows are set on."""
MOST_CHARACTERS = 600_000
MOST_LINKS = 300
_LETTER = 0.48
"""Width of a letter, as a share of its height."""
_WIDE = re.compile(r"[ \u00a0]{3,}|\t+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style. ``gap``: a tab stop or a cell's edge parts it from what stands before."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = SIZE
    colour: str | None = None
    gap: bool = False
    url: str | None = None
    right: bool = False


@dataclass(slots=True)
class Row:
    """One line: its pieces, its left edge in points, the white above it in points."""

    pieces: list[Piece]
    x: float = 0.0
    above: float = 0.0
    mark: str = ""
    heading: bool = False
    furniture: bool = False

    @property
    def text(self) -> str:
        """The words, for tests of content."""
        return " ".join(" ".join(piece.text for piece in self.pieces).split())

    @property
    def size(self) -> float:
        """The height of its largest letters in points."""
        return max((piece.size for piece in self.pieces if piece.text.strip()), default=SIZE)


@dataclass(slots=True)
class Column:
    """Rows that stand beside other rows: a table's cell, a text box."""

    rows: list[Row | Columns]
    x: float = 0.0


@dataclass(slots=True)
class Columns:
    """Flows side by side, each read to its end before the next."""

    columns: list[Column] = field(default_factory=list)


@dataclass(slots=True)
class _Link:
    url: str
    box: Box


class Sheet:
    """Sets rows below each other and keeps text, lines and styles together.

    The boxes are where a plain setting of the rows puts them: such files hold no positions. All rows stand on one long page.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._lines: list[Line] = []
        self._links: list[_Link] = []
        self._y = 0.0
        self.hidden = 0

    def flow(self, rows: Sequence[Row | Columns], *, x: float = 0.0) -> None:
        """Set rows below what stands there."""
        for row in rows:
            if isinstance(row, Columns):
                self._columns(row, x)
            else:
                self._row(row, x)

    def beside(self, rows: Sequence[Row | Columns], *, x: float) -> None:
        """Set rows in a column of its own that begins at the top of the page."""
        bottom, self._y = self._y, 0.0
        self.blank()
        self.flow(rows, x=x)
        self._y = max(bottom, self._y)

    def blank(self) -> None:
        """An empty line, unless one stands there."""
        if self._parts and self._parts[-1] != "\n":
            self._put("\n")

    def _columns(self, columns: Columns, x: float) -> None:
        top = bottom = self._y
        for column in columns.columns:
            self.blank()
            self._y = top
            self.flow(column.rows, x=x + column.x)
            bottom = max(bottom, self._y)
        self._y = bottom
        self.blank()

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)

    def _row(self, row: Row, x: float) -> None:
        pieces = _tidy(row.pieces)
        self._y += row.above
        if not pieces:
            self._y += 1.2 * row.size
            self.blank()
            return
        if row.above > 0.45 * row.size:
            self.blank()
        size = max(piece.size for piece in pieces)
        self._y += 1.2 * size
        if row.mark:
            first = pieces[0]
            pieces = [
                Piece(row.mark.strip(), first.bold, first.italic, first.size, first.colour),
                replace(first, text=" " + first.text),
                *pieces[1:],
            ]
        start = self._at
        left = x + row.x
        runs, text = self._runs(pieces, start, left)
        self._put(text + "\n")
        weighty = sum(run.end - run.start for run in runs if run.bold)
        y = round(self._y, 1)
        self._lines.append(
            Line(
                start=start,
                end=start + len(text),
                page=1,
                box=Box(x0=round(left, 1), y0=round(y - size, 1), x1=max(run.x1 for run in runs), y1=y),
                size=round(size, 1),
                bold=row.heading or weighty * 2 > len(text),
                runs=tuple(runs),
                part="furniture" if row.furniture else "body",
            )
        )

    def _runs(self, pieces: Sequence[Piece], start: int, left: float) -> tuple[list[Run], str]:
        runs: list[Run] = []
        chunks: list[str] = []
        at, x = start, left
        for i, piece in enumerate(pieces):
            gap = piece.gap and i > 0
            body = piece.text.strip()
            lead = "  " if gap else " " if i and piece.text[:1] == " " else ""
            width = len(body) * piece.size * _LETTER
            x += 24.0 if gap else len(lead) * piece.size * _LETTER
            if piece.right and gap:
                x = max(x, WIDTH - width)
            chunks.append(lead + body)
            at += len(lead)
            runs.append(
                Run(
                    start=at, end=at + len(body), x0=round(x, 1), x1=round(x + width, 1), size=round(piece.size, 1), bold=piece.bold, italic=piece.italic,  # noqa: E501
                    colour=piece.colour or "000000", gap=gap,
                )
            )  # fmt: skip
            if piece.url and len(self._links) < MOST_LINKS:
                y = round(self._y, 1)
                self._links.append(_Link(piece.url, Box(x0=round(x, 1), y0=round(y - piece.size, 1), x1=round(x + width, 1), y1=y)))
            at += len(body)
            x += width
        return runs, "".join(chunks)

    def document(self, *, kind: DocumentKind, name: str, notices: Iterable[Notice] = ()) -> Document:
        """The rows as a Document, addresses that only link marks hold at its end.

        Raises:
            InputError: empty, no_text or too_long.
        """
        if not self._lines:
            if self.hidden:
                raise InputError("no_text", "the file holds no text that can be seen; give a file with text.", name=name)
            raise InputError("empty", "the file holds no text; give a file with text.", name=name)
        if self._at > MOST_CHARACTERS:
            raise InputError("too_many_pages", "the file holds more text than 60 pages; give a shorter one.", name=name)
        self._append_links()
        notes = list(notices)
        if self.hidden > 3:
            says = f"{self.hidden} characters of the file can not be seen on the page and were left out."
            notes.append(Notice(code="hidden_text", message=says))
        return Document.of(kind=kind, name=name, text="".join(self._parts), lines=tuple(self._lines), notices=tuple(notes))

    def _append_links(self) -> None:
        text = flat("".join(self._parts))
        squeezed = "".join(text.split())
        fresh: dict[str, _Link] = {}
        for link in self._links:
            bare = flat(link.url.split("://")[-1].removeprefix("mailto:").removeprefix("tel:").removeprefix("www.").rstrip("/"))
            if bare and bare not in (text if "@" in bare else squeezed):
                fresh.setdefault(link.url, link)
        if not fresh:
            return
        self.blank()
        self._plain(LINKS_HEADING, None)
        for link in fresh.values():
            self._plain(link.url, link.box)

    def _plain(self, text: str, box: Box | None) -> None:
        start = self._at
        self._put(text + "\n")
        self._lines.append(Line(start=start, end=start + len(text), part="links", box=box, page=1))


def address(target: str | None) -> str | None:
    """A link's address where it is a web, mail or phone address that a person could follow."""
    if not target or len(target) > 2048:
        return None
    target = "".join(letter for letter in target if letter.isprintable()).strip()
    low = target.lower()
    if low.startswith(("http://", "https://", "mailto:", "tel:")) and len(target) > 8:
        return target.split("?")[0] if low.startswith("mailto:") else target
    return None


def without_repeats(edges: Sequence[Row | Columns], rows: Sequence[Row | Columns]) -> list[Row | Columns]:
    """What headers or footers say that the body does not say too, each thing once."""
    said = {row.text for row in rows if isinstance(row, Row)}
    out: list[Row | Columns] = []
    for row in edges:
        if isinstance(row, Row):
            if not row.text or row.text in said:
                continue
            said.add(row.text)
        out.append(row)
    return out


def joined(rows: Sequence[Row]) -> Row:
    """Rows as one, each after a gap."""
    pieces: list[Piece] = []
    for row in rows:
        for i, piece in enumerate(row.pieces):
            pieces.append(replace(piece, gap=True) if i == 0 and pieces else piece)
    first = rows[0]
    return Row(pieces, x=first.x, above=max(row.above for row in rows), mark=first.mark, heading=any(row.heading for row in rows))


def _tidy(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces cut at wide white space, control characters left out, neighbours of one style joined; a leading space says that one parts them."""  # noqa: E501
    cut: list[Piece] = []
    for piece in pieces:
        parts = _WIDE.split(_printable(piece.text))
        cut += [replace(piece, text=part, gap=piece.gap if i == 0 else True) for i, part in enumerate(parts)]
    out: list[Piece] = []
    gap = space = False
    for piece in cut:
        gap = gap or piece.gap
        text = _SPACES.sub(" ", piece.text)
        if not text.strip():
            space = space or bool(text)
            continue
        space = (space or text[0] == " ") and bool(out)
        last = out[-1] if out else None
        body = text.strip()
        if last is not None and not gap and _alike(last, piece):
            out[-1] = replace(last, text=last.text + (" " if space else "") + body)
        else:
            out.append(replace(piece, text=(" " if space and not gap else "") + body, gap=gap and bool(out)))
        gap, space = False, text[-1] == " "
    return out


def _alike(one: Piece, other: Piece) -> bool:
    return (one.bold, one.italic, one.size, one.colour, one.url) == (other.bold, other.italic, other.size, other.colour, other.url)


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        letter
        for letter in text
        if letter in "\t\n" or (unicodedata.category(letter) not in ("Cc", "Cs", "Cn") and letter not in "\ufeff\u200b\u2060")
    )
