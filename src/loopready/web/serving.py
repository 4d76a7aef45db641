"""The server itself."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn

from loopready.adapters.listening import opened_port
from loopready.app.service import Service
from loopready.web.app import create_app
from loopready.web.requests_log import log_to_standard_error
from loopready.web.settings import WebSettings

END_SECONDS = 2
"""How long open connections (a page that waits for events) may hold up the end."""


def run(service: Service, *, host: str, port: int, settings: WebSettings, ready: Callable[[], object]) -> None:
    """Serve until stopped; ``ready`` is called once the port is open. OutsideError where the port is taken."""
    listening = opened_port(host, port)
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
