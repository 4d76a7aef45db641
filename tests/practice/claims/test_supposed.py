"""What is only thought, meant or wished contradicts nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize("ahead", ["If I recall, ", "", "So "])
def test_what_is_told_counts(accused: Callable[[str], list[str]], ahead: str) -> None:
    assert accused(f"{ahead}we shift nine hundred pallets a week.")


@pytest.mark.parametrize("ahead", ["If ", "Imagine ", "Suppose "])
def test_what_is_supposed_does_not(accused: Callable[[str], list[str]], ahead: str) -> None:
    assert not accused(f"{ahead}we shift nine hundred pallets a week.")
