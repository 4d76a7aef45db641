"""Guides and briefs as resources, and the prompts that lead through practice with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any

from mcp import MCPError
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError
from mcp.types import INVALID_PARAMS, Resource
from pydantic import Field

from loopready.app import guides
from loopready.engines.paging import compact
from loopready.mcp.calling import AssistantServer, line_of
from loopready.mcp.opening import Opening
from loopready.mcp.texts import text_of
from loopready.mcp.tools import brief_record, guide_record
from loopready.model import InputError, LoopreadyError
from loopready.rendering.small.bounds import shortened
from loopready.rendering.small.briefs import brief_address
from loopready.rendering.small.guides import guide_address

MOST_BRIEFS = 20
"""Briefs that are listed, the latest first."""
_JSON = "application/json"
_LONGEST_PAGE = 6
PrepArgument = Annotated[str, Field(description="Id of a preparation; empty: the last.")]


class Reading:
    """What is kept and what ships, to be read by its address."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    def add_to(self, server: AssistantServer) -> None:
        """Add the resources and the prompts to a server."""
        server.listed = self.listed
        add = server.resource
        add("loopready://library/{+path}{?part,page}", name="guide", title="A role guide, or a part of it", mime_type=_JSON)(self.guide)
        add("loopready://briefs/{id}", name="brief", title="The digest of a brief", mime_type=_JSON)(self.brief)
        add("loopready://briefs/{id}/{section}{?page}", name="section", title="A section of a brief, or the text of cv or job",
            mime_type=_JSON)(self.section)  # fmt: skip
        server.prompt(title="A mock interview")(self.mock_interview)
        server.prompt(title="Go through the brief")(self.read_the_brief)

    def guide(self, path: str, part: str = "", page: str = "1") -> str:
        """A role guide's contents, or with part one kind of item or one item."""
        return _found(lambda: guide_record(self._opening, path, part, _number(page)))

    def brief(self, id: str) -> str:
        """Verdict, strengths, risks, the next things to do, and the sections."""
        return _found(lambda: brief_record(self._opening, id, "", 1))

    def section(self, id: str, section: str, page: str = "1") -> str:
        """A page of a section: items of claims with their cites."""
        return _found(lambda: brief_record(self._opening, id, section, _number(page)))

    def listed(self) -> list[Resource]:
        """The latest briefs and all guides."""
        desk = self._opening.assistant().desk
        kept = [each for each in desk.preparations.all(limit=MOST_BRIEFS) if each.digest is not None]
        return [
            *(_resource(brief_address(each.id), f"brief-{each.id}", f"Brief: {shortened(each.name, 120)}") for each in kept),
            *(_resource(guide_address(each.path), each.path, f"Guide: {each.title}") for each in guides.listed(desk.library)),
        ]

    def mock_interview(
        self, prep: PrepArgument = "", guide: Annotated[str, Field(description="Practise by a guide alone: its path.")] = "",
        round: Annotated[str, Field(description="A round's id, as ask with overview gives it.")] = "",
    ) -> str:  # fmt: skip
        """The assistant plays the interviewer: asks, waits for your answer, has it marked, follows up, and reads the debrief."""
        return _prompt(lambda: self._mock_interview(prep, guide, round))

    def read_the_brief(self, prep: PrepArgument = "") -> str:
        """The assistant goes through your brief with you, line by line where something is missing."""
        return _prompt(lambda: self._read_the_brief(prep))

    def _mock_interview(self, prep: str, guide: str, round: str) -> str:
        held = self._opening.assistant()
        if prep and guide:
            raise InputError("one_of", "a preparation has its guide; choose one of prep and guide", name="mock_interview")
        chosen = prep or (None if guide else held.room.last_preparation())
        loop = held.room.loop(preparation=chosen, guide=guide or None)
        if round and round not in {each.id for each in loop.rounds()}:
            says = f"the guide talks through no such round; it has {', '.join(each.id for each in loop.rounds())}"
            raise InputError("no_round", says, name=round[:80])
        seat = self._seat(chosen) if chosen else f"the guide “{loop.guide.title}”, without a CV"
        named = {"prep": chosen, "guide": guide, "round": round}
        return text_of("mock_interview", seat=seat, arguments=_arguments(named))

    def _read_the_brief(self, prep: str) -> str:
        found, _ = self._opening.assistant().brief(prep or None)
        return text_of("read_the_brief", seat=self._seat(found.id), arguments=_arguments({"prep": found.id}))

    def _seat(self, id: str) -> str:
        """What the preparation is called, as data: in quotation marks and on one line."""
        name = self._opening.assistant().desk.preparations.get(id).name
        return f"“{shortened(' '.join(name.split()), 160)}” (prep {id})"


def _arguments(named: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in named.items() if value}, ensure_ascii=False) if any(named.values()) else "none"


def _resource(uri: str, name: str, title: str) -> Resource:
    return Resource(uri=uri, name=name, title=title, mime_type=_JSON)


def _number(page: str) -> int:
    if not page.isascii() or not page.isdigit() or len(page) > _LONGEST_PAGE:
        raise InputError("no_page", f"{page[:20]!r} is no page; pages are counted from 1", name="page")
    return int(page)


def _found(make: Callable[[], Any]) -> str:
    """The JSON of a record; an error of ours is told as the protocol tells of what is not there, or can not be read now."""
    try:
        return compact(make())
    except InputError as error:
        raise ResourceNotFoundError(line_of(error)) from None
    except LoopreadyError as error:
        raise ResourceError(line_of(error)) from None


def _prompt(make: Callable[[], str]) -> str:
    try:
        return make()
    except LoopreadyError as error:
        raise MCPError(code=INVALID_PARAMS, message=line_of(error)) from None
