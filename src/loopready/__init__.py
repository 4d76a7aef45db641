"""loopready: a CV and a job description in, an evidenced brief for the interview loop out.

Why: the functions are looked up when used, so that ``import loopready`` loads nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loopready.app.api import compose, find_guides, match, prepare, read_cv, read_job, render

__version__ = "0.1.0"
__all__ = ["__version__", "compose", "find_guides", "match", "prepare", "read_cv", "read_job", "render"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("loopready.app.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
