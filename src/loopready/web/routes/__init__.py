"""Routes, a module per kind of page.

Those of ``ROUTERS`` are for somebody who is signed in (or the one person of personal mode); ``PUBLIC_ROUTERS`` are for anybody.
"""

from __future__ import annotations

from loopready.web.routes import (
    accounts,
    admin,
    after,
    brief,
    cards,
    claims,
    coach,
    coached,
    documents,
    door,
    exports,
    home,
    interviews,
    library,
    notes,
    own,
    papers,
    plans,
    practice,
    practised,
    preparations,
    progress,
    reading,
    settings,
    stories,
    tokens,
)

ROUTERS = (
    home.router,
    preparations.router,
    progress.router,
    exports.router,
    documents.router,
    notes.router,
    practice.router,
    interviews.router,
    reading.router,
    stories.router,
    claims.router,
    brief.router,
    cards.router,
    plans.router,
    library.router,
    own.router,
    papers.router,
    settings.router,
    tokens.router,
    accounts.router,
    admin.router,
    coach.router,
    coached.router,
    practised.router,
    after.router,
)
PUBLIC_ROUTERS = (door.router,)
