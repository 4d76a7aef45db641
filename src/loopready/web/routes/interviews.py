"""A mock interview in the browser: its question, the answer kept while it is typed, its marks and the debrief."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.app.guests import SENDS_CONVERSE, SENDS_OPINION
from loopready.app.interviews import InterviewRoom, called
from loopready.app.opinions import Opinions
from loopready.app.practising import lens_looks, rubric_for
from loopready.model import InputError, Interview, Turn
from loopready.practice.debrief import RULES
from loopready.rendering.guest import NOT_THE_MARK, differences_line
from loopready.rendering.scorecard import LEVELS, NO_PROPHET, STATES, VOTES, criterion_name
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson, TheService
from loopready.web.practice_view import asked_beside, clock, lit, parts, shown

router = APIRouter(include_in_schema=False)
CONFLICTS = ("changed_elsewhere", "too_large", "empty", "not_storable")


def room_of(person: ThePerson, service: TheService) -> InterviewRoom:
    """The interview room of who asks."""
    return InterviewRoom(service, person.id)


def opinions_of(person: ThePerson, service: TheService) -> Opinions:
    """The second opinions of who asks."""
    return Opinions(service, person.id)


TheRoom = Annotated[InterviewRoom, Depends(room_of)]
TheOpinions = Annotated[Opinions, Depends(opinions_of)]


@router.get("/interviews/{interview}")
def question(request: Request, interview: str, room: TheRoom, person: ThePerson) -> Response:
    """The question that waits; the debrief where none does."""
    turn = room.open(interview)
    if turn is None:
        return RedirectResponse(f"/interviews/{interview}/debrief", status_code=303)
    return _question(request, room, person, interview, turn, typed=turn.answer)


def _question(
    request: Request, room: InterviewRoom, person: Person, id: str, turn: Turn, *, typed: str, problem: str = "", other: str | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    interview = room.get(id)
    rubric = rubric_for(turn.question) if interview.mode == "practice" else None
    return page(
        request, "interview.html.j2", status=status, person=person, interview=interview, turn=turn, typed=typed, problem=problem,
        other=other, rubric=rubric, lenses=lens_looks(turn.question) if rubric is not None else (), clock=clock, name_of=criterion_name,
        engine_words=room.put_by_engine(turn), sends=SENDS_CONVERSE.format(name=room.guest) if room.guest else "",
        **_place(room, interview, turn),
    )  # fmt: skip


def _place(room: InterviewRoom, interview: Interview, turn: Turn) -> dict[str, Any]:
    """Where in a session a turn stands: its number, round and interviewer, and the earlier words of the same question."""
    loop = room.loop_of(interview)
    questions = [each.id for each in interview.questions()]
    in_round = interview.round or (turn.round if interview.scope == "loop" else None)
    role = interview.who or loop.asks_in(in_round) or next(iter(turn.question.by), "")
    before = [each for each in interview.thread(turn) if each.position < turn.position]
    return {
        "at": questions.index(turn.of or turn.id) + 1, "of": len(questions), "round_name": loop.name_of(in_round),
        "opposite": called(loop.guide, role) if role else "", "before": before,
    }  # fmt: skip


@router.post("/interviews/{interview}/turns/{turn}/draft")
def draft(interview: str, turn: str, form: Form, room: TheRoom) -> Response:
    """Keep an answer while it is typed, for the page's script."""
    try:
        held = room.save(interview, turn, _typed(form), version=number(form, "version"), spoken=text(form, "spoken") == "yes")
    except InputError as error:
        if error.code not in CONFLICTS:
            raise
        now = room.turn(interview, turn)
        what = {"text": now.answer, "version": now.version, "state": now.state}
        return JSONResponse({"error": str(error), "code": error.code, "now": what}, status_code=status_of(error))
    return JSONResponse({"version": held.version})


@router.post("/interviews/{interview}/turns/{turn}")
def answer(request: Request, interview: str, turn: str, form: Form, room: TheRoom, person: ThePerson) -> Response:
    """Give the answer, leave the question out, or keep what is typed for another day."""
    typed, act = _typed(form), text(form, "act")
    spoken, version = text(form, "spoken") == "yes", number(form, "version")
    present = room.turn(interview, turn)
    if present.state == "answered" and present.answer == typed.replace("\r\n", "\n").rstrip():
        return RedirectResponse(_after(room.get(interview), turn), status_code=303)
    try:
        if act == "answer":
            room.answer(interview, turn, typed, version=version, spoken=spoken)
        elif act in ("skip", "later", "end"):
            if typed.strip() and present.state in ("waiting", "open") and typed.replace("\r\n", "\n") != present.answer:
                room.save(interview, turn, typed, version=version, spoken=spoken)
            if act == "skip":
                room.skip(interview, turn)
            elif act == "end":
                room.end(interview)
            else:
                return RedirectResponse("/practice", status_code=303)
        else:
            raise InputError("no_act", "the page is incomplete; reload it and try again", name="the form")
    except InputError as error:
        if error.code not in CONFLICTS:
            raise
        now = room.turn(interview, turn)
        other = now.answer if error.code == "changed_elsewhere" and now.answer != typed.replace("\r\n", "\n") else None
        return _question(request, room, person, interview, now, typed=typed, problem=str(error), other=other, status=status_of(error))
    return RedirectResponse(_after(room.get(interview), turn if act == "answer" else None), status_code=303)


