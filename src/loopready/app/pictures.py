"""The pages of a CV or posting as pictures, drawn in a child process that can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from loopready.adapters.workers import Workers
from loopready.app.held import Held
from loopready.model import Document, DocumentKind, InputError, PageImage, StoredFile
from loopready.reading import page_images
from loopready.rendering.explain.boxes import Rectangle, boxes_of

AT_ONCE = 6
"""Pages drawn together: those round the one that is asked for."""
MOST_DRAWN = 60
"""Pages of one file that are drawn at all."""
MOST_BYTES = 48 * 1024 * 1024
"""Pictures held in memory, of all documents together."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page to look at: its number, its size in points, and the boxes of the words that are lit."""

    number: int
    width: float
    height: float
    lit: tuple[Rectangle, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A document's pages as pictures. ``missing`` says why there are none, ``unlit`` that the words stand on none of them.

    ``groups`` are all groups of pages there are, first and last, where there is more than one.
    """

    sheets: tuple[Sheet, ...] = ()
    missing: str = ""
    unlit: bool = False
    groups: tuple[tuple[int, int], ...] = ()


def first_of(page: int) -> int:
    """The first page of the group that is drawn together with a page."""
    return (page - 1) // AT_ONCE * AT_ONCE + 1


class Pictures:
    """Pictures of the pages of files, made when they are first looked at."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._held = Held(most_bytes=MOST_BYTES)

    def pages(
        self, preparation: str, source: DocumentKind, file: StoredFile, data: Callable[[], bytes], *, first: int
    ) -> tuple[PageImage, ...]:
        """The group of pages of a file that begins with ``first``; none for one that has no pages of its own, or not so many.

        A file that can not be drawn is not tried again while that is held.

        Raises:
            InputError: they can not be drawn.
        """

        def draw() -> tuple[PageImage, ...] | InputError:
            try:
                return self._workers.run(_drawn, data(), file.name, first, name=file.name)
            except InputError as error:
                return error

        if first > MOST_DRAWN:
            return ()
        made = self._held.get((preparation, source, file.sha256, first), draw, size=_size)
        if isinstance(made, InputError):
            raise made
        return made

    def drop(self, preparation: str) -> None:
        """Let go of the pictures of a preparation."""
        self._held.drop(preparation)


def _drawn(data: bytes, name: str, first: int) -> tuple[PageImage, ...]:
    return page_images(data, name=name, first=first, most=AT_ONCE)


def _size(made: tuple[PageImage, ...] | InputError) -> int:
    return 1024 + (sum(len(page.jpeg) for page in made) if isinstance(made, tuple) else 0)


def has_pages(document: Document) -> bool:
    """Whether the words of a document have places on pages."""
    return any(line.box is not None for line in document.lines)


def shown(
    document: Document, pages: Callable[[int], tuple[PageImage, ...]], *, start: int | None, end: int | None, page: int | None = None
) -> Shown:
    """A group of a document's pages with the words ``start:end`` lit; the reason where there are none.

    It is the group with those words, or with ``page``, or the first. ``pages`` draws the group that begins with a page.
    """
    if not has_pages(document):
        return Shown(missing="This file has no pages of its own, so its text is shown.")
    lit = boxes_of(document, start, end) if start is not None and end is not None else {}
    last = min(document.pages or max(line.page or 1 for line in document.lines), MOST_DRAWN)
    asked = min(lit) if lit and page is None else page or 1
    try:
        drawn = pages(first_of(max(1, min(asked, last))))
    except InputError:
        return Shown(missing="The pages of this file can not be drawn, so its text is shown.")
    if not drawn:
        return Shown(missing="This file has no pages of its own, so its text is shown.")
    sheets = tuple(
        Sheet(number=each.page, width=round(each.width, 1), height=round(each.height, 1), lit=tuple(lit.get(each.page, ())))
        for each in drawn
    )
    groups = tuple((first, min(first + AT_ONCE - 1, last)) for first in range(1, last + 1, AT_ONCE))
    unlit = start is not None and not any(sheet.lit for sheet in sheets)
    return Shown(sheets=sheets, unlit=unlit, groups=groups if len(groups) > 1 else ())
