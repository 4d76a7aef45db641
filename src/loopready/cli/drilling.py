"""The verb that drills: print one, ask it question by question at a terminal, or mark answers from a file."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loopready.app.settings import use_libraries
from loopready.cli.library import Libraries
from loopready.cli.printing import print_out
from loopready.model import InputError

if TYPE_CHECKING:
    from loopready.app.drilling import DrillRoom, Sitting
    from loopready.app.drills import Answer, MarkedDrill
    from loopready.model import AskedQuestion, DrillAnswer, DrillInstance

HINT, STEP, END = "/hint", "/step", "/end"
_MOST_BYTES = 1024 * 1024


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command()(drill)


def drill(
    id: Annotated[str | None, typer.Argument(help="A drill's id, as --list prints it.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="All drills.")] = False,
    next_: Annotated[bool, typer.Option("--next", help="The drill that gains most now, at the level your runs lead to.")] = False,
    seed: Annotated[int | None, typer.Option("--seed", help="Draw fresh numbers; equal seeds give equal numbers.")] = None,
    level: Annotated[int | None, typer.Option("--level", metavar="1-5", help="How hard, in place of what your runs lead to.")] = None,
    prep: Annotated[str | None, typer.Option("--prep", metavar="ID", help="Use the numbers of this preparation's posting.")] = None,
    answers: Annotated[
        str | None, typer.Option("--answers", metavar="FILE", help="Mark answers: JSON, question id to answer; - for standard input.")
    ] = None,
    ask: Annotated[
        bool | None, typer.Option("--ask/--print", help="Ask it question by question, or print it; default: ask at a terminal.")
    ] = None,
    solution: Annotated[bool, typer.Option("--solution", help="Print the worked solution too.")] = False,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to print it.")] = "text",
    library: Libraries = None,
) -> None:  # fmt: skip
    """Do a drill: numbers drawn by a seed, every answer checked, a wrong one traced to its mistake."""
    if format not in ("text", "json"):
        raise InputError("format", "a drill is written as text or json", name="--format")
    if sum((id is not None, next_, list_)) != 1:
        raise InputError("nothing_asked", "name a drill, or use --next or --list", name="drill")
    use_libraries(library or ())
    if list_:
        _list()
    elif answers is not None:
        _mark(str(id) if id is not None else _next(prep), answers, seed=seed, format=format)
    elif ask or (ask is None and not solution and format == "text" and sys.stdin.isatty() and sys.stdout.isatty()):
        _ask(id, seed=seed, level=level, prep=prep)
    else:
        _print(str(id) if id is not None else _next(prep), seed=seed, prep=prep, solution=solution, format=format)


def _list() -> None:
    from loopready.app import drills

    for each, title, minutes in drills.listed():
        sys.stdout.write(f"{each}\t{title} ({minutes} min)\n")


def _next(prep: str | None) -> str:
    from loopready.app.drilling import DrillRoom
    from loopready.app.service import Service

    with Service() as service:
        return DrillRoom(service).next(preparation=prep)


def _print(id: str, *, seed: int | None, prep: str | None, solution: bool, format: str) -> None:
    from loopready.app import drills

    if prep is None:
        made = drills.made(id, seed=seed)
    else:
        from loopready.app.drilling import DrillRoom
        from loopready.app.service import Service

        with Service() as service:
            made = DrillRoom(service).drawn(id, seed=seed, preparation=prep)
    print_out(made.model_dump_json() if format == "json" else drill_text(made, solution=solution))


def drill_text(made: DrillInstance, *, solution: bool) -> str:
    """A drill as text."""
    lines = [made.title, "", made.scenario, ""]
    for number, question in enumerate(made.questions, 1):
        lines += _question_lines(question, number)
        if solution:
            lines += ["", f"   {question.solution}", ""]
    return "\n".join(lines)


def _question_lines(question: AskedQuestion, number: int, *, numbered: bool = False) -> list[str]:
    from loopready.app.drills import letter

    lines = [f"{number}. {question.ask}" + (f" [{question.unit}]" if question.unit else "")]
    lines += [f"   ({letter(at)}) {option.text}" for at, option in enumerate(question.options)]
    return lines + [f"   {f'{at}.' if numbered else '-'} {step}" for at, step in enumerate(question.order, 1)]


def _mark(id: str, answers: str, *, seed: int | None, format: str) -> None:
    """Marks answers of a file; nothing is kept."""
    from loopready.app import drills
    from loopready.app.prepare import Pipeline

    given = _answers(answers)
    with Pipeline() as pipeline:
        done = drills.marked(id, given, seed=seed, pipeline=pipeline)
    print_out(_marks_json(done) if format == "json" else _marks_text(done))


def _answers(path: str) -> dict[str, Answer]:
    """The answers of a JSON file, or of standard input for ``-``. InputError where they are none."""
    from loopready.app.marking import read_answer

    text = read_answer(path)
    name = "standard input" if path == "-" else path
    if len(text) > _MOST_BYTES:
        raise InputError("too_large", "is over a megabyte; answers to one drill are not", name=name)
    try:
        value = json.loads(text)
    except ValueError:
        raise InputError(
            "no_json", 'is no JSON; write {"question": "4.3 min"}, with the ids that --format json prints', name=name
        ) from None
    if not isinstance(value, dict) or not all(_is_answer(each) for each in value.values()):
        says = 'is no object of question ids and answers; write {"question": "4.3 min", "order": ["first step", "second step"]}'
        raise InputError("no_answers", says, name=name)
    return value


def _is_answer(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool))


def _marks_json(done: MarkedDrill) -> str:
    marks = [each.mark.model_dump(mode="json") for each in done.answers if each.mark is not None]
    cards = {each.question: each.card.model_dump(mode="json") for each in done.answers if each.card is not None}
    record = {**done.instance.model_dump(mode="json"), "marks": marks, "scorecards": cards, "score": done.score}
    return json.dumps(record, ensure_ascii=False)


def _marks_text(done: MarkedDrill) -> str:
    questions = {question.id: (number, question) for number, question in enumerate(done.instance.questions, 1)}
    lines = [done.instance.title, ""]
    for answer in done.answers:
        number, question = questions[answer.question]
        lines += [f"{number}. {question.ask}", *(f"   {line}" for line in _told(answer, question)), ""]
    if done.score is not None:
        lines.append(f"Score: {done.score:g} of 100 over what was answered.")
    return "\n".join(lines)


def _told(answer: DrillAnswer, question: AskedQuestion) -> list[str]:
    """What an answer's mark says, with the worked step where it went wrong."""
    from loopready.rendering.scorecard import scorecard_lines

    if answer.card is not None:
        return [*scorecard_lines(answer.card), "", f"Worked: {question.solution}"]
    if answer.mark is None:
        return [f"The step: {question.solution}"]
    wrong = answer.mark.state == "wrong" or answer.state == "shown"
    return [answer.mark.says, *([f"The step: {question.solution}"] if wrong else [])]


