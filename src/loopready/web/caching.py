"""Pages that a browser may keep, if it asks each time whether they still hold."""

from __future__ import annotations

import hashlib

from fastapi import Request
from starlette.responses import Response


def tag_of(*parts: str | bytes) -> str:
    """An entity tag made of everything that the answer is made of."""
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part)
        digest.update(b"\x00")
    return f'W/"{digest.hexdigest()}"'


def held_by(request: Request, tag: str) -> bool:
    """Whether the browser holds the answer of this tag."""
    given = request.headers.get("if-none-match", "")
    return tag in (each.strip() for each in given.split(","))


def unchanged(tag: str) -> Response:
    """The answer to a browser that holds it."""
    return Response(status_code=304, headers=headers(tag))


def headers(tag: str) -> dict[str, str]:
    """This browser alone may keep it, and asks before it shows it again."""
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
