"""Brief, Guide -> HTML, Markdown, PDF, DOCX, JSON and the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from loopready.model import Brief, Delta, Guide, InputError
from loopready.rendering import builtin as _builtin  # noqa: F401
from loopready.rendering.contract import brief_json, match_json, posting_json, profile_json, spans_json
from loopready.rendering.explain import render_explained
from loopready.rendering.registry import Expand, Format, find_format, formats, register
from loopready.rendering.words import unfolded_words
from loopready.rendering.writing import writing_line


def render(brief: Brief, *, format: str) -> str | bytes:
    """The brief in a format (``html``, ``md``, ``pdf``, ``docx``, ``json``, or one registered): text, or the bytes of a file.

    Raises:
        InputError: for an unknown format.
    """
    return find_format(format).brief(brief)


def render_guide(guide: Guide, expand: Expand, *, format: str, facts: Mapping[str, str] | None = None) -> str | bytes:
    """A guide in a format. ``expand`` turns prose into plain text and its cites; ``facts`` gives the line of each fact.

    Raises:
        InputError: for an unknown format, or one that writes briefs alone.
    """
    found = find_format(format)
    if found.guide is None:
        raise InputError("unknown-format", "this format writes briefs, not guides", name=format)
    return found.guide(guide, expand, facts=facts or {})


def render_delta(delta: Delta, *, format: str) -> str | bytes:
    """The delta of two guides in a format.

    Raises:
        InputError: for an unknown format, or one that writes briefs alone.
    """
    found = find_format(format)
    if found.delta is None:
        raise InputError("unknown-format", "this format does not write the delta of two guides", name=format)
    return found.delta(delta)


__all__ = [
    "Expand",
    "Format",
    "brief_json",
    "find_format",
    "formats",
    "match_json",
    "posting_json",
    "profile_json",
    "register",
    "render",
    "render_delta",
    "render_explained",
    "render_guide",
    "spans_json",
    "unfolded_words",
    "writing_line",
]
