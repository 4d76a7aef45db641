"""How the server is run."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """Personal (one person, this machine) or hosted (accounts, behind a TLS proxy).

    ``hosts`` are the names, without ports, that requests may come under. ``secure`` cookies go over TLS alone.
    """

    hosted: bool = False
    hosts: frozenset[str] = field(default_factory=lambda: frozenset({"127.0.0.1", "localhost", "[::1]"}))
    secure: bool = False
    most_bytes: int = 60 * 1024 * 1024
