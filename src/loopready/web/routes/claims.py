"""The claims of a CV in the browser: each with what is asked of it, the person's answer, and whether they stand by it."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from loopready.app.defending import MOST_LETTERS, ClaimsAtHand
from loopready.model import Defence, InputError, Preparation
from loopready.practice.defence import claim_of
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, TheDesk, ThePerson, TheService
from loopready.web.story_view import anchor_of, claim_groups, claim_lines

router = APIRouter(include_in_schema=False)
NAMES = {"open": "Open", "defended": "Defended", "retracted": "Taken back"}
SAID = {"retracted": "Taken back. The brief is made again without it.", "open": "Open again.", "defended": "Defended.", "saved": "Saved."}
_SHOWN_AGAIN = ("changed_elsewhere", "too_large", "no_answer", "retracted", "not_storable", "too_many")


def claims_of(person: ThePerson, service: TheService) -> ClaimsAtHand:
    """The claims of who asks."""
    return ClaimsAtHand(service, person.id)


TheClaims = Annotated[ClaimsAtHand, Depends(claims_of)]


@router.get("/preparations/{id}/claims")
def claims(request: Request, id: str, held: TheClaims, desk: TheDesk, person: ThePerson) -> Response:
    """Every claim of the CV by its line; of one state where the address asks for it."""
    return _page(request, held, person, desk.preparations.get(id))


def _page(
    request: Request, held: ClaimsAtHand, person: Person, preparation: Preparation, *, at: str = "", typed: str = "", problem: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    found = held.all(preparation.id)
    state = request.query_params.get("state", "")
    state = state if state in NAMES else ""
    counts = Counter[str](claim.state for claim in found)
    groups = claim_groups(claim_lines(found, state=state), likely=held.likely(preparation.id), at=at)
    return page(
        request, "claims.html.j2", status=status, person=person, preparation=preparation,
        groups=groups, of=len(found), counts=counts, state=state, names=NAMES, anchor_of=anchor_of,
        at=at, typed=typed, problem=problem, most=MOST_LETTERS, said=SAID.get(request.query_params.get("said", ""), ""),
    )  # fmt: skip


@router.post("/preparations/{id}/claims")
def answer(request: Request, id: str, form: Form, held: TheClaims, desk: TheDesk, person: ThePerson) -> Response:
    """Keep an answer as it is typed, and say whether the claim is defended, open or taken back."""
    preparation = desk.preparations.get(id)
    key, act, typed = text(form, "claim"), text(form, "act"), form.get("answer")
    asks_json = "application/json" in request.headers.get("accept", "")
    claim = claim_of(held.all(id), key)
    try:
        if act and act not in NAMES:
            raise InputError("no_state", "choose one of the buttons", name="the claim")
        version = number(form, "version")
        if isinstance(typed, str) and (typed.strip() or claim.answer) and typed.replace("\r\n", "\n").rstrip() != claim.answer:
            claim = held.answer(id, key, typed, version=version)
            version = claim.version
        if act:
            claim = held.settle(id, key, act, version=version)  # type: ignore[arg-type]
    except InputError as error:
        now = claim_of(held.all(id), key)
        if asks_json:
            return JSONResponse({"error": str(error), "code": error.code, "now": _json(now)}, status_code=status_of(error))
        if error.code in _SHOWN_AGAIN:
            said = typed if isinstance(typed, str) else now.answer
            return _page(request, held, person, preparation, at=key, typed=said, problem=str(error), status=status_of(error))
        raise
    if asks_json:
        return JSONResponse(_json(claim))
    return RedirectResponse(f"/preparations/{id}/claims?said={act or 'saved'}#{anchor_of(claim)}", status_code=303)


def _json(claim: Defence) -> dict[str, Any]:
    return {"version": claim.version, "state": claim.state, "fields": {"answer": claim.answer}}
