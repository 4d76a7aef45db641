"""PDFs: Typst templates through the package's own compiler, HTML templates through a Chromium without network, and scans."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import jinja2
import typst

TEMPLATES = Path(__file__).parent.parent / "templates"
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Setter(Protocol):
    """Sets one view with a template of its kind."""

    def __call__(self, template: str, shown: dict[str, Any]) -> bytes:
        """The PDF's bytes."""
        ...


class Typst:
    """One compiler for many CVs; it carries its fonts and takes the machine's where there are some."""

    def __init__(self) -> None:
        self._compiler = typst.Compiler(root=TEMPLATES / "typst")

    def __call__(self, template: str, shown: dict[str, Any]) -> bytes:
        path = TEMPLATES / "typst" / f"{template}.typ"
        made: Any = self._compiler.compile(path, format="pdf", sys_inputs={"view": json.dumps(shown, ensure_ascii=False)}, timestamp=0)
        return bytes(made)


def browser_path() -> str | None:
    """A Chromium on the path, or None."""
    return next((found for found in map(shutil.which, _NAMES) if found), None)


def pages(folder: Path = TEMPLATES / "html") -> jinja2.Environment:
    """The HTML templates of a folder; every word of a view is escaped."""
    return jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.StrictUndefined)


def html_page(template: str, shown: dict[str, Any], templates: jinja2.Environment | None = None) -> str:
    """A view as an HTML page, by a template of this set where no others are given."""
    return (templates or pages()).get_template(f"{template}.html").render(v=shown)


@contextmanager
def printer(path: str, templates: jinja2.Environment | None = None) -> Iterator[Setter]:
    """Prints HTML templates to PDF, those of this set where no others are given. The browser gets no network: every request is refused."""
    from playwright.sync_api import sync_playwright

    known = templates or pages()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(offline=True, java_script_enabled=False)
        context.route("**/*", lambda route: route.abort())
        page = context.new_page()

        def set_page(template: str, shown: dict[str, Any]) -> bytes:
            page.set_content(html_page(template, shown, known), wait_until="load")
            return page.pdf(prefer_css_page_size=True, print_background=True)

        try:
            yield set_page
        finally:
            browser.close()
