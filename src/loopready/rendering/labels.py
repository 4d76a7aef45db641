"""The fixed words of the pages, from ``labels.yaml``."""

from __future__ import annotations

import functools
import re
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

_SEPARATORS = re.compile(r"[\s_\-/.]+")


class Column(BaseModel):
    """A column of the deciders' page and the roles that stand in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str
    roles: tuple[str, ...]


class Labels(BaseModel):
    """The words of ``labels.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    states: dict[str, str]
    state_help: dict[str, str]
    kinds: dict[str, str]
    heads: dict[str, str]
    sources: dict[str, str]
    marks: dict[str, str]
    intros: dict[str, str]
    roles: dict[str, str]
    unlabelled: frozenset[str]
    numbered: frozenset[str]
    led: frozenset[str]
    deciders: tuple[Column, ...]
    decided: frozenset[str]
    tables: frozenset[str]
    sessions: frozenset[str]
    folders: dict[str, str]

    def role(self, role: str, *, kind: str = "") -> str:
        """The label of a block's role in an item of this kind; empty where the block needs none."""
        if role in self.unlabelled or role == kind or not role.strip():
            return ""
        return self.roles.get(f"{kind}.{role}", self.roles.get(role, humanise(role)))

    def state(self, state: str) -> str:
        """The word for a state."""
        return self.states.get(state) or humanise(state)

    def folder(self, name: str) -> str:
        """What a folder of the library is called."""
        return self.folders.get(name) or humanise(name)

    def head(self, kind: str) -> str:
        """The head of the first column of a table of items of this kind."""
        return self.heads.get(kind) or humanise(kind)


def humanise(word: str) -> str:
    """An identifier as words: ``half_shown`` -> ``Half shown``."""
    spaced = _SEPARATORS.sub(" ", word).strip()
    return spaced[:1].upper() + spaced[1:]


@functools.cache
def labels() -> Labels:
    """The labels, read once."""
    source = resources.files("loopready.rendering").joinpath("labels.yaml").read_text(encoding="utf-8")
    return Labels.model_validate(yaml.safe_load(source))
