"""``loopready story``: the bank, its portfolio and the claims at the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.cli import main
from loopready.cli.commands import app
from loopready.model import Asked, InputError


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one preparation."""
    folder = tmp_path_factory.mktemp("story")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPREADY_DATA_DIR", str(folder))
        with Service() as service:
            desk = service.desk()
            desk.submit(Asked(cv=desk.put(CV.encode(), name="cv.txt"), job=desk.put(JOB.encode(), name="job.txt")))
            service.jobs.close()
    return folder


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["story", *arguments], input=typed, catch_exceptions=True)


def test_from_the_cv_to_a_judged_story(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(kept))
    empty = run()
    assert empty.exit_code == 0 and "the bank is empty" in empty.output and "likely questions have no story" in empty.output
    assert "Reduced infrastructure cost" in run("draft").output
    taken = run("draft", "--suggested")
    id = taken.output.split()[0]
    assert taken.exit_code == 0 and run("list").output.count("not judged") == len(taken.output.splitlines())
    written = run("write", id[:10], "--part", "action", "--text", "-", typed="I stopped the launch and asked two teams to wait.\n")
    assert written.exit_code == 0 and "version 2" in written.output
    shown = run("show", id, "--versions").output
    assert "I stopped the launch" in shown and "____" in shown and "version 1" in shown
    judged = run("judge", id)
    assert judged.exit_code == 0 and "missing:" in judged.output
    assert "loopready story draft --take" in run("portfolio").output or "no story" not in run("portfolio").output
    bad = run("write", id, "--part", "ending", "--text", "x")
    assert isinstance(bad.exception, InputError) and "situation, task" in str(bad.exception)


def test_a_claim_is_defended_taken_back_and_opened(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(kept))
    line = next(line for line in run("claims").output.splitlines() if line.startswith("open      22% "))
    key = line.split()[-1]
    assert run("defend", key, "--text", "Of the hardware budget.").output.startswith("defended")
    assert "> Of the hardware budget." in run("claims", "--state", "defended").output
    assert run("retract", key.rpartition("/")[2]).output == "retracted  22%\n"
    assert key in run("claims", "--state", "retracted").output
    assert run("reopen", key).output == "open  22%\n"
    for bad in (("retract", "no_such"), ("show", "zzz"), ("portfolio", "--prep", "nothing")):
        failed = run(*bad)
        assert isinstance(failed.exception, InputError) and failed.exception.code == "not_found"


def test_without_a_preparation_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["loopready", "story"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2 and "nothing is prepared yet" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["loopready", "story", "--prep", "x", "list"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2 and "comes behind the verb: loopready story list --prep x" in capsys.readouterr().err
