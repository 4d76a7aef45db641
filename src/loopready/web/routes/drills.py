"""Drills: the list with what went wrong, the start of one, and a run, one question at a time."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.app.accounts import utc_now
from loopready.app.drilling import DrillRoom, ListedDrill, Sitting
from loopready.model import AskedQuestion, DrillAnswer, InputError
from loopready.practice.drilling import LEVELS, answer_of, hints_left, question_of
from loopready.rendering.scorecard import LEVELS as LEVEL_WORDS
from loopready.rendering.scorecard import NO_PROPHET
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson, TheService
from loopready.web.practice_view import clock, lit

router = APIRouter(include_in_schema=False)
KEPT_OPEN = ("changed_elsewhere", "too_large", "empty", "no_hint", "not_placed")
SAID = {"deleted": "Deleted, with what was answered in it."}
_MOST_SLIPS, _MOST_RUNS = 8, 10


def drill_room(person: ThePerson, service: TheService) -> DrillRoom:
    """The drills of who asks."""
    return DrillRoom(service, person.id)


TheDrills = Annotated[DrillRoom, Depends(drill_room)]


@router.get("/drills")
def drills(request: Request, room: TheDrills, desk: TheDesk, person: ThePerson) -> Response:
    """All drills by guide, the one that gains most now, runs under way, and what went wrong so far."""
    listed, last = room.listed(), room.last_preparation()
    preparation = desk.preparations.get(last) if last is not None else None
    return page(
        request, "drills.html.j2", person=person, preparation=preparation, next=_next(room, listed, last),
        guides=_guides(room, listed, desk, last),
        slips=room.slips()[:_MOST_SLIPS], going=[each for each in room.runs(limit=_MOST_RUNS) if each.state == "open"],
        levels=LEVELS, clock=clock, said=SAID.get(request.query_params.get("said", "")),
    )  # fmt: skip


def _next(room: DrillRoom, listed: list[ListedDrill], preparation: str | None) -> ListedDrill | None:
    wanted = room.next(preparation=preparation)
    return next((each for each in listed if each.id == wanted), None)


def _guides(room: DrillRoom, listed: list[ListedDrill], desk: TheDesk, last: str | None) -> list[tuple[str, list[ListedDrill]]]:
    """The drills under their guide's title; the guide of the last preparation first, the others by title."""
    titles = room.titles()
    brief = desk.brief(last) if last is not None else None
    first = brief.guide.path if brief is not None else None
    paths = sorted({each.guide for each in listed}, key=lambda path: (path != first, titles.get(path, path)))
    return [(titles.get(path, path), [each for each in listed if each.guide == path]) for path in paths]


@router.get("/drills/{drill:path}")
def drill(request: Request, drill: str, room: TheDrills, desk: TheDesk, person: ThePerson) -> Response:
    """A drill before it is begun: what it is, the level and the numbers of the next run, the runs so far."""
    return _drill_page(request, room, desk, person, drill, preparation=request.query_params.get("preparation") or None)


def _drill_page(
    request: Request, room: DrillRoom, desk: TheDesk, person: Person, id: str, *, preparation: str | None, problem: InputError | None = None
) -> Response:  # fmt: skip
    full, found = room.find(id)
    held = desk.preparations.get(preparation) if preparation is not None else None
    made = room.drawn(full, seed=None, preparation=preparation)
    given = [parameter for parameter in found.parameters if parameter.name in made.from_job]
    runs = [each for each in room.runs(limit=200) if each.item == full]
    return page(
        request, "drill.html.j2", status=status_of(problem) if problem else 200, person=person, id=full, drill=found, made=made,
        given=given,
        preparation=held, standing=room.standing(full), levels=LEVELS, guide=room.titles().get(full.partition(":")[0], ""),
        going=[each for each in runs if each.state == "open"], ended=[each for each in runs if each.state == "done"][:_MOST_RUNS],
        slips=[each for each in room.slips() if each.drill == full], clock=clock, problem=str(problem) if problem else "",
    )  # fmt: skip


