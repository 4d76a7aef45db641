"""Bad input: one line that names the file or the option and says what to do, exit 2, and nothing written."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loopready.adapters.recognisers import find_recogniser
from loopready.adapters.workers import Workers
from loopready.app.inputs import MOST_BYTES, read_file
from loopready.app.prepare import check_kinds
from loopready.model import InputError
from loopready.reading import document_from_text
from program import run
from reading import hostile

CV = (
    "Ilse Varga\nLeeds | ilse@example.org | +44 20 7946 0018\n\nExperience\n\nTeam Lead, Fenwick Data Ltd, 2019 - present\n"
    "- Led 6 engineers on the billing service\n- Cut the cost of storage by 9%\n\nEngineer, Rye Systems, 2014 - 2019\n- Built a ledger in Go\n\n"  # noqa: E501
    "Education\nBSc Physics, University of Leeds, 2010 - 2014\n\nSkills\nGo, SQL, Kafka\n"
)
JOB = (
    "Engineering Manager, Payments\n\nAbout the role\nYou will lead a team of eight engineers.\n\nResponsibilities\n- Lead and grow the team\n"  # noqa: E501
    "- Own the roadmap of the ledger\n\nRequirements\n- At least three years of experience as a manager of engineers\n- Experience with Go or Java\n"  # noqa: E501
    "- You have hired people\n\nNice to have\n- Knowledge of card payments\n\nWe offer a salary of GBP 90,000.\n"
)
RECIPE = (
    "Lentil soup for six\n\nIngredients\n- 300 g red lentils\n- 2 carrots, diced\n- 1.5 litres of stock\n\nMethod\n"
    "1. Heat the oil and add the onion.\n2. Stir in cumin and cook for two minutes.\n3. Simmer for 25 minutes.\n"
)
LETTER = (
    "Dear Ms Okafor,\n\nI am writing to apply for the post of engineering manager. I have led engineers for five years.\nI led a team of three. "  # noqa: E501
    "I believe that my experience with Go would help your team.\n\nI look forward to hearing from you.\n\nYours sincerely,\nMara Lind\n"
)
PROSE = (
    "The river rose in the night and took the lower meadow. Nobody in the village had seen it so high, and the old mill stood in water. "
    "By noon the clouds had gone, and children went down to look at the boats.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cv.txt").write_text(CV)
    (tmp_path / "job.txt").write_text(JOB)
    return tmp_path


def loopready(*arguments: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    places = {**os.environ, "LOOPREADY_DATA_DIR": str(folder / "data")}
    return run(*arguments, cwd=folder, env=places, input=stdin, timeout=120)


def files(folder: Path) -> dict[str, bytes]:
    """What the folder holds, but for the cache, which is made anew at any time and holds nothing of the person's."""
    cache = folder / "data" / "cache"
    found = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_relative_to(cache)]
    return {str(file.relative_to(folder)): file.read_bytes() for file in found}


def check_refused(folder: Path, *arguments: str, names: str, says: str, exit_code: int = 2) -> None:
    before = files(folder)
    done = loopready(*arguments, folder=folder)
    line = done.stderr.decode()
    assert done.returncode == exit_code, line
    assert line.endswith("\n") and line.count("\n") == 1, line
    assert line.startswith("loopready: ") and names in line and says in line, line
    assert done.stdout == b""
    assert files(folder) == before


