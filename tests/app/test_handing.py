"""What an assistant hands over: texts, and files where they may be opened; nothing else of the machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loopready.app.handing import MOST_TEXT, FileDoor, handed_over, names_file
from loopready.model import InputError

OPEN, SHUT = FileDoor(opens=True), FileDoor()


@pytest.mark.parametrize("given", ["cv.pdf", "folder/cv.docx", "/tmp/x", "~/cv", "./cv", "  cv.txt  "])
def test_these_name_a_file(given: str) -> None:
    assert names_file(given)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "-",
        "Noor Halvorsen",
        "Engineer at Kvist, since 2019.",
        "cv.txt\nEngineer",
        "a" * 1_200,
        "b" * 400,
        "cv\0.pdf",
        "Led 5. Built 3 more",
    ],
)
def test_these_are_text(given: str) -> None:
    assert not names_file(given)


def test_a_text_is_taken_as_it_is() -> None:
    assert handed_over("Noor\n", kind="cv", door=SHUT) == (b"Noor\n", "pasted CV")
    assert handed_over("Engineer\n", kind="job", door=OPEN) == (b"Engineer\n", "pasted posting")


def test_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text("Noor")
    assert handed_over(str(tmp_path / "cv.txt"), kind="cv", door=OPEN) == (b"Noor", "cv.txt")
    assert handed_over(str(tmp_path / "cv.txt"), kind="cv", door=FileDoor(opens=True, folders=(tmp_path,))) == (b"Noor", "cv.txt")


def fault(given: str, *, door: FileDoor = OPEN) -> str:
    with pytest.raises(InputError) as raised:
        handed_over(given, kind="cv", door=door)
    return raised.value.code


def test_what_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / ".secret").mkdir()
    (tmp_path / ".secret" / "cv.txt").write_text("key")
    (tmp_path / "id_rsa").write_text("key")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "link.txt").symlink_to(tmp_path / "id_rsa")
    (tmp_path / "mine" / "way.txt").symlink_to(tmp_path / "other.txt")
    (tmp_path / "other.txt").write_text("other")
    os.mkfifo(tmp_path / "pipe.txt")
    mine = FileDoor(opens=True, folders=(tmp_path / "mine",))
    assert fault(str(tmp_path / "id_rsa")) == "not_allowed"
    assert fault(str(tmp_path / ".secret" / "cv.txt")) == "not_allowed"
    assert fault(str(tmp_path / "mine" / "link.txt")) == "not_allowed", "a link is judged by what it leads to"
    assert fault(str(tmp_path / "mine" / "way.txt"), door=mine) == "not_allowed"
    assert fault(str(tmp_path / "mine" / ".." / "other.txt"), door=mine) == "not_allowed"
    assert fault(str(tmp_path / "pipe.txt")) == "unreadable"
    assert fault(str(tmp_path / "other.txt"), door=SHUT) == "no_files"


def test_other_faults(tmp_path: Path) -> None:
    assert fault(" \n") == fault("-") == "empty"
    assert fault("none.pdf") == "missing"
    assert fault("https://jobs.example/1") == fault("file:///etc/passwd") == "address"
    assert fault("x" * (MOST_TEXT + 1)) == "too_large"
