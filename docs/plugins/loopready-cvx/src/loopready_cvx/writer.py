"""A writer that changes nothing but the case of a sentence's first letter."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.model import Claim


class Small:
    """Begins every claim with a small letter."""

    name = "small"

    def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
        """A phrase per claim, in order; None where the engine's own stands."""
        return [claim.text[:1].lower() + claim.text[1:] if claim.text[:1].isupper() else None for claim in claims]


def make_writer() -> Small:
    """Called by loopready, without arguments, when the writer is asked for by name."""
    return Small()
