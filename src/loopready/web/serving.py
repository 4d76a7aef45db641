"""The server itself."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from loopready.app.service import Service
from loopready.model import OutsideError
from loopready.web.app import create_app
from loopready.web.requests_log import log_to_standard_error
from loopready.web.settings import WebSettings

END_SECONDS = 2
"""How long open connections (a page that waits for events) may hold up the end."""


def run(service: Service, *, host: str, port: int, settings: WebSettings, ready: Callable[[], object]) -> None:
    """Serve until stopped; ``ready`` is called once the port is open. OutsideError where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, since asyncio sets TCP_NODELAY only then: without it an answer in two pieces waits 40 ms for an acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        says = f"cannot be listened on ({error.strerror}); choose another with --port"
        raise OutsideError("port_taken", says, name=f"{host}:{port}") from None
    log_to_standard_error(requests=settings.hosted)
    server = uvicorn.Server(config_of(create_app(service, settings=settings), settings))
    listening.listen()
    ready()
    service.warm()
    server.run(sockets=[listening])


def config_of(app: object, settings: WebSettings) -> uvicorn.Config:
    """How uvicorn runs: no access log (it would hold paths and queries), and X-Forwarded-For from stated proxies alone."""
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_config=None, log_level="warning", server_header=False, access_log=False, proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies), timeout_graceful_shutdown=END_SECONDS,
    )  # fmt: skip
