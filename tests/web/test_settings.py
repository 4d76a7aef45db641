"""Settings: what is kept is told, written out whole, taken back, and really deleted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from loopready.adapters.database import Database
from loopready.adapters.database.tables import AuditRow, Base, PairingRow
from loopready.app.backup import own_library
from loopready.app.service import Service
from loopready.app.settings import data_folder
from loopready.model import Brief
from loopready.web import WebSettings
from web_site import Site


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path))
    (own_library() / "guides").mkdir(parents=True)
    (own_library() / "guides" / "mine.yaml").write_text("title: Mine\n")
    return tmp_path


def exported(site: Site) -> bytes:
    site.get("/settings")
    answer = site.post("/settings/backup")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    assert len(answer.content) == int(answer.headers["content-length"])
    return answer.content


def test_the_page_says_what_is_kept_and_where(folder: Path, site: Site) -> None:
    page = site.get("/settings").text
    assert str(folder) in page and "SQLite" in page and "None is used" in page and 'aria-current="page"' in page
    site.prepare()
    page = site.get("/settings").text
    assert "2 CVs and postings" in page and "1 file" in page and "0 corrections, 0 notes" in page


def test_an_export_comes_back_after_a_deletion(folder: Path, site: Site, service: Service) -> None:
    id = site.prepare()
    brief = service.desk().brief(id)
    data = exported(site)
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        assert "guides/guides/mine.yaml" in held.namelist() and b"Noor Halvorsen-Achebe" in held.read("data/stage.jsonl")
    assert "Everything was deleted" in site.post("/settings/delete", {"word": " Delete ", "guides": "1"}).text
    assert site.get(f"/preparations/{id}").status_code == 404 and not own_library().exists()
    page = site.post("/settings/restore", files={"backup": ("mine.zip", data)}).text
    assert "1 preparation restored." in page and (own_library() / "guides" / "mine.yaml").read_text() == "title: Mine\n"
    assert service.desk().brief(id) == brief and "Noor Halvorsen-Achebe" in site.get(f"/preparations/{id}").text
    page = site.post("/settings/restore", files={"backup": ("mine.zip", data)}).text
    assert "0 preparations restored. 1 was here already and was left as it is." in page
    page = site.post("/settings/restore", {"replace": "1"}, files={"backup": ("mine.zip", data)}).text
    assert "1 of them took the place of what was here." in page and service.desk().brief(id) == brief


def test_a_run_that_was_under_way_starts_again(folder: Path, site: Site, service: Service) -> None:
    id = site.prepare()
    made = service.desk().preparations.get(id)
    service.desk().preparations.change(id, version=made.version, again=True)
    data = exported(site)
    site.post("/settings/delete", {"word": "delete"})
    site.post("/settings/restore", files={"backup": ("mine.zip", data)})
    site.wait(id)
    assert service.desk().preparations.get(id).state == "done" and service.desk().brief(id) is not None


@pytest.mark.parametrize(("data", "says"), [(b"no zip", "was cut short or damaged"), (None, "choose the zip")])
def test_what_is_no_backup_is_told_beside_the_field(site: Site, data: bytes | None, says: str) -> None:
    site.get("/settings")
    files = {"backup": ("notes.zip", data)} if data is not None else {"other": ("x", b"x")}
    answer = site.post("/settings/restore", files=files)
    assert answer.status_code == 422 and says in answer.text and 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("word", ["", "yes", "delete it"])
def test_without_the_word_nothing_is_deleted(site: Site, word: str) -> None:
    id = site.prepare()
    answer = site.post("/settings/delete", {"word": word})
    assert answer.status_code == 422 and "nothing was deleted" in answer.text
    assert site.get(f"/preparations/{id}").status_code == 200


def test_nothing_changes_without_the_token_of_the_page(site: Site) -> None:
    site.get("/")
    for path in ("/settings/backup", "/settings/restore", "/settings/delete"):
        assert site.client.post(path, data={"csrf": "another", "word": "delete"}).status_code == 403


def test_after_deleting_everything_no_byte_and_no_row_is_left(folder: Path, site: Site, service: Service) -> None:
    secrets = [b"Zebedee Quillfeather-Osterhaus", b"Quibblecraft Isinglass"]
    cv = (
        f"{secrets[0].decode()}\nzq@example.org\n\nExperience\n\nTeam Lead, {secrets[1].decode()}, 2019 - present\n- Led 6 engineers\n" * 40
    )
    id = site.prepare(cv=cv, anyway="1")
    (data_folder() / "briefs").mkdir()
    (data_folder() / "briefs" / "old.json.unreadable").write_bytes(secrets[0])
    with service.database.writing() as session:
        now = service.desk().preparations.get(id).created
        session.add(AuditRow(at=now, actor="me", owner="me", action="looked", what=id))
        session.add(PairingRow(id="p", coach="me", candidate="me", state="offered", created=now, answered=None))
    file = service.database.file
    assert file is not None and any(secrets[0] in each.read_bytes() for each in beside(file))
    site.post("/settings/delete", {"word": "delete"})
    assert [each.name for each in beside(file) if any(secret in each.read_bytes() for secret in secrets)] == []
    assert not (data_folder() / "briefs").exists() and own_library().exists()
    with service.database.reading() as session:
        left = {name: session.scalar(select(func.count()).select_from(table)) for name, table in Base.metadata.tables.items()}
    assert {name: count for name, count in left.items() if count} == {"account": 1}
    assert service.stages.recent.get((id, 1, "composing"), Base, lambda: None) is None  # type: ignore[type-var]


def beside(file: Path) -> list[Path]:
    return [each for each in file.parent.iterdir() if each.name.startswith(file.name)]


def test_after_deleting_everything_nothing_of_it_is_held_in_memory(site: Site, service: Service) -> None:
    id = site.prepare()
    assert site.get(f"/preparations/{id}").status_code == 200 and service.stages.views.bytes > 0
    site.get("/settings")
    site.post("/settings/delete", {"word": "delete"})
    assert service.stages.views.bytes == 0
    assert service.stages.recent.get((id, 1, "composing"), Brief, lambda: None) is None


def test_a_hosted_person_sees_no_place_of_the_server(service: Service) -> None:
    page = Site(service, WebSettings(hosted=True)).get("/settings").text
    assert str(service.database.file) not in page


def test_another_process_that_reads_is_told_of(site: Site, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "wipe", lambda self: False)
    assert "the log is emptied when that program ends" in site.post("/settings/delete", {"word": "delete"}).text
