"""The skeleton of a new guide: every field with what belongs in it, and slots that lint refuses until they are filled."""

from __future__ import annotations

from loopready.library.resources import content_root


def skeleton(path: str, *, schema: str) -> str:
    """The commented YAML of a guide at ``path`` (sector/subsector/role); ``schema`` is what its first line names."""
    text = content_root().joinpath("skeleton.yaml").read_bytes().decode("utf-8")
    return f"# yaml-language-server: $schema={schema}\n" + text.replace("sector/subsector/role", path, 1)
