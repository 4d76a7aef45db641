"""The web face: server-rendered pages over app, and the API. No logic."""

from __future__ import annotations

from loopready.web.app import WebSettings, create_app

__all__ = ["WebSettings", "create_app"]
