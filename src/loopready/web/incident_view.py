"""What the pages of an incident show: the board, its small pictures, and when the page asks for more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loopready.app.simulating import Lived
from loopready.model.incident import CLOCKS, Clock
from loopready.practice.incident.board import WINDOW

CLOCK_NAMES: dict[Clock, str] = {
    "fast": "Stepped: time passes with moves and waiting",
    "brisk": "Running: a minute every ten seconds",
    "real": "Real: a minute takes a minute",
}
_WIDTH, _HEIGHT = 240, 44
_SHOWN = 14


def board_values(lived: Lived) -> dict[str, Any]:
    """What the board's template needs."""
    pace = CLOCKS[lived.kept.clock]
    return {
        "exercise": lived.exercise,
        "board": lived.board,
        "seen": lived.seen,
        "clock": lived.kept.clock,
        "pace": pace,
        "every": 5 if pace == 10 else 15 if pace else None,
        "shown": _SHOWN,
    }


def past_line(past: Sequence[float]) -> str:
    """The points of the last hour's line in a picture of 240 by 44: 0 at the bottom, all requests failing at the top."""
    step = _WIDTH / (WINDOW - 1)
    start = WINDOW - len(past)
    return " ".join(f"{(start + index) * step:.1f},{_HEIGHT - 2 - value * (_HEIGHT - 4):.1f}" for index, value in enumerate(past))
