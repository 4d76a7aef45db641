"""The pages of stories and claims: by plain forms, and as they are typed."""

from __future__ import annotations

import html
import re

import pytest

from loopready.app.defending import ClaimsAtHand
from loopready.app.service import Service
from loopready.app.stories import StoryBank
from loopready.model import Story
from web_site import Site

JSON = {"Accept": "application/json"}


@pytest.fixture
def prepared(site: Site) -> str:
    return site.prepare()


@pytest.fixture
def bank(service: Service) -> StoryBank:
    return StoryBank(service, "me")


@pytest.fixture
def story(site: Site, prepared: str, bank: StoryBank) -> Story:
    site.post(f"/preparations/{prepared}/stories", {"key": next(d.key for d in bank.drafts(prepared) if "22%" in d.data.line)})
    return bank.all()[0]


def test_one_click_takes_what_the_cv_offers(site: Site, prepared: str, bank: StoryBank) -> None:
    empty = site.get(f"/preparations/{prepared}/stories").text
    assert "0 of " in empty and "No story" in empty and "Take this line" in empty and "Nothing is made up" in empty
    page = site.post(f"/preparations/{prepared}/stories")
    assert page.url.path == f"/preparations/{prepared}/stories" and "Taken into your story bank" in page.text
    assert bank.all() and "to be told for" in page.text and page.text.count('class="dot told"') > 3
    rows = re.findall(r"<tr( class=\"bare\")?>", page.text)[1:]
    assert rows == sorted(rows, reverse=True), "uncovered questions come first"
    again = site.post(f"/preparations/{prepared}/stories")
    assert "Nothing of the CV would cover more" in again.text


def test_a_line_is_taken_and_opened(site: Site, story: Story, prepared: str) -> None:
    page = site.get(f"/stories/{story.id}?for={prepared}").text
    assert "“Reduced infrastructure cost by NOK 21M a year (22%)” ____</textarea>" in page
    assert "Your CV is silent here." in page and "a ratio or an order of magnitude" in page and "not sent" in page
    assert "Not judged yet" in page and site.post(f"/preparations/{prepared}/stories", {"key": "no/such"}).status_code == 404


def test_a_story_of_ones_own_needs_a_name(site: Site, prepared: str) -> None:
    page = site.post(f"/preparations/{prepared}/stories", {"title": "The night in Oslo"})
    assert page.url.path.startswith("/stories/") and "The night in Oslo" in page.text
    bad = site.post(f"/preparations/{prepared}/stories", {"title": "x" * 201})
    assert bad.status_code == 422 and "give a shorter one" in bad.text and "x" * 201 in bad.text


def test_a_plain_form_keeps_every_part(site: Site, story: Story, prepared: str, bank: StoryBank) -> None:
    site.get(f"/stories/{story.id}")
    back = site.post(
        f"/stories/{story.id}?for={prepared}",
        {"version": "1", "title": "Colder objects", "part/task": "Mine:\r\nthe plan <b>", "part/secret": "The model was wrong once."},
    )
    assert back.status_code == 200 and "Saved." in back.text and "the plan &lt;b&gt;</textarea>" in back.text
    made = bank.get(story.id)
    assert (made.title, made.part("task").text, made.part("task").by, made.edition) == (
        "Colder objects",
        "Mine:\nthe plan <b>",
        "person",
        2,
    )


def test_as_it_is_typed_each_save_names_the_version_it_saw(site: Site, story: Story) -> None:
    first = site.post(f"/stories/{story.id}", {"version": "1", "part/task": "a"}, headers=JSON).json()
    assert (first["version"], first["edition"], first["fields"]["part/task"]) == (2, 2, "a")
    other = site.post(f"/stories/{story.id}", {"version": "1", "part/task": "b"}, headers=JSON)
    assert other.status_code == 409 and other.json()["now"]["fields"]["part/task"] == "a"
    page = site.post(f"/stories/{story.id}", {"version": "1", "part/task": "b", "part/action": "c"})
    assert page.status_code == 409 and ">\nb</textarea>" in page.text and "In the other window it says" in page.text
    assert 'name="version" value="2"' in page.text
    assert site.post(f"/stories/{story.id}", {"version": "2", "part/task": "b"}).status_code == 200


def test_what_is_too_long_or_strange_is_told_and_kept_on_the_page(site: Site, story: Story) -> None:
    long = site.post(f"/stories/{story.id}", {"version": "1", "part/task": "x" * 6001})
    assert long.status_code == 413 and "x" * 6001 in long.text
    script = "<script>alert(1)</script> 你好 def f(): pass"
    page = site.post(f"/stories/{story.id}", {"version": "1", "part/task": script})
    assert html.escape(script, quote=False) in page.text and "<script>alert" not in page.text
    assert site.post(f"/stories/{story.id}", {"version": "x", "part/task": "y"}).status_code == 422


def test_it_is_judged_against_a_question(site: Site, story: Story, prepared: str, bank: StoryBank) -> None:
    page = site.post(f"/stories/{story.id}/judge?for={prepared}", {"question": ""})
    assert page.status_code == 200 and bank.get(story.id).scorecard is not None
    assert "As the answer to" in page.text and ("of 100" in page.text or "Not marked." in page.text)
    assert site.post(f"/stories/{story.id}/judge", {"question": "questions/none"}).status_code == 404
    empty = bank.begin("Nothing yet", preparation=prepared)
    bad = site.post(f"/stories/{empty.id}/judge", {"question": ""})
    assert bad.status_code == 422 and "write a part of it first" in bad.text


