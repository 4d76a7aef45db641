"""Where a language model is: an address that a person named, checked before anything is sent there."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from loopready.model import InputError

_NEAR = (".local", ".lan", ".internal", ".localhost", ".home.arpa")


def checked_address(url: str) -> str:
    """The base address of a server that speaks the API of OpenAI, without a slash at its end ("https://host/v1").

    Raises:
        InputError: it is none of http or https, holds a password or a query, names no host, or is plain http to a machine far away.
    """
    given = url.strip()
    says = "write the address of the server's API, such as http://127.0.0.1:11434/v1 or https://models.example.org/v1"
    try:
        parts = urlsplit(given)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise InputError("model_address", says, name="the model's address") from None
    if parts.scheme not in ("http", "https") or not host or any(letter.isspace() for letter in given):
        raise InputError("model_address", says, name=given[:200] or "the model's address")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise InputError("model_address", f"holds a password, a query or a fragment; {says}", name="the model's address")
    if parts.scheme == "http" and not is_near(given):
        raise InputError("model_address", "would send your words unencrypted over the network; give its https address", name=given)
    return given.rstrip("/")


def is_near(url: str) -> bool:
    """Whether an address is on this machine or in a private network, as far as its name tells."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_NEAR)
    return address.is_loopback or address.is_private


def is_here(url: str) -> bool:
    """Whether an address is on this machine."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
