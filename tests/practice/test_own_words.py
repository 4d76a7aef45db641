"""The person's own words on their stories and claims, as cards and the plan take them; the names are the brief's."""

from __future__ import annotations

import datetime as dt

from loopready.model import Brief, Defence, Story, StoryPart
from loopready.practice.defence import defences
from loopready.practice.own_words import answers_of, line_of, open_claims, open_stories, openings_of

NOW = dt.datetime(2026, 11, 25, 18, 0, tzinfo=dt.UTC)


def claims(brief: Brief) -> tuple[Defence, ...]:
    return defences(brief.profile, brief.cv)


def story(key: str, **parts: StoryPart) -> Story:
    return Story(id="s1", owner="me", key=key, title="The outage", parts=parts, created=NOW, updated=NOW)  # type: ignore[arg-type]


def test_a_claims_line_has_the_name_that_the_brief_gives_it(brief: Brief) -> None:
    named = {item.id.rsplit("/", 1)[-1] for item in brief.section("probes").items if item.kind == "claim"}
    assert named & {line_of(claim) for claim in claims(brief)}, "cards find the answers by these names"
    assert len(named - {line_of(claim) for claim in claims(brief)}) <= len(named) // 3


def test_answers_are_put_together_by_line_and_what_was_taken_back_is_not(brief: Brief) -> None:
    first = claims(brief)[0]
    line = [claim for claim in claims(brief) if line_of(claim) == line_of(first)]
    told = [claim.model_copy(update={"answer": f"because {n}", "state": "defended"}) for n, claim in enumerate(line)]
    assert answers_of(told)[line_of(first)] == "\n".join(f"{claim.words}: because {n}" for n, claim in enumerate(line))
    assert answers_of([claim.model_copy(update={"state": "retracted"}) for claim in told]) == {}
    assert open_claims(line)[line_of(first)] == 1.0 and open_claims(told)[line_of(first)] == 0.0
    assert open_claims([*line, *told])[line_of(first)] == 0.5


def test_an_opening_is_the_persons_first_sentence_never_the_drafts() -> None:
    own = story(
        "k", situation=StoryPart(text="We lost a shard a month. It cost us.", by="person"), result=StoryPart(text="12 to 1", by="person")
    )
    assert openings_of([own])["k"].opening == "We lost a shard a month." and "12" in openings_of([own])["k"].figures
    draft = story("k", situation=StoryPart(text="“We lost it”", by="cv"))
    blank = story("k", situation=StoryPart(text="It was ____ when it began.", by="person"))
    assert openings_of([draft, blank]) == {}


def test_a_story_with_blanks_is_open_by_their_share() -> None:
    whole = {name: StoryPart(text="Said.", by="person") for name in ("situation", "task", "action", "result", "learning")}
    assert open_stories([story("k", **whole)]) == ()
    found = open_stories([story("k", **{**whole, "result": StoryPart(text="____"), "learning": StoryPart()})])
    assert [(each.key, each.title, each.missing) for each in found] == [("s1", "The outage", 0.4)]
