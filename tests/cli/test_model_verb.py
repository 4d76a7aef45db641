"""The verbs of the language model: nothing is on before it was agreed to, and the key is never printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loopready.adapters.breaker import breaker_of
from loopready.cli.commands import app
from loopready.model import InputError, OutsideError
from model_server import ModelServer, open_model_server


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LOOPREADY_CACHE_DIR", str(tmp_path / "cache"))
    breaker_of.cache_clear()
    with open_model_server() as running:
        running.says = lambda body: "ready"
        yield running


def _ran(*words: str, given: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["model", *words], input=given)
    if isinstance(done.exception, InputError | OutsideError):
        raise done.exception
    return done.exit_code, done.output


def test_from_nothing_to_on_to_forgotten(server: ModelServer, tmp_path: Path) -> None:
    assert "nothing is sent" in _ran("status")[1]
    with pytest.raises(InputError, match="no server is set"):
        _ran("test")
    asked = _ran("on", "--url", server.url, "--model", "small", "--key", "--price-in", "0.5", "--per-brief", "0.25", given="sk-secret\n")
    assert asked[0] == 2
    assert "not turned on" in asked[1]
    code, said = _ran("on", "--yes")
    assert code == 0
    assert said.endswith("on\n")
    for words in ("small", "this machine", "[PERSON]", "0.25 a brief", "key: set"):
        assert words in said, words
    assert "state: on" in _ran("status")[1]
    assert "small answers: ready" in _ran("test")[1]
    assert b"sk-secret" in server.raw
    assert "sk-secret" not in said + _ran("status")[1]
    assert _ran("off", "--forget") == (0, "off\n")
    assert not (tmp_path / "model.json").exists()
    assert "No language model is set" in _ran("status")[1]


def test_on_without_an_address_says_what_is_missing(server: ModelServer) -> None:
    with pytest.raises(InputError, match="address"):
        _ran("on", "--model", "small", "--yes")
    with pytest.raises(InputError, match="no server is set"):
        _ran("on", "--yes")
