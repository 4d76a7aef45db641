"""A web site on loopback whose answers are bytes, or functions that write to the connection."""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

Answer = bytes | Callable[["Wire"], None]


class Wire:
    """The server's side of one connection: the request's head, and a way to send."""

    def __init__(self, head: str, send: Callable[[bytes], object]) -> None:
        self.head = head
        self.send = send


class Site:
    """Paths and their answers; ``heads`` keeps the requests that came in."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.heads: list[str] = []
        self.port = 0


def page(
    body: bytes, *, status: str = "200 OK", headers: str = "Content-Type: text/html; charset=utf-8", length: int | None = None
) -> bytes:
    """A whole answer."""
    said = f"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n"
    return said.encode() + body


def sends_to(target: str, *, status: str = "302 Found") -> bytes:
    """A redirect."""
    return page(b"", status=status, headers=f"Location: {target}")


def drip(wire: Wire) -> None:
    """A body that never ends, a byte at a time."""
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(200):
        wire.send(b"x")
        time.sleep(0.02)


def drip_headers(wire: Wire) -> None:
    """A head that never ends."""
    wire.send(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(200):
        wire.send(b"x")
        time.sleep(0.02)


@contextlib.contextmanager
def open_site(*, certificate: Path | None = None) -> Iterator[Site]:
    """A site that runs until the block ends; over TLS where a certificate (with its key) is given."""
    site = Site()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                if self.rfile.peek(1)[:1] == b"\x16":
                    self.wfile.write(b"HTTP/1.1 400 Bad Request\r\n\r\nspeak plainly")
                    return
                lines = iter(self.rfile.readline, b"\r\n")
                head = b"".join(line for line in lines if line).decode("latin-1")
                site.heads.append(head)
                path = head.split(" ")[1].partition("?")[0] if " " in head else "/"
                answer = site.answers.get(path, page(b"gone", status="404 Not Found"))
                if isinstance(answer, bytes):
                    self.wfile.write(answer)
                else:
                    answer(Wire(head, self.wfile.write))

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A visitor that goes away is no error here."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
