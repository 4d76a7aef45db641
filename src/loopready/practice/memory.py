"""How firmly a card sits and when it is due: FSRS 6 (py-fsrs), without chance, the clock an argument. All moments are UTC.

Source: https://github.com/open-spaced-repetition/py-fsrs; its default parameters and learning steps (1 and 10 minutes) hold.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, get_args

from loopready.model import MemoryPhase, MemoryState, Rating, Review

if TYPE_CHECKING:
    import fsrs

LAST_LOOKS = 3
"""Days before the interview over which the last look at the cards is spread, so that no evening holds them all."""
_PHASES: tuple[MemoryPhase, ...] = get_args(MemoryPhase)


@functools.cache
def scheduler() -> fsrs.Scheduler:
    """The library's scheduler. Equal reviews give equal days: no fuzz."""
    import fsrs

    return fsrs.Scheduler(enable_fuzzing=False)


def card_number(key: str) -> int:
    """A card's number in FSRS, from its key. Why: left out, the library makes one of the clock."""
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:6], "big")


def reviewed(memory: MemoryState | None, rating: Rating, *, key: str, now: dt.datetime) -> tuple[MemoryState, dt.datetime]:
    """The memory after a rating at ``now``, and when it is due by FSRS alone. ValueError where ``now`` is not UTC."""
    import fsrs

    card, _ = scheduler().review_card(_card(memory, key=key, due=now), fsrs.Rating(rating), review_datetime=now)
    if card.stability is None or card.difficulty is None:
        raise AssertionError("a card that was reviewed has a stability")
    phase = _PHASES[card.state.value - 1]
    made = MemoryState(phase=phase, step=card.step, stability=card.stability, difficulty=card.difficulty, last=now)
    return made, card.due


def recall(memory: MemoryState, *, at: dt.datetime) -> float:
    """The chance, 0 to 1, that a card is recalled at a moment, as FSRS reckons it from whole days."""
    return scheduler().get_card_retrievability(_card(memory, key="", due=at), current_datetime=at)


def curve(reviews: Sequence[Review], *, key: str, until: dt.datetime, points: int = 60) -> tuple[tuple[dt.datetime, float], ...]:
    """The chance to recall a card from its first review to ``until``: it falls day by day, and stands at 1 after each review."""
    out: list[tuple[dt.datetime, float]] = []
    memory: MemoryState | None = None
    ordered = sorted((review for review in reviews if review.at <= until), key=lambda review: review.at)
    for review, after in zip_longest(ordered, (each.at for each in ordered[1:])):
        memory, _ = reviewed(memory, review.rating, key=key, now=review.at)
        end = after or until
        days = max(0, (end - review.at).days)
        step = max(1, -(-days // points))
        moments = [review.at + dt.timedelta(days=day) for day in range(0, days + 1, step)]
        out += [(moment, recall(memory, at=moment)) for moment in (*moments, *([end] if end > moments[-1] else []))]
    return tuple(out)


def waits(memory: MemoryState | None, *, key: str, now: dt.datetime, on: dt.date | None = None) -> dict[Rating, dt.timedelta]:
    """How long each rating would let a card wait, the interview's date reckoned in."""
    out = {}
    for rating in get_args(Rating):
        made, due = reviewed(memory, rating, key=key, now=now)
        out[rating] = due_with(due, last=made.last, key=key, on=on) - now
    return out


def last_look(key: str, on: dt.date) -> dt.date:
    """The day, one to three before the interview, by which a card is seen once more."""
    return on - dt.timedelta(days=1 + card_number(key) % LAST_LOOKS)


def due_with(due: dt.datetime, *, last: dt.datetime, key: str, on: dt.date | None) -> dt.datetime:
    """When a card is due with an interview ahead: never later than its last look, unless it was seen that day or after it."""
    if on is None:
        return due
    look = dt.datetime.combine(last_look(key, on), dt.time(), tzinfo=dt.UTC)
    return min(due, look) if last < look else due


def _card(memory: MemoryState | None, *, key: str, due: dt.datetime) -> fsrs.Card:
    import fsrs

    if memory is None:
        return fsrs.Card(card_id=card_number(key), due=due)
    return fsrs.Card(
        card_id=card_number(key), state=fsrs.State(_PHASES.index(memory.phase) + 1), step=memory.step, stability=memory.stability,
        difficulty=memory.difficulty, due=due, last_review=memory.last,
    )  # fmt: skip
