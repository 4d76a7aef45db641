"""Files are replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopready.adapters.store import write_atomic
from loopready.model import OutsideError


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    write_atomic(target, b"one")
    write_atomic(target, b"two")
    assert target.read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["brief.html"]


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutsideError):
        write_atomic(tmp_path / "file" / "brief.html", b"x")
    folder = tmp_path / "brief.html"
    folder.mkdir()
    with pytest.raises(OutsideError):
        write_atomic(folder, b"x")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["brief.html", "file"]
