"""Signing in and out, invitations, new passwords, and what the door refuses."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from hosted_site import PASSWORD, Visitor, account_for, open_door
from loopready.app.accounts import Reception, utc_now
from loopready.app.service import Service
from loopready.web import WebSettings
from loopready.web.kept import MOST_SENT
from loopready.web.people import MOST_OF_STRANGERS

LINK = re.compile(r'value="http://localhost(/[^"]+)"')


def test_somebody_who_is_not_signed_in_goes_to_the_door_and_back(hosted: Service) -> None:
    account_for(hosted, "ada@example.org")
    site = Visitor(hosted)
    answer = site.get("/preparations/abc?x=1")
    assert answer.url.path == "/sign-in" and 'name="next" value="/preparations/abc?x=1"' in answer.text
    answer = site.post("/sign-in", {"email": "ADA@example.org ", "password": PASSWORD, "next": "/account"})
    assert answer.url.path == "/account" and "ada@example.org" in answer.text


@pytest.mark.parametrize(
    "onward", ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil", "javascript:1", "/\tx", "//", "/sign-out", ""]
)
def test_the_way_on_is_always_here(hosted: Service, onward: str) -> None:
    account_for(hosted, "ada@example.org")
    site = Visitor(hosted)
    site.get("/sign-in")
    answer = site.post("/sign-in", {"email": "ada@example.org", "password": PASSWORD, "next": onward}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/"


def test_a_wrong_password_and_an_unknown_e_mail_are_told_alike(hosted: Service) -> None:
    account_for(hosted, "ada@example.org")
    site = Visitor(hosted)
    site.get("/sign-in")
    wrong = site.post("/sign-in", {"email": "ada@example.org", "password": "x" * 12})
    unknown = site.post("/sign-in", {"email": "bob@example.org", "password": "x" * 12})
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("ada@", "bob@") == unknown.text


def test_the_cookie_is_out_of_reach_and_new_at_each_sign_in(hosted: Service) -> None:
    account_for(hosted, "ada@example.org")
    secure = WebSettings(hosted=True, hosts=frozenset({"localhost"}), secure=True, public_url="https://localhost")
    site = Visitor(hosted, settings=secure)
    site.client.base_url = "https://localhost"
    site.get("/sign-in")
    seen = []
    for _ in range(2):
        answer = site.post("/sign-in", {"email": "ada@example.org", "password": PASSWORD}, follow_redirects=False)
        cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("__Host-loopready="))
        said = cookie.lower()
        assert "httponly" in said and "; secure" in said and "samesite=lax" in said and "path=/" in said and "domain" not in said
        seen.append(cookie.split(";")[0].partition("=")[2])
        site.get("/account")
    assert seen[0] != seen[1] and all(len(each) == 43 for each in seen)
    assert len(hosted.reception.sign_ins(hosted.reception.account_of("ada@example.org"))) == 1, "the sign-in before has ended"
    assert answer.headers["strict-transport-security"]


def test_the_cookie_is_not_in_the_database(hosted: Service) -> None:
    site = Visitor(hosted, account_for(hosted, "ada@example.org"))
    cookie = site.client.cookies["loopready"]
    with hosted.database.engine.connect() as connection:
        held = str(connection.exec_driver_sql("select * from sign_in").all())
    assert cookie not in held and held


def test_a_token_is_bound_to_its_sign_in(hosted: Service) -> None:
    account_for(hosted, "ada@example.org")
    stranger = Visitor(hosted)
    before = stranger.get("/sign-in") and stranger.token
    assert stranger.sign_in("ada@example.org") == 200
    assert stranger.token != before
    assert stranger.client.post("/account/name", data={"csrf": before, "name": "Eve"}).status_code == 403
    other = Visitor(hosted, hosted.reception.account_of("ada@example.org"))
    assert stranger.client.post("/account/name", data={"csrf": other.token, "name": "Eve"}).status_code == 403
    assert stranger.client.post("/account/name", data={"csrf": stranger.token, "name": "Ada L."}).status_code == 200


def test_signing_out_ends_the_sign_in_itself(hosted: Service) -> None:
    site = Visitor(hosted, account_for(hosted, "ada@example.org"))
    cookie = site.client.cookies["loopready"]
    answer = site.post("/sign-out")
    assert answer.url.path == "/sign-in" and "signed out" in answer.text
    site.client.cookies.set("loopready", cookie)
    assert site.get("/account").url.path == "/sign-in"


def test_sign_out_everywhere_and_a_new_password_end_all_others(hosted: Service) -> None:
    ada = account_for(hosted, "ada@example.org")
    one, two = Visitor(hosted, ada), Visitor(hosted, ada)
    assert one.get("/account").text.count("<td>A browser</td>") == 2
    answer = one.post("/account/password", {"present": PASSWORD, "password": "another long passphrase"})
    assert answer.status_code == 200 and "Every other browser is signed out" in answer.text
    assert two.get("/account").url.path == "/sign-in"
    assert one.get("/account").url.path == "/account"
    assert two.sign_in("ada@example.org") == 422 and two.sign_in("ada@example.org", "another long passphrase") == 200
    assert two.post("/account/sign-outs").url.path == "/sign-in"
    assert one.get("/account").url.path == "/sign-in"


@pytest.mark.parametrize(("password", "good"), [("x" * 11, False), ("x" * 12, True), ("x" * 1000, True), ("x" * 1001, False)])
def test_a_password_has_a_length_and_no_other_rule(hosted: Service, password: str, good: bool) -> None:
    site = Visitor(hosted, account_for(hosted, "ada@example.org"))
    answer = site.post("/account/password", {"present": PASSWORD, "password": password})
    assert (answer.status_code == 200) is good


def test_spaces_and_the_way_letters_are_composed_do_not_matter_or_do(hosted: Service) -> None:
    ada = account_for(hosted, "ada@example.org")
    site = Visitor(hosted, ada)
    site.post("/account/password", {"present": PASSWORD, "password": "  café au lait noir "})
    assert Visitor(hosted).sign_in("ada@example.org", "  cafe\u0301 au lait noir ") == 200
    assert Visitor(hosted).sign_in("ada@example.org", "café au lait noir") == 422


def test_an_unused_sign_in_ends_and_so_does_an_old_one(hosted: Service) -> None:
    ada = account_for(hosted, "ada@example.org")
    moment = [utc_now()]
    hosted.reception = Reception(hosted.database, passwords=hosted.reception._passwords, now=lambda: moment[0])
    site = Visitor(hosted, ada)
    for _ in range(4):
        moment[0] += dt.timedelta(days=7)
        assert site.get("/account").url.path == "/account"
    moment[0] += dt.timedelta(days=3)
    assert site.get("/account").url.path == "/sign-in", "thirty days are the most"
    site = Visitor(hosted, ada)
    moment[0] += dt.timedelta(days=14, minutes=2)
    assert site.get("/account").url.path == "/sign-in", "unused for fourteen days"


def test_a_disabled_account_is_out_at_once(hosted: Service) -> None:
    ada, root = account_for(hosted, "ada@example.org"), account_for(hosted, "root@example.org", "admin")
    site, admin = Visitor(hosted, ada), Visitor(hosted, root)
    admin.get("/admin")
    assert admin.post(f"/admin/accounts/{ada.id}/state", {"disabled": "1"}).status_code == 200
    assert site.get("/account").url.path == "/sign-in"
    assert site.sign_in("ada@example.org") == 422
    admin.post(f"/admin/accounts/{ada.id}/state", {})
    assert site.sign_in("ada@example.org") == 200
    assert "disabled your account" in site.get("/account/seen").text


def test_the_last_admin_stays(hosted: Service) -> None:
    root = account_for(hosted, "root@example.org", "admin")
    admin = Visitor(hosted, root)
    admin.get("/admin")
    assert "last admin" in admin.post(f"/admin/accounts/{root.id}/state", {"disabled": "1"}).text
    assert "last admin" in admin.post(f"/admin/accounts/{root.id}/role", {"role": "coach"}).text


def test_an_invitation_makes_one_account(hosted: Service) -> None:
    admin = Visitor(hosted, account_for(hosted, "root@example.org", "admin"))
    admin.get("/admin")
    page = admin.post("/admin/invitations", {"email": "New@Example.org", "role": "coach"})
    path = LINK.search(page.text).group(1)  # type: ignore[union-attr]
    guest = Visitor(hosted)
    assert guest.get(path).status_code == 200 and guest.get(path).status_code == 200, "looking does not use it up"
    short = guest.post(path, {"name": "New", "email": "x@example.org", "password": "short"})
    assert short.status_code == 422 and 'value="New"' in short.text and "short" not in short.text.replace("too short", "")
    assert guest.post(path, {"name": "New", "email": "x@example.org", "password": PASSWORD}).url.path == "/"
    made = hosted.reception.account_of("new@example.org")
    assert made.role == "coach" and made.name == "New", "the e-mail and role of the invitation hold"
    answer = Visitor(hosted).get(path)
    assert answer.status_code == 404 and "used up" in answer.text


def test_an_invitation_stays_good_where_the_e_mail_is_taken(hosted: Service) -> None:
    account_for(hosted, "ada@example.org")
    path = f"/invitations/{hosted.reception.invite(None)}"
    guest = Visitor(hosted)
    guest.get(path)
    answer = guest.post(path, {"name": "New", "email": "ada@example.org", "password": PASSWORD})
    assert answer.status_code == 422 and "account with that e-mail already" in answer.text
    assert guest.post(path, {"name": "New", "email": "new@example.org", "password": PASSWORD}).url.path == "/"


def test_links_end(hosted: Service) -> None:
    ada = account_for(hosted, "ada@example.org")
    moment = [utc_now()]
    hosted.reception = Reception(hosted.database, passwords=hosted.reception._passwords, now=lambda: moment[0])
    paths = [f"/reset/{hosted.reception.reset_link(None, ada.email or '')}", f"/invitations/{hosted.reception.invite(None)}"]
    for path, days in zip(paths, (1, 7), strict=True):
        assert Visitor(hosted).get(path).status_code == 200
        moment[0] += dt.timedelta(days=days)
        assert Visitor(hosted).get(path).status_code == 404


def test_a_reset_link_sets_the_password_once(hosted: Service) -> None:
    ada = account_for(hosted, "ada@example.org")
    admin, site = Visitor(hosted, account_for(hosted, "root@example.org", "admin")), Visitor(hosted, ada)
    admin.get("/admin")
    old = LINK.search(admin.post(f"/admin/accounts/{ada.id}/reset").text).group(1)  # type: ignore[union-attr]
    path = LINK.search(admin.post(f"/admin/accounts/{ada.id}/reset").text).group(1)  # type: ignore[union-attr]
    assert Visitor(hosted).get(old).status_code == 404, "a newer link takes the place of an older"
    guest = Visitor(hosted)
    guest.get(path)
    assert guest.post(path, {"password": "four other words here"}).url.path == "/sign-in"
    assert guest.post(path, {"password": "and four words again"}).status_code == 404
    assert site.get("/account").url.path == "/sign-in"
    assert guest.sign_in("ada@example.org", "four other words here") == 200
    assert "made a link to set your password anew" in guest.get("/account/seen").text


@pytest.mark.parametrize("role", ["candidate", "coach"])
def test_only_admins_see_the_accounts(hosted: Service, role: str) -> None:
    other = account_for(hosted, "root@example.org", "admin")
    site = Visitor(hosted, account_for(hosted, "ada@example.org", role))  # type: ignore[arg-type]
    answer = site.get("/admin")
    assert answer.status_code == 403 and "root@" not in answer.text
    for path in ("/admin/invitations", f"/admin/accounts/{other.id}/reset", f"/admin/accounts/{other.id}/role"):
        assert site.post(path, {"role": "admin"}).status_code == 403


def test_too_many_tries_are_told_how_long_to_wait(hosted: Service) -> None:
    account_for(hosted, "ada@example.org")
    open_door(hosted)
    site = Visitor(hosted)
    site.get("/sign-in")
    answers = [site.post("/sign-in", {"email": "ada@example.org", "password": "x" * 12}) for _ in range(8)]
    assert [answer.status_code for answer in answers][:5] == [422] * 5
    last = answers[-1]
    assert last.status_code == 429 and int(last.headers["retry-after"]) >= 1 and "try again in" in last.text


@pytest.mark.parametrize("path", ["/sign-in", "/invitations/x", "/reset/x"])
def test_strangers_send_small_forms_alone(hosted: Service, path: str) -> None:
    site = Visitor(hosted)
    site.get("/sign-in")
    most = MOST_SENT if path == "/sign-in" else MOST_OF_STRANGERS  # signing in brings along what was typed before it
    assert site.post(path, {"password": "x" * most}).status_code == 413
    chunked = site.client.post(path, content=iter([b"csrf=x"]), headers={"content-type": "application/x-www-form-urlencoded"})
    assert chunked.status_code == 413


def test_a_program_gets_401(hosted: Service) -> None:
    answer = Visitor(hosted).get("/api/v1/nothing")
    assert answer.status_code in (401, 404) and answer.headers["content-type"].startswith("application/json")


def test_a_part_of_a_page_sends_the_whole_page_to_the_door(hosted: Service) -> None:
    answer = Visitor(hosted).get("/account", headers={"hx-request": "true"})
    assert answer.status_code == 401 and answer.headers["hx-redirect"] == "/sign-in"


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/account/seen", "/admin", "/reset/x", "/invitations/x"])
def test_personal_mode_has_no_accounts(service: Service, path: str) -> None:
    assert Visitor(service, settings=WebSettings()).get(path).status_code == 404


def test_personal_mode_asks_nobody_who_they_are(service: Service) -> None:
    site = Visitor(service, settings=WebSettings())
    assert site.get("/").status_code == 200 and "/sign-out" not in site.get("/").text


def test_a_name_is_data(hosted: Service) -> None:
    site = Visitor(hosted, account_for(hosted, "ada@example.org"))
    site.post("/account/name", {"name": "<script>x</script>\nEve"})
    assert "&lt;script&gt;x&lt;/script&gt; Eve" in site.get("/account").text
