from __future__ import annotations

import pytest
from rendering_sample import sample_brief

from loopready.model import InputError
from loopready.rendering import Format, find_format, formats, register, registry, render, render_guide


def test_the_built_in_formats_are_there() -> None:
    assert formats() == ("html", "md", "pdf", "docx", "json")
    assert [name for name in formats() if find_format(name).binary] == ["pdf", "docx"]


def test_an_unknown_format_names_the_choices() -> None:
    with pytest.raises(InputError, match=r"rtf: .*choose one of html, md, pdf, docx, json"):
        render(sample_brief(), format="rtf")


def test_another_format_comes_in_by_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_FORMATS", dict(registry._FORMATS))
    made = Format(name="title", suffix=".txt", media_type="text/plain", binary=False, brief=lambda brief: brief.sections[0].title)
    register(made)
    assert render(sample_brief(), format="title") == "Summary"
    with pytest.raises(ValueError, match="there is a format title"):
        register(made)
    with pytest.raises(InputError, match="writes briefs, not guides"):
        render_guide(None, lambda text: (text, ()), format="title")  # type: ignore[arg-type]
