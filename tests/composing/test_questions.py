"""The order of a brief's questions: likelihood x gap, and what was really asked."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from loopready import prepare
from loopready.app.content import current_library
from loopready.composing.context import Context
from loopready.composing.questions import rank_questions

_EXAMPLE = Path(__file__).parents[2] / "examples" / "saas-manager"


def test_what_was_really_asked_comes_first_and_what_was_not_goes_back() -> None:
    example_brief = prepare(str(_EXAMPLE / "cv.pdf"), str(_EXAMPLE / "job.md"), today="2026-11-25")
    guide = current_library().guides[example_brief.guide.path or ""]
    held = SimpleNamespace(match=example_brief.match, guide=guide, posting=example_brief.posting, likelihoods={})
    before = [each.question.id for each in rank_questions(cast(Context, held))]
    held.likelihoods = {f"questions/{before[-1]}": 0.99, f"questions/{before[0]}": 0.01}
    after = rank_questions(cast(Context, held))
    places = {each.question.id: place for place, each in enumerate(after)}
    assert places[before[-1]] < len(before) - 1 and places[before[0]] > 0
    assert sorted(places) == sorted(before), "a likelihood moves a question and takes none away"
    untouched = [id for id in before if id not in (before[0], before[-1])]
    assert [each.question.id for each in after if each.question.id in untouched] == untouched
