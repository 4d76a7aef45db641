"""The pages of a language model as a guest in a browser: no fault of access, at either width and in either theme, by clicks alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from database_things import prepared
from guest_host import Seated
from live import served
from loopready.adapters.database import Database, Exercises, Stories
from loopready.app import given_papers, interviews, opinions, proposing, stories
from loopready.app.api import read_cv
from loopready.app.interviews import InterviewRoom
from loopready.app.sample import CV
from loopready.app.service import PERSONAL, Service
from loopready.model import GivenPaper, GivenStatement, Prompt
from loopready.practice.stories import drafts
from practice_things import ANSWER, judge

pytestmark = pytest.mark.browser
SAID = "Recovery took 94 minutes because the rollback tool ran in the region that was gone."


class _NoJobs:
    def start(self, preparation: str, run: int) -> None:
        """Begins nothing."""

    def forget(self, preparation: str) -> None:
        """Knows of none."""

    def close(self) -> None:
        """Has nothing to end."""


class Places(NamedTuple):
    """Where the pages are."""

    address: str
    interview: str
    turn: str
    story: str
    preparation: str


def says(prompt: Prompt) -> str:
    sent = {each.name: each.text for each in prompt.data}
    if prompt.purpose == "converse":
        return json.dumps({"probe": "probe_1", "text": f"Pages fell from 31 to 12. {sent['probe_1']}"})
    if prompt.purpose == "judge":
        level = {"level": 4, "quotes": ["I gave the queue to the storage team"]}
        return json.dumps(level if "level" in str(prompt.answer_schema) else {"checks": []})
    return json.dumps({"parts": [{"part": "result", "sentences": [f"{sent.get('part_result', '')}."]}]})


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for module in (interviews, opinions, proposing, given_papers, stories):
            patch.setattr(module, "Guests", lambda service, owner: Seated(says))
        database = Database(tmp_path_factory.mktemp("guests") / "site.sqlite")
        service = stack.enter_context(Service(database=database, jobs=lambda run_stage, database: _NoJobs()))
        room = InterviewRoom(service, mark=judge)
        made = room.start(guide="general", question="weakness")
        first = room.open(made.id)
        assert first is not None
        room.answer(made.id, first.id, ANSWER, version=first.version)
        cv, profile = read_cv(CV.encode())
        draft = next(each for each in drafts(profile, cv) if "“" in each.parts["result"].text)
        story, preparation = Stories(database, PERSONAL).add(draft).id, prepared(database, owner=PERSONAL).id
        statement = GivenStatement(text=SAID, start=0, end=len(SAID), quote=SAID)
        paper = GivenPaper(name="post.md", text=SAID, by="fake", statements=(statement,), dropped=1)
        kept = paper.model_dump(mode="json", exclude={"id", "preparation", "given"})
        Exercises(database, PERSONAL).create(kind="firm", item="post", data=kept, title="post.md", preparation=preparation)
        address = stack.enter_context(served(service))
        yield Places(address, made.id, first.id, story, preparation)


def fits(page: Page) -> None:
    """No violation that axe finds, and nothing wider than the window."""
    assert checked(page).violations_count == 0, checked(page).generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_pages_have_no_fault_of_access_and_fit(chromium: Browser, places: Places, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{places.address}/interviews/{places.interview}")
    expect(page.get_by_text("Worded by a language model")).to_be_visible()
    expect(page.get_by_text("sent there")).to_be_visible()
    fits(page)
    page.goto(f"{places.address}/interviews/{places.interview}/turns/{places.turn}")
    page.get_by_role("button", name="Ask for a second opinion").click()
    expect(page.get_by_text("They do not agree on")).to_be_visible()
    fits(page)
    page.goto(f"{places.address}/stories/{places.story}")
    page.get_by_role("button", name="Have it drafted").click()
    expect(page.get_by_role("button", name="Take this part").first).to_be_visible()
    fits(page)
    page.goto(f"{places.address}/preparations/{places.preparation}/given")
    expect(page.get_by_text("From a document you gave")).to_be_visible()
    fits(page)
    context.close()
