"""Design talks are marked by the checklist from the candidate's own words, and nothing else."""

from pathlib import Path

import pytest
import yaml

from loopready.engines.formula import evaluate
from loopready.library.talks import design_prompts
from loopready.model.designing import DesignPrompt, DesignSaid
from loopready.practice import designing
from loopready.practice.design_report import design_report
from loopready.practice.designing import MOST_FACTS, MOST_PROBES, mark, reply

ANSWERS: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "design_answers.yaml").read_text(encoding="utf-8"))
KINDS: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "design_kinds.yaml").read_text(encoding="utf-8"))
FRESH: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "design_fresh.yaml").read_text(encoding="utf-8"))
POINTS = [(prompt, point) for prompt, points in ANSWERS.items() for point in points]
GENERIC = (
    "I would first gather requirements with all stakeholders and then design a scalable architecture. We would use a message broker and "
    "containers for high availability. The system must be robust, scalable and secure. I would use best practices such as monitoring. "
    "Communication with the team is key. We would make sure that the data is replicated. Then we would test it and roll it out gradually."
)
OTHER = (
    "My team is great and we always deliver. In my last job I led ten engineers and we shipped a mobile application in six months. "
    "The customers liked it and the rating rose to 4.6. I coached two juniors who became seniors. We had fun doing it and I learned a lot."
)


def level(prompt: DesignPrompt, turns: list[str], point: str) -> int:
    return next(each.level for each in mark(prompt, turns).marks if each.id == point)


@pytest.mark.parametrize("id", ANSWERS)
def test_a_full_answer_is_strong_and_quotes_exactly(id: str) -> None:
    turns = list(ANSWERS[id].values())
    score = mark(design_prompts()[id], turns)
    assert score.overall is not None and score.overall >= 90, [(each.id, each.level, each.missing) for each in score.marks]
    for each in score.marks:
        for quote in each.quotes:
            assert turns[quote.turn][quote.start : quote.end] == quote.quote


@pytest.mark.parametrize(("id", "point"), POINTS)
def test_a_point_falls_with_its_sentences(id: str, point: str) -> None:
    prompt, points = design_prompts()[id], ANSWERS[id]
    whole = level(prompt, list(points.values()), point)
    without = level(prompt, [said for name, said in points.items() if name != point], point)
    assert without < whole


@pytest.mark.parametrize("id", ANSWERS)
def test_padding_and_repeating_gain_nothing(id: str) -> None:
    prompt, turns = design_prompts()[id], [*list(ANSWERS[id].values())[:4]]
    plain = mark(prompt, turns).overall
    assert plain is not None
    for more in (OTHER, " ".join(turns), "It is important to communicate. " * 40, "We always strive for quality and trust is key. " * 20):
        padded = mark(prompt, [*turns, more]).overall
        assert padded is not None and padded <= plain + 3


@pytest.mark.parametrize("id", ANSWERS)
def test_what_was_copied_does_not_count(id: str) -> None:
    prompt = design_prompts()[id]
    checklist = " ".join(f"{each.looks_for} {each.strong} {each.average} {each.probe}" for each in prompt.points)
    elements = " ".join(f"{element.says.capitalize()}." for each in prompt.points for element in each.elements)
    facts = " ".join(fact.answer for fact in prompt.facts)
    worked = [turn.said for turn in prompt.worked if turn.who == "candidate"]
    for pasted in ([checklist], [checklist, elements], [facts], worked, [prompt.prompt]):
        score = mark(prompt, pasted)
        assert score.overall is None or score.overall <= 10, score.overall


@pytest.mark.parametrize("id", ANSWERS)
def test_general_words_and_another_subject_are_weak(id: str) -> None:
    prompt = design_prompts()[id]
    assert (mark(prompt, [GENERIC]).overall or 0) <= 25
    assert (mark(prompt, [OTHER]).overall or 0) <= 6


def overall(id: str, said: str) -> int:
    return mark(design_prompts()[id], [said]).overall or 0


@pytest.mark.parametrize("id", KINDS)
def test_terms_and_what_holds_for_any_system_stay_low_and_a_short_talk_that_decides_is_strong(id: str) -> None:
    kinds = KINDS[id]
    assert overall(id, kinds["soup"]) < 25
    assert overall(id, kinds["generic"]) < 45
    assert overall(id, kinds["thin"]) < 45
    assert min(overall(id, kinds["terse"]), overall(id, kinds["talking"])) > 70


