"""The application: routes, guards and errors put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from loopready import __version__
from loopready.app.service import Service
from loopready.model import Preparation
from loopready.web import assets, errors
from loopready.web.api import PREFIX, make_api
from loopready.web.people import person_of
from loopready.web.requests_log import RequestLog
from loopready.web.routes import PUBLIC_ROUTERS, ROUTERS
from loopready.web.routes.brief import lay_out
from loopready.web.security import Guard
from loopready.web.settings import WebSettings
from loopready.web.watching import Watch


def create_app(service: Service, *, settings: WebSettings | None = None) -> FastAPI:
    """The ASGI application over a service, which the caller closes."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        assets.assets()
        yield

    app = FastAPI(title="loopready", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.service = service
    app.state.settings = settings or WebSettings()
    app.include_router(assets.router)
    for router in PUBLIC_ROUTERS:
        app.include_router(router)
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(person_of)])
    errors.install(app)
    watch = app.state.watch = Watch(service.marks)

    def laid_out(preparation: Preparation, run: int) -> None:
        if watch.is_followed(preparation.id):
            lay_out(service.desk(preparation.owner), preparation, run)

    service.stages.on_brief = laid_out
    api = make_api()
    api.state.service, api.state.settings, api.state.watch = service, app.state.settings, app.state.watch
    app.mount(PREFIX, api)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Guard, settings=app.state.settings)
    app.add_middleware(RequestLog)
    return app


__all__ = ["WebSettings", "create_app"]
