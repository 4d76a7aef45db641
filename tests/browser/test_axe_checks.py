"""The check of pages finds what is planted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from axe_checks import checked

pytestmark = pytest.mark.browser


def test_planted_violations_are_found(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        '<html lang="en"><title>t</title><main><h1>A</h1><p style="color:#ccc;background:#fff">faint</p><img src="x.png"></main>'
    )
    found = {each["id"] for each in checked(page).response["violations"]}
    page.close()
    assert {"color-contrast", "image-alt"} <= found
