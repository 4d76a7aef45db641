"""Pages from templates: escaped, with the frame's values filled in."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from loopready.app.comparing import COVERAGES
from loopready.app.simulating import incidents_for
from loopready.rendering.html import PARTS
from loopready.rendering.labels import labels
from loopready.rendering.report import register_report
from loopready.rendering.view import Tally
from loopready.web.assets import address_of
from loopready.web.forms import keep_token, token_of
from loopready.web.people import Person


@functools.cache
def environment() -> Environment:
    """The templates of the web, and those of the brief's page, which they share parts with."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("loopready.web", "templates"), PackageLoader("loopready.rendering", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        PARTS,
        static=address_of,
        words=labels(),
        day=day,
        ago=ago,
        until=until,
        incidents_for=incidents_for,
        tally_of=tally_of,
    )
    register_report(made.globals)
    made.filters["sentence"] = sentence
    return made


def page(request: Request, template: str, *, status: int = 200, person: Person | None = None, **values: Any) -> HTMLResponse:
    """A page in the frame. ``values`` are the template's; ``person`` is who asks, where that is known."""
    made = HTMLResponse(
        environment()
        .get_template(template)
        .render(csrf=token_of(request), settings=request.app.state.settings, person=person, path=request.url.path, **values),
        status_code=status,
    )
    keep_token(request, made)
    return made


def fragment(template: str, **values: Any) -> str:
    """A part of a page, for what the page asks for later."""
    return environment().get_template(template).render(**values)


def sentence(line: str) -> str:
    """An error's line as a sentence of a page."""
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "?", "!")) else ".")


def day(value: str | dt.date | None) -> str:
    """A date as people write it: Mon 7 Dec 2026."""
    if value is None:
        return ""
    date = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return f"{date:%a} {date.day} {date:%b} {date.year}"


def ago(moment: dt.datetime) -> str:
    """How long ago, roughly; the day where it is over a week."""
    seconds = max(0.0, (dt.datetime.now(dt.UTC) - moment).total_seconds())
    for length, name in ((86400.0, "day"), (3600.0, "hour"), (60.0, "minute")):
        if seconds >= length:
            count = int(seconds // length)
            if name == "day" and count > 7:
                return day(moment.date())
            return f"{count} {name}{'s' if count > 1 else ''} ago"
    return "just now"


def until(value: str, *, today: str) -> str:
    """How long from ``today`` to a day, both YYYY-MM-DD: today, tomorrow, in 12 days, 3 days ago."""
    days = (dt.date.fromisoformat(value) - dt.date.fromisoformat(today)).days
    if days in (0, 1):
        return ("today", "tomorrow")[days]
    count = f"{abs(days)} day{'s' if abs(days) != 1 else ''}"
    return f"in {count}" if days > 0 else f"{count} ago"


def tally_of(counts: Mapping[str, int]) -> tuple[Tally, ...]:
    """Coverages with their words and counts, as a bar draws them and a line tells them."""
    words = labels()
    return tuple(Tally(state=state, label=words.states[state], count=counts[state]) for state in COVERAGES if counts.get(state))
