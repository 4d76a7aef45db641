"""Entries of the work sections -> Work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loopready.engines.text import sentences, slug
from loopready.model import DateLeaf, Document, Leaf, Work
from loopready.reading import lexicon
from loopready.reading.cv.entries import Entry
from loopready.reading.cv.fields import Fields, fields_of
from loopready.reading.cv.headings import is_inside
from loopready.reading.cv.items import Item, items_of, leaf_of
from loopready.reading.cv.stretches import Name
from loopready.reading.cv.titles import firm_weight, title_weight
from loopready.reading.dates import Point

_LONG = 100


def works_of(document: Document, entries: Sequence[Entry]) -> list[Work]:
    """One Work per entry; a firm stated once for several seats is given to each."""
    fields = fields_of(entries)
    out: list[Work] = []
    firm: Name | None = None
    place: Name | None = None
    seat: Name | None = None
    for i, (entry, read) in enumerate(zip(entries, fields, strict=True)):
        alone = firm is not None and _is_seat_alone(read, entry, firm, seat)
        said = Fields(title=read.firm, place=read.place) if alone else read
        if _is_break(entry, said):
            continue
        if _is_frame(entry, said, entries, fields, i):
            firm, place = _frame_of(said), said.place
            continue
        own = said.firm
        if own is None and said.title is not None:
            if _is_own_master(said.title):
                firm, place = None, None
            own = firm
        elif own is not None:
            apart = said.title is None or said.title.line != own.line
            firm, place = (own, said.place) if apart else (None, None)
        seat = said.title
        out.append(_work(document, entry, said, own, said.place or (place if said.firm is None else None)))
    return _with_ids(out)


def _is_own_master(title: Name) -> bool:
    """Whether a seat says that nobody employed the person, so that it is none at the firm above."""
    low = f" {lexicon.flat(title.text)} "
    return any(f" {word} " in low for word in lexicon.words("cv_words", "own_master"))


def _is_break(entry: Entry, said: Fields) -> bool:
    """Time without employment that the CV states as an entry ("Career break: caring for a parent")."""
    names = [name for name in (said.title, said.firm) if name is not None]
    texts = [name.text for name in names] or [line.body for line in entry.body[:1]]
    if any(firm_weight(text) > 0.5 and " " in text and text[:1].isupper() for text in texts):
        return False
    listed = lexicon.words("cv_words", "breaks")
    after = r"(?=$|\s*[:(,–—-]|\s+(?:to|for|and|fur|pour|para|per)\b)"
    return any(re.match(re.escape(phrase) + after, lexicon.flat(text.strip())) for text in texts for phrase in listed)


def _is_frame(entry: Entry, said: Fields, entries: Sequence[Entry], fields: Sequence[Fields], i: int) -> bool:
    """A firm with its whole stretch of time, the seats following as entries of their own."""
    if entry.body or i + 1 >= len(entries):
        return False
    both = [name for name in (said.title, said.firm) if name is not None]
    if len(both) > 1 and not all(_is_no_seat(name) for name in both):
        return False
    only = _frame_of(said)
    following = fields[i + 1]
    inner, outer = entries[i + 1].span, entry.span
    if only is None or following.title is None or (following.firm is not None) or inner is None or outer is None:
        return False
    begun = inner.first or inner.last
    if begun is None or outer.first is None:
        return False
    return title_weight(only.text) < 0.6 and begun.value >= outer.first.value[: len(begun.value)]


def _is_seat_alone(said: Fields, entry: Entry, firm: Name, seat: Name | None) -> bool:
    """Whether the only name of an entry in a firm's group is a seat that no list knows: it looks as the seat above it, not as the firm."""
    only = said.firm
    if only is None or said.title is not None or seat is None or not entry.body or firm_weight(only.text) > 0.3:
        return False
    return only.style == seat.style != firm.style


def _is_no_seat(name: Name) -> bool:
    """Whether a name says nothing of a seat: a firm, or a town beside it that no list knows."""
    return title_weight(name.text) <= 0.0 and len(name.text.split()) <= 8


