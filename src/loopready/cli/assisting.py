"""The verb for assistants: the tools over the Model Context Protocol."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.serving import public_address
from loopready.cli.stopping import stoppable
from loopready.model import InputError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from loopready.mcp.calling import AssistantServer

TOKEN = "LOOPREADY_MCP_TOKEN"  # noqa: S105 - the name of a variable
_SHORTEST_TOKEN = 32
_HERE = ("127.0.0.1", "localhost", "::1")


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command("mcp")(mcp)


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Answer over streamable HTTP at /mcp, in place of standard input and output.")
    ] = False,
    host: Annotated[str, typer.Option("--host", help="With --http: the address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="With --http: the port to listen on.", min=1, max=65535)] = 8001,
    public_url: Annotated[
        str | None, typer.Option("--public-url", metavar="https://HOST", help="With --host: the address that clients reach the server at.")
    ] = None,
    folder: Annotated[
        list[Path] | None,
        typer.Option("--folder", metavar="DIR", help="Open files of CVs and postings in this folder alone (repeatable); not over HTTP."),
    ] = None,
) -> None:
    """Serve loopready to an assistant (Model Context Protocol): prep, match, guides, mock interviews, marks, drills, stories, the plan."""
    if http and folder:
        raise InputError("no_files", "files are not opened over HTTP; leave it out", name="--folder")
    if not http and (host != "127.0.0.1" or public_url is not None):
        raise InputError("no_http", "belongs to --http; add that, or leave it out", name="--host" if public_url is None else "--public-url")
    for each in folder or ():
        if not each.is_dir():
            raise InputError("no_folder", "is no folder; name the one that holds your CV", name=str(each))
    if find_spec("mcp") is None:
        raise InputError("not_installed", "needs the protocol's kit; install it with: pip install 'loopready[mcp]'", name="mcp")
    from loopready.app.handing import FileDoor

    door = FileDoor(opens=not http, folders=tuple(folder or ()))
    guarded = _guard(host, public_url) if http else None
    from loopready.mcp.opening import Opening
    from loopready.mcp.server import make_server
    from loopready.mcp.serving import PATH, run_http, run_stdio

    with Opening(door=door) as opening:
        server = make_server(opening)
        if guarded is None:
            run_stdio(server, end=opening.close)
            return
        address = f"http://{host if ':' not in host else f'[{host}]'}:{port}{PATH}"
        tell = f"loopready: {address} (stop with Ctrl-C)\n"
        with stoppable():
            run_http(guarded(server), host=host, port=port, ready=lambda: sys.stderr.write(tell))


def _guard(host: str, public_url: str | None) -> Callable[[AssistantServer], ASGIApp]:
    """What makes the application, guarded for where it listens.

    InputError where it would listen on other machines' requests without a token, or without the address that they reach it at.
    """
    token = os.environ.get(TOKEN) or None
    if token is not None and len(token) < _SHORTEST_TOKEN:
        says = f"is shorter than {_SHORTEST_TOKEN} letters; make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'"
        raise InputError("short_token", says, name=TOKEN)
    public = public_url if host in _HERE else public_address(public_url)
    if token is None and (public is not None or host not in _HERE):
        says = f"lets other machines in, which needs a token; set {TOKEN} to a long random word, or leave it out"
        raise InputError("no_token", says, name=f"--host {host}" if host not in _HERE else "--public-url")
    if public is None and host not in _HERE:
        says = "needs the address that clients reach it at, such as --public-url https://prep.example.org"
        raise InputError("no_public_url", says, name=f"--host {host}")
    from loopready.mcp.serving import HERE, make_http

    if public is None:
        return lambda server: make_http(server, token=token)
    from loopready.web.settings import hosted_settings

    settings = hosted_settings(public)
    return lambda server: make_http(server, hosts=(*HERE, *settings.hosts), origins=(settings.public_url,), token=token)
