"""A run of a drill: what is asked at which level, what each act does to it, its score, and what the mistakes over runs say.

A level says what is made harder, in the order of what an interview takes away: the numbers you know, the hints, the time, the small
steps. The next run of a drill is a level higher after 80 of 100, a level lower under 50, else the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from loopready.engines.drill import instance
from loopready.engines.drill_steps import carried, ends
from loopready.engines.judging import check
from loopready.model import (
    AskedQuestion,
    Drill,
    DrillAnswer,
    DrillInstance,
    DrillLevel,
    DrillMark,
    DrillRun,
    DrillSlip,
    DrillStanding,
    InputError,
    Scorecard,
)

LEVELS = (
    DrillLevel(number=1, drawn=False, says="The guide’s own numbers, every hint, no clock."),
    DrillLevel(number=2, drawn=True, says="Fresh numbers, every hint, no clock."),
    DrillLevel(number=3, drawn=True, hints=1, pace=1.0, says="Fresh numbers, one hint a question, the drill’s own time."),
    DrillLevel(number=4, drawn=True, hints=0, pace=0.75, says="Fresh numbers, no hints, three quarters of the time."),
    DrillLevel(number=5, drawn=True, hints=0, pace=0.75, whole=True, says="As level 4, and the numbers on the way are not asked for."),
)
WORTH = (0.6, 0.7, 0.8, 0.9, 1.0)
"""What a full score shows at each level, as a share of mastery."""
RISES, FALLS = 80.0, 50.0
IDLE = dt.timedelta(minutes=10)
"""The longest pause that counts whole as time on a question."""
A_HINT = 0.25
LEAST_WITH_HINTS = 0.25
CARRIED = 0.75
LATE = 0.5
WORDS_COUNT = 2.0
"""What an answer in words weighs beside a number, a choice or an order."""
MOST_WORDS, MOST_NUMBER = 20_000, 400
JUST_DONE = 0.5
"""What the drill that was run last keeps of its rank: another one comes first where it is nearly as needed."""

MarkWords = Callable[[AskedQuestion, str], Scorecard]


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A drill that may come next: its id, and how likely such a one is asked, 0 to 1."""

    id: str
    likelihood: float


@dataclass(frozen=True, kw_only=True)
class PastRun:
    """A run that is done, and the exercise that keeps it. ``score`` is None where nothing of it could be judged."""

    exercise: str = ""
    run: DrillRun
    score: float | None
    ended: dt.datetime


def level_of(number: int) -> DrillLevel:
    """The level of this number. InputError where there is none."""
    if not 1 <= number <= len(LEVELS):
        raise InputError("no_level", f"give a level from 1 to {len(LEVELS)}", name=str(number)[:20])
    return LEVELS[number - 1]


def begun(
    drill: Drill, id: str, *, level: DrillLevel, seed: int | None, now: dt.datetime, job_figures: Mapping[str, float] | None = None
) -> DrillRun:  # fmt: skip
    """A new run; equal arguments give equal ones. ``job_figures`` are the posting's own numbers, used where they fit."""
    made = instance(drill, seed=seed, job_figures=job_figures)
    asked = set(ends(drill)) if level.whole else {question.id for question in made.questions}
    questions = tuple(question for question in made.questions if question.id in asked)
    return DrillRun(
        drill=id, level=level, minutes=drill.minutes, instance=made.model_copy(update={"questions": questions}),
        answers=tuple(DrillAnswer(question=question.id) for question in questions), touched=now,
    )  # fmt: skip


def question_of(run: DrillRun, id: str) -> AskedQuestion:
    """A question of a run. InputError where it has none of that id."""
    found = next((question for question in run.instance.questions if question.id == id), None)
    if found is None:
        raise InputError("not_found", "this drill has no such question; go on with the one shown", name=id[:40])
    return found


def answer_of(run: DrillRun, id: str) -> DrillAnswer:
    """The answer to a question of a run. InputError where it has none of that id."""
    question_of(run, id)
    return next(answer for answer in run.answers if answer.question == id)


def hints_left(run: DrillRun, id: str) -> int:
    """How many more hints a question gives at this run's level."""
    total = len(question_of(run, id).hints)
    most = total if run.level.hints is None else min(total, run.level.hints)
    return max(0, most - answer_of(run, id).hints)


def typed(run: DrillRun, id: str, text: str, *, now: dt.datetime) -> DrillRun:
    """The run with what was typed so far. InputError where the question was answered already, or the text is too long."""
    answer = _open(run, id)
    return _with(run, answer.model_copy(update={"typed": _fitting(run, id, text), "mark": None}), now=now)


def hinted(run: DrillRun, id: str, text: str, *, now: dt.datetime) -> DrillRun:
    """The run with one more hint opened. InputError as ``typed`` says, or where the level gives none (any more)."""
    answer = _open(run, id)
    if hints_left(run, id) == 0:
        says = "this level gives no hint" if run.level.hints == 0 else "there is no further hint; answer, or look at the step"
        raise InputError("no_hint", says, name="this question")
    return _with(run, answer.model_copy(update={"typed": _fitting(run, id, text), "hints": answer.hints + 1}), now=now)


