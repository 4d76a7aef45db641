"""How much there is to read."""

from __future__ import annotations

from collections.abc import Iterator

from loopready.model import Brief
from loopready.rendering.brief_page import brief_page
from loopready.rendering.clean import words
from loopready.rendering.labels import labels
from loopready.rendering.view import BlockView, ItemView, Layout, Page, SectionView


def unfolded_words(brief: Brief) -> int:
    """The words of the HTML page with every fold closed, without navigation, cite markers, cited documents and numbered grounds."""
    return page_words(brief_page(brief))


def page_words(page: Page) -> int:
    """``unfolded_words`` of a page."""
    return sum(words(text) for text in _visible(page))


def _visible(page: Page) -> Iterator[str]:
    yield from (page.kicker, page.title, page.subtitle, page.verdict_label, *page.colophon)
    for label, value in page.meta:
        yield from (label, value)
    for entry in page.tally:
        yield f"{entry.count} {entry.label}"
    for section in page.sections:
        yield from _section(section)


def _section(section: SectionView) -> Iterator[str]:
    yield from (section.title, section.intro)
    for row in section.readiness:
        yield from (row.title, row.state_label)
    for bar in section.scope:
        yield from (bar.label, bar.stated)
    for group in section.groups:
        yield from (label for _, label in group.columns)
        for item in group.items:
            yield from _item(item, layout=section.layout)


def _item(item: ItemView, *, layout: Layout) -> Iterator[str]:
    yield from (item.title, item.when, item.tag, item.state_label, f"{item.minutes} min" if item.minutes else "")
    if item.folded:
        yield "What bears on it" if layout == "fit" else ""
        return
    unlabelled: set[str] = {"evidence"} if layout == "fit" else set()
    if layout == "deciders" and item.kind in labels().decided:
        unlabelled = {column.roles[0] for column in labels().deciders}
        yield from (column.title for column in labels().deciders)
    for block in item.blocks:
        yield from _block(block, labelled=block.role not in unlabelled)
    if item.shared:
        yield "Unmarked lines rest on"


def _block(block: BlockView, *, labelled: bool) -> Iterator[str]:
    if labelled:
        yield block.label
    if not block.folded:
        yield from (claim.text for claim in block.claims)
