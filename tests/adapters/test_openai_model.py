"""Any OpenAI-compatible server: what goes to it, and what becomes of one that lies, is slow or breaks."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from loopready.adapters.breaker import Breaker
from loopready.adapters.model_address import checked_address, is_here, is_near
from loopready.adapters.openai_model import OpenAIModel
from loopready.model import InputError, OutsideError, Prompt, Quoted
from model_server import STREAM, ModelServer, chunk, dripping, failing, open_model_server, streamed

SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"], "additionalProperties": False}
PROMPT = Prompt(purpose="phrase", instructions="Say it better.", data=(Quoted(name="claim_1", text="Led 15 “engineers”."),), max_tokens=64)
SHAPED = PROMPT.model_copy(update={"answer_schema": SCHEMA})


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    with open_model_server() as server:
        yield server


@pytest.fixture
def server(running: ModelServer) -> ModelServer:
    running.raw, running.bodies = b"", []
    return running


def _model(server: ModelServer, *, key: str = "sk-secret", breaker: Breaker | None = None) -> OpenAIModel:
    return OpenAIModel(url=server.url, model="small", key=key, breaker=breaker or Breaker(), pause=0.001)


def _code(model: OpenAIModel, prompt: Prompt = PROMPT, *, seconds: float = 5.0) -> str:
    with pytest.raises(OutsideError) as caught:
        model.complete(prompt, seconds=seconds)
    assert "sk-secret" not in str(caught.value)
    return caught.value.code


def test_an_answer_comes_in_pieces_and_with_its_count_of_tokens(server: ModelServer) -> None:
    server.says = lambda body: streamed(
        "Fifteen engineers were led.", usage={"prompt_tokens": 40, "completion_tokens": 7, "total_tokens": 47}
    )
    heard: list[str] = []
    made = _model(server).complete(PROMPT, seconds=5, heard=heard.append)
    assert (made.text, made.model, made.tokens_in, made.tokens_out, made.cached) == ("Fifteen engineers were led.", "small", 40, 7, False)
    assert len(heard) > 1
    assert "".join(heard) == made.text


def test_instructions_and_what_others_wrote_are_apart(server: ModelServer) -> None:
    server.says = lambda body: "so"
    _model(server).complete(PROMPT, seconds=5)
    (body,) = server.bodies
    assert [each["role"] for each in body["messages"]] == ["system", "user"]
    assert body["messages"][0]["content"] == "Say it better."
    assert json.loads(body["messages"][1]["content"].partition("\n")[2]) == [{"name": "claim_1", "text": "Led 15 “engineers”."}]


def test_no_header_tells_of_this_machine_and_nothing_of_the_environment_is_sent(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "not-to-be-sent")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9")
    server.says = lambda body: "so"
    _model(server).complete(PROMPT, seconds=5)
    head = server.raw.partition(b"\r\n\r\n")[0].decode()
    names = {line.partition(":")[0].lower() for line in head.split("\r\n")[1:]}
    assert names == {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent", "authorization"}
    assert "Bearer sk-secret" in head
    assert b"not-to-be-sent" not in server.raw


def test_without_a_key_none_is_sent(server: ModelServer) -> None:
    server.says = lambda body: "so"
    _model(server, key="").complete(PROMPT, seconds=5)
    assert b"authorization" not in server.raw.lower()


def test_a_schema_is_asked_for_and_its_json_comes_back(server: ModelServer) -> None:
    server.says = lambda body: '```json\n{"text": "so"}\n```'
    assert json.loads(_model(server).complete(SHAPED, seconds=5).text) == {"text": "so"}
    assert server.bodies[0]["response_format"]["json_schema"]["schema"] == SCHEMA


def test_a_server_without_schemas_is_asked_in_words_and_not_troubled_again(server: ModelServer) -> None:
    server.says = lambda body: (
        failing("400 Bad Request", "response_format is not supported") if "response_format" in body else '{"text": "so"}'
    )
    model = _model(server)
    for _ in range(2):
        assert json.loads(model.complete(SHAPED, seconds=5).text) == {"text": "so"}
    assert ["response_format" in body for body in server.bodies] == [True, False, False]
    assert "JSON Schema" in server.bodies[1]["messages"][0]["content"]


def test_a_server_that_wants_another_name_for_the_longest_answer_gets_it(server: ModelServer) -> None:
    server.says = lambda body: failing("400 Bad Request", "Unsupported: 'max_tokens'") if "max_tokens" in body else "so"
    assert _model(server).complete(PROMPT, seconds=5).text == "so"
    assert server.bodies[1]["max_completion_tokens"] == 64


def test_an_answer_of_the_wrong_shape_is_repaired_once(server: ModelServer) -> None:
    said = iter(['{"words": 1}', '{"text": "so"}'])
    server.says = lambda body: next(said)
    assert json.loads(_model(server).complete(SHAPED, seconds=5).text) == {"text": "so"}
    assert "the answer has no text" in server.bodies[1]["messages"][-1]["content"]


@pytest.mark.parametrize("answer", ["I can not do that.", '{"text": 4}', '{"text": "half', "[]"])
def test_an_answer_that_stays_wrong_is_refused(server: ModelServer, answer: str) -> None:
    server.says = lambda body: answer
    assert _code(_model(server), SHAPED) == "model_answer"
    assert len(server.bodies) == 2


def test_an_empty_and_an_endless_answer_are_none(server: ModelServer) -> None:
    server.says = lambda body: ""
    assert _code(_model(server)) == "model_answer"
    server.says = lambda body: STREAM + chunk("x" * 120_000) * 2
    assert _code(_model(server)) == "model_answer"


def test_what_passes_is_asked_again_and_what_does_not_is_told(server: ModelServer) -> None:
    said = iter([failing("503 Service Unavailable"), failing("429 Too Many Requests", headers="Retry-After: 0.01\r\n"), b"", "so"])
    server.says = lambda body: next(said)
    assert _model(server).complete(PROMPT, seconds=5).text == "so"
    server.says = lambda body: failing("500 Internal Server Error")
    assert _code(_model(server)) == "model_down"


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden", "404 Not Found", "413 Content Too Large"])
def test_a_refusal_is_told_at_once_and_never_with_the_key(server: ModelServer, status: str) -> None:
    server.says = lambda body: failing(status, "the key sk-secret is wrong")
    assert _code(_model(server)) == "model_refused"
    assert len(server.bodies) == 1


def test_a_redirect_is_not_followed(server: ModelServer) -> None:
    server.says = lambda body: failing("307 Temporary Redirect", headers=f"Location: {server.url}/elsewhere\r\n")
    assert _code(_model(server)) == "model_refused"
    assert len(server.bodies) == 1


def test_a_long_wait_that_is_asked_for_is_not_waited(server: ModelServer) -> None:
    server.says = lambda body: failing("429 Too Many Requests", headers="Retry-After: 3600\r\n")
    assert _code(_model(server)) == "model_down"


@pytest.mark.parametrize("seconds", [0.0, 0.15])
def test_a_server_that_drips_is_late(server: ModelServer, seconds: float) -> None:
    server.says = lambda body: dripping
    assert _code(_model(server), seconds=seconds) == "model_late"


def test_a_stream_that_breaks_off_is_asked_again_and_heard_once(server: ModelServer) -> None:
    whole = streamed("Fifteen engineers were led.")
    said = iter([b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n" + chunk("Fif"), whole])
    server.says = lambda body: next(said)
    heard: list[str] = []
    assert _model(server).complete(PROMPT, seconds=5, heard=heard.append).text == "Fifteen engineers were led."
    assert heard == ["Fif"]


def test_no_server_is_told_and_after_three_times_not_asked_for_a_while() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    now = [0.0]
    breaker = Breaker(clock=lambda: now[0])
    model = OpenAIModel(url=f"http://127.0.0.1:{port}/v1", model="small", breaker=breaker, pause=0.001)
    assert [_code(model) for _ in range(3)] == ["model_down"] * 3
    with pytest.raises(OutsideError, match="asked again in 30 s"):
        model.complete(PROMPT, seconds=5)


def test_a_breaker_lets_one_through_after_its_rest_and_closes_when_that_works() -> None:
    now = [0.0]
    breaker = Breaker(failures=2, rest=10, clock=lambda: now[0])
    breaker.failed()
    assert breaker.rest() == 0
    breaker.failed()
    assert breaker.rest() == 10
    now[0] = 10.0
    assert breaker.rest() == 0
    assert breaker.rest() == 10, "a second one waits until the first is back"
    breaker.worked()
    assert breaker.rest() == 0


@pytest.mark.parametrize(
    "url", ["", "ftp://x/v1", "http://api.example.org/v1", "https://me:pw@x.org/v1", "https://x.org/v1?k=1", "http://"]
)
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(InputError):
        checked_address(url)


def test_addresses_that_are_taken() -> None:
    assert checked_address(" https://api.example.org/v1/ ") == "https://api.example.org/v1"
    for url in ("http://127.0.0.1:8080/v1", "http://ollama:11434/v1", "http://[::1]/v1", "http://10.0.0.7/v1", "http://box.local/v1"):
        assert checked_address(url) == url
        assert is_near(url)
    assert is_here("http://localhost:1/v1")
    assert not is_here("http://ollama:1/v1")
    assert not is_near("https://api.example.org/v1")
