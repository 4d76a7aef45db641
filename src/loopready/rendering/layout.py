"""Items and sections laid out: which blocks fold, which items stand together, which guide items are named once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from loopready.model import Item, QuoteCite, Section
from loopready.rendering.clean import one_line
from loopready.rendering.labels import labels
from loopready.rendering.notes import Notebook
from loopready.rendering.view import BlockView, Group, ItemView, Layout, Note, SectionView

_LAYOUTS: dict[str, Layout] = {"summary": "summary", "deciders": "deciders", "fit": "fit", "plan": "plan"}
_MOST_COLUMNS = 5
_SHARED_FROM = 2
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*[:,·–-]\s*|\s+|$)")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAY = re.compile(rf"(?:{'|'.join(_WEEKDAYS)})\b")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


class Anchors:
    """Anchors of items: made of their ids, unique on the page."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def of(self, id: str) -> str:
        """An anchor for this id; a number follows where another id makes the same letters."""
        name = "i-" + (_UNSAFE.sub("-", id).strip("-") or "item")
        self._used[name] += 1
        return name if self._used[name] == 1 else f"{name}-{self._used[name]}"


def lay_out_item(item: Item, *, notebook: Notebook, anchors: Anchors, tag: str = "", quoted: Note | None = None) -> ItemView:
    """An item with labels, cleaned words and numbered cites."""
    words = labels()
    session = item.kind in words.sessions
    shared = notebook.shared(item, least=_SHARED_FROM)
    blocks = tuple(
        BlockView(
            role=block.role,
            label=_steps(len(block.claims)) if session and item.folded else one_line(words.role(block.role, kind=item.kind)),
            claims=tuple(notebook.claim(claim, led=block.role in words.led, hidden=shared) for claim in block.claims),
            folded=block.role in item.folds or (session and item.folded),
            numbered=block.role in words.numbered and len(block.claims) > 1,
        )
        for block in item.blocks
    )
    when, title = _dated(one_line(item.title), minutes=item.minutes) if session else ("", one_line(item.title))
    return ItemView(
        id=item.id,
        anchor=anchors.of(item.id),
        title=title,
        when=when,
        kind=item.kind,
        blocks=blocks,
        folded=item.folded and bool(blocks) and not session,
        state=item.state or "",
        state_label=one_line(words.state(item.state)) if item.state else "",
        tag=one_line(tag),
        minutes=item.minutes,
        shared=shared,
        quoted=quoted,
    )


def _steps(count: int) -> str:
    return f"{count} step{'s' if count != 1 else ''}"


def _dated(title: str, *, minutes: int | None) -> tuple[str, str]:
    """What a session's title says of the time (``Tue 24 Nov``, ``If you have 20 minutes``) and of its matter, minutes left out."""
    title = title.removesuffix(f": {minutes} minutes") or title
    found = _DAY.match(title)
    if found is None:
        day, comma, rest = title.partition(", ")
        return (day, rest[:1].upper() + rest[1:]) if comma and _WEEKDAY.match(day) else (title, "")
    try:
        on = date.fromisoformat(found.group(1))
    except ValueError:
        return title, ""
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}", title[found.end() :]


def lay_out_section(section: Section, items: Sequence[ItemView], *, intro: str = "") -> SectionView:
    """A section whose neighbouring items of one kind stand together."""
    layout = _LAYOUTS.get(section.id, "cards")
    groups = [group for kind, members in groupby(items, key=lambda item: item.kind) for group in _groups(kind, tuple(members), layout)]
    return SectionView(id=section.id, title=one_line(section.title), intro=intro, layout=layout, groups=tuple(groups))


def _groups(kind: str, items: tuple[ItemView, ...], layout: Layout) -> Iterable[Group]:
    words = labels()
    if layout == "summary":
        return (Group(form="cell", kind=kind, items=items),)
    if kind in words.sessions:
        return (Group(form="sessions", kind=kind, items=items),)
    columns = tuple(dict.fromkeys((block.role, block.label) for item in items for block in item.blocks))
    tabular = kind in words.tables and len(items) > 1 and not any(item.folded for item in items)
    if tabular and columns and len(columns) <= _MOST_COLUMNS:
        return (Group(form="table", kind=kind, items=items, columns=columns),)
    return (Group(form="cards", kind=kind, items=items),)


def quote_of(item: Item) -> QuoteCite | None:
    """The posting's words that are the item's title, where a claim of it cites them."""
    title = one_line(item.title).strip("“”\"' ")
    for block in item.blocks:
        for claim in block.claims:
            for cite in claim.cites:
                if isinstance(cite, QuoteCite) and cite.source == "job" and one_line(cite.quote) == title:
                    return cite
    return None
