"""A CV as what an answer is held against: its posts, its courses of study, and its lines with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from loopready.engines import lexicon
from loopready.engines.dates import month_number
from loopready.engines.degrees import LADDER, level_in
from loopready.engines.text import fold, sentences, stem, words
from loopready.model import Document, Profile, Span, Work
from loopready.practice.claims.lexicon import content, stems

LineKind = Literal["post", "study", "fact"]
_BULLET = re.compile(r"[ \t]*(?:[•▪◦‣·●○■□▸►–—*-]|\d{1,2}[.)])[ \t]+")
_PARTS = re.compile(r"\s*(?:[,|•·;\n\t]|\s[-–—@]\s|\bat\b)\s*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IDLE = " \t\r\n.;,"
_LEAST_WORDS = 2
"""Words from which a sentence of a line stands alone."""
_WHEN = re.compile(
    r"[\s(]*(?:(?:[^\W\d_]{3,9}\.?\s+|\d{1,2}[/.])?(?:19|20)\d\d(?:[-/]\d\d)?)(?:\s*(?:to|till|until|[-–—])\s*"
    r"(?:(?:[^\W\d_]{3,9}\.?\s+|\d{1,2}[/.])?(?:19|20)\d\d(?:[-/]\d\d)?|present|now|today|date|current)?)?\s*\)?",
    re.IGNORECASE,
)
"""The time of a post in its heading."""


_HEADING = 400
"""Letters within which the lines of a heading stand."""
_COUNTS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class CvLine:
    """A line, or a bullet of several lines: ``cv.text[start:end]``. ``post`` is the number of the post it stands under."""

    start: int
    end: int
    text: str
    kind: LineKind
    post: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its title as written, the stems of its title and of all its heading says besides, its first and last month.

    ``first`` and ``last`` are counted as in ``engines.dates``; ``last`` is None while it goes on.
    """

    number: int
    line: CvLine
    title: str
    title_stems: frozenset[str]
    name_stems: frozenset[str]
    first: int | None
    last: int | None
    ongoing: bool
    start_text: str | None
    end_text: str | None

    def years(self) -> set[int]:
        """The years in which it began and ended, as the CV writes them."""
        return {int(text[:4]) for text in (self.start_text, self.end_text) if text}


@dataclass(frozen=True, slots=True)
class Record:
    """The CV: its text, lines, posts (latest first, as the CV has them), and the stems of everything it says."""

    text: str
    lines: tuple[CvLine, ...]
    posts: tuple[Post, ...]
    all_stems: frozenset[str]
    now: int
    studies: tuple[CvLine, ...] = field(default=())

    def post_line(self, number: int) -> Post | None:
        """The post of a number."""
        return next((post for post in self.posts if post.number == number), None)


def record_of(cv: Document, profile: Profile, *, today: str) -> Record:
    """The CV's lines and posts. ``today`` is YYYY-MM or YYYY-MM-DD: the end of a post that goes on."""
    lines = _lines(cv.text, profile)
    posts = _posts(cv.text, profile, lines)
    headings = {post.line.start: post.number for post in posts}
    kept: list[CvLine] = []
    for line in lines:
        kind: LineKind = "fact"
        if line.start in headings:
            kind = "post"
        elif _is_study(line, cv.text, profile):
            kind = "study"
        post = headings.get(line.start, line.post if kind == "fact" else None)
        kept.append(CvLine(line.start, line.end, line.text, kind, post))
    return Record(
        text=cv.text,
        lines=tuple(kept),
        posts=posts,
        all_stems=frozenset(stem(word.text) for word in words(cv.text)),
        now=month_number(today[:7]),
        studies=tuple(line for line in kept if line.kind == "study"),
    )


def _lines(text: str, profile: Profile) -> list[CvLine]:
    """The CV in lines, and a line of several sentences in these; a bullet that the reading joined over several lines is one."""
    joined = _joined(profile)
    out: list[CvLine] = []
    bulleted = any(_BULLET.match(text, text.rfind("\n", 0, start) + 1) for start, _, _ in joined)
    at, read = 0, 0
    for raw in text.splitlines(keepends=True):
        start, end = max(at, read), at + len(raw)
        at = end
        marked = _BULLET.match(text, start) is not None
        for first, last, post in joined:
            if first >= end or last <= start or len(text[first:last].split()) < _LEAST_WORDS:
                continue
            out += _pieces(text, start, first, _work_at(start, profile))
            out += _pieces(text, first, last, post if marked or not bulleted else None)
            start = read = last
        if start < end:
            bullet = _BULLET.match(text, start)
            out += _pieces(text, bullet.end() if bullet and bullet.end() < end else start, end, _work_at(start, profile))
    return out


