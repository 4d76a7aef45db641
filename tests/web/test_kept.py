"""What is sent after a sign-in has ended goes along through the sign-in page, to the same account and nobody else."""

from __future__ import annotations

import html
import re

import pytest

from hosted_site import PASSWORD, Visitor, account_for
from loopready.app.service import Service
from loopready.model import Account
from loopready.web.forms import is_token_of
from loopready.web.kept import Kept, unpacked

TYPED = "What I typed for an hour,\nwith a <b>second</b> line & more"
KEPT = re.compile(r'name="kept" value="([^"]*)"')
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@pytest.fixture
def ada(hosted: Service) -> Account:
    return account_for(hosted, "ada@example.org", name="Ada")


def ended(service: Service, account: Account) -> Visitor:
    """A browser with a page open whose sign-in was ended elsewhere."""
    visitor = Visitor(service, account)
    visitor.get("/own")
    service.reception.sign_out_everywhere(account)
    return visitor


def test_a_form_comes_back_to_the_same_account_and_is_taken_then(hosted: Service, ada: Account) -> None:
    visitor = ended(hosted, ada)
    answer = visitor.post("/own", {"path": "x/y", "text": TYPED}, headers={"Referer": "http://localhost/own?a=b"})
    assert answer.status_code == 401 and "Your sign-in has ended" in answer.text
    kept, token = KEPT.search(answer.text), TOKEN.search(answer.text)
    assert kept is not None and token is not None and hosted.desk(ada.id).own.all() == []
    door = {"csrf": token.group(1), "kept": html.unescape(kept.group(1)), "next": "/"}
    wrong = visitor.client.post("/sign-in", data={**door, "email": "ada@example.org", "password": "wrong wrong wrong"})
    again = KEPT.search(wrong.text)
    assert wrong.status_code == 422 and again is not None and html.unescape(again.group(1)) == door["kept"]
    back = visitor.client.post("/sign-in", data={**door, "email": "ada@example.org", "password": PASSWORD})
    assert back.status_code == 200 and TYPED in html.unescape(back.text) and "<b>second" not in back.text
    assert 'action="/own"' in back.text and 'href="/own?a=b"' in back.text and 'name="path" value="x/y"' in back.text
    fresh = TOKEN.search(back.text[back.text.index('action="/own"') :])
    assert fresh is not None
    taken = visitor.client.post("/own", data={"csrf": fresh.group(1), "path": "x/y", "text": TYPED})
    assert taken.status_code == 200 and [each.path for each in hosted.desk(ada.id).own.all()] == ["own/x/y"]


def test_another_account_at_the_same_browser_does_not_get_it(hosted: Service, ada: Account) -> None:
    account_for(hosted, "eve@example.org", name="Eve")
    visitor = ended(hosted, ada)
    answer = visitor.post("/own", {"path": "x/y", "text": TYPED})
    kept, token = KEPT.search(answer.text), TOKEN.search(answer.text)
    assert kept is not None and token is not None
    door = {"csrf": token.group(1), "kept": html.unescape(kept.group(1)), "email": "eve@example.org", "password": PASSWORD}
    back = visitor.client.post("/sign-in", data=door)
    assert "for an hour" not in back.text and back.url.path == "/"


def test_a_form_without_a_token_of_ones_own_is_not_given_back(hosted: Service, ada: Account) -> None:
    visitor = Visitor(hosted)
    visitor.get("/sign-in")
    forged = Kept(to="/own", fields=(("text", "planted"),), files=(), back="/", token="x" * 43 + ".guess").packed()
    back = visitor.post("/sign-in", {"kept": forged, "email": "ada@example.org", "password": PASSWORD})
    assert "planted" not in back.text and back.url.path == "/"


def test_passwords_and_what_is_too_much_do_not_go_along(hosted: Service, ada: Account) -> None:
    for fields in ({"present": PASSWORD, "password": "another secret one"}, {"text": "x" * 800_000}, {"text": "  "}):
        answer = ended(hosted, ada).post("/account/password", fields)
        assert answer.status_code == 200 and answer.url.path == "/sign-in" and "another secret one" not in answer.text


def test_files_are_named_to_be_chosen_again(hosted: Service, ada: Account) -> None:
    visitor = ended(hosted, ada)
    answer = visitor.post("/preparations", {"posting": "Engineering Manager\n" * 9}, files={"cv": ("my-cv.pdf", b"%PDF-1.7 x")})
    kept, token = KEPT.search(answer.text), TOKEN.search(answer.text)
    assert kept is not None and token is not None
    door = {"csrf": token.group(1), "kept": html.unescape(kept.group(1)), "email": "ada@example.org", "password": PASSWORD}
    back = visitor.client.post("/sign-in", data=door, files={"none": b""}).text
    assert "my-cv.pdf" in back and 'type="file"' in back and "multipart/form-data" in back and back.count("Engineering Manager") == 9


def test_a_note_saved_by_a_script_is_told_and_the_token_can_be_had_anew(hosted: Service, ada: Account) -> None:
    visitor = ended(hosted, ada)
    answer = visitor.post("/preparations/x/notes", {"item": "q/1", "text": "mine", "version": "0"}, headers={"Accept": "application/json"})
    assert answer.status_code == 401 and "Sign in again in another tab, then save" in answer.json()["error"]
    assert visitor.client.get("/token", headers={"Accept": "application/json"}).status_code == 401
    old = visitor.token
    visitor.sign_in("ada@example.org")
    new = visitor.client.get("/token").json()["token"]
    assert new != old and is_token_of(new, ada.id) and not is_token_of(new, "another") and is_token_of(old, ada.id)


@pytest.mark.parametrize(
    "text", ["", "x", "[]", '["//evil.example",[],[],"/",""]', '["/a",[["x"]],[],"/",""]', '["https://x",[],[],"/",""]']
)
def test_what_is_no_kept_form_is_none(text: str) -> None:
    assert unpacked(text) is None


def test_a_kept_form_is_unpacked_as_it_was_packed() -> None:
    kept = Kept(to="/own", fields=(("text", TYPED), ("a", "1")), files=(("f", "x"),), back="/own?x=1", token="t.u")
    assert unpacked(kept.packed()) == kept and kept.written == (("text", TYPED),) and kept.others == (("a", "1"),)
