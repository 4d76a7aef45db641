"""The page the deciders read changes with answers: only for better evidence, with its history, and back when an answer goes."""

from __future__ import annotations

from itertools import permutations

import pytest

from loopready.app.content import current_library
from loopready.app.guides import expand, fact_lines
from loopready.model import Brief, Guide, Item, PersonCite, QuoteCite, Turn
from loopready.practice.living import living, stood
from loopready.rendering import render
from practice_briefs import brief_of, guide_of
from practice_rows import ACT, ANSWER, RESULT, question, turn

HALF = "hiring_growth"


@pytest.fixture(scope="module")
def brief() -> Brief:
    return brief_of()


@pytest.fixture(scope="module")
def guide() -> Guide:
    return guide_of()


def lived(brief: Brief, guide: Guide, *turns: Turn) -> Brief:
    made = living(brief, guide, turns, expand=expand, facts=fact_lines())
    return Brief.model_validate(made.model_dump(by_alias=True))


def item_of(brief: Brief, signal: str) -> Item:
    return next(item for item in brief.section("deciders").items if item.id == f"deciders/{signal}")


def said(item: Item, role: str) -> list[str]:
    return [claim.text for block in item.blocks if block.role == role for claim in block.claims]


def signal_in(brief: Brief, *states: str) -> str:
    return next(item.id.removeprefix("deciders/") for item in brief.section("deciders").items if item.state in states)


def test_without_answers_it_is_the_very_same_brief(brief: Brief, guide: Guide) -> None:
    assert living(brief, guide, [], expand=expand, facts={}) is brief
    unscored = turn("t1", question("questions/x", signal_in(brief, "half", "absent")), overall=None)
    assert living(brief, guide, [unscored], expand=expand, facts={}) is brief


def test_an_answer_takes_the_line_with_its_own_words(brief: Brief, guide: Guide) -> None:
    signal = signal_in(brief, "half", "absent")
    made = lived(brief, guide, turn("t1", question("questions/incident_owned", signal)))
    item = item_of(made, signal)
    evidence = next(block for block in item.blocks if block.role == "evidence").claims
    assert len(evidence) == 1 and evidence[0].made_by == "person"
    assert f"“{ACT}”; “{RESULT}”" in evidence[0].text and "your answer of 20 Nov 2026" in evidence[0].text
    assert PersonCite(item="answers/t1") in evidence[0].cites
    assert item.state == "practised" and item.folds[-1] == "history"
    assert "“from nine days to two”" in said(item, "scope")[0] and "Supports, by your own words" in said(item, "scope")[0]
    before = item_of(brief, signal)
    history = next(block for block in item.blocks if block.role == "history").claims
    assert [claim.text.endswith(text) for claim, text in zip(history, said(before, "evidence"), strict=True)]
    assert history[0].text.startswith("Until 20 Nov 2026, when your answer to “Tell me of incident_owned” took its place: ")
    others = [each.id for each in brief.section("deciders").items if each.id != item.id]
    assert all(item_of(made, id.removeprefix("deciders/")) == item_of(brief, id.removeprefix("deciders/")) for id in others)
    assert [each for each in made.sections if each.id != "deciders"] == [each for each in brief.sections if each.id != "deciders"]


def test_quotes_of_the_cv_stay_in_the_history(brief: Brief, guide: Guide) -> None:
    signal = signal_in(brief, "half", "shown")
    made = lived(brief, guide, turn("t1", question("questions/incident_owned", signal), overall=100))
    history = next(block for block in item_of(made, signal).blocks if block.role == "history").claims
    assert any(isinstance(cite, QuoteCite) for cite in history[0].cites)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"overall": 20}, "its level is not above what the CV shows"),
        ({"marked": {"caps": (("no_own_act", 2),)}}, "no act of the person's own"),
        ({"marked": {"evidence": ((RESULT, "outcome"),)}}, "nothing of theirs leads"),
        ({"state": "open"}, "it is not given yet"),
        ({"answer": "Something else was typed since.", "card": turn("x", question()).scorecard}, "its quotes do not stand in it"),
    ],
)
def test_a_line_gives_way_to_better_evidence_only(brief: Brief, guide: Guide, more: dict[str, object], why: str) -> None:
    signal = signal_in(brief, "shown", "half")
    made = living(brief, guide, [turn("t1", question("questions/incident_owned", signal), **more)], expand=expand, facts={})  # type: ignore[arg-type]
    assert made is brief, why


