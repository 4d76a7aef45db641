"""What the workbench keeps of a bill that somebody opened."""

from __future__ import annotations

from loopready.engines.tools.focus import condensed, read_bill


def short_bill(typed: dict[str, str]) -> dict[str, str]:
    """The cost tool's inputs with the bill as its sums, so that neither page nor store holds resources, hours or account numbers.

    For inputs that could be worked: ValueError for a bill that can not be read.
    """
    return {**typed, "bill": condensed(read_bill(typed["bill"]))} if typed.get("bill", "").strip() else typed
