"""The main job from the outside: choices, corrections, dates, and what stays the same from run to run."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopready.app.prepare import Pipeline
from loopready.app.sample import CV, JOB
from loopready.model import Brief, InputError, Override

TODAY = "2026-11-23"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("files")
    (folder / "cv.txt").write_text(CV, encoding="utf-8")
    (folder / "job.txt").write_text(JOB, encoding="utf-8")
    return folder / "cv.txt", folder / "job.txt"


def brief_of(pipeline: Pipeline, files: tuple[Path, Path], **more: object) -> Brief:
    prepared = pipeline.prepare(*files, today=TODAY, **more)  # type: ignore[arg-type]
    assert prepared.refused == ()
    return prepared.brief.model_copy(update={"seconds": {}})


@pytest.fixture(scope="module")
def plain(pipeline: Pipeline, files: tuple[Path, Path]) -> Brief:
    return brief_of(pipeline, files)


def test_equal_input_gives_an_equal_brief(pipeline: Pipeline, files: tuple[Path, Path], plain: Brief) -> None:
    assert brief_of(pipeline, files) == plain


def test_a_brief_reads_back_into_itself(plain: Brief) -> None:
    assert Brief.model_validate_json(plain.model_dump_json(by_alias=True)) == plain


def test_the_guide_is_found_and_may_be_named(pipeline: Pipeline, files: tuple[Path, Path], plain: Brief) -> None:
    assert plain.guide.path == "technology_software/cloud_hyperscale/engineering_management"
    general = brief_of(pipeline, files, guide="general")
    assert (general.guide.path, general.guide.chosen_by) == (None, "person")
    with pytest.raises(InputError, match="no guide"):
        brief_of(pipeline, files, guide="no/such/guide")


@pytest.mark.parametrize(("day", "code"), [("2026-13-01", "no_date"), ("tomorrow", "no_date"), ("2026-11-22", "date_passed")])
def test_an_impossible_date_is_told(pipeline: Pipeline, files: tuple[Path, Path], day: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        pipeline.prepare(*files, today=TODAY, on=day)
    assert caught.value.code == code


def test_people_of_teams_told_one_by_one_are_a_sum_that_is_shown(pipeline: Pipeline, files: tuple[Path, Path], tmp_path: Path) -> None:
    teams = CV.replace("- Lead two teams, 14 engineers, who", "- Lead two teams (9 and 8 engineers) who", 1)
    (tmp_path / "cv.txt").write_text(teams, encoding="utf-8")
    brief = brief_of(pipeline, (tmp_path / "cv.txt", files[1]))
    told = [claim for claim in brief.claims() if "17 people" in claim.text]
    assert len(told) >= 3
    for claim in told:
        assert any(cite.source == "calculated" and cite.result == 17 and cite.inputs == {"team 1": 9, "team 2": 8} for cite in claim.cites)


def test_the_plan_ends_on_the_evening_before(pipeline: Pipeline, files: tuple[Path, Path], plain: Brief) -> None:
    dated = brief_of(pipeline, files, on="2026-11-27")
    titles = [item.title for item in dated.section("plan").items]
    assert titles[0].startswith("Mon 23 Nov")
    assert any(title.startswith("Thu 26 Nov, the last evening") for title in titles)
    assert not any("27 Nov" in title for title in titles)
    assert plain.section("plan").items[0].title == "If you have 20 minutes"


def test_a_retracted_claim_never_returns(pipeline: Pipeline, files: tuple[Path, Path], plain: Brief) -> None:
    gone = plain.section("summary").items[1].blocks[0].claims[0]
    without = brief_of(pipeline, files, overrides=[Override(id="r1", target=f"claim/{gone.id}")])
    assert gone.id not in {claim.id for claim in without.claims()}
    assert without.revision != plain.revision
    kept = {claim.id for claim in plain.claims()} - {gone.id}
    assert kept <= {claim.id for claim in without.claims()}


def test_a_corrected_field_is_used_and_cited_as_the_persons(pipeline: Pipeline, files: tuple[Path, Path], plain: Brief) -> None:
    work = plain.profile.work[0]
    override = Override(id="mine", target=f"profile/work/{work.id}/name", value="Oyelaran Archive Company")
    corrected = brief_of(pipeline, files, overrides=[override])
    texts = [claim for claim in corrected.claims() if "Oyelaran Archive Company" in claim.text]
    assert texts
    assert all("person" in {cite.source for cite in claim.cites} for claim in texts)


def test_a_corrected_date_moves_what_is_counted_from_it(pipeline: Pipeline, files: tuple[Path, Path], plain: Brief) -> None:
    work = plain.profile.work[0]
    corrected = brief_of(pipeline, files, overrides=[Override(id="d", target=f"profile/work/{work.id}/start", value="2025-06")])
    walks = [brief.section("walkthrough").items[0].blocks[0].claims[0].text for brief in (plain, corrected)]
    assert "5 years 9 months" in walks[0] and "1 year 6 months" in walks[1]


def test_a_requirement_may_change_its_kind(pipeline: Pipeline, files: tuple[Path, Path], plain: Brief) -> None:
    nice = next(row.requirement for row in plain.match.rows if row.requirement.kind == "nice")
    corrected = brief_of(pipeline, files, overrides=[Override(id="k", target=f"posting/requirements/{nice.id}/kind", value="must")])
    assert next(row.requirement.kind for row in corrected.match.rows if row.requirement.id == nice.id) == "must"


@pytest.mark.parametrize(
    "target",
    ["profile/work/none/name", "profile/work/x/y/z", "profile/person/age", "posting/colour", "posting/requirements/none/kind", "profile"],
)
def test_a_correction_of_nothing_is_told(pipeline: Pipeline, files: tuple[Path, Path], target: str) -> None:
    with pytest.raises(InputError) as caught:
        pipeline.prepare(*files, today=TODAY, overrides=[Override(id="x", target=target, value="must")])
    assert caught.value.code == "no_such_target"


def test_a_posting_without_requirements_gets_no_verdict(pipeline: Pipeline, files: tuple[Path, Path], tmp_path: Path) -> None:
    job = tmp_path / "job.txt"
    job.write_text("We are a small house by the sea. The sea is wide. Gulls sit on the roof in the morning.\n")
    brief = pipeline.prepare(files[0], job, today=TODAY, anyway=True).brief
    assert brief.match.verdict == "withheld"
    assert "not the same as having no gaps" in brief.section("summary").items[0].blocks[0].claims[0].text
    assert len(brief.sections) == 17


UNLED_CV = """Wendel Brack
wendel@example.com

