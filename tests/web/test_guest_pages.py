"""The pages of a language model as a guest: nothing of it while it is off; beside what stands, and said to be its, when it is on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from database_things import prepared
from guest_host import Seated
from loopready.adapters.database import Stories
from loopready.app import given_papers, interviews, opinions, proposing, stories
from loopready.app.api import read_cv
from loopready.app.given_papers import GivenPapers
from loopready.app.sample import CV
from loopready.app.service import PERSONAL, Service
from loopready.model import OutsideError, Prompt, Story
from loopready.practice.stories import drafts
from practice_things import ANSWER
from web_site import Site

QUOTE = "I gave the queue to the storage team"
SAID = "Recovery took 94 minutes because the rollback tool ran in the region that was gone."


def says(prompt: Prompt) -> str:
    """What a model says to each act: partly what stands, partly what does not."""
    sent = {each.name: each.text for each in prompt.data}
    if prompt.purpose == "converse":
        return json.dumps({"probe": "probe_1", "text": f"You said pages fell from 31 to 12. {sent['probe_1']}"})
    if prompt.purpose == "judge":
        return json.dumps({"level": 5, "quotes": [QUOTE]} if "level" in str(prompt.answer_schema) else {"checks": []})
    if prompt.purpose == "firm":
        return json.dumps({"statements": [{"text": SAID, "quote": SAID}, {"text": "Recovery took 9 days.", "quote": SAID}]})
    parts = [name.removeprefix("part_") for name in sent if name.startswith("part_")]
    told = {name: [f"{sent[f'part_{name}']}."] if name == "result" else ["I won an award for it."] for name in parts}
    return json.dumps({"parts": [{"part": name, "sentences": sentences} for name, sentences in told.items()]})


Seat = Callable[[Callable[[Prompt], str] | None], Seated]


@pytest.fixture
def seat(monkeypatch: pytest.MonkeyPatch) -> Seat:
    """Turns a scripted model on, or off."""

    def seated(speaks: Callable[[Prompt], str] | None) -> Seated:
        host = Seated(speaks)
        for module in (interviews, opinions, proposing, given_papers, stories):
            monkeypatch.setattr(module, "Guests", lambda service, owner: host)
        return host

    return seated


def answered(site: Site) -> tuple[str, str]:
    """The address of a session whose first question is answered, and the page of the follow-up."""
    site.get("/practice/new?guide=general")
    asked = site.post("/practice/new", {"guide": "general", "start": "round:panel"})
    turn, version = (re.findall(p, asked.text)[0] for p in (r'action="(/interviews/\w+/turns/\w+)"', r'name="version" value="(\d+)"'))
    site.post(turn, {"version": version, "answer": ANSWER, "act": "answer"})
    return asked.url.path, turn


def test_while_it_is_off_no_page_speaks_of_it(site: Site) -> None:
    session, turn = answered(site)
    follow = site.get(session).text
    assert "language model" not in follow and "second opinion" not in site.get(turn).text
    site.post(f"{session}/end")
    assert "second opinion" not in site.get(f"{session}/debrief").text
    refused = site.post(f"{turn}/opinion")
    assert refused.status_code == 422 and "no language model is turned on" in refused.text


def test_a_follow_up_in_its_words_says_so_and_what_is_sent_is_told_before(site: Site, seat: Seat) -> None:
    seat(says)
    session, _ = answered(site)
    page = site.get(session).text
    assert "You said pages fell from 31 to 12." in page and "Worded by a language model. loopready would ask:" in page
    assert "your answer are sent there" in page and "fake at a test" in page


def test_a_second_opinion_stands_beside_the_marks_and_is_not_kept(site: Site, seat: Seat, service: Service) -> None:
    seat(says)
    session, turn = answered(site)
    before = interviews.InterviewRoom(service).get(session.rsplit("/", 1)[-1])
    assert "Ask for a second opinion" in site.get(turn).text
    page = site.post(f"{turn}/opinion")
    assert page.status_code == 200 and "not averaged" in page.text and "They do not agree on" in page.text and "by loopready" in page.text
    assert page.text.count(f"<blockquote>{QUOTE}</blockquote>") >= 2
    assert "the words it quotes hold" in page.text, "a level over the leash is said to be cut"
    assert interviews.InterviewRoom(service).get(before.id) == before
    site.post(f"{session}/end")
    debrief = site.get(f"{session}/debrief").text
    assert "Ask for a second opinion" in debrief and "changes none of them" in debrief


def down(_: Prompt) -> str:
    raise OutsideError("model_down", "did not answer", name="fake")


def test_a_model_that_fails_costs_nothing_but_the_opinion(site: Site, seat: Seat) -> None:
    seat(down)
    session, turn = answered(site)
    assert "Worded by" not in site.get(session).text
    page = site.post(f"{turn}/opinion")
    assert page.status_code == 200 and "No overall." in page.text and "did not answer" in page.text


@pytest.fixture
def story(service: Service) -> Story:
    cv, profile = read_cv(CV.encode())
    draft = next(each for each in drafts(profile, cv) if "“" in each.parts["result"].text and "“" in each.parts["action"].text)
    return Stories(service.database, PERSONAL).add(draft)


def test_a_draft_stands_beside_the_story_until_a_part_is_taken(site: Site, seat: Seat, story: Story, service: Service) -> None:
    assert "Have it drafted" not in site.get(f"/stories/{story.id}").text
    seat(says)
    assert "Have it drafted" in site.get(f"/stories/{story.id}").text
    page = site.post(f"/stories/{story.id}/proposal").text
    assert "award" not in page and "the CV&#39;s own words stand" in page and "Your story is as it was" in page
    assert Stories(service.database, PERSONAL).get(story.id) == story
    taken = re.search(r'name="part/result" value="([^"]+)"', page)
    assert taken is not None and "____" in taken.group(1), "the blank is kept"
    site.post(f"/stories/{story.id}", {"version": str(story.version), "part/result": taken.group(1)})
    assert Stories(service.database, PERSONAL).get(story.id).part("result").by == "person"


def test_a_document_is_given_shown_with_its_words_and_deleted(site: Site, seat: Seat, service: Service) -> None:
    id = prepared(service.database, owner=PERSONAL).id
    off = site.get(f"/preparations/{id}/given").text
    assert "none is turned on" in off and 'type="file"' not in off
    seat(says)
    assert 'type="file"' in site.get(f"/preparations/{id}/given").text
    page = site.post(f"/preparations/{id}/given", files={"document": ("<b>post.md", f"# Post\n\n{SAID}\n".encode())})
    assert page.url.path == f"/preparations/{id}/given" and f"<blockquote>{SAID}</blockquote>" in page.text
    assert "From a document you gave" in page.text and "1 refused" in page.text and "<b>post" not in page.text and "9 days" not in page.text
    empty = site.post(f"/preparations/{id}/given")
    assert empty.status_code == 422 and "is empty" in empty.text
    only = GivenPapers(service).all(id)[0]
    assert "Deleted" in site.post(f"/given/{only.id}/delete").text and GivenPapers(service).all(id) == []
