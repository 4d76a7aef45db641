"""A tool's inputs as they are kept."""

from __future__ import annotations

from loopready.model.base import Noun


class KeptInputs(Noun):
    """What was typed into a tool, by field; a row's cell is ``rows.0.cell``. The result is worked out again when it is looked at."""

    typed: dict[str, str]
