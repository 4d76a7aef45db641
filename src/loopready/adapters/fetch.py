"""One address fetched within limits: http and https, public hosts alone, 10 s, 5 MB, five redirects. Nothing of the person is sent."""

from __future__ import annotations

import io
import re
import time
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from loopready.adapters.addresses import PORTS, IPAddress, Place, Resolver, checked, is_public, place_of, system_resolver
from loopready.model import Fetched, InputError, LoopreadyError, OutsideError

if TYPE_CHECKING:
    import http.client
    import socket
    import ssl

SECONDS = 10.0
"""Longest time for everything: names, connections, redirects, body."""
MOST_BYTES = 5 * 1024 * 1024
"""Largest body, on the wire and unpacked."""
MOST_REDIRECTS = 5
AGENT = "loopready (a program that reads one job posting for one person)"
_MOST_ADDRESSES = 4
_CHUNK = 64 * 1024
_SAVE = "open it in a browser and save the page, or copy its text into a file, and give that"
_LOGIN = frozenset(
    ("login", "signin", "sign-in", "sign_in", "log-in", "logon", "authwall", "sso", "saml", "saml2", "oauth", "oauth2", "auth")
)
"""Parts of a path to which a site sends those who are to log in."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_WALL = re.compile(
    rb"captcha|just a moment|are you a robot|you are human|unusual traffic|enable javascript|cf-chl|bot detection", re.IGNORECASE
)
_ACCEPTS = (
    "text/html, application/xhtml+xml, application/ld+json, application/json, text/plain, application/pdf, "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document, */*;q=0.1"
)


class WebFetcher:
    """Fetches a page as a program that says what it is. Proxies of the environment are not used, cookies are neither sent nor kept.

    ``allowed`` judges each address that a name stands for, at every hop; the connection goes to the address that was judged.
    """

    def __init__(
        self, *, allowed: Callable[[IPAddress], bool] = is_public, open_ports: frozenset[int] = frozenset(PORTS.values()),
        resolver: Resolver = system_resolver, seconds: float = SECONDS, trusted: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        self._allowed = allowed
        self._ports = open_ports
        self._resolver = resolver
        self._seconds = seconds
        self._trusted = trusted

    def fetch(self, url: str) -> Fetched:
        """What stands at an address.

        Raises:
            InputError: address, address_refused, no_such_host, gone, needs_login, needs_browser, too_large, redirects, empty.
            OutsideError: no_network, no_connection, tls, too_slow, cut_off, site_failed.
        """
        until = time.monotonic() + self._seconds
        asked = place = place_of(url, name=shown(url), open_ports=self._ports)
        for _ in range(MOST_REDIRECTS + 1):
            with _Visit(self, place, until=until, name=asked.name) as visit:
                target = visit.redirect()
                if target is None:
                    _check_status(visit)
                    return Fetched(url=place.url, name=place.name, data=visit.body(), charset=visit.charset())
            place = place_of(urljoin(place.url, target), name=asked.name, open_ports=self._ports)
            if _asks_for_login(place) and not _asks_for_login(asked):
                raise InputError("needs_login", f"the site asks for a login first; {_SAVE}", name=asked.name)
        raise InputError("redirects", f"the site sends on more than {MOST_REDIRECTS} times; {_SAVE}", name=asked.name)

    def connect(self, place: Place, *, until: float, name: str) -> _TimedSocket:
        """A connection to an allowed address of a place, encrypted for https. Errors as ``fetch``."""
        import socket

        addresses = checked(place, resolver=self._resolver, allowed=self._allowed, seconds=until - time.monotonic(), name=name)
        problem: OSError | None = None
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                plain = socket.create_connection((address, place.port), timeout=_left(until))
            except OSError as error:
                problem = error
                continue
            return _TimedSocket(self._encrypted(plain, place, until) if place.scheme == "https" else plain, until)
        raise problem or TimeoutError

    def _encrypted(self, plain: socket.socket, place: Place, until: float) -> socket.socket:
        if self._trusted is None:
            import ssl

            import certifi

            self._trusted = ssl.create_default_context()
            self._trusted.load_verify_locations(certifi.where())
        try:
            plain.settimeout(_left(until))
            return self._trusted.wrap_socket(plain, server_hostname=place.host)
        except OSError:
            plain.close()
            raise


def shown(url: str) -> str:
    """An address without what may be secret in it (user, password, query, fragment), for messages and as a document's name."""
    bare = re.sub(r"[?#].*", "", url, flags=re.DOTALL)
    return " ".join(re.sub(r"(?<=//)[^/]*@", "", bare).split())[:300]


