"""Degrees: their level, their subject, their class, and what stands in for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from loopready.engines.degrees import LADDER, level_in
from loopready.engines.text import fold, stem
from loopready.matching.cv import Cv
from loopready.matching.finding import Finding, merged
from loopready.matching.lexicon import cues, matching, weight
from loopready.matching.statements import Statement
from loopready.matching.words import Concept, bare, concepts, overlap, stems
from loopready.matching.years import stretch_of
from loopready.model import Degree

_SUBJECT = re.compile(
    r"\b(?:degree|diploma|bachelor(?:'s|s)?|master(?:'s|s)?|ph\.?d|doctorate|b\.?sc|m\.?sc|b\.?a|m\.?a|qualification)\b(?: degree)?(?: or (?:above|higher|equivalent))? (?:in|of) (?P<after>[^.;()]+)",  # noqa: E501
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:an?|your|any)\s+(?:(?:completed|recognised|accredited|university|undergraduate|higher|advanced|relevant|first|good|formal|four-year|technical)\s+)*(?P<before>[\w-]+(?: [\w-]+)?)\s+degree\b",  # noqa: E501
    re.IGNORECASE,
)
_NO_SUBJECT = frozenset(
    stem(word)
    for word in [
        "university",
        "undergraduate",
        "postgraduate",
        "bachelor",
        "master",
        "doctorate",
        "higher",
        "relevant",
        "related",
        "associate",
        "college",
        "honours",
        "advanced",
        "technical",
        "four-year",
        "first",
        "good",
        "formal",
        "recognised",
        "field",
        "subject",
        "discipline",
        "equivalent",
        "similar",
        "professional",
        "degree",
        "diploma",
        "level",
        "business-related",
        "any",
        "numerate",
        "above",
        "better",
        "higher",
    ]
)
_NAMES_DEGREE = re.compile(
    r"\b(?:degree|B\.?Sc|B\.?A|B\.?Eng|M\.?Sc|M\.?Eng|MBA|Ph\.?D|bachelor|master of|master's|doctorate|diploma|HND|HNC|NVQ|SVQ)\b"
)
_OTHER_PAPER = re.compile(
    r"\b(?:equivalent|comparable|similar) (?:\w+ )?(?:qualification|degree|diploma|certificate|award)s?\b(?!.*\bexperience\b)",
    re.IGNORECASE,
)
"""A way round a degree that is a paper too, so that years do not stand in for it."""
_ANOTHER_FIELD = re.compile(
    r"\bor (?:an? )?(?:\w+ly )?(?:comparable|similar|related|equivalent|relevant) (?:\w+ )?(?:field|discipline|subject|area)s?\b",
    re.IGNORECASE,
)
"""Another subject that will do, which is no way round the degree."""
_OF_DIPLOMA = re.compile(r"\b(?P<before>[\w-]+(?: [\w-]+){0,4}) (?:diploma|certificate)\b", re.IGNORECASE)
_FIRST = re.compile(r"[,(]\s*(?:first|1st)(?=\s*(?:[,)]|$|class\b|honours\b))", re.IGNORECASE | re.MULTILINE)
"""A first-class degree as it stands beside the subject: "BSc Mathematics, First, 2016"."""
_EXPERIENCE_COUNTS = 60


class Held(NamedTuple):
    """A course of study of the CV."""

    level: int
    statement: Statement
    finished: bool


def held(cv: Cv) -> list[Held]:
    """The courses of study of the CV with their level, highest first."""
    out = []
    schooled = any(statement.kind == "education" for statement in cv.statements)
    for statement in cv.statements:
        if statement.kind not in ("education", "certificate") and (schooled or statement.kind != "line"):
            continue
        if statement.kind != "education" and not _NAMES_DEGREE.search(statement.text):
            continue
        for line in statement.text.split("\n"):
            level = level_in(line)
            if level:
                out.append(Held(level, statement, not cues("incomplete").hits(line)))
    return sorted(out, key=lambda one: (-one.level, one.statement.number))


def judge_degree(text: str, degree: Degree, cv: Cv) -> Finding:
    """A degree asked, its subject and class if they are named, and the ways round it."""
    wanted = LADDER.index("master" if degree == "professional" else degree)
    subject = subject_of(text)
    counts = bool(cues("studying_counts").hits(text))
    found = [one for one in held(cv) if one.finished or (counts and not cues("broken_off").hits(one.statement.text))]
    result = _by_level(text, wanted, subject, found, cv)
    if result.coverage != "met" and cues("alternatives", "equivalent").hits(_ANOTHER_FIELD.sub("", text)) and not _OTHER_PAPER.search(text):
        instead = _by_experience(text, subject, cv)
        if instead is not None and (result.coverage == "missing" or instead.coverage == "met"):
            return replace(instead, evidence=merged([result, instead])) if result.coverage == "partial" else instead
    return result


def _by_level(text: str, wanted: int, subject: Sequence[Concept], found: Sequence[Held], cv: Cv) -> Finding:
    best: Finding | None = None
    for one in found:
        under = wanted - one.level
        if under > 1:
            continue
        fits = (
            not subject
            or overlap(subject, stems(one.statement.text)) >= 0.3
            or bool(cues("related_field").hits(text))
            or _near(subject, one, cv)
        )
        classed = _class_reached(text, one.statement.text)
        reached = under <= 0 and fits and classed
        name = "degree reaches the level" if under <= 0 else "degree under the level"
        note = (
            ""
            if reached
            else "a level under"
            if under > 0
            else "another subject"
            if not fits
            else "class under the one asked or not stated"
        )
        finding = Finding(
            "met" if reached else "partial", (one.statement,), (("education", weight("place", "education")), (name, weight("fit", name))), note=note, text=text,  # noqa: E501
        )  # fmt: skip
        if best is None or (best.coverage == "partial" and reached):
            best = finding
    return best or Finding("missing", tuple(one.statement for one in found[:1]), text=text)


def _near(subject: Sequence[Concept], one: Held, cv: Cv) -> bool:
    """Whether the subject is the nearest in meaning of all the CV's lines of study, and near enough."""
    asked = " ".join(concept.form for concept in subject)
    return cv.likeness(asked)[one.statement.number] >= 0.4


