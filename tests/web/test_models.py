"""The language model on the site: set, agreed to, used after the brief is shown, and off for everybody until they agree."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hosted_site import Visitor, account_for, open_door
from loopready.adapters.breaker import breaker_of
from loopready.app.batch import Batch, Case
from loopready.app.modelling import Modelling
from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.app.wording import worded
from model_server import Body, ModelServer, claims_in, failing, open_model_server, phrases
from web_site import Site


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    with open_model_server() as server:
        yield server


@pytest.fixture
def server(running: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LOOPREADY_CACHE_DIR", str(tmp_path / "cache"))
    breaker_of.cache_clear()
    running.raw, running.bodies, running.says = b"", [], _better
    return running


def _better(body: Body) -> str:
    return phrases({name: f"So: {text}" for name, text in claims_in(body).items()}) if claims_in(body) else "ready"


def _fields(server: ModelServer, **more: str) -> dict[str, str]:
    given = {
        "url": server.url,
        "model": "small",
        "key": "sk-secret",
        "price_in": "0.5",
        "price_out": "1",
        "per_brief": "1",
        "per_month": "2",
    }
    return {**given, "hide_employers": "1", **more}


def _worded(site: Site, service: Service, id: str) -> str:
    """The page of a brief once no model works on it any more."""
    for _ in range(400):
        if service.desk().wording(id) is None:
            return site.get(f"/preparations/{id}").text
        threading.Event().wait(0.05)
    raise AssertionError("the wording does not end")


def test_nothing_is_set_at_first_and_nothing_is_sent(server: ModelServer, site: Site) -> None:
    assert "None is used" in site.get("/settings").text
    assert "None is set" in site.get("/settings/model").text
    site.prepare()
    assert server.raw == b""


def test_it_is_off_until_what_is_sent_is_agreed_to(server: ModelServer, site: Site, service: Service, tmp_path: Path) -> None:
    site.get("/settings/model")
    page = site.post("/settings/model", _fields(server)).text
    for says in ("Off", "this machine", "[PERSON]", "1.00 a brief", "A brief costs", "turn it on"):
        assert says in page, says
    assert "sk-secret" not in page
    assert "sk-secret" in (tmp_path / "model.json").read_text()
    site.prepare()
    assert server.raw == b""
    assert "ready" in site.post("/settings/model/test").text
    assert "Turn it off" in site.post("/settings/model/on").text
    assert "and what your language model is sent" in site.get("/settings").text
    changed = site.post("/settings/model", _fields(server, model="large", key="")).text
    assert "I agree to that" in changed
    assert not Modelling(service.database, "me").is_on()
    assert "None is set" in site.post("/settings/model/forget").text
    assert not (tmp_path / "model.json").exists()


def test_a_brief_is_shown_at_once_and_in_better_words_later(
    server: ModelServer, site: Site, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(worded.__kwdefaults__, "seconds", 300.0)  # so that a slow machine that runs the tests is not a slow server
    shown = threading.Event()

    def slowly(body: Body) -> str:
        shown.wait(200)
        return _better(body)

    server.says = slowly
    site.get("/settings/model")
    site.post("/settings/model", _fields(server))
    site.post("/settings/model/on")
    id = site.prepare()
    page = site.get(f"/preparations/{id}").text
    assert "The brief is whole as it stands" in page
    assert "phrased by a model" not in page
    shown.set()
    events = site.get(f"/preparations/{id}/wording").text
    assert "event: finished" in events
    page = _worded(site, service, id)
    assert "phrased by a model" in page
    assert "sentences are in the words of small" in page
    run = service.desk().run_shown(id)
    assert "in better words now" in site.get(f"/preparations/{id}/news", params={"run": run}).text
    assert '"worded":' in site.get(f"/api/v1/prep/{id}").text
    assert "So: " in site.get(f"/preparations/{id}/brief.md").text
    assert b"sk-secret" not in site.post("/settings/backup").content


def test_a_batch_sends_nothing_though_it_is_on(server: ModelServer, site: Site, service: Service, tmp_path: Path) -> None:
    site.get("/settings/model")
    site.post("/settings/model", _fields(server))
    site.post("/settings/model/on")
    assert Modelling(service.database, "me").is_on()
    (tmp_path / "cv.txt").write_text(CV)
    (tmp_path / "job.txt").write_text(JOB)
    cases = [Case(cv=tmp_path / "cv.txt", job=tmp_path / "job.txt")]
    for again in (False, True):
        (ended,) = Batch(service.desk(), cases, on=None, today=None, out=None, format="md", again=again).run()
        assert ended.preparation is not None and ended.preparation.state == "done"
        assert server.raw == b"" and service.desk().wording(ended.preparation.id) is None


@pytest.mark.parametrize("answer", [failing("500 Internal Server Error"), "no JSON"])
def test_a_server_that_breaks_leaves_the_brief_and_says_why(server: ModelServer, site: Site, service: Service, answer: str | bytes) -> None:
    server.says = lambda body: answer
    site.get("/settings/model")
    site.post("/settings/model", _fields(server))
    site.post("/settings/model/on")
    id = site.prepare()
    page = _worded(site, service, id)
    assert "No sentence is in a model" in page
    assert service.desk().preparations.get(id).state == "done"


def test_deleting_everything_deletes_the_key_the_answers_and_the_consent(
    server: ModelServer, site: Site, service: Service, tmp_path: Path
) -> None:
    site.get("/settings/model")
    site.post("/settings/model", _fields(server))
    site.post("/settings/model/on")
    _worded(site, service, site.prepare())
    assert list((tmp_path / "cache").rglob("model/*/*.json"))
    site.get("/settings")
    site.post("/settings/delete", {"word": "delete"})
    assert not list((tmp_path / "cache").rglob("model/*/*.json"))
    assert not (tmp_path / "model.json").exists()
    assert not Modelling(service.database, "me").status().choice.on_for


def test_what_can_not_be_kept_is_told_and_what_was_typed_stays(server: ModelServer, site: Site) -> None:
    site.get("/settings/model")
    answer = site.post("/settings/model", _fields(server, url="http://models.example.org/v1", price_in="0.25"))
    assert answer.status_code == 422
    assert "unencrypted" in answer.text
    assert 'value="http://models.example.org/v1"' in answer.text
    assert "sk-secret" not in answer.text
    assert site.post("/settings/model/on").status_code == 422


def test_on_a_hosted_server_the_admin_sets_it_and_each_agrees_for_themselves(server: ModelServer, service: Service) -> None:
    open_door(service)
    admin = Visitor(service, account_for(service, "root@example.org", "admin"))
    person = Visitor(service, account_for(service, "ada@example.org"))
    person.get("/settings/model")
    assert person.post("/settings/model", _fields(server)).status_code == 200
    assert "None is set; whoever runs this server can set one" in person.get("/settings/model").text
    for path in ("test", "forget"):
        assert person.post(f"/settings/model/{path}").status_code == 403
    admin.get("/settings/model")
    admin.post("/settings/model", _fields(server))
    admin.post("/settings/model/on")
    page = person.get("/settings/model").text
    assert "I agree to that" in page
    assert 'name="url"' not in page
    id = person.prepared()
    assert person.get(f"/preparations/{id}").status_code == 200
    assert server.raw == b""
    assert "Turn it off" in person.post("/settings/model/on").text
    assert person.account is not None
    assert Modelling(service.database, person.account.id).is_on()
