"""A language model's sentences on the brief's page as they pass the gate: sent at once, and there in a page that is loaded midway."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from loopready.adapters.breaker import breaker_of
from loopready.app.modelling import Modelling, set_up
from loopready.app.service import Service
from loopready.app.stages import Wording, wording_of
from loopready.app.wording import worded
from loopready.model import Brief
from loopready.rendering.brief_page import ClaimParts
from model_server import ModelServer, Paced, open_model_server
from web_site import Site

_ALL = 1000


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    with open_model_server() as server:
        yield server


@pytest.fixture
def paced(running: ModelServer, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paced]:
    """A model that is turned on and answers when it is let."""
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LOOPREADY_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setitem(worded.__kwdefaults__, "seconds", 300.0)  # so that a slow machine that runs the tests is not a slow server
    breaker_of.cache_clear()
    modelling = Modelling(service.database, "me")
    set_up(
        modelling, url=running.url, model="small", key="sk-secret", price_in="", price_out="", per_brief=None, per_month=None,
        hide_employers=None,
    )  # fmt: skip
    modelling.choose(on=True)
    made = Paced(running)
    yield made
    made.let(_ALL)


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it does not come to that"
        time.sleep(0.02)


def _passed(service: Service, id: str) -> int:
    now = service.desk().wording(id)
    return now.passed if now is not None else 0


def _events(text: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The events before the end, each with the id it had, and the end."""
    before: list[dict[str, Any]] = []
    for each in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in each.splitlines() if not line.startswith(":"))
        if "data" not in fields:
            continue
        data = json.loads(fields["data"])
        if fields.get("event") == "finished":
            return before, data
        before.append({**data, "id": fields["id"]})
    raise AssertionError("the events have no end")


