"""What every request passes: its host is ours, its origin is ours, its body is within limits; and what every answer carries."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from loopready.web.settings import WebSettings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "media-src blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Refuses requests of other sites, and sets the headers of every answer.

    A page of another site can make a browser send requests here, also to 127.0.0.1. So the Host must be one of ours (a name that an
    attacker lets point here is not), and what changes anything must come from a page of ours: ``Sec-Fetch-Site`` or ``Origin`` says so.
    Requests without either come from programs, not from browsers; what a browser could send is still guarded by the form's token.
    """

    def __init__(self, app: ASGIApp, *, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope["method"], headers, program=scope["path"].startswith("/api/"))
        body = _Limited(receive, most=self._settings.most_bytes)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answer.setdefault(name, value)
                answer.setdefault("Cache-Control", "private, no-store")
                if self._settings.secure:
                    answer.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
            await send(message)

        if refused is not None:
            await refused(scope, receive, send_guarded)
            return
        await self._app(scope, body, send_guarded)

    def _refused(self, method: str, headers: Headers, *, program: bool) -> Response | None:
        host = headers.get("host", "")
        if _without_port(host).lower() not in self._settings.hosts:
            return _no(421, "wrong_host", f"loopready does not answer under the name {host!r}.", program=program)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._settings.most_bytes:
            return _no(413, "too_large", _TOO_LONG, program=program)
        if method not in SAFE and not _from_here(headers, host=host, secure=self._settings.secure):
            return _no(403, "not_allowed", "This request came from another site and was refused.", program=program)
        return None


_TOO_LONG = "That is more than a CV and a posting can be (60 MB)."


def _no(status: int, code: str, says: str, *, program: bool) -> Response:
    """A refusal as the asker can read it: a program as JSON."""
    if program:
        return JSONResponse({"error": {"code": code, "message": says}}, status_code=status)
    return PlainTextResponse(f"{says}\n", status_code=status)


class _Limited:
    """A body that ends with an error where it is longer than allowed, whatever its headers say."""

    def __init__(self, receive: Receive, *, most: int) -> None:
        self._receive = receive
        self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise HTTPException(413, _TOO_LONG)
        return message


def _from_here(headers: Headers, *, host: str, secure: bool) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    schemes = ("https",) if secure else ("http", "https")
    return any(origin == f"{scheme}://{host}" for scheme in schemes)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
