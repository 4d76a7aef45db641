"""The verbs that talk: a conversation over ninety days, and a design talk, at the terminal or from a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.printing import print_out
from loopready.model import InputError

if TYPE_CHECKING:
    from loopready.app.conversing import Conversations
    from loopready.app.designing import Designs
    from loopready.model import Exercise, Report
    from loopready.practice.conversation.telling import LineShown, MoveShown, View

END, LEAVE, NOTES = "/end", "/leave", "/notes"
_MOST_BYTES = 1_000_000


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command()(converse)
    app.command()(design)


def converse(
    case: Annotated[str | None, typer.Option("--case", metavar="ID", help="Whom to sit opposite, as --list names them.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Play alike each time; without it each play is another.")] = None,
    moves: Annotated[Path | None, typer.Option("--moves", metavar="FILE", help="Play a file: a move a line, words after a colon.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the conversation that was left last.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Print the people and the moves there are.")] = False,
    format: Annotated[str, typer.Option("--format", help="The debrief as text, md or json.")] = "text",
) -> None:
    """Lead somebody whose work falls short through ninety days; each move is kept. The debrief shows what was hidden."""
    from loopready.app.conversing import Conversations
    from loopready.app.service import Service

    _known_format(format)
    with Service() as service:
        held = Conversations(service)
        if list_:
            print_out("\n".join(_people_and_moves(held)))
            return
        lines = _lines_of(moves) if moves is not None else None
        exercise = _left(held, "loopready converse") if resume else held.start(case=case, seed=seed)
        if lines is not None:
            exercise = _played(held, exercise, lines)
        else:
            exercise = _converse(held, exercise)
        if exercise.state == "done":
            _debrief(held.debrief(exercise), format)
        else:
            _say(f"Kept in week {_view(held, exercise).week}. Go on with: loopready converse --resume")


def design(
    prompt: Annotated[str | None, typer.Argument(metavar="ID", help="The question, as --list names it.")] = None,
    answer: Annotated[Path | None, typer.Option("--answer", metavar="FILE", help="Hold it from a file; a line --- ends a turn.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the talk that was left last.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Print the questions there are.")] = False,
    format: Annotated[str, typer.Option("--format", help="The debrief as text, md or json.")] = "text",
) -> None:
    """Hold a design talk as a manager is asked it; a turn ends with an empty line, /end ends the talk and shows the marks."""
    from loopready.app.designing import Designs
    from loopready.app.service import Service

    _known_format(format)
    with Service() as service:
        held = Designs(service)
        if list_ or (prompt is None and not resume):
            print_out("\n".join(f"{each.id:<16} {each.title}, {each.minutes} min" for each in held.prompts()))
            return
        turns = _turns_of(answer) if answer is not None else None
        exercise = _left(held, "loopready design ID") if resume else held.start(prompt or "")
        if turns is not None:
            for turn in turns:
                exercise = held.say(exercise.id, turn, version=exercise.version)
                print_out(f"Interviewer: {held.tape(exercise).turns[-1].reply}\n")
            exercise = held.end(exercise.id, version=exercise.version)
        else:
            exercise = _design(held, exercise)
        if exercise.state == "done":
            _debrief(held.report(exercise), format)
        else:
            _say("Kept. Go on with: loopready design --resume")


def _known_format(format: str) -> None:
    if format not in ("text", "md", "json"):
        raise InputError("format", "the debrief is written as text, md or json", name="--format")


def _left(held: Conversations | Designs, begin: str) -> Exercise:
    going = [each for each in held.all() if each.state == "open"]
    if not going:
        raise InputError("not_found", f"nothing is under way; begin one: {begin}", name="--resume")
    return going[0]


def _people_and_moves(held: Conversations) -> Iterator[str]:
    from loopready.practice.conversation.telling import MEETINGS

    yield "Whom to sit opposite (--case)"
    for case in held.cases():
        yield f"  {case.id:<18} {case.name}, {case.seat}"
    for meeting, name in MEETINGS.items():
        yield f"{name}"
        for move in held.book.moves:
            if move.meeting == meeting:
                yield f"  {move.id:<18} {move.label}"
    yield "  think_<reason>     Write down the reason: " + ", ".join(cause.id for cause in held.book.causes)
    yield "Time\n  next_week          On to the next week\n  to_end             Let the weeks run to day ninety"


def _text_of(file: Path) -> str:
    if not file.is_file():
        raise InputError("no_file", "there is no such file; give a text file", name=str(file))
    data = file.read_bytes()
    if len(data) > _MOST_BYTES:
        raise InputError("too_large", "is over a megabyte; a talk is not", name=str(file))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("not_text", "is no UTF-8 text; save it as text", name=str(file)) from error


def _lines_of(file: Path) -> list[tuple[str, str]]:
    """Move and words of each line; empty lines and those that begin with # are left out."""
    lines = [line.strip() for line in _text_of(file).splitlines()]
    parts = [line.partition(":") for line in lines if line and not line.startswith("#")]
    if not parts:
        raise InputError("empty", "holds no move; write one a line, such as ask_open or say: How do you see it?", name=str(file))
    return [(move.strip(), words.strip()) for move, _, words in parts]


