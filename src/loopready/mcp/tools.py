"""The tools that prepare: prep, brief, match, guide_find and guide."""

from __future__ import annotations

from typing import Annotated, Any

import anyio
from mcp.types import ResourceLink
from pydantic import Field

from loopready.app import guides
from loopready.app.prepare import GENERAL
from loopready.engines.paging import fitted, paged
from loopready.mcp.calling import AssistantServer, Told, add_tool
from loopready.mcp.opening import Opening
from loopready.mcp.records import BriefRecord, GuideRecord, GuidesRecord, MatchRecord
from loopready.model import Preparation
from loopready.rendering.small.bounds import PAGE_BYTES, page_of, shortened
from loopready.rendering.small.briefs import brief_address, digest_json, section_page
from loopready.rendering.small.guides import contents_json, guide_address, part_page

Cv = Annotated[str, Field(description="The CV: its text (plain, Markdown, HTML or JSON Resume), or where files are opened a file's path.")]
Job = Annotated[str, Field(description="The job description's text, or where files are opened a file's path. No address.")]
GuidePath = Annotated[str, Field(description="A guide's path, in place of the one found.")]
Prep = Annotated[str, Field(description="Id of a preparation; empty: the last.")]
Day = Annotated[str, Field(description="The day to count from, YYYY-MM-DD; empty: today.")]
Anyway = Annotated[bool, Field(description="Go on where a text does not look like a CV or a posting.")]
Page = Annotated[int, Field(description="Counted from 1.")]
KEPT = "kept"
"""In place of a section: the briefs that are kept."""
MOST_KEPT = 200
_GENERAL, _WHOLE = "general:", "guide"
"""How cites name an item of the general guide, and a guide as a whole."""
_ROW_BYTES = 4_000