@router.post("/drills/{drill:path}")
def start(request: Request, drill: str, form: Form, room: TheDrills, desk: TheDesk, person: ThePerson) -> Response:
    """Begin a run."""
    preparation = text(form, "preparation") or None
    try:
        seed, level = _whole(form, "seed"), _whole(form, "level")
        made = room.start(drill, now=utc_now(), seed=seed, level=level, preparation=preparation)
    except InputError as error:
        if error.code not in ("no_level", "no_seed"):
            raise
        return _drill_page(request, room, desk, person, drill, preparation=preparation, problem=error)
    return RedirectResponse(f"/drilling/{made.exercise.id}", status_code=303)


def _whole(form: Form, name: str) -> int | None:
    """A whole number of a field that may be left empty. InputError where something else stands there."""
    value = text(form, name)
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise InputError("no_seed", "is a whole number from 0 to 999,999,999; leave it empty for fresh numbers", name=name)
    return int(value)


@router.get("/drilling/{exercise}")
def run(request: Request, exercise: str, room: TheDrills, person: ThePerson) -> Response:
    """The question that waits; with ``after`` the mark of one that was answered; the summary where none waits."""
    held = room.get(exercise)
    after = request.query_params.get("after", "")
    if any(each.question == after and each.state != "open" for each in held.run.answers):
        return _marked_page(request, person, held, after)
    if held.exercise.state == "done" or held.run.current is None:
        return _summary(request, room, person, held)
    return _question_page(request, person, held, held.run.current.question)


def _question_page(
    request: Request, person: Person, held: Sitting, id: str, *, typed: str | None = None, places: tuple[str, ...] = (),
    problem: InputError | None = None,
) -> Response:  # fmt: skip
    question, answer = question_of(held.run, id), answer_of(held.run, id)
    written = answer.typed if typed is None else typed
    return page(
        request, "drilling.html.j2", status=status_of(problem) if problem else 200, person=person, held=held, run=held.run,
        question=question, answer=answer, typed=written, places=places or places_of(question, written),
        left=hints_left(held.run, id), clock=clock,
        problem=str(problem) if problem else "", unread=answer.mark if answer.mark is not None and problem is None else None,
        **_place(held, id),
    )  # fmt: skip


def _place(held: Sitting, id: str) -> dict[str, Any]:
    ids = [each.question for each in held.run.answers]
    return {"at": ids.index(id) + 1, "of": len(ids)}


def _marked_page(request: Request, person: Person, held: Sitting, id: str) -> Response:
    question, answer = question_of(held.run, id), answer_of(held.run, id)
    return page(
        request, "drilling_marked.html.j2", person=person, held=held, run=held.run, question=question, answer=answer, clock=clock,
        said=said_of(question, answer), words=_words(held, question, answer), no_prophet=NO_PROPHET, **_place(held, id),
    )  # fmt: skip


def _words(held: Sitting, question: AskedQuestion, answer: DrillAnswer) -> dict[str, Any] | None:
    """The marks of an answer in words, as a page shows them; None for another kind of answer."""
    if answer.card is None:
        return None
    titles = {each.id: each.title for each in question.rubric}
    rows = [(titles.get(mark.criterion, mark.criterion), mark, LEVEL_WORDS.get(mark.level or 0, "")) for mark in answer.card.marks]
    return {"card": answer.card, "rows": rows, "lit": lit(answer.typed, answer.card)}


def _summary(request: Request, room: DrillRoom, person: Person, held: Sitting) -> Response:
    rows = [(question, answer_of(held.run, question.id)) for question in held.run.instance.questions]
    return page(
        request, "drilling_done.html.j2", person=person, held=held, run=held.run, rows=rows, said=said_of, clock=clock,
        standing=room.standing(held.run.drill), levels=LEVELS,
    )  # fmt: skip


@router.post("/drilling/{exercise}/draft")
def draft(exercise: str, form: Form, room: TheDrills) -> Response:
    """Keep an answer while it is typed, for the page's script."""
    held = room.get(exercise)
    question = question_of(held.run, text(form, "question"))
    try:
        kept = room.save(exercise, question.id, _typed(form, question), version=number(form, "version"), now=utc_now())
    except InputError as error:
        if error.code not in KEPT_OPEN:
            raise
        return JSONResponse({"error": str(error), "code": error.code}, status_code=status_of(error))
    return JSONResponse({"version": kept.exercise.version})


