"""Words with boxes -> glyphs: baselines, sizes and weights are estimated, bullets found, look-alikes mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from loopready.model import Picture, Word
from loopready.reading.pdf.glyphs import Glyph, Style
from loopready.reading.scan.bullets import FULL_LETTER, bullet_before, is_bullet_blob
from loopready.reading.scan.grey import Ink
from loopready.reading.scan.mending import glued_bullet, is_bullet_like, mended

_INK = 150
_ASCENDING = frozenset("bdfhkltß0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜÉÈÀÇ&@#%?!/()[]")
_DESCENDING = frozenset("gjpqyQ,;()[]/|@$§ç_")
_CAPITAL = 0.71
"""Height of capitals, ascenders and figures in parts of the letters' size, over the usual text faces."""
_SMALL = 0.51
"""The same for letters without ascender."""
_APART = 1.3
"""Gap in letter sizes from which on two words of one line are two stretches."""
_SAME_SIZE = 0.09
_HEAVY = 1.19
"""Stroke of bold letters, in parts of the page's usual one."""
_MOST_HEAVY = 0.25
_CHANGE, _CHANGE_AT_SIGN = 0.9, 0.5
_PARTING = ",:;|·•-–—(/"
_NOISE = 0.35
_DOT_LIKE = frozenset("-«»*+¢°~.:·•")
_DOT = 0.22
_ROUND = 1.2
_SIGN = 0.45
_LOOSE = 0.8
"""Share of a box's height that its ink fills where an engine's word for a tight box is taken."""
_MARK = re.compile(r"•|[^\W\d_]|[^\w\s]{1,2}|[^\w\s][a-z]|[a-z][^\w\s]")
_ARTICLES = ("a", "A", "I")
_SAME_EDGE = 0.35
_YEAR = re.compile(r"(?:19|20)\d\d\W?$|\d[./-]\d\d\W?$")


@dataclass(slots=True)
class Stretch:
    """Words side by side on one baseline. ``y`` and the letters' ``size`` in pixels."""

    words: list[Word]
    y: float = 0.0
    size: float = 0.0


def glyphs_of(words: Sequence[Word], picture: Picture) -> list[Glyph]:
    """The glyphs of a recognised page, in points, letters spread evenly over their word's box."""
    ink = _ink(picture)
    stretches = _stretches(_of_one_line([_tightened(word, ink) for word in words if _is_text(word)]))
    for stretch in stretches:
        _measure(stretch)
    stretches = [stretch for stretch in stretches if stretch.size > 0]
    _dotted(stretches, ink)
    _even_sizes(stretches)
    _bulleted(stretches, ink)
    _bulleted_alike(stretches)
    usual = _usual_stroke(stretches, ink)
    scale = 72.0 / picture.dpi
    out: list[Glyph] = []
    for stretch in stretches:
        size = round(stretch.size * scale, 1)
        texts = mended([word.text for word in stretch.words])
        weights = _bold(stretch, usual, ink) if usual > 0 else [False] * len(texts)
        for word, text, bold in zip(stretch.words, texts, weights, strict=True):
            style = Style(size=size, bold=bold, italic=False, colour=(0, 0, 0), font="scan")
            out += _letters(text, word, stretch.y, style, scale)
    return out


def confidence_of(words: Sequence[Word]) -> float:
    """Mean confidence over the letters; 0 where there are none."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _ink(picture: Picture) -> Ink:
    grey = np.frombuffer(picture.pixels, dtype=np.uint8).reshape(picture.height, picture.width)
    return np.asarray(grey < _INK)


def _is_text(word: Word) -> bool:
    """Whether a word is more than the speckles, rules and pictures that an engine takes for letters."""
    if word.x1 <= word.x0 or word.y1 <= word.y0:
        return False
    if any(letter.isalnum() for letter in word.text):
        return word.confidence >= 0.2 or len(word.text) > 3
    return word.confidence >= _NOISE or is_bullet_like(word.text) or len(word.text) == 1


def _of_one_line(words: Sequence[Word]) -> list[Word]:
    """The words without those much higher than wide for their letters: a column of bullets taken for one word."""
    return [word for word in words if len(word.text) < 3 or word.y1 - word.y0 < 1.6 * (word.x1 - word.x0)]


def _tightened(word: Word, ink: Ink) -> Word:
    """The word with its box ending where the ink does.

    Why also where the engine calls it tight: in rows of a table it may give a word the height of its cell.
    """
    crop = _crop(ink, word.x0, word.y0, word.x1, word.y1)
    rows, columns = np.nonzero(crop.sum(axis=1) > 0)[0], np.nonzero(crop.any(axis=0))[0]
    if not len(rows) or not len(columns):
        return word
    x0, y0 = max(0, int(word.x0)), max(0, int(word.y0))
    box = {"x0": x0 + columns[0], "x1": x0 + columns[-1] + 1, "y0": y0 + rows[0], "y1": y0 + rows[-1] + 1}
    if word.tight and rows[-1] + 1 - rows[0] > _LOOSE * (word.y1 - word.y0):
        return word
    return word.model_copy(update={key: float(value) for key, value in box.items()})


def _crop(ink: Ink, x0: float, y0: float, x1: float, y1: float) -> Ink:
    return ink[max(0, int(y0)) : max(0, round(y1)), max(0, int(x0)) : max(0, round(x1))]


def _stretches(words: Sequence[Word]) -> list[Stretch]:
    """The words of each of the engine's lines, parted at wide gaps."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    out: list[Stretch] = []
    for line in lines.values():
        line.sort(key=lambda word: word.x0)
        height = median(word.y1 - word.y0 for word in line)
        last: Word | None = None
        for word in line:
            if last is None or word.x0 - last.x1 > _APART * 1.2 * height:
                out.append(Stretch([]))
            out[-1].words.append(word)
            last = word
    return out


