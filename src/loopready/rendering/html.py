"""HTML: one file that opens from disk, asks nothing of the network, and holds its own style and script under a strict policy."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from loopready.rendering.charts import facet_cells, scope_charts, tally_bar
from loopready.rendering.claim_html import claim, marks
from loopready.rendering.labels import labels
from loopready.rendering.view import Page

PARTS: Mapping[str, Callable[..., Any]] = {
    "claim": claim, "facet_cells": facet_cells, "marks": marks, "scope_charts": scope_charts, "tally_bar": tally_bar,
}  # fmt: skip
"""What the templates of a brief's page call."""


def render_page(page: Page) -> str:
    """A page as one self-contained HTML file."""
    style, early, script = asset("page.css"), asset("theme.js"), asset("page.js")
    template = environment().get_template("page.html.j2")
    return template.render(
        page=page, opened=opened(page), words=labels(), policy=policy_of(style, early, script), style=style, early=early, script=script
    )


def policy_of(style: str, *scripts: str) -> str:
    """The policy of a page that allows exactly this style, these scripts and pictures within the page."""
    allowed = " ".join(f"'{_digest(script)}'" for script in scripts)
    kept = f"style-src '{_digest(style)}'", f"script-src {allowed}"
    return "; ".join(("default-src 'none'", *kept, "img-src data:", "base-uri 'none'", "form-action 'none'"))


def opened(page: Page) -> frozenset[str]:
    """Keys of the notes that are cited where nothing is folded."""
    items = [item for section in page.sections for item in section.items if not item.folded]
    blocks = [block for item in items for block in item.blocks if not block.folded]
    claims = [claim for block in blocks for claim in block.claims]
    quoted = {run.note.key for claim in claims for run in claim.runs if run.note}
    marked = {note.key for claim in claims for note in claim.marks} | {note.key for item in items for note in item.shared}
    return frozenset(quoted | marked | {item.quoted.key for item in items if item.quoted})


@functools.cache
def environment() -> Environment:
    """The templates, which escape what is put into them."""
    made = Environment(
        loader=PackageLoader("loopready.rendering", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(PARTS)
    return made


@functools.cache
def asset(name: str) -> str:
    """A style or script as it stands in a page."""
    return "\n" + resources.files("loopready.rendering").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The source expression by which a policy allows exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