EXPERIENCE

Reliability Engineer, Kvist
2021-03 - present
- Cut the slowest page by 30%; chose a cache; wrote the plan
- Led 25 people; set the on-call rota
- Fixed an outage of 40 minutes; found the cause in the kernel
- Built the payments service in Go and moved 3 services to it

EDUCATION
GPA 3.8 B.S. in Computer Science, University of Leeds, 2016 - 2020
"""


def test_short_clauses_and_people_beside_the_seat_stand(pipeline: Pipeline, files: tuple[Path, Path], tmp_path: Path) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text(UNLED_CV, encoding="utf-8")
    prepared = pipeline.prepare(cv, files[1], today=TODAY, guide="technology_software/cloud_hyperscale/site_reliability_engineering")
    said = [claim.text for section in prepared.brief.sections for item in section.items for block in item.blocks for claim in block.claims]
    assert prepared.refused == ()
    assert any("post of 25 people" in text for text in said)
    assert any(". And: " in text for text in said)


def test_a_walk_within_one_employer_goes_nowhere(pipeline: Pipeline, tmp_path: Path) -> None:
    cv, job = tmp_path / "cv.txt", tmp_path / "job.txt"
    post = "Line Cook, Bramble Hall, Leeds      Mar 2019 - present\n- Ran the grill\n- Trained 4 apprentices"
    cv.write_text(f"Ada Marsh\nada@example.org\n\nExperience\n\n{post}\n")
    asked = "Requirements\n- 3+ years in a professional kitchen\n- Experience of training apprentices\n\nResponsibilities\n- Run the pass"
    job.write_text(f"Sous Chef\nHolt Kitchen\n\n{asked}\n")
    said = [claim.text for claim in pipeline.prepare(cv, job, today=TODAY).brief.claims() if "walk aloud" in claim.text]
    assert said and all("of your time at Bramble Hall" in text for text in said)