def test_what_it_shows_when_it_was_told_and_the_archive(site: Site, story: Story, prepared: str, bank: StoryBank) -> None:
    signal = bank.guide(prepared).signals[0].id
    site.post(f"/stories/{story.id}/competences", {"version": "1", "signal": signal})
    assert bank.get(story.id).data.signals == (signal,)
    page = site.post(f"/stories/{story.id}/told", {"version": "2", "day": "2026-01-05", "where": "Firn", "here": "yes"})
    assert "Mon 5 Jan 2026, Firn" in page.text and "in this loop" in page.text
    bad = site.post(f"/stories/{story.id}/told", {"version": "3", "day": "2999-01-01", "where": ""})
    assert bad.status_code == 422 and "lies ahead" in bad.text
    shelf = site.post(f"/stories/{story.id}/shelf", {"version": "3", "to": "archive"})
    assert "Archive (1)" in shelf.text and "in the archive" in site.get(f"/stories/{story.id}").text
    site.post(f"/stories/{story.id}/shelf", {"version": "4", "to": "bank"})
    assert not bank.get(story.id).archived


def test_versions_come_back_and_a_story_goes(site: Site, story: Story, prepared: str, bank: StoryBank) -> None:
    site.post(f"/stories/{story.id}", {"version": "1", "part/action": "my own words"})
    page = site.post(f"/stories/{story.id}/versions", {"version": "2"})
    assert "Kept as a version" in page.text and "Version 3" in page.text
    back = site.post(f"/stories/{story.id}/versions", {"version": "3", "edition": "1"})
    assert "Its earlier words are back" in back.text and bank.get(story.id).part("action") == story.part("action")
    asked = site.get(f"/stories/{story.id}/delete").text
    assert "all 4 versions" in asked
    gone = site.post(f"/stories/{story.id}/delete")
    assert gone.url.path == f"/preparations/{prepared}/stories" and "Deleted" in gone.text and bank.all() == []
    assert site.get(f"/stories/{story.id}").status_code == 404


def test_a_story_without_its_preparation_is_still_there(site: Site, story: Story, prepared: str) -> None:
    site.post(f"/preparations/{prepared}/delete")
    page = site.get(f"/stories/{story.id}")
    assert page.status_code == 200 and "Tell it aloud" in page.text
    judged = site.post(f"/stories/{story.id}/judge", {"question": ""})
    assert judged.status_code == 200
    assert site.post(f"/stories/{story.id}/competences", {"version": "1"}).status_code == 404


def test_claims_are_answered_defended_and_taken_back(site: Site, service: Service, prepared: str) -> None:
    page = site.get(f"/preparations/{prepared}/claims").text
    held = ClaimsAtHand(service, "me")
    claim = next(each for each in held.all(prepared) if each.words == "22%")
    assert all(html.escape(probe) in page for probe in claim.probes) and "see it in your CV" in page
    path, fields = f"/preparations/{prepared}/claims", {"claim": claim.key}
    typed = site.post(path, {**fields, "version": "0", "answer": "of the budget"}, headers=JSON).json()
    assert typed == {"version": 1, "state": "open", "fields": {"answer": "of the budget"}}
    stale = site.post(path, {**fields, "version": "0", "answer": "of what?"})
    assert stale.status_code == 409 and "of what?</textarea>" in stale.text and "In the other window it says" in stale.text
    done = site.post(path, {**fields, "version": "1", "answer": "of the hardware budget", "act": "defended"})
    assert done.status_code == 200 and 'Defended <span class="n">1</span>' in done.text
    assert "of the hardware budget</textarea>" in site.get(f"{path}?state=defended").text
    back = site.post(path, {**fields, "version": "3", "act": "retracted"})
    assert back.status_code == 200 and "The brief is made again without it" in back.text
    site.wait(prepared)
    assert "22%" not in re.sub(r"<[^>]+>", " ", site.get(f"/preparations/{prepared}").text)
    assert "Open it again" in site.get(f"{path}?state=retracted").text


def test_a_claim_without_an_answer_is_not_defended(site: Site, service: Service, prepared: str) -> None:
    claim = ClaimsAtHand(service, "me").all(prepared)[0]
    path = f"/preparations/{prepared}/claims"
    bad = site.post(path, {"claim": claim.key, "version": "0", "answer": "", "act": "defended"})
    assert bad.status_code == 422 and "write what you would say" in bad.text.lower()
    assert site.post(path, {"claim": "a/b/c", "version": "0"}).status_code == 404
    assert site.post(path, {"claim": claim.key, "version": "0", "act": "won"}).status_code == 422


def test_without_a_brief_the_pages_say_what_to_do(site: Site) -> None:
    for path in ("/preparations/nothing/stories", "/preparations/nothing/claims", "/stories/nothing"):
        answer = site.get(path)
        assert answer.status_code == 404 and "there is no such" in answer.text
