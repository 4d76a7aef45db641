"""Keys to the API: made, listed, revoked, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.adapters.database import Database
from loopready.adapters.database.tokens import Holder, Token, Tokens, holder_of
from loopready.model import InputError


def listed(database: Database, owner: str) -> Sequence[Token]:
    """An owner's keys, the newest first."""
    return Tokens(database, owner).all()


def made(database: Database, owner: str, *, name: str) -> tuple[Token, str]:
    """A new key and its secret, to be shown once. InputError for a name that is none, or where there are too many."""
    called = " ".join(name.split())
    if not called or len(called) > 100 or not called.isprintable():
        raise InputError("no_name", "name the token after what will use it, in at most 100 letters", name="name")
    return Tokens(database, owner).add(name=called)


def revoked(database: Database, owner: str, id: str) -> None:
    """Take a key back. InputError where the owner has none of that id."""
    Tokens(database, owner).revoke(id)


__all__ = ["Holder", "Token", "holder_of", "listed", "made", "revoked"]