class Preparing:
    """The tools, each a method with its arguments as a client sends them."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    def add_to(self, server: AssistantServer, limiter: anyio.CapacityLimiter) -> None:
        """Add them to a server."""
        prepares = "Prepare for an interview"
        add_tool(server, self.prep, record=BriefRecord, title=prepares, limiter=limiter, keeps=True, links=_section_links)
        add_tool(server, self.brief, record=BriefRecord, title="Read a brief", limiter=limiter, links=_section_links)
        add_tool(server, self.match, record=MatchRecord, title="Match a CV against a job", limiter=limiter)
        add_tool(server, self.guide_find, record=GuidesRecord, title="Find role guides", limiter=limiter)
        add_tool(server, self.guide, record=GuideRecord, title="Read a role guide", limiter=limiter)

    def prep(
        self, cv: Cv, job: Job, guide: GuidePath = "", on: Annotated[str, Field(description="The interview's date, YYYY-MM-DD.")] = "",
        today: Day = "", anyway: Anyway = False,
    ) -> Told:  # fmt: skip
        """Prepare for an interview: hold a CV against a job description and keep the brief on this machine.

        Returns its digest: verdict, three strengths, three risks, the next things to do, each with the words it rests on, and the list of
        sections with their sizes. Read a section with the tool brief. The same CV and job again give the same preparation.
        """
        held = self._opening.assistant()
        made = held.prepare(cv, job, guide=guide or None, on=on or None, today=today or None, anyway=anyway)
        return brief_record(self._opening, made.id, "", 1)

    def brief(
        self, prep: Prep = "",
        section: Annotated[str, Field(description="A section's id, or cv or job, or kept; empty: the digest.")] = "", page: Page = 1,
    ) -> Told:  # fmt: skip
        """Read a kept brief: its digest, a page of one of its sections (summary, deciders, role, signals, fit, walkthrough, questions,
        probes, concepts, drills, firm, asks, loop, stories, plan, related, sources), or of the text of cv or job that cites count in.
        Section kept lists the briefs there are.
        """
        return brief_record(self._opening, prep, section, page)

    def match(
        self, cv: Cv, job: Job, guide: GuidePath = "", today: Day = "", anyway: Anyway = False, page: Page = 1
    ) -> Told:  # fmt: skip
        """Hold a CV against a job description, requirement by requirement, and keep nothing. Coverage is met, partial, missing, unjudgeable
        (a CV can not show it) or unreadable; evidence quotes the CV.
        """
        found = self._opening.assistant().match(cv, job, guide=guide or None, today=today or None, anyway=anyway)
        rows = [fitted(row, most=_ROW_BYTES, first=("parts",), keep=("coverage",)) for row in found["rows"]]
        shown, told = page_of(paged(rows, most=PAGE_BYTES), page)
        names = {kind: {"name": each["name"], "letters": len(each["text"])} for kind, each in found["documents"].items()}
        return {"verdict": found["verdict"], "caps": found["caps"], "rows": shown, "documents": names, **told}

    def guide_find(
        self,
        text: Annotated[str, Field(description="Words that the guides hold, such as 'error budget'; empty: all guides.")] = "",
        page: Page = 1,
    ) -> Told:
        """Find role guides: what interviewers of a role look for, ask and teach. Those with the words in their title come first."""
        library = self._opening.assistant().desk.library
        lines = {each.path: each for each in guides.listed(library)}
        paths = [path for path, _ in guides.found(text, library=library)] if text.strip() else list(lines)
        records = [{**lines[path]._asdict(), "uri": guide_address(path)} for path in paths]
        shown, told = page_of(paged(records, most=PAGE_BYTES), page)
        return {"guides": shown, **told}

    def guide(
        self, path: Annotated[str, Field(description="A guide's path, as guide_find gives it.")],
        part: Annotated[str, Field(
            description="seat, signals, questions, bank, concepts, drills, asks, rounds, topics, related, sources, or one item as the "
            "contents or a guide cite name it, such as questions/decision; empty: the contents."
        )] = "",
        page: Page = 1,
    ) -> Told:  # fmt: skip
        """Read a role guide: its contents by id and title, all items of one kind, or one item, with sources and the facts it cites."""
        return guide_record(self._opening, path, part, page)


def brief_record(opening: Opening, prep: str, section: str, page: int) -> dict[str, Any]:
    """The digest of a kept brief, or a page of a section or document of it. InputError where there is no such thing."""
    held = opening.assistant()
    if section == KEPT:
        lines = [_kept_line(each) for each in held.desk.preparations.all(limit=MOST_KEPT) if each.digest is not None]
        shown, told = page_of(paged(lines, most=PAGE_BYTES), page)
        return {"prep": "", "section": KEPT, "items": shown, **told}
    found, brief = held.brief(prep or None)
    if section:
        return section_page(brief, section, id=found.id, page=page)
    digest, told = page_of([digest_json(brief, id=found.id, name=found.name)], page)
    return {**digest, **told}


def _kept_line(each: Preparation) -> dict[str, Any]:
    verdict = each.digest.verdict if each.digest is not None else None
    return {"id": each.id, "title": shortened(each.name, 240), "verdict": verdict, "on": each.asked.on, "uri": brief_address(each.id)}


def guide_record(opening: Opening, path: str, part: str, page: int) -> dict[str, Any]:
    """A page of a guide's contents, or of a part of it. InputError where there is no such guide, part or page."""
    if part.startswith(_GENERAL):
        path, part = GENERAL, part.removeprefix(_GENERAL)
    desk = opening.assistant().desk
    found = guides.held(path, library=desk.library)
    desk.own.note_use(path, action="view_guide")
    if part in ("", _WHOLE):
        return contents_json(found, guides.expand, page=page)
    return part_page(found, guides.expand, part, facts=guides.fact_lines(), page=page)


def _section_links(told: Told) -> list[ResourceLink]:
    """The sections of a digest as resources."""
    return [
        ResourceLink(type="resource_link", uri=each["uri"], name=each["id"], title=each["title"], mime_type="application/json")
        for each in told.get("sections", [])
    ]
