"""The questions of practice: those of a guide, of its drills, and one that somebody typed. Checks and lenses stand before the answer."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.engines.checks import cut_checks
from loopready.engines.figures import numbers
from loopready.engines.lexicon import table
from loopready.engines.passage import expand
from loopready.engines.question_types import lenses_of, type_of
from loopready.engines.text import short_hash, slug
from loopready.model import AskedQuestion, Drill, DrillInstance, Guide
from loopready.model.guide import BankQuestion, Question
from loopready.model.marking import Check, PracticeQuestion

MOST_NUMBERS = 3
"""Numbers that a drill asks for as one question of an interview."""
MOST_MINUTES = 20
_FEWEST = 2
"""A question has at least so many checks."""


def practised(guide: Guide) -> tuple[PracticeQuestion, ...]:
    """All questions of a compiled guide, then its bank, in the guide's order; ids are ``questions/ID`` and ``bank/ID``."""
    return (*(_question(guide, each) for each in guide.questions), *(_banked(guide, each) for each in guide.bank))


def _question(guide: Guide, question: Question) -> PracticeQuestion:
    return PracticeQuestion(
        id=f"questions/{question.id}",
        text=_said(question.text),
        type=question.type or type_of(_said(question.text), story=question.story),
        guide=guide.path,
        tests=_said(question.tests),
        checks=_checks(question.checks or cut_checks(_said(question.tests), " ".join(map(_said, question.great)))),
        lenses=question.lenses or (),
        signals=question.signals,
        rounds=question.rounds,
        by=tuple(dict.fromkeys(each.who for each in guide.rounds if each.id in question.rounds)),
        minutes=question.minutes,
        follow_ups=_all_said(question.follow_ups),
        great=_all_said(question.great),
        average=_all_said(question.average),
        downgrade=_all_said(question.downgrade),
    )


def _banked(guide: Guide, question: BankQuestion) -> PracticeQuestion:
    return PracticeQuestion(
        id=f"bank/{question.id}",
        text=_said(question.text),
        type=question.type or type_of(_said(question.text), story="none"),
        guide=guide.path,
        tests=_said(question.tests),
        checks=_checks(question.checks or cut_checks(_said(question.tests), _said(question.listen))),
        lenses=question.lenses or (),
        signals=question.signals,
        rounds=question.rounds,
        by=question.by,
        minutes=question.minutes,
        great=(_said(question.listen),),
    )


def own_question(text: str, *, leads: bool = False) -> PracticeQuestion:
    """A question that somebody typed: its type by its words, its checks cut from the question itself.

    Args:
        text: the question, of at least one word.
        leads: whether it is practised for a seat that leads people; the manager's lenses are sought only then.
    """
    asked = " ".join(text.split())
    type = type_of(asked)
    parts = [each.rstrip(".?! ") for each in cut_checks(asked)] or [asked]
    if len(parts) < _FEWEST:
        parts.append(str(table("practice_questions")["own"][type]))
    return PracticeQuestion(
        id=f"own/{short_hash(asked)}",
        text=asked,
        type=type,
        tests=asked,
        checks=_checks(parts),
        lenses=lenses_of(asked, type, leads=leads),
    )


def drill_question(instance: DrillInstance, question: AskedQuestion, *, guide: str | None = None, minutes: int = 8) -> PracticeQuestion:
    """A free-text question of a drill with its numbers in place; its checks are the drill's own criteria.

    Raises:
        ValueError: the question is not answered in free text.
    """
    if question.kind != "text":
        raise ValueError(f"{instance.drill}/{question.id} is answered with a {question.kind}, not in words")
    return PracticeQuestion(
        id=f"drills/{instance.drill}/{question.id}",
        text=f"{instance.scenario.strip()} {question.ask.strip()}",
        type="drill",
        guide=guide,
        tests="; ".join(each.title for each in question.rubric),
        checks=_checks([each.title for each in question.rubric]),
        minutes=minutes,
        great=tuple(each.great for each in question.rubric),
        average=tuple(each.average for each in question.rubric),
        downgrade=tuple(each.sinks for each in question.rubric),
    )


def drill_in_words(drill: Drill, made: DrillInstance, *, guide: Guide) -> PracticeQuestion | None:
    """A whole drill as one question of an interview, worked aloud: its situation, up to three of its numbers, then its question in words.

    Numbers that can be read off the situation are not asked for, since saying one would not show that it was worked out. None where
    nothing is left to ask.
    """
    given = [each.value for each in numbers(made.scenario)]
    open_ = [each for each in made.questions if each.kind == "number" and not _is_given(each, given)]
    asked = open_[-MOST_NUMBERS:]
    words = next((each for each in made.questions if each.kind == "text"), None)
    if not asked and words is None:
        return None
    parts = [f"{at}) {each.ask.strip()}" for at, each in enumerate(asked, 1)]
    told = f"Work these out aloud. {' '.join(parts)}" if asked else ""
    then = f"{'Then: ' if asked else ''}{words.ask.strip()}" if words is not None else ""
    rubric = words.rubric if words is not None else ()
    return PracticeQuestion(
        id=f"drills/{drill.id}",
        text=" ".join(part for part in (made.scenario.strip(), told, then) if part),
        type="drill",
        guide=guide.path,
        tests="; ".join(each.title for each in rubric) or drill.title,
        checks=_checks([each.title for each in rubric] or [drill.title]),
        signals=drill.signals,
        rounds=tuple(each.id for each in guide.rounds if drill.id in each.drills),
        by=tuple(dict.fromkeys(each.who for each in guide.rounds if drill.id in each.drills)),
        minutes=min(drill.minutes, MOST_MINUTES),
        great=tuple(each.great for each in rubric),
        average=tuple(each.average for each in rubric),
        downgrade=tuple(each.sinks for each in rubric),
        numbers=tuple(asked),
    )


def _is_given(question: AskedQuestion, given: Sequence[float]) -> bool:
    answer, tolerance = question.answer or 0.0, question.tolerance or 0.0
    return any(abs(value - answer) <= tolerance for value in given)


def _checks(texts: Sequence[str]) -> tuple[Check, ...]:
    """Checks with ids made of their words, each different."""
    taken: dict[str, int] = {}
    out: list[Check] = []
    for text in texts:
        id = slug(text, limit=40)
        taken[id] = taken.get(id, 0) + 1
        out.append(Check(id=id if taken[id] == 1 else f"{id}_{taken[id]}", text=text))
    return tuple(out)


def _said(prose: str) -> str:
    return " ".join(expand(prose).text.split())


def _all_said(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_said(each) for each in texts)
