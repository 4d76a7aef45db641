"""Backup and restore as the command line does them: whole files, own guides, one line where something is wrong."""

from __future__ import annotations

import datetime as dt
import io
import stat
import subprocess
import zipfile
from pathlib import Path

import pytest

from database_things import prepared
from loopready.adapters.archive import Writer
from loopready.adapters.database import Preparations
from loopready.adapters.database.tables import AccountRow
from loopready.app.backup import back_up, own_library, read_backup, take_back
from loopready.app.keeping import Keeping
from loopready.app.owning import opened
from loopready.app.service import Service
from loopready.model import InputError, OutsideError
from program import run_text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path / "data"))
    with opened() as (database, _):
        prepared(database)
    (own_library() / "guides" / "food").mkdir(parents=True)
    (own_library() / "guides" / "food" / "lead.yaml").write_text("title: Lead\n")
    return tmp_path / "data"


def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path / "elsewhere"))


def count() -> int:
    with opened() as (database, owner):
        return Preparations(database, owner).count()


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return run_text(*words)


def test_a_backup_is_private_and_goes_to_another_machine(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "new" / "mine.zip"
    done = run("backup", str(target))
    assert (done.returncode, done.stdout) == (0, f"{target}\n") and "1 preparations, 2 files, 1 files of the own library" in done.stderr
    assert stat.S_IMODE(target.stat().st_mode) == 0o600 and [file.name for file in target.parent.iterdir()] == ["mine.zip"]
    elsewhere(monkeypatch, tmp_path)
    done = run("restore", str(target))
    assert done.returncode == 0 and "restored: 1 preparations" in done.stdout and "1 were under way; they start again" in done.stdout
    assert count() == 1 and (own_library() / "guides/food/lead.yaml").read_text() == "title: Lead\n"
    assert "left as they are here: 1 preparations" in run("restore", str(target)).stdout
    assert "replaced: 1 preparations" in run("restore", str(target), "--replace").stdout


@pytest.mark.parametrize("name", ["nothing.zip", ""])
def test_a_file_that_is_not_there_is_told(folder: Path, tmp_path: Path, name: str) -> None:
    done = run("restore", str(tmp_path / name))
    assert done.returncode == 2 and "name the file that loopready backup wrote" in done.stderr and done.stderr.count("\n") == 1


def test_a_place_that_can_not_be_written_is_told_and_the_old_backup_stays(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutsideError, match="cannot be written"):
        back_up(tmp_path / "file" / "mine.zip")
    (tmp_path / "mine.zip").write_bytes(b"the old one")
    with pytest.raises(InputError, match="no account of that address"):
        back_up(tmp_path / "mine.zip", email="nobody@example.org")
    assert (tmp_path / "mine.zip").read_bytes() == b"the old one" and len(list(tmp_path.glob(".mine*"))) == 0


def test_an_account_is_moved_by_its_address(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(tmp_path / "mine.zip")
    elsewhere(monkeypatch, tmp_path)
    with opened() as (database, _), database.writing() as session:
        session.add(AccountRow(id="x1", email="ada@example.org", name="", created=dt.datetime.now(dt.UTC), settings={}))
    take_back(tmp_path / "mine.zip", email="Ada@example.org")
    with opened("ada@example.org") as (database, owner):
        assert owner == "x1" and Preparations(database, owner).count() == 1
    assert count() == 0 and not own_library().exists()


def test_own_guides_stay_as_they_are_unless_they_are_to_be_replaced(folder: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "mine.zip")
    mine = own_library() / "guides" / "food" / "lead.yaml"
    mine.write_text("title: Changed since\n")
    take_back(tmp_path / "mine.zip")
    assert mine.read_text() == "title: Changed since\n"
    take_back(tmp_path / "mine.zip", replace=True)
    assert mine.read_text() == "title: Lead\n"


def _bad(*, guide: str = "guides/food/lead.yaml") -> io.BytesIO:
    """A backup with guides and a row that does not fit."""
    out = io.BytesIO()
    with Writer(out) as writer:
        writer.rows("preparation", [{"id": "x"}])
        writer.guide(guide, b"title: Planted\n")
        writer.guide("guides/new.yaml", b"title: New\n")
    return out


def test_guides_are_taken_out_again_where_the_rows_are_refused(folder: Path) -> None:
    with opened() as (database, owner), pytest.raises(InputError, match="nothing was changed"):
        read_backup(database, owner, _bad(), name="x.zip", replace=True, trusted=True, guides=True)
    assert (own_library() / "guides/food/lead.yaml").read_text() == "title: Lead\n" and not (own_library() / "guides/new.yaml").exists()
    assert count() == 1


def test_a_guide_does_not_go_through_a_link_out_of_the_library(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (own_library() / "guides" / "out").symlink_to(tmp_path / "outside")
    with opened() as (database, owner), pytest.raises(InputError, match="outside the library"):
        read_backup(database, owner, _bad(guide="guides/out/x.yaml"), name="x.zip", replace=True, trusted=True, guides=True)
    assert list((tmp_path / "outside").iterdir()) == []


def test_links_are_not_followed_into_a_backup(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("secret: yes\n")
    (own_library() / "guides" / "linked.yaml").symlink_to(tmp_path / "secret.yaml")
    back_up(tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip") as held:
        assert [name for name in held.namelist() if name.startswith("guides/")] == ["guides/guides/food/lead.yaml"]


class _Jobs:
    """Notes what it is asked."""

    def __init__(self) -> None:
        self.started: list[tuple[str, int]] = []
        self.forgotten: list[str] = []

    def start(self, preparation: str, run: int) -> None:
        self.started.append((preparation, run))

    def forget(self, preparation: str) -> None:
        self.forgotten.append(preparation)

    def close(self) -> None:
        pass


def test_jobs_forget_what_is_deleted_and_begin_what_was_under_way(folder: Path) -> None:
    jobs = _Jobs()
    with Service(jobs=lambda run_stage, database: jobs) as service:
        keeping = Keeping(service, "me")
        (made,) = service.desk().preparations.all()
        pieces, size = keeping.back_up()
        data = b"".join(pieces)
        assert len(data) == size and keeping.kept().preparations == 1 and keeping.guides() == 1
        with pytest.raises(InputError, match="nothing was deleted"):
            keeping.delete_everything("yes", guides=True)
        assert keeping.delete_everything("delete", guides=False) and jobs.forgotten == [made.id] and keeping.kept().preparations == 0
        keeping.take_back(io.BytesIO(data), name="x.zip", replace=False)
        assert jobs.started == [(made.id, 1)]
        keeping.take_back(io.BytesIO(data), name="x.zip", replace=True)
        assert jobs.forgotten == [made.id, made.id] and jobs.started[1:] == [(made.id, 2)]
