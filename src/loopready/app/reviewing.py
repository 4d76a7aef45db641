"""One person's cards: what is due, rate it, put it aside, delete it, take the deck along to Anki."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from loopready.adapters.database import Cards, Exercises, Plans, Stories
from loopready.app.defending import ClaimsAtHand
from loopready.app.exercising import FinishedExercises
from loopready.app.planning import settings_of
from loopready.app.practice_days import brief_of, day_of, held_on, midnight, practised
from loopready.app.service import Service
from loopready.model import Card, CardText, InputError, KeptCard, Preparation, Rating, Review
from loopready.practice import memory
from loopready.practice.cards import DeckCounts, card_id, card_texts, counts, deck, due, new_left
from loopready.practice.own_words import answers_of, openings_of
from loopready.practice.planning import is_quiet


@dataclass(frozen=True, kw_only=True)
class Deck:
    """The cards of a preparation as they stand at a moment. ``quiet``: from the day before the interview on, no new card and no figure."""

    preparation: Preparation
    cards: tuple[Card, ...]
    due: tuple[Card, ...]
    reviews: tuple[Review, ...]
    counts: DeckCounts
    on: dt.date | None
    quiet: bool
    now: dt.datetime

    @property
    def next(self) -> Card | None:
        """The card to ask for now."""
        return self.due[0] if self.due else None

    def of(self, id: str) -> Card | None:
        """The card of this name in addresses; None where the deck has none."""
        return next((card for card in self.cards if card_id(card.key) == id), None)

    @property
    def later(self) -> dt.datetime | None:
        """When the next card is due that is not due yet."""
        return min((card.due for card in self.cards if card.due and card.due > self.now and not card.suspended), default=None)


class CardBox:
    """The door to one owner's cards. ``now`` is always UTC."""

    def __init__(self, service: Service, owner: str) -> None:
        self._desk = service.desk(owner)
        self._cards = Cards(service.database, owner)
        self._plans = Plans(service.database, owner)
        self._claims = ClaimsAtHand(service, owner)
        self._stories = Stories(service.database, owner)
        self._exercises = Exercises(service.database, owner)

    def preparation(self, id: str | None) -> str:
        """The preparation of this id, else the one whose brief was made last. InputError where there is none."""
        return practised(self._desk, id)

    def deck(self, preparation: str, *, now: dt.datetime) -> Deck:
        """The cards of a preparation. InputError where this owner has none of that id, or its brief is not made yet."""
        held = self._desk.preparations.get(preparation)
        texts, on = self._texts(preparation), held_on(held)
        keys = [text.key for text in texts]
        cards, reviews = deck(texts, self._cards.kept(keys), on=on), self._cards.reviews(keys)
        settings = settings_of(self._plans, preparation)
        today = day_of(now, settings.zone)
        quiet = is_quiet(today, on)
        new = new_left(reviews, since=midnight(today, settings.zone), a_day=settings.new_a_day, quiet=quiet)
        return Deck(
            preparation=held, cards=cards, due=due(cards, now=now, new=new), reviews=tuple(reviews),
            counts=counts(cards, now=now, reviews=len(reviews)), on=on, quiet=quiet, now=now,
        )  # fmt: skip

    def waits(self, card: Card, *, on: dt.date | None, now: dt.datetime) -> Mapping[Rating, dt.timedelta]:
        """How long each rating would let a card wait."""
        return memory.waits(card.memory, key=card.key, now=now, on=on)

    def curve(self, card: Card, reviews: Sequence[Review], *, until: dt.datetime) -> tuple[tuple[dt.datetime, float], ...]:
        """The chance to recall a card over time, from its reviews among ``reviews``."""
        return memory.curve([review for review in reviews if review.key == card.key], key=card.key, until=until)

    def rate(
        self, preparation: str, id: str, rating: int, *, version: int, now: dt.datetime, seconds: float | None = None
    ) -> KeptCard:  # fmt: skip
        """Rate a card, 1 (again) to 4 (easy).

        Raises:
            InputError: there is no such card or rating, or the card was changed after ``version`` was read.
        """
        if rating not in get_args(Rating):
            raise InputError("no_rating", "rate a card 1 (again), 2 (hard), 3 (good) or 4 (easy)", name=str(rating)[:20])
        text, held = self._card(preparation, id)
        made, natural = memory.reviewed(held.memory if held else None, rating, key=text.key, now=now)  # type: ignore[arg-type]
        return self._cards.review(
            text, preparation=preparation, rating=rating, memory=made, due=natural, version=version, seconds=seconds  # type: ignore[arg-type]
        )  # fmt: skip

    def put_aside(self, preparation: str, id: str, *, aside: bool, version: int, now: dt.datetime) -> KeptCard:
        """Put a card aside, or take it up again. InputError as for ``rate``."""
        text, _ = self._card(preparation, id)
        return self._cards.put_aside(text, preparation=preparation, aside=aside, version=version, now=now)

    def delete(self, preparation: str, id: str, *, version: int, now: dt.datetime) -> None:
        """Delete a card; it does not come back. InputError as for ``rate``."""
        text, _ = self._card(preparation, id)
        self._cards.delete(text, preparation=preparation, version=version, now=now)

    def anki(self, preparation: str, *, now: dt.datetime) -> bytes:
        """The cards as an Anki package, without those that were put aside or deleted. InputError as for ``deck``."""
        from loopready.rendering.anki import anki_package

        made = self.deck(preparation, now=now)
        texts = [card.text for card in made.cards if not card.suspended]
        return anki_package(texts, deck=made.preparation.name, id=preparation, moment=now)

    def _texts(self, preparation: str) -> tuple[CardText, ...]:
        brief = brief_of(self._desk, preparation)
        answers, stories = answers_of(self._claims.all(preparation)), openings_of(self._stories.all())
        missed = FinishedExercises(self._exercises).missed(brief)
        return card_texts(brief, preparation=preparation, answers=answers, stories=stories, missed=missed)

    def _card(self, preparation: str, id: str) -> tuple[CardText, KeptCard | None]:
        """A card of a preparation and what is kept of it. InputError where there is none, or it was deleted."""
        for text in self._texts(preparation):
            if card_id(text.key) == id:
                held = self._cards.kept([text.key]).get(text.key)
                if held is None or not held.gone:
                    return text, held
        raise InputError("not_found", "there is no such card (any more); go on with the one shown now")
