"""PDF -> Document through pdfium's characters and a layout model of our own."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Any

from loopready.model import Box, Document, DocumentKind, FindRecogniser, InputError, Line, Notice, Recogniser, Run, no_ocr
from loopready.reading.lexicon import flat
from loopready.reading.marks import is_icon
from loopready.reading.pdf.columns import strips_of
from loopready.reading.pdf.drawn import drawn_bullets
from loopready.reading.pdf.filled import with_typed_text
from loopready.reading.pdf.flow import in_reading_order
from loopready.reading.pdf.furniture import mark_furniture
from loopready.reading.pdf.glyphs import page_glyphs
from loopready.reading.pdf.gutters import Strip
from loopready.reading.pdf.hidden import without_hidden
from loopready.reading.pdf.links import LinkMark, page_links
from loopready.reading.pdf.pictured import is_picture, may_be_drawn
from loopready.reading.pdf.pieces import Piece, is_rtl, pieces_of
from loopready.reading.pdf.rows import Row, rows_of
from loopready.reading.scan.telling import GET_OCR, MOST_PICTURES, OCR_SECONDS, pages_named, pages_not_drawn, pages_without_text

MAX_BYTES = 25 * 1024 * 1024
MAX_PAGES = 60
MAX_LETTERS = 50_000
MAX_PIECES = 1_500
"""Stretches of text on one page. The search for columns takes time that grows with the square of their number; a full page has 300."""
_FEW = 3
_LOST = re.compile(r"(?<=\w)\ufffd|\ufffd(?=\w)")
LINKS_HEADING = "Links in the file"


def read_pdf(data: bytes, *, kind: DocumentKind, name: str, ocr: FindRecogniser = no_ocr) -> Document:
    """The text of a PDF in reading order, with lines, boxes, styles and notices. Pages that are pictures go to the engine ``ocr`` finds.

    Raises:
        InputError: empty, too_large, too_big, too_many_pages, encrypted, damaged, no_text, needs_ocr or ocr_failed.
    """
    start = time.monotonic()
    pdf = open_pdf(data, name)
    try:
        read = _pages(pdf, name)
        recogniser = ocr() if read.pictures else None
        if recogniser is not None:
            read.notices += _recognised(pdf, read, recogniser, seconds=OCR_SECONDS - (time.monotonic() - start), name=name)
    finally:
        pdf.close()
    if not any(pieces for pieces, _, _ in read.pages):
        if read.absurd:
            says = f"{pages_named(read.absurd)} of the PDF can not be drawn: far more is there than on a page; scan it, or give the text."
            raise InputError("too_big", says, name=name)
        if read.hidden or not read.pictures:
            raise InputError("no_text", "the PDF holds no text that can be seen; give a file with text.", name=name)
        if recogniser is None:
            raise InputError("needs_ocr", f"the PDF holds only pictures of text. {GET_OCR}", name=name)
        raise InputError("no_text", "the PDF holds only pictures, and OCR found no text in them; give a file with text.", name=name)
    if read.pictures and recogniser is None:
        read.notices.append(pages_without_text(read.pictures))
    if read.absurd:
        read.notices.append(pages_not_drawn(read.absurd))
    return document_of_pages(read, kind=kind, name=name)


def open_pdf(data: bytes, name: str) -> Any:
    """The opened PDF, to be closed by the caller. InputError: empty, too_large, encrypted, damaged or too_many_pages."""
    import pypdfium2

    if not data:
        raise InputError("empty", "the file is empty; give a file with text.", name=name)
    if len(data) > MAX_BYTES:
        raise InputError("too_large", f"the file is larger than {MAX_BYTES // 1024 // 1024} MB; give a smaller one.", name=name)
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("encrypted", "the PDF asks for a password; save it without one and try again.", name=name) from error
        raise InputError("damaged", "the PDF can not be opened: it is cut off or damaged; export it again.", name=name) from error
    if len(pdf) == 0:
        raise InputError("damaged", "the PDF has no pages; export it again.", name=name)
    if len(pdf) > MAX_PAGES:
        count = len(pdf)
        pdf.close()
        says = f"the PDF has {count} pages, and at most {MAX_PAGES} are read; give the CV or posting alone."
        raise InputError("too_many_pages", says, name=name)
    if pdf.get_formtype():
        pdf.init_forms()
    return pdf


_Page = tuple[list[Piece], list[str], float]
"""A page's upright pieces, its turned texts and its height."""


