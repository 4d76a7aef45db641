"""Those who sit opposite: what is theirs comes first and is marked; nothing is lost or changed."""

from __future__ import annotations

from collections import Counter

from loopready.app.content import current_library
from loopready.app.opposite import for_interviewers
from loopready.model import Brief


def test_theirs_comes_first_and_everything_stays(example_brief: Brief) -> None:
    guide = current_library().guides[example_brief.guide.path or ""]
    made = for_interviewers(example_brief, guide, ["product", "recruiter"])
    assert Counter(claim.id for claim in made.brief.claims()) == Counter(claim.id for claim in example_brief.claims())
    for section in made.brief.sections:
        assert {item.id for item in section.items} == {item.id for item in example_brief.section(section.id).items}
    loop = [item for item in made.brief.section("loop").items if item.kind == "round"]
    marked = [item.id in made.marked for item in loop]
    assert any(marked) and marked == sorted(marked, reverse=True)
    asks = made.brief.section("asks").items
    assert asks[0].id in made.marked
    first = next(block for block in asks[0].blocks if block.role == "questions").claims[0]
    assert first.text.startswith(("To the product", "To the recruiter", "To "))
    place = int(first.id.rsplit("/", 1)[-1])
    ask = next(each for each in guide.asks if f"asks/{each.id}" == asks[0].id)
    assert ask.questions[place - 1].to in ("product", "recruiter")
    assert made.brief.section("loop").items[0].kind == "coverage"


def test_nothing_changes_without_interviewers_or_with_another_revision(example_brief: Brief) -> None:
    guide = current_library().guides[example_brief.guide.path or ""]
    assert for_interviewers(example_brief, guide, []).brief is example_brief
    assert for_interviewers(example_brief, None, ["engineer"]).brief is example_brief
    newer = guide.model_copy(update={"revision": guide.revision + 1})
    assert for_interviewers(example_brief, newer, ["engineer"]).brief is example_brief
