"""Drills on their own: a fresh instance per seed, with its worked solution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from loopready.app.content import current_library
from loopready.app.prepare import Pipeline
from loopready.composing.drills import letter
from loopready.engines.drill import instance
from loopready.model import Answer as PracticeAnswer
from loopready.model import AskedQuestion, Drill, DrillAnswer, DrillInstance, InputError, Scorecard
from loopready.practice.drilling import MarkWords, graded, score_of
from loopready.practice.marking.criteria import mark_by_criteria
from loopready.practice.privacy import cautions_of
from loopready.practice.segments import segments_of

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


class MarkedDrill(NamedTuple):
    """A drill as it was drawn with the answers given to it, and their score, 0 to 100 (None where nothing could be judged)."""

    instance: DrillInstance
    answers: tuple[DrillAnswer, ...]
    score: float | None


def marked(id: str, answers: Mapping[str, Answer], *, seed: int | None, pipeline: Pipeline | None = None) -> MarkedDrill:
    """An instance and the marks of answers to its questions, by the questions' ids. InputError as ``judged`` says."""
    drill = find(id)
    return judged(drill, instance(drill, seed=seed), answers, pipeline=pipeline)


def judged(drill: Drill, drawn: DrillInstance, answers: Mapping[str, Answer], *, pipeline: Pipeline | None = None) -> MarkedDrill:
    """The marks of answers to an instance of a drill, by the questions' ids.

    ``pipeline`` judges the answers in words; without it they stay open. InputError for an answer to no question of the drill.
    """
    questions = {question.id: question for question in drawn.questions}
    if unknown := sorted(answers.keys() - questions.keys()):
        says = f"the drill has no such question; it has {', '.join(questions)}"
        raise InputError("no_question", says, name=", ".join(unknown)[:200])
    said = {id: _as_typed(answer) for id, answer in answers.items()}
    given = graded(drawn, said, drill=drill, mark_words=words_marker(pipeline, drawn) if pipeline is not None else None)
    return MarkedDrill(drawn, given, score_of(drawn, given))


def words_marker(pipeline: Pipeline, made: DrillInstance) -> MarkWords:
    """What marks the answers in words to an instance: the drill's own criteria through the marking engine."""

    def mark(question: AskedQuestion, text: str) -> Scorecard:
        said = PracticeAnswer(text=text)
        id = f"drills/{made.drill}/{question.id}"
        asked = f"{made.scenario} {question.ask}"
        card = mark_by_criteria(question.rubric, said, asked=asked, embedder=pipeline.embedder, question=id)
        return card.model_copy(update={"cautions": cautions_of(text), "segments": segments_of(text)})

    return mark


def _as_typed(answer: Answer) -> str:
    if isinstance(answer, str):
        return answer
    return f"{answer!r}" if isinstance(answer, int | float) else " > ".join(str(step) for step in answer)


def _all() -> list[tuple[str, Drill]]:
    library = current_library()
    return [(path, drill) for path in sorted(library.guides) for drill in library.guides[path].drills]


__all__ = ["Answer", "MarkedDrill", "find", "judged", "letter", "listed", "made", "marked", "words_marker"]
