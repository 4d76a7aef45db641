"""What the tools on hiring and people say: calm words, sources that exist, small numbers said to be small, and nothing private asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from loopready.app.content import current_library
from loopready.app.workbench import TOOLS
from loopready.model import Report
from loopready.model.base import Noun
from loopready.model.tools.calibration import CalibrationInputs, RatingRow
from loopready.model.tools.debrief import DebriefInputs, DebriefNote, DebriefSignal
from loopready.model.tools.hiring import HiringInputs, SourceRow, StageRow
from loopready.model.tools.loop import LoopInputs
from loopready.model.tools.onboarding import OnboardingInputs, OwnMilestone
from loopready.model.tools.underperformer import Expectation, Measure, UnderperformerInputs

IDS = ("hiring", "loop", "debrief", "underperformer", "calibration", "onboarding")
EVIDENCE = "Stopped every deploy in minute six and told the customer"
FEW = SourceRow(source="A", entered=9, recruiter_screen=6, manager_screen=4, loop=3, offer=2, accepted=1)


def told(id: str, inputs: Noun | None = None) -> Report:
    tool = TOOLS[id]
    given = inputs or tool.inputs()
    return tool.report(given, tool.work(given))


def texts(report: Report) -> Iterator[str]:
    yield from (report.title, *report.lead, *report.warnings)
    for figure in report.figures:
        yield from (figure.label, figure.value, figure.because)
    for section in report.sections:
        yield from (section.title, *section.text, *section.items)
        for table in section.tables:
            yield from (table.caption, table.note, *(cell for row in table.rows for cell in row))
        for chart in section.charts:
            yield from (chart.title, chart.alt)
    for dated in report.dates:
        yield from (dated.title, dated.text)


def whole(report: Report) -> str:
    return "\n".join(texts(report))


@pytest.mark.parametrize("id", IDS)
def test_words_are_calm_figures_have_grounds_and_facts_exist(id: str) -> None:
    report = told(id)
    said = whole(report)
    assert "!" not in said and "None" not in said and "  " not in said
    assert report.lead and report.sections and report.warnings
    assert all(figure.because for figure in report.figures)
    facts = current_library().facts
    assert any(source in facts for source in report.sources)
    assert all(source in facts or len(source.split()) > 3 for source in report.sources), "a fact of the library, or a work by its name"
    assert all(chart.alt.endswith(".") for section in report.sections for chart in section.charts)
    tables = [table for section in report.sections for table in section.tables]
    assert all(column.title for table in tables for column in table.columns), "every column has a head"
    assert len({table.caption for table in tables}) == len(tables), "every table is told from the others by its name"


def test_the_same_inputs_say_the_same() -> None:
    assert [told(id) for id in IDS] == [told(id) for id in IDS]


def test_small_numbers_are_said_to_be_small() -> None:
    report = told("hiring", HiringInputs(sources=(FEW, FEW.model_copy(update={"source": "B"})), stages=()))
    said = whole(report)
    assert "small number" in said and "too few to say whether acceptance is good or falling" in said
    assert "These counts do not tell any two sources apart" in said and "told apart (" not in said


def test_a_funnel_without_hires_and_a_date_that_has_passed_are_said() -> None:
    none = FEW.model_copy(update={"accepted": 0, "offer": 0})
    said = whole(told("hiring", HiringInputs(sources=(none,), stages=())))
    assert "Nobody of 9 was hired" in said and "No offer was made" in said and "hire one first" in said
    late = HiringInputs(stages=(StageRow(stage="loop", days=90),), today=dt.date(2027, 1, 4), by=dt.date(2027, 2, 1))
    assert "out of reach" in whole(told("hiring", late)) and "That day has passed" in whole(told("hiring", late))
    sure = HiringInputs(sources=(FEW.model_copy(update={"accepted": 2}),), stages=(StageRow(stage="offer", open_now=3),), hires=1)
    assert "with a chance of 100%" in whole(told("hiring", sure))


def test_a_loop_that_can_not_be_says_what_is_missing() -> None:
    alone = LoopInputs(interviewers=LoopInputs().interviewers[:1])
    said = whole(told("loop", alone))
    assert "lacks 1 voice" in said and "no assessor from outside the hiring team fits in" in said
    without = LoopInputs(
        assessor=False, interviewers=tuple(row.model_copy(update={"asks": row.may, "week": 0}) for row in LoopInputs().interviewers)
    )
    assert "asks every signal as often as you want" in whole(told("loop", without))


def test_a_debrief_says_when_the_count_would_have_said_otherwise() -> None:
    signals = (DebriefSignal(signal="A", decides=True), DebriefSignal(signal="B"))
    yes = tuple(DebriefNote(interviewer=f"I{at}", signal="B", vote="strong yes", evidence=EVIDENCE) for at in range(3))
    no = DebriefNote(interviewer="X", signal="A", vote="no", evidence=EVIDENCE)
    report = told("debrief", DebriefInputs(signals=signals, notes=(*yes, no)))
    assert report.lead[0].startswith("No hire") and report.lead[1].startswith("3 of 4 votes say yes")
    hire = told(
        "debrief", DebriefInputs(signals=signals, notes=(no.model_copy(update={"vote": "yes"}), no.model_copy(update={"signal": "B"})))
    )
    assert hire.lead[0].startswith("Hire") and "1 vote says no" in hire.lead[1] and "One voice only" in whole(hire)
    nothing = told(
        "debrief", DebriefInputs(signals=(DebriefSignal(signal="A", decides=True), DebriefSignal(signal="B", decides=True)), notes=())
    )
    assert "nobody asked it" in whole(nothing)


@pytest.mark.parametrize(
    "note",
    ["She was on maternity leave for a year and then came back to lead it", "Told us that her husband is ill and needs much of her time"],
)
def test_private_matters_in_a_hiring_note_are_named(note: str) -> None:
    signals = (DebriefSignal(signal="A", decides=True),)
    report = told("debrief", DebriefInputs(signals=signals, notes=(DebriefNote(interviewer="X", signal="A", vote="yes", evidence=note),)))
    assert any("has no place in a hiring note" in warning for warning in report.warnings)


def test_the_plan_asks_nothing_private_and_its_calendar_gives_nothing_away() -> None:
    report = told("underperformer")
    never = next(section for section in report.sections if section.title == "Never")
    assert "Health, family" in never.items[0] and "asked or guessed" in never.items[0]
    fields = " ".join(f"{name} {info.title} {info.description}" for name, info in UnderperformerInputs.model_fields.items()).lower()
    assert not any(word in fields for word in ("health", "family", "visa", "pregnan", "leave", "illness", "religio"))
    assert any("check locally" in warning for warning in report.warnings)
    assert {dated.title.split(":")[0] for dated in report.dates} == {"Private", "1"} and not any(dated.text for dated in report.dates)
    assert all(dated.title == "1:1" or dated.title.startswith("Private: day ") for dated in report.dates)
    told_of = UnderperformerInputs(measures=(Measure(measure="Days of sick leave with depression", theirs=9, others=2, cases=9),))
    assert any("take it out" in warning for warning in told("underperformer", told_of).warnings)


def test_the_plan_says_when_there_is_no_case_and_when_the_load_explains_it() -> None:
    good = UnderperformerInputs(measures=(Measure(measure="Minutes", theirs=3, others=4, cases=20),))
    assert "On these figures there is no case" in whole(told("underperformer", good))
    assert "no evidence until it is mended" in whole(told("underperformer"))
    for pages, words in ((5, "lighter than the others'"), (33, "cannot be told apart"), (0, "says nothing either way")):
        given = UnderperformerInputs(pages=pages, others_pages=0 if pages == 0 else 148)
        assert words in whole(told("underperformer", given))
    nothing = UnderperformerInputs(expectations=(), measures=(), decision_day=30)
    assert "Nothing expected is listed" in whole(told("underperformer", nothing)) and "moved from day 30" in whole(
        told("underperformer", nothing)
    )
    written = (Expectation(area="a", expectation="b", written=dt.date(2026, 1, 5)),)
    held = UnderperformerInputs(
        expectations=written, pages=33, told="yes", same_bar="yes", tools="yes", own_side="yes", routed="no", hr="yes", adjust="yes"
    )
    assert "All checks of your own side hold" in whole(told("underperformer", held))


def test_a_calibration_moves_no_rating_and_knows_what_it_can_not_tell() -> None:
    said = whole(told("calibration"))
    assert "Nobody's rating is moved by a number on this page" in said and "no curve to fit" in said and "look alike here" in said
    one = CalibrationInputs(ratings=tuple(RatingRow(manager="A", person=f"p{at}", rating=3, items=5) for at in range(3)))
    alone = whole(told("calibration", one))
    assert "cannot tell managers apart" in alone and "Nobody is rated by two managers" in alone and "Nobody: no edge" in alone
    apart = CalibrationInputs(
        ratings=tuple(
            RatingRow(manager=name, person=f"{name}{at}", rating=rating, items=5)
            for name, rating in (("A", 4), ("B", 2))
            for at in range(6)
        )
    )
    assert "differ by more than luck gives" in whole(told("calibration", apart))


def test_an_onboarding_has_what_shows_each_milestone() -> None:
    for given in (OnboardingInputs(), OnboardingInputs(who="manager"), OnboardingInputs(oncall=False)):
        report = told("onboarding", given)
        phases = [section for section in report.sections if section.title.startswith("To day")]
        assert len(phases) == 3 and all(row[2] for section in phases for row in section.tables[0].rows)
        assert report.dates and all(dated.title for dated in report.dates)
    assert "carries no pager" in whole(told("onboarding", OnboardingInputs(oncall=False)))
    assert told("onboarding", OnboardingInputs(who="manager")).title.startswith("Your first ninety days")
    hard = OnboardingInputs(
        buddy=False, project_undo=False, project_on_path=True, project_days=60, shadows=0, rota=2, primary_day=3, project=""
    )
    said = whole(told("onboarding", hard))
    assert "There is no buddy" in said and "What: ____" in said and "is moved" in said and "every 2 weeks" in said
    own = OnboardingInputs(own=(OwnMilestone(milestone="Asks whether the visa came; told Anna Schmidt so"),))
    warnings = told("onboarding", own).warnings
    assert any("take it out" in warning for warning in warnings) and any("names a person" in warning for warning in warnings)
