"""The library: its tree, a guide to read, words found in guides, the way from one seat to another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from loopready.app import guides, reading_room
from loopready.app.desk import Desk
from loopready.app.held import Held
from loopready.app.own_places import is_own
from loopready.model import Guide, InputError
from loopready.rendering.html import opened
from loopready.rendering.labels import humanise
from loopready.rendering.view import Page
from loopready.web.caching import headers, held_by, tag_of, unchanged
from loopready.web.downloads import disposition
from loopready.web.forms import token_of
from loopready.web.pages import fragment, page
from loopready.web.people import Person, TheDesk, ThePerson

router = APIRouter(include_in_schema=False)
EXPORTS = (("md", "Markdown"), ("pdf", "PDF"), ("html", "HTML"), ("json", "JSON"))
MOST_BYTES = 32 * 1024 * 1024
"""Guides as rendered, which are the same for everybody, held in memory."""
_held = Held(most_bytes=MOST_BYTES)


class Part(NamedTuple):
    """What was rendered: text or the bytes of a file, its size, and its tag."""

    content: str | bytes
    size: int
    tag: str


def _kept(key: tuple[Hashable, ...], make: Callable[[], str | bytes], *, of: Sequence[Guide]) -> Part:
    """The part of a key, rendered where it is not held. What is made of a person's own guide is not held: it is theirs alone."""

    def made() -> Part:
        content = make()
        return Part(content, len(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content), tag_of(content))

    if any(is_own(guide.path) for guide in of):
        return made()
    return _held.get(key, made, size=lambda part: part.size)


@router.get("/library")
def library(request: Request, desk: TheDesk, person: ThePerson, q: str = "") -> Response:
    """The tree, or what was found; the found part alone where the search field asks for it."""
    words = q.strip()[:200]
    hits, note = None, ""
    if words:
        try:
            hits = reading_room.find(words, library=desk.library)
        except InputError:
            hits, note = [], "That has no word in it."
    part = request.headers.get("hx-target", "").endswith("found")
    return page(
        request, "library_found.html.j2" if part else "library.html.j2", person=person, sought=words, hits=hits, note=note,
        folder=reading_room.folder(library=desk.library), broken=guides.broken(), crumbs=(),
    )  # fmt: skip


@router.get("/library/delta")
def delta(request: Request, desk: TheDesk, person: ThePerson) -> Response:
    """The way from one seat to another."""
    start, goal = request.query_params.get("from", ""), request.query_params.get("to", "")
    listed = [(each.path, each.title) for each in guides.listed(desk.library)]
    for path in (start, goal):
        if path and not reading_room.is_guide(path, library=desk.library):
            return _missing(request, desk, person, path)
    body = None
    if start and goal and start != goal:
        one, other = (reading_room.guide_of(path, library=desk.library) for path in (start, goal))
        key = ("delta", _key(one), _key(other))
        body = _kept(key, lambda: _body("library_delta_body.html.j2", page=reading_room.step_page(one, other), goal=goal), of=(one, other))
    return page(
        request, "library_delta.html.j2", person=person, start=start, goal=goal, guides=listed, body=_markup(body) if body else None
    )


@router.get("/library/{path:path}")
def guide(request: Request, path: str, desk: TheDesk, person: ThePerson) -> Response:
    """A guide, as a page or (``?as=md|pdf|html|json``) as a file; or what a folder holds."""
    clean = path.strip("/")
    if clean != path:
        return RedirectResponse(f"/library/{quote(clean)}" if clean else "/library", status_code=308)
    if not reading_room.is_guide(path, library=desk.library):
        try:
            held = reading_room.folder(path, library=desk.library)
        except InputError:
            return _missing(request, desk, person, path)
        crumbs = _crumbs(path, desk)
        return page(request, "library.html.j2", person=person, sought="", hits=None, note="", folder=held, broken=[], crumbs=crumbs)
    found = reading_room.guide_of(path, library=desk.library)
    desk.own.note_use(path, action="view_guide")
    wanted = request.query_params.get("as")
    if wanted:
        return _file(found, wanted)
    kept = _kept(("guide", _key(found)), lambda: _guide_body(found, desk), of=(found,))
    tag = tag_of(kept.tag, token_of(request), person.id, person.role)
    if held_by(request, tag):
        return unchanged(tag)
    made = page(request, "library_guide.html.j2", person=person, title=found.title, body=_markup(kept))
    made.headers.update(headers(tag))
    return made


def _key(found: Guide) -> tuple[str, int, int]:
    """A guide as it is now: of one path there may be a shipped and an own one, in libraries of several folders."""
    return (found.path, found.revision, id(found))


def _guide_body(found: Guide, desk: Desk) -> str:
    """A shared guide's page is everybody's, so it names no guide of anybody's own."""
    laid, mine = reading_room.laid_out(found), is_own(found.path)
    listed = guides.listed(desk.library if mine else None)
    others = [(each.path, each.title) for each in listed if each.path != found.path]
    return _body(
        "library_guide_body.html.j2", page=laid, guide=found, lineage=reading_room.lineage(found),
        yours=reading_room.is_yours(found.path, library=desk.library),
        crumbs=_crumbs(found.path, desk), exports=EXPORTS, numbers=reading_room.numbers(found), others=others,
    )  # fmt: skip


def _body(template: str, *, page: Page, **values: object) -> str:
    return fragment(template, page=page, opened=opened(page), **values)


def _markup(part: Part) -> Markup:
    """A part that our own templates made, and escaped."""
    assert isinstance(part.content, str)
    return Markup(part.content)  # noqa: S704


def _file(found: Guide, format: str) -> Response:
    if format not in dict(EXPORTS):
        raise InputError("no_guide_format", "a guide is written as md, pdf, html or json", name="as")
    kept = _kept((format, _key(found)), lambda: reading_room.exported(found, format=format), of=(found,))
    media_type, name = reading_room.file_of(found.path, format=format)
    return Response(kept.content, media_type=media_type, headers={"Content-Disposition": disposition(name)})


def _missing(request: Request, desk: Desk, person: Person, path: str) -> Response:
    words = humanise(path.rsplit("/", 1)[-1])
    search = f"/library?{urlencode({'q': words})}"
    return page(
        request, "library_missing.html.j2", status=404, person=person, path_asked=path[:200],
        near=reading_room.near(path[:200], library=desk.library),
        sought=words[:80], search=search,
    )  # fmt: skip


def _crumbs(path: str, desk: Desk) -> tuple[tuple[str, str], ...]:
    """Address and name of the folders above a path."""
    parts = path.split("/")[:-1]
    folders = ["/".join(parts[: place + 1]) for place in range(len(parts))]
    return tuple((f"/library/{each}", reading_room.folder_name(each, library=desk.library)) for each in folders)
