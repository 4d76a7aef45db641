"""Loads, indexes, lints and compiles the content (guides, facts, firms, lexicon).

``load_library()`` is the door: guides by path, facts and firms by id, lexicon files as data.

Why: the names are looked up when used, since every stage reads the lexicon files below this package and should not
import the library's code with them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loopready.library.catalogue import GuideHead, Library
    from loopready.library.delta import find_delta
    from loopready.library.json_schemas import schemas
    from loopready.library.linting import Fault, Similarity, lint, similarity
    from loopready.library.loading import compiled_file, load_library, open_library
    from loopready.library.passages import cites_of, prose
    from loopready.library.routing import GuideRouting, RankedGuide, find_guides, firm_of
    from loopready.library.skeletons import skeleton

_HOMES = {
    "Fault": "linting",
    "GuideHead": "catalogue",
    "GuideRouting": "routing",
    "Library": "catalogue",
    "RankedGuide": "routing",
    "Similarity": "linting",
    "cites_of": "passages",
    "compiled_file": "loading",
    "find_delta": "delta",
    "find_guides": "routing",
    "firm_of": "routing",
    "lint": "linting",
    "load_library": "loading",
    "open_library": "loading",
    "prose": "passages",
    "schemas": "json_schemas",
    "similarity": "linting",
    "skeleton": "skeletons",
}

__all__ = [
    "Fault",
    "GuideHead",
    "GuideRouting",
    "Library",
    "RankedGuide",
    "Similarity",
    "cites_of",
    "compiled_file",
    "find_delta",
    "find_guides",
    "firm_of",
    "lint",
    "load_library",
    "open_library",
    "prose",
    "schemas",
    "similarity",
    "skeleton",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
