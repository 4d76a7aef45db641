"""Keeping what is open readable in twenty minutes: less urgent parts are folded until the words are few enough."""

from __future__ import annotations

from collections.abc import Callable

from loopready.model import Item, Section

MOST_WORDS = 4250
"""Words of open claims, titles and labels. Why: pages add some of their own (heads, captions), and the design's limit is 4,500."""
ITEM_LABELS = 4
BLOCK_LABELS = 2

Sections = tuple[Section, ...]
_LATER = ("related", "sources", "loop", "firm", "stories", "drills", "concepts", "asks", "role")
"""Sections whose items may be folded whole, least urgent first."""


def open_words(sections: Sections) -> int:
    """The words that are open: titles of all items, and the claims that no fold hides."""
    return sum(_item_words(item) for section in sections for item in section.items)


def fold_to_fit(sections: Sections, *, most: int = MOST_WORDS) -> Sections:
    """The sections with as many parts folded, least urgent first, as it takes to stay within ``most`` words."""
    for step in _steps():
        if open_words(sections) <= most:
            break
        sections = tuple(step(section) for section in sections)
    return sections


def _item_words(item: Item) -> int:
    count = len(item.title.split()) + ITEM_LABELS
    if item.folded:
        return count
    held = [block for block in item.blocks if block.role not in item.folds]
    return count + sum(BLOCK_LABELS + sum(len(claim.text.split()) for claim in block.claims) for block in held)


def _steps() -> list[Callable[[Section], Section]]:
    whole = [_fold_items(section_id) for section_id in _LATER]
    return [
        *whole,
        _fold_blocks("walkthrough", {"steps", "measure"}),
        _fold_items("plan", keep=3),
        _fold_blocks("questions", {"why"}),
        _fold_blocks("fit", {"parts", "do", "reasons"}, kinds=("nice", "responsibility")),
        _fold_blocks("fit", {"parts", "reasons"}),
        _fold_items("fit", kinds=("responsibility",), states=("met",)),
        _fold_items("fit", kinds=("nice", "responsibility"), states=("met", "partial", "unjudgeable")),
        _fold_blocks("fit", {"do"}),
        _fold_items("fit", kinds=("nice", "responsibility")),
        _fold_items("walkthrough"),
        _fold_items("fit", kinds=("must",), states=("met", "unjudgeable")),
    ]


def _fold_items(
    section_id: str, *, keep: int = 0, kinds: tuple[str, ...] = (), states: tuple[str, ...] = ()
) -> Callable[[Section], Section]:
    def step(section: Section) -> Section:
        if section.id != section_id:
            return section
        made = [
            item.model_copy(update={"folded": True})
            if at >= keep and (not kinds or item.kind in kinds) and (not states or item.state in states)
            else item
            for at, item in enumerate(section.items)
        ]
        return section.model_copy(update={"items": tuple(made)})

    return step


def _fold_blocks(section_id: str, roles: set[str], *, kinds: tuple[str, ...] = ()) -> Callable[[Section], Section]:
    def step(section: Section) -> Section:
        if section.id != section_id:
            return section
        made = [
            item.model_copy(update={"folds": tuple(dict.fromkeys((*item.folds, *sorted(roles))))})
            if not kinds or item.kind in kinds
            else item
            for item in section.items
        ]
        return section.model_copy(update={"items": tuple(made)})

    return step
