"""Loads, indexes, lints and compiles the content (guides, facts, firms, lexicon).

``load_library()`` is the door: guides by path, facts and firms by id, lexicon files as data.

Why: the names are looked up when used, since every stage reads the lexicon files below this package and should not
import the library's code with them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loopready.library.bounds import check_bounds
    from loopready.library.catalogue import GuideHead, Library
    from loopready.library.delta import find_delta
    from loopready.library.json_schemas import schemas
    from loopready.library.linting import MUST, Fault, Similarity, lint, lint_own, similarity
    from loopready.library.loading import compiled_file, load_library, open_library
    from loopready.library.own import bank_question, compile_own, mapping_of, with_own
    from loopready.library.passages import cites_of, prose
    from loopready.library.resources import added_folders
    from loopready.library.routing import GuideRouting, RankedGuide, find_guides, firm_of
    from loopready.library.skeletons import skeleton

_HOMES = {
    "MUST": "linting",
    "added_folders": "resources",
    "Fault": "linting",
    "GuideHead": "catalogue",
    "GuideRouting": "routing",
    "Library": "catalogue",
    "RankedGuide": "routing",
    "Similarity": "linting",
    "bank_question": "own",
    "check_bounds": "bounds",
    "cites_of": "passages",
    "compile_own": "own",
    "compiled_file": "loading",
    "find_delta": "delta",
    "find_guides": "routing",
    "firm_of": "routing",
    "lint": "linting",
    "lint_own": "linting",
    "load_library": "loading",
    "mapping_of": "own",
    "open_library": "loading",
    "prose": "passages",
    "schemas": "json_schemas",
    "similarity": "linting",
    "skeleton": "skeletons",
    "with_own": "own",
}

__all__ = [
    "MUST",
    "Fault",
    "GuideHead",
    "GuideRouting",
    "Library",
    "RankedGuide",
    "Similarity",
    "added_folders",
    "bank_question",
    "check_bounds",
    "cites_of",
    "compile_own",
    "compiled_file",
    "find_delta",
    "find_guides",
    "firm_of",
    "lint",
    "lint_own",
    "load_library",
    "mapping_of",
    "open_library",
    "prose",
    "schemas",
    "similarity",
    "skeleton",
    "with_own",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