class _Visit:
    """One request and its answer. Use as a context manager, in which what goes wrong outside becomes one clear error."""

    def __init__(self, fetcher: WebFetcher, place: Place, *, until: float, name: str) -> None:
        self._fetcher, self._place, self._until, self.name = fetcher, place, until, name
        self._open: ExitStack
        self._answer: http.client.HTTPResponse

    def __enter__(self) -> _Visit:
        import http.client

        with ExitStack() as opened, _Clear(self._place.host, name=self.name):
            timed = opened.enter_context(self._fetcher.connect(self._place, until=self._until, name=self.name))
            connection = http.client.HTTPConnection(self._place.host, self._place.port)
            connection.sock = timed
            connection.request("GET", self._place.target, headers=_headers(self._place))
            self._answer = connection.getresponse()
            opened.callback(self._answer.close)
            self._open = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def status(self) -> int:
        """The answer's status."""
        return self._answer.status

    def header(self, key: str) -> str:
        """A header of the answer; empty where it has none of that name."""
        return self._answer.getheader(key) or ""

    def redirect(self) -> str | None:
        """The address that the answer sends to."""
        return self.header("location") or None if self.status in (301, 302, 303, 307, 308) else None

    def charset(self) -> str | None:
        """The encoding that the answer's header names."""
        found = _CHARSET.search(self.header("content-type"))
        return found[1] if found else None

    def body(self, *, most: int = MOST_BYTES) -> bytes:
        """The body, unpacked. InputError where either form is larger than ``most`` bytes, OutsideError where it ends early."""
        coding = self.header("content-encoding").strip().lower()
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            says = f"the site answers in a coding that was not asked for ({coding[:40]!r}); {_SAVE}"
            raise OutsideError("site_failed", says, name=self.name)
        length = self.header("content-length")
        if length.isdecimal() and int(length[:12]) > most:
            raise self._too_large()
        with _Clear(self._place.host, name=self.name):
            packed = self._packed(most)
            data = packed if coding in ("", "identity") else _unpacked(packed, most=most)
        if data is None or len(data) > most:
            raise self._too_large()
        return data

    def _packed(self, most: int) -> bytes:
        data = bytearray()
        while chunk := self._answer.read(_CHUNK):
            data += chunk
            if len(data) > most:
                raise self._too_large()
        if self._answer.length:
            raise EOFError
        return bytes(data)

    def _too_large(self) -> InputError:
        return InputError("too_large", f"the page is over {MOST_BYTES // 1024 // 1024} MB; {_SAVE}", name=self.name)


def _headers(place: Place) -> dict[str, str]:
    return {
        "Host": place.authority, "User-Agent": AGENT, "Accept": _ACCEPTS,
        "Accept-Encoding": "gzip, deflate", "Connection": "close",
    }  # fmt: skip


def _unpacked(packed: bytes, *, most: int) -> bytes | None:
    """The bytes of a gzip or deflate body; None where they are more than ``most``. EOFError where it is cut off, zlib.error if damaged."""
    unpacking = zlib.decompressobj(47 if packed[:1] in (b"\x1f", b"\x78") else -15)
    data = unpacking.decompress(packed, most + 1)
    if len(data) > most:
        return None
    if not unpacking.eof:
        raise EOFError
    return data


