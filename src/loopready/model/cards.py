"""Card, Review and MemoryState: what is to be remembered, when it was asked for, and how firmly it sits. Moments are UTC."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun
from loopready.model.brief import Cite

CardKind = Literal["concept", "fact", "claim", "story"]
Rating = Literal[1, 2, 3, 4]
"""How a card was remembered: 1 again, 2 hard, 3 good, 4 easy."""
MemoryPhase = Literal["learning", "review", "relearning"]


class MemoryState(Noun):
    """The state of a memory (FSRS 6). ``stability`` is days until the chance to recall falls to 90%, ``difficulty`` is 1 to 10."""

    phase: MemoryPhase
    step: int | None = Field(default=None, description="The learning step, None once a card is in review.")
    stability: float = Field(gt=0)
    difficulty: float = Field(ge=1, le=10)
    last: dt.datetime = Field(description="The moment of the last review.")


class CardText(Noun):
    """What a card says, as the brief gives it now. ``key`` names what it is of and stays when the words change.

    ``back`` is empty where only the person can fill it and has not. ``item`` is the item of the brief it comes from.
    """

    key: str
    kind: CardKind
    front: str
    back: str
    title: str
    item: str
    cites: tuple[Cite, ...] = ()
    shared: bool = Field(default=False, description="Whether it belongs to the person and not to one preparation: it outlives that.")


class Card(Noun):
    """A card of one person: its text now, its memory (None until it was first asked for), and when it is due.

    ``version`` guards it against two tabs, 0 for a card nothing is kept of yet. ``suspended``: put aside by the person until they say so.
    """

    text: CardText
    memory: MemoryState | None = None
    due: dt.datetime | None = Field(default=None, description="None for a card that is new.")
    suspended: bool = False
    version: int = 0

    @property
    def key(self) -> str:
        """What it is of."""
        return self.text.key


class KeptCard(Noun):
    """What is kept of a card that was asked for, put aside or deleted. ``due`` is FSRS's own; ``gone``: deleted, never to come back."""

    key: str
    memory: MemoryState | None = None
    due: dt.datetime
    suspended: bool = False
    gone: bool = False
    version: int = 1


class Review(Noun):
    """A card asked for once. ``seconds`` is the time to the rating where it was taken."""

    key: str
    rating: Rating
    at: dt.datetime
    seconds: float | None = None