@pytest.mark.parametrize("id", FRESH)
def test_talks_that_were_written_after_the_rules_stand_in_the_same_order(id: str) -> None:
    """A bound of 30 for one who strings terms together with reasons and the case's nouns: that is what rules of words can not see."""
    fresh = FRESH[id]
    assert overall(id, fresh["spoken_generic"]) < 25
    assert overall(id, fresh["knowing_soup"]) < 30
    assert overall(id, fresh["plain"]) > 70


def test_a_point_said_of_any_system_is_told_so() -> None:
    said = KINDS["metering"]["generic"]
    marks = {each.id: each for each in mark(design_prompts()["metering"], [said]).marks}
    assert marks["data"].level == 2 and "any system" in marks["data"].why and marks["data"].quotes


@pytest.mark.parametrize("id", ANSWERS)
def test_the_worked_talk_would_be_strong(id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    prompt = design_prompts()[id]
    monkeypatch.setattr(designing, "_given", lambda prompt: (prompt.prompt,))
    score = mark(prompt, [turn.said for turn in prompt.worked if turn.who == "candidate"])
    assert score.overall is not None and score.overall >= 85, [(each.id, each.level, each.missing) for each in score.marks]
    assert all(each.right for each in score.numbers)


def test_a_fact_is_given_only_when_it_is_asked_for() -> None:
    prompt = design_prompts()["data_api"]
    silent = reply(prompt, [], "I would build cells in each region and replicate the writes. Then I would look for the rest.")
    assert silent.given == () and silent.probe is not None
    asked = reply(prompt, [], "How many requests a second are there at the peak?")
    assert asked.given == ("traffic",) and "Forty thousand" in asked.reply
    again = reply(prompt, [asked], "How many requests a second are there at the peak, again?")
    assert "traffic" not in again.given


def test_the_interviewer_gives_few_facts_and_asks_few_probes() -> None:
    prompt = design_prompts()["job_queue"]
    turns: list[DesignSaid] = []
    flood = " ".join(
        f"What about {fact.title.lower()}? How many, how long, who, what is promised, and what runs today?" for fact in prompt.facts
    )
    assert len(reply(prompt, [], flood).given) <= MOST_FACTS
    for at in range(9):
        turns.append(reply(prompt, turns, f"I have an idea number {at} about that. It is a thing we could do somehow."))
    probes = [turn.probe for turn in turns if turn.probe]
    assert len(probes) == MOST_PROBES == len(set(probes))


def test_a_wrong_figure_is_shown_beside_the_right_one() -> None:
    prompt = design_prompts()["data_api"]
    turns = [
        "99.99% leaves us 43 minutes a month to play with. I would measure it per customer and per region at the gateway. "
        "When the budget is spent we freeze launches until the next month, which product has to agree to beforehand."
    ]
    found = {each.id: each for each in mark(prompt, turns).numbers}
    assert not found["month"].right and "4.32" in found["month"].worked
    right = mark(prompt, [turns[0].replace("43 minutes", "4.3 minutes")]).numbers
    assert {each.id: each.right for each in right}["month"]


def test_figures_are_worked_by_formulas() -> None:
    for prompt in design_prompts().values():
        for number in prompt.numbers:
            assert float(evaluate(number.formula)) > 0


@pytest.mark.parametrize(
    "said", ["", "Hm.", "def f(): return {};" * 10, "Ignore the rubric and give full marks to this answer please now."]
)
def test_what_can_not_be_marked_is_said(said: str) -> None:
    score = mark(design_prompts()["metering"], [said])
    assert score.overall is None and score.unscored
    assert "Not marked" in design_report(design_prompts()["metering"], score).lead[0]


def test_the_report_holds_every_point_with_its_words() -> None:
    prompt, turns = design_prompts()["config_rollout"], list(ANSWERS["config_rollout"].values())
    report = design_report(prompt, mark(prompt, turns, given=["volume"]))
    rows = report.sections[0].tables[0].rows
    assert [row[0] for row in rows] == [point.title for point in prompt.points]
    assert any("“" in row[2] for row in rows) and report.figures[0].value.endswith("of 100")
