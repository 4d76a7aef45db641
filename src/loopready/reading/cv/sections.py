"""Lines -> sections: which lines are headings, and what each opens."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field

from loopready.reading import dates
from loopready.reading.cv.headings import guess_kind, is_inside, kind_of, names_tongue
from loopready.reading.cv.lines import CvLine, Style, body_style, is_full, is_open
from loopready.reading.cv.places import is_place
from loopready.reading.cv.titles import title_weight

_INLINE = re.compile(r"([^:]{3,40}?)\s*:\s+(?=\S)")
_TAIL = "tail"
"""The kind of a line that is the rest of a heading broken in a narrow column."""
_AMBIGUOUS = {"languages", "skills", "other", "interests", "contact", "publications", "volunteer", "awards", "summary"}


@dataclass(slots=True)
class Section:
    """A heading's lines. ``kind`` is ``header`` for what stands before the first heading of a flow."""

    kind: str
    title: str
    heading: CvLine | None
    lines: list[CvLine] = field(default_factory=list)
    inline: int = 0


def sections_of(lines: list[CvLine]) -> list[Section]:
    """The sections in reading order; the first is the header, which may be empty."""
    kinds = _headings(lines)
    out = [Section("header", "", None)]
    for line in lines:
        kind = kinds.get(line.index)
        if kind == _TAIL:
            out[-1].title += " " + line.text.strip(" :#")
            continue
        if kind is not None:
            out.append(Section(kind, line.text.strip(" :#"), line))
            continue
        inline = _inline(line, out[-1])
        if inline is not None:
            kind, cut = inline
            out.append(Section(kind, line.text[:cut].strip(" :"), line, [_cut(line, cut)], inline=cut))
            continue
        if out[-1].kind != "header" and _leaves_column(line, lines, out[-1].heading):
            out.append(Section("header", "", None))
        out[-1].lines.append(line)
    return _with_skills(out)


def _with_skills(sections: list[Section]) -> list[Section]:
    """Sections of short tags under a heading of their own (``Languages``: Python, C++; ``Databases``) are skills."""
    for section in sections:
        if section.kind == "languages" and section.lines and not any(names_tongue(line.text) for line in section.lines):
            section.kind = "skills" if _is_tags(section) else section.kind
    known = any(section.kind == "skills" and section.lines for section in sections)
    tagged = {id(section) for section in sections if section.kind in ("other", "volunteer") and _is_tags(section)}
    if not known:
        for section in sections:
            section.kind = "skills" if id(section) in tagged and section.kind == "other" else section.kind
    for ordered in (sections, sections[::-1]):
        for before, section in itertools.pairwise(ordered):
            if id(section) in tagged and before.kind == "skills" and before.lines:
                section.kind = "skills"
    return sections


def _is_tags(section: Section) -> bool:
    """Whether a section holds short words or phrases only."""
    if len(section.lines) == 0 or section.heading is None or any(dates.find_dates(line.text) for line in section.lines):
        return False
    parts = [part for line in section.lines for tag in _tags(line) for part in re.split(r"[,;|·•]", tag) if part.strip()]
    words = [len(part.split()) for part in parts]
    return (
        len(parts) > 1
        and max(words) <= 5
        and sum(words) <= 2.2 * len(words)
        and not any(line.text.rstrip().endswith(".") for line in section.lines)
    )


def _tags(line: CvLine) -> list[str]:
    """The line's stretches between wide gaps."""
    out: list[str] = []
    for cell in line.cells:
        if out and not cell.gap:
            out[-1] += " " + cell.text
        else:
            out.append(cell.text)
    return out


def _leaves_column(line: CvLine, lines: list[CvLine], heading: CvLine | None) -> bool:
    """Whether the flow begins anew in another column that is no continuation of this one; below its heading a section has columns."""
    if not line.jump or line.index == 0:
        return False
    before = lines[line.index - 1]
    if line.page != before.page or line.y > before.y:
        return False
    if heading is before and heading.x1 < line.x0 and abs(heading.y - line.y) < 6 * line.size:
        return False
    if heading is not None and heading.page == line.page and heading.y < line.y + 0.6 * line.size and heading.x0 < line.x0 - 20:
        return False
    mine = [other for other in lines[line.index :] if other.page == line.page][:40]
    theirs = [other for other in lines[: line.index] if other.page == line.page][-40:]
    width = max(other.x1 for other in mine) - min(other.x0 for other in mine)
    width_before = max(other.x1 for other in theirs) - min(other.x0 for other in theirs)
    return max(width, width_before) > 1.25 * min(width, width_before)


def _cut(line: CvLine, at: int) -> CvLine:
    """The line from offset ``at`` of its text on."""
    cells = []
    for cell in line.cells:
        skip = max(0, line.start + at - cell.start)
        if skip < len(cell.text):
            rest = cell.text[skip:]
            lead = len(rest) - len(rest.lstrip())
            cells.append(type(cell)(rest.lstrip(), cell.start + skip + lead, cell.end, cell.style, cell.gap, cell.x0))
    start = cells[0].start if cells else line.start + at
    text = line.text[start - line.start :]
    return CvLine(
        line.index, text, start, line.end, line.page, line.x0, line.x1, line.y, line.size, False, cells, line.style, right=line.right
    )


