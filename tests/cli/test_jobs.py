"""serve, worker and batch as real processes: side by side, stopped, killed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from adapters.jobs.processes import LONGEST, engine_rows, until
from loopready.adapters.database import Database
from loopready.adapters.database.tables import PreparationRow, StageRow
from loopready.app.sample import CV, JOB
from pg import postgres_url

__all__ = ["postgres_url"]
pytestmark = pytest.mark.xdist_group("jobs")


class Programs:
    """The program, started with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Why: below the session's data folder, so that what was parsed of the library is not parsed again.
        self.places = {**os.environ, "LOOPREADY_DATABASE_URL": f"sqlite:///{folder / 'loopready.sqlite'}"}
        self.places.pop("PYTHONDONTWRITEBYTECODE", None)
        self._started: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        program = [sys.executable, "-m", "loopready", *arguments]
        made = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.places, cwd=self.folder)
        self._started.append(made)
        return made

    def serve(self, *arguments: str) -> tuple[subprocess.Popen[str], str]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        made = self.start("serve", "--port", str(port), "--no-open", *arguments)
        address = f"http://127.0.0.1:{port}"
        until(lambda: answers(made, address), what="the server answers")
        return made, address

    def close(self) -> None:
        for each in self._started:
            each.kill()
            each.communicate()


def varied(team: str) -> str:
    """The sample with another team in it."""
    made = CV.replace("Lead two teams, 14 engineers", f"Lead two teams, {team}")
    assert made != CV
    return made


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    made = Programs(tmp_path)
    yield made
    made.close()


def answers(process: subprocess.Popen[str], address: str) -> bool:
    assert process.poll() is None, process.communicate()
    try:
        return httpx.get(address).status_code == 200
    except httpx.TransportError:
        return False


def submit(address: str, *, cv: str) -> None:
    with httpx.Client(base_url=address, follow_redirects=False, timeout=LONGEST) as client:
        token = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
        assert token is not None
        fields = {"csrf": token.group(1), "posting": JOB}
        answer = client.post("/preparations", data=fields, files={"cv": ("cv.txt", cv.encode())}, headers={"Origin": address})
        assert answer.status_code == 303, answer.text


def sets(folder: Path) -> tuple[Path, Path]:
    cvs, jobs = folder / "cvs", folder / "jobs"
    cvs.mkdir()
    jobs.mkdir()
    for at in range(2):
        (cvs / f"cv{at}.txt").write_text(varied(f"{at + 4} engineers"))
        (jobs / f"job{at}.txt").write_text(JOB.replace("22 engineers", f"{at + 16} engineers"))
    return cvs, jobs


def states(database: Database) -> Counter[str]:
    with database.reading() as session:
        return Counter(session.scalars(sa.select(PreparationRow.state)))


def begun(database: Database) -> set[int]:
    with database.reading() as session:
        return set(session.scalars(sa.select(StageRow.begun)))


def test_batch_beside_serve_runs_no_stage_twice_and_a_killed_batch_is_finished(programs: Programs) -> None:
    cvs, jobs = sets(programs.folder)
    server, address = programs.serve()
    batch = programs.start("batch", str(cvs), str(jobs), "--out", str(programs.folder / "out"), "--format", "md")
    submit(address, cv=varied("12 engineers"))
    said, told = batch.communicate(timeout=LONGEST)
    assert batch.returncode == 0, told
    assert sorted(line.split("\t")[0] for line in said.splitlines()) == ["done"] * 4
    assert len(list((programs.folder / "out").glob("*.md"))) == 4
    database = Database(programs.places["LOOPREADY_DATABASE_URL"])
    until(lambda: states(database) == {"done": 5}, what="the server's own is done too")
    assert begun(database) == {1}

    (cvs / "cv2.txt").write_text(varied("77 engineers"))
    killed = programs.start("batch", str(cvs), str(jobs))
    until(lambda: sum(states(database).values()) > 5, what="the second batch has begun something")
    killed.kill()
    killed.wait()
    until(lambda: set(states(database)) == {"done"}, what="the server finishes what the killed batch began")
    until(lambda: engine_rows(database) == 0, what="the engine keeps nothing of what has ended")
    database.close()
    server.send_signal(signal.SIGTERM)
    assert server.wait(LONGEST) == 0


def test_workers_do_what_the_server_leaves_to_them(programs: Programs, postgres_url: str) -> None:
    programs.places["LOOPREADY_DATABASE_URL"] = postgres_url
    server, address = programs.serve("--no-work")
    submit(address, cv=CV)
    database = Database(postgres_url)
    assert states(database) == {"queued": 1}
    worker = programs.start("worker")
    until(lambda: states(database) == {"done": 1}, what="the worker does it")
    with database.reading() as session:
        assert all(f"-{worker.pid}-" in str(each) for each in session.scalars(sa.select(StageRow.executor)))
    database.close()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(LONGEST) == 0
    server.send_signal(signal.SIGINT)
    assert server.wait(LONGEST) == 130


def test_a_terminated_batch_stops_and_the_same_command_goes_on(programs: Programs) -> None:
    cvs, jobs = sets(programs.folder)
    database = Database(programs.places["LOOPREADY_DATABASE_URL"])
    first = programs.start("batch", str(cvs), str(jobs))
    assert first.stdout is not None
    assert first.stdout.readline().startswith("done")
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=LONGEST)
    assert first.returncode in (143, 0), "0 where it was done by then"
    second = programs.start("batch", str(cvs), str(jobs))
    said, told = second.communicate(timeout=LONGEST)
    assert second.returncode == 0, told
    assert len(said.splitlines()) == 4
    assert states(database) == {"done": 4}
    database.close()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["worker"], "an SQLite file has no workers"),
        (["serve", "--no-work"], "an SQLite file has no workers"),
        (["batch", "nowhere", "nowhere"], "nowhere: holds no CVs"),
    ],
)
def test_what_can_not_be_is_told_in_one_line(programs: Programs, arguments: list[str], says: str) -> None:
    _, told = programs.start(*arguments).communicate(timeout=LONGEST)
    assert told.count("\n") == 1 and says in told


def test_a_batch_tells_each_reason_once_and_exits_as_the_contract_says(programs: Programs) -> None:
    cvs, jobs = sets(programs.folder)
    (cvs / "cv1.txt").write_bytes(b"\x00\x01\x02 nothing \xff")
    made = programs.start("batch", str(cvs), str(jobs))
    said, told = made.communicate(timeout=LONGEST)
    assert made.returncode == 2, told
    assert Counter(line.split("\t")[0] for line in said.splitlines()) == {"done": 2, "failed": 2}
    assert told.count("cv1.txt") == 1 and "(2 cases)" in told and "2 of 4 done, 2 failed" in told
