"""The skills sections -> groups of keywords."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from loopready.model import Document, Leaf, SkillGroup
from loopready.reading import lexicon
from loopready.reading.cv.headings import guess_kind
from loopready.reading.cv.items import Item, items_of, leaf_of
from loopready.reading.cv.lines import CvLine

_LABEL = re.compile(r"([^:|,;]{2,44}?)\s*:(?:\s+|$)")
_SPLIT = re.compile(r"\s*[，、،]\s*|\s*[,;|·•∙⋅●‣▪/]\s+|\s+[|·•∙⋅●‣▪]\s*|\s*[|•‣▪]\s*|,(?=\S)(?!\d)")
_RATING = re.compile(r"[\s(]*[●○•◦★☆■□▪▫⬤◉◯▮▯]{2,}\)?\s*$|\s+\d{1,3}\s?%$")
_DOTS = re.compile(r"[●○•◦★☆■□▪▫⬤◉◯▮▯](?:\s?[●○•◦★☆■□▪▫⬤◉◯▮▯]){2,}")
_SCORE = re.compile(r"(?:level|niveau|nivel)?\s*\d{1,3}\s*(?:%|/\s*\d{1,3})|(?:level|niveau|nivel)\s*\d|[abc][12]")
_EDGES_APART = 2.0
"""Points by which the left edges of one column's values may differ."""
_EDGE = " \t\n.,;:|·•-–—*"


def skills_of(document: Document, lines: Sequence[CvLine], *, title: CvLine | None = None, cut: int = 0) -> list[SkillGroup]:
    """The groups of a skills section, in order. A heading that names a group rather than skills in general labels it.

    ``cut``: length of the heading where its content stands on the same line.
    """
    out: list[SkillGroup] = []
    lines = [line for line in lines if not _is_level(line.body)]
    label: Leaf | None = None
    end = title.start + cut if title is not None and cut else title.end if title is not None else 0
    if title is not None and guess_kind(document.text[title.start : end]) in (None, "languages", "other"):
        label = leaf_of(document, title.start, end)
    loose: list[Leaf] = []
    edges = _value_edges(lines)
    for item in _items(lines):
        name, start = _label(document, item, edges)
        if name is not None and start >= item.end:
            _close(out, label, loose)
            label, loose = name, []
            continue
        if name is None and _is_title(item, lines):
            _close(out, label, loose)
            label, loose = item.leaf(document), []
            continue
        if name is not None:
            _close(out, label, loose)
            label, loose = None, []
            words = _keywords(document, item, start)
            if words:
                out.append(SkillGroup(name=name, keywords=tuple(words)))
                label = None
            continue
        loose += _keywords(document, item, item.start)
    _close(out, label, loose)
    return out


def _items(lines: Sequence[CvLine]) -> list[Item]:
    """The section's items; a list that runs on over a line's end is one."""
    out: list[Item] = []
    marked = 2 * sum(1 for line in lines if line.bullet) > len(lines)
    for item in itertools.chain.from_iterable(map(_by_label, items_of(lines))):
        if out and (_runs_on(out[-1], item) or (marked and _is_rest(out[-1], item))):
            out[-1].lines += item.lines
        else:
            out.append(item)
    return out


def _by_label(item: Item) -> list[Item]:
    """An item's stretches that begin with a label such as ``Tools:``."""
    out = [Item([item.lines[0]], item.bulleted)]
    labelled = _LABEL.match(item.lines[0].body)
    for line in item.lines[1:]:
        match = _LABEL.match(line.text)
        called = labelled and match and line.text[:1].isupper() and match.end() < len(line.text)
        if called or (_leads_boldly(line) and _leads_boldly(item.lines[0])) or _same_columns(item.lines[0], line):
            out.append(Item([line], False))
        else:
            out[-1].lines.append(line)
    return out


def _same_columns(first: CvLine, line: CvLine) -> bool:
    """Whether both lines are a group's name and, at one edge behind a wide gap, its keywords."""
    pairs = [one.cells for one in (first, line) if len(one.cells) > 1 and one.cells[1].gap and not _SPLIT.search(one.cells[0].text + " ")]
    return len(pairs) == 2 and abs(pairs[0][1].x0 - pairs[1][1].x0) < _EDGES_APART and pairs[0][0].style == pairs[1][0].style


def _leads_boldly(line: CvLine) -> bool:
    """Whether a line begins with a few words in bold and goes on in plain letters, as a group's name and its keywords do."""
    first, *rest = line.cells
    return first.style[1] and bool(rest) and not any(cell.style[1] for cell in rest) and not _SPLIT.search(first.text + " ")


def _is_rest(above: Item, item: Item) -> bool:
    """In a list whose things are marked: whether an unmarked line below a mark is what did not fit on the line above."""
    last, first = above.lines[-1], item.lines[0]
    return (
        above.bulleted
        and not item.bulleted
        and first.gap < 0.2
        and not first.jump
        and first.style == last.style
        and abs(first.x0 - last.x0) < 20
        and _LABEL.match(first.text) is None
        and last.x1 > last.x0 + 0.5 * (last.right - last.x0)
    )


