"""A Chromium without network, and the pages it opens from disk."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from loopready.model import DocumentKind
from loopready.reading import page_images, read_document, read_posting, read_profile
from loopready.rendering import render, render_explained, render_guide

_EXAMPLES = Path(__file__).parents[2] / "examples"
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first that is found: the shell starts no window's own renderers, and takes two thirds of the time."""


def _load(name: str) -> ModuleType:
    """A module of tests/rendering, whichever tests are run."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1] / "rendering" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    return _load("rendering_sample")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next((found for found in map(shutil.which, _NAMES) if found), None)
    if path is None:
        pytest.skip(f"no Chromium on the path (looked for {', '.join(_NAMES)})")
    expect.set_options(timeout=60_000)  # what is awaited comes; a busy machine may need longer than five seconds for it
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        if speed := int(os.environ.get("LOOPREADY_BROWSER_SPEED", "0")):
            _slow(browser, speed)
        yield browser
        browser.close()


def _slow(browser: Browser, speed: int) -> None:
    """Let pages come at ``speed`` bytes a second: a test that reads one before it is whole fails here, and not by chance elsewhere."""
    make = browser.new_context

    def narrow(page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send(
            "Network.emulateNetworkConditions", {"offline": False, "latency": 20, "downloadThroughput": speed, "uploadThroughput": -1}
        )

    def new_context(**options: Any) -> BrowserContext:
        context = make(**options)
        context.on("page", narrow)
        return context

    browser.new_context = new_context  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    out = {}
    for name, brief in (("sample", sample.sample_brief()), ("hostile", sample.hostile_brief())):
        out[name] = folder / f"{name}.html"
        out[name].write_text(str(render(brief, format="html")), encoding="utf-8")
    guide = _load("rendering_sample_guide")
    out["guide"] = folder / "guide.html"
    out["guide"].write_text(str(render_guide(guide.sample_guide(), guide.expand, format="html", facts=guide.FACTS)), encoding="utf-8")
    for name, kind, source, data in _readings():
        document = read_document(data, kind=kind, name=source)
        read = read_profile(document) if kind == "cv" else read_posting(document)
        out[name] = folder / f"{name}.html"
        out[name].write_text(render_explained(document, read, page_images(data, name=source)), encoding="utf-8")
    return out


def _readings() -> list[tuple[str, DocumentKind, str, bytes]]:
    """Name, kind, file and bytes of the documents whose readings are explained."""
    hostile = '<script>window.planted = 1</script><img src=x onerror="window.planted = 1"> "\'></a><svg onload=alert(3)>'
    text = f"{hostile}\n\nExperience\n\nTeam Lead, {hostile}\nMar 2019 - May 2021\n- Led {hostile} {'x' * 400}\n"
    return [
        ("seen-cv", "cv", "cv.pdf", (_EXAMPLES / "saas-manager" / "cv.pdf").read_bytes()),
        ("seen-columns", "cv", "cv.pdf", (_EXAMPLES / "manager-with-gaps" / "cv.pdf").read_bytes()),
        ("seen-job", "job", "job.md", (_EXAMPLES / "saas-manager" / "job.md").read_bytes()),
        ("seen-hostile", "cv", f"{hostile}.txt", text.encode()),
    ]


class Opened:
    """A page opened from disk, and what it tried and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.route("**/*", self._route)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _route(self, route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()


Opener = Callable[..., Opened]


@pytest.fixture
def open_page(chromium: Browser, files: dict[str, Path]) -> Iterator[Opener]:
    contexts = []

    def opener(name: str = "sample", *, width: int = 1280, height: int = 800, **options: Any) -> Opened:
        options.setdefault("reduced_motion", "reduce")
        context = chromium.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.goto(files[name].as_uri())
        return opened

    yield opener
    for context in contexts:
        context.close()
