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