def _turns_of(file: Path) -> list[str]:
    turns, held = [], list[str]()
    for line in [*_text_of(file).splitlines(), "---"]:
        if line.strip() == "---":
            if "\n".join(held).strip():
                turns.append("\n".join(held).strip())
            held = []
        else:
            held.append(line)
    if not turns:
        raise InputError("empty", "holds nothing that is said", name=str(file))
    return turns


def _view(held: Conversations, exercise: Exercise) -> View:
    from loopready.practice.conversation.telling import view_of

    return view_of(*held.played(exercise))


def _played(held: Conversations, exercise: Exercise, moves: list[tuple[str, str]]) -> Exercise:
    """The moves of a file in order; one that can not be made then is told and left out."""
    for move, words in moves:
        if exercise.state == "done":
            break
        before = _count(_view(held, exercise))
        try:
            exercise = held.act(exercise.id, move, words, version=exercise.version)
        except InputError as error:
            if error.code not in ("not_possible", "empty"):
                raise
            _say(f"{move}: {error.message}")
            continue
        _tell(_view(held, exercise), before)
    return exercise


def _converse(held: Conversations, exercise: Exercise) -> Exercise:
    """Plays at the terminal until the end, or until it is left."""
    view = _view(held, exercise)
    print_out(f"{view.scenario}\n")
    _say(f"Type a number, with words of your own after it if you like. {NOTES} shows what you know, {LEAVE} leaves and keeps it.")
    while exercise.state == "open":
        view = _view(held, exercise)
        choices = _offered(view)
        sys.stdout.flush()
        line = sys.stdin.readline()
        typed = line.strip()
        if not line or typed == LEAVE:
            return exercise
        if typed == NOTES:
            print_out("\n".join(f"  day {each.day:>2}  {each.title}" for each in view.known) or "  Nothing yet.")
            continue
        number, _, words = typed.partition(" ")
        move = choices[int(number) - 1].id if number.isascii() and number.isdigit() and 0 < int(number) <= len(choices) else "say"
        try:
            exercise = held.act(exercise.id, move, words if move != "say" else typed, version=exercise.version)
        except InputError as error:
            if error.code not in ("not_possible", "empty", "too_large"):
                raise
            _say(error.message)
            continue
        _tell(_view(held, exercise), _count(view))
    return exercise


def _offered(view: View) -> list[MoveShown]:
    """Prints where it stands and the moves that can be made; gives them in the order of their numbers."""
    from loopready.practice.conversation.telling import MEETINGS, MoveShown

    choices: list[MoveShown] = []
    left = f"{view.exchanges} exchanges left in the 1:1, {view.hours} hours beside it"
    lines = [f"\nWeek {view.week} of {view.weeks}, day {view.day}; decision day in week {view.decision_week}; {left}", view.cue]
    for meeting, name in MEETINGS.items():
        there = [move for move in view.moves[meeting] if not move.why_not and move.id != "say"]
        if there:
            lines.append(f"{name}{f' with {view.name}' if meeting == 'person' else ''}")
        for move in there:
            choices.append(move)
            lines.append(f"  {len(choices):>2}  {move.label}")
    choices += [
        MoveShown(id="next_week", label="On to the next week", words="", takes=0, why_not=""),
        MoveShown(id="to_end", label="Let the weeks run to day ninety", words="", takes=0, why_not=""),
    ]
    lines += ["Time", *(f"  {at:>2}  {move.label}" for at, move in enumerate(choices[-2:], len(choices) - 1))]
    print_out("\n".join(lines))
    return choices


def _count(view: View) -> int:
    return sum(len(lines) for _, lines in view.told)


def _tell(view: View, before: int) -> None:
    """Prints what came of the last move."""
    lines = [line for _, told in view.told for line in told]
    print_out("\n".join(part for line in lines[before:] for part in _told(line)))


def _told(line: LineShown) -> Iterator[str]:
    if line.said:
        yield f"You: {line.said}"
    if line.heard:
        yield f"  (heard as {'; '.join(line.heard)})"
    if line.reply:
        yield f"{line.by}: {line.reply}"
    if line.note:
        yield line.note
    yield from (f"  noted: {each}" for each in line.noted)


def _design(held: Designs, exercise: Exercise) -> Exercise:
    """Holds a talk at the terminal until it is ended or left."""
    print_out(f"{held.prompt(exercise).prompt}\n")
    _say(f"A turn ends with an empty line. {END} ends the talk and shows the marks, {LEAVE} leaves and keeps it.")
    typed = [held.tape(exercise).draft] if held.tape(exercise).draft else []
    while True:
        sys.stdout.flush()
        line = sys.stdin.readline()
        said = line.strip()
        if not line or said in (END, LEAVE, ""):
            if typed:
                exercise = held.say(exercise.id, "\n".join(typed), version=exercise.version)
                print_out(f"Interviewer: {held.tape(exercise).turns[-1].reply}\n")
                typed = []
            if said == END or (not line and held.tape(exercise).turns):
                return held.end(exercise.id, version=exercise.version)
            if said == LEAVE or not line:
                return exercise
            continue
        typed.append(line.rstrip("\r\n"))
        exercise = held.draft(exercise.id, "\n".join(typed), version=exercise.version)


def _debrief(report: Report, format: str) -> None:
    from loopready.app.workbench import written

    print_out(str(written(report, format=format)))


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
