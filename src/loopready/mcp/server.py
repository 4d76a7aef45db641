"""The server put together: tools, resources, prompts, and how to use them."""

from __future__ import annotations

import anyio

from loopready import __version__
from loopready.mcp.calling import AT_ONCE, AssistantServer
from loopready.mcp.opening import Opening
from loopready.mcp.practice import Practice
from loopready.mcp.resources import Reading
from loopready.mcp.texts import text_of
from loopready.mcp.tools import Preparing


def make_server(opening: Opening) -> AssistantServer:
    """The server over a service that ``opening`` opens; who made that closes it."""
    server = AssistantServer(
        "loopready", title="loopready: interview preparation", version=__version__, instructions=text_of("instructions"),
        log_level="WARNING", subscriptions=False,
    )  # fmt: skip
    limiter = anyio.CapacityLimiter(AT_ONCE)
    Preparing(opening).add_to(server, limiter)
    Practice(opening).add_to(server, limiter)
    Reading(opening).add_to(server)
    return server
