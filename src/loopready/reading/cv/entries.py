"""Lines of a section -> entries: a header with dates, and the body below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loopready.reading import dates, lexicon
from loopready.reading.cv.anchors import anchors_in, body_lines, is_bare, is_sentence, with_whole_dates
from loopready.reading.cv.headings import is_inside
from loopready.reading.cv.lines import CvLine, Style, is_full, is_open
from loopready.reading.cv.places import ends_on_place, is_place
from loopready.reading.cv.titles import firm_weight, is_department, label_of, leaning, parting_slashes, title_weight
from loopready.reading.dates import DateSpan

STRONG = re.compile(
    r"\s{2,}|\t+|\s*[|·•‣∙⋅●]\s*|\s+[–—-]\s+|\s*[–—]\s*|\s+@\s+|\s+//\s+|:\s+|;\s+|\s~\s|\s+(?:at|bei|beim|chez|presso|bij)\s+(?=[A-ZÀ-Þ0-9\"'“«])"
)
"""What parts seat, firm and place in a header line."""
_MAX_UP = 4
_MAX_DOWN = 3
_MAX_FIRM = 2


@dataclass(slots=True)
class Entry:
    """Header lines, the one with the dates, and the body. ``span`` holds offsets into that line's text."""

    head: list[CvLine]
    anchor: CvLine | None
    span: DateSpan | None
    body: list[CvLine] = field(default_factory=list)

    @property
    def lines(self) -> list[CvLine]:
        """Header and body in reading order."""
        return sorted([*self.head, *self.body], key=lambda line: line.index)


def entries_of(lines: Sequence[CvLine], *, body: Style, singles: bool = False) -> tuple[list[Entry], list[CvLine]]:
    """The entries of a section and the lines before the first. ``singles``: one date alone makes an entry too (education).

    Nothing but its header stands above a section's first dates, so that no later header has more lines above its own.
    """
    lines = with_whole_dates(lines)
    anchors = anchors_in(lines, singles=singles)
    if not anchors:
        return [], list(lines)
    text_lines = body_lines(lines, set(anchors))
    owner: list[int | None] = [None] * len(lines)
    heads: list[list[int]] = []
    free = 0
    order = sorted(anchors)
    most = _MAX_UP
    shape: list[CvLine] = []
    closed: Style | None = None
    commas = 2 * sum(1 for at in order if len(_names(lines[at])) > 1) > len(order)
    for n, at in enumerate(order):
        reach = _reach(lines, at, _above(lines, anchors, at, most), max(free, at - _MAX_UP)) if n else most
        ups = _shaped(lines, _up(lines, at, max(free, at - reach), text_lines, body), shape, body)
        ups = _whole_up(lines, ups, free, text_lines)
        if n == 0:
            most = len(ups) if ups or at == 0 else most
            shape = [lines[i] for i in reversed(ups)]
        limit = len(lines)
        if n + 1 < len(order):
            limit = _opens(lines, anchors, order[n + 1], most, text_lines, at + 1, shape=shape, body=body)
        heads.append([*ups, at])
        downs = _down(lines, at, limit, text_lines, body, heads[-1], commas=commas, closed=closed)
        if n == 0:
            whole = bool(ups) and len(_kinds(lines, heads[0], commas=commas)) > 1 and all(_says_no_name(lines[i]) for i in downs)
            closed = shape[0].style if whole else None
        heads[-1] += downs
        free = max(heads[-1]) + 1
    _give_back(lines, heads, order, text_lines)
    _take_alike(lines, heads, order, text_lines)
    for n in range(1, len(heads)):
        heads[n] = [*_firm_above(lines, heads[n - 1], heads[n], text_lines, body), *heads[n]]
    for n, indices in enumerate(heads):
        for i in indices:
            owner[i] = n
    out = [Entry([lines[i] for i in sorted(indices)], lines[at], anchors[at]) for indices, at in zip(heads, order, strict=True)]
    before: list[CvLine] = []
    current = -1
    starts = {min(indices): n for n, indices in enumerate(heads)}
    for i, line in enumerate(lines):
        if i in starts:
            current = starts[i]
        if owner[i] is not None:
            continue
        if current < 0:
            before.append(line)
        else:
            out[current].body.append(line)
    return out, before


def _above(lines: Sequence[CvLine], anchors: dict[int, DateSpan], at: int, most: int) -> int:
    """How many header lines may stand above these dates: one more where they were pushed below a full header line."""
    pushed = most == 0 and at > 0 and is_bare(lines[at], anchors[at]) and lines[at].x0 > lines[at - 1].x0 + 40
    return 1 if pushed and lines[at - 1].style[:2] == lines[min(anchors)].cells[0].style[:2] else most


