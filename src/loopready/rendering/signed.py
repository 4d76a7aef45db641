"""A brief as a file that says with whom it was prepared."""

from __future__ import annotations

from dataclasses import replace

from loopready.model import Brief
from loopready.rendering.brief_page import brief_page
from loopready.rendering.clean import one_line


def signed_pdf(brief: Brief, *, name: str) -> bytes:
    """The brief as a PDF with the line ``Prepared with NAME`` under its title."""
    from loopready.rendering.pdf import render_page

    page = brief_page(brief)
    return render_page(replace(page, meta=(*page.meta, ("Prepared with", one_line(name)))))
