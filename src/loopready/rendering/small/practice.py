"""Practice in pieces: a question with its rubric, a scorecard, a debrief, a drill, stories and a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from loopready.engines.paging import fitted, paged, size_of
from loopready.model import (
    Act,
    AskedQuestion,
    Debrief,
    DoneAct,
    DrillAnswer,
    DrillInstance,
    Interview,
    Plan,
    PlanDay,
    Portfolio,
    PracticeQuestion,
    Rubric,
    Scorecard,
    Story,
    StoryDraft,
    StoryPart,
    Turn,
)  # fmt: skip
from loopready.rendering.small.bounds import MOST_BYTES, PAGE_BYTES, page_of, shortened
from loopready.rendering.small.briefs import small_cites

_SPARE = ("evidence", "segments", "skeleton", "delivery")
"""What a scorecard can best do without where it is too large, in this order."""
_PRESENT = 2
_TITLE = 240
_PART = 1_200
_QUESTION_BYTES = 10_000


def question_json(question: PracticeQuestion, rubric: Rubric, lenses: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A question with what it tests, the criteria it is judged by (levels 1, 3 and 5; lenses by id and what they look for), and anchors."""
    record = {
        "id": question.id, "text": question.text, "type": question.type, "guide": question.guide, "minutes": question.minutes,
        "tests": question.tests, "checks": [check.model_dump(mode="json") for check in question.checks],
        "criteria": [each.model_dump(mode="json") for each in rubric.criteria] + [{"id": id, "looks_for": looks} for id, looks in lenses],
        "great": list(question.great), "average": list(question.average), "downgrade": list(question.downgrade),
        "cites": small_cites(question.cites),
    }  # fmt: skip
    return fitted(record, most=_QUESTION_BYTES, keep=("id", "text", "type"))


def question_line(question: PracticeQuestion) -> dict[str, Any]:
    """A question in a list."""
    return {
        "id": question.id, "text": shortened(question.text, 600), "type": question.type, "tests": shortened(question.tests, 300),
        "minutes": question.minutes, "cites": small_cites(question.cites, letters=200, count=2),
    }  # fmt: skip


def turn_json(interview: Interview, turn: Turn) -> dict[str, Any]:
    """Where a session stands: the words to put, whether they are a follow-up, and the place of the question."""
    ids = [each.id for each in interview.questions()]
    return {
        "session": interview.id, "turn": turn.id, "say": turn.said, "follow_up": turn.of is not None,
        "number": ids.index(turn.of or turn.id) + 1, "of": len(ids), "answered_so_far": shortened(interview.told(turn), 1_500),
    }  # fmt: skip


def scorecard_json(card: Scorecard, *, most: int = MOST_BYTES, **beside: Any) -> dict[str, Any]:
    """A scorecard as the contract has it, with the fields ``beside`` it, of which ``text`` alone may be shortened.

    Of a large one each mark keeps the first words that it rests on; ``left_out`` names what did not fit besides.
    """
    record = {**card.model_dump(mode="json"), **beside}
    if size_of(record) > most:
        record["marks"] = [{**mark, "present": mark["present"][:_PRESENT]} for mark in record["marks"]]
    return fitted(record, most=most, first=_SPARE, keep=("question_type", "overall", "unscored", *(beside.keys() - {"text"})))


def debrief_json(found: Debrief, *, most: int = MOST_BYTES) -> dict[str, Any]:
    """The votes on a session, each with the words it rests on."""
    return fitted(found.model_dump(mode="json"), most=most, keep=("interview",))


def drill_json(made: DrillInstance, *, id: str, solution: bool) -> dict[str, Any]:
    """A drill as it is asked. Only with ``solution`` do the right answers, the worked steps and the numbers behind them stand in it."""
    questions = [_asked_json(question, solution=solution) for question in made.questions]
    record = {"drill": id, "title": made.title, "seed": made.seed, "scenario": made.scenario, "from_job": list(made.from_job)}
    behind = {"values": made.values} if solution else {}
    return fitted({**record, **behind, "questions": questions}, most=MOST_BYTES, keep=("drill", "title", "seed"))


def marked_drill_json(made: DrillInstance, answers: Sequence[DrillAnswer], score: float | None, *, id: str) -> dict[str, Any]:
    """The marks of a drill's answers; beside a wrong one, and beside words, the worked solution; of words the scorecard."""
    solutions = {question.id: question.solution for question in made.questions}
    marks = [each.mark for each in answers if each.mark is not None]
    cards = {each.question: each.card.model_dump(mode="json", exclude=set(_SPARE)) for each in answers if each.card is not None}
    worked = [mark.question for mark in marks if mark.state == "wrong" and mark.step != solutions[mark.question]]
    record = {
        "drill": id, "title": made.title, "seed": made.seed, "from_job": list(made.from_job), "score": score,
        "marks": [mark.model_dump(mode="json") for mark in marks], "scorecards": cards,
        "solutions": {question: solutions[question] for question in (*worked, *cards)},
    }  # fmt: skip
    return fitted(record, most=MOST_BYTES, first=("scorecards",), keep=("drill", "title", "seed", "score"))


