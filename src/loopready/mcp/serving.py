"""The two ways in: standard input and output for a client that starts us, streamable HTTP for one that calls."""

from __future__ import annotations

import hmac
import os
import signal
from collections.abc import Callable, Collection
from types import FrameType

import anyio
import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from loopready.adapters.listening import opened_port
from loopready.mcp.calling import AssistantServer

PATH = "/mcp"
MOST_BYTES = 4 * 1024 * 1024
"""Bytes of one request: two texts of a megabyte, escaped."""
END_SECONDS = 2
HERE = ("127.0.0.1", "localhost", "[::1]")


def run_stdio(server: AssistantServer, *, end: Callable[[], object]) -> None:
    """Serve the client that started this process until it closes our standard input. Nothing else is written to standard output.

    SIGTERM and Ctrl-C call ``end`` and end the process.

    Why: a thread waits for the next line of standard input and can not be stopped, and leaving as usual waits for that thread.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        end()
        os._exit(0 if number == signal.SIGTERM else 130)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    anyio.run(server.run_stdio_async)


def make_http(
    server: AssistantServer, *, hosts: Collection[str] = HERE, origins: Collection[str] = (), token: str | None = None
) -> ASGIApp:
    """The application for HTTP. Requests under another Host than ``hosts`` (with any port), or from a page of another origin, are refused.

    ``origins`` are origins besides http under the hosts. With a ``token``, every request must send it as ``Authorization: Bearer``.
    """
    names = [name for host in hosts for name in (host, f"{host}:*")]
    security = TransportSecuritySettings(allowed_hosts=names, allowed_origins=[*(f"http://{name}" for name in names), *origins])
    app = server.streamable_http_app(
        streamable_http_path=PATH, stateless_http=True, json_response=True, transport_security=security, max_request_body_size=MOST_BYTES
    )
    return TokenGuard(app, token=token) if token is not None else app


def run_http(app: ASGIApp, *, host: str, port: int, ready: Callable[[], object]) -> None:
    """Serve until stopped; ``ready`` is called once the port is open. OutsideError where it is taken."""
    listening = opened_port(host, port)
    config = uvicorn.Config(
        app, log_config=None, log_level="warning", server_header=False, access_log=False, proxy_headers=False,
        timeout_graceful_shutdown=END_SECONDS,
    )  # fmt: skip
    listening.listen()
    ready()
    uvicorn.Server(config).run(sockets=[listening])


class TokenGuard:
    """Answers 401 to a request without the token."""

    def __init__(self, app: ASGIApp, *, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and not self._holds(Headers(scope=scope).get("authorization", "")):
            says = "Send Authorization: Bearer with the token that the server was started with."
            refused = JSONResponse(
                {"error": {"code": "unauthorised", "message": says}}, 401, {"WWW-Authenticate": 'Bearer realm="loopready"'}
            )
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _holds(self, header: str) -> bool:
        scheme, _, given = header.partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self._token)
