"""One person's language model: whether it may be asked, what that sends where and costs, and the model ready to be asked.

Nothing is sent unless the person turned it on for the very server that is set. Whoever asks a model asks it from here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from loopready.adapters.database import Database
from loopready.adapters.database.model_uses import ModelChoices, ModelUses
from loopready.adapters.model_address import is_near
from loopready.adapters.model_cache import CachedModel, ModelCache
from loopready.adapters.openai_model import OpenAIModel
from loopready.app.masking import MaskedModel, mask_of
from loopready.app.model_budget import Budget, MeteredModel, Prices, money, month_of
from loopready.app.model_server import ON, ModelServer, keep_server, model_server, prices_of
from loopready.app.owning import PERSONAL
from loopready.app.settings import cache_folder
from loopready.model import Completion, InputError, LanguageModel, ModelChoice, Profile, Prompt

TYPICAL_IN, TYPICAL_OUT = 79_000, 24_000
"""Tokens that a brief puts in and gets at most, all asked twice: those of the largest example, see ``benchmarks/writer.py``."""


@dataclass(frozen=True, kw_only=True)
class ModelStatus:
    """What a page or the command line tells: the server that is set, the person's choice, and what was used this month."""

    server: ModelServer | None
    choice: ModelChoice
    on: bool
    spent: int
    calls: int

    @property
    def typical(self) -> int | None:
        """What a brief costs at most, about, in millionths; None where the prices are not known."""
        if self.server is None or (self.server.prices is None and not is_near(self.server.url)):
            return None
        return self.server.known_prices.of(TYPICAL_IN, TYPICAL_OUT)

    def sends(self) -> str:
        """What goes out once it is on, in a sentence."""
        employers = "your employers go out as placeholders too" if self.choice.hides_employers else "your employers go out by name"
        return (
            "The brief's own sentences about you and the job that are prose, with what they quote of the CV and the posting. Your name, "
            f"e-mail, phone, links and address, and people the texts name, go out as placeholders such as [PERSON]; {employers}. "
            "Never the files themselves, hidden text or your notes. In practice, the question and your answer where a follow-up is worded; "
            "and only when you ask: an answer for a second opinion, a story's line of the CV for a draft, the text of a document on a firm."
        )


