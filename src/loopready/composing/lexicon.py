"""The composer's word lists, from the library's data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from loopready.engines.cues import CueHit, CueSet


def read_lexicon(name: str) -> dict[str, Any]:
    """A file of the lexicon as data."""
    text = (files("loopready.library") / "content" / "lexicon" / name).read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    return lists


@cache
def _lists() -> dict[str, Any]:
    return read_lexicon("composing.yaml")


@cache
def cue_list(name: str) -> CueSet:
    """The compiled cues of this list; KeyError where the lexicon has none of that name."""
    return CueSet(_lists()[name])


def speaks_of(name: str, text: str) -> bool:
    """Whether a text holds a cue of this list."""
    return bool(cue_list(name).hits(text))


_DENIES = frozenset({"without", "no", "not", "never", "none", "nothing"})
_REACH = 3
"""Words before a cue within which a denial turns it: "without a missed deadline"."""


def said(cues: CueSet, text: str) -> list[CueHit]:
    """The hits of cues in a text that no denial right before them turns."""
    return [hit for hit in cues.hits(text) if not _DENIES & {word.strip("(,;:").lower() for word in text[: hit.start].split()[-_REACH:]}]


@cache
def cues_of(cues: tuple[str, ...]) -> CueSet:
    """The compiled cues of an item of the content; compiled once."""
    return CueSet(cues)