def shown(run: DrillRun, id: str, text: str, *, now: dt.datetime) -> DrillRun:
    """The run with a question's worked step shown in place of an answer. InputError as ``typed`` says."""
    answer = _open(run, id)
    return _with(run, answer.model_copy(update={"typed": _fitting(run, id, text), "state": "shown", "points": 0.0}), now=now)


def checked(
    run: DrillRun, id: str, text: str, *, now: dt.datetime, drill: Drill | None = None, mark_words: MarkWords | None = None
) -> DrillRun:  # fmt: skip
    """The run with an answer checked. One that can not be read stays open with its mark, which says what to change.

    ``drill`` lets a number that follows from an earlier wrong one be seen as such; ``mark_words`` judges answers in words.

    Raises:
        InputError: as ``typed`` says, or nothing was written.
    """
    answer, question = _open(run, id), question_of(run, id)
    said = _fitting(run, id, text)
    if not said.strip():
        raise InputError("empty", "nothing is written; answer, or look at the step", name="your answer")
    mark, card = _judged(run.instance, question, said, drill=drill, wrong=_wrong_numbers(run.answers), mark_words=mark_words)
    if mark.state == "unread":
        return _with(run, answer.model_copy(update={"typed": said, "mark": mark}), now=now)
    timed = _with(run, answer.model_copy(update={"typed": said, "state": "checked", "mark": mark, "card": card}), now=now)
    late = run.limit is not None and timed.seconds > run.limit
    given = answer_of(timed, id)
    points = _points(question, mark, card, hints=given.hints, late=late)
    return _replaced(timed, given.model_copy(update={"late": late, "points": points}))


def _open(run: DrillRun, id: str) -> DrillAnswer:
    answer = answer_of(run, id)
    if answer.state != "open":
        raise InputError("changed_elsewhere", "this question was answered in another window; go on with the next", name="this question")
    return answer


def _fitting(run: DrillRun, id: str, text: str) -> str:
    """A text as it is kept. InputError where it is longer than such an answer can be."""
    most = MOST_WORDS if question_of(run, id).kind == "text" else MOST_NUMBER
    said = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if len(said) > most:
        raise InputError("too_large", f"an answer to this holds up to {most:,} letters, and this one has {len(said):,}", name="your answer")
    return said


def _with(run: DrillRun, answer: DrillAnswer, *, now: dt.datetime) -> DrillRun:
    """The run with an answer changed at a moment, and the time since the last act put to its question."""
    spent = min(max(now - run.touched, dt.timedelta()), IDLE).total_seconds()
    changed = answer.model_copy(update={"seconds": answer.seconds + spent})
    return _replaced(run, changed).model_copy(update={"touched": max(now, run.touched)})


def _replaced(run: DrillRun, answer: DrillAnswer) -> DrillRun:
    answers = tuple(answer if each.question == answer.question else each for each in run.answers)
    return run.model_copy(update={"answers": answers})


def graded(made: DrillInstance, said: Mapping[str, str], *, drill: Drill, mark_words: MarkWords | None = None) -> tuple[DrillAnswer, ...]:
    """The answers to questions of an instance, by the questions' ids, each with its mark; what can not be read has no points."""
    out: list[DrillAnswer] = []
    for question in made.questions:
        if question.id not in said:
            continue
        text = said[question.id]
        mark, card = _judged(made, question, text, drill=drill, wrong=_wrong_numbers(out), mark_words=mark_words)
        read = mark.state != "unread"
        points = _points(question, mark, card, hints=0, late=False) if read else 0.0
        out.append(
            DrillAnswer(
                question=question.id, typed=text, state="checked" if read else "open", mark=mark, card=card, points=points
            )
        )  # fmt: skip
    return tuple(out)


def _judged(
    made: DrillInstance, question: AskedQuestion, said: str, *, drill: Drill | None, wrong: Mapping[str, float],
    mark_words: MarkWords | None,
) -> tuple[DrillMark, Scorecard | None]:  # fmt: skip
    mark = check(question, said)
    if mark.state == "wrong" and drill is not None:
        mark = carried(drill, made, mark, wrong)
    card = mark_words(question, said) if question.kind == "text" and mark_words is not None and said.strip() else None
    return mark, card


def _wrong_numbers(answers: Sequence[DrillAnswer]) -> dict[str, float]:
    return {
        each.question: float(each.mark.said)
        for each in answers
        if each.mark is not None and each.mark.state == "wrong" and isinstance(each.mark.said, int | float)
    }


