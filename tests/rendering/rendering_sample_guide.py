# ruff: noqa: E501
"""A small invented guide, for the tests of rendering."""

from __future__ import annotations

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
