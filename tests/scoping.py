"""A walk over every route of the site as the wrong person, and as nobody.

What a route's path names is filled with another person's things; the same goes along as query and form fields, since a route may read
those too. Nothing of the other person may come back or change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from sqlalchemy import select
from starlette.routing import BaseRoute, Mount

from hosted_site import Visitor
from loopready.adapters.database import Database
from loopready.adapters.database.practice_tables import InterviewRow
from loopready.adapters.database.tables import Base, PreparationRow, SignInRow

PUBLIC = frozenset({"/static/{digest}/{name}", "/favicon.ico", "/sign-in", "/invitations/{token}", "/reset/{token}"})
"""For anybody: assets, the door, and one-time links, whose token is the permission."""
SHARED = ("/library", "/drills", "/workbench/{tool}", "/api/v1/tools", "/api/v1/guides", "/api/v1/drills", "/api/v1/openapi.json")
"""Beginnings of paths whose parameters name shipped content, not a person's things."""
_PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")


@dataclass(frozen=True, kw_only=True)
class Theirs:
    """Another person's things: values of path parameters by name, and words that must not be seen."""

    values: Mapping[str, str]
    marks: tuple[str, ...]
    pairing: str
    """Goes in where a path's ``{id}`` is a pairing's: below /coach and /coaching."""
    account: str
    homework: str


@dataclass
class Walk:
    """What a walk found."""

    leaks: list[str] = field(default_factory=list)
    routes: set[str] = field(default_factory=set)


def routes_of(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Method and path of every route, those of mounted applications too."""
    yield from _routes(app.routes, "")


def _routes(routes: list[BaseRoute], before: str) -> Iterator[tuple[str, str]]:
    for context in iter_route_contexts(routes):
        if isinstance(context.original_route, Mount):
            yield from _routes(list(context.original_route.routes), before + context.original_route.path)
            continue
        assert context.path is not None, f"the walk does not know {context.original_route}"
        methods = getattr(context, "methods", None) or {"GET"}
        for method in sorted(methods - {"HEAD", "OPTIONS"}):
            yield method, before + context.path


def filled(path: str, theirs: Theirs) -> str:
    """A route's path with another person's things in it; a parameter that the walk does not know fails it."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "id":
            return _id(path, theirs)
        if name == "exercise":
            return theirs.values[f"exercise {KIND_AT[path.removeprefix('/api/v1').split('/')[1]]}"]
        assert name in theirs.values, f"say in tests/web/test_scoping.py what of another person's {{{name}}} of {path} is"
        return theirs.values[name]

    return _PARAMETER.sub(value, path)


KIND_AT = {
    "drilling": "drill", "incidents": "incident", "conversations": "conversation", "designs": "design", "papers": "paper",
    "workbench": "tool", "kept-tools": "tool", "given": "firm",
}  # fmt: skip
"""The kind of exercise that the pages and the API's addresses under a path show."""


def _id(path: str, theirs: Theirs) -> str:
    if path.startswith(("/coach/", "/coaching/")):
        return theirs.pairing
    if path.startswith("/own/"):
        return theirs.values["own"]
    if path.startswith("/admin/"):
        return theirs.account
    return theirs.homework if path.startswith("/homework/") else theirs.values["preparation"]


def walk(app: FastAPI, visitor: Visitor, theirs: Theirs, *, skip: frozenset[str] = frozenset()) -> Walk:
    """Every route as the wrong person: 404 or 403 where the path names another's thing, and nothing of theirs anywhere."""
    found = Walk()
    for method, path in routes_of(app):
        found.routes.add(f"{method} {path}")
        if path in skip:
            continue
        answer = _send(visitor, method, filled(path, theirs), theirs)
        seen = [mark for mark in theirs.marks if mark in answer]
        status = int(answer.split("\n", 1)[0])
        if seen:
            found.leaks.append(f"{method} {path} shows {seen}")
        named = _PARAMETER.search(path) and path not in PUBLIC and not path.startswith(SHARED)
        if named and status not in (403, 404):
            found.leaks.append(f"{method} {path} answers {status} for another's things")
        if status >= 500:
            found.leaks.append(f"{method} {path} fails with {status}")
    return found


def walk_as_nobody(app: FastAPI, visitor: Visitor, theirs: Theirs) -> list[str]:
    """Every route without being signed in: to the door, or 401 for a program; what is public shows nothing of anybody."""
    leaks = []
    for method, path in routes_of(app):
        answer = _send(visitor, method, filled(path, theirs), theirs, signed_in=False)
        status, location = int(answer.split("\n", 2)[0]), answer.split("\n", 2)[1]
        if any(mark in answer.split("\n", 2)[2] for mark in theirs.marks):
            leaks.append(f"{method} {path} shows something")
        if path in PUBLIC:
            continue
        shared = path.startswith("/api/") and path.startswith(SHARED)
        to_door = status == 303 and location.startswith("/sign-in")
        with_what_was_typed = method == "POST" and status == 401 and 'action="/sign-in"' in answer
        expected = status == 401 if path.startswith("/api/") else to_door or with_what_was_typed
        if not expected and not shared:
            leaks.append(f"{method} {path} answers {status} {location}")
    return leaks


def _send(visitor: Visitor, method: str, path: str, theirs: Theirs, *, signed_in: bool = True) -> str:
    """Status, location and body of an answer, in lines."""
    if signed_in and visitor.account is not None and visitor.get("/account").url.path != "/account":
        visitor.sign_in(visitor.account.email or "")
    things = {**theirs.values, "id": theirs.values["preparation"], "from": theirs.values["preparation"], "version": "1", "run": "1"}
    more: dict[str, Any] = {"follow_redirects": False}
    if path.startswith("/api/"):  # which refuses what it does not know, so that nothing goes along
        more["headers"] = {"Authorization": f"Bearer {visitor.api_token}"} if signed_in and visitor.api_token else {}
        more |= {} if method == "GET" else {"json": {}}
    else:
        more |= {"params": things} if method == "GET" else {"params": things, "data": {"csrf": visitor.token, **things}}
    answer = visitor.client.request(method, path, **more)
    body = answer.content.decode("utf-8", "replace")
    sent = [f"{name}={value}" for name, value in things.items()]
    for part in (path, *sent, answer.headers.get("location", "")):
        body = body.replace(part, "")
    return f"{answer.status_code}\n{answer.headers.get('location', '')}\n{body}"


def kept_of(database: Database, owner: str) -> str:
    """All rows that are an owner's or hang on a preparation of theirs, apart from sign-ins: to be the same after a walk."""
    out = []
    with database.reading() as session:
        keys = {owner, *session.scalars(select(PreparationRow.id).where(PreparationRow.owner == owner))}
        keys |= set(session.scalars(select(InterviewRow.id).where(InterviewRow.owner == owner)))
        for table in Base.metadata.sorted_tables:
            if table.name != SignInRow.__tablename__:
                rows = [tuple(row) for row in session.execute(select(table))]
                out += sorted(f"{table.name}: {row}" for row in rows if keys & {cell for cell in row if isinstance(cell, str)})
    return "\n".join(out)
