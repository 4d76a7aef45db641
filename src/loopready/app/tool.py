"""What a tool of the workbench is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from loopready.model import Report
from loopready.model.base import Noun


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A tool: the noun it takes (whose defaults are its worked example), its arithmetic, and its words."""

    id: str
    title: str
    says: str
    inputs: type[Noun]
    work: Callable[[Any], Any]
    report: Callable[[Any, Any], Report]
    settled: Callable[[dict[str, str]], dict[str, str]] = dict
    """What is kept of inputs that could be worked: the same, or less of a file than somebody gave."""
    sample: Callable[[], str] | None = None
    """The file that the worked example rests on, as CSV, for a tool that takes one; opened again it gives the same figures."""
