"""The story bank in the browser: the portfolio of a preparation, and each story, kept while it is typed."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.app.guests import SENDS_STORY
from loopready.app.practising import lens_looks, rubric_for
from loopready.app.stories import MOST_LETTERS, StoryBank
from loopready.model import STORY_PARTS, InputError, PracticeQuestion, Preparation, QuoteCite, Story, StoryPartName
from loopready.practice.guest.drafting import parts_to_draft
from loopready.practice.stories import part_guides, self_check, told_text
from loopready.rendering.scorecard import NO_PROPHET
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson, TheService
from loopready.web.practice_view import shown
from loopready.web.story_view import grid_of

router = APIRouter(include_in_schema=False)
FIELD = "part/"
"""The name of a part's field is this and the part's name."""
SAID = {
    "deleted": "Deleted, with all its versions.", "archived": "Put into the archive; it is not shared out any more.",
    "taken": "Taken into your story bank. Fill its blanks.", "none": "Nothing of the CV would cover more; write a story of your own.",
    "told": "Noted.", "kept": "Kept as a version of its own.", "restored": "Its earlier words are back, as a new version.",
    "saved": "Saved.",
}  # fmt: skip


def bank_of(person: ThePerson, service: TheService) -> StoryBank:
    """The story bank of who asks."""
    return StoryBank(service, person.id)


TheBank = Annotated[StoryBank, Depends(bank_of)]


@router.get("/preparations/{id}/stories")
def portfolio(request: Request, id: str, bank: TheBank, desk: TheDesk, person: ThePerson) -> Response:
    """Which story goes to which likely question, and what the CV offers for the rest."""
    return _portfolio(request, bank, person, desk.preparations.get(id))


def _portfolio(
    request: Request, bank: StoryBank, person: Person, preparation: Preparation, *, typed: str = "", problem: str = "", status: int = 200
) -> Response:
    drafts = bank.drafts(preparation.id)
    grid = grid_of(bank.portfolio(preparation.id), bank.all(), drafts, bank.guide(preparation.id))
    return page(
        request, "stories.html.j2", status=status, person=person, preparation=preparation, grid=grid, drafts=drafts,
        suggested=bank.suggested(preparation.id), archived=bank.all(archived=True), typed=typed, problem=problem,
        said=SAID.get(request.query_params.get("said", ""), ""),
    )  # fmt: skip


@router.post("/preparations/{id}/stories")
def take(request: Request, id: str, form: Form, bank: TheBank, desk: TheDesk, person: ThePerson) -> Response:
    """Take a line of the CV, those that would cover most, or begin a story of one's own."""
    preparation = desk.preparations.get(id)
    if form.get("title") is not None:
        typed = text(form, "title")
        try:
            return _to(bank.begin(typed, preparation=id), id)
        except InputError as error:
            if error.code not in ("no_title", "too_long"):
                raise
            return _portfolio(request, bank, person, preparation, typed=typed, problem=str(error), status=status_of(error))
    key = text(form, "key")
    if key:
        return _to(bank.take(id, [key])[0], id)
    taken = bank.take(id, bank.suggested(id))
    return RedirectResponse(f"/preparations/{id}/stories?said={'taken' if taken else 'none'}", status_code=303)


def _to(story: Story, preparation: str | None, *, said: str = "", anchor: str = "") -> Response:
    query = "&".join(part for part in (f"for={quote(preparation, safe='')}" if preparation else "", f"said={said}" if said else "") if part)
    return RedirectResponse(f"/stories/{story.id}{'?' + query if query else ''}{anchor}", status_code=303)


@router.get("/stories/{story}")
def one(request: Request, story: str, bank: TheBank, desk: TheDesk, person: ThePerson) -> Response:
    """A story with its parts as fields."""
    return _story(request, bank, desk, person, bank.get(story))


def _for(request: Request, desk: TheDesk, story: Story) -> Preparation | None:
    """The preparation that a story is looked at for: the one the address names, else the one it was made for."""
    asked = request.query_params.get("for") or story.preparation
    return desk.preparations.get(asked) if asked else None


def _story(
    request: Request, bank: StoryBank, desk: TheDesk, person: Person, held: Story, *, typed: dict[str, str] | None = None,
    problem: str = "", status: int = 200,
) -> Response:  # fmt: skip
    preparation = _for(request, desk, held)
    ready = preparation is not None and desk.run_shown(preparation.id) is not None
    at_hand = preparation.id if preparation is not None and ready else None
    editions = bank.editions(held.id)
    return page(
        request, "story.html.j2", status=status, person=person, preparation=preparation, story=held, editions=editions,
        guides=part_guides(), beside=_beside(held, editions[-1].parts if editions else {}),
        typed=typed or {}, problem=problem, most=MOST_LETTERS,
        questions=bank.questions(held, at_hand), signals=bank.guide(at_hand).signals if at_hand else (),
        retracted=bank.retracted_in(held, at_hand), cautions=bank.cautions(held, at_hand), checks=self_check(),
        words=len(told_text(held).split()), sends=SENDS_STORY.format(name=bank.guest) if bank.guest and parts_to_draft(held) else "",
        said=SAID.get(request.query_params.get("said", ""), ""), today=dt.datetime.now(dt.UTC).astimezone().date().isoformat(),
        **_marks(held, bank.questions(held, at_hand)),
    )  # fmt: skip


def _beside(story: Story, first: dict[StoryPartName, Any]) -> dict[StoryPartName, list[str]]:
    """The CV's words on each part, as the draft had them."""
    found = {name: [" ".join(c.quote.split()) for c in first[name].cites if isinstance(c, QuoteCite)] for name in first}
    if "situation" in found and story.data.place:
        found["situation"] = [", ".join(found["situation"])] if found["situation"] else []
    return found


