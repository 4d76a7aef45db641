"""What was read of the CV and the posting, and the form that corrects it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import get_args

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from loopready.app import guides as library
from loopready.app.desk import Desk
from loopready.app.mending import DROPPED, MORE_SKILLS, STILL, Reading, changes_of, rests_on
from loopready.app.notes import items_of
from loopready.app.opposite import NAMES
from loopready.model import InputError, Interviewer
from loopready.rendering.clean import one_line
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson

router = APIRouter(include_in_schema=False)
_ELSEWHERE = "This was changed in another window meanwhile. What you typed is kept; where the other differs, it says so. Save again."
WAS = "was/"
"""Before a field's name: what the field held when the page was made."""


@dataclass(kw_only=True)
class Kept:
    """What a form held, so that a fault loses nothing of it: values and faults by target, and what stands there by now."""

    values: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    def value(self, target: str, otherwise: str) -> str:
        """What to show in a field."""
        return self.values.get(target, otherwise)


@router.get("/preparations/{id}/reading")
def reading(request: Request, id: str, desk: TheDesk, person: ThePerson, item: str = "") -> Response:
    """All that was read, field by field with its words; with ``item``, what the brief says there comes first."""
    return _page(request, desk, person, id, Kept(), item=item)


def _page(request: Request, desk: Desk, person: Person, id: str, kept: Kept, *, item: str = "", status: int = 200) -> Response:
    read = desk.reading(id)
    brief = desk.brief(id)
    asked = items_of(brief).get(item) if brief is not None else None
    claims = [claim for block in asked.blocks for claim in block.claims] if asked else []
    return page(
        request, "reading.html.j2", status=status, person=person, preparation=read.preparation, reading=read, kept=kept, item=asked,
        said=[(claim.id, one_line(claim.text)) for claim in claims], rests=rests_on(read, brief, asked) if brief and asked else [],
        guide=brief.guide if brief else None, guides=[(each.path, each.title) for each in library.listed(desk.library)],
        roles=[(role, NAMES[role].capitalize()) for role in get_args(Interviewer)],
    )  # fmt: skip


@router.post("/preparations/{id}/reading")
def correct(request: Request, id: str, form: Form, desk: TheDesk, person: ThePerson) -> Response:
    """Correct what the form changes, take back what it drops, and make the brief again. Back to the form where something is at fault."""
    read = desk.reading(id)
    given = {name: str(value) for name, value in form.multi_items() if isinstance(value, str)}
    changes = changes_of(read, given)
    drop = [*changes.drop, *(str(target) for target in form.getlist("drop"))]
    kept = _kept(read, given, faults=changes.faults)
    seen = number(form, "version")
    if seen != read.preparation.version:
        kept.problem = _ELSEWHERE
        return _page(request, desk, person, id, kept, status=409)
    if changes.faults:
        kept.problem = "Nothing is saved yet: mend the fields that are marked."
        return _page(request, desk, person, id, kept, status=422)
    if changes.values or drop:
        try:
            desk.correct(id, changes.values, drop=drop, version=seen)
        except InputError as error:
            kept.problem = str(error)
            return _page(request, desk, person, id, kept, status=status_of(error))
    return RedirectResponse(f"/preparations/{id}", status_code=303)


def _kept(read: Reading, given: dict[str, str], *, faults: dict[str, str]) -> Kept:
    """The form's values; of a field that the person left as it was, what stands there now."""
    kept = Kept(faults=faults)
    kept.values |= {MORE_SKILLS: given[MORE_SKILLS]} if given.get(MORE_SKILLS) else {}
    blank = [field for entry in read.blanks for field in entry.fields]
    for each in (*read.fields(), *blank):
        if each.form == "drop":
            kept.values |= {each.target: DROPPED} if given.get(each.target) else {}
            continue
        names = [(each.target, each.value)]
        if each.form == "end":
            names.append((f"{each.target}/{STILL}", STILL if each.ongoing else ""))
        for name, now in names:
            typed, was = given.get(name, ""), given.get(WAS + name, "" if each in blank else None)
            if was is None or typed == was:
                continue
            kept.values[name] = typed
            if now not in (was, typed):
                kept.now[each.target] = now or "nothing"
    kept.values |= {entry.target: DROPPED for entry in read.entries() if given.get(entry.target)}
    return kept


@router.post("/preparations/{id}/retract")
def retract(id: str, form: Form, desk: TheDesk) -> Response:
    """A statement of the brief is wrong, and is not made again."""
    desk.retract(id, text(form, "claim"), version=number(form, "version"))
    return RedirectResponse(f"/preparations/{id}", status_code=303)


@router.post("/preparations/{id}/asked")
def ask_again(request: Request, id: str, form: Form, desk: TheDesk, person: ThePerson) -> Response:
    """Another guide, another seat to come from, another day or other interviewers; and the brief again."""
    changes = asked_of(form)
    try:
        desk.again(id, version=number(form, "version"), changes=changes)
    except InputError as error:
        if error.code == "not_found":
            raise
        return _page(request, desk, person, id, Kept(problem=str(error)), status=status_of(error))
    return RedirectResponse(f"/preparations/{id}", status_code=303)


def asked_of(form: FormData) -> dict[str, object]:
    """The fields of ``Asked`` that the form of the guide changes."""
    roles = form.getlist("interviewers")
    return {
        "guide": text(form, "guide") or None, "start": text(form, "start") or None, "on": text(form, "on") or None,
        "interviewers": tuple(role for role in get_args(Interviewer) if role in roles),
    }  # fmt: skip
