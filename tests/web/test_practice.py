"""A mock interview in the browser, by plain forms and by the page's script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from loopready.app import interviews
from loopready.app.interviews import InterviewRoom
from loopready.app.service import Service
from practice_things import ANSWER, judge
from web_site import Site

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the pages do with marks is tested here; how they are made is not."""
    monkeypatch.setattr(interviews, "marker_of", lambda service: judge)
    yield


def begun(site: Site, *, start: str = "round:panel", **fields: str) -> tuple[str, str]:
    """The addresses of a session by the general guide, and of the turn that waits in it."""
    site.get("/practice/new?guide=general")
    page = site.post("/practice/new", {"guide": "general", "start": start, **fields})
    assert page.status_code == 200, page.text
    return page.url.path, waiting(page.text)


def waiting(text: str) -> str:
    found = re.search(r'action="(/interviews/\w+/turns/\w+)"', text)
    assert found is not None, text
    return found.group(1)


def version_of(text: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', text)
    assert found is not None
    return found.group(1)


def test_from_the_brief_to_the_debrief(site: Site) -> None:
    id = site.prepare()
    assert f'href="/preparations/{id}/practice">Practise</a>' in site.get(f"/preparations/{id}").text
    choose = site.get(f"/preparations/{id}/practice")
    assert "People management" in choose.text and "Outside assessor" in choose.text and "On your CV’s claims" in choose.text
    assert "Worked at, not talked through" in choose.text
    asked = site.post(f"/preparations/{id}/practice", {"start": "round:people", "mode": "practice", "who": ""})
    assert "What it tests" in asked.text and "do not use this in a real interview" in asked.text
    session = asked.url.path
    marked = site.post(waiting(asked.text), {"version": version_of(asked.text), "answer": ANSWER, "act": "answer"})
    assert "<mark>We had 31 pages a night</mark><sup>1, 2</sup>" in marked.text
    assert "Say measure." in marked.text and "And measure?" in marked.text
    assert "It predicts no interviewer." in marked.text and "What answers hold" in marked.text
    follow = site.get(session)
    assert "Follow-up to question 1" in follow.text and "You answered" in follow.text
    debrief = site.post(f"{session}/end")
    assert debrief.url.path == f"{session}/debrief"
    assert "What would have changed it." in debrief.text and "predicts" in debrief.text
    listed = site.get("/practice").text
    assert "People management" in listed and "Held" in listed and session in site.get(f"/preparations/{id}/practice").text
    site.get(f"{session}/delete")
    gone = site.post(f"{session}/delete")
    assert gone.url.path == f"/preparations/{id}/practice" and "Deleted, with all that was said in it." in gone.text
    assert site.get(session).status_code == 404


def test_live_mode_helps_with_nothing_until_the_end(site: Site) -> None:
    session, turn = begun(site, mode="live")
    page = site.get(session)
    assert 'class="timer"' in page.text and "What it tests" not in page.text and "What is listened for" not in page.text
    after = site.post(turn, {"version": version_of(page.text), "answer": ANSWER, "act": "answer"})
    assert after.url.path == session and "Follow-up" in after.text
    assert site.get(turn).url.path == session, "no marks before the end"
    site.post(f"{session}/end")
    assert "It predicts no interviewer." in site.get(turn).text


def test_what_is_typed_is_kept_and_is_there_again(site: Site) -> None:
    session, turn = begun(site)
    version = version_of(site.get(session).text)
    for text in ("We had", "We had 31 pages"):
        answer = site.post(f"{turn}/draft", {"version": version, "answer": text}, headers=JSON)
        version = str(answer.json()["version"])
    page = site.get(session)
    assert "We had 31 pages</textarea>" in page.text and ">Saved<" in page.text and version_of(page.text) == version


def test_two_tabs_see_both_texts_and_lose_none(site: Site) -> None:
    session, turn = begun(site)
    version = version_of(site.get(session).text)
    site.post(f"{turn}/draft", {"version": version, "answer": "from here"}, headers=JSON)
    answer = site.post(f"{turn}/draft", {"version": version, "answer": "from there"}, headers=JSON)
    assert answer.status_code == 409 and answer.json()["now"] == {"text": "from here", "version": int(version) + 1, "state": "open"}
    page = site.post(turn, {"version": version, "answer": "from there", "act": "answer"})
    assert page.status_code == 409 and "In the other window it says" in page.text
    assert '<p class="own-words">from here</p>' in page.text and "from there</textarea>" in page.text
    mended = site.post(turn, {"version": version_of(page.text), "answer": f"{ANSWER} both", "act": "answer"})
    assert mended.status_code == 200 and "both" in mended.text


def test_an_answer_given_in_another_tab_is_shown_beside_ones_own(site: Site) -> None:
    session, turn = begun(site)
    version = version_of(site.get(session).text)
    site.post(turn, {"version": version, "answer": ANSWER, "act": "answer"})
    page = site.post(turn, {"version": version, "answer": "other words", "act": "answer"})
    assert page.status_code == 409 and ANSWER in page.text and "other words</textarea>" in page.text and "readonly" in page.text
    twice = site.post(turn, {"version": version, "answer": ANSWER, "act": "answer"})
    assert twice.status_code == 200 and twice.url.path == turn, "the same answer sent twice is one answer"


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        ("", 422, "nothing is written yet"),
        ("  \n ", 422, "nothing is written yet"),
        ("x" * 200_001, 413, "an answer holds up to 200,000 letters"),
    ],
)
def test_what_is_no_answer_gets_one_clear_word_and_is_not_lost(site: Site, answer: str, status: int, says: str) -> None:
    session, turn = begun(site)
    page = site.post(turn, {"version": version_of(site.get(session).text), "answer": answer, "act": "answer"})
    assert page.status_code == status and says in page.text
    assert answer.strip() in page.text and f'action="{turn}"' in page.text