def _runs_on(above: Item, item: Item) -> bool:
    last, first = above.lines[-1], item.lines[0]
    if (
        item.bulleted
        or first.gap > 0.5
        or first.jump
        or abs(first.size - last.size) > 0.6
        or _LABEL.match(first.text)
        or first.bold != last.bold
    ):
        return False
    if _leads_boldly(first) and _leads_boldly(above.lines[0]):
        return False
    if abs(first.x0 - last.x0) > 30 or (len(above.lines[0].cells) > 1 and any(cell.gap for cell in first.cells)):
        return False
    parted = _SPLIT.search(last.text)
    open_end = last.text.rstrip()[-1:] in ",;|·•/&" or first.text[:1].islower() or first.text[:1] in ",|·•/"
    wide = last.x1 > last.x0 + 0.6 * (last.right - last.x0)
    return bool(parted) and (open_end or (wide and bool(_SPLIT.search(first.text) or len(first.text) < 40)))


def _close(out: list[SkillGroup], label: Leaf | None, words: list[Leaf]) -> None:
    if words or label is not None:
        out.append(SkillGroup(name=label if words else None, keywords=tuple(words) or ((label,) if label else ())))


def _value_edges(lines: Sequence[CvLine]) -> list[float]:
    """Left edges of columns of values beside labels, as lists with separators show them."""
    return [
        line.cells[1].x0
        for line in lines
        if len(line.cells) == 2 and line.cells[1].gap and not _SPLIT.search(line.cells[0].text) and _SPLIT.search(line.cells[1].text)
    ]


def _label(document: Document, item: Item, edges: Sequence[float]) -> tuple[Leaf | None, int]:
    """A group's label and where its keywords start. ``edges``: where values begin beside labels."""
    text = document.text[item.start : item.end]
    match = _LABEL.match(text)
    if match and "\n" not in match.group(1) and "(" not in match.group(1).split(")")[-1]:
        return leaf_of(document, item.start, item.start + match.end(1)), item.start + match.end()
    first = item.lines[0]
    cells = [cell for cell in first.cells if cell.end > item.start]
    if len(cells) > 1 and cells[0].style[1] and not any(cell.style[1] for cell in cells[1:]) and not _SPLIT.search(cells[0].text + " "):
        return leaf_of(document, max(cells[0].start, item.start), cells[0].end), cells[1].start
    beside = len(cells) == 2 and cells[1].gap and not _SPLIT.search(cells[0].text)
    if beside and any(abs(cells[1].x0 - edge) < _EDGES_APART for edge in edges):
        return leaf_of(document, max(cells[0].start, item.start), cells[0].end), cells[1].start
    return None, item.start


def _is_title(item: Item, lines: Sequence[CvLine]) -> bool:
    """Whether a line of its own heads the keywords below it: bolder or larger than they are, or the bullet above deeper ones."""
    line = item.lines[0]
    if len(item.lines) > 1 or len(line.text) > 44 or _SPLIT.search(line.body):
        return False
    later = [other for other in lines if other.index > line.index]
    if not later or any(cell.gap for cell in line.cells if cell.start > line.start + line.bullet):
        return False
    below = later[0]
    if item.bulleted:
        return bool(below.bullet) and below.x0 > line.x0 + 6
    return (line.bold and not below.bold) or line.size > below.size + 0.9


def _keywords(document: Document, item: Item, start: int) -> list[Leaf]:
    text = document.text
    listed = _SPLIT.search(text[start : item.end].replace("\n", " ")) is not None
    cuts: list[tuple[int, int]] = []
    for n, line in enumerate(item.lines):
        cuts += [(max(start, cell.start), cell.end) for cell in _cells(line) if cell.end > start] if not listed else []
        if listed and n == 0:
            cuts.append((start, item.end))
    if not listed and item.bulleted and all(len(_cells(line)) == 1 for line in item.lines):
        cuts = [(start, item.end)]
    out: list[Leaf] = []
    for low, high in cuts:
        for a, b in _split(text, low, high):
            leaf = leaf_of(document, a, b)
            if leaf is not None and any(letter.isalnum() for letter in leaf.value) and not _is_level(leaf.value):
                out.append(leaf)
    return out


def _is_level(text: str) -> bool:
    """Whether the words say how well something is known ("Expert", "Very good", "4/5")."""
    low = lexicon.flat(text).strip(" ()[].")
    return low in lexicon.words("cv_words", "levels") or _SCORE.fullmatch(low) is not None


def _cells(line: CvLine) -> list[CvCell]:
    """The line's stretches between wide gaps."""
    out: list[CvCell] = []
    for cell in line.cells:
        if out and not cell.gap:
            out[-1] = CvCell(out[-1].start, cell.end)
        else:
            out.append(CvCell(cell.start, cell.end))
    return out


class CvCell:
    """A stretch of a line."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end


def _split(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """The keywords between separators that stand outside brackets."""
    part = text[low:high]
    flat = _DOTS.sub(lambda match: "," + " " * (len(match.group()) - 1), part.replace("\n", " "))
    depth, levels = 0, []
    for letter in flat:
        depth += letter in "(["
        levels.append(depth)
        depth -= letter in ")]" and depth > 0
    out: list[tuple[int, int]] = []
    start = 0
    for match in [*_SPLIT.finditer(flat), None]:
        if match is not None and levels[match.start()] > 0 and ")" in flat[match.start() :]:
            continue
        end = match.start() if match is not None else len(flat)
        word = flat[start:end]
        rating = _RATING.search(word)
        stop = start + (rating.start() if rating else len(word))
        a, b = start, stop
        while a < b and flat[a] in _EDGE:
            a += 1
        while b > a and flat[b - 1] in _EDGE:
            b -= 1
        if b > a:
            out.append((low + a, low + b))
        start = match.end() if match is not None else end
    return out
