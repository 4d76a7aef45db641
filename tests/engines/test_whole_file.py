"""A file is there whole or not at all, and for whom it may be there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loopready.engines.whole_file import common_mode, whole_file


def test_a_file_takes_its_place_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file.bin"
    with whole_file(path) as out:
        out.write(b"one")
        assert not path.exists()
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["file.bin"]


@pytest.mark.parametrize("fault", [OSError("no space left"), KeyboardInterrupt(), ValueError("bad rows")])
def test_what_stood_there_stays_where_the_block_raises(tmp_path: Path, fault: BaseException) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(b"before")
    with pytest.raises(type(fault)), whole_file(path) as out:
        out.write(b"half of wh")
        raise fault
    assert path.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["file.bin"]


def test_permissions_are_those_asked_for(tmp_path: Path) -> None:
    with whole_file(tmp_path / "shared", mode=0o640, sync=True) as out:
        out.write(b"x")
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o640
    held = os.umask(0o027)
    try:
        assert common_mode() == 0o640
        assert os.umask(0o027) == 0o027, "the mask is left as it was"
    finally:
        os.umask(held)


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(OSError, match=r"exists|directory"), whole_file(tmp_path / "taken" / "file"):
        pass
