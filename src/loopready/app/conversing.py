"""Conversations of one owner: ninety days with somebody whose work falls short, move by move, kept as they are played."""

from __future__ import annotations

from loopready.adapters.database import Exercises
from loopready.app.interviews import clean
from loopready.app.service import PERSONAL, Service
from loopready.library.talks import conversation_book, conversation_cases
from loopready.model import Exercise, InputError
from loopready.model.conversation import ConversationBook, ConversationCase, ConversationTape, Move, Said
from loopready.model.report import Report
from loopready.practice.conversation.debrief import debrief
from loopready.practice.conversation.playing import play, step
from loopready.practice.conversation.scoring import score
from loopready.practice.conversation.world import State, World, moves_of

MOST_LETTERS = 4_000
MOST_MOVES = 400


class Conversations:
    """The conversations of one owner. Each is replayed from its case, seed and moves whenever it is looked at."""

    def __init__(self, service: Service, owner: str = PERSONAL) -> None:
        self._exercises = Exercises(service.database, owner)

    @property
    def book(self) -> ConversationBook:
        """What all conversations share."""
        return conversation_book()

    def cases(self) -> tuple[ConversationCase, ...]:
        """The cases, by name: the name says nothing of the cause."""
        return tuple(sorted(conversation_cases().values(), key=lambda case: case.name))

    def start(self, *, case: str | None = None, seed: int | None = None, preparation: str | None = None) -> Exercise:
        """Begin one. Without a case the one played least is taken; without a seed each play is another.

        Raises:
            InputError: there is no such case, or no such preparation.
        """
        played = self._exercises.all(kind="conversation")
        times = {each.id: sum(exercise.item == each.id for exercise in played) for each in self.cases()}
        drawn = len(played) if seed is None else seed
        names = sorted(times, key=lambda id: (times[id], _turned(id, drawn)))
        chosen = names[0] if case is None else case
        if chosen not in times:
            raise InputError("not_found", f"there is no such person; choose one of {', '.join(sorted(times))}", name=chosen[:40])
        tape = ConversationTape(case=chosen, seed=drawn)
        name = conversation_cases()[chosen].name
        return self._exercises.create(
            kind="conversation",
            item=chosen,
            seed=drawn,
            title=f"Ninety days with {name}",
            data=tape.model_dump(mode="json"),
            preparation=preparation,
        )

    def all(self, *, limit: int = 50) -> list[Exercise]:
        """Those begun, the one touched last first."""
        return self._exercises.all(kind="conversation", limit=limit)

    def get(self, id: str) -> Exercise:
        """One of them. InputError where this owner has none of that id."""
        return self._exercises.get(id, "conversation")

    def tape(self, exercise: Exercise) -> ConversationTape:
        """What is kept of it. InputError where its case is no longer in the library."""
        tape = ConversationTape.model_validate(exercise.data) if "case" in exercise.data else None
        if tape is None or tape.case not in conversation_cases():
            raise InputError("not_found", "this conversation was with somebody who is no longer here; begin another", name=exercise.title)
        return tape

    def played(self, exercise: Exercise) -> tuple[World, State]:
        """The world and where it stands."""
        tape = self.tape(exercise)
        world = World(book=self.book, case=conversation_cases()[tape.case], seed=tape.seed)
        return world, play(world, tape.moves)

    def moves(self, exercise: Exercise) -> tuple[Move, ...]:
        """All moves there are in it."""
        return moves_of(self.played(exercise)[0])

    def act(self, id: str, move: str, words: str = "", *, version: int) -> Exercise:
        """Make a move, with the words said. The conversation is closed with its score when the ninety days are over.

        Raises:
            InputError: the move can not be made now, the words are too long, or it was changed in another window.
        """
        exercise = self.get(id)
        tape, (world, state) = self.tape(exercise), self.played(exercise)
        said = Said(move=move[:60], words=_short(words))
        if len(tape.moves) >= MOST_MOVES:
            raise InputError("not_possible", "it has gone on for very long; let the weeks run to day ninety", name="this move")
        if said.move == "say" and not said.words.strip():
            raise InputError("empty", "nothing is written yet; write what you say, or choose a move", name="your words")
        after = step(world, state, said)
        if after.events and after.events[-1].kind == "refused" and len(after.events) > len(state.events):
            raise InputError("not_possible", after.events[-1].note.rstrip(".").lower() + "; choose another move", name="this move")
        kept = tape.model_copy(update={"moves": (*tape.moves, said), "draft": ""}).model_dump(mode="json")
        if after.ending:
            judged = score(world, after)
            marks = {each.id: 25.0 * (each.level - 1) for each in judged.marks}
            return self._exercises.finish(id, kept, version=version, score=float(judged.overall), marks=marks)
        return self._exercises.save(id, kept, version=version)

    def draft(self, id: str, words: str, *, version: int) -> Exercise:
        """Keep what stands in the field while it is typed. InputError as ``act`` says."""
        exercise = self.get(id)
        kept = self.tape(exercise).model_copy(update={"draft": _short(words)})
        return self._exercises.save(id, kept.model_dump(mode="json"), version=version)

    def debrief(self, exercise: Exercise) -> Report:
        """The debrief of one that is over. InputError while it goes on."""
        if exercise.state != "done":
            raise InputError("not_over", "this conversation is still under way; its debrief comes after day ninety", name=exercise.title)
        return debrief(*self.played(exercise))

    def delete(self, id: str) -> None:
        """Delete one with all that was said in it."""
        self.get(id)
        self._exercises.delete(id)


def _turned(id: str, seed: int) -> int:
    """An order of the cases that changes with the seed."""
    ids = sorted(conversation_cases())
    return (ids.index(id) * 5 + seed * 7 + 3) % len(ids)


def _short(words: str) -> str:
    said = clean(words)
    if len(said) > MOST_LETTERS:
        raise InputError("too_large", f"one thing said holds up to {MOST_LETTERS:,} letters; say it in parts", name="your words")
    return said
