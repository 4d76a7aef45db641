"""A server on loopback that speaks as much of the API of OpenAI as is asked of it, badly where it is told to. Keeps every byte it gets."""

from __future__ import annotations

import contextlib
import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

Body = dict[str, Any]
Say = Callable[[Body], "str | bytes | Callable[[Send], None]"]
"""Of a request's body: the words of a good answer, the bytes of an answer as they are, or what writes to the connection."""
Send = Callable[[bytes], object]
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


class ModelServer:
    """What it was sent: ``raw``, all bytes of all connections, and the ``bodies`` of the requests."""

    def __init__(self) -> None:
        self.says: Say = lambda body: "{}"
        self.raw = b""
        self.bodies: list[Body] = []
        self.url = ""
        self.lock = threading.Lock()


def chunk(piece: str, *, usage: dict[str, int] | None = None) -> bytes:
    """One event of a stream."""
    choices = [] if usage else [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]
    event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices}
    return b"data: " + json.dumps({**event, **({"usage": usage} if usage else {})}).encode() + b"\n\n"


def streamed(text: str, *, usage: dict[str, int] | None = None) -> bytes:
    """A whole answer as a stream, in pieces of nine letters."""
    pieces = [text[i : i + 9] for i in range(0, len(text), 9)]
    return STREAM + b"".join(chunk(piece) for piece in pieces) + (chunk("", usage=usage) if usage else b"") + b"data: [DONE]\n\n"


def failing(status: str, message: str = "no", *, headers: str = "") -> bytes:
    """An answer that says that something failed."""
    body = json.dumps({"error": {"message": message, "type": "error"}}).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def dripping(send: Send) -> None:
    """A stream that never ends, a little at a time."""
    send(STREAM)
    for _ in range(100):
        send(chunk("x"))
        time.sleep(0.02)


@contextlib.contextmanager
def open_model_server() -> Iterator[ModelServer]:
    """A server that runs until the block ends."""
    server = ModelServer()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError):
                head = b""
                while not head.endswith(b"\r\n\r\n") and (line := self.rfile.readline()):
                    head += line
                lines = [line.partition(":") for line in head.decode("latin-1").split("\r\n")]
                length = next((int(value) for name, _, value in lines if name.lower() == "content-length"), 0)
                body = self.rfile.read(length)
                with server.lock:
                    server.raw += head + body
                    server.bodies.append(json.loads(body) if body else {})
                    said = server.says(server.bodies[-1])
                if callable(said):
                    said(self.wfile.write)
                else:
                    self.wfile.write(streamed(said) if isinstance(said, str) else said)

    class Threads(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Threads(("127.0.0.1", 0), Handler) as web:
        server.url = f"http://127.0.0.1:{web.server_address[1]}/v1"
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            web.shutdown()
            thread.join()


class Paced:
    """A model that answers a batch when it is let, each sentence after a word that says nothing and wide room.

    ``broken`` answers nothing more.
    """

    def __init__(self, server: ModelServer, *, before: str = "So: " + 30 * "\u2003") -> None:
        self._let = threading.Semaphore(0)
        self._before = before
        self.broken = False
        server.says = self._says

    def let(self, batches: int = 1) -> None:
        """Answer so many batches more."""
        self._let.release(batches)

    def _says(self, body: Body) -> str | bytes:
        assert self._let.acquire(timeout=300), "no batch was let for five minutes"
        if self.broken:
            return failing("401 Unauthorized")
        return phrases({name: f"{self._before}{text}" for name, text in claims_in(body).items()})


def claims_in(body: Body) -> dict[str, str]:
    """The claims that a request asks to be phrased; none for a request without data."""
    data = body["messages"][1]["content"].partition("\n")[2]
    return {each["name"]: each["text"] for each in json.loads(data or "[]") if each["name"].count("_") == 1}


def phrases(said: dict[str, str]) -> str:
    """An answer of phrases by claim."""
    return json.dumps({"phrases": [{"claim": name, "text": text} for name, text in said.items()]})
