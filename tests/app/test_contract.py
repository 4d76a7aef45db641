"""The JSON of the public contract, through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loopready.app.sample import CV, JOB
from loopready.model import SECTION_IDS
from program import run_text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("contract")
    (made / "cv.txt").write_text(CV, encoding="utf-8")
    (made / "job.txt").write_text(JOB, encoding="utf-8")
    (made / "empty.txt").write_text("")
    return made


def run(folder: Path, *words: str, code: int = 0) -> str:
    done = run_text(*words, cwd=folder)
    assert done.returncode == code, done.stderr
    return done.stdout


def test_prep_json(folder: Path) -> None:
    first, second = (json.loads(run(folder, "prep", "cv.txt", "job.txt", "--format", "json", "--today", "2026-11-23")) for _ in range(2))
    assert first["schema"] == "loopready.brief/1"
    assert set(first["documents"]) == {"cv", "job"} and set(first["documents"]["cv"]) == {"name", "text"}
    assert {"path", "confidence", "runner_up"} <= set(first["guide"])
    assert [section["id"] for section in first["sections"]] == list(SECTION_IDS)
    assert {"basics", "work", "education", "skills"} <= set(first["profile"])
    cites = _cites(first)
    assert {cite["source"] for cite in cites} <= {"cv", "job", "guide", "fact", "calculated", "person"}
    for cite in cites:
        needed = {"cv": {"start", "end", "quote"}, "job": {"start", "end", "quote"}, "guide": {"item"}, "fact": {"id"},
                  "calculated": {"engine", "inputs", "result"}, "person": {"item"}}[cite["source"]]  # fmt: skip
        assert needed <= set(cite)
    ids = [claim["id"] for claim in _claims(first)]
    assert len(ids) == len(set(ids)) > 500
    del first["seconds"], second["seconds"]
    assert first == second


def test_read_cv_and_job_print_every_file_and_then_fail(folder: Path) -> None:
    rows = [json.loads(line) for line in run(folder, "read", "cv", "empty.txt", "cv.txt", "gone.txt", code=2).splitlines()]
    assert [row["ok"] for row in rows] == [False, True, False]
    assert set(rows[0]["error"]) == {"code", "message"}
    good = rows[1]
    assert {"path", "ok", "profile", "text", "spans", "warnings", "seconds"} == set(good)
    start, end = good["spans"]["/work/0/name"]
    assert good["text"][start:end] == good["profile"]["work"][0]["name"] == "Kvist Systems"
    assert good["profile"]["work"][0]["startDate"] == "2021-03" and "endDate" not in good["profile"]["work"][0]


def test_read_job(folder: Path) -> None:
    row = json.loads(run(folder, "read", "job", "job.txt"))
    posting = row["posting"]
    assert {"title", "firm", "location", "level", "lines", "requirements"} <= set(posting)
    for line in posting["lines"]:
        assert row["text"][line["start"] : line["end"]] == line["text"]
        assert line["kind"] in ("must", "nice", "responsibility", "about", "benefit", "other")
    for requirement in posting["requirements"]:
        assert {"id", "text", "kind", "start", "end", "skills", "years", "degree"} <= set(requirement)
    assert [requirement["years"]["min"] for requirement in posting["requirements"] if requirement["years"]] == [3.0]


def test_match(folder: Path) -> None:
    made = json.loads(run(folder, "match", "cv.txt", "job.txt", "--format", "json", "--today", "2026-11-23"))
    assert {"rows", "verdict", "caps", "documents"} <= set(made)
    for row in made["rows"]:
        assert {"requirement", "coverage", "strength", "reasons", "evidence"} <= set(row)
        for evidence in row["evidence"]:
            assert made["documents"]["cv"]["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def _claims(brief: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim for section in brief["sections"] for item in section["items"] for block in item["blocks"] for claim in block["claims"]]


def _cites(brief: dict[str, Any]) -> list[dict[str, Any]]:
    return [cite for claim in _claims(brief) for cite in claim["cites"]]
