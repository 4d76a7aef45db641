"""A second opinion on an answer: one criterion a call, and what of a model's level is left by the answer's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loopready.engines.lexicon import table
from loopready.engines.text import sentences
from loopready.model import (
    AnswerQuote,
    CapHeld,
    Difference,
    Mark,
    OpinionMark,
    PracticeQuestion,
    Prompt,
    Quoted,
    RubricCriterion,
    Scorecard,
    SecondOpinion,
)
from loopready.practice.guest.wording import instructions_of
from loopready.practice.marking.capping import caps_of
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, words_of
from loopready.practice.marking.judging import speaks_to_marker
from loopready.practice.marking.marker import finding_of, given_texts, overall
from loopready.practice.marking.reading import read
from loopready.practice.rubrics import lens_criteria, rubric_of

LEASH = 2
"""How far a level may lie over what our own reading finds in the words it quotes."""
CALCULATED = "numbers"
"""The criterion that is calculated: no matter of opinion."""
FIT = "fit"
MOST_QUOTES = 4
WITHHELD = "[…]"
"""Stands for a sentence that tells the marker what to do."""
_LEAST_LETTERS = 8
"""A quote of fewer shows nothing."""
_TOKENS = 700
_SHARE = {"yes": 1.0, "partly": 0.5, "no": 0.0}
_NOT_ASKED = "the model was not asked, or gave no answer in time"
_NOT_THERE = "it quoted words that are not in the answer"
_NO_QUOTE = "it gave a level without words of the answer to rest on"
_SPOKE = "it rested on words that tell the marker what to do, or that repeat the question"


def asked_criteria(question: PracticeQuestion, card: Scorecard) -> tuple[str, ...]:
    """The criteria on which a second opinion is asked: those of today's rubric that the engine judges and does not calculate."""
    known = {each.id for each in rubric_of(question.type).criteria} | set(lens_criteria())
    judged = [mark.criterion for mark in card.marks if mark.level is not None and mark.criterion in known]
    return tuple(id for id in judged if id != CALCULATED and (id != FIT or question.checks))


def opinion_prompts(question: PracticeQuestion, text: str, card: Scorecard) -> dict[str, Prompt]:
    """Criterion -> what is asked of it. Sentences of the answer that tell the marker what to do do not go along."""
    data = (Quoted(name="question", text=question.text), Quoted(name="answer", text=without_orders(text)))
    out: dict[str, Prompt] = {}
    for id in asked_criteria(question, card):
        if id == FIT:
            out[id] = _fit_prompt(question, data)
        else:
            schema = {
                "type": "object",
                "properties": {
                    "level": {"type": "integer", "minimum": 1, "maximum": 5},
                    "quotes": {"type": "array", "items": {"type": "string", "maxLength": 1_000}, "maxItems": MOST_QUOTES},
                },
                "required": ["level", "quotes"], "additionalProperties": False,
            }  # fmt: skip
            out[id] = Prompt(purpose="judge", instructions=_instructions(_criterion(question, id)), data=data, answer_schema=schema,
                             max_tokens=_TOKENS)  # fmt: skip
    return out


def _fit_prompt(question: PracticeQuestion, data: tuple[Quoted, ...]) -> Prompt:
    names = [f"check_{number}" for number in range(1, len(question.checks) + 1)]
    checks = tuple(Quoted(name=name, text=check.text) for name, check in zip(names, question.checks, strict=True))
    each = {
        "type": "object",
        "properties": {
            "check": {"type": "string", "enum": names}, "met": {"type": "string", "enum": list(_SHARE)},
            "quote": {"type": "string", "maxLength": 1_000},
        },
        "required": ["check", "met", "quote"], "additionalProperties": False,
    }  # fmt: skip
    schema = {
        "type": "object", "properties": {"checks": {"type": "array", "items": each, "maxItems": 2 * len(names)}},
        "required": ["checks"], "additionalProperties": False,
    }  # fmt: skip
    return Prompt(
        purpose="judge", instructions=instructions_of("judge_fit"), data=(*data, *checks), answer_schema=schema, max_tokens=_TOKENS
    )  # fmt: skip


