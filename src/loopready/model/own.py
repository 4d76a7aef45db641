"""Guides and questions of a person's own, kept as the text they wrote. Moments are UTC."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

OwnKind = Literal["guide", "question"]


class OwnFault(Noun):
    """What the lint finds in a text; ``line`` and ``column`` start at 1. What ``must`` be mended keeps the text from use."""

    line: int
    column: int
    code: str
    message: str
    must: bool


class OwnCheck(Noun):
    """What a text was found to be when it was last looked at. ``usable`` says that a brief can be made with it."""

    title: str = ""
    revision: int = 1
    reviewed: str = ""
    usable: bool = False
    faults: tuple[OwnFault, ...] = ()


class OwnContent(Noun):
    """A guide or a question (YAML) of one account, used beside the shipped library where it is chosen.

    ``path`` is a guide's place (``own/...``), or for a question the path of its guide, a slash and its id.
    """

    id: str
    owner: str
    owner_name: str = ""
    kind: OwnKind
    path: str
    text: str = Field(default="", description="Empty in lists.")
    version: int
    updated: dt.datetime
    check: OwnCheck

    @property
    def guide(self) -> str:
        """The path of the guide: its own, or the one that a question is on."""
        return self.path if self.kind == "guide" else self.path.rpartition("/")[0]

    @property
    def musts(self) -> int:
        """How many faults keep it from use."""
        return sum(fault.must for fault in self.check.faults)