def _ask(id: str | None, *, seed: int | None, level: int | None, prep: str | None) -> None:
    """Asks a drill question by question; a run that is under way goes on, unless numbers of its own are asked for."""
    from loopready.app.drilling import DrillRoom
    from loopready.app.service import Service

    with Service() as service:
        room = DrillRoom(service)
        wanted = id if id is not None else room.next(preparation=prep)
        full, _ = room.find(wanted)
        open_ = next((each.open for each in room.listed() if each.id == full and each.open is not None), None)
        if open_ is not None and seed is None and level is None and prep is None:
            held = room.get(open_)
        else:
            held = room.start(full, now=_now(), seed=seed, level=level, preparation=prep)
        _say(f"{held.run.instance.title}. Level {held.run.level.number}: {held.run.level.says}\n\n{held.run.instance.scenario}\n")
        _say(f"{HINT} opens a hint, {STEP} shows the step in place of an answer, {END} ends. Words end with an empty line.\n")
        try:
            while held.exercise.state == "open":
                held, ended = _one(room, held)
                if ended:
                    _say(f"What you answered is kept. Go on with: loopready drill {full} --ask")
                    return
        except KeyboardInterrupt:
            _say(f"\nWhat you answered is kept. Go on with: loopready drill {full} --ask")
            raise typer.Exit(130) from None
        _say(_summary(held))


def _one(room: DrillRoom, held: Sitting) -> tuple[Sitting, bool]:
    """One question until it is answered; whether standard input ended instead."""
    answer = held.run.current
    assert answer is not None
    place = [each.question for each in held.run.answers].index(answer.question)
    question = held.run.instance.questions[place]
    id, version = held.exercise.id, held.exercise.version
    _say("\n".join(_question_lines(question, place + 1, numbered=True)))
    for hint in question.hints[: answer.hints]:
        _say(f"   Hint: {hint}")
    text = _read(words=question.kind == "text")
    if text is None:
        return held, True
    try:
        if text == HINT:
            held = room.hint(id, question.id, "", version=version, now=_now())
            return held, False
        if text == END:
            return room.end(id, version=version, now=_now()), False
        if text == STEP:
            held = room.show(id, question.id, "", version=version, now=_now())
        else:
            held = room.check(id, question.id, text, version=version, now=_now())
    except InputError as error:
        if error.code not in ("empty", "no_hint", "too_large"):
            raise
        _say(f"   {error.message[:1].upper()}{error.message[1:]}.\n")
        return held, False
    given = next(each for each in held.run.answers if each.question == question.id)
    _say("\n".join(f"   {line}" for line in _told(given, question)) + "\n")
    return held, False


def _read(*, words: bool) -> str | None:
    """What is typed: a line, or for words the lines up to an empty one. None where the input has ended."""
    lines: list[str] = []
    while True:
        sys.stdout.write("" if lines else "> ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            return "\n".join(lines) if lines else None
        said = line.rstrip("\r\n")
        if not words or (not lines and said.strip() in (HINT, STEP, END)):
            return said.strip()
        if not said.strip():
            return "\n".join(lines)
        lines.append(said)


def _summary(held: Sitting) -> str:
    right = sum(each.points is not None and each.points >= 0.75 for each in held.run.answers)
    score = f"Score: {held.exercise.score:g} of 100. " if held.exercise.score is not None else ""
    minutes = f"{held.run.seconds / 60:.0f} of {held.run.minutes} minutes"
    return f"{score}{right} of {len(held.run.answers)} answered right, in {minutes}."


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
