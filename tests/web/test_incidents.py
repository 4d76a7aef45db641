"""Incidents in the browser without scripts: begin, direct, refuse, resume, debrief."""

from __future__ import annotations

import re

import pytest

from secrets_of_play import TELLING, scenario, told_of
from web_site import Site


def begun(site: Site, **fields: str) -> str:
    site.get("/incidents")
    answer = site.post("/incidents", {"scenario": "thursday", "clock": "fast", "seed": "4", **fields})
    assert answer.status_code == 200, answer.text
    return str(answer.url.path)


def seen(text: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', text)
    assert found
    return found.group(1)


def test_the_list_says_what_there_is_and_how_it_is_judged(site: Site) -> None:
    text = site.get("/incidents").text
    assert text.count('type="radio"') == 6 and "Mitigation before root cause" in text
    for id in TELLING:
        assert told_of(scenario(id), text) == []


def test_an_incident_is_directed_left_and_taken_up(site: Site) -> None:
    path = begun(site)
    page = site.get(path).text
    assert "Minute 0" in page and "Not declared" in page
    page = site.post(f"{path}/wait", {"minutes": "12", "seen": seen(page)}).text
    assert "Minute 12" in page
    page = site.post(f"{path}/move", {"move": "declare", "o_severity": "sev1", "seen": seen(page)}).text
    assert "SEV-1" in page and "Minute 13" in page
    assert "Minute 13" in site.get(path).text
    assert "minute 13" in site.get("/incidents").text
    page = site.post(f"{path}/wait", {"minutes": "news", "seen": seen(page)}).text
    assert "Minute 14" in page


def test_another_window_is_told_and_what_was_typed_stays(site: Site) -> None:
    path = begun(site)
    page = site.get(path).text
    site.post(f"{path}/wait", {"minutes": "5", "seen": seen(page)})
    answer = site.post(
        f"{path}/move", {"move": "status_page", "o_tone": "vague", "o_next": "60", "words": "We look into it <b>", "seen": seen(page)}
    )
    assert answer.status_code == 409 and "another window" in answer.text
    assert "We look into it &lt;b&gt;</textarea>" in answer.text and '<option value="60" selected>' in answer.text


def test_what_can_not_be_done_is_said_on_the_page(site: Site) -> None:
    path = begun(site)
    page = site.get(path).text
    answer = site.post(f"{path}/move", {"move": "drain_region", "o_region": "us-1", "o_to": "us-1", "seen": seen(page)})
    assert answer.status_code == 422 and "onto itself" in answer.text
    answer = site.post(f"{path}/wait", {"minutes": "999", "seen": seen(page)})
    assert answer.status_code == 422 and "1 to 120" in answer.text
    answer = site.post(f"{path}/move", {"move": "dance", "seen": seen(page)})
    assert answer.status_code == 404
    answer = site.post("/incidents", {"scenario": "thursday", "seed": "many"})
    assert answer.status_code == 422 and "whole number" in answer.text


def test_the_end_is_a_debrief_with_files(site: Site) -> None:
    path = begun(site)
    page = site.post(f"{path}/wait", {"minutes": "end", "seen": seen(site.get(path).text)}).text
    assert "Debrief: Two regions fail within minutes" in page and "What it was" in page and "<svg" in page
    assert 'style="' not in page
    saved = site.get(f"{path}/debrief.md")
    assert saved.headers["content-type"].startswith("text/markdown") and "attachment" in saved.headers["content-disposition"]
    assert site.get(f"{path}/debrief.docx").content[:2] == b"PK"
    assert site.get(f"{path}/debrief.exe").status_code == 404
    assert "0 of 100" in site.get("/incidents").text
    site.get(path)
    assert site.post(f"{path}/delete").status_code == 200
    assert site.get(path).status_code == 404


def test_a_running_clock_is_asked_for_by_the_page(site: Site) -> None:
    path = begun(site, clock="brisk")
    page = site.get(path).text
    assert 'hx-trigger="every 5s"' in page
    answer = site.post(f"{path}/tick")
    assert answer.status_code == 200 and "<html" not in answer.text and "Minute 0" in answer.text
    page = site.post(f"{path}/clock", {"clock": "fast", "seen": seen(page)}).text
    assert "hx-trigger" not in page
    assert site.post(f"{path}/clock", {"clock": "warp", "seen": seen(page)}).status_code == 422


def test_several_actions_are_taken_from_boxes(site: Site) -> None:
    path = begun(site)
    page = site.post(f"{path}/move", {"move": "declare", "o_severity": "sev1", "seen": seen(site.get(path).text)}).text
    page = site.post(f"{path}/move", {"move": "end_incident", "seen": seen(page)}).text
    chosen = {"o_account": "system", "o_actions": ["stage-config", "red-button"], "o_dated": "both", "o_share": "both"}
    page = site.post(f"{path}/move", {"move": "write_postmortem", **chosen, "seen": seen(page)}).text
    assert "Debrief" in page and "before anything had shown itself" in page


@pytest.mark.parametrize("id", sorted(TELLING))
def test_nothing_sent_before_the_end_tells_the_cause(site: Site, id: str) -> None:
    path = begun(site, scenario=id)
    page = site.post(f"{path}/wait", {"minutes": "40", "seen": seen(site.get(path).text)})
    assert "Minute 40" in page.text and id not in path
    refused = site.post(f"{path}/move", {"move": "emergency_change", "o_fix": "none-such", "seen": seen(page.text)})
    early = site.post(f"{path}/move", {"move": "write_postmortem", "o_actions": "x", "seen": seen(page.text)})
    assert refused.status_code == early.status_code == 422
    for answer in (page, refused, early):
        assert told_of(scenario(id), answer.text + str(answer.headers)) == []
    over = site.post(f"{path}/wait", {"minutes": "end", "seen": seen(page.text)}).text
    assert told_of(scenario(id), over), "the debrief tells it, so the search can find it"


def test_a_choice_that_would_tell_is_offered_once_somebody_told_of_it(site: Site) -> None:
    path = begun(site, scenario="saturday")
    page = site.get(path).text
    answer = site.post(f"{path}/move", {"move": "emergency_change", "o_fix": "renew", "seen": seen(page)})
    assert answer.status_code == 422 and "not one of those offered now (restart)" in answer.text
    page = site.post(f"{path}/wait", {"minutes": "15", "seen": seen(page)}).text
    page = site.post(f"{path}/move", {"move": "escalate", "o_team": "identity", "seen": seen(page)}).text
    page = site.post(f"{path}/wait", {"minutes": "15", "seen": seen(page)}).text
    assert 'value="renew"' in page
    answer = site.post(f"{path}/move", {"move": "emergency_change", "o_fix": "renew", "seen": seen(page)})
    assert answer.status_code == 200 and "Issue a new certificate" in answer.text
