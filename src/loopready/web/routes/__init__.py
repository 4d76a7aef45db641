"""Routes, a module per kind of page."""

from __future__ import annotations

from loopready.web.routes import brief, home, library, preparations, progress, tokens

ROUTERS = (home.router, preparations.router, progress.router, brief.router, library.router, tokens.router)
