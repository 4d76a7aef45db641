"""What a comment may stand on: an item of a brief, or a practised answer; and whether what is said of it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loopready.adapters.database.practised import PractisedTurns
from loopready.app.progress import Given, given_in
from loopready.app.service import Service
from loopready.model import Brief, InputError, Item
from loopready.practice.telling import wholes
from loopready.rendering.brief_page import brief_page
from loopready.rendering.view import ItemView

MOST_TEXT = 5000
"""Letters of a comment or of homework."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """An item of a brief as a comment names it: its section's and its own title, its anchor in the brief's page, its words as shown."""

    item: str
    section: str
    title: str
    anchor: str
    words: str
    answer: bool = False


@dataclass(frozen=True, kw_only=True)
class Said:
    """A comment's words, checked: what they are about stands in the brief."""

    text: str
    quote: str | None


def comment_of(places: Mapping[str, Place], *, item: str, text: str, quote: str | None = None) -> Said:
    """InputError where there is no such item, or the item does not hold the quoted words."""
    place = places.get(item)
    if place is None:
        raise InputError("not_found", "there is no such item or answer (any more); reload the page", name=item[:80])
    wanted = " ".join((quote or "").split())
    if wanted and wanted not in place.words:
        where = "the answer" if place.answer else "the brief"
        raise InputError("no_quote", f"these words are not in that item; select them in {where}, or leave the field empty")
    return Said(text=said_text(text), quote=wanted or None)


def items_of(brief: Brief) -> dict[str, tuple[str, Item]]:
    """The items of a brief by id, each with its section's title."""
    return {item.id: (section.title, item) for section in brief.sections for item in section.items}


def places_of(brief: Brief) -> dict[str, Place]:
    """The items of a brief by id, in its order, with their anchors."""
    return {
        item.id: Place(item=item.id, section=section.title, title=item.title, anchor=item.anchor, words=words_of(item))
        for section in brief_page(brief).sections
        for item in section.items
    }


def answers_of(service: Service, owner: str, preparation: str) -> tuple[Given, ...]:
    """The answers practised for a preparation, the latest first. InputError where this owner has no such preparation."""
    return given_in(wholes(PractisedTurns(service.database, owner).sessions(preparation)))


def answer_places(answers: Sequence[Given]) -> dict[str, Place]:
    """Answers as comments name them."""
    return {
        given.item: Place(
            item=given.item, section="Practised answers", title=given.turn.question.text, anchor=given.anchor,
            words=" ".join(given.turn.answer.split()), answer=True,
        )
        for given in answers
    }  # fmt: skip


def words_of(item: ItemView) -> str:
    """All words of an item as its page shows them, on one line."""
    claims = [claim.text for block in item.blocks for claim in block.claims]
    return " ".join(" ".join([item.title, *claims]).split())


def said_text(text: str) -> str:
    """InputError where nothing is said, or too much."""
    stripped = text.strip()
    if not stripped:
        raise InputError("nothing_said", "write a line first")
    if len(stripped) > MOST_TEXT:
        raise InputError("too_long", f"is over {MOST_TEXT} characters; say it in fewer")
    return stripped