class Modelling:
    """The language model of one account."""

    def __init__(self, database: Database, owner: str) -> None:
        self._owner = owner
        self._choices = ModelChoices(database, owner)
        self._uses = ModelUses(database, owner)

    def status(self) -> ModelStatus:
        """How it stands. InputError where the settings are no settings."""
        server, choice = model_server(), self._choices.get()
        since = month_of(dt.datetime.now(dt.UTC))
        return ModelStatus(
            server=server, choice=choice, on=self._is_on(server, choice), spent=self._uses.spent(since=since),
            calls=self._uses.calls(since=since),
        )  # fmt: skip

    def is_on(self) -> bool:
        """Whether the person turned it on for the server that is set."""
        server = model_server()
        return server is not None and self._is_on(server, self._choices.get())

    def choose(self, *, on: bool | None = None, changes: Mapping[str, object] | None = None) -> ModelChoice:
        """Turn it on or off, and make ``changes`` (fields of ``ModelChoice``).

        Raises:
            InputError: there is no server to turn on, or its prices are not known.
        """
        values = {**self._choices.get().model_dump(), **(changes or {})}
        if on is not None:
            values["on_for"] = self._agreed().mark if on else ""
        choice = ModelChoice.model_validate(values)
        self._choices.set(choice)
        return choice

    def model(self, *, brief: str) -> LanguageModel:
        """The model, cached and held to the budget, for texts that hold nothing of a person; else see ``masked``.

        ``brief`` names what the costs are written down for.

        Raises:
            InputError: ``model_off`` where it is not turned on.
        """
        server, choice = model_server(), self._choices.get()
        if server is None or not self._is_on(server, choice):
            raise InputError("model_off", "no language model is turned on; see: loopready model status", name="the writer")
        budget = Budget(
            self._uses, brief=brief, prices=server.known_prices, per_brief=choice.per_brief, per_month=choice.per_month
        )  # fmt: skip
        return CachedModel(MeteredModel(open_model(server), budget), cache_of(self._owner), server=server.mark)

    def masked(
        self, profile: Profile, cv: str, *, others: Iterable[str] = (), spoken: Iterable[str] = (), brief: str
    ) -> MaskedModel:  # fmt: skip
        """The model for what is about a person: it is sent placeholders. ``cv`` is their CV's text, ``others`` the other texts sent, and
        ``spoken`` those of them that are running words."""
        mask = mask_of(profile, cv, others=others, spoken=spoken, employers=self._choices.get().hides_employers)
        return MaskedModel(self.model(brief=brief), mask)

    def prices(self) -> Prices:
        """What tokens cost; nothing where no server is set."""
        server = model_server()
        return server.known_prices if server is not None else Prices()

    def try_out(self) -> Completion:
        """Ask the server for a word, with nothing of anybody in it. InputError and OutsideError as ``model`` and ``complete``."""
        server = self._agreed()
        return open_model(server).complete(
            Prompt(purpose="phrase", instructions="Answer with the one word: ready", max_tokens=16), seconds=10.0
        )

    def forget(self) -> None:
        """Delete the answers that are kept."""
        forget_answers(self._owner)

    def _agreed(self) -> ModelServer:
        server = model_server()
        if server is None:
            raise InputError("no_model", "no server is set; give its address and the model's name", name="the language model")
        _ = server.known_prices
        return server

    def _is_on(self, server: ModelServer | None, choice: ModelChoice) -> bool:
        if server is None:
            return False
        by_environment = self._owner == PERSONAL and os.environ.get(ON, "").strip().lower() in ("1", "on", "yes", "true")
        return by_environment or choice.on_for == server.mark


def set_up(
    modelling: Modelling, *, url: str | None, model: str | None, key: str | None, price_in: str, price_out: str, per_brief: str | None,
    per_month: str | None, hide_employers: bool | None, may_set_server: bool = True,
) -> None:  # fmt: skip
    """Keep what a person filled in, as typed; what is None stays. Where the server changes, it is off until they agree to the new one.

    Raises:
        InputError: an amount, the address or the name is none; nothing is kept then.
        OutsideError: the data folder can not be written.
    """
    prices = prices_of(price_in, price_out)
    changes: dict[str, object] = {}
    for name, given in (("per_brief", per_brief), ("per_month", per_month)):
        if given is not None:
            changes[name] = amount_of(given)
    if hide_employers is not None:
        changes["hides_employers"] = hide_employers
    if may_set_server and any(each is not None for each in (url, model, key, prices)):
        present = model_server()
        keep_server(
            url=url or (present.url if present else ""), model=model or (present.model if present else ""), key=key,
            prices=prices or (present.prices if present else None),
        )  # fmt: skip
    modelling.choose(changes=changes)


def amount_of(typed: str) -> int | None:
    """A budget as typed, in millionths; None (any sum) where the field is empty. InputError where it is no amount."""
    given = typed.strip().replace(",", ".")
    if not given:
        return None
    try:
        value = float(given)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1_000_000:
        raise InputError("no_amount", "a budget is an amount such as 0.50, or nothing for any sum", name=typed[:40])
    return round(value * 1_000_000)


def open_model(server: ModelServer) -> LanguageModel:
    """The model behind a server."""
    return OpenAIModel(url=server.url, model=server.model, key=server.key)


def cache_of(owner: str) -> ModelCache:
    """The answers kept for an account."""
    return ModelCache(_folder(cache_folder(), owner))


def forget_answers(owner: str) -> None:
    """Delete an account's answers, those that other versions of the program kept too."""
    for version in cache_folder().parent.glob("*"):
        ModelCache(_folder(version, owner)).forget()


def _folder(versioned: Path, owner: str) -> Path:
    return versioned / "model" / hashlib.sha256(owner.encode()).hexdigest()[:32]


__all__ = ["ModelStatus", "Modelling", "money"]
