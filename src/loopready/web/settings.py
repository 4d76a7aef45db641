"""How the server is run."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from loopready.model import InputError

HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """Personal (one person, this machine) or hosted (accounts, behind a TLS proxy).

    ``hosts`` are the names, without ports, that requests may come under. ``secure`` cookies go over TLS alone. ``public_url`` is what
    links that are given to people begin with. ``proxies`` are the addresses or networks of proxies whose X-Forwarded-For is believed.
    """

    hosted: bool = False
    hosts: frozenset[str] = field(default_factory=lambda: HERE)
    secure: bool = False
    public_url: str = ""
    proxies: tuple[str, ...] = ()
    most_bytes: int = 60 * 1024 * 1024


def hosted_settings(public_url: str | None, *, proxies: tuple[str, ...] = ()) -> WebSettings:
    """The settings of a server that people reach at ``public_url``.

    Raises:
        InputError: it is not given, is no https address of a host alone, or is plain http for another machine than this.
    """
    says = "state the address that people reach the server at, such as --public-url https://prep.example.org"
    if not public_url:
        raise InputError("no_public_url", f"a hosted server must know its own address: {says} (or LOOPREADY_PUBLIC_URL)", name="--hosted")
    try:
        parts = urlsplit(public_url.strip())
        host = parts.hostname or ""
        shown = f"[{host}]" if ":" in host else host
        at = shown if parts.port is None else f"{shown}:{parts.port}"
    except ValueError:
        raise InputError("bad_public_url", says, name=public_url) from None
    if parts.scheme not in ("https", "http") or not host or parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise InputError("bad_public_url", f"is no address of a host alone; {says}", name=public_url)
    if parts.scheme == "http" and shown not in HERE:
        raise InputError("not_https", f"passwords go over https alone (http is for a trial on this machine); {says}", name=public_url)
    return WebSettings(
        hosted=True, hosts=frozenset({shown.lower()}), secure=parts.scheme == "https", public_url=f"{parts.scheme}://{at}", proxies=proxies
    )