@pytest.mark.parametrize(
    ("arguments", "names", "says"),
    [
        (["nowhere.pdf", "job.txt"], "nowhere.pdf", "check the path"),
        (["picture.pdf", "job.txt"], "picture.pdf", "OCR"),
        (["job.txt", "cv.txt"], "job.txt", "the CV comes first"),
        (["cv.txt", "recipe.txt"], "recipe.txt", "does not read like a job description"),
        (["letter.txt", "job.txt"], "letter.txt", "give the CV, or go on with --anyway"),
        (["cv.txt", "job.txt", "--on", "2026-13-01"], "--on", "write it as YYYY-MM-DD"),
        (["cv.txt", "job.txt", "--on", "2026-01-02", "--today", "2026-11-23"], "--on", "give the date to come"),
        (["cv.txt", "job.txt", "--guide", "no/such"], "no/such", "guide --list"),
        (["cv.txt", "job.txt", "--format", "doc"], "doc", "choose one of html"),
        (["-", "job.txt"], "-", "the CV is a file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_prep_refuses_in_one_line(folder: Path, arguments: list[str], names: str, says: str) -> None:
    (folder / "recipe.txt").write_text(RECIPE)
    (folder / "letter.txt").write_text(LETTER)
    (folder / "picture.pdf").write_bytes(hostile.png())
    check_refused(folder, "prep", *arguments, names=names, says=says)


def test_a_place_that_can_not_be_written_is_exit_3(folder: Path) -> None:
    (folder / "there").write_text("a file, and no folder")
    check_refused(
        folder, "prep", "cv.txt", "job.txt", "-o", "there/brief.html", names="there/brief.html", says="cannot be written", exit_code=3
    )


def test_read_goes_on_after_a_bad_file(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(hostile.garbage_pdf())
    done = loopready("read", "cv", "bad.pdf", "cv.txt", folder=folder)
    assert done.returncode == 2
    assert [b'"ok": true' in line for line in done.stdout.splitlines()] == [False, True]
    assert done.stderr.count(b"\n") == 1 and b"bad.pdf" in done.stderr


@pytest.mark.parametrize(("cv", "job"), [(LETTER, JOB), (CV, PROSE)], ids=["cover letter", "prose"])
def test_anyway_goes_on_and_a_text_that_asks_nothing_gets_no_verdict(folder: Path, cv: str, job: str) -> None:
    (folder / "one.txt").write_text(cv)
    done = loopready("prep", "one.txt", "-", "--anyway", "--format", "json", "-o", "brief.json", folder=folder, stdin=job.encode())
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    brief = json.loads((folder / "brief.json").read_text(encoding="utf-8"))
    if job is PROSE:
        assert brief["match"]["verdict"] == "withheld"
        assert "no requirement" in brief["match"]["caps"][0]["because"]


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers() as pool:
        yield pool


OCR = find_recogniser()
NO_OCR = ("needs_ocr", "pip install loopready[ocr]")

FILES: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "nothing": ("cv.txt", lambda: b"", "empty", "give a file with text"),
    "spaces": ("cv.txt", lambda: b" \n\t\r\n", "empty", "give a file with text"),
    "encrypted PDF": ("cv.pdf", hostile.encrypted, "encrypted", "save it without one"),
    "truncated PDF": ("cv.pdf", lambda: hostile.pages_pdf(2)[:400], "damaged", "export it again"),
    "pictures without text": ("cv.pdf", hostile.picture_pdf, *(("no_text", "OCR found no text") if OCR else NO_OCR)),
    "a picture called PDF": ("cv.pdf", hostile.png, *(("no_text", "OCR found no text") if OCR else NO_OCR)),
    "a damaged picture called PDF": ("cv.pdf", lambda: hostile.png()[:45], "damaged", "save it again"),
    "a zip": ("cv.docx", lambda: hostile.zipped({"notes.txt": b"x"}), "unknown_type", "unpack it"),
    "a program": ("cv.pdf", hostile.program, "unknown_type", "give a CV or posting as PDF, DOCX or text"),
    "over 25 MB": ("cv.pdf", lambda: hostile.pages_pdf(1) + b"\n" * MOST_BYTES, "too_large", "save it without its pictures"),
    "over 60 pages": ("cv.pdf", lambda: hostile.pages_pdf(61), "too_many_pages", "give the CV or posting alone"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_can_not_be_read(case: str, tmp_path: Path, workers: Workers) -> None:
    name, made, code, says = FILES[case]
    path = tmp_path / name
    path.write_bytes(made())
    for kind in ("cv", "job"):
        with pytest.raises(InputError) as caught:
            read_file(str(path), kind=kind, workers=workers)
        line = str(caught.value)
        assert (caught.value.code, "\n" in line) == (code, False), line
        assert name in line and says in line, line
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_folder_and_a_cvs_address_are_named(tmp_path: Path, workers: Workers) -> None:
    for path, says in ((str(tmp_path), "name a file in it"), ("https://example.org/cv.pdf", "save this as a file")):
        with pytest.raises(InputError) as caught:
            read_file(path, kind="cv", workers=workers)
        assert path in str(caught.value) and says in str(caught.value)


def test_a_cv_and_a_posting_pass() -> None:
    cv, job = document_from_text(CV, kind="cv", name="cv.txt"), document_from_text(JOB, kind="job", name="job.txt")
    check_kinds(cv, job, cv_name="cv.txt", job_name="job.txt")
