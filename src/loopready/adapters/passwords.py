"""Passwords behind argon2id with the parameters that the library (argon2-cffi) recommends."""

from __future__ import annotations

import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from loopready.model import TooManyError

LEAST, MOST = 12, 1000
"""Characters of a password. There are no other rules: they make passwords worse (NIST SP 800-63B)."""
WAIT_SECONDS = 10.0


class Passwords:
    """Hashes and checks passwords; at most one at a time per core, since each takes 64 MiB and all of a core."""

    def __init__(self, *, hasher: PasswordHasher | None = None, cores: int | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turns = BoundedSemaphore(cores or os.cpu_count() or 1)
        self._nobody = self._hasher.hash(secrets.token_urlsafe(32))

    def hash(self, password: str) -> str:
        """What is kept of a password. TooManyError where all cores are busy for ten seconds."""
        with self._turn():
            return self._hasher.hash(normal(password))

    def is_right(self, kept: str | None, password: str) -> bool:
        """Whether a password is the one kept. Where none is kept it takes as long and is wrong, so that time tells nobody who is here."""
        with self._turn():
            try:
                return self._hasher.verify(kept or self._nobody, normal(password)) and kept is not None
            except (VerifyMismatchError, InvalidHashError):
                return False

    def is_old(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=WAIT_SECONDS):
            raise TooManyError("too many people sign in at this moment; try again in a few seconds", seconds=10)
        try:
            yield
        finally:
            self._turns.release()


def normal(password: str) -> str:
    """A password in one form (NFKC), however the keyboard composed its letters."""
    return unicodedata.normalize("NFKC", password)
