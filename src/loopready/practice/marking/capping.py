"""Caps: bounds on the mean of the levels that hold for a type of question. They never change a level."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loopready.engines.lexicon import table
from loopready.model.marking import CapHeld, QuestionType
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.finding import Finding
from loopready.practice.marking.motivation import brand_spans
from loopready.practice.marking.weakness import disguised
from loopready.practice.rubrics import rubric_of

Findings = Mapping[str, Finding]


def caps_of(type: QuestionType, findings: Findings, held: Evidence, *, other: bool) -> tuple[CapHeld, ...]:
    """The caps of the rubric that hold. What rules can not judge (whether the centre is wrong) is not among them."""
    said: dict[str, str] = table("marking_words")["caps"]
    holding = [cap for cap in rubric_of(type).caps if (other if cap.id == "other_question" else _holds(cap.id, findings, held))]
    return tuple(CapHeld(id=cap.id, at_most=cap.at_most, because=said[cap.id]) for cap in holding)


def _holds(cap: str, findings: Findings, held: Evidence) -> bool:
    rule = _RULES.get(cap)
    return rule is not None and rule(findings, held)


def _is_bottom(criterion: str) -> Callable[[Findings, Evidence], bool]:
    return lambda findings, _held: findings[criterion].level == 1


def _hypothetical(findings: Findings, held: Evidence) -> bool:
    would = sum(each.hypothetical for each in held.reading.sentences)
    return findings["own_act"].level in (1, 2) and would * 3 >= len(held.reading.sentences)


def _team_as_own(findings: Findings, held: Evidence) -> bool:
    return findings["own_act"].level in (1, 2) and len(held.team_acts) > 1


def _platitudes(findings: Findings, held: Evidence) -> bool:
    """Whether hardly a sentence is left without the sayings, and what is left holds nothing of the case."""
    left = [each for each in held.reading.told if each.particulars or each.own]
    return len(held.general) * 2 >= len(held.reading.sentences) and len(left) < 2


def _any_rival(findings: Findings, held: Evidence) -> bool:
    return findings["seat_known"].level in (1, 2) and (len(brand_spans(held)) > 1 or findings["choice"].level == 1)


def _terms_only(findings: Findings, held: Evidence) -> bool:
    return findings["mechanism"].level in (1, 2) and findings["limits"].level in (1, 2)


def _list_only(findings: Findings, held: Evidence) -> bool:
    return all(findings[each].level in (1, 2) for each in ("turns", "growth", "evidence"))


_RULES: dict[str, Callable[[Findings, Evidence], bool]] = {
    "no_outcome": _is_bottom("outcome"),
    "no_own_act": _is_bottom("own_act"),
    "team_as_own": _team_as_own,
    "hypothetical": _hypothetical,
    "platitudes": _platitudes,
    "disguise": lambda _findings, held: disguised(held),
    "blame": _is_bottom("ownership"),
    "no_change": _is_bottom("changed_habit"),
    "any_rival": _any_rival,
    "no_own_link": _is_bottom("own_link"),
    "terms_only": _terms_only,
    "list_only": _list_only,
    "no_destination": _is_bottom("destination"),
    "no_decision": _is_bottom("decision"),
}
