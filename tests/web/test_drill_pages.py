"""The pages of drills: list, start, one question at a time, what is kept when something goes wrong, the summary."""

from __future__ import annotations

import re

import pytest

from loopready.adapters.database import Exercises
from loopready.app.drilling import DrillRoom
from loopready.app.service import Service
from loopready.model import DrillRun
from web_site import Site

DRILL = "technology_software/cloud_hyperscale/engineering_management:two_regions_down"
SMALL = "general:two_offers"


def started(site: Site, drill: str = SMALL, **fields: str) -> str:
    site.get(f"/drills/{drill}")
    answer = site.post(f"/drills/{drill}", fields)
    assert answer.status_code == 200, answer.text
    return answer.url.path.rsplit("/", 1)[-1]


def run_of(service: Service, id: str) -> DrillRun:
    return DrillRoom(service).get(id).run


def act(site: Site, service: Service, id: str, what: str, **fields: str) -> str:
    """An act on the question that waits; the page it leads to."""
    exercise = Exercises(service.database, "me").get(id)
    current = run_of(service, id).current
    assert current is not None
    answer = site.post(f"/drilling/{id}", {"question": current.question, "version": str(exercise.version), "act": what, **fields})
    return str(answer.status_code) + answer.text


def test_the_list_and_the_start(site: Site) -> None:
    listed = site.get("/drills").text
    assert "Next for you" in listed and "Regions down, contract breached" in listed
    page = site.get(f"/drills/{DRILL}").text
    assert "You have not done it yet" in page and page.count('name="level"') == 5
    assert site.get("/drills/nothing").status_code == 404
    assert site.post(f"/drills/{DRILL}", {"seed": "x"}).status_code == 422
    assert site.post(f"/drills/{DRILL}", {"level": "9"}).status_code == 422


def test_a_run_to_its_summary(site: Site, service: Service) -> None:
    id = started(site)
    commute, *_ = (question.answer for question in run_of(service, id).instance.questions)
    assert commute is not None
    page = act(site, service, id, "check", answer="no idea")
    assert "No number is found" in page and 'value="no idea"' in page and 'aria-invalid="true"' in page
    page = act(site, service, id, "hint", answer=f"{commute}")
    assert "Hint 1." in page and f'value="{commute}"' in page
    page = act(site, service, id, "check", answer=f"{commute / 2}")
    assert "Not right" in page and "You counted one direction" in page and "The step" in page
    assert act(site, service, id, "step", answer="1").count("Not answered")
    act(site, service, id, "check", answer=str(run_of(service, id).instance.questions[2].answer))
    act(site, service, id, "step", answer="")
    page = act(
        site,
        service,
        id,
        "check",
        answer="I would like to come to you. Counting all hours I am 3,000 short; with two days at home I sign today.",
    )
    assert "A worked answer" in page and "What answers hold" in page
    page = site.get(f"/drilling/{id}").text
    assert "Question by question" in page and " of 100" in page and "Again, at level" in page
    listed = site.get("/drills").text
    assert "What went wrong" in listed and "You counted one direction" in listed
    assert "once, last" in site.get(f"/drills/{SMALL}").text or "You did it once" in site.get(f"/drills/{SMALL}").text
    assert site.post(f"/drilling/{id}", {"question": "x", "version": "1", "act": "check"}).url.path == f"/drilling/{id}"
    assert site.post(f"/drilling/{id}/delete").url.path == "/drills"
    assert site.get(f"/drilling/{id}").status_code == 404


def test_a_choice_and_an_order(site: Site, service: Service) -> None:
    id = started(site, "general:shift_order", seed="3")
    for _ in range(3):
        act(site, service, id, "step")
    steps = run_of(service, id).instance.questions[3]
    places = {f"place_{at}": str(steps.right_order.index(step) + 1) for at, step in enumerate(steps.order, 1)}
    page = act(site, service, id, "check", **{**places, "place_1": ""})
    assert "a place of its own" in page and page.startswith("422") and "selected" in page
    page = act(site, service, id, "check", **places)
    assert '<p class="dr-word">Right' in page
    id = started(site, "general:points_and_base")
    for _ in range(3):
        act(site, service, id, "step")
    question = run_of(service, id).instance.questions[3]
    right = next(option for option in question.options if option.right)
    assert right.says[:20] in act(site, service, id, "check", answer=right.id)


def test_what_is_typed_is_kept_and_two_windows_do_not_collide(site: Site, service: Service) -> None:
    id = started(site)
    first = run_of(service, id).answers[0].question
    kept = site.post(f"/drilling/{id}/draft", {"question": first, "version": "1", "answer": "17"})
    assert kept.json() == {"version": 2}
    assert 'value="17"' in site.get(f"/drilling/{id}").text
    clash = site.post(f"/drilling/{id}/draft", {"question": first, "version": "1", "answer": "18"})
    assert clash.status_code == 409 and clash.json()["code"] == "changed_elsewhere"
    page = site.post(f"/drilling/{id}", {"question": first, "version": "1", "act": "check", "answer": "19"})
    assert page.status_code == 409 and 'value="19"' in page.text, "what was typed is kept"
    assert act(site, service, id, "later", answer="20")
    assert "Under way" in site.get("/drills").text
    assert 'value="20"' in site.get(f"/drilling/{id}").text
    page = act(site, service, id, "end", answer="21")
    assert "Question by question" in page
    assert run_of(service, id).answers[0].typed == "21"


@pytest.mark.parametrize("act", ["", "fly"])
def test_an_incomplete_form_is_told(site: Site, service: Service, act: str) -> None:
    id = started(site)
    first = run_of(service, id).answers[0].question
    assert site.post(f"/drilling/{id}", {"question": first, "version": "1", "act": act, "answer": "1"}).status_code == 422
    assert site.post(f"/drilling/{id}", {"question": "none", "version": "1", "act": "check"}).status_code == 404


def test_a_run_of_another_version_is_told_and_hides_no_other(site: Site, service: Service) -> None:
    made = Exercises(service.database, "me").create(kind="drill", item=SMALL, title="Old", data={"x": 1})
    Exercises(service.database, "me").finish(made.id, {"x": 1}, version=1, score=50)
    page = site.get(f"/drilling/{made.id}")
    assert page.status_code == 422 and "delete it" in page.text
    assert site.get("/drills").status_code == 200


def test_the_brief_leads_to_a_drill_with_the_postings_numbers(site: Site, service: Service) -> None:
    preparation = site.prepare()
    brief = site.get(f"/preparations/{preparation}").text
    address = re.search(r'class="own-drill" href="(/drills/[^"?]+\?preparation=[^"]+)"', brief)
    assert address is not None
    page = site.get(address.group(1)).text
    assert "With the numbers of" in page
    room = DrillRoom(service)
    held = next(each for each in room.listed() if address.group(1).startswith(f"/drills/{each.id}?"))
    made = site.post(f"/drills/{held.id}", {"preparation": preparation})
    id = made.url.path.rsplit("/", 1)[-1]
    assert Exercises(service.database, "me").get(id).preparation == preparation
    assert run_of(service, id).instance.from_job == room.drawn(held.id, seed=None, preparation=preparation).from_job
    act(site, service, id, "check", answer="123456789")
    act(site, service, id, "end", answer="")
    assert "again at level" in site.get(f"/preparations/{preparation}/plan").text or held.drill.title in brief
    assert site.get(f"/preparations/{preparation}/progress").status_code == 200
