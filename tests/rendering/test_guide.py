# ruff: noqa: E501
from __future__ import annotations

import json

import pytest

from loopready.engines import passage
from loopready.model import (
    Area,
    Ask,
    AskQuestion,
    CalculatedCite,
    Cite,
    Concept,
    Drill,
    DrillQuestion,
    Facet,
    FactCite,
    Guide,
    GuideSource,
    Level,
    Parameter,
    Question,
    Related,
    Round,
    Seat,
    Signal,
    Slot,
    StudyCard,
    Tolerance,
    Topic,
)
from loopready.rendering import formats, render_guide

FACTS = {"sla.bands": "Contracts pay 10% under 99.9% (Provider terms, 2026-05)"}


def expand(text: str) -> tuple[str, tuple[Cite, ...]]:
    done = passage.expand(text)
    calculated = [CalculatedCite(engine=made.formula, inputs=dict(made.inputs), result=made.shown) for made in done.calculations]
    return done.text, (*(FactCite(id=id) for id in done.facts), *calculated)


def sample_guide() -> Guide:
    return Guide(
        path="harbour/pilotage/pilot", title="Harbour <pilot> & co", revision=3, reviewed="2026-10-01",
        seat=Seat(summary="Brings ships in. [judgement]", day=("Two ships a tide.",), levels=(Level(id="l1", rank=1, name="Pilot", scope="One berth."),)),
        signals=(Signal(id="calm", title="Stays calm", question="Did they?", listens_for="A pause.", weight=0.5, facets=(
            Facet(id="a", name="a storm met", cues=("storm",), doubt="Was it one?", probe="Which?", missing="the wind"),
            Facet(id="b", name="a tug refused", cues=("tug",), doubt="Why?", probe="Who?", missing="the tug"))),),
        questions=(Question(id="q", text="Tell me about a refusal.", tests="Judgement.", signals=("calm",), likelihood=0.5, great=("Names it.",),
                            average=("Tells it.",), downgrade=("Blames.",), follow_ups=("Who paid?",), traps=("None.",),
                            slots=tuple(Slot(id=f"s{n}", label=f"Slot {n}", ask="What?") for n in range(3))),),
        areas=(Area(id="tides", title="Tides", concepts=(Concept(
            id="budget", title="A budget", what="What is left. [fact:sla.bands]", why="It ends.", goes_wrong="It is averaged.",
            figures=("{{ 30 * 24 * 60 | int }} minutes in 30 days.",), worked="Half of it. [given]",
            cards=(StudyCard(ask="How much?", answer="All."), StudyCard(ask="Whose?", answer="Ours.")), cues=("budget",)),)),),
        drills=(Drill(id="d", title="A late tide", scenario="The ship is {{ late | int }} minutes late.", minutes=10,
                      parameters=(Parameter(name="late", label="late", default=20, low=10, high=30, step=5),),
                      questions=(DrillQuestion(id="q", ask="Twice that?", kind="number", answer="late * 2", tolerance=Tolerance(relative=0.1),
                                               solution="{{ late * 2 | int }} minutes."),)),),
        asks=(Ask(id="team", title="The team", questions=(AskQuestion(text="Who tows?", to="peer_manager"), AskQuestion(text="Who pays?", to="executive")),
                  good="A name.", bad="A shrug."),),
        rounds=(Round(id="r", name="On the bridge", who="panel", minutes=45, what="A run.", prepare="Charts."),),
        related=(Related(id="tug", title="Tug master", carries="The river.", new="The engine."),),
        topics=(Topic(id="offer", title="The offer", when="after", body=("Ask for it in writing.",)),),
        sources=(GuideSource(id="book", title="Book of tides", url="https://example.org/tides", as_of="2025"),),
    )  # fmt: skip


@pytest.mark.parametrize("format", formats())
def test_a_guide_comes_in_every_format_and_the_same_each_time(format: str) -> None:
    made = render_guide(sample_guide(), expand, format=format, facts=FACTS)
    assert made == render_guide(sample_guide(), expand, format=format, facts=FACTS)
    assert len(made) > 1000


def test_prose_is_expanded_and_its_facts_are_numbered() -> None:
    text = str(render_guide(sample_guide(), expand, format="md", facts=FACTS))
    assert text.startswith("# Harbour \\<pilot\\> & co\n")
    assert "What is left. [fact 1]" in text
    assert "43200 minutes in 30 days. [calc 1]" in text or "43,200 minutes in 30 days. [calc 1]" in text
    assert "- [fact 1] Contracts pay 10% under 99.9% (Provider terms, 2026-05)" in text
    assert "The ship is 20 minutes late." in text
    assert "[guide" not in text
    assert "[given]" not in text
    assert "[judgement]" not in text


def test_every_part_of_the_guide_is_on_the_page() -> None:
    page = str(render_guide(sample_guide(), expand, format="html", facts=FACTS))
    for said in ("Brings ships in.", "Stays calm", "Tell me about a refusal.", "A budget", "A late tide", "Who tows?", "On the bridge", "Tug master",
                 "Ask for it in writing.", "Book of tides (2025)", "Slot 2:", "Harbour &lt;pilot&gt; &amp; co"):  # fmt: skip
        assert said in page


def test_json_keeps_the_guides_shape_with_its_prose_expanded() -> None:
    guide = json.loads(str(render_guide(sample_guide(), expand, format="json", facts=FACTS)))
    assert guide["schema"] == "loopready.guide/1"
    assert guide["path"] == "harbour/pilotage/pilot"
    assert {"signals", "questions", "areas", "drills", "asks", "rounds", "related", "sources"} <= set(guide)
    assert guide["areas"][0]["concepts"][0]["what"] == "What is left."
    assert guide["cites"]["/areas/0/concepts/0/what"] == [{"source": "fact", "id": "sla.bands"}]
    assert guide["drills"][0]["scenario"] == "The ship is {{ late | int }} minutes late."
    assert guide["drills"][0]["instance"]["scenario"] == "The ship is 20 minutes late."
