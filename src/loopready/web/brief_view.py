"""The brief's page, laid out once and kept: the person's own notes are set into it each time it is asked for.

Why: laying out a brief takes about a tenth of a second, and a note that is saved must not cost that.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup, escape

from loopready.app.notes import COUNTED, DOABLE, gone
from loopready.app.opposite import Opposite
from loopready.app.prepare import GENERAL
from loopready.model import Brief, ItemNote, QuoteCite
from loopready.rendering.brief_page import brief_page
from loopready.rendering.html import opened
from loopready.rendering.view import ClaimView, ItemView, SectionView
from loopready.web.pages import environment
from loopready.web.remarks import Remarks

OWN = "brief_own.html.j2"
Setting = Callable[["Mine"], str]


@dataclass(frozen=True, kw_only=True)
class Mine:
    """What a person adds to a brief's page: notes by item, those on items that are gone, and what stands at its top."""

    preparation: str
    notes: dict[str, ItemNote]
    gone: Sequence[ItemNote] = ()
    top: str = ""
    remarks: Remarks = field(default_factory=Remarks)


@dataclass(frozen=True, kw_only=True)
class View:
    """A brief's page in pieces; between two of them stands what a slot makes of the person's own."""

    title: str
    pieces: tuple[str, ...]
    slots: tuple[Setting, ...]
    documents: tuple[tuple[str, str], ...] = ()

    def filled(self, mine: Mine) -> Markup:
        """The page with the person's own in it."""
        out = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            out += (slot(mine), piece)
        return Markup("".join(out))  # noqa: S704 - each piece was escaped when it was rendered

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        return sum(len(piece) * 2 for piece in self.pieces)


def mine_of(preparation: str, brief: Brief, notes: Sequence[ItemNote], *, top: str, remarks: Remarks) -> Mine:
    """The person's own of a brief."""
    return Mine(preparation=preparation, notes={note.item: note for note in notes}, gone=gone(brief, notes), top=top, remarks=remarks)


def view_of(preparation: str, opposite: Opposite, *, places: Collection[str] = ()) -> View:
    """A brief laid out for the person who prepares by it. ``places`` are the claims that may yet get other words while it is open."""
    page = brief_page(opposite.brief, address=lambda cite: document_address(preparation, cite))
    own = _Own(opposite, places)
    body = environment().get_template("brief_body.html.j2").render(page=page, opened=opened(page), own=own)
    pieces = body.split(own.mark)
    title = " · ".join(part for part in (page.title, page.subtitle) if part)
    documents = tuple((document.source, document.title) for document in page.documents)
    return View(title=title, pieces=tuple(pieces), slots=tuple(own.slots), documents=documents)


def document_address(preparation: str, cite: QuoteCite) -> str:
    """The page that shows the words of a cite."""
    return f"/preparations/{preparation}/documents/{cite.source}?start={cite.start}&end={cite.end}"


@dataclass
class _Own:
    """The hooks of the shared templates: each leaves a mark, in whose place the person's own comes later."""

    opposite: Opposite
    places: Collection[str] = ()
    with_documents = False
    mark: str = field(default_factory=lambda: f"\x00{secrets.token_hex(16)}\x00")
    slots: list[Setting] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._macros = environment().get_template(OWN).module
        self._section = {item.id: section.id for section in self.opposite.brief.sections for item in section.items}

    def _slot(self, setting: Setting) -> Markup:
        self.slots.append(setting)
        return Markup(self.mark)  # noqa: S704 - a mark of ours

    def _made(self, name: str, *values: object) -> str:
        return str(getattr(self._macros, name)(*values))

    def top(self) -> Markup:
        """What stands above the brief: the way to correct it, what is new."""
        return self._slot(lambda mine: mine.top)

    def end(self) -> Markup:
        """The notes on items that the brief no longer has."""
        items = tuple(self._section)

        def made(mine: Mine) -> str:
            left = self._made("left", mine.preparation, mine.gone) if mine.gone else ""
            return left + str(mine.remarks.gone(items))

        return self._slot(made)

    def nav(self, section: SectionView) -> Markup:
        """How much of a section is done."""
        if section.id not in DOABLE:
            return Markup()
        items = [item.id for item in section.items]

        def count(mine: Mine) -> str:
            done = sum(id in mine.notes and mine.notes[id].done for id in items)
            return self._made("count", done, len(items), bool(done) or section.id in COUNTED)

        return self._slot(count)

    def head(self, section: SectionView) -> Markup:
        """The button that folds a section."""
        return Markup(self._made("fold", section.id, section.title))  # noqa: S704 - made by a template that escapes

    def panel(self) -> Markup:
        """The panel's tools."""
        return Markup(self._made("panel_tools"))  # noqa: S704 - made by a template that escapes

    def place(self, view: ClaimView) -> Markup:
        """What names the place of a claim that may yet get other words."""
        return Markup(f' data-claim="{escape(view.id)}"') if view.id in self.places else Markup()  # noqa: S704 - the id is escaped

    def facts(self, item: ItemView) -> Markup:
        """Whom an item is for, and whether it is done."""
        whose = self.opposite.marked.get(item.id, "")
        said = Markup(self._made("whose", whose)) if whose else Markup()  # noqa: S704 - made by a template that escapes
        said += self._slot(lambda mine: mine.remarks.count(item.id))
        if self._section.get(item.id) not in DOABLE:
            return said
        return said + self._slot(lambda mine: self._made("did", item.id in mine.notes and mine.notes[item.id].done))

    def tools(self, item: ItemView) -> Markup:
        """The note on an item, and what one can do with it."""
        doable = self._section.get(item.id) in DOABLE
        title = item.title or item.when
        drill = self._drill(item.id) if self._section.get(item.id) == "drills" else ""

        def made(mine: Mine) -> str:
            tools = self._made("tools", mine.preparation, item.id, quote(item.id, safe=""), title, doable, mine.notes.get(item.id), drill)
            return tools + str(mine.remarks.thread(item.id, title))

        return self._slot(made)

    def _drill(self, item: str) -> str:
        """The drill of an item of the brief, by its id in the library."""
        return f"{self.opposite.brief.guide.path or GENERAL}:{item.removeprefix('drills/')}"
