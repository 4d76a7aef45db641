"""One's own guides and questions: kept, checked, mended, read, chosen for a brief; shared with a coach's candidates alone."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

from hosted_site import Visitor, account_for
from loopready.adapters.database import Database, OwnContents, Pairings
from loopready.adapters.workers import Workers
from loopready.app import own as own_module
from loopready.app.backup import backup_to, read_backup
from loopready.app.coaching import Coached
from loopready.app.keeping import Keeping
from loopready.app.own import OwnShelf, placed
from loopready.app.sample import CV, JOB
from loopready.app.service import Service
from loopready.library.checking import check_guide
from loopready.model import Account, InputError
from web_site import Site

BASE = "technology_software/saas_enterprise/engineering_management"
TEXT = f"""\
path: own/payments/manager
title: Manager of payments
revision: 1
reviewed: 2026-11-20
extends: [{BASE}]
bank:
  - id: ledger_mismatch
    text: The ledger and the bank's file differ by one payment. What happens in the next hour?
    tests: Whether money is made safe before it is explained.
    listen: Stops what could pay twice, tells who must know, and only then looks for the cause.
    signals: [multi_tenant]
    by: [engineer]
"""
ASKED = {
    "guide": "general", "text": "What did you stop doing this year?", "tests": "Whether work is ended as well as begun.",
    "listen": "Names the thing, and who missed it.", "by": "recruiter",
}  # fmt: skip


def signal_of_general() -> str:
    return own_module.current_library().guides["general"].signals[0].id


def kept_guide(site: Site, text: str = TEXT) -> str:
    site.get("/own")
    answer = site.post("/own", {"text": text})
    assert answer.status_code == 200, answer.text
    return answer.url.path.rsplit("/", 1)[-1]


def test_a_guide_is_kept_read_found_and_chosen_for_a_brief(site: Site, service: Service) -> None:
    id = kept_guide(site)
    assert "In use" in site.get("/own").text
    page = site.get("/library/own/payments/manager")
    assert page.status_code == 200 and "Manager of payments" in page.text and "ledger and the bank" in page.text and "Yours" in page.text
    tree = site.get("/library").text
    assert "Your own" in tree and "/library/own/payments/manager" in tree and "SaaS enterprise" in tree and "Saas" not in tree
    assert "own/payments/manager" in site.get("/library?q=ledger+mismatch+payment").text or "ledger" in site.get("/library?q=ledger").text
    assert '<option value="own/payments/manager"' in site.get("/").text
    made = site.prepare(guide="own/payments/manager")
    preparation = service.desk().preparations.get(made)
    assert preparation.digest is not None and preparation.digest.guide == "own/payments/manager", preparation.failure
    assert "Manager of payments" in site.get(f"/preparations/{made}").text
    site.get(f"/own/{id}")
    site.post(f"/own/{id}/delete")
    assert site.get("/library/own/payments/manager").status_code == 404
    assert site.get(f"/preparations/{made}").status_code == 200, "a brief made with a guide outlives it"


def test_a_guide_with_faults_is_kept_shown_with_lines_and_not_used(site: Site) -> None:
    broken = TEXT.replace("[multi_tenant]", "[no_such]")
    id = kept_guide(site, broken)
    page = site.get(f"/own/{id}").text
    assert "Line 11" in page and "no signal no_such" in page and "signals: [no_such]" in page
    assert "own/payments/manager" not in site.get("/").text and site.get("/library/own/payments/manager").status_code == 404
    answer = site.post(f"/own/{id}", {"text": TEXT, "version": "1"})
    assert "in use" in answer.text and site.get("/library/own/payments/manager").status_code == 200


def test_two_windows_lose_nothing(site: Site) -> None:
    id = kept_guide(site)
    site.get(f"/own/{id}")
    assert site.post(f"/own/{id}", {"text": TEXT + "# first\n", "version": "1"}).status_code == 200
    second = site.post(f"/own/{id}", {"text": TEXT + "# second\n", "version": "1"})
    assert second.status_code == 409 and "# first" in second.text and "# second" in second.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: &a [x]\nb: *a\npath: own/x\n", "alias"),
        ("path: own/x\na: !!python/name:os.system x\n", "tag"),
        ("path: own/x\na: " + "[" * 50 + "]" * 50, "deep"),
        ("title: no path", "its place"),
        ("path: own/../../etc\n", "its place"),
        ("path: own/questions/x\n", "questions/"),
        ("", "paste its YAML"),
    ],
)
def test_what_is_refused_comes_back_in_the_form_with_one_line(site: Site, text: str, says: str) -> None:
    site.get("/own")
    answer = site.post("/own", {"text": text})
    assert answer.status_code == 422
    told = re.search(r'role="alert" id="problem"><p>([^<]*)</p>', answer.text)
    assert (told is not None and says in told.group(1).lower()) or (told is not None and says in told.group(1))
    assert text.splitlines()[0:1] == [] or text.splitlines()[0].replace("&", "&amp;") in answer.text
    assert "None yet" in site.get("/own").text


def _endless(data: bytes, path: str) -> Any:
    time.sleep(60)


def test_a_guide_that_takes_without_end_is_stopped(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_module, "check_guide", _endless)
    with Workers(seconds=0.3) as workers, pytest.raises(InputError, match="more time or memory") as caught:
        OwnShelf(service.database, "me", workers).put_guide(TEXT, path="x")
    assert caught.value.code == "refused_guide" and OwnContents(service.database, "me").all() == []


def test_a_question_joins_the_bank_of_the_guide_with_own_questions(site: Site) -> None:
    page = site.get("/own/question?guide=general").text
    signal = signal_of_general()
    assert f'value="{signal}"' in page
    lacking = site.post("/own/question", {**ASKED, "text": "", "signals": signal})
    assert lacking.status_code == 422 and ASKED["tests"] in lacking.text
    unknown = site.post("/own/question", {**ASKED, "signals": "no_such"})
    assert unknown.status_code == 422 and ASKED["text"] in unknown.text
    assert site.post("/own/question", {**ASKED, "signals": signal}).status_code == 200
    guide = site.get("/library/own/questions/general")
    assert guide.status_code == 200 and ASKED["text"] in guide.text and "with own questions" in guide.text
    id = re.search(r'href="/own/([0-9a-f]{16})"', site.get("/own").text)
    assert id is not None
    form = site.get(f"/own/{id.group(1)}").text
    assert ASKED["listen"] in form and re.search(rf'value="{signal}" checked', form)
    changed = {**ASKED, "text": "What did you end?", "signals": signal, "version": "1"}
    assert site.post(f"/own/{id.group(1)}", changed).status_code == 200
    assert "What did you end?" in site.get("/library/own/questions/general").text


def test_a_question_on_an_own_guide_joins_that_guide(site: Site) -> None:
    kept_guide(site)
    site.get("/own/question?guide=own/payments/manager")
    asked = {**ASKED, "guide": "own/payments/manager", "signals": "multi_tenant"}
    assert site.post("/own/question", asked).status_code == 200
    assert ASKED["text"] in site.get("/library/own/payments/manager").text


class Three:
    """A coach with a guide and a question, a candidate who accepted, and one who did not."""

    def __init__(self, service: Service) -> None:
        self.coach = account_for(service, "coach@example.org", "coach", name="Carla Coach")
        self.ada: Account = account_for(service, "ada@example.org", name="Ada")
        self.bob: Account = account_for(service, "bob@example.org", name="Bob")
        self.pairing = Pairings(service.database, self.coach.id).offer(self.ada.id).id
        Pairings(service.database, self.coach.id).offer(self.bob.id)
        Coached(service, self.ada.id).answer(self.pairing, accept=True)
        self.at_coach = Visitor(service, self.coach)
        self.id = kept_guide(self.at_coach)
        self.at_coach.get("/own/question?guide=general")
        self.at_coach.post("/own/question", {**ASKED, "signals": signal_of_general()})
        self.path = f"coach/{self.coach.id[:8]}/payments/manager"


def test_a_coachs_guide_is_for_those_who_accepted_while_they_do(hosted: Service) -> None:
    three = Three(hosted)
    ada, bob = Visitor(hosted, three.ada), Visitor(hosted, three.bob)
    tree = ada.get("/library").text
    assert "From your coach" in tree and "Carla Coach" in tree and f"/library/{three.path}" in tree
    page = ada.get(f"/library/{three.path}")
    assert page.status_code == 200 and "ledger and the bank" in page.text and 'chip own">Yours' not in page.text
    assert ASKED["text"] in ada.get(f"/library/coach/{three.coach.id[:8]}/questions/general").text
    for path in (f"/library/{three.path}", "/library/own/payments/manager", f"/own/{three.id}"):
        assert bob.get(path).status_code == 404
    assert ada.get(f"/own/{three.id}").status_code == 404, "to read and to use, not to change"
    assert "payments/manager" not in bob.get("/").text and "payments/manager" not in bob.get("/library").text
    ada.get("/")
    made = ada.post("/preparations", {"posting": JOB, "guide": three.path}, files={"cv": ("cv.txt", CV.encode())})
    id = made.url.path.rsplit("/", 1)[-1]
    ada.wait(id, owner=three.ada.id)
    held = hosted.desk(three.ada.id).preparations.get(id)
    assert held.digest is not None and held.digest.guide == three.path, held.failure
    seen = three.at_coach.get("/account/seen").text
    assert "looked at a guide of yours" in seen and "used a guide of yours" in seen and "Ada" in seen
    Coached(hosted, three.ada.id).end(three.pairing)
    assert ada.get(f"/library/{three.path}").status_code == 404 and ada.get(f"/preparations/{id}").status_code == 200
    desk = hosted.desk(three.ada.id)
    desk.again(id, version=held.version)
    ada.wait(id, owner=three.ada.id)
    failed = desk.preparations.get(id)
    assert failed.failure is not None and failed.failure.code == "no_guide"
    taken = bob.post("/preparations", {"posting": JOB, "guide": three.path}, files={"cv": ("cv.txt", CV.encode())})
    bobs = taken.url.path.rsplit("/", 1)[-1]
    bob.wait(bobs, owner=three.bob.id)
    refused = hosted.desk(three.bob.id).preparations.get(bobs).failure
    assert refused is not None and refused.code == "no_guide"


def test_a_page_of_ones_own_guide_is_never_served_to_another(hosted: Service) -> None:
    ada, bob = (Visitor(hosted, account_for(hosted, f"{name}@example.org")) for name in ("ada", "bob"))
    kept_guide(ada)
    kept_guide(bob, TEXT.replace("ledger and the bank's file", "till and the drawer"))
    assert "ledger" in ada.get("/library/own/payments/manager").text
    other = bob.get("/library/own/payments/manager").text
    assert "till and the drawer" in other and "ledger" not in other
    assert "ledger" not in bob.get("/library?q=differ+by+one+payment").text


def test_it_moves_with_a_backup_is_looked_at_anew_and_goes_with_deletion(site: Site, service: Service, tmp_path: Path) -> None:
    kept_guide(site)
    backup_to(service.database, "me", tmp_path / "all.zip", guides=False)
    database = Database(tmp_path / "other.sqlite")
    with Service(database=database, pipeline=service.pipeline) as elsewhere, (tmp_path / "all.zip").open("rb") as held:
        read_backup(database, "me", held, name="all.zip", replace=False, trusted=False, guides=False)
        assert [each.check.usable for each in elsewhere.desk().own.all()] == [False], "a file may say anything of itself"
        held.seek(0)
        Keeping(elsewhere, "me").take_back(held, name="all.zip", replace=False)
        assert elsewhere.desk().library.guides["own/payments/manager"].title == "Manager of payments"
        Keeping(elsewhere, "me").delete_everything("delete", guides=False)
        assert elsewhere.desk().own.all() == []
        elsewhere.pipeline.workers.close()


def test_a_place_is_taken_once_and_needs_plain_words() -> None:
    assert placed("a/b_c", "") == placed("", "path: a/b_c\n") == placed("own/a/b_c", "path: other\n") == "own/a/b_c"
    for bad in ("", "A/b", "a//b", "a/../b", "a" * 200, "a b"):
        with pytest.raises(InputError):
            placed(bad, "")


def test_a_second_guide_at_one_place_is_told(site: Site) -> None:
    kept_guide(site)
    again = site.post("/own", {"text": TEXT})
    assert again.status_code == 422 and "this path already" in again.text and "ledger_mismatch" in again.text


def test_the_check_is_the_lints() -> None:
    assert check_guide(TEXT.encode(), "own/payments/manager").usable