def _pieces(text: str, start: int, end: int, post: int | None) -> list[CvLine]:
    """The sentences of a part of the CV; what is too short for one ("B.S.") stays with the next."""
    out: list[CvLine] = []
    first: int | None = None
    for begin, stop in sentences(text[start:end]):
        said = text[start + begin : start + stop]
        lead, trail = len(said) - len(said.lstrip(_IDLE)), len(said) - len(said.rstrip())
        first = start + begin + lead if first is None else first
        left = text[start + stop : end].strip(_IDLE)
        if left and (len(text[first : start + stop].split()) < _LEAST_WORDS or _WHEN.match(left)):
            continue
        if any(char.isalnum() for char in text[first : start + stop - trail]):
            out.append(CvLine(first, start + stop - trail, text[first : start + stop - trail], "fact", post))
        first = None
    return out


def _joined(profile: Profile) -> list[tuple[int, int, int]]:
    return sorted(
        (leaf.source.start, leaf.source.end, number)
        for number, work in enumerate(profile.work)
        for leaf in work.highlights
        if isinstance(leaf.source, Span)
    )


def _work_at(at: int, profile: Profile) -> int | None:
    return next((n for n, work in enumerate(profile.work) if work.span is not None and work.span.start <= at < work.span.end), None)


def _places(work: Work) -> list[int]:
    leaves = (work.start, work.end, work.position, work.name)
    return [leaf.source.start for leaf in leaves if leaf is not None and isinstance(leaf.source, Span)]


def _posts(text: str, profile: Profile, lines: list[CvLine]) -> tuple[Post, ...]:
    first_line = lines[0] if lines else None
    out = []
    for number, work in enumerate(profile.work):
        places = _places(work)
        heading = [
            line
            for line in lines
            if any(line.start <= place < line.end for place in places) and line is not first_line and line.kind != "study"
        ]
        dated = [line for line in heading if _YEAR.search(line.text)] or heading
        if not dated:
            continue
        chosen = dated[0] if has_head(dated[0].text) else _titled(heading) or dated[0]
        said = "\n".join([chosen.text, *(line.text for line in heading if _names_firm(line, chosen))])
        if work.start is None and work.end is None:
            continue
        if level_in(chosen.text) >= LADDER.index("bachelor") and not has_head(chosen.text):
            continue
        out.append(_post(number, work, chosen, said))
    return tuple(out)


def _names_firm(line: CvLine, chosen: CvLine) -> bool:
    """Whether a line beside the one that names the post says no more than whose it is."""
    if line.start == chosen.start or abs(line.start - chosen.start) >= _HEADING or _COUNTS.search(_WHEN.sub(" ", line.text)):
        return False
    return not (has_head(line.text) and has_head(chosen.text))


def _titled(heading: list[CvLine]) -> CvLine | None:
    """The line of a heading that names the post."""
    return next((line for line in heading if has_head(line.text)), None)


def _post(number: int, work: Work, line: CvLine, said: str) -> Post:
    parts = [part for part in _PARTS.split(_WHEN.sub("\n", said)) if part and not _YEAR.search(part)]
    title = next((part for part in parts if has_head(part)), work.position.value if work.position is not None else (parts or [said])[0])
    title_stems = content(title.split("(")[0])
    return Post(
        number=number,
        line=line,
        title=title,
        title_stems=title_stems,
        name_stems=content(" ".join(parts)) - title_stems - _time_words(),
        first=month_number(work.start.value) if work.start is not None else None,
        last=month_number(work.end.value, end=True) if work.end is not None else None,
        ongoing=work.ongoing,
        start_text=work.start.value if work.start is not None else None,
        end_text=work.end.value if work.end is not None else None,
    )


@cache
def _time_words() -> frozenset[str]:
    return stems("months") | stems("open_dates")


@cache
def heads() -> frozenset[str]:
    """Words that name what somebody is at work, folded."""
    return frozenset(fold(str(word)) for word in lexicon.table("cv_titles")["heads"]) | lexicon.word_set("claims", "more_heads")


def has_head(text: str) -> bool:
    """Whether a text holds a word for a post."""
    return any(is_head(word.text) for word in words(text))


def is_head(word: str) -> bool:
    """Whether a word names a post, in the singular or the plural."""
    said = fold(word)
    return said in heads() or said.removesuffix("s") in heads()


def _is_study(line: CvLine, text: str, profile: Profile) -> bool:
    """Whether a line names a course of study: one that the reading took for it, or one beside bullets that names a level."""
    for study in profile.education:
        if study.span is not None and study.span.start <= line.start < study.span.end and level_in(line.text):
            return True
    before = text[text.rfind("\n", 0, line.start) + 1 : line.start]
    return not before.strip() and level_in(line.text) > 0 and len(line.text.split()) <= 16 and not re.search(r"\d\s?%", line.text)


def named(post: Post, said: frozenset[str]) -> bool:
    """Whether words name the post's firm or place."""
    return bool((post.name_stems & said) - stems("groups"))
