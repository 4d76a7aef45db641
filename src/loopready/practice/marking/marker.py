"""Marks an answer by the written rubric, so that each mark can be checked against the answer's own words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from loopready.engines.figures import numbers
from loopready.model.marking import Answer, Mark, PracticeQuestion, Scorecard
from loopready.model.ports import Embedder
from loopready.practice.marking import behavioural, career, knowledge, lenses, motivation, weakness, working
from loopready.practice.marking.asking import missing_of, probes_of
from loopready.practice.marking.capping import caps_of
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding, mark_of
from loopready.practice.marking.fitting import fit, topic_of
from loopready.practice.marking.judging import unscored
from loopready.practice.marking.reading import read
from loopready.practice.marking.skeleton import skeleton_of
from loopready.practice.rubrics import lens_criteria, rubric_of, rubric_version

_LEVELS: dict[str, dict[str, Callable[[Evidence], Finding]]] = {
    "behavioural": {
        "stakes": behavioural.stakes,
        "own_act": behavioural.own_act,
        "reasoning": behavioural.reasoning,
        "outcome": behavioural.outcome,
        "learning": behavioural.learning,
    },
    "weakness": {
        "real_cost": weakness.real_cost,
        "ownership": weakness.ownership,
        "insight": weakness.insight,
        "changed_habit": weakness.changed_habit,
        "proof": weakness.proof,
    },
    "motivation": {
        "seat_known": motivation.seat_known,
        "own_link": motivation.own_link,
        "choice": motivation.choice,
        "price": motivation.price,
    },
    "role_knowledge": {
        "correct": knowledge.correct,
        "mechanism": knowledge.mechanism,
        "limits": knowledge.limits,
        "practice": knowledge.practice,
    },
    "cv_walk": {
        "thread": career.thread,
        "turns": career.turns,
        "growth": career.growth,
        "evidence": career.evidence,
        "destination": career.destination,
    },
    "drill": {"frame": working.frame, "method": working.method, "decision": working.decision, "check": working.check},
}
_LENSES: dict[str, Callable[[Evidence], Finding]] = {
    "people_impact": lenses.people_impact,
    "diagnosis_first": lenses.diagnosis_first,
    "system_over_heroics": lenses.system_over_heroics,
    "customer_cost_lens": lenses.customer_cost_lens,
}


def mark(question: PracticeQuestion, answer: Answer, *, embedder: Embedder | None = None) -> Scorecard:
    """The scorecard of an answer: levels, caps, what is missing, a probe for each missing piece, the skeleton of a rewrite.

    Equal input gives equal output. Claims, cautions and delivery are put in by ``app``; none of them moves a level.

    Args:
        question: with the checks and lenses that were shown before the answer.
        answer: what was said; only its text is marked.
        embedder: knows sentences that mean the same; without it a check is sought by its own words.
    """
    if (why := unscored(answer.text)) is not None:
        return Scorecard(question=question.id, question_type=question.type, overall=None, unscored=why, rubric=rubric_version())
    held = Evidence(read(answer.text, given=given_texts(question)))
    topic = topic_of(question, held.reading, embedder)
    findings = _findings(question, held)
    findings["fit"] = fit(held, question, findings, topic)
    findings |= {lens: _LENSES[lens](held) for lens in question.lenses}
    caps = caps_of(question.type, findings, held, other=topic.other and not _whole_weakness(question, findings))
    marks = tuple(mark_of(criterion, finding) for criterion, finding in findings.items())
    return Scorecard(
        question=question.id,
        question_type=question.type,
        overall=overall(marks, [cap.at_most for cap in caps]),
        marks=marks,
        caps=caps,
        missing=missing_of(question, marks),
        probes=probes_of(question, marks, held),
        evidence=held.all(),
        skeleton=skeleton_of(question.type, marks, answer.text),
        rubric=rubric_version(),
    )


def given_texts(question: PracticeQuestion) -> list[str]:
    """The texts that a person sees before answering, and the rubric: copied out they are no evidence."""
    rubric = [text for each in rubric_of(question.type).criteria for text in (each.looks_for, *each.anchors.values())]
    lenses_ = [text for lens in question.lenses for text in (lens_criteria()[lens].looks_for, *lens_criteria()[lens].anchors.values())]
    shown = [question.text, question.tests, *question.great, *question.average, *(check.text for check in question.checks)]
    return [*shown, *rubric, *lenses_]


def finding_of(question: PracticeQuestion, criterion: str, held: Evidence) -> Finding:
    """What words hold for one criterion of a question's type or for a lens. `fit` and `numbers` are none of these."""
    return (_LEVELS[question.type].get(criterion) or _LENSES[criterion])(held)


def _findings(question: PracticeQuestion, held: Evidence) -> dict[str, Finding]:
    """The findings of the type's criteria in the rubric's order, without `fit`."""
    levels = dict(_LEVELS[question.type])
    if question.numbers:
        levels["numbers"] = partial(working.worked_numbers, asked=question.numbers)
    elif question.type == "drill":
        levels["numbers"] = partial(working.numbers, given=frozenset(n.value for n in numbers(question.text)))
    return {each.id: levels[each.id](held) for each in rubric_of(question.type).criteria if each.id != "fit"}


def _whole_weakness(question: PracticeQuestion, findings: dict[str, Finding]) -> bool:
    """Whether an answer to a question of a weakness tells a whole one: it may then be of any subject, and far from the question's words."""
    return question.type == "weakness" and all((findings[each].level or 0) > 2 for each in ("real_cost", "ownership", "changed_habit"))


def overall(marks: tuple[Mark, ...], at_most: list[int]) -> int:
    """100 x (mean level, cut at the lowest cap - 1) / 4, halves up. Unscored criteria are left out of the mean."""
    levels = [each.level for each in marks if each.level is not None]
    mean = min(sum(levels) / len(levels), *at_most, 5)
    return int(100 * (mean - 1) / 4 + 0.5)
