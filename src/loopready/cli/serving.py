"""The verbs of the server."""

from __future__ import annotations

import sys
import webbrowser
from typing import Annotated

import typer

from loopready.cli.stopping import stoppable
from loopready.model import InputError


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command()(serve)


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen on.", min=1, max=65535)] = 8000,
    hosted: Annotated[bool, typer.Option("--hosted", help="With accounts, behind a TLS proxy.")] = False,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the home page in the browser, where there is one.")] = True,
    work: Annotated[
        bool, typer.Option("--work/--no-work", help="Work on preparations too; --no-work leaves that to workers (PostgreSQL).")
    ] = True,
) -> None:
    """Open the home page: drop a CV and a job description, read the brief."""
    from loopready.app.service import Service, durable_jobs, on_one_machine
    from loopready.web.serving import run

    if host not in ("127.0.0.1", "localhost", "::1") and not hosted:
        says = "listens on other machines' requests, which needs accounts; add --hosted (see docs/how-to/host-it.md), or leave --host out"
        raise InputError("not_hosted", says, name=f"--host {host}")
    if not work and on_one_machine():
        raise InputError("no_workers", "an SQLite file has no workers to leave the work to; leave --no-work out", name="--no-work")
    with stoppable(), Service(jobs=durable_jobs(works=work)) as service:
        address = f"http://{host if ':' not in host else f'[{host}]'}:{port}"
        sys.stderr.write(f"loopready: {address} (stop with Ctrl-C)\n")
        run(service, host=host, port=port, hosted=hosted, ready=lambda: webbrowser.open(address) if open_ and sys.stdout.isatty() else None)
