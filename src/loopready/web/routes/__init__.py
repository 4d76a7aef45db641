"""Routes, a module per kind of page."""

from __future__ import annotations

from loopready.web.routes import brief, documents, exports, home, notes, progress, reading

ROUTERS = (home.router, progress.router, exports.router, documents.router, notes.router, reading.router, brief.router)
