"""All that is wrong with a tool's inputs, gathered before anything is said."""

from __future__ import annotations


class FaultyInputsError(ValueError):
    """Inputs that do not go together: (field, what to change) for each fault. A row's field is ``rows.0.cell``; "" is the whole."""

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{field}: {says}" if field else says for field, says in faults))
        self.faults = faults


class Faults:
    """Gathers faults; ``end`` raises them all at once."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str]] = []

    def check(self, holds: bool, field: str, says: str) -> bool:
        """Note ``says`` about a field unless the condition holds; whether it does."""
        if not holds:
            self._found.append((field, says))
        return holds

    def end(self) -> None:
        """FaultyInputsError with all that was noted; nothing where there is none."""
        if self._found:
            raise FaultyInputsError(tuple(self._found))
