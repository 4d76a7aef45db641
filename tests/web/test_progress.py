"""The page of progress, the living brief and its files, the note after a round, and what a coach sees of it."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from hosted_site import Visitor, account_for
from loopready.adapters.database import Audit, Pairings
from loopready.adapters.database.practice_tables import InterviewRow
from loopready.app.afterwards import AfterwardsBook
from loopready.app.coaching import CoachDesk, Coached
from loopready.app.service import Service
from loopready.model import Asked, Brief, PracticeQuestion
from loopready.practice.afterwards import listed_in
from practice_rows import ACT, ANSWER, RESULT, interview, keep, turn
from web_site import Site

WEAK = "Our team moved billing off the old host. It went well and everyone was happy."
STYLED = re.compile(r"<[a-z][^>]*\sstyle=")


def questions_of(service: Service, brief: Brief) -> list[PracticeQuestion]:
    """Two questions of the brief's guide that share no first signal."""
    guide = service.stages.guide_of(brief, "me")
    assert guide is not None
    first = guide.questions[0]
    other = next(each for each in guide.questions if each.signals[0] != first.signals[0])
    return [
        PracticeQuestion(id=f"questions/{each.id}", text=each.text, type="behavioural", guide=guide.path, signals=each.signals)
        for each in (first, other)
    ]


def practise(service: Service, id: str, *, owner: str = "me") -> str:
    """Two answers in one session, a good and a weak one; the good one's question."""
    brief = service.desk(owner).brief(id)
    assert brief is not None
    good, weak = questions_of(service, brief)
    marked = {
        "evidence": (("Our team moved billing off the old host", "team_act"),), "pieces": ("own_part",), "caps": (("no_own_act", 2),),
    }  # fmt: skip
    poor = turn("turnpoor", weak, answer=WEAK, overall=20, day=1, marked=marked)
    held = interview("session1", turn("turngood", good, overall=90), poor, owner=owner, preparation=id, guide=brief.guide.path or "general")
    keep(service.database, held)
    return good.text


def test_the_page_tells_what_moved_and_what_is_missing(site: Site, service: Service) -> None:
    id = site.prepare()
    empty = site.get(f"/preparations/{id}/progress").text
    assert "No answer is marked yet, so everything here is from your CV." in empty and "Readiness " in empty
    text = practise(service, id)
    page = site.get(f"/preparations/{id}/progress").text
    assert ACT in page and text.split("?")[0][:30] in page and "mark 90 of 100" in page
    assert "The team&#39;s work told as your own" in page and "Say own_part" in page
    assert page.count("<table>") >= 2 and "The same as a table" in page and not STYLED.search(page)
    assert 'href="/interviews/session1/turns/turngood"' in page
    assert site.get("/preparations/gone/progress").status_code == 404


def test_no_figure_is_shown_on_the_eve(site: Site, service: Service) -> None:
    id = site.prepare(on=(dt.date.today() + dt.timedelta(days=1)).isoformat())
    practise(service, id)
    page = site.get(f"/preparations/{id}/progress").text
    assert "less than a day away" in page and ACT in page
    assert "Readiness " not in page and "mark 90" not in page and "mean mark" not in page and "pr-bar-of" not in page