def _by_experience(text: str, subject: Sequence[Concept], cv: Cv) -> Finding | None:
    """Five years in the field stand in for a degree where the posting leaves that open."""
    of = " ".join(concept.form for concept in subject)
    stretch = stretch_of(of, cv) if of else stretch_of("", cv)
    if stretch.months < _EXPERIENCE_COUNTS and of:
        stretch = stretch_of("", cv)
    if stretch.months < _EXPERIENCE_COUNTS / 2:
        return None
    evidence = tuple(s for work in stretch.works for s in cv.of_work(work) if s.kind == "post")[:3]
    if not evidence:
        return None
    shares = (("dated posts", weight("place", "dated posts")), ("years reach the target", weight("fit", "years reach the target")))
    reached = stretch.months >= _EXPERIENCE_COUNTS
    return Finding("met" if reached else "partial", evidence, shares, note="experience in place of the degree", text=text)


def subject_of(text: str) -> tuple[Concept, ...]:
    """The words of the subject that a degree is asked in; empty where any will do."""
    for pattern, group in ((_SUBJECT, "after"), (_BEFORE, "before"), (_OF_DIPLOMA, "before")):
        match = pattern.search(text)
        if match is None:
            continue
        found = tuple(c for c in concepts(bare(match[group])) if c.stem not in _NO_SUBJECT)
        if found:
            return found
    return ()


def _class_reached(text: str, said: str) -> bool:
    asked = _class_of(text)
    if asked is None:
        return True
    have = 0 if _FIRST.search(said) else _class_of(said)
    return have is not None and have <= asked


def _class_of(text: str) -> int | None:
    """The class of a degree that a text names, 0 the best; None for none."""
    folded = fold(text)
    for rank, names in enumerate(matching()["grades"]):
        for name in names:
            if str(name) != "first" and re.search(rf"(?<![\w:.]){re.escape(fold(str(name)))}(?![\w:])", folded):
                return rank
    return None
