"""``read --explain``: a page a file, its path on standard output, and a failed file told as ever."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from loopready.app.explaining import default_names
from loopready.app.sample import CV, JOB
from program import run

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "My CV.txt").write_text(CV, encoding="utf-8")
    (tmp_path / "job.txt").write_text(JOB, encoding="utf-8")
    return tmp_path


def read(*arguments: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return run("read", *arguments, cwd=folder, input=stdin, timeout=120)


def test_a_page_a_file_and_a_failed_one_is_told(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    done = read("cv", "My CV.txt", "empty.txt", str(EXAMPLES / "saas-manager" / "cv.pdf"), "--explain", folder=folder)
    assert done.returncode == 2
    assert done.stdout.decode().split() == ["my_cv-explained.html", "cv-explained.html"]
    assert done.stderr.count(b"\n") == 1 and b"empty.txt" in done.stderr
    page = (folder / "cv-explained.html").read_text(encoding="utf-8")
    assert 'href="data:image/jpeg;base64,' in page and "Marit Sandvik-Oduya" in page
    assert "data:image" not in (folder / "my_cv-explained.html").read_text(encoding="utf-8")


def test_a_posting_from_standard_input_to_a_named_file_or_standard_output(folder: Path) -> None:
    done = read("job", "-", "--explain", "-o", "seen.html", folder=folder, stdin=JOB.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, b"seen.html" + os.linesep.encode(), b"")
    assert "Asked for" in (folder / "seen.html").read_text(encoding="utf-8")
    printed = read("job", "job.txt", "--explain", "-o", "-", folder=folder)
    assert printed.stdout.lstrip().startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["My CV.txt", "-o", "x.html"], "add --explain"), (["My CV.txt", "My CV.txt", "--explain", "-o", "x.html"], "one file")],
)
def test_an_output_that_can_not_be_meant_is_refused(folder: Path, arguments: list[str], says: str) -> None:
    done = read("cv", *arguments, folder=folder)
    assert done.returncode == 2 and says in done.stderr.decode() and done.stdout == b""
    assert not (folder / "x.html").exists()


def test_pages_of_files_with_one_name_do_not_overwrite_each_other() -> None:
    names = [str(name) for name in default_names(["a/cv.pdf", "b/CV.docx", "-", "https://example.org/jobs/17?key=secret"])]
    assert names[:3] == ["cv-explained.html", "cv-2-explained.html", "job-explained.html"]
    assert "secret" not in names[3]
