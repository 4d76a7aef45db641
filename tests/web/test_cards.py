"""The pages of cards: ask, answer, rate, put aside, delete; two windows; files; nothing that a strict policy would refuse."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO

import pytest

from loopready.app.planning import Planner
from loopready.app.reviewing import CardBox
from loopready.app.service import Service
from loopready.model import Asked
from loopready.practice.cards import card_id
from web_site import Site

ON = (dt.date.today() + dt.timedelta(days=20)).isoformat()
ME = "me"


@pytest.fixture
def id(site: Site) -> str:
    return site.prepare(on=ON)


def rated(page: str) -> tuple[str, str]:
    """Where the form of ratings goes, and the version it saw."""
    action = re.search(r'class="rate" method="post" action="([^"]+)"', page)
    version = re.search(r'class="rate".*?name="version" value="(\d+)"', page, re.S)
    assert action and version
    return action.group(1), version.group(1)


def test_a_card_is_asked_for_and_rated_without_scripts(site: Site, service: Service, id: str) -> None:
    page = site.get(f"/preparations/{id}/cards").text
    assert '<details class="answer"' in page and 'aria-current="page">Cards' in page and "10 min" in page
    assert not re.search(r"<[^>]+ style=", page) and "<script>" not in page
    action, version = rated(page)
    after = site.post(action, {"rating": "3", "version": version, "seconds": "12"})
    assert after.status_code == 200 and after.url.path == f"/preparations/{id}/cards" and "1 review so far" in after.text
    assert rated(after.text)[0] != action
    deck = CardBox(service, ME).deck(id, now=dt.datetime.now(dt.UTC))
    assert [(review.rating, review.seconds) for review in deck.reviews] == [(3, 12.0)]
    one = site.get(action).text
    assert "Good" in one and "12 s" in one


def test_a_rating_that_saw_an_older_card_is_told_and_nothing_is_counted(site: Site, service: Service, id: str) -> None:
    action, version = rated(site.get(f"/preparations/{id}/cards").text)
    site.post(action, {"rating": "3", "version": version})
    for none in ("0", "5", "x", ""):
        assert site.post(action, {"rating": none, "version": "1"}).status_code == 422
    again = site.post(action, {"rating": "1", "version": version})
    assert again.status_code == 409 and "answered or changed in another window" in again.text and 'class="rate"' in again.text
    assert CardBox(service, ME).deck(id, now=dt.datetime.now(dt.UTC)).counts.reviews == 1


def test_put_aside_take_up_and_delete(site: Site, service: Service, id: str) -> None:
    action, version = rated(site.get(f"/preparations/{id}/cards").text)
    away = site.post(f"{action}/aside", {"version": version, "aside": "yes"})
    assert "Put aside" in away.text and rated(away.text)[0] != action and "1 put aside" in away.text
    back = site.post(f"{action}/aside", {"version": "1", "aside": "no"})
    assert "Taken up again" in back.text and rated(back.text)[0] == action
    assert site.post(f"{action}/delete", {"version": "1"}).status_code == 409
    gone = site.post(f"{action}/delete", {"version": "2"})
    assert "will not come back" in gone.text and site.get(action).status_code == 404
    service.desk(ME).again(id, version=service.desk(ME).preparations.get(id).version)
    site.wait(id)
    keys = {card_id(card.key) for card in CardBox(service, ME).deck(id, now=dt.datetime.now(dt.UTC)).cards}
    assert action.rsplit("/", 1)[-1] not in keys and len(keys) > 20


def test_new_cards_stop_at_the_days_limit_and_on_the_day_before(site: Site, service: Service, id: str) -> None:
    box, now = CardBox(service, ME), dt.datetime.now(dt.UTC)
    Planner(service, ME).set(id, {"new_a_day": 2}, version=0)
    assert len(box.deck(id, now=now).due) == 2
    eve = dt.datetime.combine(dt.date.fromisoformat(ON) - dt.timedelta(days=1), dt.time(12), tzinfo=dt.UTC)
    quiet = box.deck(id, now=eve)
    assert quiet.quiet and quiet.due == ()
    Planner(service, ME).set(id, {"new_a_day": 0}, version=1)
    page = site.get(f"/preparations/{id}/cards").text
    assert "Nothing is due" in page and "new ones wait" in page


def test_no_figure_of_the_memory_is_shown_on_the_day_before(site: Site, service: Service) -> None:
    id = site.prepare(on=(dt.date.today() + dt.timedelta(days=1)).isoformat())
    now, box = dt.datetime.now(dt.UTC), CardBox(service, ME)
    first = box.deck(id, now=now).cards[0]
    box.rate(id, card_id(first.key), 4, version=0, now=now - dt.timedelta(days=3))
    page = site.get(f"/preparations/{id}/cards").text
    assert '<svg class="columns"' not in page
    card = site.get(f"/preparations/{id}/cards/{card_id(first.key)}").text
    assert "holds about" not in card and '<svg class="recall"' not in card


def test_the_deck_goes_along_to_anki(site: Site, id: str) -> None:
    answer = site.get(f"/preparations/{id}/cards.apkg")
    assert answer.status_code == 200 and ".apkg" in answer.headers["content-disposition"]
    with zipfile.ZipFile(BytesIO(answer.content)) as made:
        assert "collection.anki2" in made.namelist()
    brief = site.get(f"/preparations/{id}").text
    assert f"/preparations/{id}/cards.apkg" in brief and f"/preparations/{id}/plan.ics" in brief


def test_a_preparation_without_a_brief_says_so(site: Site, service: Service) -> None:
    held = service.desk(ME)
    made = held.preparations.add(Asked(cv=held.put(b"a CV", name="cv.txt"), address="https://x.example"))
    for page in ("cards", "plan", "day-before", "cards.apkg", "plan.ics"):
        answer = site.get(f"/preparations/{made.id}/{page}")
        assert answer.status_code == 409 and "not made yet" in answer.text
    assert site.get("/preparations/nothere/cards").status_code == 404