def _shaped(lines: Sequence[CvLine], ups: list[int], shape: list[CvLine], body: Style) -> list[int]:
    """The lines above an entry's dates, without those up to the last that is running text where the first entry's header has no such line.

    ``shape``: the lines of the first entry's header above its dates, from the dates upwards. Nothing but its header stands above them.
    The line right above the dates stays.
    """
    n = -1
    for i in reversed(ups):
        if n >= 0 and _forced(lines[i], lines[i + 1]):
            continue
        n += 1
        told = _plain(lines[i], body) or lines[i].style == shape[0].style if shape else False
        if 0 < n < len(shape) and told and lines[i].style != shape[n].style and not _plain(shape[n], body):
            return [j for j in ups if j > i]
    return ups


def _says_no_name(line: CvLine) -> bool:
    """Whether a line of a header says a place, a length of time or dates and nothing else."""
    text = line.text.strip()
    return is_place(text) or dates.is_length(text.strip("()")) or not dates.without_dates(text).strip(" -–()")


def _reach(lines: Sequence[CvLine], at: int, most: int, free: int) -> int:
    """How many lines above these dates hold so many header lines; the rest of a line that was full and a length of time do not count."""
    i, found = at, 0
    while i > free and found < most:
        i -= 1
        found += not (i > free and _forced(lines[i - 1], lines[i])) and not dates.is_length(lines[i].text.strip(" ()"))
    return at - i


def _opens(
    lines: Sequence[CvLine], anchors: dict[int, DateSpan], at: int, most: int, text_lines: set[int], free: int,
    *, shape: list[CvLine], body: Style,
) -> int:  # fmt: skip
    """The first line of the header that these dates belong to: one that was broken for want of room begins a line earlier.

    A place or a length of time that stands close below other lines, with white below it, ends the entry above.
    """
    ups = range(at - _reach(lines, at, _above(lines, anchors, at, most), max(free, at - _MAX_UP)), at)
    first = min(_shaped(lines, list(ups), shape, body), default=at)
    if first + 1 < at and _says_no_name(lines[first]) and lines[first + 1].gap > lines[first].gap + 0.3:
        first += 1
    return _whole_up(lines, [first], free, text_lines)[0] if first < at else first


def _plain(line: CvLine, body: Style) -> bool:
    """Whether the line is set as running text is."""
    size, bold, italic, colour = line.cells[0].style
    return abs(size - body[0]) < 0.6 and bold == body[1] and italic == body[2] and colour == body[3] and not line.mark


def _up(lines: Sequence[CvLine], at: int, free: int, text_lines: set[int], body: Style) -> list[int]:
    """Header lines above the dates."""
    out: list[int] = []
    styled = False
    for i in range(at - 1, free - 1, -1):
        line, below = lines[i], lines[i + 1]
        if i in text_lines or len(out) >= _MAX_UP or (below.gap > 2.6 and not below.jump) or (below.jump and below.page == line.page):
            break
        if len(line.text) > 110 or (_stops(line.text) and len(line.text.split()) > 5):
            break
        plain = _plain(line, body)
        if plain and line.x0 > lines[at].x0 + 8 and line.x1 < lines[at].right - 8 and line.x0 > min(other.x0 for other in lines) + 8:
            break
        if styled and plain and ((out and lines[out[0]].gap > 0.1) or not _names_something(line)):
            break
        if below.gap > 0.5 and not styled and plain and _has_name(lines, [*out, at]):
            break
        styled = styled or not plain
        out.insert(0, i)
    return out


def _whole_up(lines: Sequence[CvLine], ups: list[int], free: int, text_lines: set[int]) -> list[int]:
    """Header lines with the line above that the topmost goes on."""
    while ups and ups[0] > free and ups[0] - 1 not in text_lines and _forced(lines[ups[0] - 1], lines[ups[0]]):
        ups = [ups[0] - 1, *ups]
    return ups


def _firm_above(lines: Sequence[CvLine], before: list[int], head: list[int], text_lines: set[int], body: Style) -> list[int]:
    """The lines of a firm that stand between the last entry's body and a header with a seat alone: they open a group of seats."""
    out: list[int] = []
    for i in range(min(head) - 1, max(before), -1):
        line = lines[i]
        if i in text_lines or line.bullet or len(line.text) > 90 or ":" in line.text or is_inside(line.text):
            break
        out.insert(0, i)
    if not out or len(out) > _MAX_FIRM or out[0] - 1 <= max(before) or len(_kinds(lines, head, commas=False)) > 1:
        return []
    first = lines[out[0]]
    white = first.gap > 0.15 or first.jump
    says = title_weight(first.text) < 0.5 and (firm_weight(first.text) > 0.5 or not _plain(first, body))
    return out if white and says and not is_place(first.text) else []


