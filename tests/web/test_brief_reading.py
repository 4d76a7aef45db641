"""Correcting what was read: the form, its faults, and that a correction survives."""

from __future__ import annotations

import html
import re

from loopready.app.service import Service
from loopready.model import Override
from web_site import Site

_FIELD = re.compile(r'<input (?:id="[^"]*" )?(?:type="hidden" )?name="([^"]+)" value="([^"]*)"')
_SELECT = re.compile(r'<select id="[^"]*" name="([^"]+)">(.*?)</select>', re.DOTALL)
_TICKED = re.compile(r'<input type="checkbox" name="([^"]+)" value="([^"]+)" checked>')


def form_of(page: str) -> dict[str, str]:
    """The fields of the large form as a browser would send them."""
    inner = page[page.index('<form class="reading"') : page.index('<section id="guide"')]
    given = {name: html.unescape(value) for name, value in _FIELD.findall(inner)}
    for name, options in _SELECT.findall(inner):
        given[name] = re.findall(r'value="([^"]*)" selected', options)[0]
    return given | dict(_TICKED.findall(inner))


def first_work(service: Service, id: str) -> str:
    brief = service.desk().brief(id)
    assert brief is not None
    return f"profile/work/{brief.profile.work[0].id}"


def test_a_correction_makes_the_brief_again_and_survives(site: Site, service: Service) -> None:
    id = site.prepare()
    at = first_work(service, id)
    page = site.get(f"/preparations/{id}/reading").text
    site.post(f"/preparations/{id}/reading", form_of(page) | {f"{at}/position": "Director of Ice", "posting/firm": "Fjord AS"})
    site.wait(id)
    shown = site.get(f"/preparations/{id}").text
    assert "Made with 2 corrections of yours" in shown and "Fjord AS" in shown
    brief = service.desk().brief(id)
    assert brief is not None and brief.profile.work[0].position is not None and brief.profile.work[0].position.value == "Director of Ice"
    service.desk().again(id, version=service.desk().preparations.get(id).version)
    site.wait(id)
    again = site.get(f"/preparations/{id}/reading").text
    assert 'value="Director of Ice"' in again and "Take back" in again
    taken = form_of(again) | {"drop": f"{at}/position"}
    site.post(f"/preparations/{id}/reading", taken)
    site.wait(id)
    assert "Director of Ice" not in site.get(f"/preparations/{id}/reading").text


def test_a_bad_date_is_told_beside_its_field_and_the_rest_is_kept(site: Site, service: Service) -> None:
    id = site.prepare()
    at = first_work(service, id)
    form = form_of(site.get(f"/preparations/{id}/reading").text)
    answer = site.post(f"/preparations/{id}/reading", form | {f"{at}/start": "last spring", "posting/team": "The Tundra team"})
    assert answer.status_code == 422
    assert "last spring" in answer.text and "is no date here" in answer.text and "The Tundra team" in answer.text
    assert answer.text.count('aria-invalid="true"') == 1
    assert service.desk().corrections(id) == []


def test_two_tabs_do_not_overwrite_each_other(site: Site, service: Service) -> None:
    id = site.prepare()
    form = form_of(site.get(f"/preparations/{id}/reading").text)
    site.post(f"/preparations/{id}/reading", form | {"posting/firm": "First AS"})
    site.wait(id)
    answer = site.post(f"/preparations/{id}/reading", form | {"posting/firm": "Second AS", "posting/team": "My team"})
    assert answer.status_code == 409
    assert 'value="Second AS"' in answer.text and "In the other window it is now: First AS" in answer.text
    site.post(f"/preparations/{id}/reading", form_of(answer.text))
    site.wait(id)
    assert {(each.target, each.value) for each in service.desk().corrections(id)} == {
        ("posting/firm", "Second AS"),
        ("posting/team", "My team"),
    }


def test_what_the_other_tab_changed_stays_where_this_one_did_not_touch_it(site: Site, service: Service) -> None:
    id = site.prepare()
    form = form_of(site.get(f"/preparations/{id}/reading").text)
    site.post(f"/preparations/{id}/reading", form | {"posting/firm": "First AS"})
    site.wait(id)
    answer = site.post(f"/preparations/{id}/reading", form | {"posting/team": "My team"})
    site.post(f"/preparations/{id}/reading", form_of(answer.text))
    site.wait(id)
    assert {each.value for each in service.desk().corrections(id)} == {"First AS", "My team"}


