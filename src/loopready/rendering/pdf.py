"""PDF through typst: the template reads the page as data, so that no word of a document is ever markup."""

from __future__ import annotations

import functools
import json
from dataclasses import asdict
from importlib import resources
from typing import Any, Literal

from loopready.rendering.labels import labels
from loopready.rendering.linear import linear
from loopready.rendering.view import Page

Paper = Literal["a4", "us-letter"]
_BORROWED = (
    "Some letters of this page are not in the fonts it carries; they are set in a font of the machine that wrote it, where it has one."
)


def render_page(page: Page, *, paper: Paper = "a4") -> bytes:
    """A page as a tagged PDF. Equal pages give equal bytes while the fonts the compiler carries have all their letters.

    Why: letters beyond those fonts (Chinese, Thai ...) are looked for among the machine's fonts, and the page says so.
    """
    import typst

    data = asdict(linear(page))
    words = labels()
    data["decided"] = sorted(words.decided)
    data["columns"] = [column.model_dump() for column in words.deciders]
    for section in data["sections"]:
        for group in section["groups"]:
            group["head"] = words.head(group["kind"])
    text = json.dumps(data, ensure_ascii=False)
    borrowed = not all(map(_carried, set(text)))
    if borrowed:
        data["colophon"] = [*data["colophon"], _BORROWED]
        text = json.dumps(data, ensure_ascii=False)
    made: Any = typst.compile(_template(), format="pdf", ignore_system_fonts=not borrowed, sys_inputs={"page": text, "paper": paper})
    return bytes(made)


@functools.cache
def _template() -> bytes:
    return resources.files("loopready.rendering").joinpath("templates", "page.typ").read_bytes()


def _carried(letter: str) -> bool:
    """Whether the compiler's own fonts have the letter: Latin, Greek, Cyrillic, Hebrew, signs and arrows."""
    code = ord(letter)
    return code < 0x0530 or 0x0590 <= code < 0x0600 or 0x1D00 <= code < 0x2E80 or 0xFB00 <= code < 0xFB07 or code == 0xFFFD
