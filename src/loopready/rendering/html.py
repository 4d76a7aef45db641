"""HTML: one file that opens from disk, asks nothing of the network, and holds its own style and script under a strict policy."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from loopready.rendering.charts import facet_cells, scope_charts, tally_bar
from loopready.rendering.labels import labels
from loopready.rendering.view import Page


def render_page(page: Page) -> str:
    """A page as one self-contained HTML file."""
    style, early, script = _asset("page.css"), _asset("theme.js"), _asset("page.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(early)}' '{_digest(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    template = _environment().get_template("page.html.j2")
    return template.render(page=page, opened=_opened(page), words=labels(), policy=policy, style=style, early=early, script=script)
