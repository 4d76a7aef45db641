"""Characters -> pieces: stretches of text on one baseline without a wide gap."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from loopready.reading.marks import is_bullet, is_icon
from loopready.reading.pdf.glyphs import Glyph, Style

_PIECE_GAP = 0.9
"""Gap in letter heights from which on two stretches are two pieces."""
_WORD_GAP = 0.17
_TAG_GAP = 0.5
_MOST_PAIRS = 20_000
_MOST = 3000
"""Stretches of a page from which on bullets are not looked for."""


@dataclass(slots=True)
class Part:
    """A stretch of a piece in one style; ``gap`` where a gap wider than a word space stands before it."""

    text: str
    x0: float
    x1: float
    style: Style
    gap: bool = False
    space: bool = False


@dataclass(slots=True)
class Piece:
    """Text on one baseline. y grows downwards; points."""

    parts: list[Part]
    x0: float
    x1: float
    y: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The piece's text."""
        return "".join((" " if part.space else "") + part.text for part in self.parts)

    @property
    def top(self) -> float:
        """About the upper edge of the letters."""
        return self.y - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """About the lower edge of the letters."""
        return self.y + 0.25 * self.size


def pieces_of(glyphs: Iterable[Glyph]) -> list[Piece]:
    """The pieces of a page's upright glyphs, sorted from top to bottom and left to right."""
    runs = _content_runs(glyphs)
    joined = _join_marks(_merge(runs))
    out = [piece_of(run) for run in joined]
    out.sort(key=lambda piece: (round(piece.y, 1), piece.x0))
    return out


def _content_runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and _follows(last, glyph):
            runs[-1].append(glyph)
        else:
            glyph.space_before = False
            runs.append([glyph])
        last = glyph
    return runs


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = min(last.style.size, glyph.style.size) or 1.0
    larger = max(last.style.size, glyph.style.size)
    gap = glyph.x0 - last.x1
    if glyph.y == last.y and abs(glyph.x0 - last.x0) < 0.05 * larger:
        return True
    if gap < -0.6 * larger and is_rtl(glyph.text) and is_rtl(last.text):
        gap = last.x0 - glyph.x1
    if not -0.6 * larger <= gap <= _PIECE_GAP * max(size, 0.7 * larger):
        return False
    rise = abs(glyph.y - last.y)
    return rise <= 0.15 * size or (size < 0.85 * larger and rise <= 0.5 * larger)


def is_rtl(text: str) -> bool:
    """Whether the text starts with a Hebrew or Arabic letter."""
    return "\u0590" <= text[:1] <= "\u08ff" or "\ufb1d" <= text[:1] <= "\ufdff" or "\ufe70" <= text[:1] <= "\ufefe"


def _span(run: list[Glyph]) -> tuple[float, float, float, float]:
    """x0, x1, baseline and size of a run: those of its largest letters."""
    size = max(glyph.style.size for glyph in run)
    tall = [glyph.y for glyph in run if glyph.style.size > 0.85 * size]
    return min(glyph.x0 for glyph in run), max(glyph.x1 for glyph in run), median(tall), size