def _inline(line: CvLine, section: Section) -> tuple[str, int] | None:
    """A heading with its content on the same line: ``Tools: ...`` or ``LANGUAGES  ...``."""
    if line.bullet:
        return None
    match = _INLINE.match(line.text)
    if match and (line.gap > 0.4 or section.kind not in ("skills", "work", "contact", "header", "projects", "volunteer")):
        kind = kind_of(match.group(1))
        if kind in ("skills", "languages", "interests", "certificates", "awards", "references", "education", "publications") and (
            line.gap > 0.4 or section.kind != "skills"
        ):
            if kind == "languages" and not names_tongue(line.text[match.end() :]):
                return None
            return kind, match.end()
    if len(line.cells) > 1 and line.cells[1].gap:
        first = line.cells[0]
        kind = kind_of(first.text)
        if kind not in (None, "contact", "work") and first.text.isupper() and len(first.text) > 3:
            return kind, line.cells[1].start - line.start
    return None


def _headings(lines: list[CvLine]) -> dict[int, str]:
    """Index of a heading line -> the kind of section it opens."""
    body = body_style(lines)
    exact: dict[int, str] = {}
    looks: dict[tuple[object, ...], list[CvLine]] = defaultdict(list)
    for line in lines:
        if not _can_head(line):
            continue
        looks[_look(line)].append(line)
        kind = kind_of(line.text)
        if kind is not None:
            exact[line.index] = kind
    tails = _broken_headings(lines, exact)
    accepted = _accepted_looks(looks, exact, body)
    airy = _stand_apart([line for line in lines if line.index in exact and _look(line) in accepted])
    out: dict[int, str] = {}
    named: set[int] = set()
    for line in lines:
        if not _can_head(line) or line.index in tails or _ends_a_name(line, lines):
            continue
        rule = accepted.get(_look(line))
        kind = exact.get(line.index)
        if kind is not None and (rule is not None or _stands_alone(line, lines, kind, body, bool(accepted))):
            out[line.index] = kind
        elif kind is None and _is_paragraph_title(line, lines, out):
            out[line.index] = guess_kind(line.text) or "other"
        elif kind is None and rule == "exact" and line.mark and (guess := guess_kind(line.text)) is not None:
            out[line.index] = guess
        elif rule == "all" and line.index > 0 and (out or line.index > 2) and not (airy and line.style == body and line.gap < 0.1):
            guess = guess_kind(line.text)
            wrapped = line.index - 1 in named and line.gap < 0.2
            if guess is None and (_names_entry(line, lines) or _names_seat(line, lines) or wrapped or is_place(line.text)):
                named.add(line.index)
            else:
                out[line.index] = guess or "other"
    kept = _without_labels(out, lines, accepted)
    return kept | {index: _TAIL for index in tails if index - 1 in kept}


def _broken_headings(lines: list[CvLine], exact: dict[int, str]) -> set[int]:
    """Lines that say a known heading only with the line above, in one look ("Academic" / "history"); ``exact`` learns what both say."""
    tails: set[int] = set()
    for above, line in itertools.pairwise(lines):
        close = line.page == above.page and not line.jump and line.gap < 0.3 and line.cells[0].style == above.cells[0].style
        if not close or above.index in tails or abs(line.x0 - above.x0) > 3 or not (_can_head(above) and _can_head(line)):
            continue
        kind = kind_of(f"{above.text} {line.text}")
        if kind is None or len(above.text.split()) + len(line.text.split()) > 5:
            continue
        exact[above.index] = kind
        exact.pop(line.index, None)
        tails.add(line.index)
    return tails


def _stand_apart(headings: list[CvLine]) -> bool:
    """Whether most of the headings have white above them."""
    return 2 * sum(1 for line in headings if line.gap > 0.3) > len(headings)


def _is_paragraph_title(line: CvLine, lines: list[CvLine], out: dict[int, str]) -> bool:
    """In text without styles: a few words between a blank line and a paragraph, after the sections that hold entries."""
    if line.index + 1 >= len(lines) or not out or line.cells[0].style[3] is not None or line.mark:
        return False
    latest = out[max(out)]
    following = lines[line.index + 1]
    if latest in ("work", "education", "projects", "volunteer", "header") or line.gap < 0.5 or following.gap > 0.5:
        return False
    headed = [lines[i] for i in out]
    alike = all(other.gap > 0.5 and not other.mark for other in headed) and not all(other.caps for other in headed)
    return (
        alike
        and len(line.text.split()) <= 4
        and not line.text.endswith(":")
        and len(following.text) > 1.5 * len(line.text)
        and ":" not in line.text
    )