def _frame_of(said: Fields) -> Name | None:
    """The firm of an entry that frames others: what it names first."""
    return min((name for name in (said.title, said.firm) if name is not None), key=lambda name: name.order, default=None)


def _work(document: Document, entry: Entry, said: Fields, firm: Name | None, place: Name | None) -> Work:
    start, end, ongoing = dates_of(document, entry)
    summary, highlights = _told(document, entry)
    lines = entry.lines
    return Work(
        id="",
        name=leaf(document, firm),
        position=leaf(document, said.title),
        location=leaf(document, place),
        start=start,
        end=end,
        ongoing=ongoing,
        summary=summary,
        highlights=tuple(highlights),
        span=document.span(min(line.start for line in lines), max(line.end for line in lines)),
    )


def leaf(document: Document, name: Name | None) -> Leaf | None:
    """A name as a leaf."""
    return leaf_of(document, name.start, name.end) if name is not None else None


def dates_of(document: Document, entry: Entry) -> tuple[DateLeaf | None, DateLeaf | None, bool]:
    """Start, end and whether the entry is ongoing. One date alone is both start and end."""
    span, line = entry.span, entry.anchor
    if span is None or line is None:
        return None, None, False

    def at(point: Point | None) -> DateLeaf | None:
        if point is None:
            return None
        return DateLeaf(value=point.value, source=document.span(line.start + point.start, line.start + point.end))

    start, end = at(span.first), at(span.last)
    if span.single and start is None:
        start = end
    return start, end, span.ongoing


def _told(document: Document, entry: Entry) -> tuple[Leaf | None, list[Leaf]]:
    """The entry's paragraph and its bullets."""
    items = [item for item in items_of(entry.body) if not _is_label(item)]
    if not items:
        return None, []
    bulleted = [item.bulleted or _indented(item, items) for item in items]
    lead: list[Item] = []
    rest = list(items)
    if any(bulleted):
        first = bulleted.index(True)
        lead, rest = items[:first], items[first:]
    elif len(items) <= 2 or all(_sentences(document, item)[1:] for item in items):
        return None, [
            found for item in items for low, high in _sentences(document, item) if (found := leaf_of(document, low, high)) is not None
        ]
    elif len(items) > 1 and _stands_out(items):
        lead, rest = items[:1], items[1:]
    summary = leaf_of(document, lead[0].start, lead[-1].end) if lead else None
    return summary, [found for item in rest if (found := item.leaf(document)) is not None]


def _sentences(document: Document, item: Item) -> list[tuple[int, int]]:
    """Where the item's sentences stand in the document."""
    text = document.text[item.start : item.end].replace("\n", " ")
    return [(item.start + low, item.start + high) for low, high in sentences(text)]


def _is_label(item: Item) -> bool:
    text = item.lines[0].body.strip()
    return len(item.lines) == 1 and len(text) < 40 and is_inside(text.rstrip(": "))


def _indented(item: Item, items: Sequence[Item]) -> bool:
    """Whether a paragraph without a bullet stands further right than the first, as list items do whose bullets are drawn."""
    same = [other for other in items if other.lines[0].page == item.lines[0].page]
    return item.lines[0].x0 > min(other.lines[0].x0 for other in same) + 5 and not items[0].bulleted and items[0] is not item


def _stands_out(items: Sequence[Item]) -> bool:
    lengths = [item.end - item.start for item in items]
    others = lengths[1:]
    return lengths[0] > _LONG and lengths[0] > 1.6 * sum(others) / len(others)


def _with_ids(works: list[Work]) -> list[Work]:
    out: list[Work] = []
    seen: dict[str, int] = {}
    for work in works:
        words = [work.name.value if work.name else "", work.position.value if work.position else "", work.start.value if work.start else ""]
        base = slug(" ".join(word for word in words if word), limit=72)
        seen[base] = seen.get(base, 0) + 1
        out.append(work.model_copy(update={"id": base if seen[base] == 1 else f"{base}_{seen[base]}"}))
    return out
