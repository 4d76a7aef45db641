"""The registry of formats. Built-ins and others come in through ``register``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from loopready.model import Brief, Cite, Delta, Guide, InputError

Expand = Callable[[str], tuple[str, Sequence[Cite]]]
"""Content prose -> plain text and what it cites."""


class GuideRenderer(Protocol):
    """Renders a guide; ``facts`` gives the line of each fact cited."""

    def __call__(self, guide: Guide, expand: Expand, *, facts: Mapping[str, str]) -> str | bytes:
        """The guide's text, or the bytes of its file."""
        ...


@dataclass(frozen=True, kw_only=True)
class Format:
    """A way to write a brief (and perhaps a guide, and the delta of two). ``binary`` formats give bytes and belong in a file."""

    name: str
    suffix: str
    media_type: str
    binary: bool
    brief: Callable[[Brief], str | bytes]
    guide: GuideRenderer | None = None
    delta: Callable[[Delta], str | bytes] | None = None


_FORMATS: dict[str, Format] = {}


def register(format: Format) -> None:
    """Add a format; ValueError where the name is taken."""
    if format.name in _FORMATS:
        raise ValueError(f"there is a format {format.name} already")
    _FORMATS[format.name] = format


def formats() -> tuple[str, ...]:
    """The names of the formats, in order of registration."""
    return tuple(_FORMATS)


def find_format(name: str) -> Format:
    """The format with this name; InputError where there is none."""
    if name not in _FORMATS:
        raise InputError("unknown-format", f"no format of this name; choose one of {', '.join(_FORMATS)}", name=name)
    return _FORMATS[name]
