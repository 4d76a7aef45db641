"""What the page of a reading lays out: pages with boxes, text with marked words, entries, a legend and warnings."""

from __future__ import annotations

import base64
import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loopready.model import Document, Line, PageImage, Posting, Profile
from loopready.rendering.clean import one_line, plain
from loopready.rendering.explain.boxes import Placed, lines_under, placed_on
from loopready.rendering.explain.kinds import Kind, kinds
from loopready.rendering.explain.marks import Group, Mark, groups_of

_LONG = 90


@dataclass(frozen=True, kw_only=True)
class PageView:
    """A page: its size in points, its picture as a data address, and the boxes over it."""

    number: int
    width: float
    height: float
    picture: str
    placed: tuple[Placed, ...]


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A stretch of a text line and the innermost mark over it. ``first`` where the mark begins: the label and the anchor stand there."""

    text: str
    mark: Mark | None = None
    first: tuple[Mark, ...] = ()

    @property
    def ids(self) -> frozenset[int]:
        """The ids of the marks that begin here."""
        return frozenset(mark.id for mark in self.first)


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """A line of text in segments. ``apart`` where a blank line stands before it."""

    segments: tuple[Segment, ...]
    apart: bool


@dataclass(frozen=True, kw_only=True)
class Count:
    """A line of the legend."""

    kind: str
    meaning: Kind
    count: int


@dataclass(frozen=True, kw_only=True)
class Explained:
    """The whole page."""

    name: str
    what: str
    facts: tuple[tuple[str, str], ...]
    pages: tuple[PageView, ...]
    left_out: str
    lines: tuple[TextLine, ...]
    groups: tuple[Group, ...]
    legend: tuple[Count, ...]
    warnings: tuple[tuple[str, str], ...]
    first_pages: Mapping[int, int]
    anchored: frozenset[int]
    text: str

    @property
    def unused(self) -> int:
        """The id of the first mark of what was not used; 0 where all was."""
        return next((mark.id for group in self.groups for mark in group.marks if mark.kind == "unused"), 0)

    def said(self, mark: Mark) -> str:
        """The words of a mark on one line."""
        return one_line(self.text[mark.start : mark.end])

    def first_on(self, mark: Mark) -> int:
        """The number of the first page that holds a box of this mark."""
        return self.first_pages[mark.id]

    def hint(self, mark: Mark) -> str:
        """What a box is called: its meaning, its words, and what was made of them."""
        words = self.said(mark)
        words = words if len(words) <= _LONG else words[: _LONG - 1].rstrip() + "…"
        detail = f" ({one_line(mark.detail)})" if mark.detail else ""
        return f"{kinds()[mark.kind].label}: {words}{detail}"


def explained(document: Document, read: Profile | Posting, images: Sequence[PageImage]) -> Explained:
    """The page of one reading. ``images`` are the document's first pages, or none where it has no pages."""
    groups = groups_of(document, read)
    marks = [mark for group in groups for mark in group.all()]
    placed = placed_on(document, marks, widths={image.page: image.width for image in images})
    pages = tuple(_page(image, placed.get(image.page, [])) for image in images)
    first_pages = {one.mark.id: page.number for page in reversed(pages) for one in page.placed}
    shown = {page.number for page in pages}
    rest = [line for line in document.lines if line.box is None or line.page not in shown]
    lines, anchored = _lines(document, rest, marks, anchored=frozenset(first_pages))
    counted = Counter(mark.kind for mark in marks)
    return Explained(
        name=one_line(document.name),
        what="CV" if isinstance(read, Profile) else "job description",
        facts=_facts(document, read, marks),
        pages=pages,
        left_out=_left_out(document, shown),
        lines=lines,
        groups=tuple(groups),
        legend=tuple(Count(kind=kind, meaning=meaning, count=counted[kind]) for kind, meaning in kinds().items() if counted[kind]),
        warnings=tuple(dict.fromkeys((notice.code, one_line(notice.message)) for notice in (*document.notices, *read.notices))),
        first_pages=first_pages,
        anchored=anchored,
        text=document.text,
    )


def _page(image: PageImage, placed: list[Placed]) -> PageView:
    data = base64.b64encode(image.jpeg).decode("ascii")
    return PageView(
        number=image.page, width=round(image.width, 1), height=round(image.height, 1), picture=f"data:image/jpeg;base64,{data}",
        placed=tuple(placed),
    )  # fmt: skip


def _left_out(document: Document, shown: set[int]) -> str:
    """A sentence about the pages that are not shown as pictures; empty where all are, or where the file has none."""
    count = (document.pages or 0) - len(shown)
    if not shown or count <= 0:
        return ""
    pages = "1 more page is" if count == 1 else f"{count} more pages are"
    return f"The first {len(shown)} pages are shown; {pages} left out as pictures, and their text stands below."


def _facts(document: Document, read: Profile | Posting, marks: Sequence[Mark]) -> tuple[tuple[str, str], ...]:
    """Label and value of what is said of the reading as a whole."""
    letters = sum(1 for letter in document.text if letter.isalnum())
    unused = [mark for mark in marks if mark.kind == "unused"]
    lost = sum(1 for mark in unused for letter in document.text[mark.start : mark.end] if letter.isalnum())
    facts = [("Pages", str(document.pages))] if document.pages else []
    facts.append(("Not used", f"{lost:,} of {letters:,} letters and digits, in {_count(len(unused), 'place')}" if unused else "nothing"))
    if isinstance(read, Profile):
        skills = sum(len(group.keywords) for group in read.skills)
        facts.append(
            ("Read", ", ".join((_count(len(read.work), "position"), _count(len(read.education), "course"), _count(skills, "skill"))))
        )
    else:
        facts.append(("Read", f"{_count(len(read.lines), 'line')}, {_count(len(read.requirements), 'requirement')} (duties among them)"))
        facts.append(("Lines whose kind was told by more than a guess", f"{read.coverage:.0%}"))
    return tuple(facts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _lines(
    document: Document, lines: Sequence[Line], marks: Sequence[Mark], *, anchored: frozenset[int]
) -> tuple[tuple[TextLine, ...], frozenset[int]]:
    """The lines as segments; and the ids of the marks that have an anchor: those ``anchored`` on a page, and those that begin here."""
    under: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for line in lines_under(lines, mark):
            under[line.start].append(mark)
    out: list[TextLine] = []
    written = set(anchored)
    before: int | None = None
    for line in lines:
        over = under[line.start]
        edges = {edge for mark in over for edge in (mark.start, mark.end) if line.start < edge < line.end}
        cuts = sorted({line.start, line.end, *edges})
        segments = []
        for start, end in itertools.pairwise(cuts):
            here = sorted((mark for mark in over if mark.start <= start and end <= mark.end), key=lambda mark: mark.start - mark.end)
            first = tuple(mark for mark in here if mark.id not in written)
            written.update(mark.id for mark in first)
            segments.append(Segment(text=plain(document.text[start:end]), mark=here[-1] if here else None, first=first))
        apart = before is not None and document.text.count("\n", before, line.start) > 1
        before = line.end
        if segments:
            out.append(TextLine(segments=tuple(segments), apart=apart))
    return tuple(out), frozenset(written)
