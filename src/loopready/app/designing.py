"""Design talks of one owner: a prompt, the turns held, and the debrief by the checklist."""

from __future__ import annotations

from loopready.adapters.database import Exercises
from loopready.app.interviews import clean
from loopready.app.service import PERSONAL, Service
from loopready.library.talks import design_prompts
from loopready.model import Exercise, InputError
from loopready.model.designing import DesignPrompt, DesignScore, DesignTape
from loopready.model.report import Report
from loopready.practice.design_report import design_report
from loopready.practice.designing import mark, reply

MOST_LETTERS = 20_000
MOST_TURNS = 60


class Designs:
    """The design talks of one owner. Marks are worked out again whenever a talk is looked at."""

    def __init__(self, service: Service, owner: str = PERSONAL) -> None:
        self._exercises = Exercises(service.database, owner)

    def prompts(self) -> tuple[DesignPrompt, ...]:
        """The prompts there are."""
        return tuple(design_prompts().values())

    def start(self, prompt: str, *, preparation: str | None = None) -> Exercise:
        """Begin a talk. InputError where there is no such prompt, or no such preparation."""
        found = design_prompts().get(prompt)
        if found is None:
            raise InputError("not_found", f"there is no such prompt; choose one of {', '.join(design_prompts())}", name=prompt[:40])
        tape = DesignTape(prompt=prompt).model_dump(mode="json")
        return self._exercises.create(kind="design", item=prompt, title=found.title, data=tape, preparation=preparation)

    def all(self, *, limit: int = 50) -> list[Exercise]:
        """Those begun, the one touched last first."""
        return self._exercises.all(kind="design", limit=limit)

    def get(self, id: str) -> Exercise:
        """One of them. InputError where this owner has none of that id."""
        return self._exercises.get(id, "design")

    def tape(self, exercise: Exercise) -> DesignTape:
        """What is kept of it. InputError where its prompt is no longer in the library."""
        tape = DesignTape.model_validate(exercise.data) if "prompt" in exercise.data else None
        if tape is None or tape.prompt not in design_prompts():
            raise InputError("not_found", "this talk was on a question that is no longer here; begin another", name=exercise.title)
        return tape

    def prompt(self, exercise: Exercise) -> DesignPrompt:
        """The prompt of a talk."""
        return design_prompts()[self.tape(exercise).prompt]

    def say(self, id: str, said: str, *, version: int) -> Exercise:
        """Say something; the interviewer answers.

        Raises:
            InputError: nothing is written, it is too long, or it was changed in another window.
        """
        exercise = self.get(id)
        tape, prompt, text = self.tape(exercise), self.prompt(exercise), _short(said).strip()
        if not text:
            raise InputError("empty", "nothing is written yet; ask something, or say how you would go about it", name="your answer")
        if len(tape.turns) >= MOST_TURNS:
            raise InputError("not_possible", "it has gone on for very long; end it and look at the debrief", name="this talk")
        kept = tape.model_copy(update={"turns": (*tape.turns, reply(prompt, tape.turns, text)), "draft": ""})
        return self._exercises.save(id, kept.model_dump(mode="json"), version=version)

    def draft(self, id: str, said: str, *, version: int) -> Exercise:
        """Keep what stands in the field while it is typed. InputError as ``say`` says."""
        kept = self.tape(self.get(id)).model_copy(update={"draft": _short(said)})
        return self._exercises.save(id, kept.model_dump(mode="json"), version=version)

    def end(self, id: str, *, version: int) -> Exercise:
        """End the talk; it is closed with its score. InputError where nothing was said, or it was changed in another window."""
        exercise = self.get(id)
        tape = self.tape(exercise)
        if not tape.turns:
            raise InputError("empty", "nothing was said yet; say how you would go about it first", name="this talk")
        judged = self.score(exercise)
        if judged.overall is None:
            return self._exercises.finish(id, exercise.data, version=version, score=None)
        marks = {each.id: 25.0 * (each.level - 1) for each in judged.marks}
        return self._exercises.finish(id, exercise.data, version=version, score=float(judged.overall), marks=marks)

    def score(self, exercise: Exercise) -> DesignScore:
        """The marks of a talk as far as it went."""
        tape = self.tape(exercise)
        given = [id for turn in tape.turns for id in turn.given]
        return mark(self.prompt(exercise), [turn.said for turn in tape.turns], given=given)

    def report(self, exercise: Exercise) -> Report:
        """The debrief of a talk that was ended. InputError while it goes on."""
        if exercise.state != "done":
            raise InputError("not_over", "this talk is still under way; end it, and the debrief follows", name=exercise.title)
        return design_report(self.prompt(exercise), self.score(exercise))

    def delete(self, id: str) -> None:
        """Delete a talk with all that was said in it."""
        self.get(id)
        self._exercises.delete(id)


def _short(said: str) -> str:
    text = clean(said)
    if len(text) > MOST_LETTERS:
        raise InputError("too_large", f"one turn holds up to {MOST_LETTERS:,} letters; say it in parts", name="your answer")
    return text
