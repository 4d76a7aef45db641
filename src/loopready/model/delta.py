"""Delta: the way from one seat to another, signal by signal and concept by concept."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

Carry = Literal["carries", "changes", "new"]


class DeltaStep(Noun):
    """A signal or concept of the seat one wants, against the seat one has.

    ``carries``: it is the same there. ``changes``: it has its like there (``near`` is that item's title) and asks for more or
    other things here (``added`` names them). ``new``: nothing there is like it.
    """

    kind: Literal["signal", "concept"]
    item: str = Field(description="signals/ID or concepts/ID of the seat one wants.")
    title: str
    state: Carry
    about: str = Field(default="", description="What the seat one wants asks for, in its guide's words.")
    near: str | None = None
    added: tuple[str, ...] = ()


class Delta(Noun):
    """From one guide to another; ``left`` are the titles of signals and concepts that the seat one wants does not ask for."""

    from_path: str
    from_title: str
    to_path: str
    to_title: str
    steps: tuple[DeltaStep, ...]
    left: tuple[str, ...] = ()

    def of(self, kind: str, state: Carry) -> tuple[DeltaStep, ...]:
        """The steps of a kind in a state, in the order of the seat one wants."""
        return tuple(step for step in self.steps if step.kind == kind and step.state == state)
