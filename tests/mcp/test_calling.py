"""Guards of every call: what is too large is not sent, what went wrong in us is not told, commands are called as they are here."""

from __future__ import annotations

from typing import Any

import anyio
import pytest
from mcp import MCPError
from mcp.types import Resource

from assistant_client import connected
from loopready.mcp.calling import AssistantServer, add_tool, line_of
from loopready.mcp.records import Record
from loopready.model import InputError, OutsideError
from loopready.rendering.small.bounds import MOST_BYTES


def too_large() -> dict[str, Any]:
    """Gives more than a result may hold."""
    return {"text": "x" * MOST_BYTES}


def crashes() -> dict[str, Any]:
    """Goes wrong."""
    raise RuntimeError("the CV of Noor Halvorsen")


def outside() -> dict[str, Any]:
    """Meets a database that does not answer."""
    raise OutsideError("database", "does not answer;\nstart it \ud800", name="the database")


@pytest.fixture
def server() -> AssistantServer:
    made = AssistantServer("planted", log_level="CRITICAL")
    for function in (too_large, crashes, outside):
        add_tool(made, function, record=Record, title="Planted", limiter=anyio.CapacityLimiter(1))
    return made


def test_planted_faults(server: AssistantServer) -> None:
    with connected(server) as guest:
        assert guest.refused("too_large") == "Error executing tool too_large"
        assert guest.refused("crashes") == "Error executing tool crashes"
        assert guest.refused("outside") == "the database: does not answer; start it \N{REPLACEMENT CHARACTER}"
        assert guest.refused("outside", strange=1) == "outside has no argument 'strange'; it has none"


def test_resources_that_can_not_be_looked_up_are_told(server: AssistantServer) -> None:
    def listed() -> list[Resource]:
        raise OutsideError("database", "does not answer", name="the database")

    server.listed = listed
    with connected(server) as guest, pytest.raises(MCPError, match="the database: does not answer"):
        guest.do("list_resources")


@pytest.mark.parametrize(
    ("message", "here"),
    [
        ("no guide of that path; see: loopready guide --list", "no guide of that path; see: guide_find"),
        ("no brief was saved yet; make one with: loopready prep CV JOB --save", "no brief was saved yet; call prep first"),
        ("see the keys with: loopready plan", "see the keys with: plan"),
        ("see them with: loopready ask --list --guide general", "see them with: ask with overview=true"),
    ],
)
def test_commands_are_called_by_their_tools(message: str, here: str) -> None:
    assert line_of(InputError("x", message)) == here
    assert line_of(InputError("x", message, name="--guide")) == f"guide: {here}"
