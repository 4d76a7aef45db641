"""A draft held against the written criteria of its paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from loopready.engines.lexicon import table, word_set
from loopready.engines.text import BLANK
from loopready.model.paper import CriterionMark, CriterionState, Paper, PaperCaution, PaperCriterion, PaperMark, PaperSpan
from loopready.practice.papers.harming import harms_of
from loopready.practice.papers.reading import DraftReading, Part, read_draft
from loopready.practice.papers.seeking import Found, Seeker
from loopready.practice.papers.signs import is_who
from loopready.practice.privacy import cautions

SHARES: dict[CriterionState, float] = {"present": 1.0, "thin": 0.4, "missing": 0.0}
_MOST_QUOTES = 4
_MARKS = re.compile(r"[*#|]|^[ \t]*(?:[-+•]|\d{1,2}[.)])(?=\s)", re.MULTILINE)
"""Marks of a layout, which would be taken for the beginning of a sentence."""


def mark_paper(paper: Paper, draft: str, *, given: Iterable[str] = ()) -> PaperMark:
    """What a draft holds of the paper's criteria, and what in it would hurt.

    ``given`` are further texts whose sentences do not count, such as the worked example where somebody else than its author is marked;
    the paper's criteria and skeleton never count.
    """
    reading = read_draft(draft, given=(*_own_texts(paper), *given))
    count = len(reading.said)
    unmarked = _unmarked(reading)
    if unmarked:
        return PaperMark(paper=paper.id, unmarked=unmarked, words=count, blanks=draft.count(BLANK), left_out=_left_out(reading))
    seeker = Seeker(paper, reading)
    marks = tuple(_mark_of(each, seeker.find(each.id), draft) for each in paper.criteria)
    harms = harms_of(paper, reading)
    share = sum(each.weight * SHARES[mark.state] for each, mark in zip(paper.criteria, marks, strict=True))
    points = 100 * share / sum(each.weight for each in paper.criteria) - int(table("papers_harms")["points"]) * len(harms)
    return PaperMark(
        paper=paper.id,
        score=max(0, round(points)),
        words=count,
        length="short" if count < paper.length.low else "long" if count > paper.length.high else "fits",
        criteria=marks,
        harms=harms,
        blanks=draft.count(BLANK),
        left_out=_left_out(reading),
    )


def _own_texts(paper: Paper) -> Iterator[str]:
    """The texts of a paper that a writer sees: criteria and skeleton."""
    yield from (paper.says, paper.for_whom, paper.when, paper.skeleton)
    for each in paper.criteria:
        yield from (each.name, each.looks_for, each.thin, each.ask)


def _unmarked(reading: DraftReading) -> str:
    """Why there is nothing to mark; empty where there is."""
    rules = table("papers")
    said = reading.said
    if len(said) < rules["fewest_words"]:
        return f"There are {len(said)} words so far; from {rules['fewest_words']} on it is held against the criteria."
    if sum(word in word_set("marking_judging", "small") for word in said) < rules["english"] * len(said):
        return "This does not read as English sentences, and the criteria are looked for in English."
    return ""


def _mark_of(criterion: PaperCriterion, found: Found, draft: str) -> CriterionMark:
    says = {"present": criterion.looks_for, "thin": criterion.thin, "missing": f"Nothing of it was found. {criterion.looks_for}"}
    return CriterionMark(
        criterion=criterion.id,
        name=criterion.name,
        state=found.state,
        looks_for=criterion.looks_for,
        says=says[found.state],
        ask="" if found.state == "present" else criterion.ask,
        evidence=tuple(_span(part, draft) for part in found.parts[:_MOST_QUOTES]),
    )


def _span(part: Part, draft: str) -> PaperSpan:
    return PaperSpan(start=part.start, end=part.end, quote=draft[part.start : part.end])


def _left_out(reading: DraftReading) -> dict[str, tuple[PaperSpan, ...]]:
    out: dict[str, list[PaperSpan]] = defaultdict(list)
    for part in reading.parts:
        if part.index in reading.left_out:
            out[reading.left_out[part.index]].append(_span(part, reading.text))
    return {why: tuple(spans) for why, spans in out.items()}


def cautions_of(draft: str, *, known: str = "") -> tuple[PaperCaution, ...]:
    """Persons, customers and private matters that a draft names; ``known`` is the writer's CV, whose names need no caution.

    An employer's figures are not cautioned one by one, since every paper has them.
    """
    bare = _MARKS.sub(lambda match: "\n" if match.group() == "|" else " " * len(match.group()), draft)
    found = (
        each for each in cautions(bare, known=known) if each.kind != "figure" and not _is_no_name(each.kind, bare, each.start, each.end)
    )
    return tuple(
        PaperCaution(kind=each.kind, prompt=each.prompt, start=each.start, end=each.end, quote=draft[each.start : each.end])
        for each in found
    )


def _is_no_name(kind: str, text: str, start: int, end: int) -> bool:
    """Whether a "name" is one capitalised word that opens a sentence, or a role or team: papers are full of both."""
    if kind not in ("person", "customer") or " " in text[start:end]:
        return False
    return text[:start].rstrip(" ")[-1:] in ("", "\n", ".", "!", "?", ":") or is_who(text[start:end])
