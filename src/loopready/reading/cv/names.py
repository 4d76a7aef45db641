"""The person's name at the head of a CV."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from loopready.model import Document, Leaf
from loopready.reading import lexicon
from loopready.reading.cv.items import leaf_of
from loopready.reading.cv.lines import CvLine
from loopready.reading.cv.places import place_weight
from loopready.reading.cv.titles import firm_weight, title_weight
from loopready.reading.marks import is_icon


def name_in(document: Document, lines: Sequence[CvLine], size: float | None = None) -> tuple[Leaf | None, CvLine | None, int]:
    """The person's name, its line, and where what follows it on that line starts. ``size``: of the running text, in points."""
    for line, below in zip_longest(lines, lines[1:]):
        labelled = _NAME_LABEL.match(line.text)
        if not labelled or len(line.text) >= 70 or any(letter.isdigit() for letter in line.text):
            continue
        if labelled.end() < len(line.text):
            return leaf_of(document, line.start + labelled.end(), line.end), line, line.end
        if below is not None and _name_end(below) == len(below.text.rstrip(" .")) and not _is_label(below.text):
            return leaf_of(document, below.start, below.end), below, below.end
    labels = [line for line in lines if _is_label(line.text)]
    candidates = [line for line in lines if line.page == 1 and _name_end(line) > 0 and line not in labels]
    if not candidates:
        return None, None, 0
    top = max(line.size for line in candidates)
    body = size if size is not None else (sorted(line.size for line in lines)[len(lines) // 2] if lines else 10.0)
    if top > body + 1.5:
        line = next(line for line in candidates if line.size >= top - 0.5)
    else:
        line = candidates[0]
    end = line.start + _name_end(line)
    start = line.start + line.bullet
    last = line
    for following in lines[list(lines).index(line) + 1 :][:5]:
        if end < last.start + len(last.text.rstrip(" .")) and not any(cell.gap and cell.start >= end for cell in last.cells):
            break
        if _name_goes_on(last, following, body):
            end, last = following.start + _name_end(following), following
        elif following.size > 0.6 * line.size or following.x0 < line.x1:
            break
    said = _SAID.match(document.text, start, end)
    return leaf_of(document, said.end() if said else start, end), last, end


def _is_label(text: str) -> bool:
    """Whether a line is the label of a form ("Name", "E-mail") and nothing else."""
    bare = text.strip(" :")
    known = any(lexicon.flat(bare) in map(str, listed) for listed in lexicon.table("cv_contact")["labels"].values())
    return known or _NAME_LABEL.fullmatch(f"{bare}:") is not None


_SAID = re.compile(
    r"(?:(?:hi|hello|hey|hallo|hola)\W+)?(?:i ?['’]?m|i am|my name is|ich bin|je suis|soy|sou|sono|ik ben)\s+(?=\w)",
    re.IGNORECASE,
)
"""A greeting before a name ("I'm ...")."""


_SMALLER = 0.7
"""Size of letters, beside the name's, under which words behind it are not of the name."""


def _name_goes_on(line: CvLine, following: CvLine, body: float) -> bool:
    """Whether a name set large goes on below: one word alone, a hyphen, or a line in the very same look that names no seat."""
    if following.size <= body + 1.5 or _name_end(following) == 0 or following.y - line.y > 1.8 * line.size or following.y < line.y:
        return False
    said = following.text[: _name_end(following)]
    whole = len(said) == len(following.cells[0].text.rstrip(" .")) or len(said) == len(following.text.rstrip(" ."))
    size = following.cells[0].style[0]
    if abs(size - line.size) < 2.5 and whole and (len(line.text.split()) == 1 or line.cells[0].text.endswith("-")):
        return True
    return following.cells[0].style == line.cells[0].style and whole and title_weight(said) < 0.5 and line.size > body * 1.5


_NAME_LABEL = re.compile(r"(?:full name|name|nom|nombre|nome|naam|vor- und nachname)(?:\s*:\s+(?=\w)|\s{2,}(?=\w)|:$)", re.IGNORECASE)
_SALUTATION = re.compile(
    r"(?:dear|to whom it may concern|sehr geehrte[rsn]?|liebe[rs]?|cher|chere|madame,|estimad[oa]s?|geachte|beste|gentile|egregi[oa])\b",
    re.IGNORECASE,
)
"""How a letter opens; nobody of that name is meant to be the writer."""
_NOISE = re.compile(r"\b(?:curriculum vitae|resume|résumé|cv|lebenslauf)\b[\s:–—-]*", re.IGNORECASE)


def _name_end(line: CvLine) -> int:
    """How many characters of the line's beginning are a person's name; 0 where it holds none."""
    text = line.text[: _seat_beside(line)].rstrip(" .")
    if is_icon(text[:1]) or _SALUTATION.match(lexicon.flat(text)):
        return 0
    cut = re.search(r"\s{2,}|,|\s[|–—-]\s|\(|[|·•]", text)
    first = text[: cut.start()] if cut else text
    if cut and cut.group().startswith("  ") and all(len(word) == 1 for word in first.split()):
        first = text
    noise = _NOISE.search(first)
    if noise:
        first = first[: noise.start()] if noise.start() > 2 else ""
    words = first.split()
    if not 1 <= len(words) <= 6 or len(first) > 48 or any(letter.isdigit() or letter in "@:/" for letter in first):
        return 0
    if not all(_capital(word) for word in words):
        return 0
    if (title_weight(first) > 0.5 and line.size < 14) or (place_weight(first) >= 0.9 and len(words) < 3):
        return 0
    if firm_weight(first) > 1.0:
        return 0
    while len(words) > 2 and words[-1].isupper() and is_after_name(words[-1]):
        words.pop()
        first = first.rstrip()[: first.rstrip().rindex(" ")]
    return len(first.rstrip())


def _seat_beside(line: CvLine) -> int:
    """Where a seat begins that stands in much smaller letters behind a name on its line; the line's length where none does."""
    largest = line.cells[0].style[0] if line.cells else 0.0
    for cell in line.cells[1:]:
        if cell.style[0] < _SMALLER * largest and title_weight(cell.text) > 0.5:
            return max(0, cell.start - line.start)
    return len(line.text)


def is_after_name(text: str) -> bool:
    """Whether the words are letters after a name and nothing else ("RN", "BSc, CEng", "ARB RIBA")."""
    known = lexicon.words("cv_contact", "after_names") | lexicon.words("cv_degrees", "degrees")
    words = [re.sub(r"[.()]", "", lexicon.flat(word)) for word in re.split(r"[\s,;/]+", text) if re.search(r"\w", word)]
    return bool(words) and all(word in known or word in ("hons", "cand") for word in words)


def _capital(word: str) -> bool:
    return any(part[:1].isupper() or not part[:1].isascii() for part in word.split("-")) or lexicon.flat(word) in lexicon.words(
        "cv_words", "name_particles"
    )