def test_the_brief_and_its_files_live_and_an_old_copy_is_not_shown(site: Site, service: Service) -> None:
    id = site.prepare()
    first = site.get(f"/preparations/{id}")
    assert ACT not in first.text and site.get(f"/preparations/{id}", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    practise(service, id)
    second = site.get(f"/preparations/{id}", headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200 and ACT in second.text and "History" in second.text and "Practised" in second.text
    for format in ("html", "md", "json"):
        assert ACT in site.get(f"/preparations/{id}/brief.{format}").text, format
    made = json.loads(site.get(f"/preparations/{id}/brief.json").text)
    cites = [cite for section in made["sections"] for item in section["items"] for block in item["blocks"] for claim in block["claims"]
             for cite in claim["cites"]]  # fmt: skip
    assert {"source": "person", "item": "answers/turngood"} in cites
    assert ACT in site.client.get(f"/api/v1/prep/{id}/brief.md").text
    with service.database.writing() as session:
        session.delete(session.get_one(InterviewRow, "session1"))
    assert site.get(f"/preparations/{id}").headers["etag"] == first.headers["etag"]
    assert ACT not in site.get(f"/preparations/{id}/brief.md").text


def test_a_note_is_begun_kept_as_typed_and_guarded(site: Site, service: Service) -> None:
    id = site.prepare()
    at = f"/preparations/{id}/after"
    wrong = site.post(f"{at}/notes", {"round": "other", "name": "", "held": "2026-11-26"})
    assert wrong.status_code == 422 and "say which round" in wrong.text.lower()
    made = site.post(f"{at}/notes", {"round": "other", "name": "Lunch <b>", "held": "2026-11-26"})
    assert made.status_code == 200 and "Lunch &lt;b&gt;" in made.text
    note = made.url.path
    as_json = {"headers": {"accept": "application/json"}}
    kept = site.post(note, {"asked": "Why <script>?\r\n", "version": "1"}, **as_json).json()
    assert kept == {"version": 2, "texts": {"asked": "Why <script>?"}}
    late = site.post(note, {"asked": "Mine", "version": "1"}, **as_json)
    assert late.status_code == 409 and late.json()["code"] == "changed_elsewhere" and late.json()["version"] == 2
    both = site.post(note, {"asked": "Mine", "version": "1"})
    assert both.status_code == 409 and "Mine" in both.text and "Why &lt;script&gt;?" in both.text
    assert site.post(note, {"asked": "x" * 20_001, "version": "2"}, **as_json).status_code == 413
    assert "1 of 6 fields" in site.post(note, {"told": "", "version": "2"}).text
    assert site.post(f"{note}/delete").status_code == 200 and site.get(note).status_code == 404


def test_ticks_make_recall_and_precision_and_move_the_weights(site: Site, service: Service) -> None:
    id = site.prepare()
    at = f"/preparations/{id}/after"
    book = AfterwardsBook(service)
    page = book.page(id)
    guide = service.stages.guide_of(service.desk().brief(id), "me")  # type: ignore[arg-type]
    assert guide is not None
    before = book.weights_of(guide)
    assert "To beat: 44% and about 50%" in site.get(at).text
    chosen = [page.listed[0].id, page.listed[1].id, page.bank[0][1][0].id]
    told = site.post(f"{at}/asked", {"asked": chosen, "seen": ""})
    assert told.status_code == 200
    site.post(f"{at}/own", {"own": "What would you cut <first>?", "signal": ""})
    shown = site.get(at).text
    assert (
        "2 of 4 asked were ours" in shown
        and f"2 of our {len(page.listed)} were asked" in shown
        and "What would you cut &lt;first&gt;?" in shown
    )
    stale = site.post(f"{at}/asked", {"asked": [], "seen": ""})
    assert stale.status_code == 409 and "another window" in stale.text
    assert site.post(f"{at}/asked", {"asked": ["questions/none"], "seen": book.page(id).seen}).status_code == 422
    assert site.post(f"{at}/own", {"own": "  "}).status_code == 422
    after = book.weights_of(guide)
    assert after[chosen[0]] > before[chosen[0]] and after[page.listed[2].id] < before[page.listed[2].id]
    assert after[chosen[2]] > before[chosen[2]]
    own = book.page(id).own[0].id
    assert site.post(f"{at}/own/delete", {"question": own}).status_code == 200 and book.page(id).own == ()
    site.post("/settings/delete", {"word": "delete"})
    assert AfterwardsBook(service)._store.sums() == {}


@pytest.fixture
def paired(hosted: Service) -> tuple[Visitor, Visitor, str, str]:
    """A coach and a candidate who accepted, the pairing, and a preparation with two answers."""
    coach, ada = account_for(hosted, "coach@example.org", "coach", name="Carla Coach"), account_for(hosted, "ada@example.org", name="Ada")
    at_desk, at_home = Visitor(hosted, coach), Visitor(hosted, ada)
    id = at_home.prepared()
    practise(hosted, id, owner=ada.id)
    pairing = Pairings(hosted.database, coach.id).offer(ada.id).id
    assert at_desk.get(f"/coach/clients/{pairing}/preparations/{id}/answers").status_code == 404
    Coached(hosted, ada.id).answer(pairing, accept=True)
    return at_desk, at_home, pairing, id


def test_a_coach_sees_the_weakest_answers_and_comments_on_their_words(paired: tuple[Visitor, Visitor, str, str], hosted: Service) -> None:
    at_desk, at_home, pairing, id = paired
    assert at_home.account is not None and at_desk.account is not None
    sheet = at_desk.get(f"/coach/clients/{pairing}").text
    weak = sheet[sheet.index("The weakest answers") : sheet.index("h-practised")]
    assert weak.index("Our team moved billing off the old host") < weak.index(ACT) and "as said No act of yours" not in weak
    assert "Session session1" in sheet and "2 questions" in sheet
    base = f"/coach/clients/{pairing}/preparations/{id}"
    answers = at_desk.get(f"{base}/answers").text
    assert RESULT in answers and 'id="answer-turnpoor"' in answers and "mark 20 of 100" in answers
    assert ACT in at_desk.get(base).text, "the coach reads the living brief"
    wrong = at_desk.post(f"{base}/comments", {"item": "answers/turnpoor", "quote": "words it does not hold", "text": "Kept words"})
    assert wrong.status_code == 422 and "select them in the answer" in wrong.text and "Kept words" in wrong.text
    said = at_desk.post(f"{base}/comments", {"item": "answers/turnpoor", "quote": "everyone was happy", "text": "Who says so?"})
    assert said.status_code == 200 and "Who says so?" in at_desk.get(f"{base}/answers").text
    assert "Who says so?" not in at_desk.get(base).text and "Who says so?" not in at_home.get(f"/preparations/{id}").text
    read = at_home.get(f"/preparations/{id}/comments").text
    assert "Who says so?" in read and f"/preparations/{id}/progress#answer-turnpoor" in read
    actions = [each.action for each in Audit(hosted.database, at_home.account.id).all()]
    assert "view_answers" in actions and "comment" in actions
    assert "read the practised answers" in at_home.get("/account/seen").text
    with hosted.database.writing() as session:
        session.delete(session.get_one(InterviewRow, "session1"))
    assert "An item or answer that is gone" in at_home.get(f"/preparations/{id}/comments").text
    Coached(hosted, at_home.account.id).end(pairing)
    assert at_desk.get(f"{base}/answers").status_code == 404


def test_a_comment_on_another_persons_answer_is_not_found(paired: tuple[Visitor, Visitor, str, str], hosted: Service) -> None:
    at_desk, _, pairing, id = paired
    other = account_for(hosted, "other@example.org", name="Other")
    desk = hosted.desk(other.id)
    cv, job = desk.put(b"a CV", name="cv.txt"), desk.put(b"a posting", name="job.txt")
    theirs = desk.preparations.add(Asked(cv=cv, job=job))
    keep(hosted.database, interview("session2", turn("theirs", PracticeQuestion(id="questions/x", text="X?", type="behavioural")),
                                    owner=other.id, preparation=theirs.id))  # fmt: skip
    answer = at_desk.post(f"/coach/clients/{pairing}/preparations/{id}/comments", {"item": "answers/theirs", "text": "hm"})
    assert answer.status_code == 404 and ANSWER not in answer.text
    assert at_desk.account is not None and CoachDesk(hosted, at_desk.account).sheet(pairing, today=dt.date.today()).answers


def test_a_brief_made_again_lists_first_what_was_really_asked(site: Site, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    id = site.prepare()
    brief = service.desk().brief(id)
    assert brief is not None
    last = listed_in(brief)[-1]
    AfterwardsBook(service).tell(id, [last], seen="")
    monkeypatch.setattr("loopready.practice.afterwards.PRIOR", 0.01)
    service.desk().retract(
        id, brief.section("sources").items[0].blocks[0].claims[0].id, version=service.desk().preparations.get(id).version
    )
    site.wait(id)
    again = service.desk().brief(id)
    assert again is not None and listed_in(again)[0] == last and again.revision != brief.revision
