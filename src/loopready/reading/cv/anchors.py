"""Which lines of a section hold the dates that open an entry, and which are bullets and running text."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.reading import dates
from loopready.reading.cv.headings import is_inside
from loopready.reading.cv.items import Item, continues
from loopready.reading.cv.lines import CvLine, joined
from loopready.reading.cv.places import is_place
from loopready.reading.dates import DateSpan
from loopready.reading.marks import is_icon, number_length

_FEW_WORDS = 9
"""Words before dates that are set apart, up to which they name something rather than tell it."""


def with_whole_dates(lines: Sequence[CvLine]) -> list[CvLine]:
    """Lines as they are, but one that breaks off before its dates or within them is joined with the rest."""
    out: list[CvLine] = []
    for line in lines:
        dash = line.bullet and line.text[0] in "-–—" and bool(found := dates.find_dates(line.body)) and found[0].start == 0
        near = bool(out) and line.start - out[-1].end <= 2
        if near and (dash or not line.bullet) and (_breaks_date(out[-1], line) or _ends_in_date(out[-1], line)):
            out[-1] = joined(out[-1], line)
        else:
            out.append(line)
    return out


def _ends_in_date(line: CvLine, following: CvLine) -> bool:
    """Whether nothing but the dates of a line that ends in a separator stands on the next: a narrow column parts them."""
    if (
        line.text[-1] not in ",|·–—-"
        or following.gap > 0.3
        or following.jump
        or abs(following.x0 - line.x0) > 3
        or dates.find_dates(line.text)
    ):
        return False
    return (
        following.style == line.cells[-1].style
        and not is_sentence(line.text)
        and not dates.find_dates(line.text)
        and any(is_bare(following, span) for span in dates.find_dates(following.text))
    )


def _breaks_date(line: CvLine, following: CvLine) -> bool:
    tail = line.text[-26:]
    if not tail.strip() or not (
        following.text[:1] in "-–—"
        or following.text[:4].isdigit()
        or tail.rstrip()[-1] in "-–—"
        or tail.split()[-1] in ("to", "bis", "a", "à")
    ):
        return False
    if len(following.text) > 34 or len(line.text) > 120:
        return False
    both = f"{line.text} {following.text}"
    return any(span.start < len(line.text) < span.end and not span.single for span in dates.find_dates(both))


def anchors_in(lines: Sequence[CvLine], *, singles: bool) -> dict[int, DateSpan]:
    """Lines whose dates open an entry: index -> the dates."""
    ranges: dict[int, DateSpan] = {}
    alone: dict[int, DateSpan] = {}
    for i, line in enumerate(lines):
        for span in dates.find_dates(line.text):
            if not _heads_entry(line, span, singles=singles):
                continue
            (alone if span.single else ranges).setdefault(i, span)
            break
    plain = {i: span for i, span in ranges.items() if not lines[i].bullet}
    listed = not plain  # each entry is a bullet
    ranges = plain or ranges
    if not ranges:
        plain_alone = {i: span for i, span in alone.items() if not lines[i].bullet}
        return plain_alone or alone
    running = body_lines(lines, set(ranges))
    for i, span in alone.items():
        if i in ranges or (lines[i].bullet and not (singles and listed)) or (i in running and not listed):
            continue
        like = any(_same_place(lines[i], span, lines[j], other) for j, other in ranges.items())
        if like or (singles and (listed or _distance(i, ranges) > 1)):
            ranges[i] = span
    return ranges


def _distance(i: int, ranges: dict[int, DateSpan]) -> int:
    return min(abs(i - j) for j in ranges)


def _same_place(line: CvLine, span: DateSpan, other: CvLine, theirs: DateSpan) -> bool:
    """Whether two dates stand alike: in the same style, at the same edge of the line, with as much round them."""
    mine, its = _cell_at(line, span), _cell_at(other, theirs)
    if mine is None or its is None or mine.style != its.style:
        return False
    alone, alone_too = is_bare(line, span), is_bare(other, theirs)
    if alone or alone_too:
        return alone and alone_too
    edges = (abs(line.x1 - other.x1) < 6 and span.end >= len(line.text) - 1, abs(line.x0 - other.x0) < 6 and span.start <= 1)
    return any(edges)


def _cell_at(line: CvLine, span: DateSpan):  # type: ignore[no-untyped-def]
    for cell in line.cells:
        if cell.start <= line.start + span.start < cell.end:
            return cell
    return None


def is_bare(line: CvLine, span: DateSpan) -> bool:
    """Whether nothing but the dates stands on the line."""
    rest = line.text[: span.start] + line.text[dates.length_at(line.text, span.end) :]
    return not any(letter.isalnum() for letter in rest)


def _heads_entry(line: CvLine, span: DateSpan, *, singles: bool) -> bool:
    """Whether a date stands as an entry's dates do, rather than within a sentence."""
    text = line.text
    end = dates.length_at(text, span.end)
    if singles and (stop := dates.SENTENCE.search(text, end)) is not None:
        text = text[: stop.start()]  # what is told of a study behind its line
    before, after = text[: span.start].strip(" ([|,·•–—-:"), text[end:].strip(" )]|,·•–—-:.")
    if line.bullet and ((span.single and not singles) or len(text) > 100):
        return False
    if not before or not after:
        rest = before or after
        if span.single:
            return len(rest) < 90 and not is_sentence(rest) and not (after and not before and len(after.split()) > 12)
        return len(rest) < 130 and (not is_sentence(rest) or (bool(before) and _is_set_apart(line, span)))
    if span.single:
        marked = singles and len(after) < 14 and any(letter.isdigit() for letter in after)
        return (is_place(after) or marked) and len(before) < 70
    cell = _cell_at(line, span)
    parted = cell is not None and cell.gap
    return len(before) + len(after) < (120 if parted else 100) and not is_sentence(before) and not is_sentence(after)


