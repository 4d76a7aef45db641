"""The verb that asks: a mock interview at the terminal, or from standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.printing import print_out
from loopready.model import InputError

if TYPE_CHECKING:
    from loopready.app.interviews import InterviewRoom, Loop
    from loopready.model import Interview, Turn

SKIP, END = "/skip", "/end"
GO_ON = "loopready ask --resume"


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command()(ask)


def ask(
    prep: Annotated[str | None, typer.Option("--prep", metavar="ID", help="The preparation to practise for; default the last.")] = None,
    guide: Annotated[str | None, typer.Option("--guide", metavar="PATH", help="Practise by a guide alone, without a CV.")] = None,
    round: Annotated[str | None, typer.Option("--round", metavar="R", help="A round of the guide, as --list names it.")] = None,
    question: Annotated[str | None, typer.Option("--question", metavar="ID", help="One question, as --list names it.")] = None,
    loop: Annotated[bool, typer.Option("--loop", help="The whole loop, two questions a round.")] = False,
    who: Annotated[str | None, typer.Option("--who", metavar="ROLE", help="Who sits opposite, as --list names it.")] = None,
    live: Annotated[bool, typer.Option("--live", help="Timed, without help; marks come at the end.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the session that was left last.")] = False,
    seed: Annotated[int | None, typer.Option("--seed", help="Choose alike each time; without it each session asks others.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Print the rounds, roles and questions there are.")] = False,
) -> None:
    """Ask the questions of an interview; each answer ends with an empty line or Ctrl-D, and is kept line by line."""
    if sum((round is not None, question is not None, loop)) > 1:
        raise InputError("one_of", "choose one of --round, --question and --loop", name="ask")
    if prep is not None and guide is not None:
        raise InputError("one_of", "a preparation has its guide; choose one of --prep and --guide", name="ask")
    from loopready.app.interviews import InterviewRoom
    from loopready.app.service import Service

    with Service() as service:
        room = InterviewRoom(service)
        if resume:
            _run(room, _left_last(room, prep))
            return
        chosen = prep if prep is not None or guide is not None else room.last_preparation()
        if chosen is None and guide is None:
            says = "nothing is prepared yet; make a brief (loopready prep CV JOB --save), or practise by a guide alone: --guide general"
            raise InputError("not_found", says, name="ask")
        if list_:
            print_out("\n".join(_listed(room.loop(preparation=chosen, guide=guide))))
            return
        made = room.start(
            preparation=chosen, guide=guide, scope="loop" if loop else "round", round=round, question=question, who=who,
            mode="live" if live else "practice", seed=seed,
        )  # fmt: skip
        _run(room, made)


def _left_last(room: InterviewRoom, prep: str | None) -> Interview:
    going = room.all(preparation=prep, going=True, limit=1)
    if not going:
        raise InputError("not_found", "no session is under way; begin one: loopready ask", name="--resume")
    return going[0]


def _listed(loop: Loop) -> Iterator[str]:
    from loopready.rendering.clean import one_line

    yield "Rounds (--round)"
    for round_ in loop.rounds():
        yield f"  {round_.id:<24} {loop.name_of(round_.id)}, {round_.minutes} min"
    for round_ in loop.worked_at():
        yield f"  {'-':<24} {loop.name_of(round_.id)}: worked at, not talked through"
    yield "Who sits opposite (--who)"
    for role, name in loop.roles().items():
        yield f"  {role:<24} {name}"
    yield "Questions, the likeliest gap first (--question)"
    for likely in loop.pool:
        yield f"  {likely.question.id:<32} {one_line(likely.question.text)}"


def _run(room: InterviewRoom, interview: Interview) -> None:
    """Asks what is left of a session, then says how it went."""
    _say(f"{interview.title.rstrip('.?')}. An answer ends with an empty line. {SKIP} leaves a question out, {END} ends the session.")
    if room.guest:
        from loopready.app.guests import SENDS_CONVERSE

        _say(f"{SENDS_CONVERSE.format(name=room.guest)} Turn it off with: loopready model off")
    try:
        while (turn := room.open(interview.id)) is not None:
            if not _asked(room, interview, turn):
                return
    except KeyboardInterrupt:
        _say(f"\nWhat you entered is kept. Go on with: {GO_ON}")
        raise typer.Exit(130) from None
    _told(room, interview.id)


def _asked(room: InterviewRoom, interview: Interview, turn: Turn) -> bool:
    """Puts one question and keeps its answer. False where standard input has ended before one was given."""
    from loopready.rendering.scorecard import scorecard_lines

    _put(room, interview, turn)
    lines = turn.answer.split("\n") if turn.answer else []
    version, ended = turn.version, False
    while True:
        line = sys.stdin.readline()
        ended = not line
        typed = line.rstrip("\r\n")
        if not typed.strip():
            break
        if typed.strip() == SKIP:
            room.skip(interview.id, turn.id)
            return True
        if typed.strip() == END:
            room.end(interview.id)
            return True
        lines.append(typed)
        version = room.save(interview.id, turn.id, "\n".join(lines), version=version).version
    if not lines:
        if ended:
            _say(f"Nothing more was typed; the session is kept. Go on with: {GO_ON}")
            return False
        _say(f"Nothing is written yet. Answer in a sentence, or {SKIP}.")
        return True
    given = room.answer(interview.id, turn.id, "\n".join(lines), version=version)
    if interview.mode == "practice" and given.scorecard is not None:
        print_out("\n".join(["", *scorecard_lines(given.scorecard), ""]))
    return True


def _put(room: InterviewRoom, interview: Interview, turn: Turn) -> None:
    """The question, and in practice what it tests, before the answer is given."""
    held = room.get(interview.id)
    questions = [each.id for each in held.questions()]
    root = turn.of or turn.id
    place = f"Question {questions.index(root) + 1} of {len(questions)}"
    print_out(f"\n{f'{place}, follow-up' if turn.of else place}\n{turn.said}")
    if words := room.put_by_engine(turn):
        _say(f"Worded by a language model. loopready would ask: {words}")
    if interview.mode == "practice" and turn.of is None and turn.question.checks:
        print_out("\n".join(["", "What it tests", *(f"  - {check.text}" for check in turn.question.checks)]))
    if interview.mode == "live" and turn.of is None:
        _say(f"{turn.question.minutes} minutes")
    if turn.answer:
        print_out(f"\nSo far:\n{turn.answer}")
    sys.stdout.flush()


def _told(room: InterviewRoom, id: str) -> None:
    """After the last question: in live mode the marks, and always the debrief."""
    from loopready.rendering.scorecard import debrief_lines, scorecard_lines

    interview = room.get(id)
    if interview.mode == "live":
        for turn in interview.questions():
            card = interview.judged(turn).scorecard
            if card is not None:
                print_out("\n".join(["", turn.said, "", *scorecard_lines(card)]))
    print_out("\n".join(["", *debrief_lines(room.debrief(id))]))


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