def _stops(text: str) -> bool:
    """Whether the words end as a sentence does, and not on a firm's legal form."""
    last = text.rsplit(maxsplit=1)[-1]
    return last[-1] in ".;:" and not (firm_weight(text) >= 1.0 and len(last) < 8)


def _has_name(lines: Sequence[CvLine], indices: list[int]) -> bool:
    """Whether the header lines hold at least two things beside dates and places."""
    return sum(len(_names(lines[i])) for i in indices) >= 2


def _names(line: CvLine, *, commas: bool = True) -> list[str]:
    label, skip = label_of(line.text)
    rest = dates.without_dates(line.text)[skip:] if label != "other" else ""
    pieces = [piece for stretch in STRONG.split(rest) if not is_place(stretch) for piece in _by_slash(stretch)]
    parts = [part.strip(" ,|·•–—-():") for piece in pieces for part in (piece.split(", ") if commas else [piece])]
    return [
        part
        for part in parts
        if len(part) > 1 and any(letter.isalpha() for letter in part) and not is_place(part) and not dates.is_length(part)
    ]


def _by_slash(text: str) -> list[str]:
    """The parts between slashes that stand between a seat and what is none."""
    out, start = [], 0
    for low, high in parting_slashes(text):
        out.append(text[start:low])
        start = high
    return [*out, text[start:]]


def _names_something(line: CvLine) -> bool:
    return title_weight(line.text) > 0.5 or firm_weight(line.text) > 0.5 or is_place(line.text)


def _down(
    lines: Sequence[CvLine], at: int, limit: int, text_lines: set[int], body: Style, head: list[int], *, commas: bool, closed: Style | None
) -> list[int]:
    """Header lines below the dates.

    ``closed``: the style of the line above the first entry's dates, where its header has seat and firm and neither of them below.
    """
    out: list[int] = []
    anchor = lines[at]
    for i in range(at + 1, min(limit, at + 1 + _MAX_DOWN)):
        line, above = lines[i], lines[i - 1]
        if i in text_lines or (line.gap > 2.6 and not line.jump):
            break
        if line.jump and line.page == above.page and len(_kinds(lines, [*head, *out], commas=commas)) > 1:
            break
        text = line.text.strip()
        if _says_no_name(line):
            out.append(i)
            continue
        if len(text) > 90 or (_stops(text) and len(text.split()) > 4):
            break
        if label_of(text)[0] or (i == at + 1 and _forced(anchor, line)):
            out.append(i)
            continue
        if closed is not None and (_plain(line, body) or line.style == closed):
            break
        said = _kinds(lines, [*head, *out], commas=commas)
        needed = len(said) < 2 or (i == at + 1 + len(out) and _is_missing(said, line, anchor))
        plain = _plain(line, body)
        wraps = i + 1 < limit and i + 1 not in text_lines and plain and _wraps(line, lines[i + 1])
        unlike = line.style != anchor.style or len(head) == 1
        apart = line.gap > 0.9 and anchor.gap <= line.gap and i + 1 != limit and not _stands_between(lines, i)
        if plain and ((wraps and len(said) < 2) or not needed or apart):
            break
        if not plain and not needed and not unlike:
            break
        if not plain and not needed and i + 1 == limit:
            break
        out.append(i)
    return out


def _stands_between(lines: Sequence[CvLine], i: int) -> bool:
    """Whether as much white stands between a line and the bullets below it as above it, or it has none, so that it opens no text."""
    following = lines[i + 1] if i + 1 < len(lines) else None
    level = following is None or (bool(following.bullet) and following.gap >= lines[i].gap - 0.1)
    return level and lines[i].text[:1].isupper()


def _is_missing(said: list[str], line: CvLine, anchor: CvLine) -> bool:
    """Whether a line below a header with two names says the firm or the seat that neither of them is."""
    text = dates.without_dates(line.text).strip()
    words = [word for word in text.split() if word[:1].isalpha()]
    small = lexicon.words("cv_words", "name_particles") | {"and", "for", "the", "und", "et"}
    if len(words) > 9 or line.bullet or min(abs(line.x0 - cell.x0) for cell in anchor.cells) > 40 or not text or text[-1] in ".;:":
        return False
    if not all(word[:1].isupper() or lexicon.flat(word) in small for word in words):
        return len(words) < 6 and words[0][:1].isupper() and title_weight(text) >= 1.0 and max(map(title_weight, said)) <= 0.3
    firm = firm_weight(text.split(", ", maxsplit=1)[0])
    named = [name for name in said if firm_weight(name) > 0.5 and not is_department(name) and not (firm >= 1.0 > firm_weight(name))]
    if firm > 0.5 and not named and max(map(title_weight, said)) > 0.5:
        return any(is_department(name) for name in said) or title_weight(text) < 0.5
    return title_weight(text) >= 1.0 and all(title_weight(name) <= 0.3 for name in said if name[:1].isupper())


