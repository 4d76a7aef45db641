"""A page for formats that can not fold: what is open comes first, what folds follows in depth."""

from __future__ import annotations

from dataclasses import replace

from loopready.rendering.view import Group, ItemView, Page, SectionView


def linear(page: Page) -> Page:
    """The page with its folded items and blocks moved to ``depth``, section by section, and named where they stood.

    Why: a brief of 20 minutes' reading holds several times as much in its folds; in place they would bury it on paper.
    """
    sections, depth = [], []
    for section in page.sections:
        opened, folded = _split(section)
        sections.append(opened)
        if folded.groups:
            depth.append(folded)
    return replace(page, sections=tuple(sections), depth=tuple(depth))


def _split(section: SectionView) -> tuple[SectionView, SectionView]:
    opened, deep = [], []
    rows = section.layout == "fit"
    for group in section.groups:
        if group.form == "sessions":
            opened.append(replace(group, items=tuple(map(_unfolded, group.items))))
            continue
        shown = tuple(_row(item) if rows and item.folded else _open_part(item) for item in group.items if rows or not item.folded)
        if shown:
            opened.append(replace(group, items=shown))
        deep += [part for part in (_folded_part(item, row=rows) for item in group.items) if part.blocks]
    further = tuple((item.title, item.anchor) for item in section.items if item.folded and not rows)
    main = replace(section, groups=tuple(opened), further=further)
    below = (Group(form="cards", kind="depth", items=tuple(deep)),) if deep else ()
    return main, replace(section, layout="cards", intro="", groups=below, scope=(), readiness=())


def _unfolded(item: ItemView) -> ItemView:
    return replace(item, blocks=tuple(replace(block, folded=False, label="") for block in item.blocks))


def _open_part(item: ItemView) -> ItemView:
    blocks = tuple(block for block in item.blocks if not block.folded)
    return replace(item, blocks=blocks)


def _row(item: ItemView) -> ItemView:
    """A folded row of the fit: it keeps its place in the table with its evidence."""
    return replace(item, folded=False, blocks=tuple(replace(block, folded=False) for block in item.blocks if block.role == "evidence"))


def _folded_part(item: ItemView, *, row: bool) -> ItemView:
    if item.folded and row:
        return replace(item, folded=False, blocks=tuple(replace(block, folded=False) for block in item.blocks if block.role != "evidence"))
    if item.folded:
        return replace(item, folded=False, blocks=tuple(replace(block, folded=False) for block in item.blocks))
    blocks = tuple(replace(block, folded=False) for block in item.blocks if block.folded)
    return replace(item, blocks=blocks, state="", state_label="", tag="", minutes=None)
