"""What the command line keeps stands on the home page, and what an earlier version kept is taken over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from loopready.app.owning import opened
from loopready.app.prepare import Pipeline
from loopready.app.sample import CV, JOB
from loopready.app.saving import load, save
from loopready.app.service import Service
from loopready.model import Brief
from program import run_text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "cv.txt").write_text(CV)
    (tmp_path / "job.md").write_text(JOB)
    return tmp_path / "cv.txt", tmp_path / "job.md"


def wait(service: Service, id: str) -> None:
    import time

    end = time.monotonic() + 60
    while service.desk().preparations.get(id).state in ("queued", "running"):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_saved_brief_stands_on_the_home_page_and_can_be_made_again(folder: Path, files: tuple[Path, Path], pipeline: Pipeline) -> None:
    prepared = pipeline.prepare(*files, today="2026-11-26", on="2026-12-07")
    id = save(prepared, job=str(files[1]), today="2026-11-26", on="2026-12-07")
    assert load() == load(id) == prepared.brief
    service = Service(pipeline=pipeline)
    try:
        desk = service.desk()
        (listed,) = desk.preparations.all()
        assert (listed.id, listed.state, listed.asked.cv.name, listed.asked.on) == (id, "done", "cv.txt", "2026-12-07")
        assert desk.files.get(listed.asked.cv.sha256) == CV.encode() and desk.brief(id) == prepared.brief
        known = desk.known(id)
        assert known.cv and known.job and known.chosen == prepared.chosen and known.match == prepared.brief.match
        desk.again(id, version=listed.version)
        wait(service, id)
        again = desk.brief(id)
        assert again is not None and again.revision == prepared.brief.revision and again.sections == prepared.brief.sections
    finally:
        service.jobs.close()
        service.database.close()


def test_briefs_kept_as_files_are_taken_over_once(folder: Path, files: tuple[Path, Path], pipeline: Pipeline) -> None:
    brief = pipeline.prepare(*files, today="2026-11-26").brief
    (folder / "briefs").mkdir(parents=True)
    (folder / "briefs" / f"{brief.revision}.json").write_text(brief.model_dump_json(by_alias=True))
    (folder / "briefs" / "ffffff.json").write_text('{"schema": "loopready.brief/0"}')
    (folder / "last").write_text(brief.revision)
    assert load(brief.revision) == brief == load()
    assert [file.name for file in (folder / "briefs").iterdir()] == ["ffffff.json.unreadable"] and not (folder / "last").exists()
    with opened() as (database, _), database.reading():
        assert load() == brief


def test_the_command_prints_the_id(folder: Path, files: tuple[Path, Path]) -> None:
    done = run_text("prep", *map(str, files), "--format", "json", "--save")
    assert done.returncode == 0, done.stderr
    id = done.stderr.strip().removeprefix("saved as ")
    assert load(id) == load() and Brief.model_validate(load(id)).cv.name == "cv.txt"


def test_the_command_line_loads_no_database_until_one_is_asked_for() -> None:
    program = "import sys, loopready.cli.commands; sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'alembic', 'fastapi')))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