def _check_status(visit: _Visit) -> None:
    """Raises what a status other than 200 means."""
    status, name = visit.status, visit.name
    if status == 200:
        return
    if status in (404, 410):
        raise InputError("gone", f"there is no such page ({status}); the posting may be closed: look for it in a browser", name=name)
    if status in (401, 407):
        raise InputError("needs_login", f"the site asks for a login ({status}); {_SAVE}", name=name)
    if status in (403, 405, 406, 429, 451, 503, 999):
        if visit.header("cf-mitigated") or _WALL.search(visit.body()[:200_000]):
            raise InputError("needs_browser", f"the site wants a browser and turns programs away ({status}); {_SAVE}", name=name)
        if status in (403, 999):
            raise InputError("needs_login", f"the site wants a login or turns programs away ({status}); {_SAVE}", name=name)
    if status >= 500 or status == 429:
        raise OutsideError("site_failed", f"the site could not answer ({status}); try again later, or {_SAVE}", name=name)
    raise InputError("refused", f"the site does not give the page ({status}); {_SAVE}", name=name)


def _asks_for_login(place: Place) -> bool:
    """Whether an address is that of a login page by a part of its path or its host's first name."""
    parts = urlsplit(place.url).path.lower().split("/")
    return any(part.partition(".")[0] in _LOGIN for part in parts) or place.host.split(".")[0] in _LOGIN | {"accounts"}


def _left(until: float) -> float:
    """The seconds that are left; TimeoutError where none are."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Clear:
    """What the network raises becomes one OutsideError that says what to do."""

    def __init__(self, host: str, *, name: str) -> None:
        self._host, self._name = host, name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        import http.client
        import ssl

        if error is None or isinstance(error, LoopreadyError):
            return
        host, code, says = self._host, "", ""
        if isinstance(error, TimeoutError):
            code, says = "too_slow", f"{host} did not answer in full within the time allowed; try again, or save the page as a file"
        elif isinstance(error, ssl.SSLCertVerificationError):
            code, says = "tls", f"the certificate of {host} can not be trusted ({error.verify_message}); {_SAVE}"
        elif isinstance(error, ssl.SSLError):
            code, says = "tls", f"{host} refuses a safe connection; {_SAVE}"
        elif isinstance(error, EOFError | http.client.IncompleteRead | zlib.error):
            code, says = "cut_off", f"the answer of {host} is cut off or damaged; try again, or save the page as a file"
        elif isinstance(error, http.client.HTTPException):
            code, says = "site_failed", f"the answer of {host} can not be understood; {_SAVE}"
        elif isinstance(error, OSError):
            why = error.strerror or type(error).__name__
            code, says = "no_connection", f"{host} can not be reached ({why}); check the network, or give a file"
        if code:
            raise OutsideError(code, says, name=self._name) from None


class _TimedSocket:
    """A socket on which everything ends by one time, as far as ``http.client`` uses sockets.

    Why: a time limit of a socket's own starts anew with each byte, so a slow drip would never end.
    """

    def __init__(self, inner: socket.socket, until: float) -> None:
        self._inner, self._until = inner, until

    def sendall(self, data: bytes) -> None:
        """Sends all."""
        self._inner.settimeout(_left(self._until))
        self._inner.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """The incoming bytes as a file."""
        return io.BufferedReader(_TimedReader(self._inner, self._until))

    def close(self) -> None:
        """Nothing: ``http.client`` closes before the body is read; leaving the context ends the connection."""

    def __enter__(self) -> _TimedSocket:
        return self

    def __exit__(self, *_: object) -> None:
        self._inner.close()


class _TimedReader(io.RawIOBase):
    def __init__(self, inner: socket.socket, until: float) -> None:
        self._inner, self._until = inner, until

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Some bytes that have come in; 0 at the end."""
        self._inner.settimeout(_left(self._until))
        return self._inner.recv_into(buffer)
