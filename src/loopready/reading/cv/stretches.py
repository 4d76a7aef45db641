"""An entry's header -> its stretches: what could be seat, firm or place."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from loopready.reading import dates, lexicon
from loopready.reading.cv.entries import STRONG, Entry
from loopready.reading.cv.lines import CvLine, Style, is_full, is_open, joined
from loopready.reading.cv.links import is_url
from loopready.reading.cv.places import ends_on_place, is_place
from loopready.reading.cv.titles import label_of, parting_slashes

_BRACKET = re.compile(r"\s*[(\[](?!(?:hons?|honours|merit|distinction|cum laude)\b)([^()\[\]]*)[)\]]\s*", re.IGNORECASE)
FORM = re.compile(r"(?:inc|llc|ltd|limited|gmbh|ag|corp|co|plc|s\.?a|s\.?l|llp|lp|pty|b\.?v|n\.?v)\.?", re.IGNORECASE)
"""Legal forms of firms."""
_LINK = re.compile(r"(?:at|bei|beim|chez|presso|bij|in|with|for|@)\s+(?=[A-ZÀ-Þ0-9\"'“«])")
_ADDRESS = re.compile(r"\S@\S+\.\w")
_EDGE = " *\t,;:|·•–—-()[]@/.،、，"


@dataclass(slots=True)
class Name:
    """One stretch of a header: ``text`` stands at ``start``-``end`` of the document."""

    text: str
    start: int
    end: int
    line: int
    order: int
    style: Style
    bracketed: bool = False
    label: str = ""
    """``seat``, ``firm``, ``award`` or ``school`` where a label such as ``Position:`` says so."""
    after_dates: bool = False
    """Whether it stands right behind the dates, or in a cell of its own right of them."""


def names_of(entry: Entry) -> list[Name]:
    """The stretches of an entry's header, dates and lengths of time left out."""
    out: list[Name] = []
    for number, line in enumerate(_head_lines(entry)):
        blank, spans = dates.without_dates(line.text), dates.find_dates(line.text)
        label, skip = label_of(line.text)
        blank = " " * skip + blank[skip:]
        if label == "other":
            continue
        told = dates.SENTENCE.search(line.text, spans[-1].end) if spans else None
        if told is not None:
            blank = blank[: told.start()]  # a sentence behind the dates names nothing
        for start, end, bracketed in _stretches(blank, line):
            text = line.text[start:end]
            if any(letter.isalpha() for letter in text) and not dates.is_length(text) and not is_url(text) and not _ADDRESS.search(text):
                style = _style_at(line, start)
                behind = any(span.end <= start and _stands_behind(line, span.end, start) for span in spans)
                out.append(Name(text, line.start + start, line.start + end, number, len(out), style, bracketed, label, behind))
    return out


def _head_lines(entry: Entry) -> list[CvLine]:
    """The header's lines; one that was broken for want of room is one line with the rest of it."""
    out: list[CvLine] = []
    for line in entry.head:
        if out and _goes_on(out[-1], line):
            out[-1] = joined(out[-1], line)
        else:
            out.append(line)
    return out


def _goes_on(above: CvLine, line: CvLine) -> bool:
    if line.start - above.end != 1 or line.bullet or label_of(line.text)[1]:
        return False
    if above.text.count("(") > above.text.count(")"):
        return True
    if is_place(line.text):
        return False
    if any(cell.gap and dates.without_dates(above.text[: cell.start - above.start]).strip() for cell in above.cells[1:]):
        return False
    return (
        not _other_style(above.cells[-1].style, line.cells[0].style)
        and any(abs(edge - line.x0) < 40 for edge in (above.x0, *(cell.x0 for cell in above.cells[1:] if cell.gap)))
        and line.gap < 0.15
        and (_was_full(above, line) or (is_open(above) and above.text[-1] != ","))
        and bool(dates.without_dates(above.text[-24:]).strip())
    )


def _was_full(above: CvLine, line: CvLine) -> bool:
    """Whether a header line ends where it does for want of room: not well short of its column, and not on a place."""
    enough = above.x1 - above.last_x0 > 0.6 * (above.right - above.last_x0)
    return enough and is_full(above, line) and not ends_on_place(above.text)


def _style_at(line: CvLine, at: int) -> Style:
    for cell in line.cells:
        if cell.end > line.start + at:
            return cell.style
    return line.style


def _stands_behind(line: CvLine, end: int, at: int) -> bool:
    """Whether a wide gap, or nothing but a separator, stands between dates that end at ``end`` and what begins at ``at``."""
    return any(cell.gap and cell.start == line.start + at for cell in line.cells) or not line.text[end:at].strip(_EDGE)


def _stretches(blank: str, line: CvLine) -> list[tuple[int, int, bool]]:
    """The stretches of a header line between strong separators, changes of style and brackets."""
    cuts: set[int] = {0, len(blank)}
    edges: list[tuple[int, int]] = []
    for match in STRONG.finditer(blank):
        edges.append(match.span())
    edges += parting_slashes(blank)
    brackets = [match.span(1) for match in _BRACKET.finditer(blank)]
    for cell, following in zip(line.cells, line.cells[1:], strict=False):
        at = following.start - line.start
        between = blank[max(0, cell.end - line.start - 1) : at + 2]
        if (
            (_other_style(cell.style, following.style) and any(mark in between for mark in ",|·–—-:/("))
            or following.gap
            or (_other_style(cell.style, following.style) and len(cell.text.strip()) > 3 and len(following.text.strip()) > 3)
        ):
            cuts.add(at)
    for start, end in edges:
        if not any(low <= start < high for low, high in brackets):
            cuts |= {start, end}
    for low, high in brackets:
        cuts = {cut for cut in cuts if not low < cut < high} | {low, high}
    ordered = sorted(cuts)
    out: list[tuple[int, int, bool]] = []
    for low, high in itertools.pairwise(ordered):
        start, end = _trim(blank, low, high)
        link = _LINK.match(blank, start, end)
        if link and out:
            start = link.end()
        if blank[start:end].lower() in lexicon.words("cv_words", "seat_at_firm"):
            continue
        if end > start and not STRONG.fullmatch(blank[low:high]):
            out.append((start, end, any(low >= a and high <= b for a, b in brackets)))
    return out


def _other_style(one: Style, other: Style) -> bool:
    return one[1:] != other[1:] or abs(one[0] - other[0]) > 0.6


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _EDGE or _private(text[start])):
        start += 1
    while end > start and (text[end - 1] in _EDGE or _private(text[end - 1])):
        end -= 1
    if text[end : end + 1] == ".":
        last = text[start:end].rsplit(" ", 1)[-1]
        end += bool(FORM.fullmatch(last + ".") or "." in last)
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    return start, end


def _private(letter: str) -> bool:
    return "\ue000" <= letter <= "\uf8ff"
