"""Lines of a body -> items: a bullet or a paragraph with the lines it was broken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from loopready.model import Document, Leaf
from loopready.reading import lexicon
from loopready.reading.cv.lines import CvLine, is_full, is_open
from loopready.reading.marks import clean, number_length

_SENTENCE_END = ".!?:;"
_SLACK = 1.06


@dataclass(slots=True)
class Item:
    """A bullet or a paragraph."""

    lines: list[CvLine]
    bulleted: bool

    @property
    def start(self) -> int:
        """Offset of its first letter after the bullet."""
        first = self.lines[0]
        return first.start + first.bullet

    @property
    def end(self) -> int:
        """Offset after its last letter."""
        return self.lines[-1].end

    def leaf(self, document: Document) -> Leaf | None:
        """The item's cleaned text and its place; None where nothing is left of it."""
        return leaf_of(document, self.start, self.end)


def leaf_of(document: Document, start: int, end: int) -> Leaf | None:
    """The cleaned text of a stretch of the document; None where nothing is left of it."""
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    value = clean(document.text[start:end]) if end > start else ""
    return Leaf(value=value, source=document.span(start, end)) if value else None


def items_of(lines: Sequence[CvLine]) -> list[Item]:
    """The items of a body, in order."""
    out: list[Item] = []
    lone = _lines_for_themselves(lines)
    for line, following in zip_longest(lines, lines[1:]):
        if out and line.index not in lone and continues(out[-1], line, following):
            out[-1].lines.append(line)
        else:
            out.append(Item([line], bool(line.bullet or number_length(line.text))))
    return out


def _lines_for_themselves(lines: Sequence[CvLine]) -> set[int]:
    """Indices of unmarked lines that are a list, one thing a line: nearly all begin with a capital and none breaks off."""
    out: set[int] = set()
    run: list[CvLine] = []
    for line in [*lines, None]:
        plain = line is not None and not line.bullet and not number_length(line.text)
        if (
            plain
            and line is not None
            and (not run or (line.gap < 0.55 and not line.jump and line.style == run[-1].style and abs(line.x0 - run[0].x0) < 2))
        ):
            run.append(line)
            continue
        starts = [other for other in run if not other.text[:1].islower()]
        broken = [
            other
            for other in run[:-1]
            if other.text[-1] in ",-(" or other.text.rsplit(None, 1)[-1].lower() in lexicon.words("cv_words", "open_ends")
        ]
        stops = [other for other in run[:-1] if other.text[-1] == "."]
        if len(run) > 2 and len(starts) >= 0.8 * len(run) and len(broken) <= 0.1 * len(run) and len(stops) in (0, len(run) - 1):
            out |= {other.index for other in starts}
        run = [line] if plain and line is not None else []
    return out


def continues(item: Item, line: CvLine, following: CvLine | None) -> bool:
    """Whether the line goes on with the item. ``following``: the line below it, None where there is none."""
    above, first = item.lines[-1], item.lines[0]
    if line.bullet or number_length(line.text):
        return False
    if line.index - above.index > 1 and not line.jump:
        return False
    if line.gap > 0.55 and not line.jump:
        return False
    if abs(line.size - above.size) > 1.0 or (line.bold and not above.bold and not above.text[-1:].islower()):
        return False
    if line.style[1:3] != above.style[1:3] and line.style[1:3] != first.style[1:3]:
        return False
    lower = line.text[:1].islower()
    hyphen = above.text[-1:] in "-\u00ad" and above.text[-2:-1].isalpha()
    if line.jump and item.bulleted:
        alike = line.cells[0].style[1:3] == above.cells[-1].style[1:3] and (line.page == above.page or line.x0 > first.x0 + 2)
        return hyphen or lower or (alike and is_full(above, line) and above.text[-1] not in ".!?" and len(item.lines[0].text) > 40)
    if item.bulleted:
        hanging = line.x0 > first.x0 + 2 or line.jump
        if hanging:
            return hyphen or lower or is_full(above, line) or above.text[-1] not in ".!?" or _deeper(item, line)
        return abs(line.x0 - first.x0) <= 2 and (line.jump or line.gap < 0.2) and _goes_on_flush(item, line, following)
    if line.jump:
        return lower and above.text[-1] not in _SENTENCE_END
    if hyphen and lower:
        return True
    return is_full(above, line) or (lower and above.text[-1] not in ".!?" and _broken(above))


def _goes_on_flush(item: Item, line: CvLine, following: CvLine | None) -> bool:
    """Whether a line goes on with a bullet whose sign it stands below: for want of room, an open end, or a place between two bullets."""
    first, above = item.lines[0], item.lines[-1]
    ended, alike = above.text[-1] in _SENTENCE_END, line.style == above.style
    heads_nothing = following is None or bool(following.bullet)
    if line.tight and alike:
        return True
    if (line.text[:1].islower() or above.text[-1] in "-\u00ad") and above.text[-1] not in ".!?":
        return True
    if is_full(above, line, slack=_SLACK) and (
        not line.text[:1].isupper() or (alike and (is_open(above) or (heads_nothing and not ended)))
    ):
        return True
    between = following is not None and following.bullet and following.style == first.style and following.gap < 0.2
    return bool(between) and alike and not line.jump and following is not None and abs(following.x0 - first.x0) <= 2


def _deeper(item: Item, line: CvLine) -> bool:
    """Whether the line starts where the bullet's text does."""
    if len(item.lines) > 1:
        return abs(item.lines[-1].x0 - line.x0) < 3
    return line.x0 > item.lines[0].x0 + 2


def _broken(line: CvLine) -> bool:
    return line.x1 > line.x0 + 0.6 * (line.right - line.x0)
