"""The meanings that a stretch of a document can have, from ``kinds.yaml``."""

from __future__ import annotations

import functools
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict


class Kind(BaseModel):
    """A meaning: ``label`` for a box, ``says`` for the legend, ``family`` for the colour."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    label: str
    says: str
    family: str


@functools.cache
def kinds() -> dict[str, Kind]:
    """The meanings by name in the order of the legend, read once."""
    source = resources.files("loopready.rendering.explain").joinpath("kinds.yaml").read_text(encoding="utf-8")
    return {name: Kind.model_validate(entry) for name, entry in yaml.safe_load(source).items()}