def _after(interview: Interview, turn: str | None) -> str:
    """Where an act leads: in practice to the marks of the answer, in live mode to what is asked next."""
    if interview.mode == "practice" and turn is not None:
        return f"/interviews/{interview.id}/turns/{turn}"
    return f"/interviews/{interview.id}"


def _typed(form: Form) -> str:
    """The answer as it stands in the field, spaces included."""
    value = form.get("answer")
    return value if isinstance(value, str) else ""


@router.get("/interviews/{interview}/turns/{turn}")
def marks(request: Request, interview: str, turn: str, room: TheRoom, opinions: TheOpinions, person: ThePerson) -> Response:
    """An answer with its marks. In live mode there are none before the end; a question without an answer is put again."""
    held = room.get(interview)
    found = room.turn(interview, turn)
    if found.state != "answered" or (held.mode == "live" and held.ended is None):
        return RedirectResponse(f"/interviews/{interview}", status_code=303)
    told, put, card = held.told(found), found.question, found.scorecard
    rows = shown(card, rubric_for(put), lens_looks(put), checks=put.checks) if card is not None else ()
    return page(
        request, "interview_marks.html.j2", person=person, interview=held, turn=found, card=card, answer=lit(told, card),
        rows=rows, beside=asked_beside(card) if card is not None else (), skeleton=parts(card) if card is not None else (),
        next=held.current if held.ended is None else None, states=STATES, no_prophet=NO_PROPHET, clock=clock,
        sends=SENDS_OPINION.format(name=opinions.name) if opinions.name else "", **_place(room, held, found),
    )  # fmt: skip


@router.post("/interviews/{interview}/turns/{turn}/opinion")
def opinion(
    request: Request, interview: str, turn: str, form: Form, room: TheRoom, opinions: TheOpinions, desk: TheDesk, person: ThePerson
) -> Response:  # fmt: skip
    """A second opinion on an answer beside its marks; nothing of it is kept."""
    held = room.get(interview)
    found = room.turn(interview, turn)
    if found.state != "answered" or found.scorecard is None or (held.mode == "live" and held.ended is None):
        raise InputError("not_ready", "has no marks yet; a second opinion stands beside them", name="this answer")
    brief = desk.brief(held.preparation) if held.preparation is not None else None
    card = found.scorecard
    made = opinions.of(found.question, held.told(found), card, person=brief, preparation=held.preparation)
    rows = {row.name: row for row in shown(card, rubric_for(found.question), lens_looks(found.question), checks=found.question.checks)}
    return page(
        request, "interview_opinion.html.j2", person=person, interview=held, turn=found, card=card, made=made, told=held.told(found),
        rows=[(rows[criterion_name(mark.criterion)], mark) for mark in made.marks], levels=LEVELS, not_the_mark=NOT_THE_MARK,
        differ=differences_line(made),
    )  # fmt: skip


@router.post("/interviews/{interview}/end")
def end(interview: str, form: Form, room: TheRoom) -> Response:
    """End a session."""
    room.end(interview)
    return RedirectResponse(f"/interviews/{interview}/debrief", status_code=303)


@router.get("/interviews/{interview}/debrief")
def committee(request: Request, interview: str, room: TheRoom, opinions: TheOpinions, person: ThePerson) -> Response:
    """The committee's votes, and every question with what its marks say."""
    held = room.get(interview)
    if held.ended is None:
        return RedirectResponse(f"/interviews/{interview}", status_code=303)
    loop, found = room.loop_of(held), room.debrief(interview)
    roles = {role: called(loop.guide, role) for vote in found.votes for role in vote.by}
    return page(
        request, "interview_debrief.html.j2", person=person, interview=held, found=found, votes=VOTES, roles=roles, rules=RULES,
        name_of=criterion_name, no_prophet=NO_PROPHET, rows=[(turn, held.thread(turn), held.judged(turn)) for turn in held.questions()],
        sends=SENDS_OPINION.format(name=opinions.name) if opinions.name else "",
    )  # fmt: skip


@router.get("/interviews/{interview}/delete")
def delete_page(request: Request, interview: str, room: TheRoom, person: ThePerson) -> Response:
    """Asks before a session is deleted."""
    return page(request, "interview_delete.html.j2", person=person, interview=room.get(interview))


@router.post("/interviews/{interview}/delete")
def delete(interview: str, form: Form, room: TheRoom) -> Response:
    """Delete a session with all that was said in it."""
    held = room.get(interview)
    room.delete(interview)
    where = f"/preparations/{held.preparation}/practice" if held.preparation else "/practice"
    return RedirectResponse(f"{where}?said=deleted", status_code=303)
