"""Routes, a module per kind of page."""

from __future__ import annotations

from loopready.web.routes import brief, home, progress, settings

ROUTERS = (home.router, progress.router, brief.router, settings.router)
