"""The verb for assistants: where it will not listen, and to whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from typer.testing import CliRunner

from loopready.cli import assisting
from loopready.cli.commands import app
from loopready.mcp import serving
from loopready.model import InputError

TOKEN = "x" * 32


def fault(*arguments: str) -> str:
    raised = CliRunner().invoke(app, ["mcp", *arguments]).exception
    assert isinstance(raised, InputError)
    return raised.code


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(assisting.TOKEN, raising=False)
    monkeypatch.delenv("LOOPREADY_PUBLIC_URL", raising=False)


def test_other_machines_are_let_in_with_a_token_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fault("--http", "--host", "0.0.0.0") == "no_token"
    assert fault("--http", "--public-url", "https://prep.example") == "no_token"
    monkeypatch.setenv(assisting.TOKEN, "short")
    assert fault("--http") == "short_token"
    monkeypatch.setenv(assisting.TOKEN, TOKEN)
    assert fault("--http", "--host", "0.0.0.0") == "no_public_url"
    assert fault("--http", "--host", "0.0.0.0", "--public-url", "http://prep.example") == "not_https"


def test_options_that_do_not_belong_together_are_told(tmp_path: Path) -> None:
    assert fault("--host", "0.0.0.0") == "no_http"
    assert fault("--public-url", "https://prep.example") == "no_http"
    assert fault("--http", "--folder", str(tmp_path)) == "no_files"
    assert fault("--folder", str(tmp_path / "none")) == "no_folder"


def test_without_the_kit_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assisting, "find_spec", lambda name: None)
    raised = CliRunner().invoke(app, ["mcp"]).exception
    assert str(raised) == "mcp: needs the protocol's kit; install it with: pip install 'loopready[mcp]'"


def test_what_listens_is_guarded_as_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, object]] = []

    def made(server: object, **guards: object) -> FastAPI:
        seen.append(guards)
        return FastAPI()

    monkeypatch.setattr(serving, "make_http", made)
    monkeypatch.setattr(serving, "run_http", lambda app, **where: seen.append(where))
    assert CliRunner().invoke(app, ["mcp", "--http", "--port", "8123"]).exception is None
    monkeypatch.setenv(assisting.TOKEN, TOKEN)
    given = ["mcp", "--http", "--host", "0.0.0.0", "--public-url", "https://prep.example"]
    assert CliRunner().invoke(app, given).exception is None
    assert seen[0] == {"token": None} and (seen[1]["host"], seen[1]["port"]) == ("127.0.0.1", 8123)
    assert seen[2]["token"] == TOKEN and seen[2]["origins"] == ("https://prep.example",)
    assert set(serving.HERE) < set(seen[2]["hosts"]) and "prep.example" in seen[2]["hosts"]  # type: ignore[arg-type, operator]
