"""The cards of a preparation: what is due, one after the other; all of them; one with its history; and the deck as a file."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from loopready.app.accounts import utc_now
from loopready.app.reviewing import CardBox, Deck
from loopready.model import Card, InputError
from loopready.practice.cards import card_id
from loopready.rendering.layout import Anchors
from loopready.rendering.memory_charts import by_day, columns, recall_curve
from loopready.web.downloads import disposition, file_name
from loopready.web.errors import status_of
from loopready.web.forms import Form, number, text
from loopready.web.pages import page
from loopready.web.people import Person, ThePerson, TheService

router = APIRouter(include_in_schema=False)
NAMES = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}
KINDS = {"concept": "Concepts", "claim": "Lines of your CV", "story": "Your stories", "fact": "The firm"}
_SAID = {
    "aside": "Put aside. It stands under its kind below until you take it up again.",
    "up": "Taken up again, with the memory it had.",
    "deleted": "Deleted. It will not come back.",
}


def card_box(person: ThePerson, service: TheService) -> CardBox:
    """The cards of who asks."""
    return CardBox(service, person.id)


TheCards = Annotated[CardBox, Depends(card_box)]


@router.get("/preparations/{id}/cards")
def cards(request: Request, id: str, box: TheCards, person: ThePerson) -> Response:
    """The card that is due now, and all others."""
    return _deck_page(request, person, box, id)


@router.get("/preparations/{id}/cards.apkg")
def anki(id: str, box: TheCards) -> Response:
    """The deck as an Anki package."""
    now = utc_now()
    name = file_name(box.deck(id, now=now).preparation.name, "- cards", suffix=".apkg")
    headers = {"Content-Disposition": disposition(name)}
    return Response(box.anki(id, now=now), media_type="application/octet-stream", headers=headers)


@router.get("/preparations/{id}/cards/{card}")
def one(request: Request, id: str, card: str, box: TheCards, person: ThePerson) -> Response:
    """A card with its history."""
    deck = box.deck(id, now=utc_now())
    held = deck.of(card)
    if held is None:
        raise InputError("not_found", "there is no such card (any more); see the list of your cards")
    reviews = [review for review in deck.reviews if review.key == held.key]
    drawn = recall_curve(box.curve(held, reviews, until=deck.now), [review.at for review in reviews])
    return page(
        request, "card.html.j2", person=person, preparation=deck.preparation, deck=deck, card=held, name=card, reviews=reviews,
        curve=None if deck.quiet else drawn, names=NAMES, anchor=Anchors().of(held.text.item), span=span,
    )  # fmt: skip


@router.post("/preparations/{id}/cards/{card}")
def rate(request: Request, id: str, card: str, form: Form, box: TheCards, person: ThePerson) -> Response:
    """Rate a card; on to the next."""
    box.preparation(id)
    try:
        seconds = text(form, "seconds")
        taken = min(float(seconds), 3600.0) if seconds.isascii() and seconds.isdigit() and len(seconds) < 7 else None
        box.rate(id, card, number(form, "rating"), version=number(form, "version"), now=utc_now(), seconds=taken)
    except InputError as error:
        if error.code != "changed_elsewhere":
            raise
        return _deck_page(request, person, box, id, problem=error)
    return RedirectResponse(f"/preparations/{id}/cards?on=1", status_code=303)


@router.post("/preparations/{id}/cards/{card}/aside")
def aside(request: Request, id: str, card: str, form: Form, box: TheCards, person: ThePerson) -> Response:
    """Put a card aside, or take it up again."""
    away = text(form, "aside") != "no"
    try:
        box.put_aside(id, card, aside=away, version=number(form, "version"), now=utc_now())
    except InputError as error:
        if error.code != "changed_elsewhere":
            raise
        return _deck_page(request, person, box, id, problem=error)
    return RedirectResponse(f"/preparations/{id}/cards?said={'aside' if away else 'up'}", status_code=303)


@router.post("/preparations/{id}/cards/{card}/delete")
def delete(request: Request, id: str, card: str, form: Form, box: TheCards, person: ThePerson) -> Response:
    """Delete a card for good."""
    try:
        box.delete(id, card, version=number(form, "version"), now=utc_now())
    except InputError as error:
        if error.code != "changed_elsewhere":
            raise
        return _deck_page(request, person, box, id, problem=error)
    return RedirectResponse(f"/preparations/{id}/cards?said=deleted", status_code=303)


def _deck_page(request: Request, person: Person, box: CardBox, id: str, *, problem: InputError | None = None) -> Response:
    deck = box.deck(id, now=utc_now())
    asked = deck.next
    waits = {rating: span(wait) for rating, wait in box.waits(asked, on=deck.on, now=deck.now).items()} if asked else {}
    return page(
        request, "cards.html.j2", status=status_of(problem) if problem else 200, person=person, preparation=deck.preparation, deck=deck,
        card=asked, name=card_id(asked.key) if asked else "", waits=waits, names=NAMES, problem=str(problem) if problem else "",
        anchor=Anchors().of(asked.text.item) if asked else "", on="on" in request.query_params, span=span,
        said=_SAID.get(request.query_params.get("said", ""), ""), kinds=_by_kind(deck), card_id=card_id, standing=standing,
        held=columns(deck.counts.stabilities), days=columns(by_day([each.at for each in deck.reviews], today=deck.now.date())),
    )  # fmt: skip


def _by_kind(deck: Deck) -> list[tuple[str, list[Card]]]:
    return [(name, found) for kind, name in KINDS.items() if (found := [card for card in deck.cards if card.text.kind == kind])]


def standing(card: Card, now: dt.datetime) -> str:
    """Where a card stands, in a word or two."""
    if card.suspended:
        return "put aside"
    if card.due is None:
        return "new"
    return "due now" if card.due <= now else f"in {span(card.due - now)}"


def span(wait: dt.timedelta) -> str:
    """How long, roughly: 10 min, 3 h, 4 days."""
    minutes = max(1, round(wait.total_seconds() / 60))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return f"{round(minutes / 60)} h"
    days = round(minutes / 1440)
    return f"{days} day{'s' if days != 1 else ''}"
