"""What is open: the brief's acts by its own calculation, moved by what was practised."""

from __future__ import annotations

import datetime as dt

from loopready.model import Brief, CalculatedCite, DoneAct
from loopready.practice.acts import NOTHING, OpenStory, Practised, PractisedQuestion, open_acts

AT = dt.datetime(2026, 11, 24, 18, 0, tzinfo=dt.UTC)


def done(key: str, minutes: int) -> Practised:
    return Practised(questions={}, done=(DoneAct(id="1", key=key, minutes=minutes, at=AT),))


def answered(question: str, overall: int | None, *, times: int = 1) -> Practised:
    return Practised(questions={question: PractisedQuestion(id=question, times=times, overall=overall, at=AT)})


def test_every_act_of_the_briefs_plan_is_there_once_with_its_own_calculation(brief: Brief) -> None:
    acts = {act.key: act for act in open_acts(brief)}
    claims = [claim for item in brief.section("plan").items for block in item.blocks for claim in block.claims]
    found = 0
    for claim in claims:
        for cite in claim.cites:
            if isinstance(cite, CalculatedCite) and cite.engine == "plan.gain_per_minute":
                act = acts[claim.id.rsplit("/", 1)[-1]]
                assert abs(act.rate - cite.result) < 0.001 and act.cites == claim.cites
                assert claim.text == f"{act.text} ({act.minutes} min)."
                found += 1
    assert found > 20
    known = {item.id for section in brief.sections for item in section.items}
    assert all(act.item is None or act.item in known for act in acts.values())
    assert {act.kind for act in acts.values()} >= {
        "row",
        "fact",
        "question",
        "concept",
        "drill",
        "walk",
        "firm",
        "asks",
        "claim",
        "practise",
    }
    assert len(acts) == len(open_acts(brief))


def test_what_is_done_does_not_return_and_what_is_half_done_counts_half(brief: Brief) -> None:
    walk = next(act for act in open_acts(brief) if act.key == "walk")
    assert "walk" not in {act.key for act in open_acts(brief, done("walk", walk.minutes))}
    half = next(act for act in open_acts(brief, done("walk", walk.minutes // 2)) if act.key == "walk")
    assert half.minutes == walk.minutes - walk.minutes // 2 and abs(half.gap - walk.gap * half.minutes / walk.minutes) < 1e-9


def test_a_question_marked_low_comes_back_and_one_marked_well_does_not(brief: Brief) -> None:
    low = {act.key: act for act in open_acts(brief, answered("questions/weakness", 30))}
    assert "question_weakness" not in low and low["practise_weakness_2"].gap == 0.7
    assert "30 of 100" in low["practise_weakness_2"].why and "again" in low["practise_weakness_2"].text
    better = {act.key: act for act in open_acts(brief, answered("questions/weakness", 60, times=2))}
    assert better["practise_weakness_3"].gap == 0.4
    assert not any("weakness" in act.key for act in open_acts(brief, answered("questions/weakness", 70)))
    unjudged = {act.key: act for act in open_acts(brief, answered("questions/weakness", None))}
    assert unjudged["practise_weakness_2"].gap == 0.5


def test_a_settled_claim_goes_and_an_open_story_comes(brief: Brief) -> None:
    claim = next(act for act in open_acts(brief) if act.kind == "claim")
    name = claim.key.removeprefix("claim_")
    practised = Practised(questions={}, claims={name: 0.0}, stories=(OpenStory(key="s1", title="The outage", missing=0.5),))
    acts = {act.key: act for act in open_acts(brief, practised)}
    assert claim.key not in acts and acts["story_s1"].gap == 0.5
    half = next(act for act in open_acts(brief, Practised(questions={}, claims={name: 0.5})) if act.key == claim.key)
    assert half.gap == claim.gap / 2
    assert open_acts(brief, NOTHING) == open_acts(brief)
