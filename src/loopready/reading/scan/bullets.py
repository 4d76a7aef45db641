"""Bullets as the picture shows them: small, compact blobs of ink that stand alone before a line's first letter."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_REACH = 2.6
"""Letter sizes by which a bullet may stand left of its text."""
_LEAST, _MOST = 0.11, 0.52
_FULL = 0.55
FULL_LETTER = 0.72
"""Share of ink from which on what was read as a round letter is a bullet all the same."""
_CLEAR = 0.18
"""White that a bullet keeps on both sides, in letter sizes."""


def bullet_before(ink: npt.NDArray[np.bool_], *, x: float, y: float, size: float) -> tuple[float, float, float, float] | None:
    """The box of a bullet left of ``x`` on the baseline ``y``; None where none stands there. Pixels."""
    top, bottom = max(0, round(y - 0.85 * size)), max(0, round(y + 0.2 * size))
    left, right = max(0, round(x - _REACH * size)), max(0, round(x - 0.5 * _CLEAR * size))
    band = ink[top:bottom, left:right]
    if not band.size:
        return None
    columns = np.nonzero(band.any(axis=0))[0]
    if not len(columns):
        return None
    breaks = np.nonzero(np.diff(columns) > _CLEAR * size)[0]
    start = columns[breaks[-1] + 1] if len(breaks) else columns[0]
    end = columns[-1] + 1
    if (start == 0 and left > 0) or right - end < 0.5 * _CLEAR * size:
        return None
    rows = np.nonzero(band[:, start:end].any(axis=1))[0]
    blob = band[rows[0] : rows[-1] + 1, start:end]
    middle = y - (top + (rows[0] + rows[-1] + 1) / 2)
    if not is_bullet_blob(blob, size=size) or not 0.08 * size <= middle <= 0.55 * size:
        return None
    return float(left + start), float(top + rows[0]), float(left + end), float(top + rows[-1] + 1)


def is_bullet_blob(blob: npt.NDArray[np.bool_], *, size: float, full: float = _FULL) -> bool:
    """Whether ink is of a bullet's size and shape: about as wide as high and filled to the share ``full``, or a short dash."""
    rows, columns = np.nonzero(blob.any(axis=1))[0], np.nonzero(blob.any(axis=0))[0]
    if not len(rows):
        return False
    inner = blob[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = inner.shape[0] / size, inner.shape[1] / size
    filled = float(inner.mean())
    if 0.2 <= width <= 0.75 and height <= 0.14 and filled > 0.6:
        return True
    return _LEAST <= width <= _MOST and _LEAST <= height <= _MOST and 0.6 <= width / height <= 1.7 and filled >= full
