"""What a language model may cost: an estimate before each call, the sum after it, never more than the person allowed.

Money is in millionths of the currency in which the person gave the prices: a price for a million tokens, times tokens, is that.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from loopready.model import Completion, Heard, LanguageModel, OutsideError, Prompt

if TYPE_CHECKING:
    from loopready.adapters.database.model_uses import ModelUses

LETTERS_A_TOKEN = 3
"""Fewer than the three and a half to four of English, so that an estimate is not too low."""
_WRAPPING = 120
"""Tokens of a request that are neither instructions nor data."""


class Prices(NamedTuple):
    """For a million tokens that go in and that come out."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    def of(self, tokens_in: int, tokens_out: int) -> int:
        """What tokens cost, in millionths, rounded up."""
        return math.ceil(tokens_in * self.tokens_in + tokens_out * self.tokens_out)


def tokens_of(prompt: Prompt) -> int:
    """How many tokens a prompt has at most, as far as its letters tell."""
    schema = len(str(prompt.answer_schema or ""))
    return _WRAPPING + (len(prompt.instructions) + len(prompt.quoted()) + schema) // LETTERS_A_TOKEN


class Budget:
    """What one brief (``brief``) may still cost, and its person in this month (of UTC). None allows any sum."""

    def __init__(
        self, uses: ModelUses, *, brief: str, prices: Prices, per_brief: int | None, per_month: int | None,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:  # fmt: skip
        self.prices = prices
        self._uses = uses
        self._brief = brief
        self._per_brief, self._per_month = per_brief, per_month
        self._clock = clock
        self._lock = Lock()
        self._held = 0

    def take(self, prompt: Prompt, name: str) -> int:
        """Hold what a call costs at most; the sum, to be given back with ``settle``. OutsideError ``model_budget`` where it is too much."""
        most = self.prices.of(tokens_of(prompt), prompt.max_tokens)
        if not most:
            return 0
        with self._lock:
            self._check(self._per_brief, "a brief", most, name, spent=self._uses.spent(brief=self._brief))
            self._check(self._per_month, "a month", most, name, spent=self._uses.spent(since=month_of(self._clock())))
            self._held += most
        return most

    def _check(self, limit: int | None, of: str, most: int, name: str, *, spent: int) -> None:
        if limit is not None and spent + self._held + most > limit:
            says = f"would cost more than the {money(limit)} that you allow for {of}; the rest stays in the engine's words"
            raise OutsideError("model_budget", says, name=name)

    def settle(self, held: int, purpose: str, model: str, *, tokens_in: int, tokens_out: int) -> None:
        """Write down what a call used, in place of what was held for it."""
        cost = self.prices.of(tokens_in, tokens_out)
        with self._lock:
            if tokens_in or tokens_out:
                self._uses.add(
                    brief=self._brief, purpose=purpose, model=model, tokens_in=tokens_in, tokens_out=tokens_out, cost=cost, at=self._clock()
                )  # fmt: skip
            self._held -= held


def month_of(moment: dt.datetime) -> dt.datetime:
    """The first moment of a moment's month."""
    return moment.astimezone(dt.UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def money(millionths: int) -> str:
    """A sum of money as it is written: 0.05, and 0.0004 where it is less than a cent."""
    value = millionths / 1_000_000
    return f"{value:.2f}" if value >= 0.01 or not value else f"{value:.4f}"


class MeteredModel:
    """A language model whose calls are held against a budget. What a call that came too late used is taken at its estimate."""

    def __init__(self, model: LanguageModel, budget: Budget) -> None:
        self.name = model.name
        self._model = model
        self._budget = budget

    def complete(self, prompt: Prompt, *, seconds: float, heard: Heard | None = None) -> Completion:
        """As the model's own; ``model_budget`` where it would cost too much, and then nothing is sent."""
        held = self._budget.take(prompt, self.name)
        used = (0, 0)
        try:
            made = self._model.complete(prompt, seconds=seconds, heard=heard)
            used = (made.tokens_in, made.tokens_out)
            return made
        except OutsideError as error:
            if error.code in ("model_late", "model_answer"):
                used = (tokens_of(prompt), prompt.max_tokens)
            raise
        finally:
            self._budget.settle(held, prompt.purpose, self.name, tokens_in=used[0], tokens_out=used[1])
