"""An assistant's client of our server: the SDK's own, asked from ordinary code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client
from mcp.types import CallToolResult, TextContent

from loopready.rendering.small.bounds import MOST_BYTES


class Guest:
    """A client that is connected. Every result it gets is held against the bound and against what it says in two forms."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self._portal = portal
        self.client = client

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The record that a tool gives."""
        result = self.result(tool, **arguments)
        assert not result.is_error, text_of(result)
        assert json.loads(text_of(result)) == result.structured_content
        whole = sum(len(part.model_dump_json(by_alias=True, exclude_none=True).encode()) for part in result.content[1:])
        assert len(text_of(result).encode()) + whole <= MOST_BYTES
        assert result.structured_content is not None
        return result.structured_content

    def refused(self, tool: str, **arguments: Any) -> str:
        """The one line that a tool refuses with."""
        result = self.result(tool, **arguments)
        said = text_of(result)
        assert result.is_error and len(result.content) == 1 and "\n" not in said and "Traceback" not in said
        return said

    def result(self, tool: str, **arguments: Any) -> CallToolResult:
        """What a tool gives, as it comes."""
        found = self.do("call_tool", tool, arguments)
        assert isinstance(found, CallToolResult)
        return found

    def read(self, uri: str) -> dict[str, Any]:
        """A resource's record."""
        content = self.do("read_resource", uri).contents[0]
        assert len(content.text.encode()) <= MOST_BYTES and content.mime_type == "application/json"
        found: dict[str, Any] = json.loads(content.text)
        return found

    def do(self, method: str, *arguments: Any) -> Any:
        """What a method of the client gives."""
        return self._portal.call(getattr(self.client, method), *arguments)


@contextmanager
def connected(to: Any, *, mode: str = "auto") -> Iterator[Guest]:
    """A client of a server in this process, of an address, or of a transport."""
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(to, mode=mode)) as client:
        yield Guest(portal, client)


def text_of(result: CallToolResult) -> str:
    """The text of a result."""
    first = result.content[0]
    assert isinstance(first, TextContent)
    return first.text


def cites_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every cite of the CV or the posting in a record, however deep."""
    if isinstance(value, dict):
        source = value.get("source", value.get("document"))
        if source in ("cv", "job") and "quote" in value:
            yield value | {"source": source}
        for member in value.values():
            yield from cites_in(member)
    elif isinstance(value, list):
        for member in value:
            yield from cites_in(member)
