"""Settings in a browser: no fault of access, at either width and in either theme; all of it without scripts too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from axe_checks import checked
from database_things import prepared
from live import served
from loopready.adapters.database import Database
from loopready.app.service import Service

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


class _NoJobs:
    def start(self, preparation: str, run: int) -> None:
        """Begins nothing."""

    def forget(self, preparation: str) -> None:
        """Knows of none."""

    def close(self) -> None:
        """Has nothing to end."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("settings")
    service = Service(database=Database(folder / "site.sqlite"), jobs=lambda run_stage, database: _NoJobs())
    prepared(service.database)
    with served(service) as made:
        yield made
    service.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    contexts = []

    def go(*, width: int = 1280, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/settings")
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_page_has_no_fault_of_access_and_fits(visit: Visit, width: int, scheme: str) -> None:
    page = visit(width=width, color_scheme=scheme)
    assert [each["id"] for each in checked(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.fill("#word", "no")
    page.click("button.danger")
    expect(page.locator("#delete-problem")).to_be_in_viewport()
    assert [each["id"] for each in checked(page).response["violations"]] == []


def test_the_theme_is_chosen_here_and_by_the_button_alike(visit: Visit) -> None:
    page = visit(color_scheme="light")
    expect(page.get_by_label("As the system")).to_be_checked()
    page.get_by_label("Dark", exact=True).check()
    assert page.evaluate("[document.documentElement.dataset.theme, localStorage.getItem('loopready-theme')]") == ["dark", "dark"]
    page.click("[data-theme-toggle]")
    expect(page.get_by_label("Light", exact=True)).to_be_checked()
    page.get_by_label("As the system").check()
    page.reload()
    assert page.evaluate("[document.documentElement.dataset.theme ?? '', localStorage.getItem('loopready-theme')]") == ["", None]


def test_export_delete_and_restore_without_scripts(visit: Visit, tmp_path: Path) -> None:
    page = visit(java_script_enabled=False, accept_downloads=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export everything").click()
    download.value.save_as(tmp_path / "mine.zip")
    assert download.value.suggested_filename.startswith("loopready-")
    page.fill("#word", "delete")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("status")).to_contain_text("Everything was deleted.")
    page.set_input_files("#backup", tmp_path / "mine.zip")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("status")).to_contain_text("1 preparation restored.")