def _criterion(question: PracticeQuestion, id: str) -> RubricCriterion:
    own = next((each for each in rubric_of(question.type).criteria if each.id == id), None)
    return own or lens_criteria()[id]


def _instructions(criterion: RubricCriterion) -> str:
    scale, at = table("marking_rubric")["scale"], criterion.anchors
    return instructions_of("judge").format(
        looks_for=criterion.looks_for, one=at[1], three=at[3], five=at[5], two=scale["level_2"], four=scale["level_4"], doubt=scale["doubt"]
    )


def without_orders(text: str) -> str:
    """An answer in which each sentence that tells the marker what to do is ``[…]``."""
    out, at = [], 0
    for start, end in sentences(text):
        if speaks_to_marker(text[start:end]):
            out += [text[at:start], WITHHELD]
            at = end
    return "".join([*out, text[at:]])


@dataclass(frozen=True)
class _Said:
    """What a model said of a criterion, its quotes found in the answer; ``refused`` says why it may not stand."""

    level: int | None = None
    quotes: tuple[AnswerQuote, ...] = ()
    refused: str = ""


class Judgement:
    """The answers of a model on one answer of a person, held to its words."""

    def __init__(self, question: PracticeQuestion, text: str, card: Scorecard) -> None:
        self._question, self._text, self._card = question, text, card
        self._given = given_texts(question)
        self._held = Evidence(read(text, given=self._given))
        self._shown = [" ".join(each.split()).casefold() for each in self._given]
        self._ordered = any(speaks_to_marker(text[start:end]) for start, end in sentences(text))

    def opinion(self, said: Mapping[str, Mapping[str, Any] | None], *, by: str) -> SecondOpinion:
        """The second opinion. ``said`` holds the answers by criterion, None where there was none.

        A level stands where each of its quotes is in the answer, none of them repeats the question or the rubric or tells the marker what
        to do, and it lies at most two over what our own reading finds in the sentences that it quotes. Where the answer tells the marker
        what to do anywhere, no level lies over the engine's. The caps that our reading found hold, and so do those that the levels ask for.
        """
        marks = tuple(
            self._mark(mark, said.get(mark.criterion))
            for mark in self._card.marks
            if mark.criterion in asked_criteria(self._question, self._card)
        )
        refused = sum(mark.level is None for mark in marks)
        caps = self._caps(marks)
        whole = bool(marks) and not refused
        return SecondOpinion(
            by=by, question=self._question.id, overall=self._overall(marks, caps) if whole else None, marks=marks, caps=caps,
            differences=_differences(self._card.marks, marks), refused=refused,
            unscored=None if whole else f"{refused} of {len(marks)} criteria could not be judged by the model",
        )  # fmt: skip

    def _mark(self, mark: Mark, said: Mapping[str, Any] | None) -> OpinionMark:
        given = _Said(refused=_NOT_ASKED) if said is None else self._fit(said) if mark.criterion == FIT else self._level(said)
        if given.level is None:
            return OpinionMark(criterion=mark.criterion, level=None, unscored=given.refused)
        level = min(given.level, self._most(mark, given.quotes))
        quotes = given.quotes if level > 1 else ()
        return OpinionMark(criterion=mark.criterion, level=level, said=given.level, quotes=quotes, why=_why(mark.criterion, level))

    def _most(self, mark: Mark, quotes: Sequence[AnswerQuote]) -> int:
        """The highest level that a model may give a criterion with these quotes."""
        engine = mark.level or 1
        if self._ordered:
            return engine
        if mark.criterion == FIT:
            return 1 if any(cap.id == "other_question" for cap in self._card.caps) else engine + LEASH
        found = finding_of(self._question, mark.criterion, Evidence(read(self._around(quotes), given=self._given)))
        return (found.level or 1) + LEASH

    def _around(self, quotes: Sequence[AnswerQuote]) -> str:
        """The sentences of the answer in which the quotes stand."""
        touched = [
            self._text[start:end]
            for start, end in sentences(self._text)
            if any(start < quote.end and quote.start < end for quote in quotes)
        ]
        return "\n\n".join(touched)

    def _level(self, said: Mapping[str, Any]) -> _Said:
        level = int(said["level"])
        if level == 1:
            return _Said(1)
        return self._resting(level, [str(quote) for quote in said["quotes"]])

    def _fit(self, said: Mapping[str, Any]) -> _Said:
        """The level by the checks met: 1 + 4 x their share, rounded down; a check that was not answered is not met."""
        shares: dict[str, float] = {}
        quotes: list[str] = []
        for each in said["checks"]:
            if each["check"] not in shares:
                shares[each["check"]] = _SHARE[each["met"]]
                quotes += [str(each["quote"])] if _SHARE[each["met"]] else []
        level = int(1 + 4 * sum(shares.values()) / len(self._question.checks) + 1e-9)
        return self._resting(level, quotes) if quotes else _Said(1)

    def _resting(self, level: int, quotes: Sequence[str]) -> _Said:
        if not quotes:
            return _Said(refused=_NO_QUOTE)
        found = [found_quote(quote, self._text) for quote in quotes]
        places = tuple(dict.fromkeys(each for each in found if each is not None))
        if None in found:
            return _Said(refused=_NOT_THERE)
        if any(self._is_no_evidence(each) for each in places):
            return _Said(refused=_SPOKE)
        return _Said(level, places)

    def _is_no_evidence(self, quote: AnswerQuote) -> bool:
        """Whether the words, or a sentence they stand in, tell the marker what to do, or are the question's or the rubric's own."""
        around = [(s, e) for s, e in sentences(self._text) if s < quote.end and quote.start < e]
        plain = " ".join(quote.quote.split()).casefold()
        return any(speaks_to_marker(self._text[s:e]) for s, e in around) or any(plain in shown for shown in self._shown)

    def _caps(self, marks: Sequence[OpinionMark]) -> tuple[CapHeld, ...]:
        """The caps that hold by our reading, and those that the opinion's levels ask for; the engine's stand where one is refused."""
        findings = {each.id: Finding(None) for each in rubric_of(self._question.type).criteria}
        findings |= {mark.criterion: Finding(mark.level) for mark in self._card.marks}
        findings |= {mark.criterion: Finding(mark.level) for mark in marks if mark.level is not None}
        other = any(cap.id == "other_question" for cap in self._card.caps)
        asked = caps_of(self._question.type, findings, self._held, other=other)
        known = {cap.id for cap in self._card.caps}
        return (*self._card.caps, *(cap for cap in asked if cap.id not in known))

    def _overall(self, marks: Sequence[OpinionMark], caps: Sequence[CapHeld]) -> int:
        """By the scorecard's formula; what is calculated counts as it was."""
        levels = {mark.criterion: mark.level for mark in marks}
        as_marks = tuple(mark.model_copy(update={"level": levels.get(mark.criterion, mark.level)}) for mark in self._card.marks)
        return overall(as_marks, [cap.at_most for cap in caps])


def _why(criterion: str, level: int) -> str:
    said = words_of(criterion)
    at_level = said["found"]
    assert isinstance(at_level, dict)
    return str(at_level.get(level, said["sought"]))


def _differences(engine: Sequence[Mark], marks: Sequence[OpinionMark]) -> tuple[Difference, ...]:
    levels = {mark.criterion: mark.level for mark in engine}
    found = [
        Difference(criterion=mark.criterion, engine=ours, model=mark.level)
        for mark in marks
        if mark.level is not None and (ours := levels.get(mark.criterion)) is not None and ours != mark.level
    ]
    return tuple(sorted(found, key=lambda each: -abs(each.engine - each.model)))


def found_quote(quote: str, text: str) -> AnswerQuote | None:
    """Where a quote stands in a text, letter by letter; only white space may be told otherwise. None where it does not."""
    parts = quote.split()
    if sum(map(len, parts)) < _LEAST_LETTERS:
        return None
    found = re.search(r"\s+".join(re.escape(part) for part in parts), text)
    if found is None:
        return None
    return AnswerQuote(start=found.start(), end=found.end(), quote=found.group())