@pytest.mark.parametrize("answer", ["word " * 20_000, "<script>window.planted = 1</script> and four more words", "Ja, das war so."])
def test_odd_answers_are_kept_as_words(site: Site, answer: str) -> None:
    session, turn = begun(site)
    page = site.post(turn, {"version": version_of(site.get(session).text), "answer": answer, "act": "answer"})
    assert page.status_code == 200 and page.url.path == turn
    assert "<script>window.planted" not in page.text
    if len(answer.split()) < 5:
        assert "Not marked." in page.text and "of 100" not in page.text


def test_skipping_and_ending_keep_what_was_typed(site: Site, service: Service) -> None:
    session, turn = begun(site)
    version = version_of(site.get(session).text)
    after = site.post(turn, {"version": version, "answer": "half a thought", "act": "skip"})
    assert "Question 2 of" in after.text
    held = InterviewRoom(service).turn(session.rsplit("/", 1)[-1], turn.rsplit("/", 1)[-1])
    assert (held.state, held.answer) == ("skipped", "half a thought")
    later = site.post(waiting(after.text), {"version": version_of(after.text), "answer": "for tomorrow", "act": "later"})
    assert later.url.path == "/practice" and "Under way" in later.text
    again = site.get(session)
    assert "for tomorrow</textarea>" in again.text
    done = site.post(waiting(again.text), {"version": version_of(again.text), "answer": "for tomorrow", "act": "end"})
    assert done.url.path == f"{session}/debrief" and "half a thought" in done.text and "for tomorrow" in done.text


def test_a_choice_that_cannot_be_is_told_on_the_same_page(site: Site) -> None:
    site.get("/practice/new?guide=general")
    page = site.post("/practice/new", {"guide": "general", "start": "round:no_such"})
    assert page.status_code == 422 and "this loop has no such round" in page.text and "Mock interview" in page.text
    assert site.get("/practice/new?guide=no/such").status_code == 404


def test_a_form_without_an_act_changes_nothing(site: Site) -> None:
    session, turn = begun(site)
    page = site.post(turn, {"version": version_of(site.get(session).text), "answer": ANSWER})
    assert page.status_code == 422 and "Question 1 of" in site.get(session).text


def test_a_preparation_without_a_brief_says_so(site: Site, service: Service) -> None:
    from loopready.model import Asked

    desk = service.desk()
    made = desk.preparations.add(Asked(cv=desk.put(b"a CV", name="cv.txt"), job=desk.put(b"a posting", name="job.txt")))
    page = site.get(f"/preparations/{made.id}/practice")
    assert page.status_code == 409 and "still being made" in page.text
