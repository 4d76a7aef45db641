"""Which tests get a second try: those in a browser, and no others."""

from __future__ import annotations

import pytest


@pytest.mark.browser
def test_a_test_in_a_browser_may_run_twice(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("flaky").kwargs == {"reruns": 1}


def test_another_may_not(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("flaky") is None
