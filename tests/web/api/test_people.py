"""Who may use the API."""

from __future__ import annotations

import datetime as dt

import pytest
from fastapi import FastAPI

from api_program import Program
from loopready.adapters.database.tables import AccountRow, TokenRow
from loopready.app import tokens
from loopready.app.sample import CV, JOB
from loopready.app.service import PERSONAL, Service
from loopready.model import InputError
from loopready.web.api import make_api
from web_site import Site


def _account(service: Service, id: str, *, disabled: bool = False) -> str:
    """A token of a new account."""
    with service.database.writing() as session:
        session.add(AccountRow(id=id, name=id, role="candidate", disabled=disabled, created=dt.datetime.now(dt.UTC), settings={}))
    return tokens.made(service.database, id, name="tests")[1]


def _operations() -> list[tuple[str, str]]:
    made = make_api().openapi()
    return [(method, path) for path, methods in made["paths"].items() for method in methods]


@pytest.mark.parametrize("token", [None, "lr_wrong", ""])
def test_a_hosted_server_wants_a_token_everywhere(hosted_app: FastAPI, token: str | None) -> None:
    headers = {} if token is None else {"authorization": f"Bearer {token}"}
    client = Program(hosted_app).client
    operations = _operations()
    assert len(operations) > 50
    for method, path in operations:
        answer = client.request(method, f"/api/v1{path}", headers=headers)
        assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer"), (method, path)
        assert answer.json()["error"]["code"] == "unauthorised", (method, path)


def test_cookies_never_count(hosted_app: FastAPI, service: Service) -> None:
    secret = _account(service, "a")
    for name in ("session", "loopready", "loopready-session", "authorization", "token"):
        assert Program(hosted_app).get("/prep", headers={"cookie": f"{name}={secret}"}).status_code == 401


def test_personal_mode_needs_none_but_refuses_a_wrong_one(program: Program) -> None:
    assert program.get("/prep").status_code == 200
    for given in ("Bearer lr_wrong", "Basic bWU6", "lr_wrong", ""):
        assert program.get("/prep", headers={"authorization": given}).status_code == 401


def test_others_things_are_not_there(hosted_app: FastAPI, service: Service) -> None:
    mine, theirs = (Program(hosted_app, token=_account(service, id)) for id in ("a", "b"))
    id = mine.prepare()
    assert theirs.get("/prep").json()["total"] == 0
    for path in (f"/prep/{id}", f"/prep/{id}/events", f"/prep/{id}/brief.json"):
        assert mine.get(path).status_code == 200 and theirs.get(path).status_code == 404
    assert theirs.client.delete(f"/api/v1/prep/{id}").status_code == 404
    assert mine.get(f"/prep/{id}").status_code == 200


def test_a_disabled_account_and_a_revoked_token_are_refused(hosted_app: FastAPI, service: Service) -> None:
    assert Program(hosted_app, token=_account(service, "gone", disabled=True)).get("/prep").status_code == 401
    secret = _account(service, "a")
    program = Program(hosted_app, token=secret)
    assert program.get("/prep").status_code == 200
    (token,) = tokens.listed(service.database, "a")
    assert token.seen is not None
    with pytest.raises(InputError, match="no such token"):
        tokens.revoked(service.database, "gone", token.id)
    tokens.revoked(service.database, "a", token.id)
    assert program.get("/prep").status_code == 401


def test_the_secret_is_not_kept(service: Service) -> None:
    _, secret = tokens.made(service.database, PERSONAL, name="tests")
    assert secret.startswith("lr_") and len(secret) >= 40
    with service.database.reading() as session:
        (row,) = session.query(TokenRow).all()
        assert secret not in (row.token_hash, row.id, row.name) and len(row.token_hash) == 64


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}])
def test_another_sites_page_is_refused(program: Program, headers: dict[str, str]) -> None:
    answer = program.post("/prep", json={"cv_text": CV, "job_text": JOB}, headers=headers)
    assert answer.status_code == 403 and answer.json()["error"]["code"] == "not_allowed"
    assert program.get("/prep").json()["total"] == 0
    assert program.client.options("/api/v1/prep", headers=headers).headers.get("access-control-allow-origin") is None


def test_another_host_name_is_refused_as_json(program: Program) -> None:
    answer = program.get("/prep", headers={"host": "evil.example"})
    assert answer.status_code == 421 and answer.json()["error"]["code"] == "wrong_host"


def test_tokens_are_made_shown_once_and_revoked_on_their_page(site: Site) -> None:
    answer = site.post("/settings/tokens", {"name": " Nightly  import "})
    assert answer.status_code == 200 and "Nightly import" in answer.text
    secret = answer.text.split('value="lr_')[1].split('"')[0]
    assert f"lr_{secret}" not in site.get("/settings/tokens").text
    service: Service = site.client.app.state.service  # type: ignore[attr-defined]
    assert tokens.holder_of(service.database, f"lr_{secret}") is not None
    (token,) = tokens.listed(service.database, PERSONAL)
    assert site.post(f"/settings/tokens/{token.id}/revoke").status_code == 200
    assert tokens.holder_of(service.database, f"lr_{secret}") is None
    assert "None yet." in site.get("/settings/tokens").text


def test_a_token_wants_a_name_and_there_is_an_end_to_them(site: Site) -> None:
    assert site.post("/settings/tokens", {"name": "  "}).status_code == 422
    assert site.post("/settings/tokens", {"name": "x" * 101}).status_code == 422
    for n in range(20):
        assert site.post("/settings/tokens", {"name": f"No {n}"}).status_code == 200
    assert site.post("/settings/tokens", {"name": "one more"}).status_code == 429


def test_tokens_need_the_form_of_our_page(site: Site) -> None:
    site.get("/")
    assert site.client.post("/settings/tokens", data={"name": "x"}).status_code == 403