@dataclass(slots=True)
class PagesRead:
    """What the pages of a file gave.

    ``hidden`` counts characters left out, ``pictures`` numbers the pages that are pictures of text, ``absurd`` those of them that are
    never drawn, since they hold far more than a page does.
    """

    pages: list[_Page] = field(default_factory=list)
    links: list[LinkMark] = field(default_factory=list)
    hidden: int = 0
    pictures: list[int] = field(default_factory=list)
    absurd: list[int] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def _pages(pdf: Any, name: str) -> PagesRead:
    import pypdfium2

    out = PagesRead()
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            out.links += page_links(pdf, page, number)
            page = with_typed_text(pdf, page, number)
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise InputError("damaged", f"page {number} of the PDF can not be read; export it again.", name=name) from error
        glyphs, size = page_glyphs(page, textpage)
        seen, hidden = without_hidden(glyphs, page, size)
        out.hidden += hidden
        upright = [glyph for glyph in seen if not glyph.style.turned]
        upright += drawn_bullets(page, upright)
        turned = pieces_of_turned([glyph.text if not glyph.space_before else " " + glyph.text for glyph in seen if glyph.style.turned])
        pieces = pieces_of(upright) if len(upright) <= MAX_LETTERS else []
        if len(upright) > MAX_LETTERS or len(pieces) > MAX_PIECES:
            says = f"page {number} of the PDF holds far more separate letters than a page has; export it again, or give the text."
            raise InputError("too_big", says, name=name)
        out.pages.append((pieces, turned, size[1]))
        if is_picture(page, letters=len(upright)):
            (out.pictures if may_be_drawn(page) else out.absurd).append(number)
        textpage.close()
        page.close()
    return out


def _recognised(pdf: Any, read: PagesRead, recogniser: Recogniser, *, seconds: float, name: str) -> list[Notice]:
    """Puts what the recogniser reads in place of the pages that are pictures; returns what to tell about it."""
    from loopready.reading.scan.picture import page_picture
    from loopready.reading.scan.recognising import recognised_pages

    start = time.monotonic()
    pictures = []
    for number in read.pictures[:MOST_PICTURES]:
        page = pdf[number - 1]
        pictures.append(page_picture(page))
        page.close()
    found = recognised_pages(pictures, recogniser, seconds=seconds - (time.monotonic() - start), name=name)
    for number, picture, glyphs in zip(read.pictures, pictures, found.glyphs, strict=False):
        if glyphs:
            read.pages[number - 1] = (pieces_of(glyphs), [], picture.height * 72 / picture.dpi)
    return found.notices(read.pictures)


def pieces_of_turned(letters: list[str]) -> list[str]:
    """Text that is set sideways, as one line."""
    text = " ".join("".join(letters).split())
    return [text] if text else []


def document_of_pages(read: PagesRead, *, kind: DocumentKind, name: str) -> Document:
    """The pages' pieces as one document in reading order."""
    pages = read.pages
    edges = [(rows_of(pieces, page=number), height) for number, (pieces, _, height) in enumerate(pages, 1)]
    mark_furniture(edges)
    furniture = [row for rows, _ in edges for row in rows if row.part == "furniture"]
    aside = {id(piece) for row in furniture for piece in row.pieces}
    strips: list[list[Strip]] = []
    for number, (pieces, _, _) in enumerate(pages, 1):
        strips.append(strips_of([piece for piece in pieces if id(piece) not in aside], page=number))
    flows = in_reading_order(strips)
    builder = _Builder()
    for flow in flows:
        builder.rows(flow.rows)
        builder.blank()
    for _, turned, _ in pages:
        for text in turned:
            builder.plain(text, part="furniture")
    if furniture:
        builder.blank()
        builder.rows(furniture)
    _append_links(builder, read.links)
    mixed = any(strip.mixed for flow in strips for strip in flow)
    notices = [*_notices(builder.text, hidden=read.hidden, mixed=mixed), *read.notices]
    return Document.of(kind=kind, name=name, text=builder.text, lines=tuple(builder.lines), pages=len(pages), notices=tuple(notices))


