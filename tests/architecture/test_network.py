"""The network is off in tests, apart from loopback and unix sockets."""

from __future__ import annotations

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_an_outside_address_is_refused() -> None:
    with pytest.raises((SocketConnectBlockedError, UserWarning)), socket.socket() as planted:
        planted.connect(("192.0.2.1", 80))


def test_loopback_is_allowed() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


def test_unix_sockets_are_allowed() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.send(b"x")
        assert theirs.recv(1) == b"x"