def _measure(stretch: Stretch) -> None:
    """Baseline and size from the words whose letters tell them."""
    known = [word for word in stretch.words if any(letter.isalnum() for letter in word.text)] or stretch.words
    on_line = [word.y1 for word in known if not _DESCENDING & set(word.text)]
    height = median(word.y1 - word.y0 for word in known)
    stretch.y = median(on_line) if on_line else median(word.y1 for word in known) - 0.2 * height
    sizes: list[float] = []
    for word in known:
        part = _CAPITAL if _ASCENDING & set(word.text) else _SMALL
        sizes += [(stretch.y - word.y0) / part] * max(1, len(word.text))
    stretch.size = max(0.0, median(sizes))


def _even_sizes(stretches: Sequence[Stretch]) -> None:
    """Sizes that differ by no more than the estimate's own error become one: around the commonest size, then around the next."""
    left = list(stretches)
    while left:
        counts = [(sum(_letters_of(other) for other in left if _same_size(stretch, other)), -i) for i, stretch in enumerate(left)]
        centre = left[-max(counts)[1]].size
        group = [stretch for stretch in left if abs(stretch.size - centre) <= _SAME_SIZE * centre]
        middle = median(stretch.size for stretch in group for _ in range(_letters_of(stretch)))
        for stretch in group:
            stretch.size = middle
        left = [stretch for stretch in left if all(stretch is not other for other in group)]


def _same_size(stretch: Stretch, other: Stretch) -> bool:
    return abs(stretch.size - other.size) <= 0.5 * _SAME_SIZE * stretch.size


def _letters_of(stretch: Stretch) -> int:
    return sum(len(word.text) for word in stretch.words)


def _bulleted(stretches: Sequence[Stretch], ink: Ink) -> None:
    """Bullets that were taken for letters, or not seen at all, stand before their text."""
    for stretch in stretches:
        first = stretch.words[0]
        if len(stretch.words) > 1 and is_bullet_like(first.text):
            crop = _crop(ink, first.x0, first.y0, first.x1, first.y1)
            if not first.text.isalnum() or is_bullet_blob(crop, size=stretch.size, full=FULL_LETTER):
                stretch.words[0] = first.model_copy(update={"text": "•"})
            continue
        if glued_bullet(first.text):
            stretch.words[:1] = _parted(first)
            continue
        box = bullet_before(ink, x=first.x0, y=stretch.y, size=stretch.size)
        if box is not None and not _taken(box, stretches, stretch):
            x0, y0, x1, y1 = box
            stretch.words.insert(0, Word(text="•", x0=x0, y0=y0, x1=x1, y1=y1, confidence=1.0, line=first.line))


def _bulleted_alike(stretches: Sequence[Stretch]) -> None:
    """One or two letters or signs are a bullet where they and the text behind them stand just below other bullets and their text.

    Several such letters in one column are bullets even where none was seen for certain. Why not by their ink alone: noise and blur eat at
    a bullet until it is no rounder than an ``e``.
    """
    short = [stretch for stretch in stretches if len(stretch.words) > 1 and _MARK.fullmatch(stretch.words[0].text)]
    for stretch in short:
        first, text = stretch.words[0], stretch.words[1].text
        column = [other for other in short if _same_marks(stretch, other)]
        sure = any(other.words[0].text == "•" for other in column)
        if first.text != "•" and (text[:1].isupper() or text[:1].isdigit()) and (sure or len(column) > 2) and first.text not in _ARTICLES:
            stretch.words[0] = first.model_copy(update={"text": "•"})


def _same_marks(stretch: Stretch, other: Stretch) -> bool:
    """Whether the first words of two stretches are centred on one line and their second words begin at one edge."""
    near = _SAME_EDGE * max(stretch.size, other.size)
    one, two = stretch.words, other.words
    return abs(one[0].x0 + one[0].x1 - two[0].x0 - two[0].x1) < 2 * near and abs(one[1].x0 - two[1].x0) < near


