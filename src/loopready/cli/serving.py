"""The verbs of the server."""

from __future__ import annotations

import ipaddress
import os
import sys
import webbrowser
from typing import Annotated

import typer

from loopready.cli.stopping import stoppable
from loopready.model import InputError

PublicUrl = Annotated[
    str | None, typer.Option("--public-url", metavar="https://HOST", help="With --hosted: the address that people reach the server at.")
]


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command()(serve)


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen on.", min=1, max=65535)] = 8000,
    hosted: Annotated[bool, typer.Option("--hosted", help="With accounts, behind a TLS proxy.")] = False,
    public_url: PublicUrl = None,
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option("--trusted-proxy", metavar="ADDRESS", help="With --hosted: a proxy whose X-Forwarded-For is believed."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the home page in the browser, where there is one.")] = True,
    work: Annotated[
        bool, typer.Option("--work/--no-work", help="Work on preparations too; --no-work leaves that to workers (PostgreSQL).")
    ] = True,
) -> None:
    """Open the home page: drop a CV and a job description, read the brief."""
    from loopready.app.limits import WorkLimits
    from loopready.app.service import Service, durable_jobs, on_one_machine
    from loopready.web.serving import run
    from loopready.web.settings import WebSettings, hosted_settings

    if host not in ("127.0.0.1", "localhost", "::1") and not hosted:
        says = "listens on other machines' requests, which needs accounts; add --hosted (see docs/how-to/host-it.md), or leave --host out"
        raise InputError("not_hosted", says, name=f"--host {host}")
    if not work and on_one_machine():
        raise InputError("no_workers", "an SQLite file has no workers to leave the work to; leave --no-work out", name="--no-work")
    proxies = _proxies(trusted_proxy or os.environ.get("LOOPREADY_TRUSTED_PROXY", "").replace(",", " ").split())
    settings = hosted_settings(public_address(public_url), proxies=proxies) if hosted else WebSettings()
    with stoppable(), Service(limits=WorkLimits() if hosted else None, jobs=durable_jobs(works=work)) as service:
        if hosted and service.reception.is_empty():
            raise InputError("no_account", "nobody has an account yet; make the first one: loopready admin create --email YOU@EXAMPLE.ORG")
        address = f"http://{host if ':' not in host else f'[{host}]'}:{port}"
        _tell(settings.public_url, address, proxies=proxies, hosted=hosted)
        opens = open_ and not hosted and sys.stdout.isatty()
        run(service, host=host, port=port, settings=settings, ready=lambda: webbrowser.open(address) if opens else None)


def public_address(given: str | None) -> str | None:
    """The address of the server as people reach it: as given, or LOOPREADY_PUBLIC_URL."""
    return given or os.environ.get("LOOPREADY_PUBLIC_URL")


def _tell(public: str, address: str, *, proxies: tuple[str, ...], hosted: bool) -> None:
    if not hosted:
        sys.stderr.write(f"loopready: {address} (stop with Ctrl-C)\n")
        return
    sys.stderr.write(f"loopready: {public}, behind a proxy that passes on to {address} (stop with Ctrl-C)\n")
    if not proxies:
        says = "no --trusted-proxy is stated, so everybody seems to come from one address, which the limits on signing in then share"
        sys.stderr.write(f"loopready: {says} (see docs/how-to/host-it.md)\n")


def _proxies(given: list[str]) -> tuple[str, ...]:
    for each in given:
        try:
            ipaddress.ip_network(each, strict=False)
        except ValueError:
            says = "is no address or network of a proxy; write it as 127.0.0.1 or 10.0.0.0/8"
            raise InputError("no_proxy", says, name=f"--trusted-proxy {each}") from None
    return tuple(given)