def _names_entry(line: CvLine, lines: list[CvLine]) -> bool:
    """Whether a line is part of an entry's header: its dates follow with at most one other name."""
    others = 0
    for following in lines[line.index + 1 : line.index + 4]:
        if following.bullet or (following.jump and following.page == line.page):
            return False
        spans = dates.find_dates(following.text)
        rest = dates.without_dates(following.text).strip(" ()|,–—-·")
        others += bool(rest) and not is_place(rest)
        if spans:
            return others <= 1
        if _look(following) == _look(line):
            return False
    return False


def _names_seat(line: CvLine, lines: list[CvLine]) -> bool:
    """Whether a line names a seat and its dates follow before any bullet, however many lines the firm's name takes."""
    if title_weight(line.text) <= 0.5:
        return False
    for following in lines[line.index + 1 : line.index + 5]:
        if following.bullet or (following.jump and following.page == line.page):
            return False
        if dates.find_dates(following.text):
            return True
    return False


def _can_head(line: CvLine) -> bool:
    text = line.text.strip()
    if line.bullet and not (line.bullet and len(line.body.split()) <= 3 and line.bold):
        return False
    if (
        not (2 if text.isascii() else 1) < len(text) < 56
        or len(text.split()) > 7
        or text[-1] in ".,;"
        or not any(letter.isalpha() for letter in text)
    ):
        return False
    if any(cell.gap for cell in line.cells[1:]) and kind_of(text) is None:
        return False
    return "@" not in text and not dates.find_dates(text)


def _look(line: CvLine) -> tuple[object, ...]:
    size, bold, italic, colour = line.style
    return round(size * 2) / 2, bold, italic, colour, line.caps


def _accepted_looks(looks: dict[tuple[object, ...], list[CvLine]], exact: dict[int, str], body: Style) -> dict[tuple[object, ...], str]:
    """Looks that headings have: ``all`` where every line of that look is one, ``exact`` where only those that say a known heading are."""
    out: dict[tuple[object, ...], str] = {}
    plain = (round(body[0] * 2) / 2, body[1], body[2], body[3], False)
    for look, members in looks.items():
        known = [line for line in members if line.index in exact]
        kinds = {exact[line.index] for line in known}
        if not known or (look == plain and len(kinds) < 2):
            continue
        strong = bool(kinds & {"work", "education"})
        if len(kinds) >= 2 or strong:
            out[look] = "all" if look != plain and len(known) >= 0.5 * len(members) and len(kinds) >= 2 else "exact"
    return out


def _stands_alone(line: CvLine, lines: list[CvLine], kind: str, body: Style, others: bool) -> bool:
    """A known heading in a look of its own: larger than the text, in capitals, or with white above it."""
    if line.mark:
        return True
    before = lines[line.index - 1] if line.index else None
    larger = line.size > body[0] + 1.4
    if kind in _AMBIGUOUS and others:
        return larger and line.gap > 0.3
    if kind in ("work", "education") and not others:
        return any(dates.find_dates(following.text) for following in lines[line.index + 1 : line.index + 5])
    striking = larger or line.caps or line.bold or line.gap > 0.5 or line.text.rstrip().endswith(":")
    return striking and not (before is not None and is_inside(line.text) and not larger)


def _ends_a_name(line: CvLine, lines: list[CvLine]) -> bool:
    """Whether a line is the last word of a name that did not fit on the line above ("College of Further" / "Education")."""
    if line.index == 0 or line.style[3] is None or line.jump or line.gap > 0.15 or line.text.rstrip().endswith(":"):
        return False
    before = lines[line.index - 1]
    return line.style == before.cells[-1].style and len(before.text) > 2 * len(line.text) and (is_full(before, line) or is_open(before))


def _without_labels(out: dict[int, str], lines: list[CvLine], accepted: dict[tuple[object, ...], str]) -> dict[int, str]:
    """Leave out words that label a part of an entry or a group of skills: they are smaller than the section's own heading."""
    current: CvLine | None = None
    kept: dict[int, str] = {}
    for index in sorted(out):
        line = lines[index]
        kind = out[index]
        if current is not None:
            smaller = line.size < current.size - 0.6 and not (line.jump or line.x0 < current.x0 - 20)
            inside = kept[current.index] in ("work", "education", "projects", "volunteer") and is_inside(line.text)
            if smaller and (inside or (kept[current.index] == "skills" and kind not in ("work", "education"))):
                continue
            if kept[current.index] == "skills" and line.size <= current.size + 0.6 and _labels_group(line, current, kind, lines):
                continue
            if inside and line.size <= current.size + 0.6 and _look(line) != _look(current):
                continue
        kept[index] = kind
        current = line
    return kept


def _labels_group(line: CvLine, heading: CvLine, kind: str, lines: list[CvLine]) -> bool:
    """Whether a line labels a group of skills: unlike the section's heading, like a line between them that is no heading."""
    if kind in ("work", "education") or _look(line) == _look(heading):
        return False
    between = lines[heading.index + 1 : line.index]
    return any(_look(other) == _look(line) and _can_head(other) and kind_of(other.text) is None for other in between)
