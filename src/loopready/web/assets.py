"""Styles and scripts, each under an address that changes with its content and may be kept for ever."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from typing import NamedTuple

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from loopready.rendering.html import asset

router = APIRouter(include_in_schema=False)
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_OF_RENDERING = {"page.css": "page.css", "theme.js": "theme.js", "page.js": "page.js"}


class Asset(NamedTuple):
    """A file as served."""

    data: bytes
    type: str
    digest: str


@functools.cache
def assets() -> dict[str, Asset]:
    """All of them by name."""
    found = {name: asset(source).encode() for name, source in _OF_RENDERING.items()}
    for file in resources.files("loopready.web").joinpath("static").iterdir():
        if file.name.endswith(tuple(_TYPES)):
            found[file.name] = file.read_bytes()
    return {
        name: Asset(data=data, type=_TYPES[name[name.rindex(".") :]], digest=hashlib.sha256(data).hexdigest()[:12])
        for name, data in found.items()
    }


def address_of(name: str) -> str:
    """Where a page finds an asset."""
    return f"/static/{assets()[name].digest}/{name}"


@functools.cache
def all_digests() -> str:
    """Changes when any asset does, and so the addresses in every page."""
    return " ".join(f"{name} {found.digest}" for name, found in sorted(assets().items()))


@router.get("/static/{digest}/{name}")
def static(digest: str, name: str) -> Response:
    """A style or script."""
    found = assets().get(name)
    if found is None or found.digest != digest:
        raise HTTPException(404)
    return Response(found.data, media_type=found.type, headers={"Cache-Control": "public, max-age=31536000, immutable"})


@router.get("/favicon.ico")
def favicon() -> Response:
    """The mark, for browsers that ask for it by this name."""
    return Response(assets()["mark.svg"].data, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})