def _followed(site: Site, paced: Paced, id: str, **more: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The events of a page that follows from now on, while all that is left is answered."""
    timer = threading.Timer(0.5, paced.let, [_ALL])
    timer.start()
    text = site.get(f"/preparations/{id}/wording", **more).text
    timer.join()
    return _events(text)


def test_each_sentence_comes_as_the_page_would_hold_it(paced: Paced, site: Site, service: Service) -> None:
    id = site.prepare()
    page = site.get(f"/preparations/{id}").text
    assert "phrased by a model" not in page and 'data-came="0"' in page
    paced.let()
    _until(lambda: _passed(service, id) > 0)
    before, end = _followed(site, paced, id, params={"run": 1})
    assert len(before) > 1, "the first batch did not come by itself"
    came = {name: html for event in before for name, html in event["claims"].items()}
    assert before[-1]["passed"] == before[-1]["asked"] == int(before[-1]["id"]) > 50
    final = site.get(f"/preparations/{id}").text
    assert all(f">{html}<" in final for html in came.values())
    assert all("phrased by a model" in html for html in came.values())
    assert all(f'data-claim="{name}"' in page for name in came)
    assert "data-claim" not in final, "a page of a brief at rest names no places"
    assert end["fits"] and f'data-worded="{end["worded"]}"' in final
    assert "102 of 102" in end["says"] and all(f"<p>{line}</p>" in final for line in end["lines"])


def test_a_page_that_is_loaded_midway_has_what_came_and_is_sent_the_rest(paced: Paced, site: Site, service: Service) -> None:
    id = site.prepare()
    paced.let(2)
    _until(lambda: _passed(service, id) >= 20)
    page = site.get(f"/preparations/{id}").text
    had = int(page.partition('data-came="')[2].partition('"')[0])
    assert page.count("phrased by a model") == had >= 20
    assert f"{had} of" in page and "Look again" in page, "without scripts the page tells how far it is, and how to see more"
    before, _ = _followed(site, paced, id, params={"run": 1, "came": had})
    for event in before[:-1]:
        assert not any(f">{html}<" in page for html in event["claims"].values()), "sent though the page had it"
    final = site.get(f"/preparations/{id}").text
    sent = {html for event in before for html in event["claims"].values()}
    assert final.count("phrased by a model") > had and len(sent) >= final.count("phrased by a model") - had


def test_a_connection_that_broke_goes_on_where_it_was(paced: Paced, site: Site, service: Service) -> None:
    id = site.prepare()
    paced.let(3)
    _until(lambda: _passed(service, id) >= 30)
    had = _passed(service, id)
    before, _ = _followed(site, paced, id, params={"run": 1, "came": 0}, headers={"Last-Event-ID": str(had - 10)})
    assert len(before[0]["claims"]) == before[0]["passed"] - had + 10 >= 10


def test_who_asks_after_the_end_gets_all_that_stands(paced: Paced, site: Site, service: Service) -> None:
    id = site.prepare()
    paced.let(_ALL)
    _until(lambda: service.desk().wording(id) is None)
    before, end = _events(site.get(f"/preparations/{id}/wording", params={"run": 1, "came": 20}).text)
    (event,) = before
    assert len(event["claims"]) == event["passed"] > 50
    assert end["fits"] and end["worded"]


@pytest.mark.parametrize("shown", [{"run": 7}, {"run": 1, "answers": "others"}])
def test_a_page_of_another_brief_is_sent_no_sentence(paced: Paced, site: Site, shown: dict[str, Any]) -> None:
    id = site.prepare()
    before, end = _followed(site, paced, id, params=shown)
    assert before[-1]["asked"] > 50
    assert not any(event["claims"] for event in before)
    assert end == {"fits": False}


def test_what_came_before_the_server_broke_stays(paced: Paced, site: Site, service: Service) -> None:
    id = site.prepare()
    paced.let(2)
    _until(lambda: _passed(service, id) >= 20)
    paced.broken = True
    before, end = _followed(site, paced, id, params={"run": 1})
    had = sum(len(event["claims"]) for event in before)
    assert 20 <= had < 40
    assert end["worded"] and f"{had} of" in end["says"] and "not answered" in end["says"] and "not answered" in str(end["lines"])
    assert site.get(f"/preparations/{id}").text.count("phrased by a model") == had


def test_a_process_that_was_cut_off_says_that_the_brief_is_in_the_engines_words(paced: Paced, site: Site, service: Service) -> None:
    id = site.prepare()
    paced.let()
    _until(lambda: _passed(service, id) > 0)
    now = service.stages.wording.pop(id)  # as another process finds it after this one ended
    before, end = _events(site.get(f"/preparations/{id}/wording", params={"run": 1}).text)
    assert before == [] and end["fits"] and end["worded"] == end["says"] == ""
    service.stages.wording[id] = now


def test_a_newer_run_is_not_ended_by_the_one_before_it(paced: Paced, site: Site, service: Service) -> None:
    id = site.prepare()
    first = service.stages.wording[id]
    newer = service.stages.wording[id] = Wording(run=2, asked=1)
    paced.let(_ALL)
    _until(lambda: first.passed == first.asked)
    service.jobs.close()
    assert service.stages.wording.pop(id) is newer


def test_parts_of_a_page_leave_out_what_it_has_not(cited: Brief) -> None:
    claim = next(iter(cited.claims()))
    parts = ClaimParts(cited)
    assert parts.html([claim.model_copy(update={"id": "nowhere"})]) == {}
    said = parts.html([claim.model_copy(update={"text": "Said <b>otherwise</b>.", "made_by": "writer"})])
    assert list(said) == [claim.id]
    assert "Said &lt;b&gt;otherwise&lt;/b&gt;." in said[claim.id] and "phrased by a model" in said[claim.id]
    assert wording_of(cited, 1).places <= {each.id for each in cited.claims()}


@pytest.fixture
def cited(site: Site, service: Service) -> Brief:
    """A brief that no model words."""
    brief = service.desk().brief(site.prepare())
    assert brief is not None
    return brief
