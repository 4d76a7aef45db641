"""How a tool is called: in a thread, a few at a time; a result within its bound; an error as one clear line."""

from __future__ import annotations

import functools
import inspect
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import anyio
import anyio.to_thread
from mcp import MCPError
from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import (
    INTERNAL_ERROR,
    CallToolResult,
    ContentBlock,
    InputRequiredResult,
    Resource,
    ResourceLink,
    TextContent,
    ToolAnnotations,
)
from pydantic import ValidationError

from loopready.engines.paging import compact, whole_letters
from loopready.mcp.records import Record
from loopready.model import InputError, LoopreadyError
from loopready.rendering.small.bounds import MOST_BYTES, shortened

AT_ONCE = 4
"""Calls that are worked on at a time; each may hold reader processes."""
_MOST_LINE = 1_000
_WAYS_ON = {
    "cover_letter": "; or call again with anyway=true",
    "no_posting": "; or call again with anyway=true",
}
"""What a tool offers where an input is not what it should be, by the error's code."""
_CALLED_HERE = (
    (re.compile(r"make (?:one|a brief)(?: with)?: loopready prep CV JOB --save"), "call prep first"),
    (re.compile(r"loopready guide --list"), "guide_find"),
    (re.compile(r"loopready drill --list"), "drill without an id"),
    (re.compile(r"loopready story draft(?: --suggested)?"), "story with action draft"),
    (re.compile(r"loopready story list"), "story"),
    (re.compile(r"loopready ask --list(?: --guide (\S+))?"), "ask with overview=true"),
    (re.compile(r"see the list of yours"), "see brief with section kept, or story"),
    (re.compile(r"loopready (plan|ask|prep|mark)\b"), r"\1"),
)
"""Commands that a message names, and the tools that they are here."""
Told = Mapping[str, Any]


class AssistantServer(MCPServer[Any]):
    """A server that refuses arguments that a tool does not know, says what is wrong with one in a line, and lists what is kept now."""

    listed: Callable[[], list[Resource]] = staticmethod(list)
    """The resources there are at the moment; set by who adds them."""

    async def list_resources(self) -> list[Resource]:
        """The resources that clients show for choosing. MCPError where they can not be looked up."""
        try:
            return await anyio.to_thread.run_sync(self.listed)
        except LoopreadyError as error:
            raise MCPError(code=INTERNAL_ERROR, message=line_of(error)) from None

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool. ToolError for an unknown tool; all other faults of arguments are a result that says so."""
        schema = self._tool_input_schema(name)
        known = schema.get("properties", {}) if schema is not None else arguments
        if strange := [each for each in arguments if each not in known]:
            return refused(f"{name} has no argument {strange[0][:80]!r}; it has {', '.join(known) or 'none'}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            faults = error.__cause__.errors(include_url=False, include_context=False, include_input=False)
            said = "; ".join(dict.fromkeys(f"{'.'.join(map(str, fault['loc']))[:80]}: {fault['msg']}" for fault in faults))
            return refused(f"{name}: {said}")


def add_tool(
    server: AssistantServer, function: Callable[..., Told], *, record: type[Record], title: str, limiter: anyio.CapacityLimiter,
    keeps: bool = False, links: Callable[[Told], list[ResourceLink]] = lambda told: [],
) -> None:  # fmt: skip
    """Adds a function as a tool: its signature and docstring describe it, and what it returns has the shape of ``record``.

    ``keeps`` says that it changes what is kept; ``links`` are resources to read on.
    """

    @functools.wraps(function)
    async def call(**arguments: Any) -> CallToolResult:
        work = functools.partial(_worked, function, arguments, links=links)
        return await anyio.to_thread.run_sync(work, limiter=limiter)

    signature = inspect.signature(function, eval_str=True)
    call.__signature__ = signature.replace(return_annotation=record)  # type: ignore[attr-defined]
    server.add_tool(
        call, title=title, description=" ".join((function.__doc__ or "").split()),
        annotations=ToolAnnotations(title=title, read_only_hint=not keeps, destructive_hint=False, open_world_hint=False),
    )  # fmt: skip


def _worked(
    function: Callable[..., Told], arguments: Mapping[str, Any], *, links: Callable[[Told], list[ResourceLink]]
) -> CallToolResult:  # fmt: skip
    try:
        told = function(**arguments)
    except LoopreadyError as error:
        return refused(line_of(error))
    text = compact(told)
    assert len(text.encode("utf-8")) <= MOST_BYTES, f"{function.__name__} gave more than a result may hold"
    content: list[ContentBlock] = [TextContent(type="text", text=text), *links(told)]
    return CallToolResult(content=content, structured_content=json.loads(text))


def refused(line: str) -> CallToolResult:
    """A tool's error: one line that says what is wrong and what to do."""
    said = shortened(whole_letters(" ".join(line.split())), _MOST_LINE)
    return CallToolResult(content=[TextContent(type="text", text=said)], is_error=True)


def line_of(error: LoopreadyError) -> str:
    """An error's line, with options and commands called as they are here."""
    named = isinstance(error, InputError) and error.name is not None and error.name.startswith("--")
    said = f"{(error.name or '').removeprefix('--')}: {error.message}" if named else str(error)
    for pattern, here in _CALLED_HERE:
        said = pattern.sub(here, said)
    return f"{said}{_WAYS_ON.get(error.code, '')}"
