"""The base of every noun: frozen, closed and JSON in and out."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A value that never changes and accepts no unknown field.

    Every type of ``loopready.model`` derives from it. ``model_dump_json`` and ``model_validate_json`` are its JSON.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
