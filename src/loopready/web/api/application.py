"""The API as an application of its own, so that its description describes exactly it."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, FastAPI

from loopready import __version__
from loopready.web.api import errors, giving, incidents, keeping, libraries, marking, papers, preparing, reading, talks, tools
from loopready.web.api.bodies import BODIES, component_of
from loopready.web.api.people import api_person
from loopready.web.api.practice_bodies import PRACTICE_BODIES

PREFIX = "/api/v1"
_SAYS = """\
The command line over HTTP: the same records, as JSON. A CV and a job description are read, matched and made into a brief, each line of
which cites the words it rests on (`documents[source].text[start:end] == quote`; offsets count Unicode code points).

On your own machine no key is needed. A hosted server wants `Authorization: Bearer lr_...`; make a token under Settings, API tokens.
Cookies never count here, and no other site's page may send requests.

An error is `{"error": {"code", "message"}}`: `code` for programs, `message` one line that says what to do.
"""
_TAGS = [
    {"name": "reading", "description": "Read a CV or a posting, or hold one against the other. Nothing is kept."},
    {"name": "preparations", "description": "Make a brief as a job: submit, follow, fetch in five formats, delete."},
    {
        "name": "practice",
        "description": "Mark an answer by the written rubric, keeping nothing; the plan and the cards of a preparation.",
    },
    {
        "name": "exercises",
        "description": "Incidents, conversations, design talks and papers: begin, act, look, end, debrief. They count as on the pages.",
    },
    {"name": "workbench", "description": "Tools that calculate: work one, keep its inputs."},
    {"name": "library", "description": "Role guides and drills."},
]


def make_api() -> FastAPI:
    """The application, to be mounted under ``PREFIX``. Who mounts it sets ``service``, ``settings`` and ``watch`` of its state."""
    api = _Described(
        title="loopready", version=__version__, summary="A CV and a job description in, an evidenced brief out.", description=_SAYS,
        openapi_tags=_TAGS, servers=[{"url": PREFIX}], root_path_in_servers=False, docs_url=None, redoc_url=None,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )  # fmt: skip
    routers = (
        reading.router, preparing.router, marking.router, keeping.router, giving.router, incidents.router, talks.router, papers.router,
        tools.router, libraries.router,
    )  # fmt: skip
    for router in routers:
        first = [] if router is libraries.router else [Depends(api_person)]
        api.include_router(router, dependencies=[*first, Depends(errors.known_query)])
    errors.install(api, routers=routers)
    return api


class _Described(FastAPI):
    """Adds the bodies, which are parsed by ``bodies`` in either of two encodings, to the description."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        if self.openapi_schema is None:
            made = super().openapi()
            held = made.setdefault("components", {}).setdefault("schemas", {})
            for body in (*BODIES, *PRACTICE_BODIES):
                held.update(component_of(body))
            for unused in ("HTTPValidationError", "ValidationError"):
                held.pop(unused, None)
            made["components"]["schemas"] = dict(sorted(held.items()))
        assert self.openapi_schema is not None
        return self.openapi_schema
