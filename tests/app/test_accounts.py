"""The door itself: hashing, timing, roles."""

from __future__ import annotations

from pathlib import Path

import pytest

from hosted_site import PASSWORD, quick_passwords
from loopready.adapters.database import Accounts, Database, upgrade
from loopready.adapters.passwords import Passwords
from loopready.app.accounts import Reception, check_password, clean_email, clean_name
from loopready.app.limits import Backoff, DoorLimits
from loopready.model import InputError, TooManyError


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "door.sqlite")
    upgrade(made)
    return made


class Counting(Passwords):
    """Counts the checks, which are what takes time."""

    checks = 0

    def is_right(self, kept: str | None, password: str) -> bool:
        self.checks += 1
        return super().is_right(kept, password)


def test_a_password_is_checked_whoever_is_asked_for(database: Database) -> None:
    from argon2 import PasswordHasher

    counting = Counting(hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    reception = Reception(database, passwords=counting)
    reception.create(email="ada@example.org", password=PASSWORD)
    reception.create(email="new@example.org")
    off = reception.create(email="off@example.org", password=PASSWORD)
    reception.create(email="root@example.org", role="admin", password=PASSWORD)
    reception.change(None, off.id, disabled=True)
    for email in ("ada@example.org", "new@example.org", "off@example.org", "nobody@example.org", "", "x" * 500):
        before = counting.checks
        with pytest.raises(InputError, match="the e-mail or the password is wrong"):
            reception.sign_in(email, "wrong password!", address="192.0.2.1", browser="")
        assert counting.checks == before + 1
    with pytest.raises(InputError, match="disabled"):
        reception.sign_in("off@example.org", PASSWORD, address="192.0.2.1", browser="")


def test_an_old_hash_is_made_anew_at_sign_in_and_signs_nobody_out(database: Database) -> None:
    from argon2 import PasswordHasher

    old = Passwords(hasher=PasswordHasher(time_cost=1, memory_cost=16, parallelism=1))
    account = Reception(database, passwords=old).create(email="ada@example.org", password=PASSWORD)
    reception = Reception(database, passwords=quick_passwords())
    first = Reception(database, passwords=old).sign_in("ada@example.org", PASSWORD, address="", browser="")
    kept = Accounts(database).hash_of(account.id)
    reception.sign_in("ada@example.org", PASSWORD, address="", browser="")
    made = Accounts(database).hash_of(account.id)
    assert kept != made and made is not None and "m=8," in made
    assert reception.who(first) is not None


def test_the_hash_is_argon2id_with_the_librarys_parameters() -> None:
    from argon2 import PasswordHasher

    kept = Passwords().hash(PASSWORD)
    assert kept.startswith("$argon2id$") and not PasswordHasher().check_needs_rehash(kept)


def test_a_broken_hash_is_no_password(database: Database) -> None:
    assert not quick_passwords().is_right("not a hash", PASSWORD)
    assert not quick_passwords().is_right(None, PASSWORD)


def test_passwords_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loopready.adapters.passwords.WAIT_SECONDS", 0.01)
    passwords = Passwords(hasher=quick_passwords()._hasher, cores=1)
    with passwords._turn(), pytest.raises(TooManyError):
        passwords.hash(PASSWORD)
    assert passwords.is_right(passwords.hash(PASSWORD), PASSWORD)


def test_wrong_tries_at_one_account_do_not_close_others(database: Database) -> None:
    limits = DoorLimits()
    limits.account = Backoff(free=2, most=60, says="too many")
    reception = Reception(database, passwords=quick_passwords(), limits=limits)
    for email in ("ada@example.org", "bob@example.org"):
        reception.create(email=email, password=PASSWORD)
    for address in ("192.0.2.1", "192.0.2.2"):
        with pytest.raises(InputError, match="wrong"):
            reception.sign_in("ada@example.org", "wrong password!", address=address, browser="")
    with pytest.raises(TooManyError):
        reception.sign_in("ADA@example.org", PASSWORD, address="192.0.2.3", browser="")
    assert reception.sign_in("bob@example.org", PASSWORD, address="192.0.2.1", browser="")


def test_one_address_can_not_try_many_accounts(database: Database) -> None:
    reception = Reception(database, passwords=quick_passwords())
    for number in range(20):
        with pytest.raises(InputError, match="wrong"):
            reception.sign_in(f"somebody{number}@example.org", "wrong password!", address="2001:db8::1", browser="")
    with pytest.raises(TooManyError):
        reception.sign_in("other@example.org", "wrong password!", address="2001:db8::2", browser="")


def test_a_coach_invites_candidates_alone_and_a_candidate_nobody(database: Database) -> None:
    reception = Reception(database, passwords=quick_passwords())
    coach, ada = reception.create(email="coach@example.org", role="coach"), reception.create(email="ada@example.org")
    assert reception.invite(coach)
    for by, role in ((coach, "coach"), (coach, "admin"), (ada, "candidate")):
        with pytest.raises(InputError, match="coaches invite candidates"):
            reception.invite(by, role=role)  # type: ignore[arg-type]
    for verb in (lambda: reception.accounts(coach), lambda: reception.change(ada, coach.id, role="admin")):
        with pytest.raises(InputError, match="only admins"):
            verb()
    with pytest.raises(InputError, match="only admins"):
        reception.reset_link(coach, "ada@example.org")


@pytest.mark.parametrize("email", ["", "x", "x@", "@y.org", "x@y", "x y@z.org", "x@y.\n", "x@" + "y" * 400 + ".org", "x\u200b@y.org"])
def test_what_is_no_e_mail(email: str) -> None:
    with pytest.raises(InputError, match="e-mail address"):
        clean_email(email)


def test_names_and_passwords() -> None:
    assert clean_email(" Ada@Example.ORG ") == "ada@example.org"
    assert clean_name("  Ada\n\tLovelace\u202e ") == "Ada Lovelace"
    with pytest.raises(InputError):
        clean_name(" \n ")
    with pytest.raises(InputError, match="at most 1000"):
        check_password("x" * 1_000_000)
    with pytest.raises(InputError, match="at least 12"):
        check_password("x" * 11)
