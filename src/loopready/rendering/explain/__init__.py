"""Document and Profile or Posting -> one HTML page that shows what the reader saw."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.model import Document, PageImage, Posting, Profile
from loopready.rendering.explain.kinds import kinds
from loopready.rendering.explain.view import explained
from loopready.rendering.html import asset, environment, policy_of


def render_explained(document: Document, read: Profile | Posting, images: Sequence[PageImage] = ()) -> str:
    """What was read, as one self-contained HTML file: the document with its words marked, beside the entries made of them.

    ``images`` are pictures of the document's first pages. Of a line that stands on none of them the text is marked instead.

    Raises:
        ValueError: the reading is of another document.
    """
    if read.document != document.id:
        raise ValueError(f"the reading belongs to {read.document}, not to {document.id}")
    style, early, script = asset("explain.css"), asset("theme.js"), asset("explain.js")
    template = environment().get_template("explain.html.j2")
    return template.render(
        page=explained(document, read, images),
        kinds=kinds(),
        policy=policy_of(style, early, script),
        style=style,
        early=early,
        script=script,
    )
