"""Changes from one thing to another, told the other way about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Accused = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("In 2023 we moved the order desk from Zendesk to Freshdesk.", "Freshdesk to Zendesk"),
        ("We took the desk off Zendesk and back to Freshdesk.", "Freshdesk to Zendesk"),
        ("We replaced Zendesk with Freshdesk that spring.", "Freshdesk to Zendesk"),
        ("Write-offs are up, nine hundred thousand where it was four hundred thousand.", "Write-offs"),
    ],
)
def test_it_is_asked_about(accused: Accused, answer: str, line: str) -> None:
    assert [line in quote for quote in accused(answer)] == [True]


@pytest.mark.parametrize(
    "answer",
    [
        "In 2023 we moved the order desk from Freshdesk to Zendesk.",
        "We nearly moved back from Zendesk to Freshdesk.",
        "We moved the invoices from Zendesk to Outlook.",
        "Write-offs are down, four hundred thousand where it was nine hundred.",
    ],
)
def test_a_near_miss_is_not(accused: Accused, answer: str) -> None:
    assert accused(answer) == []