def _dotted(stretches: Sequence[Stretch], ink: Ink) -> None:
    """Dots between words of a line that were taken for other signs.

    The ink tells a dot from a short dash. A sign after a year is left as it is, and all signs of a line with several dots are dots.
    """
    for stretch in stretches:
        words = stretch.words
        signs = [i for i in range(1, len(words)) if len(words[i].text) == 1 and words[i].text in _DOT_LIKE]
        dots = [i for i in signs if i < len(words) - 1 and not _YEAR.search(words[i - 1].text) and _is_dot(words[i], stretch, ink)]
        if len(dots) >= 2 and 2 * len(dots) > len(signs):
            dots = [i for i in signs if words[i].x1 - words[i].x0 <= _SIGN * stretch.size]
        for i in dots:
            words[i] = words[i].model_copy(update={"text": "·"})


def _is_dot(word: Word, stretch: Stretch, ink: Ink) -> bool:
    """Whether the ink amid a sign's box is a dot at half the letters' height. The box may hold ends of the letters beside it too."""
    crop = _crop(ink, word.x0, word.y0, word.x1, word.y1)
    columns = np.nonzero(crop.any(axis=0))[0]
    if not len(columns):
        return False
    middle = crop.shape[1] / 2
    runs = np.split(columns, np.nonzero(np.diff(columns) > 1)[0] + 1)
    run = min(runs, key=lambda part: abs(float(part[0] + part[-1] + 1) / 2 - middle))
    rows = np.nonzero(crop[:, run[0] : run[-1] + 1].any(axis=1))[0]
    width, height = float(len(run)), float(rows[-1] - rows[0] + 1)
    above = (stretch.y - max(0, int(word.y0)) - float(rows[0] + rows[-1] + 1) / 2) / stretch.size
    return max(width, height) <= _DOT * stretch.size and width <= _ROUND * height and 0.2 <= above <= 0.45


def _parted(word: Word) -> list[Word]:
    """A bullet and the word it was glued to."""
    cut = word.x0 + (word.x1 - word.x0) / len(word.text)
    bullet = word.model_copy(update={"text": "•", "x1": cut})
    return [bullet, word.model_copy(update={"text": word.text[1:], "x0": cut})]


def _taken(box: tuple[float, float, float, float], stretches: Sequence[Stretch], mine: Stretch) -> bool:
    middle, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(word.x0 <= middle <= word.x1 and word.y0 <= y <= word.y1 for other in stretches if other is not mine for word in other.words)


def _stroke(word: Word, size: float, ink: Ink) -> float:
    """Mean length of the runs of ink along the word's rows, in parts of its size."""
    crop = _crop(ink, word.x0, word.y0, word.x1, word.y1)
    if not crop.size or size <= 0:
        return 0.0
    starts = int(crop[:, 0].sum()) + int((crop[:, 1:] & ~crop[:, :-1]).sum())
    return float(crop.sum()) / starts / size if starts else 0.0


def _usual_stroke(stretches: Sequence[Stretch], ink: Ink) -> float:
    """The stroke of most of the page's letters."""
    values = [
        stroke
        for stretch in stretches
        for word in stretch.words
        if word.text != "•"
        for stroke in [_stroke(word, stretch.size, ink)] * len(word.text)
    ]
    return median(values) if values else 0.0


def _bold(stretch: Stretch, usual: float, ink: Ink) -> list[bool]:
    """Which words are bold: the labelling that fits the strokes best, where a change of weight costs, less so beside a sign.

    Why not word by word: the strokes of single words differ by as much as bold from regular.
    """
    words = stretch.words
    costs = {False: 0.0, True: 0.0}
    paths: dict[bool, list[bool]] = {False: [], True: []}
    for i, word in enumerate(words):
        over = _stroke(word, stretch.size, ink) / usual - _HEAVY if any(letter.isalnum() for letter in word.text) else 0.0
        worth = len(word.text) * min(_MOST_HEAVY, max(-_MOST_HEAVY, over))
        parted = i > 0 and (words[i - 1].text[-1] in _PARTING or word.text[0] in _PARTING)
        change = _CHANGE_AT_SIGN if parted else _CHANGE
        best, ways = {}, {}
        for bold in (False, True):
            stay, turn = costs[bold], costs[not bold] + (change if i else 0.0)
            ways[bold] = [*paths[bold if stay <= turn else not bold], bold]
            best[bold] = min(stay, turn) + (max(0.0, -worth) if bold else max(0.0, worth))
        costs, paths = best, ways
    return paths[costs[True] < costs[False]]


def _letters(text: str, word: Word, y: float, style: Style, scale: float) -> list[Glyph]:
    step = (word.x1 - word.x0) / len(text)
    return [
        Glyph(letter, (word.x0 + i * step) * scale, (word.x0 + (i + 1) * step) * scale, y * scale, style, space_before=i == 0)
        for i, letter in enumerate(text)
    ]
