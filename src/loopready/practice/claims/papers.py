"""Degrees, languages and certificates of the answer beside those of the CV."""

from __future__ import annotations

import re
from functools import cache

from loopready.engines.degrees import LADDER, level_in
from loopready.engines.text import fold, words
from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import any_of, claims, content, pattern, word_set
from loopready.practice.claims.record import CvLine, Record
from loopready.practice.claims.verdicts import Found

_DEGREE = re.compile(
    r"(?:\b(?P<own>my|a|an|the|i've got an?|i have an?|i hold an?|i did an?|i took an?)\s+)?(?P<before>(?:[^\W\d_][\w-]*\s+){0,2}?)"
    r"(?P<what>degree|diploma|doctorate|ph\.?\s?d|master'?s?(?:\s+degree)?|bachelor'?s?(?:\s+degree)?|b\.?sc|m\.?sc|m\.?b\.?a|m\.?eng|b\.?eng|llb|llm|hnd|hnc)\b"
    r"(?P<in>\s+(?:in|of)\s+(?P<subject>[^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*)?))?(?P<at>\s+(?:at|from)\s+(?:the\s+)?(?P<place>[^\W\d_][\w'’-]*(?:\s+[A-ZÀ-Þ][\w'’-]*)*))?",
    re.IGNORECASE,
)
_SKIPPED = frozenset({"university", "college", "honour", "hon", "first", "good", "class", "accord"})
_NO_DEGREE = re.compile(r"\s+(?:module|course|class|level|unit|lecture|seminar|student|colleague|thesis)s?\b")
_SPEAK = re.compile(r"\b(?:i|i'm|i've|my|me)\b", re.IGNORECASE)


def degrees_judged(said: Said, record: Record) -> list[Found]:
    """Degrees that the answer claims or denies."""
    none = pattern("no_degree").search(said.low)
    if none is not None:
        high = max(record.studies, key=lambda line: level_in(line.text), default=None)
        if high is not None and level_in(high.text) >= LADDER.index("bachelor"):
            return [Found(said.start + none.start(), said.start + none.end(), "contradicted", "degree", high)]
        return []
    out = _without_degree(said, record) or _other_place(said, record)
    if out:
        return out
    for match in _DEGREE.finditer(said.text):
        mine = _SPEAK.search(said.text[max(0, match.start() - 30) : match.start("what")])
        if (
            not mine
            or _NO_DEGREE.match(said.low, match.end())
            or re.search(
                r"\b(?:no|not|never|without|his|her|their|your|nearly|almost|wanted|want|doing|start\w*)\b",
                said.low[max(0, match.start() - 20) : match.end("what")],
            )
        ):
            continue
        found = _degree(said, match, record)
        if found is not None:
            out.append(found)
    return out


