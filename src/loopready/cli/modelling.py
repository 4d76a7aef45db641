"""The verbs of the language model: what it would be sent and cost, on, off, and a trial."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from loopready.app.modelling import Modelling, ModelStatus

model = typer.Typer(no_args_is_help=True, help="The language model, off until you turn it on: status, on, off, test.")


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.add_typer(model, name="model")


@model.command()
def status() -> None:
    """Say which model is set, whether it is on, what would be sent where, and what it costs."""
    with _modelling() as modelling:
        _say(modelling.status())


@model.command()
def on(
    url: Annotated[str | None, typer.Option("--url", help="The address of the server's API, such as http://127.0.0.1:11434/v1.")] = None,
    name: Annotated[str | None, typer.Option("--model", help="The model, as its server calls it.")] = None,
    key: Annotated[bool, typer.Option("--key", help="Ask for a key on the terminal, or read it from standard input.")] = False,
    price_in: Annotated[str, typer.Option("--price-in", metavar="AMOUNT", help="What a million tokens cost that go in; 0 if free.")] = "",
    price_out: Annotated[str, typer.Option("--price-out", metavar="AMOUNT", help="What a million tokens cost that come out.")] = "",
    per_brief: Annotated[str | None, typer.Option("--per-brief", metavar="AMOUNT", help="What one brief may cost; 0.50 at first.")] = None,
    per_month: Annotated[str | None, typer.Option("--per-month", metavar="AMOUNT", help="What a month may cost; 5.00 at first.")] = None,
    hide_employers: Annotated[bool | None, typer.Option("--hide-employers/--show-employers", help="Employers as placeholders.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Agree to what is sent without being asked.")] = False,
) -> None:
    """Set a model and turn it on, after saying what would be sent where."""
    from loopready.app.modelling import set_up

    with _modelling() as modelling:
        set_up(
            modelling, url=url, model=name, key=_key() if key else None, price_in=price_in, price_out=price_out, per_brief=per_brief,
            per_month=per_month, hide_employers=hide_employers,
        )  # fmt: skip
        _say(modelling.status())
        if not yes and not (sys.stdin.isatty() and typer.confirm("Turn it on?")):
            sys.stderr.write("loopready: it is not turned on; agree on the terminal, or with --yes\n")
            raise typer.Exit(2)
        modelling.choose(on=True)
        sys.stdout.write("on\n")


@model.command()
def off(
    forget: Annotated[bool, typer.Option("--forget", help="Delete the address, the key and the kept answers too.")] = False,
) -> None:
    """Turn it off: nothing is sent from now on."""
    from loopready.app.model_server import forget_server

    with _modelling() as modelling:
        modelling.choose(on=False)
        if forget:
            modelling.forget()
            forget_server()
        left = modelling.is_on()
    sys.stdout.write("still on, by LOOPREADY_MODEL_ON; unset it\n" if left else "off\n")


@model.command()
def test() -> None:
    """Ask the server for one word, with nothing of yours in it."""
    with _modelling() as modelling:
        made = modelling.try_out()
    sys.stdout.write(f"{made.model} answers: {' '.join(made.text.split())[:80]}\n")


def _say(status: ModelStatus) -> None:
    from loopready.app.modelling import money

    out = sys.stdout.write
    if status.server is None:
        out("No language model is set, and nothing is sent. Briefs are whole without one.\n")
        return
    out(f"model: {status.server.model}\nwhere: {status.server.where}, {status.server.url}\nkey: {'set' if status.server.key else 'none'}\n")
    out(f"state: {'on' if status.on else 'off'}\nsent when on: {status.sends()}\n")
    typical = status.typical
    out(f"a brief: {'unknown until you give the prices' if typical is None else f'about {money(typical)} at most'}\n")
    choice = status.choice
    limits = [f"{money(most)} {of}" for most, of in ((choice.per_brief, "a brief"), (choice.per_month, "a month")) if most is not None]
    out(f"budget: {' and '.join(limits) or 'none'}\nthis month: {money(status.spent)} in {status.calls} calls\n")


def _key() -> str:
    return getpass.getpass("Key (it is not shown): ") if sys.stdin.isatty() else sys.stdin.readline().strip()


@contextmanager
def _modelling() -> Iterator[Modelling]:
    from loopready.app.modelling import Modelling
    from loopready.app.owning import opened

    with opened() as (database, owner):
        yield Modelling(database, owner)
