"""The page of the day before: openings with their words, questions to ask, what to lay ready, and no figure of readiness."""

from __future__ import annotations

import datetime as dt

from loopready.model import Brief, QuoteCite
from loopready.practice.cards import OwnStory
from loopready.practice.day_before import READY, day_before

TOPICS = {"loop/topic_day_before", "loop/topic_day_of"}


def test_it_has_openings_asks_advice_and_what_to_lay_ready(brief: Brief) -> None:
    page = day_before(brief, on=dt.date(2026, 12, 7), topics=TOPICS, done={READY[0][0]})
    assert page.openings[0].item == "walkthrough/walk" and len(page.openings) == 4
    assert len({opening.text for opening in page.openings}) == 4, "no story opens two answers"
    for opening in page.openings:
        for cite in opening.cites:
            if isinstance(cite, QuoteCite) and cite.source == "cv":
                assert brief.cv.text[cite.start : cite.end] == cite.quote
    assert 3 <= len(page.asks) <= 6 and all(ask.item.startswith("asks/") for ask in page.asks)
    assert len(page.advice) > 2 and [item.done for item in page.logistics] == [True, *[False] * (len(READY) - 1)]


def test_the_persons_own_opening_takes_the_place_of_the_cvs_line(brief: Brief) -> None:
    plain = day_before(brief, on=None, topics=())
    told = [block.claims[0] for item in brief.section("questions").items for block in item.blocks if block.role == "story"]
    story = next(claim for claim in told if "/story/" in claim.id)
    own = day_before(brief, on=None, topics=(), stories={story.id.rsplit("/", 1)[-1]: OwnStory(opening="We lost a shard a month.")})
    assert plain.advice == () and "We lost a shard a month." in {opening.text for opening in own.openings}
