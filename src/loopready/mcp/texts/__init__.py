"""The words that go to an assistant: how to use the server, and the prompts."""

from __future__ import annotations

from importlib import resources
from string import Template


def text_of(name: str, **values: str) -> str:
    """A text of this folder with its ``$names`` filled. KeyError where one has no value."""
    text = resources.files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8")
    return Template(text).substitute(values).strip()