def _asked_json(question: AskedQuestion, *, solution: bool) -> dict[str, Any]:
    whole = question.model_dump(mode="json")
    if solution:
        return whole
    shown = {name: whole[name] for name in ("id", "kind", "ask", "unit", "order")}
    options = [{"id": option.id, "text": option.text} for option in question.options]
    return shown | {"options": options, "hints": len(question.hints)}


def story_json(story: Story) -> dict[str, Any]:
    """A story of the bank: its parts, whose words they are, and how strong it was marked."""
    card = story.scorecard
    strength = None if card is None else {"overall": card.overall, "unscored": card.unscored, "missing": list(card.missing)[:6]}
    return fitted({
        "id": story.id, "title": shortened(story.title, _TITLE), "place": shortened(story.data.place, _TITLE), "strength": strength,
        "parts": _parts_json(story.parts), "cites": small_cites(story.data.cites, count=2),
    }, most=PAGE_BYTES, keep=("id",))  # fmt: skip


def draft_json(draft: StoryDraft) -> dict[str, Any]:
    """A line of the CV that can become a story: the CV's own words in its parts, ``____`` where the CV is silent."""
    return fitted({
        "key": draft.key, "title": shortened(draft.title, _TITLE), "place": shortened(draft.data.place, _TITLE),
        "parts": _parts_json(draft.parts), "cites": small_cites(draft.data.cites, count=2),
    }, most=PAGE_BYTES, keep=("key",))  # fmt: skip


def _parts_json(parts: Mapping[Any, StoryPart]) -> dict[str, Any]:
    return {name: {"text": shortened(part.text, _PART), "by": part.by} for name, part in parts.items() if part.text}


def portfolio_rows(found: Portfolio) -> list[dict[str, Any]]:
    """Likely questions, uncovered ones first, each with the story to tell for it or the lines of the CV that offer one."""
    return [
        {
            "question": row.question, "text": shortened(row.text, 600), "likelihood": row.likelihood, "story": row.story,
            "could": [{"story": each.story, "because": list(each.because)[:4]} for each in row.could[:3]], "offers": list(row.offers),
        }
        for row in found.rows
    ]  # fmt: skip


def plan_page(plan: Plan, *, page: int) -> dict[str, Any]:
    """A page of the days of a plan, each with its acts; what the time does not suffice for comes after the last day."""
    parts: list[tuple[dict[str, Any] | None, dict[str, Any] | None]] = []
    for day in plan.days:
        parts += _day_parts(day)
    parts += [(None, _act_json(act)) for act in plan.left if not plan.quiet]
    shown, told = page_of(paged(parts, most=PAGE_BYTES), page)
    return {
        "schema": "loopready.plan/1", "today": plan.today.isoformat(), "on": plan.on.isoformat() if plan.on else None,
        "minutes_a_day": plan.settings.minutes_a_day, "quiet": plan.quiet, "passed": plan.passed, "days": _days(shown),
        "left": [act for day, act in shown if day is None], "done": _done(plan.done), **told,
    }  # fmt: skip


def session_page(day: PlanDay, *, page: int) -> dict[str, Any]:
    """What to do with some minutes now, as a plan of one day."""
    shown, told = page_of(paged(_day_parts(day), most=PAGE_BYTES), page)
    return {"schema": "loopready.session/1", "today": day.day.isoformat(), "days": _days(shown), **told}


def _day_parts(day: PlanDay) -> list[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    head = {"day": day.day.isoformat(), "kind": day.kind, "budget": day.budget, "spent": day.spent, "minutes": day.minutes}
    acts = [{**_act_json(each.act), "minutes": each.minutes, "part": each.part} for each in day.acts]
    return [(head, act) for act in acts] or [(head, None)]


def _days(parts: Iterable[tuple[dict[str, Any] | None, dict[str, Any] | None]]) -> list[dict[str, Any]]:
    days: list[dict[str, Any]] = []
    for head, act in parts:
        if head is None:
            continue
        if not days or days[-1]["day"] != head["day"]:
            days.append({**head, "acts": []})
        if act is not None:
            days[-1]["acts"].append(act)
    return days


def _act_json(act: Act) -> dict[str, Any]:
    return {
        "key": act.key, "kind": act.kind, "text": shortened(act.text, 600), "minutes": act.minutes, "why": shortened(act.why, 300),
        "item": act.item, "cites": small_cites(act.cites, letters=200, count=2),
    }  # fmt: skip


def _done(done: Sequence[DoneAct]) -> list[dict[str, Any]]:
    return [{"key": each.key, "minutes": each.minutes, "at": each.at.isoformat()} for each in done[-20:]]
