"""A coach and a candidate: offer, answer, desk, session page, comments, homework, PDF, ending, and what the candidate sees of it."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from hosted_site import PASSWORD, Visitor, account_for
from loopready.adapters.database import Pairings
from loopready.app.coaching import CoachDesk, Coached
from loopready.app.commenting import items_of
from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.model import Account, Asked
from web_site import Site

LINK = re.compile(r'value="http://localhost(/[^"]+)"')


@pytest.fixture
def coach(hosted: Service) -> Account:
    return account_for(hosted, "coach@example.org", "coach", name="Carla Coach")


@pytest.fixture
def ada(hosted: Service) -> Account:
    return account_for(hosted, "ada@example.org", name="Ada Candidate")


def paired(service: Service, coach: Account, candidate: Account) -> str:
    """An accepted pairing's id."""
    pairing = Pairings(service.database, coach.id).offer(candidate.id)
    Coached(service, candidate.id).answer(pairing.id, accept=True)
    return pairing.id


def test_an_offer_shows_nothing_until_it_is_accepted(hosted: Service, coach: Account, ada: Account) -> None:
    at_desk, at_home = Visitor(hosted, coach), Visitor(hosted, ada)
    at_desk.get("/coach")
    said = at_desk.post("/coach/offers", {"email": "Ada@example.org"}).text
    assert "If there is an account" in said
    unknown = at_desk.post("/coach/offers", {"email": "nobody@example.org"}).text
    assert "If there is an account" in unknown
    pairing = Pairings(hosted.database, ada.id).of_candidate()[0].id
    assert at_desk.get(f"/coach/clients/{pairing}").status_code == 404
    assert "Carla Coach offers to coach you" in at_home.get("/").text
    assert at_home.post(f"/coaching/{pairing}/accept").status_code == 200
    assert at_desk.get(f"/coach/clients/{pairing}").status_code == 200
    assert "Carla Coach" in at_home.get("/account").text
    at_home.post(f"/coaching/{pairing}/end")
    assert at_desk.get(f"/coach/clients/{pairing}").status_code == 404
    assert at_desk.get("/coach").text.count("Ada Candidate") == 0


def test_a_refused_offer_stays_refused(hosted: Service, coach: Account, ada: Account) -> None:
    pairing = Pairings(hosted.database, coach.id).offer(ada.id)
    site = Visitor(hosted, ada)
    assert site.post(f"/coaching/{pairing.id}/refuse").status_code == 200
    assert site.post(f"/coaching/{pairing.id}/accept").status_code == 404


def test_a_coachs_link_makes_an_account_with_the_offer(hosted: Service, coach: Account) -> None:
    at_desk, guest = Visitor(hosted, coach), Visitor(hosted)
    at_desk.get("/coach")
    path = LINK.search(at_desk.post("/coach/invitations").text).group(1)  # type: ignore[union-attr]
    assert "Carla Coach invites you" in guest.get(path).text
    answer = guest.post(path, {"name": "New", "email": "new@example.org", "password": PASSWORD})
    assert answer.url.path == "/" and "Carla Coach offers to coach you" in answer.text


def test_a_coachs_link_is_taken_with_an_account_too(hosted: Service, coach: Account, ada: Account) -> None:
    path = f"/invitations/{hosted.reception.invite(coach)}"
    site = Visitor(hosted, ada)
    assert "You are signed in as Ada Candidate" in site.get(path).text
    assert "offers to coach you" in site.post(f"{path}/accept").text
    assert site.get(path).status_code == 404
    own = Visitor(hosted, coach)
    path = f"/invitations/{hosted.reception.invite(coach)}"
    own.get(path)
    assert "your own invitation" in own.post(f"{path}/accept").text


def test_the_desk_is_ordered_by_days_to_the_loop(hosted: Service, coach: Account) -> None:
    today = dt.date(2026, 11, 26)
    days: dict[str, list[str | None]] = {
        "far": ["2027-03-01"],
        "none": [None],
        "near": ["2027-01-05", "2026-11-28", "2026-11-01"],
        "new": [],
    }
    for name, dates in days.items():
        account = account_for(hosted, f"{name}@example.org", name=name)
        paired(hosted, coach, account)
        desk = hosted.desk(account.id)
        for on in dates:
            cv, job = desk.put(CV.encode(), name="cv.txt"), desk.put(JOB.encode(), name="job.txt")
            desk.preparations.add(Asked(cv=cv, job=job, on=on))
    lines = CoachDesk(hosted, coach).clients(today=today)
    assert [line.pairing.candidate_name for line in lines] == ["near", "far", "new", "none"]
    assert [(line.days, line.on) for line in lines[:2]] == [(2, "2026-11-28"), (95, "2027-03-01")]
    assert CoachDesk(hosted, coach).sheet(lines[0].pairing.id, today=today).chosen == lines[0].next


