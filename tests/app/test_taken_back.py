"""A line of the CV that was taken back: nothing is made of its words again, in no section and in no match."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopready import prepare
from loopready.app.corrections import correct_profile
from loopready.app.marking import Marker, beside_brief, flagged
from loopready.app.mending import _named, _said
from loopready.app.prepare import Pipeline
from loopready.app.sample import sample_files
from loopready.model import Answer, AnswerClaim, Brief, CvQuote, InputError, Override, PracticeQuestion, QuoteCite
from loopready.practice.defence import defences, line_id, line_target, without

_EXAMPLE = Path(__file__).parents[2] / "examples" / "saas-manager"


def made(*overrides: Override) -> Brief:
    return prepare(str(_EXAMPLE / "cv.pdf"), str(_EXAMPLE / "job.md"), today="2026-11-25", overrides=overrides)


def test_a_line_taken_back_is_used_nowhere(example_brief: Brief) -> None:
    claim = next(each for each in defences(example_brief.profile, example_brief.cv) if each.kind == "act")
    brief = made(Override(id="r", target=line_target(claim), value=None))
    line = claim.cites[1]
    assert isinstance(line, QuoteCite)
    cites = [cite for each in brief.claims() for cite in each.cites if isinstance(cite, QuoteCite) and cite.source == "cv"]
    assert not [cite for cite in cites if cite.start < line.end and line.start < cite.end]
    evidence = [each for row in brief.match.rows for each in row.evidence]
    evidence += [each for row in brief.match.signals for each in row.evidence]
    assert not [each for each in evidence if each.span.start < line.end and line.start < each.span.end]


def test_a_number_taken_back_leaves_the_rest_of_its_line(example_brief: Brief) -> None:
    found = defences(example_brief.profile, example_brief.cv)
    claim = next(each for each in found if each.kind == "number" and "%" in each.words)
    value = without(claim.line, (claim,))
    assert value is not None and "____" in value and claim.words not in value
    brief = made(Override(id="r", target=line_target(claim), value=value))
    assert not [each.text for each in brief.claims() if claim.words in each.text]
    titles = [item.title for section in brief.sections for item in section.items]
    assert not [title for title in titles if claim.words in title]


def test_a_line_that_is_not_there_is_told(example_brief: Brief) -> None:
    work = example_brief.profile.work[0].id
    with pytest.raises(InputError, match="names nothing"):
        correct_profile(example_brief.profile, [Override(id="x", target=f"profile/work/{work}/lines/00000000")])


def test_the_list_of_corrections_names_the_line(example_brief: Brief) -> None:
    claim = defences(example_brief.profile, example_brief.cv)[0]
    override = Override(id="r", target=line_target(claim), value=None)
    assert claim.line[:30] in _named(override.target, example_brief.profile, example_brief.posting)
    assert _said(override) == "taken back"


def test_an_answer_that_says_it_again_is_asked_about_and_what_was_left_standing_is_not(pipeline: Pipeline) -> None:
    brief = sample_brief_of()
    claim = next(each for each in defences(brief.profile, brief.cv) if each.words == "22%")
    left = correct_profile(brief.profile, [Override(id="r", target=line_target(claim), value=without(claim.line, (claim,)))])
    beside = beside_brief(brief.model_copy(update={"profile": left}))
    assert beside.retracted and "____" in beside.standing
    question = PracticeQuestion(id="questions/x", text="Tell me about cost.", type="behavioural")
    line = "At Kvist Systems I reduced infrastructure cost by"
    marker = Marker(pipeline)
    said = {words: marker.mark(question, Answer(text=f"{line} {words}."), beside=beside) for words in ("22%", "NOK 21M a year")}
    assert any(each.retracted for each in said["22%"].claims)
    assert not any(each.retracted for each in said["NOK 21M a year"].claims)


def test_words_taken_back_contradict_nothing_and_bear_nothing_out(example_brief: Brief) -> None:
    claim = next(each for each in defences(example_brief.profile, example_brief.cv) if each.words == "22%" or each.kind == "number")
    line = claim.cites[1]
    assert isinstance(line, QuoteCite)
    quote = CvQuote(start=line.start, end=line.end, quote=line.quote)
    said = AnswerClaim(text="sixty per cent", start=0, end=14, state="contradicted", cv=quote, ask="Which is it?")
    beside = beside_brief(example_brief)
    assert flagged(said, beside) == said
    left = flagged(said, beside_brief(example_brief, retracted=[claim.key]))
    assert left.state == "absent" and left.cv is None and "sixty per cent" in (left.ask or "")
    assert flagged(said.model_copy(update={"state": "supported"}), beside_brief(example_brief, retracted=[claim.key])).retracted


def test_every_claim_taken_back_counts_not_those_likely_to_be_probed_alone(example_brief: Brief) -> None:
    for claim in defences(example_brief.profile, example_brief.cv):
        line = claim.cites[1]
        assert isinstance(line, QuoteCite)
        assert (line.start, line.end) in beside_brief(example_brief, retracted=[claim.key]).retracted


def sample_brief_of() -> Brief:
    with sample_files() as (cv, job):
        return prepare(str(cv), str(job), today="2026-11-25")


def test_the_line_of_a_claim_is_named_as_the_brief_s_items_are(example_brief: Brief) -> None:
    claim = defences(example_brief.profile, example_brief.cv)[0]
    names = {item.id.rsplit("/", 1)[-1] for item in example_brief.section("probes").items}
    assert line_id(claim.key) in names or any(line_id(each.key) in names for each in defences(example_brief.profile, example_brief.cv))
    assert line_id("probes/x_1") == "x_1"
