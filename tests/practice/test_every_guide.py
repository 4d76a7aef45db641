"""Cards, acts and the page of the day before for every guide in the library: each has them, with keys that fit and hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from loopready.app.content import current_library
from loopready.app.prepare import Pipeline
from loopready.model import Brief, PlanSettings
from loopready.practice.acts import open_acts
from loopready.practice.cards import MOST_KEY, card_id, card_texts
from loopready.practice.day_before import day_before
from loopready.practice.planning import made_plan

_EXAMPLE = Path(__file__).parents[2] / "examples" / "saas-manager"


def briefs(pipeline: Pipeline) -> Iterator[Brief]:
    for path in sorted(path for path in current_library().guides if path != "general"):
        made = pipeline.prepare(str(_EXAMPLE / "cv.pdf"), str(_EXAMPLE / "job.md"), guide=path, today="2026-11-25", on="2026-12-07")
        yield made.brief


def test_every_guide_gives_cards_acts_a_plan_and_a_day_before(pipeline: Pipeline) -> None:
    seen = 0
    for brief in briefs(pipeline):
        seen += 1
        texts = card_texts(brief, preparation="0123456789abcdef")
        assert len({card_id(text.key) for text in texts}) == len(texts) >= 40, brief.guide.path
        assert all(len(text.key) <= MOST_KEY and text.front.strip() for text in texts)
        assert sum(text.kind == "concept" for text in texts) >= 32, "four areas of four concepts with two cards each"
        assert all(text.back.strip() for text in texts if text.kind != "claim")
        acts = open_acts(brief)
        assert len({act.key for act in acts}) == len(acts) > 20 and all(len(act.key) <= MOST_KEY for act in acts)
        on = dt.date(2026, 12, 7)
        plan = made_plan(acts, today=dt.date(2026, 11, 25), on=on, settings=PlanSettings(), cards={dt.date(2026, 11, 25): 8})
        assert len(plan.days) == 12 and all(day.minutes <= 45 for day in plan.days)
        assert day_before(brief, on=on, topics={"loop/topic_day_before"}).openings
    assert seen >= 8
