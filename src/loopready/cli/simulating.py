"""The verb that lets one live through an incident: at the terminal, by a file of moves, or from standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.printing import format_for, print_out
from loopready.model import InputError

if TYPE_CHECKING:
    from loopready.app.simulating import IncidentRoom, Lived
    from loopready.model import Event

_HELP = (
    "A move by its name or number (`moves` lists them), `wait 5`, `next` (until something happens), `look`, `give up`, or `leave`; "
    "own words stand after a bar: |"
)
_PROMPT = "> "


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command()(incident)


def incident(
    id: Annotated[str | None, typer.Argument(help="An incident by its number, as --list prints it, or by its id.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="All incidents.")] = False,
    seed: Annotated[int | None, typer.Option("--seed", help="The same course of events each time; without it another one.")] = None,
    moves: Annotated[
        Path | None,
        typer.Option("--moves", metavar="FILE", help="Play a file of moves, `MINUTE: move choices | words` a line, to the end."),
    ] = None,
    real: Annotated[bool, typer.Option("--real/--fast", help="A minute takes a minute; or it passes with moves and waiting.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the one that was left last.")] = False,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="text|md|json|docx", help="How to write the debrief; else by the name after -o, else text."),
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--output", help="Write the debrief here.")] = None,
) -> None:
    """Live through an incident as the manager who directs it; at its end the debrief."""
    from loopready.app import simulating

    if list_:
        for at, each in enumerate(simulating.scenarios(), 1):
            sys.stdout.write(f"{at}\t{each.title}\n")
        return
    if id is None and not resume:
        raise InputError("nothing_asked", "name an incident, or use --list", name="incident")
    format = format_for(format, out, known=("text", "md", "json", "docx"), default="text")
    if format == "docx" and out is None:
        raise InputError("no_output", "docx is a file; name it with -o", name="--format")
    if format not in ("text", "md", "json", "docx"):
        raise InputError("format", "a debrief is written as text, md, json or docx", name="--format")
    if moves is not None:
        if id is None:
            raise InputError("nothing_asked", "name the incident that these moves are for", name="--moves")
        played = simulating.played_script(id, _text_of(moves), seed=0 if seed is None else seed)
        _write(simulating.written(simulating.report_of(played), format=format), out)
        return
    from loopready.app.service import Service

    with Service() as service:
        room = simulating.IncidentRoom(service)
        lived = room.open(room.last_open().id) if resume else room.start(str(id), seed=seed, clock="real" if real else "fast")
        ended = _live(room, lived)
        if ended.played.over:
            _write(simulating.written(room.debrief(ended.exercise.id), format=format), out)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError("no_file", "this file can not be read; name a text file with a move a line", name=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("no_text", "this is no text; write a move a line, as in “12: declare sev1”", name=str(path)) from error


def _write(data: str | bytes, out: Path | None) -> None:
    from loopready.app.writing import write

    if out is None:
        print_out(data)
    else:
        write(out, data)
        sys.stdout.write(f"{out}\n")


def _live(room: IncidentRoom, lived: Lived) -> Lived:
    """Reads lines until the incident is over or left; every move is kept at once."""
    from loopready.practice.incident.typed import move_of, wait_of

    told = 0
    sys.stdout.write(f"{lived.exercise.title} (seed {lived.exercise.seed})\n{_HELP}\n")
    told = _tell(lived, told)
    _look(lived)
    for line in _lines():
        if lived.kept.clock != "fast":
            lived = room.tick(lived.exercise.id)
        try:
            minutes = wait_of(line)
            if line in ("leave", "quit", "exit"):
                break
            if line in ("look", "moves", "help", "?"):
                _look(lived) if line == "look" else _list_moves(lived)
                continue
            if line in ("give up", "giveup"):
                lived = room.give_up(lived.exercise.id, seen=lived.seen)
            elif line in ("next", "wait next"):
                lived = room.wait_for_news(lived.exercise.id, seen=lived.seen)
            elif minutes is not None:
                lived = room.wait(lived.exercise.id, minutes, seen=lived.seen)
            else:
                move = move_of(line, lived.forms, at=lived.played.now)
                lived = room.move(lived.exercise.id, move.name, dict(move.options), text=move.text, seen=lived.seen)
        except InputError as error:
            sys.stdout.write(f"! {error.message}\n")
            continue
        told = _tell(lived, told)
        _status_line(lived)
        if lived.played.over:
            return lived
    if not lived.played.over:
        sys.stdout.write("\nKept as it stands. Go on with: loopready incident --resume\n")
    return lived


def _lines() -> Iterator[str]:
    while True:
        if sys.stdin.isatty():
            sys.stdout.write(_PROMPT)
            sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            return
        if line.strip():
            yield line.strip()


def _tell(lived: Lived, told: int) -> int:
    """Prints what was told since; gives how much is told now."""
    from loopready.rendering.clean import one_line

    shown = [event for event in lived.played.events if not event.hidden]
    for event in shown[told:]:
        sys.stdout.write(f"{_when(event)} {one_line(event.text)}\n")
    return len(shown)


def _when(event: Event) -> str:
    return f"[{event.at:>3}] {event.by + ':' if event.by else ''}"


def _status_line(lived: Lived) -> None:
    board = lived.board
    errors = "  ".join(f"{region.name} {region.error:.1%}" for region in board.regions)
    sys.stdout.write(f"-- minute {board.minute} ({board.clock})  {errors}\n")


def _look(lived: Lived) -> None:
    board = lived.board
    _status_line(lived)
    for region in board.regions:
        sys.stdout.write(f"   {region.name:<8} {region.error:>7.1%} failing, load {region.load:.0%} of capacity, {region.says}\n")
    cells = [f"{cell.name} {cell.says}" for cell in board.cells if cell.says != "well"]
    sys.stdout.write(f"   cells: {', '.join(cells) or 'all well'}\n")
    sys.stdout.write("   customers: " + ", ".join(f"{each.name} {each.says}" for each in board.customers) + "\n")
    roles = ", ".join(f"{duty.lower()}: {who}" for duty, who in board.roles)
    sys.stdout.write(f"   {board.severity or 'not declared'}; {roles}; status page: {board.status}\n")
    works = ", ".join(f"{what} (minute {ends})" for what, ends in board.works)
    sys.stdout.write(f"   under way: {works or 'nothing'}; error budget used: {board.budget:.0f}%\n")


def _list_moves(lived: Lived) -> None:
    from loopready.practice.incident.moves import groups

    forms = list(lived.forms.values())
    for group, title in groups().items():
        sys.stdout.write(f"{title}\n")
        for number, form in enumerate(forms, 1):
            if form.group == group:
                choices = " ".join(f"<{'|'.join(value for value, _ in field.choices)}>" for field in form.fields if field.choices)
                sys.stdout.write(f"  {number:>2} {form.name} {choices}{' | words' if form.words else ''}\n")
