"""The verbs on the accounts of a hosted server; whoever may run them on its machine is trusted."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from loopready.cli.serving import PublicUrl, public_address
from loopready.model import InputError, Role

if TYPE_CHECKING:
    from loopready.app.accounts import Reception

Email = Annotated[str, typer.Argument(help="The account's e-mail.")]
admin = typer.Typer(no_args_is_help=True, help="The accounts of a hosted server: make, invite, list, disable, new passwords.")


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.add_typer(admin, name="admin")


@admin.command()
def create(
    email: Annotated[str, typer.Option("--email", help="The e-mail to sign in with.")],
    name: Annotated[str, typer.Option("--name", help="What others see the account called.")] = "",
    role: Annotated[str, typer.Option("--role", metavar="candidate|coach|admin", help="What it may do.")] = "admin",
    link: Annotated[bool, typer.Option("--link", help="Print a one-time link that sets the password, and ask for none.")] = False,
    public_url: PublicUrl = None,
) -> None:
    """Make an account, such as the first one. The password is asked for on the terminal; without one, a link that sets it is printed."""
    with _reception() as reception:
        chosen = _role(role)
        if link or not sys.stdin.isatty():
            account = reception.create(email=email, name=name, role=chosen)
            _print_link(f"/reset/{reception.reset_link(None, account.email or '')}", public_url, says="sets its password, within a day")
            return
        reception.create(email=email, name=name, role=chosen, password=_asked())
        sys.stdout.write(f"{email} can sign in as {chosen}\n")


@admin.command()
def invite(
    email: Annotated[str | None, typer.Option("--email", help="Who it is for; the account then has this e-mail.")] = None,
    role: Annotated[str, typer.Option("--role", metavar="candidate|coach|admin", help="What the account may do.")] = "candidate",
    public_url: PublicUrl = None,
) -> None:
    """Print a one-time link that makes an account, good for seven days."""
    with _reception() as reception:
        token = reception.invite(None, email=email, role=_role(role))
        _print_link(f"/invitations/{token}", public_url, says="makes one account, within seven days")


@admin.command()
def reset(email: Email, public_url: PublicUrl = None) -> None:
    """Print a one-time link that sets an account's password, good for a day."""
    with _reception() as reception:
        _print_link(f"/reset/{reception.reset_link(None, email)}", public_url, says="sets the password once, within a day")


@admin.command("list")
def list_() -> None:
    """All accounts: e-mail, role, state, name."""
    with _reception() as reception:
        for each in reception.accounts(None):
            state = "disabled" if each.disabled else "active" if each.has_password else "no password yet"
            sys.stdout.write(f"{each.email}\t{each.role}\t{state}\t{each.name}\n")


@admin.command()
def disable(email: Email, undo: Annotated[bool, typer.Option("--undo", help="Enable it again.")] = False) -> None:
    """Sign an account out everywhere and let it not sign in; nothing it keeps is deleted."""
    with _reception() as reception:
        account = reception.change(None, reception.account_of(email).id, disabled=not undo)
        sys.stdout.write(f"{account.email} is {'enabled' if undo else 'disabled'}\n")


@admin.command()
def role(email: Email, role: Annotated[str, typer.Argument(metavar="candidate|coach|admin", help="What it may do.")]) -> None:
    """Give an account another role; it is signed out everywhere."""
    with _reception() as reception:
        account = reception.change(None, reception.account_of(email).id, role=_role(role))
        sys.stdout.write(f"{account.email} is {account.role} now\n")


@contextmanager
def _reception() -> Iterator[Reception]:
    from loopready.app.accounts import opened_reception

    with opened_reception() as reception:
        yield reception


def _role(said: str) -> Role:
    roles: tuple[Role, ...] = get_args(Role)
    for each in roles:
        if each == said:
            return each
    raise InputError("no_role", "choose one of: " + ", ".join(roles), name=said)


def _asked() -> str:
    first = getpass.getpass("Password (at least 12 characters): ")
    if getpass.getpass("Once more: ") != first:
        raise InputError("not_the_same", "the two passwords are not the same; try again")
    return first


def _print_link(path: str, public_url: str | None, *, says: str) -> None:
    """The link on standard output, by itself, and what it does on standard error."""
    address = (public_address(public_url) or "").rstrip("/")
    more = "" if address else "; put the address of your server before it (or set LOOPREADY_PUBLIC_URL)"
    sys.stderr.write(f"loopready: this link {says}{more}\n")
    sys.stdout.write(f"{address}{path}\n")