def _merge(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs that touch on one baseline become one."""
    spans = [(_span(run), run) for run in runs]
    spans.sort(key=lambda item: (item[0][2], item[0][0]))
    out: list[tuple[tuple[float, float, float, float], list[Glyph]]] = []
    for span, run in spans:
        x0, x1, y, size = span
        for at in range(len(out) - 1, max(-1, len(out) - 12), -1):
            (ox0, ox1, oy, osize), other = out[at]
            small, large = min(size, osize), max(size, osize)
            if abs(y - oy) > (0.2 if small > 0.85 * large else 0.45 if small > 0.5 * large else 0.12) * large:
                continue
            gap = max(x0 - ox1, ox0 - x1)
            if gap < 0 and small > 0.85 * large and _drawn_over(run, other):
                continue
            if -0.5 * large <= gap <= _PIECE_GAP * small or _inside(x0, x1, ox0, ox1):
                merged = sorted([*other, *run], key=lambda glyph: glyph.x0) if not _all_rtl(run, other) else [*other, *run]
                out[at] = (_span(merged), merged)
                break
        else:
            out.append((span, run))
    return [run for _, run in out]


def _drawn_over(run: list[Glyph], other: list[Glyph]) -> bool:
    """Whether two stretches lie over each other, letter upon letter: each is read for itself."""
    if len(run) < 3 or len(other) < 3 or len(run) * len(other) > _MOST_PAIRS:
        return False
    fewer, more = sorted((run, other), key=len)
    hit = sum(1 for glyph in fewer if any(min(glyph.x1, over.x1) - max(glyph.x0, over.x0) > 0.4 * (glyph.x1 - glyph.x0) for over in more))
    return hit > 0.6 * len(fewer)


def _inside(x0: float, x1: float, ox0: float, ox1: float) -> bool:
    return ox0 <= x0 and x1 <= ox1


def _all_rtl(run: list[Glyph], other: list[Glyph]) -> bool:
    return is_rtl(run[0].text) and is_rtl(other[0].text)


def _join_marks(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """A bullet, an icon or a list number joins the text that follows it on its line."""
    spans = sorted(((_span(run), run) for run in runs), key=lambda item: (item[0][2], item[0][0]))
    if len(spans) > _MOST:
        return [run for _, run in spans]
    used: set[int] = set()
    out: list[list[Glyph]] = []
    for i, (span, run) in enumerate(spans):
        if i in used or not _is_mark(run):
            continue
        best, reach = None, 3.6 * max(span[3], 7.0)
        for j, (other, text) in enumerate(spans):
            if j == i or j in used or _is_mark(text) or abs(other[2] - span[2]) > 0.5 * max(other[3], span[3]):
                continue
            gap = other[0] - span[1]
            if -0.5 <= gap < reach:
                best, reach = j, gap
        if best is not None:
            used.update((i, best))
            spans[best][1][0].space_before = True
            out.append([*run, *spans[best][1]])
    out.extend(run for i, (_, run) in enumerate(spans) if i not in used)
    return out


def _is_mark(run: list[Glyph]) -> bool:
    text = "".join(glyph.text for glyph in run)
    return len(text) <= 2 and (is_bullet(text) or is_icon(text) or (text[:-1].isdigit() and text[-1] in ".)"))


def piece_of(run: list[Glyph]) -> Piece:
    """The piece that a run of glyphs from left to right makes: words told apart, parts by style and wide gaps."""
    x0, x1, y, size = _span(run)
    gaps = _gaps(run)
    breaks = _word_breaks(run, gaps)
    wide = _wide_breaks(_in_large_letters(run, gaps), breaks)
    parts: list[Part] = []
    for i, glyph in enumerate(run):
        same = bool(parts) and _alike(parts[-1].style, glyph.style) and i not in wide
        if same:
            parts[-1].text += (" " if i in breaks else "") + glyph.text
            parts[-1].x0, parts[-1].x1 = min(parts[-1].x0, glyph.x0), max(parts[-1].x1, glyph.x1)
        else:
            parts.append(Part(glyph.text, glyph.x0, glyph.x1, glyph.style, gap=i in wide, space=i in breaks))
    return Piece(parts, x0, x1, y, size, run)


def _alike(one: Style, other: Style) -> bool:
    return one is other or (
        one.bold == other.bold and one.italic == other.italic and one.colour == other.colour and abs(one.size - other.size) < 3.2
    )


def _gaps(run: list[Glyph]) -> list[float]:
    out = [0.0]
    for last, glyph in itertools.pairwise(run):
        gap = glyph.x0 - last.x1
        if gap < 0 and is_rtl(glyph.text):
            gap = last.x0 - glyph.x1
        out.append(gap / (max(last.style.size, glyph.style.size) or 1.0))
    return out


def _word_breaks(run: list[Glyph], gaps: list[float]) -> set[int]:
    """Indices of glyphs before which a word ends. Letter-spaced text takes its usual gap as the measure."""
    inner = sorted(gaps[1:])
    usual = inner[len(inner) // 2] if inner else 0.0
    flagged = sum(1 for glyph in run[1:] if glyph.space_before)
    if len(inner) >= 4 and flagged > 0.7 * len(inner):
        middle = inner[len(inner) // 4]
        return {i for i, gap in enumerate(gaps) if i and gap > middle * 1.5 + 0.04}
    spread = usual if usual > 0.07 and len(inner) >= 4 else 0.0
    cut = _widest_step(run, spread) if spread else None
    if cut is not None:
        size = max(glyph.style.size for glyph in run)
        return {i for i, glyph in enumerate(run) if i and gaps[i] * max(run[i - 1].style.size, glyph.style.size) > cut * size}
    return {
        i
        for i, glyph in enumerate(run)
        if i and (gaps[i] > spread + _WORD_GAP or (glyph.space_before and gaps[i] > (spread + 0.06 if spread else -0.2)))
    }


def _widest_step(run: list[Glyph], spread: float) -> float | None:
    """The middle of the widest step between the gaps of letter-spaced text, in heights of its largest letters; None where it is even.

    Why: small capitals are smaller letters with the spacing of the large ones, so that a gap by the letters' own height misleads.
    """
    size = max(glyph.style.size for glyph in run) or 1.0
    widths = sorted((glyph.x0 - last.x1) / size for last, glyph in itertools.pairwise(run))
    steps = [(after - before, (after + before) / 2) for before, after in itertools.pairwise(widths) if before >= 0.6 * spread]
    widest = max(steps, default=(0.0, 0.0))
    return widest[1] if widest[0] > 0.12 else None


def _in_large_letters(run: list[Glyph], gaps: list[float]) -> list[float]:
    """The gaps of small capitals in heights of their large letters, whose spacing they have; other gaps as they are."""
    size = max(glyph.style.size for glyph in run)
    small = [glyph for glyph in run if glyph.style.size < 0.9 * size]
    large = [glyph for glyph in run if glyph.style.size >= 0.9 * size and glyph.text.isalpha()]
    if len(small) < 3 or not large or run[0] in small or not all(glyph.text.isupper() for glyph in large):
        return gaps
    if not all(_alike(glyph.style, run[0].style) for glyph in small):
        return gaps
    return [gap * max(last.style.size, glyph.style.size) / size for gap, last, glyph in zip(gaps, [run[0], *run], run, strict=False)]


def _wide_breaks(gaps: list[float], breaks: set[int]) -> set[int]:
    """Breaks so much wider than the piece's other ones that they part things rather than words."""
    if not breaks:
        return set()
    widths = sorted(gaps[i] for i in breaks)
    usual = min(widths[(len(widths) - 1) // 2], 0.34)
    return {i for i in breaks if gaps[i] > max(_TAG_GAP, 1.75 * usual)}
