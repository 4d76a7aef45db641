"""Where guides of a person's own stand in their library: by the path alone, without the store."""

from __future__ import annotations

OWN, COACH, QUESTIONS = "own", "coach", "questions"


def is_own(path: str | None) -> bool:
    """Whether a path is one of somebody's own guides, and not of the shared library."""
    return path is not None and path.startswith((f"{OWN}/", f"{COACH}/"))
