"""How the server is set up: its own address, and whose word it takes about where requests come from."""

from __future__ import annotations

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from loopready.model import InputError
from loopready.web.people import address_of
from loopready.web.serving import config_of
from loopready.web.settings import WebSettings, hosted_settings


def test_a_public_address_gives_host_cookies_and_links() -> None:
    settings = hosted_settings("https://Prep.Example.org/", proxies=("10.0.0.0/8",))
    assert settings.hosts == {"prep.example.org"} and settings.secure and settings.hosted
    assert settings.public_url == "https://prep.example.org"
    assert hosted_settings("https://prep.example.org:8443").public_url == "https://prep.example.org:8443"
    assert hosted_settings("https://[2001:db8::1]").hosts == {"[2001:db8::1]"}


def test_plain_http_is_for_this_machine() -> None:
    assert not hosted_settings("http://localhost:8000").secure
    with pytest.raises(InputError, match="https alone"):
        hosted_settings("http://prep.example.org")


@pytest.mark.parametrize(
    "address",
    [None, "", "prep.example.org", "ftp://x.org", "https://", "https://x.org/a", "https://u@x.org", "https://x.org:y", "https://["],
)
def test_what_is_no_address_is_told(address: str | None) -> None:
    with pytest.raises(InputError, match="--public-url https://"):
        hosted_settings(address)


@pytest.mark.parametrize(
    ("proxies", "peer", "told"),
    [
        ((), "10.0.0.9", "10.0.0.9"),
        (("10.0.0.0/8",), "10.0.0.9", "192.0.2.7"),
        (("10.0.0.9",), "10.0.0.9", "192.0.2.7"),
        (("10.0.0.9",), "198.51.100.1", "198.51.100.1"),
    ],
)
def test_only_stated_proxies_say_where_a_request_came_from(proxies: tuple[str, ...], peer: str, told: str) -> None:
    app = FastAPI()

    @app.get("/where")
    def where(request: Request) -> str:
        return address_of(request)

    config = config_of(app, WebSettings(hosted=True, proxies=proxies))
    config.load()
    client = TestClient(config.loaded_app, client=(peer, 50000))
    assert client.get("/where", headers={"x-forwarded-for": "203.0.113.66, 192.0.2.7"}).json() == told
