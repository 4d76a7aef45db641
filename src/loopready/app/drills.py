"""Drills on their own: a fresh instance per seed, with its worked solution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loopready.app.content import current_library
from loopready.composing.drills import letter
from loopready.engines.drill import check, instance
from loopready.model import Drill, DrillInstance, DrillMark, InputError

Answer = str | float | Sequence[str]
"""An answer as given: a text (a number may carry its unit), a number, or the steps of an order."""


def listed() -> list[tuple[str, str, int]]:
    """(id, title, minutes) of every drill; the id is the guide's path, a colon and the drill's own."""
    return [(f"{path}:{drill.id}", drill.title, drill.minutes) for path, drill in _all()]


def find(id: str) -> Drill:
    """The drill with this id, with or without its guide's path. InputError for none, or for several of one name."""
    held = [(path, drill) for path, drill in _all() if id in (f"{path}:{drill.id}", drill.id)]
    if not held:
        raise InputError("no_drill", "no drill of that id; see: loopready drill --list", name=id)
    if len(held) > 1:
        raise InputError(
            "two_drills", f"names several drills; write one of {', '.join(f'{path}:{drill.id}' for path, drill in held)}", name=id
        )
    return held[0][1]


def made(id: str, *, seed: int | None) -> DrillInstance:
    """An instance of a drill: equal seeds give equal numbers, no seed the guide's own."""
    return instance(find(id), seed=seed)


def marked(id: str, answers: Mapping[str, Answer], *, seed: int | None) -> tuple[DrillInstance, tuple[DrillMark, ...]]:
    """An instance and the marks of answers to its questions, by the questions' ids. InputError for an answer to no question of it."""
    drawn = made(id, seed=seed)
    questions = {question.id: question for question in drawn.questions}
    if unknown := sorted(answers.keys() - questions.keys()):
        says = f"the drill has no such question; it has {', '.join(questions)}"
        raise InputError("no_question", says, name=", ".join(unknown)[:200])
    return drawn, tuple(check(question, answers[question.id]) for question in drawn.questions if question.id in answers)


def _all() -> list[tuple[str, Drill]]:
    library = current_library()
    return [(path, drill) for path in sorted(library.guides) for drill in library.guides[path].drills]


__all__ = ["Answer", "find", "letter", "listed", "made", "marked"]
