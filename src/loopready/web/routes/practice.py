"""Practice: what is going on, and the choice of an interview."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.desk import Desk
from loopready.app.interviews import InterviewRoom, Loop, called
from loopready.model import InputError, Interview, InterviewScope, PracticeQuestion, Preparation
from loopready.web.forms import Form, text
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson
from loopready.web.routes.interviews import TheRoom

router = APIRouter(include_in_schema=False)
SAID = {"deleted": "Deleted, with all that was said in it."}
_ROWS = 12
_LONGEST = 160
"""Letters of a question in a list."""


@router.get("/practice")
def practice(request: Request, room: TheRoom, desk: TheDesk, person: ThePerson) -> Response:
    """What is under way, what was practised last, and where to begin."""
    going, ended = room.all(going=True, limit=_ROWS), room.all(going=False, limit=_ROWS)
    wanted = list({each.preparation for each in (*going, *ended) if each.preparation is not None})
    ready = [each for each in desk.preparations.all(limit=_ROWS) if each.digest is not None]
    return page(
        request, "practice.html.j2", person=person, going=going, ended=ended, ready=ready, of=desk.preparations.many(wanted),
        guides=_guides(desk), said=SAID.get(request.query_params.get("said", "")),
    )  # fmt: skip


def _guides(desk: Desk) -> list[tuple[str, str]]:
    """The guides of this person's library by title, the general one first."""
    heads = desk.own.library.heads
    return sorted(((path, head.title) for path, head in heads.items()), key=lambda pair: (pair[0] != "general", pair[1], pair[0]))


@router.get("/practice/new")
def by_guide(request: Request, room: TheRoom, person: ThePerson) -> Response:
    """The choice of an interview by a guide alone."""
    return _chooser(request, room, person, guide=request.query_params.get("guide", ""))


@router.post("/practice/new")
def start_by_guide(request: Request, form: Form, room: TheRoom, person: ThePerson) -> Response:
    """Begin an interview by a guide alone."""
    return _started(request, form, room, person, guide=text(form, "guide"))


@router.get("/preparations/{id}/practice")
def choose(request: Request, id: str, room: TheRoom, desk: TheDesk, person: ThePerson) -> Response:
    """The choice of an interview for a preparation, and the sessions held for it."""
    return _chooser(request, room, person, preparation=desk.preparations.get(id))


@router.post("/preparations/{id}/practice")
def start(request: Request, id: str, form: Form, room: TheRoom, desk: TheDesk, person: ThePerson) -> Response:
    """Begin an interview for a preparation."""
    return _started(request, form, room, person, preparation=desk.preparations.get(id))


def _chooser(
    request: Request, room: InterviewRoom, person: Person, *, preparation: Preparation | None = None, guide: str = "", problem: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    loop = room.loop(preparation=preparation.id if preparation is not None else None, guide=guide or None)
    held: list[Interview] = room.all(preparation=preparation.id, limit=_ROWS) if preparation is not None else []
    return page(
        request, "practice_choose.html.j2", status=status, person=person, preparation=preparation, drawn=loop, sessions=held,
        problem=problem, kinds=_kinds(loop), said=SAID.get(request.query_params.get("said", "")),
        opposite={round_.id: called(loop.guide, round_.who) for round_ in loop.guide.rounds},
    )  # fmt: skip


def _kinds(loop: Loop) -> list[tuple[str, list[tuple[str, str]]]]:
    """The questions by where they are from, each the likeliest gap first."""
    names = (
        ("questions/", "From the guide, worked out"), ("bank/", "From the guide’s bank"), ("claims/", "On your CV’s claims"),
        ("requirements/", "On what the posting asks for"), ("drills/", "Drills, worked aloud"),
    )  # fmt: skip
    out = []
    for start, name in names:
        found = [(each.question.id, _called(each.question)) for each in loop.pool if each.question.id.startswith(start)]
        if found:
            out.append((name, found))
    return out


def _called(question: PracticeQuestion) -> str:
    """A question as a list names it; one that tells a situation first by the beginning of that."""
    return question.text if len(question.text) <= _LONGEST else f"{question.text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _started(
    request: Request, form: Form, room: InterviewRoom, person: Person, *, preparation: Preparation | None = None, guide: str = ""
) -> Response:
    """The new session, or the choice again with what was wrong with it."""
    what, _, value = text(form, "start").partition(":")
    scope: InterviewScope = "loop" if what == "loop" else "question" if what == "question" else "round"
    try:
        made = room.start(
            preparation=preparation.id if preparation is not None else None, guide=guide or None, scope=scope,
            round=value if what == "round" else None, question=text(form, "question") or None if what == "question" else None,
            who=text(form, "who") or None, mode="live" if text(form, "mode") == "live" else "practice",
        )  # fmt: skip
    except InputError as error:
        if error.code not in ("not_found", "no_questions"):
            raise
        return _chooser(request, room, person, preparation=preparation, guide=guide, problem=str(error), status=422)
    return RedirectResponse(f"/interviews/{made.id}", status_code=303)
