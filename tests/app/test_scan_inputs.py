"""A scan is an input like any other: ``match``, ``prep`` and the Python API read it through the engine at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loopready.adapters.tesseract import find_tesseract
from reading.cv_layouts import compiled, page
from reading.scans import image_file, picture, scan

pytestmark = [pytest.mark.tesseract, pytest.mark.skipif(find_tesseract() is None, reason="no tesseract program on the PATH")]

CV = (
    "= Ilse Varga\nilse\\@example.org\n\n== Experience\n\n*Team Lead*, Fenwick Data Ltd, 2019 - 2023\n"
    "- Led six engineers on the billing service, written in Python\n- Cut the cost of storage by 9 percent\n\n"
    "*Engineer*, Rye Systems, 2014 - 2019\n- Built a ledger in Java\n\n== Skills\nPython, Java, Kafka\n"
)
JOB = (
    "Engineering Manager, Payments\n\nResponsibilities\n- Lead and grow the team\n\nRequirements\n- Experience with Python\n"
    "- Experience with Fortran\n- At least three years as a lead of engineers\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = compiled(page() + CV)
    (tmp_path / "cv.pdf").write_bytes(scan(data))
    (tmp_path / "cv.png").write_bytes(image_file(picture(data), format="PNG"))
    (tmp_path / "job.txt").write_text(JOB, encoding="utf-8")
    return tmp_path


PATIENT = """
import sys
import loopready.adapters.workers, loopready.reading.image, loopready.reading.pdf
loopready.reading.image.OCR_SECONDS = loopready.reading.pdf.OCR_SECONDS = 90.0
loopready.adapters.workers.Workers.__init__.__kwdefaults__["seconds"] = 110.0
"""
"""Longer clocks, since tests may share a machine that is busy; the time limits themselves are tested with the reader processes."""
CLI = PATIENT + "from loopready.cli import main\nmain()"
API = (
    PATIENT
    + """
import loopready
document, profile = loopready.read_cv(sys.argv[1])
print([notice.code for notice in document.notices], [seat.position.value for seat in profile.work])
"""
)


def run(folder: Path, program: str, *arguments: str) -> str:
    places = {**os.environ, "LOOPREADY_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, env=places, timeout=240, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_match_quotes_the_scan(folder: Path) -> None:
    said = json.loads(run(folder, CLI, "match", "cv.pdf", "job.txt", "--format", "json"))
    text = said["documents"]["cv"]["text"]
    rows = {row["requirement"]["text"]: row for row in said["rows"]}
    assert rows["Experience with Python"]["coverage"] == "met" and rows["Experience with Fortran"]["coverage"] == "missing"
    quotes = [evidence for row in said["rows"] for evidence in row["evidence"]]
    assert quotes and all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes)


def test_prep_makes_a_brief_of_a_picture(folder: Path) -> None:
    said = json.loads(run(folder, CLI, "prep", "cv.png", "job.txt", "--today", "2026-11-23", "--format", "json"))
    assert said["schema"] == "loopready.brief/1" and "Ilse Varga" in said["documents"]["cv"]["text"]
    cites = [
        cite for section in said["sections"] for item in section["items"] for block in item["blocks"] for claim in block["claims"]
        for cite in claim["cites"] if cite["source"] == "cv"
    ]  # fmt: skip
    assert cites and all(said["documents"]["cv"]["text"][cite["start"] : cite["end"]] == cite["quote"] for cite in cites)


def test_the_python_api_takes_a_scan(folder: Path) -> None:
    assert run(folder, API, "cv.pdf").strip() == "['ocr'] ['Team Lead', 'Engineer']"