def test_a_shown_line_of_the_cv_stands_until_an_answer_is_above_it(brief: Brief, guide: Guide) -> None:
    signal = signal_in(brief, "shown")
    asked = question("questions/incident_owned", signal)
    assert living(brief, guide, [turn("t1", asked, overall=50)], expand=expand, facts={}) is brief
    assert item_of(lived(brief, guide, turn("t1", asked, overall=51)), signal).state == "practised"


def test_history_is_kept_in_order_and_a_deleted_answer_gives_its_line_back(brief: Brief, guide: Guide) -> None:
    signal = signal_in(brief, "half")
    asked = question("questions/incident_owned", signal)
    low, high, lower = turn("a", asked, day=0, overall=60), turn("b", asked, day=2, overall=80), turn("c", asked, day=4, overall=70)
    made = lived(brief, guide, low, high, lower)
    assert "22 Nov 2026" in said(item_of(made, signal), "evidence")[0]
    lines = stood(brief, guide, [low, high, lower])[signal]
    assert [(line.turn, line.by) for line in lines] == [(None, "a"), ("a", "b"), ("b", None)]
    assert [text[:17] for text in said(item_of(made, signal), "history")] == ["Until 22 Nov 2026", "Until 20 Nov 2026"]
    assert "24 Nov 2026" in said(item_of(lived(brief, guide, low, lower), signal), "evidence")[0]
    assert lived(brief, guide, low) == lived(brief, guide, low)
    assert living(brief, guide, [], expand=expand, facts={}) is brief


def test_the_order_in_which_answers_come_out_of_the_store_does_not_count(brief: Brief, guide: Guide) -> None:
    signal = signal_in(brief, "half")
    turns = [turn(id, question("questions/x", signal), day=day, overall=60 + day) for day, id in enumerate("abc")]
    made = [living(brief, guide, order, expand=expand, facts={}) for order in permutations(turns)]
    assert all(each == made[0] for each in made)


def test_a_doubt_goes_when_an_answer_speaks_of_it_and_the_next_one_takes_its_place(brief: Brief, guide: Guide) -> None:
    signal = next(each for each in guide.signals if any(row.signal == each.id and row.shown == "half" for row in brief.match.signals))
    row = next(row for row in brief.match.signals if row.signal == signal.id)
    shown = {each.facet for each in row.facets if each.evidence}
    lacking = [facet for facet in signal.facets if facet.id not in shown]
    before = said(item_of(brief, signal.id), "doubt")
    silent = lived(brief, guide, turn("t1", question("questions/x", signal.id)))
    assert said(item_of(silent, signal.id), "doubt") == before
    cue = " ".join(part.split("|")[0].rstrip("*").lstrip("=") for part in lacking[0].cues[0].split())
    answer = f"{ANSWER} And {cue}."
    spoken = lived(brief, guide, turn("t1", question("questions/x", signal.id), answer=answer, marked={"pieces": ("base",)}))
    after = item_of(spoken, signal.id)
    if len(lacking) > 1:
        assert said(after, "doubt") == [expand(lacking[1].doubt)[0]] and said(after, "missing")[0].endswith("____")
    else:
        assert said(after, "doubt") == [] and said(after, "probe") == ["“What of base?”"] and said(after, "missing") == ["Say base: ____"]


def test_every_format_tells_it_and_the_json_cites_the_answer(brief: Brief, guide: Guide) -> None:
    made = lived(brief, guide, turn("t1", question("questions/incident_owned", signal_in(brief, "half"))))
    for format in ("html", "md", "json"):
        text = str(render(made, format=format))
        assert ACT in text and "your answer of 20 Nov 2026" in text, format
    assert '"item": "answers/t1"' in str(render(made, format="json"))
    assert made.groundedness.claims == len(made.claims()) and made.groundedness.by_source["person"] >= 2


def test_every_guide_of_the_library_lives() -> None:
    """A signal of each guide takes an answer, whatever its facets and levels are."""
    for path, held in current_library().guides.items():
        made = brief_of(path)
        turns = [turn(f"t{at}", question(f"questions/{each.id}", *each.signals), overall=90) for at, each in enumerate(held.questions)]
        again = lived(made, held, *turns)
        asked = {signal for each in held.questions for signal in each.signals}
        for signal in held.signals:
            if signal.id in asked:
                assert item_of(again, signal.id).state == "practised", (path, signal.id)
