"""Answers beside one CV, without sentence vectors: what is called contradicted, and with which words of the CV."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loopready.app.api import read_cv
from loopready.model import AnswerClaim
from loopready.practice.claims import claims_of
from loopready.practice.claims.record import Record, record_of

TODAY = "2026-11"
CV = """Maren Oakhurst
Head of Operations, Tidewater Foods, Hull, 2020 - present
- Write-offs from £0.9m to £0.4m a year
- Order desk moved from Freshdesk to Zendesk, 2023
- Closed 2 warehouses in 2022
- Refinancing with Northshore Bank, 2021
- Delivery errors down 22% in 2024
- 900 pallets a day; team of 38
- Mentors 3 junior planners
- Led the move to electronic invoicing
Depot Manager, Larkhill Timber, Leeds, 2015 - 2020
- Reported to the operations director
- All planning in SAP
Transport Clerk, Calder Railways, York, 2012 - 2015
BSc Physics, York, 2012
"""


def claims_beside(answer: str, cv: str = CV) -> tuple[AnswerClaim, ...]:
    document, profile = read_cv(cv.encode())
    found = claims_of(answer, document, profile, today=TODAY)
    for claim in found:
        assert answer[claim.start : claim.end] == claim.text
        assert claim.cv is None or document.text[claim.cv.start : claim.cv.end] == claim.cv.quote
        assert (claim.state == "contradicted") <= (claim.cv is not None and "?" in (claim.ask or ""))
    return found


@pytest.fixture
def accused() -> Callable[..., list[str]]:
    """The CV's words that an answer is held to contradict."""

    def beside(answer: str, cv: str = CV) -> list[str]:
        return [claim.cv.quote for claim in claims_beside(answer, cv) if claim.state == "contradicted" and claim.cv is not None]

    return beside


@pytest.fixture(scope="session")
def record() -> Record:
    """The CV of these tests, read."""
    document, profile = read_cv(CV.encode())
    return record_of(document, profile, today=TODAY)
