"""How large a piece may be, and which page of it was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from loopready.engines.paging import MORE
from loopready.model import InputError

MOST_BYTES = 25_000
"""Bytes of a piece as JSON: some six to eight thousand tokens."""
PAGE_BYTES = 22_000
"""Bytes of the parts on a page; the rest is for what stands round them."""
_Part = TypeVar("_Part")


def page_of(pages: Sequence[_Part], page: int) -> tuple[_Part, dict[str, Any]]:
    """A page, counted from 1, and what a record says of it. InputError where there is none of that number."""
    if not 1 <= page <= len(pages):
        says = f"there is no page {page}; there {'is 1' if len(pages) == 1 else f'are {len(pages)}'}, counted from 1"
        raise InputError("no_page", says, name="page")
    return pages[page - 1], {"page": page, "pages": len(pages)}


def shortened(text: str, most: int) -> str:
    """A text of at most ``most`` letters; a cut one ends in an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + MORE
