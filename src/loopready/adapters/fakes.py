"""Fakes of the ports, for tests and for trying things out: the real contract, no outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loopready.adapters.embedder import HashEmbedder
from loopready.model import Claim

__all__ = ["FakeWriter", "HashEmbedder"]


class FakeWriter:
    """A writer that puts each claim's text through a function; None lets the engine's sentence stand."""

    name = "fake"

    def __init__(self, says: Callable[[str], str | None]) -> None:
        self._says = says

    def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
        """One phrase per claim, in order."""
        return [self._says(claim.text) for claim in claims]
