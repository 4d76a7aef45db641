"""Which addresses may be fetched: public ones alone, every answer of a name looked at."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from loopready.model import InputError, OutsideError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""The addresses of a host name, in the order to try them; OSError (``socket.gaierror``) where there are none."""

PORTS = {"http": 80, "https": 443}
MOST_CHARACTERS = 4_000
_CLOSED = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
"""The special registries of IANA: this host, private, shared (CGNAT), link-local, documentation, benchmarks, multicast, reserved,
addresses of version 4 within version 6 (mapped, compatible, 6to4, Teredo), unique local, site-local.

Why listed: what ``ipaddress`` calls global differs from one patch release of Python to the next.
"""
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""NAT64: a version 4 address in its last 32 bits, which decides."""


def is_public(address: IPAddress) -> bool:
    """Whether an address is one of the public network, also after translation."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        if address in _TRANSLATED:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not any(address.version == net.version and address in net for net in _CLOSED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to connect for an address, and what to ask for there. ``target`` is path and query, ``name`` the address without query."""

    scheme: str
    host: str
    port: int
    target: str
    url: str
    name: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def place_of(url: str, *, name: str, open_ports: frozenset[int] = frozenset(PORTS.values())) -> Place:
    """An address taken apart.

    Raises:
        InputError: ``address`` where it is none of http or https, holds a password, names no host or another port than 80 or 443.
    """

    def refused(says: str) -> InputError:
        return InputError("address", says, name=name)

    if len(url) > MOST_CHARACTERS or any(letter.isspace() or not letter.isprintable() or letter == "\\" for letter in url):
        raise refused("the address holds blanks or is too long; copy it again from the browser")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise refused("this is no address; copy it again from the browser") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise refused("only http and https addresses are fetched; save the posting as a file and give that")
    if "@" in parts.netloc:
        raise refused("an address with a user name or password is not fetched; give it without, or save the page as a file")
    try:
        host = host.rstrip(".") if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise refused("the address names no host; copy it again from the browser") from None
    if not host or len(host) > 253:
        raise refused("the address names no host; copy it again from the browser")
    port = PORTS[scheme] if port is None else port
    if port not in open_ports:
        ports = " and ".join(map(str, sorted(open_ports)))
        raise refused(f"port {port} is not fetched from, only {ports}; save the page as a file and give that")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    bare = Place(scheme, host, port, "", "", "").authority
    return Place(scheme, host, port, path + query, f"{scheme}://{bare}{path}{query}", f"{scheme}://{bare}{path}")


def system_resolver(host: str, port: int) -> list[str]:
    """The system's answers for a host; a number in any spelling is its address."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def checked(place: Place, *, resolver: Resolver, allowed: Callable[[IPAddress], bool], seconds: float, name: str) -> list[str]:
    """The addresses of a place's host, each of them allowed.

    Raises:
        InputError: ``no_such_host``, or ``address_refused`` where any answer is not allowed.
        OutsideError: ``no_network`` or ``too_slow``.
    """
    answers = _within(seconds, lambda: resolver(place.host, place.port), place=place, name=name)
    for answer in answers:
        try:
            address = ipaddress.ip_address(answer)
        except ValueError:
            raise InputError("no_such_host", f"the host {place.host} has no usable address; check the spelling", name=name) from None
        if not allowed(address):
            what = f"{place.host} is {address}, which" if _is_number(place.host) else f"{place.host}"
            says = f"{what} is no public address and is not fetched; save the page as a file and give that"
            raise InputError("address_refused", says, name=name)
    if not answers:
        raise InputError("no_such_host", f"there is no host {place.host}; check the spelling", name=name)
    return list(answers)


def _is_number(host: str) -> bool:
    """Whether a host is an address in some spelling.

    Why: what a name stands for is not told, so that nobody learns the names of a server's own network by asking.
    """
    return ":" in host or host.rsplit(".", 1)[-1][:1].isdigit()


def _within(seconds: float, ask: Callable[[], Sequence[str]], *, place: Place, name: str) -> Sequence[str]:
    """The resolver's answer, waited for no longer than that.

    Why a thread: the system's resolver knows no time limit of ours.
    """
    told: list[Sequence[str] | OSError | UnicodeError] = []

    def run() -> None:
        try:
            told.append(ask())
        except (OSError, UnicodeError) as error:
            told.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if not told:
        raise OutsideError("too_slow", f"the name {place.host} was not found in time; try again, or save the page as a file", name=name)
    answer = told[0]
    if isinstance(answer, socket.gaierror) and answer.errno != socket.EAI_NONAME:
        raise OutsideError("no_network", f"the name {place.host} can not be looked up now; check the network, or give a file", name=name)
    if isinstance(answer, OSError | UnicodeError):
        raise InputError("no_such_host", f"there is no host {place.host}; check the spelling", name=name)
    return answer
