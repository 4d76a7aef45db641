"""An answer with its marks, as a page shows it: the words lit that a level rests on, the levels with their words, blanks as blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loopready.model import AnswerClaim, Mark, PracticeQuestion, Rubric, Scorecard
from loopready.model.marking import SkeletonLine
from loopready.rendering.scorecard import LEVELS, criterion_name

BLANK = "____"
MET, TOUCHED = 1.0, 0.5


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of an answer: plain, or lit by the criteria whose numbers it bears."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One criterion as it is shown: its number in the answer, its level in words, and the anchors it was judged by."""

    number: int
    name: str
    level: int | None
    word: str
    quote: str | None
    why: str
    looks_for: str
    anchors: tuple[tuple[int, str], ...]
    checks: tuple[tuple[str, str], ...] = ()
    """What the question tests, and whether it was said, touched or not said."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A stretch of a line of the skeleton; ``blank`` is one to fill in."""

    text: str
    blank: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the skeleton: its name, and its lines with what their blanks ask for."""

    name: str
    lines: tuple[tuple[tuple[Run, ...], str | None], ...]


def shown(card: Scorecard, question: PracticeQuestion, rubric: Rubric, lenses: Sequence[tuple[str, str]] = ()) -> tuple[Shown, ...]:
    """The marks in the rubric's order, numbered as the answer's lit words are. ``lenses`` are further criteria: id, what it looks for."""
    tests = {check.id: check.text for check in question.checks}
    looks = {each.id: each.looks_for for each in rubric.criteria} | dict(lenses)
    anchors = {each.id: tuple(sorted(each.anchors.items())) for each in rubric.criteria}
    return tuple(
        Shown(
            number=number, name=criterion_name(mark.criterion), level=mark.level,
            word=LEVELS[mark.level] if mark.level is not None else "not judged", quote=mark.quote,
            why=mark.why if mark.level is not None else mark.unscored or "", looks_for=looks.get(mark.criterion, ""),
            anchors=anchors.get(mark.criterion, ()),
            checks=tuple((tests[id], _said(share)) for id, share in mark.checks.items() if id in tests),
        )
        for number, mark in enumerate(card.marks, 1)
    )  # fmt: skip


def lit(text: str, card: Scorecard | None) -> tuple[Piece, ...]:
    """The answer in pieces; every quoted word is lit, with the numbers of the criteria that quote it."""
    if card is None:
        return (Piece(text=text),)
    spans = [(number, *span) for number, mark in enumerate(card.marks, 1) for span in _spans(mark)]
    edges = sorted({0, len(text), *(at for _, start, end in spans for at in (start, end) if 0 <= at <= len(text))})
    out = []
    for start, end in pairwise(edges):
        numbers = tuple(sorted({number for number, from_, to in spans if from_ <= start and end <= to}))
        out.append(Piece(text=text[start:end], numbers=numbers))
    return tuple(out) or (Piece(text=text),)


def _spans(mark: Mark) -> list[tuple[int, int]]:
    found = [(mark.start, mark.end)] if mark.start is not None and mark.end is not None else []
    return found or [(each.start, each.end) for each in mark.present[:1] if mark.quote is None and mark.level is not None]


def _said(share: float) -> str:
    return "said" if share >= MET else "touched" if share >= TOUCHED else "not said"


def asked_beside(card: Scorecard) -> tuple[AnswerClaim, ...]:
    """The claims that the CV does not carry or that were taken back, those it contradicts first: each is a question."""
    found = [each for each in card.claims if each.retracted or each.state != "supported"]
    return tuple(sorted(found, key=lambda claim: (claim.state == "absent", claim.start)))


def parts(card: Scorecard) -> tuple[Part, ...]:
    """The skeleton, lines that follow each other under one name together."""
    out: list[Part] = []
    for line in card.skeleton:
        name = line.role.replace("_", " ")
        held = (_runs(line), line.hint)
        if out and out[-1].name == name:
            out[-1] = Part(name=name, lines=(*out[-1].lines, held))
        else:
            out.append(Part(name=name, lines=(held,)))
    return tuple(out)


def _runs(line: SkeletonLine) -> tuple[Run, ...]:
    """A line of the skeleton with its blanks apart."""
    out: list[Run] = []
    for place, part in enumerate(line.text.split(BLANK)):
        if place:
            out.append(Run(text=BLANK, blank=True))
        if part:
            out.append(Run(text=part))
    return tuple(out)


def clock(seconds: float) -> str:
    """Minutes and seconds: 3:07."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
