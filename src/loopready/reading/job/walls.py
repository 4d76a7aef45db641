"""Pages that stand before a posting: a login, a script that draws it, a bot check, a question of consent."""

from __future__ import annotations

import re

from loopready.model import InputError
from loopready.reading.job.lexicon import fold, patterns

LEAST_TEXT = 200
"""Letters below which a page holds no description."""
_MOST_TEXT = 3_000
"""Letters above which a page is no wall."""
_PASSWORD = re.compile(r"<input\b[^>]{0,400}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_SENDS_ON = re.compile(r"<meta\b[^>]{0,200}\bhttp-equiv\s*=\s*[\"']?refresh\b", re.IGNORECASE)
_DRAWN = re.compile(r"\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt|gatsby-focus-wrapper|app-root)\b|<app-root\b", re.IGNORECASE)
_COPY = "open it in a browser, copy the description into a text file and give that."
_SAYS = {
    "needs_login": f"the page asks for a login; {_COPY}",
    "needs_browser": f"the page shows its text only in a browser; {_COPY}",
    "empty": f"the page holds no text; {_COPY}",
}


def check_for_walls(html: str, text: str, *, name: str) -> None:
    """Says why a page holds no posting, where it holds none: ``text`` is what it shows.

    Raises:
        InputError: needs_login, needs_browser or empty.
    """
    code = _wall(html, text)
    if code is not None:
        raise InputError(code, _SAYS[code], name=name)


def _wall(html: str, text: str) -> str | None:
    if len(text) > _MOST_TEXT:
        return None
    little = len(text) < LEAST_TEXT
    if not little and _is_posting(text):
        return None
    cues, folded = patterns("job_walls"), fold(text)
    if _PASSWORD.search(html) or (cues["login"].search(folded) and not little):
        return "needs_login"
    if cues["browser"].search(folded) or cues["consent"].search(folded):
        return "needs_browser"
    if not little:
        return None
    if cues["login"].search(folded):
        return "needs_login"
    folded = fold(html[:200_000])
    if folded.count("<script") > 2 or _DRAWN.search(html) or _SENDS_ON.search(html) or cues["browser"].search(folded):
        return "needs_browser"
    return None if text.strip() else "empty"


def _is_posting(text: str) -> bool:
    from loopready.reading.kinds import LEAST_POSTING, posting_score

    return posting_score(text) >= LEAST_POSTING