def test_a_statement_is_retracted_and_taken_back(site: Site, service: Service) -> None:
    id = site.prepare()
    brief = service.desk().brief(id)
    assert brief is not None
    item = brief.section("probes").items[0]
    claim = item.blocks[0].claims[0]
    page = site.get(f"/preparations/{id}/reading?item={item.id}").text
    assert "Wrong: do not say it again" in page and f'value="{claim.id}"' in page
    version = str(service.desk().preparations.get(id).version)
    site.post(f"/preparations/{id}/retract", {"claim": claim.id, "version": version})
    site.wait(id)
    after = service.desk().brief(id)
    assert after is not None and claim.id not in {each.id for each in after.claims()}
    listed = site.get(f"/preparations/{id}/reading").text
    assert "A statement you called wrong" in listed
    site.post(f"/preparations/{id}/reading", form_of(listed) | {"drop": f"claim/{claim.id}"})
    site.wait(id)
    back = service.desk().brief(id)
    assert back is not None and claim.id in {each.id for each in back.claims()}
    assert site.post(f"/preparations/{id}/retract", {"claim": "no/such", "version": "1"}).status_code == 404


def test_another_guide_and_the_seat_one_comes_from(site: Site, service: Service) -> None:
    id = site.prepare()
    page = site.get(f"/preparations/{id}/reading").text
    paths = re.findall(r'<option value="([a-z][^"]+/[^"]+)">', page)
    version = str(service.desk().preparations.get(id).version)
    site.post(f"/preparations/{id}/asked", {"guide": paths[0], "start": paths[1], "version": version, "interviewers": "product"})
    site.wait(id)
    made = service.desk().preparations.get(id)
    assert (made.asked.guide, made.asked.start, made.asked.interviewers) == (paths[0], paths[1], ("product",))
    brief = service.desk().brief(id)
    assert brief is not None and brief.guide.path == paths[0] and brief.guide.chosen_by == "person"
    stale = site.post(f"/preparations/{id}/asked", {"guide": "", "version": version})
    assert stale.status_code == 409 and "changed in another window" in stale.text
    late = site.post(f"/preparations/{id}/asked", {"on": "2020-01-01", "version": str(made.version)})
    assert late.status_code == 422 and "lies before today" in late.text


def test_a_correction_whose_entry_is_gone_does_not_stop_the_run(site: Site, service: Service) -> None:
    id = site.prepare()
    present = service.desk().preparations.get(id)
    made = service.desk().preparations.correct(
        id, [Override(id="s1", target="profile/work/gone/start", value="2020")], version=present.version
    )
    service.jobs.start(id, made.run)
    site.wait(id)
    assert service.desk().preparations.get(id).state == "done"
    assert "names nothing that is read any more" in site.get(f"/preparations/{id}/reading").text


def test_what_is_added_is_in_the_brief_made_again_as_the_persons(site: Site, service: Service) -> None:
    id = site.prepare()
    page = site.get(f"/preparations/{id}/reading").text
    assert "Add a position" in page and "Add a course of study" in page
    version = service.desk().preparations.get(id).version
    given = {
        "version": str(version), "profile/skills/+": "Apache Kafka", "profile/education/+new/institution": "Example University",
        "profile/work/+new/position": "Team lead", "profile/work/+new/name": "Fjord AS", "profile/work/+new/start": "2001-03",
        "profile/work/+new/end": "2003-05",
    }  # fmt: skip
    faulty = site.post(f"/preparations/{id}/reading", {**given, "profile/work/+new/start": "soon"})
    assert faulty.status_code == 422 and "Fjord AS" in faulty.text and "Apache Kafka" in faulty.text
    assert site.post(f"/preparations/{id}/reading", given).status_code == 200
    site.wait(id)
    desk = service.desk()
    assert desk.preparations.get(id).failure is None
    brief = desk.brief(id)
    assert brief is not None and brief.profile.work[-1].id == "+1" and brief.profile.education[-1].id == "+1"
    assert "Apache Kafka" in [leaf.value for group in brief.profile.skills for leaf in group.keywords]
    assert {each.target for each in desk.corrections(id)} >= {"profile/skills/+apache_kafka", "profile/work/+1/name"}
    desk.again(id, version=desk.preparations.get(id).version)
    site.wait(id)
    again = desk.brief(id)
    assert again is not None and again.profile.work[-1].id == "+1", "additions outlive a run"
    assert "A skill you added" in site.get(f"/preparations/{id}/reading").text
