"""Who keeps things where loopready is hosted, and what coaches do there. Moments are UTC."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

Role = Literal["candidate", "coach", "admin"]
"""A coach may invite candidates and sees those who accepted; an admin keeps the accounts, and sees nobody's preparations."""
LinkKind = Literal["invite", "reset"]
PairingState = Literal["offered", "accepted", "refused", "ended"]


class Account(Noun):
    """A person who keeps things here."""

    id: str
    email: str | None = None
    name: str = ""
    role: Role = "candidate"
    disabled: bool = False
    has_password: bool = False
    created: dt.datetime

    @property
    def called(self) -> str:
        """What others see them called."""
        return self.name or self.email or "somebody"


class SignIn(Noun):
    """A browser that is signed in. ``id`` is the hash of its cookie, which opens nothing."""

    id: str
    account: str
    browser: str = Field(default="", description="The browser and system that it said it was.")
    created: dt.datetime
    seen: dt.datetime
    expires: dt.datetime = Field(description="The end, whatever happens; it ends earlier when it is not used.")


class Link(Noun):
    """A one-time link: an invitation (to make an account, or to work with a coach), or a new password."""

    kind: LinkKind
    account: str | None = Field(default=None, description="Whose password a reset sets anew.")
    email: str | None = Field(default=None, description="Who an invitation is for, where that is fixed.")
    role: Role = "candidate"
    by: str | None = Field(default=None, description="The account that made it.")
    pairs: bool = Field(default=False, description="Whether it brings an offer of the coach who made it.")
    created: dt.datetime
    expires: dt.datetime
    used: dt.datetime | None = None


class AuditEntry(Noun):
    """Who did what with another's data, and when. ``what`` names things by id, never by their content."""

    at: dt.datetime
    actor: str | None = None
    actor_name: str = "an account that is gone"
    actor_role: Role | None = None
    owner: str
    action: str
    what: str = ""


class Pairing(Noun):
    """A coach and a candidate; the coach sees nothing of the candidate but in the state ``accepted``."""

    id: str
    coach: str
    candidate: str
    coach_name: str
    candidate_name: str
    state: PairingState
    created: dt.datetime
    answered: dt.datetime | None = None


class Comment(Noun):
    """Words on an item of a brief, or on a span of it whose words are kept as ``quote``."""

    id: str
    preparation: str
    author: str
    author_name: str
    item: str
    quote: str | None = None
    text: str
    created: dt.datetime


class Homework(Noun):
    """What a coach asks a candidate to do by a day (``due``, YYYY-MM-DD)."""

    id: str
    coach: str
    coach_name: str
    candidate: str
    preparation: str | None = None
    text: str
    due: str
    done: dt.datetime | None = None
    created: dt.datetime