def _marks(story: Story, asked: tuple[PracticeQuestion, ...]) -> dict[str, Any]:
    """What is shown of the last mark: its rows, and the question it was judged against."""
    card = story.scorecard
    question = next((each for each in asked if card is not None and each.id == card.question), None)
    by = question or asked[0]
    rows = shown(card, rubric_for(by), lens_looks(by), checks=by.checks) if card is not None else ()
    return {"card": card, "rows": rows, "judged": question, "no_prophet": NO_PROPHET}


@router.post("/stories/{story}")
def write(request: Request, story: str, form: Form, bank: TheBank, desk: TheDesk, person: ThePerson) -> Response:
    """Keep parts and the name as they are typed. A program gets JSON, a plain form is led back to the story."""
    asks_json = "application/json" in request.headers.get("accept", "")
    held = bank.get(story)
    typed: dict[str, str] = {name: str(form.get(f"{FIELD}{name}") or "") for name in STORY_PARTS if form.get(f"{FIELD}{name}") is not None}
    title = form.get("title")
    try:
        version = number(form, "version")
        if isinstance(title, str) and " ".join(title.split()) != held.title:
            held = bank.rename(story, title, version=version)
            version = held.version
        if typed:
            held = bank.write(story, typed, version=version)
    except InputError as error:
        now = bank.get(story)
        if asks_json:
            return JSONResponse({"error": str(error), "code": error.code, "now": _json(now)}, status_code=status_of(error))
        if error.code in ("changed_elsewhere", "too_large", "no_title", "too_long", "not_storable"):
            return _story(request, bank, desk, person, now, typed=typed, problem=str(error), status=status_of(error))
        raise
    if asks_json:
        return JSONResponse(_json(held))
    return _to(held, request.query_params.get("for"), said="saved")


def _json(story: Story) -> dict[str, Any]:
    fields = {f"{FIELD}{name}": story.part(name).text for name in STORY_PARTS}
    return {"version": story.version, "edition": story.edition, "fields": {**fields, "title": story.title}}


@router.post("/stories/{story}/judge")
def judge(request: Request, story: str, form: Form, bank: TheBank, desk: TheDesk, person: ThePerson) -> Response:
    """Judge it as the answer to a question."""
    held = bank.get(story)
    preparation = _for(request, desk, held)
    try:
        made = bank.judge(story, preparation=preparation.id if preparation else None, question=text(form, "question") or None)
    except InputError as error:
        if error.code != "empty":
            raise
        return _story(request, bank, desk, person, held, problem=str(error), status=status_of(error))
    return _to(made, request.query_params.get("for"), anchor="#strength")


@router.post("/stories/{story}/competences")
def competences(request: Request, story: str, form: Form, bank: TheBank, desk: TheDesk) -> Response:
    """Say what it shows."""
    held = bank.get(story)
    preparation = _for(request, desk, held)
    if preparation is None:
        raise InputError("not_found", "open the story from a preparation, whose guide names the competences", name=held.title[:80])
    signals = [each for each in form.getlist("signal") if isinstance(each, str)]
    made = bank.show_competences(story, preparation.id, signals, version=number(form, "version"))
    return _to(made, request.query_params.get("for"), said="saved", anchor="#shows")


@router.post("/stories/{story}/told")
def told(request: Request, story: str, form: Form, bank: TheBank, desk: TheDesk, person: ThePerson) -> Response:
    """Note when and where it was told."""
    held = bank.get(story)
    preparation = _for(request, desk, held)
    here = preparation.id if preparation is not None and text(form, "here") else None
    try:
        made = bank.tell(story, day=text(form, "day"), where=text(form, "where"), preparation=here, version=number(form, "version"))
    except InputError as error:
        if error.code not in ("no_date", "date_ahead", "changed_elsewhere"):
            raise
        return _story(request, bank, desk, person, bank.get(story), problem=str(error), status=status_of(error))
    return _to(made, request.query_params.get("for"), said="told", anchor="#told")


@router.post("/stories/{story}/versions")
def keep(request: Request, story: str, form: Form, bank: TheBank) -> Response:
    """Keep it as it stands as a version of its own, or go back to the words of an earlier one."""
    bank.get(story)
    back = text(form, "edition")
    if back:
        made = bank.restore(story, number(form, "edition"), version=number(form, "version"))
    else:
        made = bank.keep_edition(story, version=number(form, "version"))
    return _to(made, request.query_params.get("for"), said="restored" if back else "kept")


@router.post("/stories/{story}/shelf")
def shelve(request: Request, story: str, form: Form, bank: TheBank) -> Response:
    """To the archive, or back into the bank."""
    to_archive = text(form, "to") != "bank"
    held = bank.shelve(story, archived=to_archive, version=number(form, "version"))
    asked = request.query_params.get("for") or held.preparation
    if to_archive and asked:
        return RedirectResponse(f"/preparations/{quote(asked, safe='')}/stories?said=archived", status_code=303)
    return _to(held, request.query_params.get("for"))


@router.get("/stories/{story}/delete")
def delete_page(request: Request, story: str, bank: TheBank, desk: TheDesk, person: ThePerson) -> Response:
    """What would go, before it goes."""
    held = bank.get(story)
    return page(
        request,
        "story_delete.html.j2",
        person=person,
        story=held,
        preparation=_for(request, desk, held),
        versions=len(bank.editions(story)),
    )


@router.post("/stories/{story}/delete")
def delete(request: Request, story: str, form: Form, bank: TheBank) -> Response:
    """Delete it."""
    asked = request.query_params.get("for") or bank.get(story).preparation
    bank.delete(story)
    return RedirectResponse(f"/preparations/{quote(asked, safe='')}/stories?said=deleted" if asked else "/preparations", status_code=303)
