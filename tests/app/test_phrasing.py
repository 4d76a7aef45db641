"""A writer may say a claim in better words; what adds to its cites is dropped for the engine's sentence, and counted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from loopready.adapters.fakes import FakeWriter
from loopready.app.phrasing import phrased
from loopready.app.prepare import Pipeline
from loopready.app.sample import sample_files
from loopready.model import Brief, Claim, OutsideError


@pytest.fixture(scope="module")
def brief(pipeline: Pipeline) -> Brief:
    with sample_files() as (cv, job):
        return pipeline.prepare(cv, job, today="2026-11-23").brief


def test_better_words_are_taken(brief: Brief) -> None:
    made = phrased(brief, FakeWriter(lambda text: f"So: {text}"))
    assert made.groundedness.dropped == 0
    assert any(claim.made_by == "writer" and claim.text.startswith("So: ") for claim in made.claims())


@pytest.mark.parametrize("addition", [" That is 4711 cases.", " Ask Oyelaran Bankole about it.", " “We never said this.”", " ____"])
def test_what_adds_a_number_a_name_a_quote_or_a_blank_is_dropped(brief: Brief, addition: str) -> None:
    made = phrased(brief, FakeWriter(lambda text: text + addition))
    assert made.groundedness.dropped > 100
    assert [claim.text for claim in made.claims()] == [claim.text for claim in brief.claims()]


def test_a_writer_that_loses_count_is_an_outside_fault(brief: Brief) -> None:
    class Short(FakeWriter):
        def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
            return super().phrase(claims)[:-1]

    with pytest.raises(OutsideError):
        phrased(brief, Short(lambda text: text))
