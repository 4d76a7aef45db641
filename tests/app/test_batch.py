"""A batch: every CV against every job, none in the way of the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from loopready.adapters.database import Database
from loopready.adapters.fakes import HashEmbedder
from loopready.app.batch import Batch, Case, Ended, files_of
from loopready.app.prepare import Pipeline
from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.model import InputError


def varied(team: str) -> str:
    """The sample with another team in it."""
    made = CV.replace("Lead two teams, 14 engineers", f"Lead two teams, {team}")
    assert made != CV
    return made


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    with Pipeline(embedder=HashEmbedder()) as made:
        yield made


@pytest.fixture
def service(pipeline: Pipeline, tmp_path: Path) -> Iterator[Service]:
    made = Service(database=Database(tmp_path / "batch.sqlite"), pipeline=pipeline)
    yield made
    made.jobs.close()
    made.database.close()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    cvs, jobs = tmp_path / "cvs", tmp_path / "jobs"
    for folder in (cvs, jobs, cvs / "older"):
        folder.mkdir()
    (cvs / "noor.txt").write_text(CV)
    (cvs / "broken.pdf").write_bytes(b"\x00\x01\x02 nothing that can be read \xff")
    (cvs / ".hidden").write_text(CV)
    (cvs / "older" / "old.txt").write_text(CV)
    (jobs / "cold.txt").write_text(JOB)
    return cvs, jobs


def cases_of(cvs: Path, jobs: Path) -> list[Case]:
    return [Case(cv=cv, job=job) for cv in files_of(str(cvs), what="CVs") for job in files_of(str(jobs), what="jobs")]


def run(service: Service, cases: list[Case], *, out: Path | None = None, again: bool = False, today: str | None = None) -> list[Ended]:
    return list(Batch(service.desk(), cases, on=None, today=today, out=out, format="md", again=again).run())


def test_a_failing_case_blocks_no_other_and_says_what_to_do(service: Service, folders: tuple[Path, Path], tmp_path: Path) -> None:
    ended = {each.case.cv.name: each for each in run(service, cases_of(*folders), out=tmp_path / "out")}
    assert set(ended) == {"noor.txt", "broken.pdf"}
    failure = ended["broken.pdf"].failure
    assert failure is not None and "broken.pdf" in failure.message and "give a PDF" in failure.message
    path = ended["noor.txt"].path
    assert path == tmp_path / "out" / "noor-cold.md" and "Noor Halvorsen-Achebe" in path.read_text()


def test_a_slow_case_blocks_no_other(service: Service, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    cvs, jobs = folders
    (cvs / "broken.pdf").unlink()
    for at in range(3):
        (cvs / f"other{at}.txt").write_text(varied(f"{at + 2} engineers"))
    others_done, real = Event(), service.stages._reading_cv

    def slow(preparation: object) -> None:
        if preparation.asked.cv.name == "noor.txt":  # type: ignore[attr-defined]
            assert others_done.wait(60)
        real(preparation)  # type: ignore[arg-type]

    monkeypatch.setattr(service.stages, "_reading_cv", slow)
    order = []
    for each in Batch(service.desk(), cases_of(cvs, jobs), on=None, today=None, out=None, format="md", again=False).run():
        assert each.failure is None
        order.append(each.case.cv.name)
        if len(order) == 3:
            others_done.set()
    assert order[-1] == "noor.txt" and len(order) == 4


def test_what_was_done_is_not_made_again_unless_asked(service: Service, folders: tuple[Path, Path]) -> None:
    cases = cases_of(*folders)
    first = {each.case: each for each in run(service, cases, today="2026-11-23")}
    desk = service.desk()
    kept = {each.id: each.run for each in desk.preparations.all()}
    assert len(kept) == 2
    second = {each.case: each for each in run(service, cases, today="2026-11-23")}
    now = {each.id: each.run for each in desk.preparations.all()}
    assert now.keys() == kept.keys(), "one that failed is tried again in its own preparation"
    done, failed = (first[case].preparation for case in sorted(cases, key=lambda case: case.cv.name == "broken.pdf"))
    assert done is not None and now[done.id] == kept[done.id]
    assert failed is not None and now[failed.id] == kept[failed.id] + 1
    assert {case: each.failure is None for case, each in first.items()} == {case: each.failure is None for case, each in second.items()}
    run(service, cases, today="2026-11-23", again=True)
    assert desk.preparations.get(done.id).run == kept[done.id] + 1
    run(service, cases, today="2026-11-24")
    assert desk.preparations.count() == 4, "another day is another brief"


def test_a_fault_of_ours_in_one_case_is_its_own(
    service: Service, folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object, **__: object) -> str:
        raise ZeroDivisionError("words of the CV")

    monkeypatch.setattr("loopready.app.batch.render", fault)
    ended = run(service, cases_of(*folders), out=tmp_path / "out")
    failures = {each.case.cv.name: each.failure.code for each in ended if each.failure}
    assert failures["noor.txt"] == "bug" and len(failures) == 2
    assert all("words of the CV" not in each.failure.message for each in ended if each.failure)


def test_names_of_one_kind_do_not_overwrite_each_other(service: Service, tmp_path: Path) -> None:
    cv, other, job = tmp_path / "cv.txt", tmp_path / "cv.md", tmp_path / "job.txt"
    cv.write_text(CV)
    other.write_text(varied("9 engineers"))
    job.write_text(JOB)
    ended = run(service, [Case(cv=cv, job=job), Case(cv=other, job=job)], out=tmp_path / "out")
    assert {each.path.name for each in ended if each.path} == {"cv-job.md", "cv-job-2.md"}


def test_files_are_found_by_folder_pattern_and_name(folders: tuple[Path, Path]) -> None:
    cvs, _ = folders
    assert [each.name for each in files_of(str(cvs), what="CVs")] == ["broken.pdf", "noor.txt"]
    assert [each.name for each in files_of(str(cvs / "**" / "*.txt"), what="CVs")] == ["noor.txt", "old.txt"]
    assert [each.name for each in files_of(str(cvs / "noor.txt"), what="CVs")] == ["noor.txt"]


@pytest.mark.parametrize("named", ["nowhere", "*.nothing", "older/older"])
def test_none_found_says_what_to_name(folders: tuple[Path, Path], named: str) -> None:
    with pytest.raises(InputError, match="holds no CVs; name a folder with files"):
        files_of(str(folders[0] / named), what="CVs")