def _is_set_apart(line: CvLine, span: DateSpan) -> bool:
    """Whether a line is a head however much it reads as a sentence.

    It begins in bold words without a full stop and its dates are not bold, or a wide gap parts a few such words from the dates.
    """
    cell = _cell_at(line, span)
    head = line.cells[0]
    if cell is None or cell is head or head.text.rstrip().endswith("."):
        return False
    few = not span.single and not line.bullet and len(line.text[: span.start].split()) <= _FEW_WORDS
    return (head.style[1] and not cell.style[1]) or (cell.gap and few)


def is_sentence(text: str) -> bool:
    """Whether the words read as running text."""
    words = text.split()
    if len(words) < 6:
        return False
    lower = sum(1 for word in words if word[:1].islower() and len(word) > 3)
    return lower > 0.45 * len(words) or (text[-1:] == "." and lower > 2)


def body_lines(lines: Sequence[CvLine], anchors: set[int]) -> set[int]:
    """Indices of lines that are bullets, or go on with one. Icons that stand before the line above dates only are no bullets."""
    out: set[int] = set()
    item: Item | None = None
    icons = [i for i, line in enumerate(lines) if line.bullet and is_icon(line.text[:1])]
    if not all(i + 1 in anchors for i in icons):
        icons = []
    for i, line in enumerate(lines):
        if (i in anchors and not line.bullet) or i in icons:
            item = None
            continue
        if line.bullet or number_length(line.text):
            item = Item([line], True)
            out.add(i)
            continue
        following = lines[i + 1] if i + 1 < len(lines) else None
        if item is not None and continues(item, line, following) and not is_inside(line.text.strip(" :")):
            item.lines.append(line)
            out.add(i)
            continue
        item = None
        if is_sentence(line.text) and not line.bold and not _says_firm(lines, i, anchors):
            item = Item([line], False)
            out.add(i)
        elif is_inside(line.text.strip(" :")) and (line.text.rstrip().endswith(":") or line.bold or line.style[2]):
            out.add(i)
    for i in sorted(out):
        _mark_tail(lines, i, out, anchors)
    return out


def _says_firm(lines: Sequence[CvLine], i: int, anchors: set[int]) -> bool:
    """Whether a line that reads as running text tells of the firm: right between a bold line and one of dates alone, without a stop."""
    if i == 0 or i + 1 not in anchors or lines[i].text[-1:] in ".!?:;" or not lines[i].text[:1].isupper():
        return False
    above, line, below = lines[i - 1], lines[i], lines[i + 1]
    close = max(line.gap, below.gap) < 0.5 and not line.jump and not below.jump
    return close and above.bold and not above.bullet and any(is_bare(below, span) for span in dates.find_dates(below.text))


def _mark_tail(lines: Sequence[CvLine], i: int, out: set[int], anchors: set[int]) -> None:
    following = i + 1
    if following < len(lines) and following not in out and following not in anchors:
        line = lines[following]
        if line.text[:1].islower() and line.gap < 0.3 and not line.jump and not lines[i].text.rstrip().endswith("."):
            out.add(following)
