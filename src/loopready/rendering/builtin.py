"""The built-in formats, registered like any other. A format's module is loaded when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from loopready.model import Brief, Delta, Guide
from loopready.rendering.registry import Expand, Format, register


class _Pages:
    """A format that lays out pages: the module ``loopready.rendering.<name>`` has ``render_page``."""

    def __init__(self, module: str) -> None:
        self._module = f"loopready.rendering.{module}"

    def _render(self, page: object) -> Any:
        return import_module(self._module).render_page(page)

    def brief(self, brief: Brief) -> Any:
        from loopready.rendering.brief_page import brief_page

        return self._render(brief_page(brief))

    def guide(self, guide: Guide, expand: Expand, *, facts: Mapping[str, str]) -> Any:
        from loopready.rendering.guide_page import guide_page

        return self._render(guide_page(guide, expand, facts=facts))

    def delta(self, delta: Delta) -> Any:
        from loopready.rendering.delta_page import delta_page

        return self._render(delta_page(delta))


def _delta_json(delta: Delta) -> str:
    from loopready.rendering.json import to_text

    return to_text({"schema": "loopready.delta/1", **delta.model_dump(mode="json")})


def _brief_json(brief: Brief) -> str:
    from loopready.rendering.json import render_brief

    return render_brief(brief)


def _guide_json(guide: Guide, expand: Expand, *, facts: Mapping[str, str]) -> str:
    from loopready.rendering.guide_json import guide_json
    from loopready.rendering.json import to_text

    return to_text(guide_json(guide, expand) | {"facts": dict(facts)})


_HTML, _MARKDOWN, _PDF, _DOCX = _Pages("html"), _Pages("markdown"), _Pages("pdf"), _Pages("docx")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
register(Format(name="html", suffix=".html", media_type="text/html", binary=False, brief=_HTML.brief, guide=_HTML.guide, delta=_HTML.delta))
register(
    Format(
        name="md",
        suffix=".md",
        media_type="text/markdown",
        binary=False,
        brief=_MARKDOWN.brief,
        guide=_MARKDOWN.guide,
        delta=_MARKDOWN.delta,
    )
)
register(Format(name="pdf", suffix=".pdf", media_type="application/pdf", binary=True, brief=_PDF.brief, guide=_PDF.guide, delta=_PDF.delta))
register(Format(name="docx", suffix=".docx", media_type=_WORD, binary=True, brief=_DOCX.brief, guide=_DOCX.guide, delta=_DOCX.delta))
register(
    Format(
        name="json", suffix=".json", media_type="application/json", binary=False, brief=_brief_json, guide=_guide_json, delta=_delta_json
    )
)
