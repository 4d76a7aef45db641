"""Checks that the tools on people and hiring share."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from loopready.engines.tools.faults import Faults


def within(faults: Faults, field: str, value: float, least: float, most: float) -> None:
    """Note a fault unless the value is a number from ``least`` to ``most``."""
    faults.check(least <= value <= most, field, f"must lie from {least:,g} to {most:,g}, not {value:g}")


def named(faults: Faults, field: str, cell: str, names: Sequence[str], *, most: int) -> None:
    """Note a fault for a table without rows, with more than ``most``, and for each row whose name is missing or stood before."""
    faults.check(0 < len(names) <= most, field, f"give from 1 to {most} rows")
    seen: set[str] = set()
    for at, name in enumerate(names):
        faults.check(bool(name.strip()), f"{field}.{at}.{cell}", "give it a name")
        faults.check(
            not name.strip() or name.strip().lower() not in seen, f"{field}.{at}.{cell}", f'"{name.strip()}" stands in a row above'
        )
        seen.add(name.strip().lower())


def unknown(word: str, known: Iterable[str], *, kind: str) -> str:
    """What to say of a word that is none of the known ones: the nearest of them, or to add it."""
    lowered = {name.lower(): name for name in known}
    near = difflib.get_close_matches(word.lower(), lowered, n=1)
    hint = f'did you mean "{lowered[near[0]]}"?' if near else f"add it to the {kind}s"
    return f'"{word}" is no {kind}; {hint}'
