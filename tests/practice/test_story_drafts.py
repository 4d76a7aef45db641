"""Drafts of stories hold the CV's own words and nothing else, for every CV and every guide."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from loopready.app.content import current_library
from loopready.app.guides import expand
from loopready.app.sample import CV
from loopready.engines.ground import ungrounded
from loopready.model import STORY_PARTS, Document, Guide, QuoteCite, Story, StoryData, StoryDraft, StoryPart
from loopready.practice.stories import drafts, is_written, part_guides, self_check, serves_question, told_text
from loopready.reading import read_document, read_profile

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/cv.*"))
NOW = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
steady = settings(deadline=None, derandomize=True, max_examples=60)


def drafted(data: bytes, name: str) -> tuple[Document, tuple[StoryDraft, ...]]:
    cv = read_document(data, kind="cv", name=name)
    return cv, drafts(read_profile(cv), cv)


@cache
def of_sample() -> tuple[Document, tuple[StoryDraft, ...]]:
    return drafted(CV.encode(), "cv.txt")


def story_of(draft: StoryDraft, **parts: str) -> Story:
    typed = {name: StoryPart(text=text, by="person") for name, text in parts.items()}
    made = {**draft.parts, **typed}
    return Story(id="s", owner="me", key=draft.key, title=draft.title, parts=made, data=draft.data, created=NOW, updated=NOW)  # type: ignore[arg-type]


def nothing_is_invented(cv: Document, found: tuple[StoryDraft, ...]) -> None:
    for draft in found:
        assert set(draft.parts) == set(STORY_PARTS)
        for part in draft.parts.values():
            quotes = [cite.quote for cite in part.cites if isinstance(cite, QuoteCite)]
            assert all(cv.text[c.start : c.end] == c.quote for c in part.cites if isinstance(c, QuoteCite))
            assert ungrounded(part.text, quotes, allow=["now"]) == []
            for said in re.findall(r"“([^”]*)”", part.text):
                assert any(said in " ".join(quote.split()) for quote in quotes)
        assert draft.parts["learning"].text == draft.parts["secret"].text == "____"
        assert all("____" in part.text for part in draft.parts.values()), "each part leaves room for what is not in the CV"
        line = draft.data.cites[0]
        assert isinstance(line, QuoteCite) and draft.data.line == " ".join(line.quote.split())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_nothing_is_invented_in_the_examples(path: Path) -> None:
    cv, found = drafted(path.read_bytes(), path.name)
    assert found
    nothing_is_invented(cv, found)
    assert len({draft.key for draft in found}) == len(found)


lines = st.lists(
    st.sampled_from([
        "Cut failover from 95 to 12 seconds", "by staged rollout", "; 31 alerts deleted", ", which saved USD 2M a year",
        "When Oslo went dark",
        ", led the recovery of 41 customers", ": two launches stopped", " – nobody left", "hired 9 nurses", " with Kirsti's team", "99.95%",
        "“quoted” already", "Was asked to close the Bergen site by 2023", " through a new rota", "____ to fill", "é 1,200.5 units",
    ]),
    min_size=1, max_size=5,
)  # fmt: skip


@steady
@given(st.lists(lines, min_size=1, max_size=3))
def test_nothing_is_invented_whatever_the_line(bullets: list[list[str]]) -> None:
    held = "\n".join("- " + "".join(parts).strip(" ,;:–") for parts in bullets)
    text = f"Ada Quist\nada@example.org\n\nEXPERIENCE\n\nShift Lead, Firn Bakery, Bergen        Mar 2019 - May 2021\n{held}\n"
    nothing_is_invented(*drafted(text.encode(), "cv.txt"))


def test_an_outcome_is_parted_from_its_means() -> None:
    by_start = {draft.data.line[:12]: draft for draft in of_sample()[1]}
    raised = by_start["Raised avail"].parts
    assert raised["result"].text.startswith("“Raised availability from 99.90% to 99.96% in three quarters”")
    assert raised["action"].text.startswith("“by isolating the two largest tenants in cells of their own”")
    assert raised["situation"].text == "Engineering Manager, Kvist Systems, Mar 2021 to now. ____"


def test_a_part_of_the_cv_holds_no_number_that_is_not_cited() -> None:
    with pytest.raises(ValidationError, match="42 does not occur"):
        StoryPart(text="“Led 42 people” ____", cites=(QuoteCite(source="cv", start=0, end=10, quote="Led people"),))
    assert StoryPart(text="I led 42 people", by="person").text


def test_what_is_told_has_no_blanks_and_keeps_the_secret() -> None:
    draft = of_sample()[1][0]
    assert not is_written(story_of(draft))
    story = story_of(draft, learning="I write it down on the day.", secret="Finance knew.", task="  ")
    assert is_written(story)
    told = told_text(story)
    assert "____" not in told and "“" not in told and "Finance" not in told and told.endswith("I write it down on the day.")


def test_every_part_is_asked_for_and_a_figure_has_a_safe_form() -> None:
    guides = part_guides()
    assert [guide.name for guide in guides] == list(STORY_PARTS)
    assert all(guide.ask.endswith("?") for guide in guides)
    assert {guide.name for guide in guides if "confidential" in guide.safe} == {"situation", "result"}
    assert len(self_check()) >= 5


def test_recency_and_the_question_s_words_decide_what_serves() -> None:
    question = _ready()[0].questions[0]
    text = "I decided to stop the launch and cut cost by 22% over four quarters for the whole team, and we held it"
    new = StoryData(line=text, dated=True, signals=question.signals)
    old = new.model_copy(update={"ended": "2012-05"})
    fits = [serves_question(question, text, data, today="2026-11-26")[0] for data in (new, old)]
    assert fits[0] > fits[1] > 0
    assert serves_question(question, "Nothing of it", StoryData(), today="2026-11-26") == (0.0, ())


def _ready() -> list[Guide]:
    library = current_library()
    return [library.guides[path] for path in library.guides if any(q.story == "bullet" for q in library.guides[path].questions)]


def test_every_guide_can_be_served() -> None:
    """A story that shows a question's signals and is of some worth serves it, in every guide of the library."""
    guides = _ready()
    assert len(guides) >= 8
    for guide in guides:
        for question in guide.questions:
            data = StoryData(line="x", dated=True, signals=question.signals)
            fit, _ = serves_question(question, "I decided to stop it and it took 12 people two years to do over", data, today="2026-11-26")
            assert fit > 0, f"{guide.path}: {question.id}"
            assert expand(question.text)[0]
