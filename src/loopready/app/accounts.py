"""The door of a hosted loopready: signing in, invitations, passwords, and what an admin does with accounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from loopready.adapters.database import Accounts, Audit, Database, Links, Pairings, SignIns
from loopready.adapters.database.sign_ins import TOUCH_SECONDS
from loopready.adapters.passwords import LEAST, MOST, Passwords, normal
from loopready.app.limits import DoorLimits, network_of
from loopready.app.owning import opened
from loopready.model import Account, AuditEntry, InputError, Link, Role, SignIn

Now = Callable[[], dt.datetime]
INVITE_LASTS = dt.timedelta(days=7)
RESET_LASTS = dt.timedelta(hours=24)
_WRONG = "the e-mail or the password is wrong"


@dataclass(frozen=True, kw_only=True)
class Lasting:
    """How long a sign-in lasts unused, and in all."""

    idle: dt.timedelta
    whole: dt.timedelta


LASTING: dict[Role, Lasting] = {
    "candidate": Lasting(idle=dt.timedelta(days=14), whole=dt.timedelta(days=30)),
    "coach": Lasting(idle=dt.timedelta(hours=12), whole=dt.timedelta(days=7)),
    "admin": Lasting(idle=dt.timedelta(hours=1), whole=dt.timedelta(hours=24)),
}
"""Who can reach more is signed out sooner."""


def utc_now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


class Reception:
    """Who comes in, and how. Passwords and tokens pass through and are kept by hash alone."""

    def __init__(
        self, database: Database, *, passwords: Passwords | None = None, limits: DoorLimits | None = None, now: Now = utc_now
    ) -> None:
        self._database = database
        self._accounts = Accounts(database)
        self._sign_ins = SignIns(database)
        self._links = Links(database)
        self._passwords = passwords or Passwords()
        self._limits = limits or DoorLimits()
        self._now = now

    def sign_in(self, email: str, password: str, *, address: str, browser: str, before: str | None = None) -> str:
        """The cookie of a new sign-in; that of ``before`` ends.

        Raises:
            InputError: the e-mail or the password is wrong (one line for both), or the account is disabled.
            TooManyError: there were too many wrong tries for this account, or from this address.
        """
        key, network = email.strip().lower()[:320], network_of(address)
        self._limits.address.begin(network)
        self._limits.account.begin(key)
        found = self._accounts.by_email(key)
        account, kept = found or (None, None)
        if not self._passwords.is_right(kept, password[: MOST + 1]) or account is None or kept is None:
            raise InputError("wrong_password", _WRONG)
        self._limits.address.succeeded(network, forget=False)
        self._limits.account.succeeded(key, forget=True)
        if account.disabled:
            raise InputError("disabled", "this account is disabled; ask the person who runs this server")
        if self._passwords.is_old(kept):
            self._accounts.set_password(account.id, self._passwords.hash(password), keep_sign_ins=True)
        return self._begin(account, browser=browser, before=before)

    def who(self, cookie: str) -> tuple[Account, SignIn] | None:
        """Who holds a cookie; None where the sign-in is over, was not used for too long, or the account is disabled."""
        now = self._now()
        found = self._sign_ins.find(cookie, now=now)
        if found is None:
            return None
        account, sign_in = found
        if now - sign_in.seen > LASTING[account.role].idle:
            self._sign_ins.end(cookie)
            return None
        if (now - sign_in.seen).total_seconds() > TOUCH_SECONDS:
            self._sign_ins.touch(sign_in.id, now=now)
        return account, sign_in

    def sign_out(self, cookie: str) -> None:
        """End one sign-in."""
        self._sign_ins.end(cookie)

    def sign_out_everywhere(self, account: Account) -> None:
        """End all sign-ins of an account."""
        self._sign_ins.end_all(account.id)

    def sign_ins(self, account: Account) -> list[SignIn]:
        """An account's sign-ins, the one used last first; those that were not used for too long are left out."""
        now = self._now()
        return [each for each in self._sign_ins.of(account.id, now=now) if now - each.seen <= LASTING[account.role].idle]

    def change_password(self, account: Account, present: str, new: str, *, address: str, browser: str) -> str:
        """Another password. All sign-ins end; the cookie of a new one is returned. InputError where a password is wrong or none."""
        key, network = account.email or account.id, network_of(address)
        check_password(new)
        self._limits.address.begin(network)
        self._limits.account.begin(key)
        if not self._passwords.is_right(self._accounts.hash_of(account.id), present[: MOST + 1]):
            raise InputError("wrong_password", "the present password is wrong")
        self._limits.address.succeeded(network, forget=False)
        self._limits.account.succeeded(key, forget=True)
        self._accounts.set_password(account.id, self._passwords.hash(new))
        return self._begin(account, browser=browser)

    def rename(self, account: Account, name: str) -> Account:
        """What others see the account called."""
        return self._accounts.change(account.id, name=clean_name(name))

    def invite(self, by: Account | None, *, email: str | None = None, role: Role = "candidate") -> str:
        """A one-time invitation's token, good for seven days. ``by`` is None for whoever has the server's command line.

        A coach invites candidates, and the link brings the coach's offer with it. InputError where the role may not invite so.
        """
        if by is not None and by.role != "admin" and (by.role != "coach" or role != "candidate"):
            raise InputError("not_allowed", "coaches invite candidates, and admins invite anybody")
        pairs = by is not None and by.role == "coach"
        fixed = clean_email(email) if email else None
        return self._links.make(
            "invite", lasts=INVITE_LASTS, now=self._now(), email=fixed, role=role, by=by.id if by else None, pairs=pairs
        )

    def invitation(self, token: str, *, address: str) -> tuple[Link, Account | None]:
        """An invitation and who made it, without using it up. InputError where it is not good (any more)."""
        self._limits.links.take(network_of(address))
        link = self._links.find(token, "invite", now=self._now())
        return link, self._accounts.get(link.by) if link.by else None

    def invitations(self, by: Account) -> list[Link]:
        """The invitations of an account that nobody has used yet."""
        return self._links.open_of(by.id, now=self._now())

    def sign_up(self, token: str, *, email: str, name: str, password: str, address: str, browser: str) -> str:
        """An account by invitation; the cookie of its first sign-in. InputError where something is at fault; the link then stays good."""
        self._limits.links.take(network_of(address))
        link = self._links.find(token, "invite", now=self._now())
        address_of_theirs = link.email or clean_email(email)
        named = clean_name(name)
        check_password(password)
        kept = self._passwords.hash(password)
        self._links.use(token, "invite", now=self._now())
        try:
            account = self._accounts.add(email=address_of_theirs, name=named, role=link.role, password_hash=kept)
        except InputError:
            self._links.give_back(token)
            raise
        self._offer(link, account)
        return self._begin(account, browser=browser)

    def accept_link(self, account: Account, token: str, *, address: str) -> None:
        """Take a coach's invitation with an account that one has already: the coach's offer is made to it. InputError where it is none."""
        self._limits.links.take(network_of(address))
        link = self._links.find(token, "invite", now=self._now())
        if not link.pairs:
            raise InputError("has_account", "this link makes an account, and you are signed in with one; sign out first to use it")
        if link.by == account.id:
            raise InputError("own_link", "this is your own invitation; give it to the person you want to coach")
        self._offer(self._links.use(token, "invite", now=self._now()), account)

    def reset_link(self, by: Account | None, email: str) -> str:
        """A one-time link's token, good for a day, with which the account's password is set anew. InputError where there is no account."""
        _only_admins(by)
        account = self.account_of(email)
        if by is not None:
            Audit(self._database, account.id).note(actor=by.id, action="reset_link")
        return self._links.make("reset", lasts=RESET_LASTS, now=self._now(), account=account.id, by=by.id if by else None)

    def check_reset(self, token: str, *, address: str) -> None:
        """InputError where a reset link is not good (any more)."""
        self._limits.links.take(network_of(address))
        self._links.find(token, "reset", now=self._now())

    def reset(self, token: str, password: str, *, address: str) -> None:
        """Set a password by link. All sign-ins of the account end. InputError where link or password is not good."""
        self._limits.links.take(network_of(address))
        check_password(password)
        self._links.find(token, "reset", now=self._now())
        kept = self._passwords.hash(password)
        link = self._links.use(token, "reset", now=self._now())
        if link.account is not None:
            self._accounts.set_password(link.account, kept)

    def create(self, *, email: str, name: str = "", role: Role = "candidate", password: str | None = None) -> Account:
        """An account made from the server's command line; without a password it is opened by a reset link."""
        if password is not None:
            check_password(password)
        kept = self._passwords.hash(password) if password is not None else None
        return self._accounts.add(email=clean_email(email), name=clean_name(name) if name else "", role=role, password_hash=kept)

    def accounts(self, by: Account | None) -> list[Account]:
        """All accounts, for an admin."""
        _only_admins(by)
        return self._accounts.all()

    def change(self, by: Account | None, id: str, *, role: Role | None = None, disabled: bool | None = None) -> Account:
        """Change an account's role, or disable or enable it; it is signed out everywhere, and its owner can see who did it."""
        _only_admins(by)
        self.account(id)
        account = self._accounts.change(id, role=role, disabled=disabled)
        if by is not None:
            trail = Audit(self._database, id)
            if role is not None:
                trail.note(actor=by.id, action=f"role_{role}")
            if disabled is not None:
                trail.note(actor=by.id, action="disabled" if disabled else "enabled")
        return account

    def account_of(self, email: str) -> Account:
        """The account of an e-mail; InputError where there is none."""
        found = self._accounts.by_email(email.strip())
        if found is None:
            raise InputError("not_found", "there is no account with that e-mail; see: loopready admin list", name=email.strip())
        return found[0]

    def account(self, id: str) -> Account:
        """The account of an id; InputError where there is none, or it is nobody's to sign in with."""
        account = self._accounts.get(id)
        if account.email is None:
            raise InputError("not_found", "there is no such account", name=id)
        return account

    def is_empty(self) -> bool:
        """Whether nobody has an account yet."""
        return self._accounts.count() == 0

    def _begin(self, account: Account, *, browser: str, before: str | None = None) -> str:
        if before:
            self._sign_ins.end(before)
        return self._sign_ins.begin(account.id, browser=browser, lasts=LASTING[account.role].whole, now=self._now())

    def _offer(self, link: Link, account: Account) -> None:
        if link.pairs and link.by:
            Pairings(self._database, link.by).offer(account.id)


