"""The guide's facets bridge words that share nothing, and nothing else."""

from __future__ import annotations

import pytest

from loopready.library import load_library
from loopready.matching.bridge import bridge
from loopready.model import Evidence, FacetResult, Requirement, Row, SignalRow, Span

PATH = "technology_software/cloud_hyperscale/engineering_management"
LINE = "Moved one senior engineer out after a 12-week improvement plan"


def row(text: str, **more: object) -> Row:
    span = Span(document="job-x", start=0, end=len(text))
    requirement = Requirement(id="r", text=text, kind="must", span=span, **more)  # type: ignore[arg-type]
    return Row(requirement=requirement, coverage="missing", strength=0.0)


def signals(work: str | None = "w") -> tuple[SignalRow, ...]:
    evidence = Evidence(span=Span(document="cv-x", start=0, end=len(LINE)), quote=LINE, work=work)
    facets = (FacetResult(facet="case", evidence=(evidence,)),)
    return (SignalRow(signal="people_performance", shown="half", strength=0.3, facets=facets, evidence=(evidence,)),)


def test_two_wordings_of_one_facet_meet() -> None:
    (made,) = bridge([row("You have managed an underperformer to a fair outcome")], signals(), load_library().guides[PATH])
    assert made.coverage == "partial"
    assert made.evidence[0].quote == LINE


@pytest.mark.parametrize(
    "asked",
    [
        row("Experience with tape libraries"),
        row("Managed underperformers: plans, exits, appeals"),
        row("Managed 12 people, underperformers among them"),
        row("Managed an underperformer in Workday", skills=("Workday",)),
    ],
)
def test_what_has_a_bar_of_its_own_or_another_subject_stays_missing(asked: Row) -> None:
    assert bridge([asked], signals(), load_library().guides[PATH]) == (asked,)


def test_a_line_outside_the_work_and_the_general_guide_bridge_nothing() -> None:
    asked = row("You have managed an underperformer to a fair outcome")
    assert bridge([asked], signals(work=None), load_library().guides[PATH]) == (asked,)
    assert bridge([asked], signals(), load_library().guides["general"]) == (asked,)


def test_a_common_word_alone_bridges_nothing() -> None:
    said = "Sold honey to clients"
    evidence = Evidence(span=Span(document="cv-x", start=0, end=len(said)), quote=said, work="w")
    facets = (FacetResult(facet="customers", evidence=(evidence,)),)
    shown = (SignalRow(signal="working_across", shown="half", strength=0.3, facets=facets, evidence=(evidence,)),)
    guide = load_library().guides[PATH]
    signal = next(signal.id for signal in guide.signals if any(facet.id == "customers" for facet in signal.facets))
    asked = row("Speaking with customers when a hive is late")
    assert bridge([asked], (shown[0].model_copy(update={"signal": signal}),), guide) == (asked,)