def _forced(line: CvLine, following: CvLine) -> bool:
    """Whether a header line goes on because it was full."""
    if line.text.count("(") > line.text.count(")") and ")" in following.text and not following.bullet:
        return True
    return (
        line.cells[-1].style == following.cells[0].style
        and following.gap < 0.15
        and not following.bullet
        and not label_of(following.text)[1]
        and (_is_wide(line, following) or (is_open(line) and line.text[-1] != ","))
        and bool(dates.without_dates(line.text[-24:]).strip())
        and len(following.text) < 0.8 * len(line.text)
        and not ends_on_place(line.text)
    )


def _is_wide(line: CvLine, following: CvLine) -> bool:
    """Whether a line was broken for want of room, and reaches well over its column."""
    return is_full(line, following) and line.x1 - line.last_x0 > 0.7 * (line.right - line.last_x0)


def _wraps(line: CvLine, following: CvLine) -> bool:
    return following.text[:1].islower() or (len(line.text) > 60 and not following.bullet)


def _kinds(lines: Sequence[CvLine], indices: list[int], *, commas: bool) -> list[str]:
    """The names of a header that could be seat and firm."""
    out: list[str] = []
    for i in indices:
        parted = _names(lines[i])
        by_comma = commas or any(leaning(name) < -0.3 for name in parted)
        for name in parted if by_comma else _names(lines[i], commas=False):
            if out and firm_weight(name) > 1.0 and len(name) < 6:
                continue
            out.append(name)
    return out


def _give_back(lines: Sequence[CvLine], heads: list[list[int]], order: list[int], text_lines: set[int]) -> None:
    """Where most entries have nothing below the dates, a lone one that reaches down takes the next entry's line or its body's: undo it."""
    if len(heads) < 3:
        return
    below = [sum(1 for i in indices if i > at and not is_place(lines[i].text)) for indices, at in zip(heads, order, strict=True)]
    above = [sum(1 for i in indices if i < at) for indices, at in zip(heads, order, strict=True)]
    usual_below = sorted(below)[len(below) // 2]
    usual_above = sorted(above)[len(above) // 2]
    for n, (indices, at) in enumerate(zip(heads, order, strict=True)):
        if usual_below == 0 and below[n] and above[n] >= usual_above and usual_above > 0:
            heads[n] = [i for i in indices if i <= at or is_place(lines[i].text)]
        extra = above[n] - usual_above
        if extra > 0 and n and usual_above + usual_below > 0:
            drop = sorted(i for i in indices if i < at)[:extra]
            if all(_unlike_heads(lines, i, heads, order, n) for i in drop):
                heads[n] = [i for i in heads[n] if i not in drop]


def _take_alike(lines: Sequence[CvLine], heads: list[list[int]], order: list[int], text_lines: set[int]) -> None:
    """A line right below an entry's dates is its header's where most entries have one there that is set just like it."""
    below = [next((i for i in indices if i == at + 1), None) for indices, at in zip(heads, order, strict=True)]
    known = [lines[i] for i in below if i is not None and not is_place(lines[i].text)]
    if 2 * len(known) <= len(heads):
        return
    for n, at in enumerate(order):
        i = at + 1
        if below[n] is not None or i >= (min(heads[n + 1]) if n + 1 < len(heads) else len(lines)) or i in text_lines:
            continue
        line, alike = lines[i], known[0]
        same = line.style == alike.style and abs(line.x0 - alike.x0) < 3 and line.gap < 0.5 and not line.jump
        if same and min(heads[n]) == at and not is_sentence(line.text) and not _stops(line.text):
            heads[n].append(i)


def _unlike_heads(lines: Sequence[CvLine], i: int, heads: list[list[int]], order: list[int], n: int) -> bool:
    """Whether no other entry has a header line that looks like this one."""
    style = lines[i].cells[0].style
    return all(
        lines[j].cells[0].style != style for m, indices in enumerate(heads) if m != n for j in indices if j != order[m]
    ) and not _names_something(lines[i])
