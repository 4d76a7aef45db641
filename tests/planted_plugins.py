"""Packages with plugins, planted as an installer leaves them: modules and a ``.dist-info`` beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from loopready import plugins

Plant = Callable[..., Path]


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plant]:
    """``plant(package, entries, files)``: ``entries`` are group (without "loopready.") -> name -> object, ``files`` path -> text."""
    place = tmp_path / "planted"
    place.mkdir()
    monkeypatch.syspath_prepend(place)
    plugins.forget()

    def planted(package: str, entries: Mapping[str, Mapping[str, str]], files: Mapping[str, str], *, version: str = "1.2") -> Path:
        for name, text in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8")
        told = place / f"{package.replace('-', '_')}-{version}.dist-info"
        told.mkdir()
        (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n", encoding="utf-8")
        lines = [
            f"[loopready.{group}]\n" + "".join(f"{name} = {value}\n" for name, value in held.items()) for group, held in entries.items()
        ]
        (told / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
        plugins.forget()
        return place

    yield planted
    plugins.forget()