def _notices(text: str, *, hidden: int, mixed: bool) -> list[Notice]:
    letters = sum(1 for letter in text if not letter.isspace())
    private = sum(1 for letter in text if is_icon(letter))
    lost = len(_LOST.findall(text))
    out: list[Notice] = []
    if hidden > _FEW:
        out.append(Notice(code="hidden_text", message=f"{hidden} characters of the file can not be seen on the page and were left out."))
    if lost > max(_FEW, 0.005 * letters) or private > 0.15 * letters:
        message = f"{max(lost, private)} characters have no readable letter in the file; export it again, or run OCR over it."
        out.append(Notice(code="lost_text", message=message))
    if mixed:
        out.append(Notice(code="mixed_columns", message="Columns could not be told apart for sure; check that no lines were mixed."))
    return out


def _append_links(builder: _Builder, links: list[LinkMark]) -> None:
    written = flat(builder.text)
    fresh: list[LinkMark] = []
    for link in links:
        bare = link.url.split("://")[-1].removeprefix("mailto:").removeprefix("tel:").removeprefix("www.").rstrip("/")
        if flat(bare) not in written and all(link.url != other.url for other in fresh):
            fresh.append(link)
    if not fresh:
        return
    builder.blank()
    builder.plain(LINKS_HEADING, part="links")
    for link in fresh:
        builder.plain(link.url, part="links", box=Box(x0=link.x0, y0=link.y0, x1=link.x1, y1=link.y1), page=link.page)


class _Builder:
    """Grows the text and its lines together."""

    def __init__(self) -> None:
        self.text = ""
        self.lines: list[Line] = []

    def blank(self) -> None:
        if self.text and not self.text.endswith("\n\n"):
            self.text += "\n"

    def plain(self, text: str, *, part: str = "body", box: Box | None = None, page: int | None = None) -> None:
        start = len(self.text)
        self.text += text + "\n"
        self.lines.append(Line.model_validate({"start": start, "end": start + len(text), "part": part, "box": box, "page": page}))

    def rows(self, rows: list[Row]) -> None:
        last: Row | None = None
        for row in rows:
            if last is not None and (row.page != last.page or row.y - last.y > 2.2 * max(row.size, last.size) or row.y < last.y - row.size):
                self.blank()
            self._row(row)
            last = row

    def _row(self, row: Row) -> None:
        start = len(self.text)
        runs: list[Run] = []
        pieces = row.pieces
        if sum(1 for piece in pieces if is_rtl(piece.text)) * 2 > len(pieces):
            pieces = pieces[::-1]
        chunks: list[str] = []
        at = start
        for i, piece in enumerate(pieces):
            if i:
                chunks.append("  ")
                at += 2
            for j, part in enumerate(piece.parts):
                if part.space:
                    chunks.append(" ")
                    at += 1
                chunks.append(part.text)
                style = part.style
                runs.append(
                    Run(
                        start=at,
                        end=at + len(part.text),
                        x0=round(part.x0, 1),
                        x1=round(part.x1, 1),
                        size=round(style.size, 1),
                        bold=style.bold,
                        italic=style.italic,
                        colour="{:02x}{:02x}{:02x}".format(*style.colour),
                        gap=part.gap or (i > 0 and j == 0),
                    )
                )
                at += len(part.text)
        text = "".join(chunks)
        weighty = sum(run.end - run.start for run in runs if run.bold)
        self.lines.append(
            Line(
                start=start,
                end=start + len(text),
                page=row.page,
                box=Box(x0=round(row.x0, 1), y0=round(row.top, 1), x1=round(row.x1, 1), y1=round(row.bottom, 1)),
                size=round(row.size, 1),
                bold=weighty * 2 > len(text),
                runs=tuple(runs),
                part="furniture" if row.part == "furniture" else "body",
            )
        )
        self.text += text + "\n"