def _points(question: AskedQuestion, mark: DrillMark, card: Scorecard | None, *, hints: int, late: bool) -> float | None:
    """What an answer is worth, 0 to 1; None where words could not be judged.

    A right one less a quarter a hint; a right step from an earlier wrong number three quarters; an order half of its share of pairs
    that stand right; words their marks. After the time, half.
    """
    if question.kind == "text":
        full = None if card is None or card.overall is None else card.overall / 100
    elif mark.state == "right":
        full = 1.0
    elif mark.mistake == "carried":
        full = CARRIED
    else:
        full = 0.5 * _in_order(question, mark) if question.kind == "order" else 0.0
    if full is None:
        return None
    helped = max(full - A_HINT * hints, min(full, LEAST_WITH_HINTS))
    return helped * (LATE if late else 1.0)


def _in_order(question: AskedQuestion, mark: DrillMark) -> float:
    """The share of pairs of steps that stand in their right order."""
    said = str(mark.said).split(" > ")
    place = {step: at for at, step in enumerate(said)}
    right = question.right_order
    pairs = [(a, b) for at, a in enumerate(right) for b in right[at + 1 :]]
    return sum(place.get(a, 0) < place.get(b, 0) for a, b in pairs) / len(pairs) if pairs else 0.0


def score_of(made: DrillInstance, answers: Sequence[DrillAnswer]) -> float | None:
    """The score of answers, 0 to 100: the mean of their points, words counting double; None where nothing could be judged."""
    words = {question.id for question in made.questions if question.kind == "text"}
    weighed = [(WORDS_COUNT if each.question in words else 1.0, each.points) for each in answers if each.points is not None]
    total = sum(weight for weight, _ in weighed)
    return round(100 * sum(weight * points for weight, points in weighed) / total, 1) if total else None


def ended(run: DrillRun, *, now: dt.datetime) -> DrillRun:
    """The run with what is still open counted as not answered."""
    open_ = [answer for answer in run.answers if answer.state == "open"]
    for answer in open_[:1]:
        run = _with(run, answer, now=now)
    for answer in open_:
        held = answer_of(run, answer.question)
        run = _replaced(run, held.model_copy(update={"state": "shown", "points": 0.0}))
    return run


def standing(drill: str, past: Sequence[PastRun]) -> DrillStanding:
    """Where a person stands with a drill, from their runs in any order."""
    own = sorted((each for each in past if each.run.drill == drill), key=lambda each: each.ended)
    level = 1
    best = 0.0
    for each in own:
        number, score = each.run.level.number, each.score or 0.0
        level = number + (score >= RISES) - (score < FALLS)
        best = max(best, score / 100 * WORTH[number - 1])
    return DrillStanding(
        drill=drill, runs=len(own), level=min(max(level, 1), len(LEVELS)), last=own[-1].score if own else None, best=best
    )  # fmt: skip


def shown_of(past: PastRun) -> int:
    """What a run shows, 0 to 100: its score times what its level is worth."""
    return round((past.score or 0.0) * WORTH[past.run.level.number - 1])


def next_drill(offered: Sequence[Offered], past: Sequence[PastRun]) -> str | None:
    """The drill to run next: likelihood x what is not shown yet, the one run last half as urgent; None where none is offered."""
    last = max(past, key=lambda each: each.ended).run.drill if past else None

    def rank(each: Offered) -> tuple[float, str]:
        gap = 1.0 - standing(each.id, past).best
        return -each.likelihood * gap * (JUST_DONE if each.id == last else 1.0), each.id

    return min(offered, key=rank).id if offered else None


def next_seed(drill: str, past: Sequence[PastRun], *, level: DrillLevel) -> int | None:
    """The seed of the next run: fresh numbers each time; None for the guide's own."""
    return 1 + sum(each.run.drill == drill for each in past) if level.drawn else None


def slips(past: Sequence[PastRun]) -> tuple[DrillSlip, ...]:
    """The mistakes made in runs, those not mended since first, then the most frequent, then the latest."""
    found: dict[tuple[str, str, str], DrillSlip] = {}
    for each in sorted(past, key=lambda run: run.ended):
        for answer in each.run.answers:
            mark = answer.mark
            if mark is None or answer.state != "checked":
                continue
            for key, slip in list(found.items()):
                if key[:2] == (each.run.drill, answer.question) and mark.state == "right":
                    found[key] = slip.model_copy(update={"right_since": True})
            if mark.state == "wrong" and mark.mistake is not None and mark.mistake != "carried":
                key = (each.run.drill, answer.question, mark.mistake)
                found[key] = _slip(each, answer, mark, before=found.get(key))
    ordered = sorted(found.values(), key=lambda slip: slip.last, reverse=True)
    return tuple(sorted(ordered, key=lambda slip: (slip.right_since, -slip.times)))


def _slip(past: PastRun, answer: DrillAnswer, mark: DrillMark, *, before: DrillSlip | None) -> DrillSlip:
    question = question_of(past.run, answer.question)
    return DrillSlip(
        drill=past.run.drill, title=past.run.instance.title, question=answer.question, ask=question.ask, mistake=str(mark.mistake),
        says=mark.says, step=mark.step, times=before.times + 1 if before else 1, last=past.ended,
    )  # fmt: skip
