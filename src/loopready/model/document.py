"""Document and Span: the text that was read, and places in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from loopready.model.base import Noun

DocumentKind = Literal["cv", "job"]


class Box(Noun):
    """A rectangle on a page, in points from the page's upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class Run(Noun):
    """A stretch of a line set in one style, or parted from its neighbours by a wide gap: ``text[start:end]``, x in points."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    x0: float
    x1: float
    size: float
    bold: bool = False
    italic: bool = False
    colour: str | None = Field(default=None, description="Red, green and blue as six hexadecimal digits.")
    gap: bool = Field(default=False, description="A gap wider than that between words stands before it.")


class Line(Noun):
    """One line of a document's text: ``text[start:end]``, and where it stood on which page (first page is 1).

    ``part`` is ``furniture`` for running headers and footers, ``links`` for addresses that only the file's link marks hold.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int | None = None
    box: Box | None = None
    size: float | None = Field(default=None, description="Height of the letters in points, where the file tells it.")
    bold: bool = False
    runs: tuple[Run, ...] = Field(default=(), description="Where the file tells styles: the line's stretches, in order.")
    part: Literal["body", "furniture", "links"] = "body"
    pointer: str | None = Field(
        default=None, description="Where the file names its values (JSON Resume): which one this line is, as a JSON pointer."
    )


class Notice(Noun):
    """Something the person should know about a reading that went on: a code, and a sentence that says what to do."""

    code: str
    message: str


class Document(Noun):
    """A file's text as the coordinate system of everything that is said about it.

    The text is never edited after extraction; offsets count Unicode code points.
    """

    id: str
    kind: DocumentKind
    name: str
    text: str
    lines: tuple[Line, ...] = ()
    pages: int | None = None
    notices: tuple[Notice, ...] = ()

    @classmethod
    def of(
        cls,
        *,
        kind: DocumentKind,
        name: str,
        text: str,
        lines: tuple[Line, ...] = (),
        pages: int | None = None,
        notices: tuple[Notice, ...] = (),
    ) -> Document:
        """A document whose id is the hash of its text."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        return cls(id=f"{kind}-{digest}", kind=kind, name=name, text=text, lines=lines, pages=pages, notices=notices)

    @model_validator(mode="after")
    def _lines_lie_in_text(self) -> Document:
        for line in self.lines:
            if not line.start <= line.end <= len(self.text):
                raise ValueError(f"line {line.start}-{line.end} lies outside a text of {len(self.text)} characters")
        return self

    def span(self, start: int, end: int) -> Span:
        """The span ``start``-``end`` of this document; ValueError where it does not lie in the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}-{end} lies outside a text of {len(self.text)} characters")
        return Span(document=self.id, start=start, end=end)


class Span(Noun):
    """A place in a document: the characters ``text[start:end]``."""

    document: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)

    @model_validator(mode="after")
    def _not_empty(self) -> Span:
        if self.end <= self.start:
            raise ValueError("a span holds at least one character")
        return self

    def quote(self, document: Document) -> str:
        """The characters this span stands for; ValueError for another document."""
        if document.id != self.document:
            raise ValueError(f"the span belongs to {self.document}, not to {document.id}")
        return document.text[self.start : self.end]


class Correction(Noun):
    """A value the person gave in place of what was read, or of what the document does not say."""

    id: str
    by: Literal["person"] = "person"


Source = Span | Correction
"""Where a leaf comes from."""

Documents = Mapping[str, Document]
"""Documents by id."""
