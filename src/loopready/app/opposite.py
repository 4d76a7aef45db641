"""Who sits opposite: what is theirs in a brief comes first when it is shown, and is marked. The brief itself stays as it was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loopready.model import Block, Brief, Guide, Interviewer, Item, Section

NAMES: dict[str, str] = {
    "recruiter": "recruiter", "hiring_manager": "hiring manager", "peer_manager": "peer manager", "engineer": "engineer",
    "product": "product manager", "executive": "executive", "assessor": "outside assessor",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Opposite:
    """A brief in the order for these interviewers, and the names of those to whom an item belongs."""

    brief: Brief
    marked: dict[str, str] = field(default_factory=dict)


def for_interviewers(brief: Brief, guide: Guide | None, interviewers: Sequence[Interviewer]) -> Opposite:
    """The brief with the rounds, the questions of those rounds and the questions to ask that belong to the interviewers in front.

    ``guide`` is the one the brief was made with; None, or one of another revision, changes nothing.
    """
    if guide is None or guide.revision != brief.guide.revision or not interviewers:
        return Opposite(brief=brief)
    theirs: dict[str, list[str]] = {}
    for round_ in guide.rounds:
        if round_.who in interviewers:
            for id in (f"loop/{round_.id}", *(f"questions/{question}" for question in round_.questions)):
                theirs.setdefault(id, []).append(round_.who)
    asked: dict[str, str] = {f"asks/{ask.id}/questions/{place}": question.to
             for ask in guide.asks for place, question in enumerate(ask.questions, 1) if question.to in interviewers}  # fmt: skip
    sections = []
    for section in brief.sections:
        made = section
        if section.id == "asks":
            made, marks = _asks(section, asked)
            theirs |= marks
        if section.id in ("asks", "loop", "questions"):
            made = made.model_copy(update={"items": tuple(sorted(made.items, key=lambda item: _rank(item, theirs)))})
        sections.append(made)
    names = {id: ", ".join(NAMES[who] for who in interviewers if who in roles) for id, roles in theirs.items()}
    return Opposite(brief=brief.model_copy(update={"sections": tuple(sections)}), marked=names)


def _rank(item: Item, theirs: dict[str, list[str]]) -> int:
    """What opens a section (the coverage of the loop) stays in front; then theirs, then the rest."""
    return 0 if item.kind == "coverage" else 1 if item.id in theirs else 2


def _asks(section: Section, asked: dict[str, str]) -> tuple[Section, dict[str, list[str]]]:
    """Each subject with the questions for the interviewers first: one open, the others under "more", as they were."""
    marks: dict[str, list[str]] = {}
    items = []
    for item in section.items:
        said = [claim for block in item.blocks if block.role in ("questions", "more") for claim in block.claims]
        found = [asked[claim.id] for claim in said if claim.id in asked]
        if not found:
            items.append(item)
            continue
        marks[item.id] = found
        ordered = sorted(said, key=lambda claim: claim.id not in asked)
        blocks: list[Block] = []
        for block in item.blocks:
            if block.role not in ("questions", "more"):
                blocks.append(block)
                continue
            count = len(block.claims)
            blocks.append(block.model_copy(update={"claims": tuple(ordered[:count])}))
            ordered = ordered[count:]
        items.append(item.model_copy(update={"blocks": tuple(blocks)}))
    return section.model_copy(update={"items": tuple(items)}), marks
