"""Whether text can be seen by its colour, what lies under it, and its size."""

from __future__ import annotations

TINY = 2.0
"""Letters lower than this, in points, are not read by anybody."""
_LIGHT = 225
_CONTRAST = 14


def is_hidden(colour: str | None, under: str | None, *, size: float) -> bool:
    """Whether text is too small to see or of the colour it stands on (white where ``under`` is None; ``any``: not known)."""
    if size < TINY:
        return True
    if colour is None or under == "any":
        return False
    letters, ground = _parts(colour), _parts(under or "ffffff")
    if letters is None or ground is None:
        return False
    if under is None and min(letters) < _LIGHT:
        return False
    return max(abs(one - other) for one, other in zip(letters, ground, strict=True)) < _CONTRAST


def _parts(colour: str) -> tuple[int, int, int] | None:
    if len(colour) != 6:
        return None
    try:
        return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)
    except ValueError:
        return None
