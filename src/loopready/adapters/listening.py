"""A port to listen on."""

from __future__ import annotations

import socket

from loopready.model import OutsideError


def opened_port(host: str, port: int) -> socket.socket:
    """A socket bound to an address, not listening yet. OutsideError where the port is taken or the address is not this machine's."""
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
    return listening
