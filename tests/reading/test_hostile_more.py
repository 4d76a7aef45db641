"""Loops, passwords, letters on one spot and lines that regular expressions dread end in a document or one clear error, in a child."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loopready.adapters.workers import Workers
from loopready.model import DocumentKind
from loopready.reading import read_document

from . import hostile_more
from .test_hostile import PATIENCE, a_word_file, outcome

CASES = {
    **{f"pdf, {case}": ("x.pdf", *made) for case, made in hostile_more.PDFS.items()},
    **{f"package, {case}": ("x.docx", *made) for case, made in hostile_more.PACKAGES.items()},
    **{f"text, {case}": ("x.txt", *made) for case, made in hostile_more.TEXTS.items()},
    **{f"a line of {case}": ("x.txt", made, {"read", "empty"}) for case, made in hostile_more.LINES.items()},
}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(seconds=PATIENCE) as pool:
        yield pool


@pytest.mark.parametrize("case", CASES)
def test_it_ends_in_time_and_clearly(case: str, workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name, made, codes = CASES[case]
    data = made()
    for kind in ("cv", "job"):
        assert outcome(data, workers, name=name, kind=kind) in codes, kind
    assert list(tmp_path.iterdir()) == []


def test_what_is_locked_against_changes_only_is_read() -> None:
    text = read_document(hostile_more.locked(user=b"", owner=b"boss"), kind="cv", name="cv.pdf").text
    assert "Ilse Varga, Team Lead" in text


def test_sizes_and_places_beyond_number_leave_the_rest() -> None:
    document = read_document(hostile_more.odd_numbers(), kind="cv", name="cv.pdf")
    assert "Ilse Varga" in document.text and "hidden_text" in [notice.code for notice in document.notices]


@pytest.mark.parametrize(
    ("data", "name", "held"),
    [
        (hostile_more.form_once(), "cv.docx", "pdf"), (a_word_file(), "cv.pdf", "package"), (b"Ilse Varga\nTeam Lead", "cv.pdf", "text"),
        (b"<html><body><p>Ilse Varga", "cv.rtf", "html"), (rb"{\rtf1 Ilse Varga}", "cv.docx", "rtf"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["cv", "job"])
def test_a_misleading_extension_is_a_warning(data: bytes, name: str, held: str, kind: DocumentKind) -> None:
    (notice,) = [notice for notice in read_document(data, kind=kind, name=name).notices if notice.code == "wrong_extension"]
    assert held in notice.message


@pytest.mark.parametrize("blanks", [" " * 400_000, "\n \n" * 150_000, "\t" * 400_000, "\u2003" * 100_000])
def test_endless_white_space_is_cut(blanks: str) -> None:
    document = read_document(f"Ilse Varga{blanks}Team Lead".encode(), kind="cv", name="cv.txt")
    assert document.text.startswith("Ilse Varga") and document.text.endswith("Team Lead") and len(document.text) < 400


def test_ordinary_white_space_stays() -> None:
    text = "Ilse Varga" + " " * 90 + "Leeds\n\n\n\nTeam Lead"
    assert read_document(text.encode(), kind="cv", name="cv.txt").text == text
