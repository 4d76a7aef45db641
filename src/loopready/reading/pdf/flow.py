"""The flows of all pages in reading order: a sidebar's next page follows its first, and so does the main column's."""

from __future__ import annotations

from loopready.reading.pdf.gutters import Strip

_NEAR = 14.0


def in_reading_order(pages: list[list[Strip]]) -> list[Strip]:
    """The strips of all pages; columns of unequal width are carried on over the page break, newspaper columns are not."""
    out: list[Strip] = []
    for strips in pages:
        open_group = _open_columns(out)
        if not open_group or not strips:
            out += strips
            continue
        head = _leading(strips)
        if not _carries_on(open_group, head):
            out += strips
            continue
        for strip in head:
            home = _home(open_group, strip)
            home.rows += strip.rows
        out += strips[len(head) :]
    return out


def _open_columns(out: list[Strip]) -> list[Strip]:
    """The last group of columns, where nothing stands below it."""
    if not out or out[-1].group == 0:
        return []
    group = [strip for strip in out if strip.group == out[-1].group]
    return group


def _leading(strips: list[Strip]) -> list[Strip]:
    first = strips[0]
    if first.group == 0:
        return [first]
    return [strip for strip in strips if strip.group == first.group]


def _carries_on(group: list[Strip], head: list[Strip]) -> bool:
    columns = {strip.column for strip in group}
    if len(columns) < 2:
        return False
    widths = []
    for column in sorted(columns):
        mine = [strip for strip in group if strip.column == column]
        widths.append(max(strip.x1 for strip in mine) - min(strip.x0 for strip in mine))
    if max(widths) < 1.25 * min(widths):
        return False
    return all(_home_or_none(group, strip) is not None for strip in head)


def _home(group: list[Strip], strip: Strip) -> Strip:
    home = _home_or_none(group, strip)
    return home if home is not None else group[-1]


def _home_or_none(group: list[Strip], strip: Strip) -> Strip | None:
    fitting = [other for other in group if abs(other.x0 - strip.x0) <= _NEAR and strip.x1 <= other.x1 + 3 * _NEAR]
    return fitting[-1] if fitting else None
