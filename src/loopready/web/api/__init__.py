"""The HTTP API under /api/v1: the JSON of the command line, for programs. No logic."""

from __future__ import annotations

from loopready.web.api.application import PREFIX, make_api

__all__ = ["PREFIX", "make_api"]