@router.post("/drilling/{exercise}")
def act(request: Request, exercise: str, form: Form, room: TheDrills, person: ThePerson) -> Response:
    """Check an answer, open a hint, show the step, keep it for later, or end the run."""
    held = room.get(exercise)
    if held.exercise.state == "done":
        return RedirectResponse(f"/drilling/{exercise}", status_code=303)
    question = question_of(held.run, text(form, "question"))
    typed = _typed(form, question)
    try:
        address = _acted(room, held, question, form, typed)
    except InputError as error:
        if error.code not in KEPT_OPEN:
            raise
        now = room.get(exercise)
        waiting = now.run.current
        if waiting is None or waiting.question != question.id:
            return RedirectResponse(f"/drilling/{exercise}?after={question.id}", status_code=303)
        return _question_page(request, person, now, question.id, typed=typed, places=_places(form, question), problem=error)
    return RedirectResponse(address, status_code=303)


def _acted(room: DrillRoom, held: Sitting, question: AskedQuestion, form: Form, typed: str) -> str:
    """Where an act on a question leads. InputError as the act says."""
    id, version, now, what = held.exercise.id, number(form, "version"), utc_now(), text(form, "act")
    here = f"/drilling/{id}"
    if what == "check":
        if question.kind == "order" and typed and len(typed.split()) != len(question.order):
            raise InputError("not_placed", "give every step a place of its own, 1 to the last", name="the order")
        made = room.check(id, question.id, typed, version=version, now=now)
        return f"{here}?after={question.id}" if answer_of(made.run, question.id).state != "open" else here
    if what == "hint":
        room.hint(id, question.id, typed, version=version, now=now)
        return f"{here}#hints"
    if what == "step":
        room.show(id, question.id, typed, version=version, now=now)
        return f"{here}?after={question.id}"
    if what == "later":
        room.save(id, question.id, typed, version=version, now=now)
        return "/drills"
    if what == "end":
        kept = room.save(id, question.id, typed, version=version, now=now)
        room.end(id, version=kept.exercise.version, now=now)
        return here
    raise InputError("no_act", "the page is incomplete; reload it and try again", name="the form")


@router.post("/drilling/{exercise}/delete")
def delete(exercise: str, form: Form, room: TheDrills) -> Response:
    """Delete a run."""
    room.delete(exercise)
    return RedirectResponse("/drills?said=deleted", status_code=303)


def _typed(form: Form, question: AskedQuestion) -> str:
    """The answer as it stands in the form: for an order the numbers of the steps by their places."""
    if question.kind != "order":
        value = form.get("answer")
        return value if isinstance(value, str) else ""
    places = _places(form, question)
    placed = sorted((int(place), step) for step, place in enumerate(places, 1) if place.isascii() and place.isdigit() and len(place) < 4)
    distinct = len({place for place, _ in placed}) == len(placed)
    return " ".join(str(step) for _, step in placed) if distinct else ""


def _places(form: Form, question: AskedQuestion) -> tuple[str, ...]:
    """The place that each step was given, in the order shown; empty where it has none."""
    return tuple(text(form, f"place_{step}")[:4] for step in range(1, len(question.order) + 1))


def places_of(question: AskedQuestion, typed: str) -> tuple[str, ...]:
    """The place of each step, in the order shown, from the numbers of the steps by their places."""
    steps = typed.split()
    return tuple(str(steps.index(str(at)) + 1) if str(at) in steps else "" for at in range(1, len(question.order) + 1))


def said_of(question: AskedQuestion, answer: DrillAnswer) -> list[str]:
    """An answer as it is shown back: a choice in its words, an order in its steps."""
    if question.kind == "choice":
        chosen = answer.mark.said if answer.mark is not None else None
        return [option.text for option in question.options if option.id == chosen] or [answer.typed]
    if question.kind == "order" and answer.mark is not None:
        return str(answer.mark.said).split(" > ")
    unit = f" {question.unit}" if question.unit and answer.typed.strip().replace(".", "").replace(",", "").isdigit() else ""
    return [f"{answer.typed}{unit}"] if answer.typed.strip() else []