@contextmanager
def opened_reception() -> Iterator[Reception]:
    """The door of the database that the settings name, without the rest of a server."""
    with opened() as (database, _):
        yield Reception(database)


def audit_of(database: Database, owner: str, *, limit: int) -> list[AuditEntry]:
    """Who looked at or changed what of an account's, the latest first."""
    return Audit(database, owner).all(limit=limit)


def check_password(password: str) -> None:
    """InputError where a password is too short or too long; there are no other rules."""
    length = len(normal(password)) if len(password) <= 4 * MOST else len(password)
    if length < LEAST:
        raise InputError("weak_password", f"a password has at least {LEAST} characters; four words in a row make a good one")
    if length > MOST:
        raise InputError("long_password", f"a password has at most {MOST} characters")


def clean_email(email: str) -> str:
    """An e-mail in small letters; InputError where it is none."""
    stripped = email.strip().lower()
    local, _, domain = stripped.rpartition("@")
    if not local or "." not in domain.strip(".") or len(stripped) > 320 or not stripped.isprintable() or " " in stripped:
        raise InputError("no_email", "give an e-mail address, such as name@example.org", name=stripped[:80] or None)
    return stripped


def clean_name(name: str) -> str:
    """A name on one line; InputError where it is empty or over 100 characters."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    if not line or len(line) > 100:
        raise InputError("no_name", "say what you are called, in at most 100 characters")
    return line


def _only_admins(by: Account | None) -> None:
    if by is not None and by.role != "admin":
        raise InputError("not_allowed", "only admins do that")