_LEVELS = r"doctorate|ph\.?\s?d|master'?s?(?:\s+degree)?|bachelor'?s?(?:\s+degree)?"
_WITHOUT = re.compile(
    rf"\bi (?:don't|do not|never|didn't|did not|haven't|have not)\s+"
    rf"(?:have|had|do|did|finish(?:ed)?|got|get|take|took|hold|complete[d]?)\s+"
    rf"(?:an?|my|the|any)\s+(?P<what>{_LEVELS})\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    rf"\b(?:did|took|got|have|finished|wrote)\s+(?:my|a|an)\s+(?:[^\W\d_][\w-]*\s+){{0,3}}?(?P<what>{_LEVELS})\b[^,;.]{{0,30}}?\s+"
    r"(?P<how>at|from|in)\s+(?:the\s+)?(?:University\s+of\s+)?(?P<place>[A-ZÀ-Þ][a-zà-ÿ]\w+)"
)
_STUDIED = re.compile(
    r"\bi(?:'d|'ve)?\s+(?:studied|read|did|took|graduated in)\s+(?P<subject>[^\W\d_][\w-]*(?:\s+[a-z][\w-]*){0,2}?)\s+"
    r"(?P<how>at|from|in)\s+(?:the\s+)?(?:University\s+of\s+)?(?P<place>[A-ZÀ-Þ][a-zà-ÿ]\w+)",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\bUniversity of (?:the )?(?P<of>[A-ZÀ-Þ]\w+)|(?P<named>[A-ZÀ-Þ]\w+) University\b")


def _without_degree(said: Said, record: Record) -> list[Found]:
    """A level of study that the person says they have not, and the CV lists."""
    match = _WITHOUT.search(said.text)
    if match is None:
        return []
    level = level_in(match["what"][:1].upper() + match["what"][1:])
    line = next((line for line in record.studies if level and level_in(line.text) == level and not _is_pending(line)), None)
    return [Found(said.start + match.start(), said.start + match.end(), "contradicted", "degree", line)] if line is not None else []


def _is_pending(line: CvLine) -> bool:
    return any_of(tuple(str(one) for one in claims()["pending"])).search(line.text) is not None


def _other_place(said: Said, record: Record) -> list[Found]:
    """A degree told of a university of another name than the CV's for the only course of that level.

    "In" a town tells no university, and counts only where the CV puts another course or post there.
    """
    match = _WHERE.search(said.text)
    if match is not None:
        level = level_in(match["what"][:1].upper() + match["what"][1:])
        lines = [line for line in record.studies if level and level_in(line.text) == level]
    else:
        match = _STUDIED.search(said.text)
        if match is None or not match["place"][:1].isupper():
            return []
        subject = content(match["subject"])
        lines = [line for line in record.studies if subject and subject <= content(line.text)]
        if len(record.studies) != 1:
            return []
    house = _HOUSE.search(lines[0].text) if len(lines) == 1 else None
    place = content(match["place"])
    if house is None or place & content(lines[0].text):
        return []
    elsewhere = any(place & content(line.text) for line in record.lines if line.start != lines[0].start and line.kind in ("post", "study"))
    if match["how"] == "in" and not elsewhere:
        return []
    return [Found(said.start + match.start(), said.start + match.end(), "contradicted", "degree", lines[0])]


def _degree(said: Said, match: re.Match[str], record: Record) -> Found | None:
    level = level_in(match["what"])
    before = match["before"] or ""
    subject = content(match["subject"] or "") - _SKIPPED
    if match["what"].lower() == "degree":
        level = level_in(before) or 0
        subject = subject | (content(before) - _SKIPPED if not level_in(before) else frozenset())
    place = content(match["place"] or "")
    rest = match["in"]
    if rest and match["at"] is None:
        tail = re.match(r"\s+(?:at|from)\s+(?:the\s+)?([A-ZÀ-Þ][\w'’-]*)", said.text[match.end() :])
        place |= content(tail.group(1)) if tail else frozenset()
    if place and not match["in"]:
        after = re.match(r"\s+in\s+([^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*)?)", said.text[match.end() :])
        subject |= content(after.group(1)) - _SKIPPED if after else frozenset()
    start, end = said.start + match.start(), said.start + match.end()
    lines = list(record.studies)
    here = [line for line in lines if place & content(line.text)] or ([] if place else lines)
    fitting = [
        line
        for line in here
        if (not level or level_in(line.text) == level or _same_name(match["what"], line)) and (not subject or subject & content(line.text))
    ]
    if fitting:
        return Found(start, end, "supported", "degree", fitting[0])
    if not lines or not (level or subject):
        return None
    best = max(lines, key=lambda line: level_in(line.text))
    near = here[0] if here else best
    above = level > max(level_in(line.text) for line in lines)
    other_subject = bool(place and here and subject and not any(subject & content(line.text) for line in here))
    if above or other_subject:
        return Found(start, end, "contradicted", "degree", near)
    return Found(start, end, "absent", "degree")


def _same_name(what: str, line: CvLine) -> bool:
    plain = re.sub(r"[^a-z]", "", what.lower())
    return bool(plain) and plain in re.sub(r"[^a-z ]", "", line.text.lower()).split()


def languages_judged(said: Said, record: Record) -> list[Found]:
    """How well the answer says a language is known, beside the CV."""
    out = []
    for word in words(said.text):
        name = fold(word.text)
        if name not in word_set("languages") or not word.text[:1].isupper():
            continue
        claimed = _claimed_level(said, word.start, word.end)
        lines = [line for line in record.lines if re.search(rf"\b{re.escape(name)}\b", fold(line.text))]
        if claimed is None:
            continue
        if not lines:
            out.append(Found(said.start + word.start, said.start + word.end, "absent", "language"))
            continue
        known = _level_beside(lines[0].text, name)
        start, end = claimed[1], claimed[2]
        if claimed[0] == 0 or (known is not None and known <= 2 < claimed[0]):
            out.append(Found(said.start + start, said.start + end, "contradicted", "language", lines[0]))
        else:
            out.append(Found(said.start + start, said.start + end, "supported", "language", lines[0]))
    return out


@cache
def _levels() -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple(
        (int(level), tuple(str(word) for word in listed)) for level, listed in sorted(claims()["language_levels"].items(), reverse=True)
    )


def _claimed_level(said: Said, start: int, end: int) -> tuple[int, int, int] | None:
    """The level that the words round a language claim of the speaker: 0 none, 1 to 4; with the place of the words."""
    first, last = said.clause(start)
    clause = said.low[first:last]
    if not re.search(r"\b(?:i|i'm|i've|my|me)\b", clause):
        return None
    denied = re.search(r"\bi (?:don't|do not|can't|cannot|never learn\w*|have no|haven't any|speak no|'ve no)\b", clause)
    if denied and denied.start() < start - first < denied.end() + 30:
        return 0, first + denied.start(), end
    for level, listed in _levels():
        if level < 3:
            continue
        found = any_of(listed).search(clause)
        if found and abs(first + found.start() - start) < 30:
            return level, min(first + found.start(), start), max(first + found.end(), end)
    return None


def _level_beside(line: str, name: str) -> int | None:
    """The level that a CV's line gives a language: in the brackets or after the dash behind it."""
    match = re.search(rf"\b{re.escape(name)}\b\s*(?:\((?P<in>[^)]*)\)|[-–—:]\s*(?P<after>[^,;|]+))", fold(line))
    if match is None:
        return None
    told = match["in"] or match["after"] or ""
    return next((level for level, listed in _levels() if any_of(listed).search(told)), None)
