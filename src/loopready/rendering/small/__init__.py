"""Briefs, guides and practice in pieces that fit into the context of a language model. The shapes are the public contract's."""

from __future__ import annotations

from loopready.rendering.small.bounds import MOST_BYTES, page_of

__all__ = ["MOST_BYTES", "page_of"]