def test_a_session_from_end_to_end(hosted: Service, coach: Account, ada: Account) -> None:
    at_home, at_desk = Visitor(hosted, ada), Visitor(hosted, coach)
    id, pairing = at_home.prepared(), paired(hosted, coach, ada)
    desk = at_desk.get("/coach").text
    assert "Ada Candidate" in desk and "Firn Cloud" in desk
    base = f"/coach/clients/{pairing}/preparations/{id}"
    sheet = at_desk.get(f"/coach/clients/{pairing}").text
    brief = hosted.desk(ada.id).brief(id)
    assert brief is not None
    weak = [row for row in brief.match.rows if row.requirement.kind == "must" and row.coverage in ("missing", "partial")]
    assert sheet.count('<span class="where">The posting</span>') == min(3, len(weak)) > 0
    assert "No answer of theirs is marked yet." in sheet
    assert "Noor Halvorsen-Achebe" in at_desk.get(base).text

    item = brief.sections[0].items[0]
    quote = " ".join(item.blocks[0].claims[0].text.split()[:4])
    assert at_desk.get(f"{base}/comments?at={item.id}").status_code == 200
    wrong = at_desk.post(f"{base}/comments", {"item": item.id, "quote": "words it does not hold", "text": "Mine own words"})
    assert wrong.status_code == 422 and "not in that item" in wrong.text and "Mine own words" in wrong.text
    said = at_desk.post(f"{base}/comments", {"item": item.id, "quote": quote, "text": "<b>Say</b> the number first"})
    assert said.status_code == 200 and "&lt;b&gt;Say&lt;/b&gt; the number first" in said.text
    read = at_home.get(f"/preparations/{id}/comments").text
    assert "&lt;b&gt;Say&lt;/b&gt; the number first" in read and "Carla Coach" in read
    assert at_home.post(f"/preparations/{id}/comments", {"item": item.id, "text": "Will do"}).status_code == 200
    assert "Will do" in at_desk.get(f"{base}/comments").text

    late = at_desk.post(f"/coach/clients/{pairing}/homework", {"text": "Write it down", "due": "soon"})
    assert late.status_code == 422 and "Write it down" in late.text
    at_desk.post(f"/coach/clients/{pairing}/homework", {"text": "Write the walk down", "due": "2026-12-01", "preparation": id})
    home = at_home.get("/").text
    assert "Write the walk down" in home and "Tue 1 Dec 2026" in home
    homework = Coached(hosted, ada.id).homework(now=dt.datetime.now(dt.UTC))[0].id
    at_home.post(f"/homework/{homework}", {"done": "1"})
    assert "homework · done" in at_desk.get(f"/coach/clients/{pairing}").text

    pdf = at_desk.get(f"{base}/brief.pdf")
    assert pdf.headers["content-type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    seen = at_home.get("/account/seen").text
    for words in ("read the brief", "commented on the brief", "gave homework", "took the brief away as a PDF", "looked at the page before"):
        assert words in seen
    assert "Carla Coach" in seen and "the number first" not in seen


def test_only_the_coachs_own_comments_are_theirs_to_delete(hosted: Service, coach: Account, ada: Account) -> None:
    at_home, at_desk = Visitor(hosted, ada), Visitor(hosted, coach)
    id, pairing = at_home.prepared(), paired(hosted, coach, ada)
    brief = hosted.desk(ada.id).brief(id)
    assert brief is not None
    item = next(iter(items_of(brief)))
    mine = Coached(hosted, ada.id).reply(id, item=item, text="mine")
    theirs = CoachDesk(hosted, coach).comment(pairing, id, item=item, text="theirs")
    at_desk.get("/coach")
    assert at_desk.post(f"/coach/clients/{pairing}/comments/{mine.id}/delete").status_code == 404
    assert at_desk.post(f"/coach/clients/{pairing}/comments/{theirs.id}/delete").status_code == 200
    theirs = CoachDesk(hosted, coach).comment(pairing, id, item=item, text="theirs again")
    assert at_home.post(f"/preparations/{id}/comments/{theirs.id}/delete").status_code == 200
    assert [each.text for each in Coached(hosted, ada.id).comments_of(id)] == ["mine"]


def test_two_coaches_do_not_read_each_others_comments(hosted: Service, coach: Account, ada: Account) -> None:
    other = account_for(hosted, "other@example.org", "coach", name="Otto Other")
    id = Visitor(hosted, ada).prepared()
    one, two = paired(hosted, coach, ada), paired(hosted, other, ada)
    brief = hosted.desk(ada.id).brief(id)
    assert brief is not None
    item = next(iter(items_of(brief)))
    CoachDesk(hosted, coach).comment(one, id, item=item, text="from Carla")
    CoachDesk(hosted, coach).set_homework(one, text="for Carla", due="2026-12-01")
    assert CoachDesk(hosted, other).brief(two, id).comments == ()
    assert CoachDesk(hosted, other).sheet(two, today=dt.date(2026, 11, 26)).homework == ()
    assert len(Coached(hosted, ada.id).comments_of(id)) == 1


def test_deleting_a_client_takes_away_what_the_coach_wrote(hosted: Service, coach: Account, ada: Account) -> None:
    at_home, at_desk = Visitor(hosted, ada), Visitor(hosted, coach)
    id, pairing = at_home.prepared(), paired(hosted, coach, ada)
    brief = hosted.desk(ada.id).brief(id)
    assert brief is not None
    CoachDesk(hosted, coach).comment(pairing, id, item=next(iter(items_of(brief))), text="gone soon")
    CoachDesk(hosted, coach).set_homework(pairing, text="gone too", due="2026-12-01")
    at_desk.get("/coach")
    assert "is deleted" in at_desk.post(f"/coach/clients/{pairing}/delete").text
    coached = Coached(hosted, ada.id)
    assert coached.comments_of(id) == [] and coached.pairings() == [] and coached.homework(now=dt.datetime.now(dt.UTC)) == []
    assert "deleted what they kept about you" in at_home.get("/account/seen").text
    assert at_home.get(f"/preparations/{id}").status_code == 200


def test_the_pdf_says_with_whom(hosted: Service) -> None:
    import io

    import pypdfium2

    from loopready.rendering.signed import signed_pdf

    ada = account_for(hosted, "ada@example.org")
    id = Visitor(hosted, ada).prepared()
    brief = hosted.desk(ada.id).brief(id)
    assert brief is not None
    document = pypdfium2.PdfDocument(io.BytesIO(signed_pdf(brief, name="Carla\nCoach #let x")))
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert "Prepared with" in words and "Carla Coach #let x" in words


def test_personal_mode_has_no_desk(site: Site) -> None:
    for path in ("/coach", "/coach/clients/x", "/preparations/x/comments"):
        assert site.get(path).status_code == 404


def test_a_comment_stands_in_the_brief_and_is_answered_there(hosted: Service, coach: Account, ada: Account) -> None:
    pairing = paired(hosted, coach, ada)
    at_home, at_desk = Visitor(hosted, ada), Visitor(hosted, coach)
    id = at_home.prepared()
    brief = hosted.desk(ada.id).brief(id)
    assert brief is not None
    item = next(iter(items_of(brief)))
    plain = at_home.get(f"/preparations/{id}").text
    assert 'class="remarks"' not in plain and '<div class="own"' in plain and "&lt;div" not in plain
    base = f"/coach/clients/{pairing}/preparations/{id}"
    at_desk.get(base)
    said = at_desk.post(f"{base}/comments", {"item": item, "text": "<i>Shorter</i>", "back": "brief"})
    assert said.url.path == base and "&lt;i&gt;Shorter" in said.text
    page = at_home.get(f"/preparations/{id}").text
    assert page.count("&lt;i&gt;Shorter") == 1 and "1 comment" in page and "&lt;div" not in page
    answered = at_home.post(f"/preparations/{id}/comments", {"item": item, "text": "It is short now", "back": "brief"})
    assert answered.url.path == f"/preparations/{id}" and "It is short now" in answered.text
    empty = at_home.post(f"/preparations/{id}/comments", {"item": item, "text": " ", "back": "brief"})
    assert empty.status_code == 422 and "write a line" in empty.text.lower()
