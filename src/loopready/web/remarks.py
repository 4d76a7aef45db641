"""Comments inside a brief's page: under the item they are about, with the form to answer or to say something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from loopready.app.commenting import ANSWERS
from loopready.model import Comment
from loopready.rendering.view import ClaimView, ItemView, SectionView
from loopready.web.pages import environment

MACROS = "remarks.html.j2"


@dataclass(frozen=True, kw_only=True)
class Remarks:
    """The comments on one brief by item, and where the page's forms send: ``action`` takes a comment, ``every`` shows them all.

    ``starts`` says that whoever reads may comment on any item, not only answer.
    """

    by_item: Mapping[str, Sequence[Comment]] = field(default_factory=dict)
    action: str = ""
    every: str = ""
    csrf: str = ""
    starts: bool = False

    def count(self, item: str) -> Markup:
        """How many comments an item has."""
        held = len(self.by_item.get(item, ()))
        return _made("count", held) if held else Markup()

    def thread(self, item: str, title: str) -> Markup:
        """The comments on an item and the form for one more; nothing where nobody said anything and the reader may not begin."""
        held = self.by_item.get(item, ())
        return _made("thread", self, item, title, held) if held or self.starts else Markup()

    def gone(self, items: Sequence[str]) -> Markup:
        """That there are comments on parts that the brief, which has these items, has no more."""
        held = sum(len(comments) for item, comments in self.by_item.items() if item not in items)
        return _made("gone", self, held) if held else Markup()


def remarks_of(comments: Sequence[Comment], *, action: str, csrf: str, starts: bool) -> Remarks:
    """The comments of a brief by item, in the order they were made; those on answers stand on pages of their own."""
    by_item: dict[str, list[Comment]] = {}
    for comment in comments:
        if not comment.item.startswith(ANSWERS):
            by_item.setdefault(comment.item, []).append(comment)
    return Remarks(by_item=by_item, action=action, every=action, csrf=csrf, starts=starts)


@dataclass(frozen=True, kw_only=True)
class Read:
    """The hooks of the shared templates for a brief that a coach reads: comments, and the documents below it."""

    remarks: Remarks
    items: Sequence[str]
    with_documents: bool = True

    def top(self) -> Markup:
        """Nothing."""
        return Markup()

    def end(self) -> Markup:
        """Comments on parts that are gone."""
        return self.remarks.gone(self.items)

    def nav(self, section: SectionView) -> Markup:
        """Nothing."""
        return Markup()

    def head(self, section: SectionView) -> Markup:
        """Nothing."""
        return Markup()

    def panel(self) -> Markup:
        """Nothing."""
        return Markup()

    def place(self, view: ClaimView) -> Markup:
        """Nothing: the words of this page stay."""
        return Markup()

    def facts(self, item: ItemView) -> Markup:
        """How many comments an item has."""
        return self.remarks.count(item.id)

    def tools(self, item: ItemView) -> Markup:
        """The comments on an item."""
        return self.remarks.thread(item.id, item.title or item.when)


def _made(name: str, *values: object) -> Markup:
    return Markup(getattr(environment().get_template(MACROS).module, name)(*values))  # noqa: S704 - made by a template that escapes
