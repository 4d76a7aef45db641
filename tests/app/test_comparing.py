"""Jobs put in order for one CV, and versions of a CV held against each other, on the examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from loopready.app.comparing import RULE, Standing, latest_each, quote_of, ranked, shared_gaps, versions
from loopready.app.prepare import Pipeline
from loopready.model import Asked, Brief, Match, Preparation, StoredFile

EXAMPLES = Path(__file__).parents[2] / "examples"
JOBS = {"saas-manager": "job.md", "manager-with-gaps": "job.html", "staff-engineer": "job.txt", "nurse": "job.txt"}


@pytest.fixture(scope="module")
def brief(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Brief]:
    """The brief of a CV (a path or a text) and an example's posting, made once."""
    made: dict[tuple[str, str], Brief] = {}

    def of(cv: Path | str, job: str) -> Brief:
        key = (str(cv), job)
        if key not in made:
            path = cv if isinstance(cv, Path) else tmp_path_factory.mktemp("cv") / "cv.txt"
            if isinstance(cv, str):
                path.write_text(cv, encoding="utf-8")
            made[key] = pipeline.prepare(path, EXAMPLES / job / JOBS[job], today="2026-11-23").brief
        return made[key]

    return of


def standing(match: Match, name: str, *, minute: int = 0) -> Standing:
    now = dt.datetime(2026, 11, 23, 12, minute, tzinfo=dt.UTC)
    asked = Asked(cv=StoredFile(sha256="a" * 64, name="cv.pdf", size=1), address=f"https://jobs.example/{name}")
    return Standing(
        preparation=Preparation(id=name, owner="me", title=name, asked=asked, state="done", created=now, updated=now), match=match
    )


CV = EXAMPLES / "saas-manager" / "cv.pdf"
NURSE = (EXAMPLES / "nurse" / "cv.txt").read_text(encoding="utf-8")


def test_the_job_that_fits_best_stands_first_and_says_why(brief: Callable[..., Brief]) -> None:
    jobs = [standing(brief(CV, job).match, job) for job in ("nurse", "saas-manager")]
    order = ranked(jobs)
    assert [each.standing.name for each in order] == ["saas-manager", "nurse"]
    assert [each.place for each in order] == [1, 2]
    assert "“nurse”" in order[0].before and "against" in order[0].before
    assert order[1].before == ""
    assert all(line.endswith(".") for line in RULE)


def test_equal_jobs_share_a_place(brief: Callable[..., Brief]) -> None:
    match = brief(CV, "saas-manager").match
    one, other = ranked([standing(match, "b"), standing(match, "a")])
    assert (one.standing.name, one.place, other.place) == ("a", 1, 1)
    assert "No line of the rule" in one.before


@pytest.mark.parametrize(
    ("verdicts", "says"),
    [(("credible", "stretch"), "its verdict is credible, against stretch"), (("weak", "withheld"), "against withheld")],
)
def test_the_verdict_comes_before_any_count(brief: Callable[..., Brief], verdicts: tuple[str, str], says: str) -> None:
    match = brief(CV, "saas-manager").match
    made = [standing(match.model_copy(update={"verdict": verdict}), verdict) for verdict in reversed(verdicts)]
    order = ranked(made)
    assert [each.standing.name for each in order] == list(verdicts)
    assert says in order[0].before


def test_fewer_musts_missing_stand_before_more_of_anything_else(brief: Callable[..., Brief]) -> None:
    match = brief(CV, "saas-manager").match
    must = next(row for row in match.rows if row.requirement.kind == "must" and row.coverage == "met")
    gone = must.model_copy(update={"coverage": "missing", "evidence": ()})
    worse = match.model_copy(update={"rows": tuple(gone if row is must else row for row in match.rows)})
    order = ranked([standing(worse, "a worse one"), standing(match, "better")])
    assert [each.standing.name for each in order] == ["better", "a worse one"]
    before = order[1].standing.musts["missing"]
    assert f"{before - 1 or 'no'} must" in order[0].before and f"missing, against {before} there" in order[0].before


def test_gaps_that_several_jobs_share_stand_together_in_their_own_words(brief: Callable[..., Brief], pipeline: Pipeline) -> None:
    jobs = [standing(brief(NURSE, job).match, job) for job in ("saas-manager", "manager-with-gaps", "staff-engineer")]
    gaps = shared_gaps(jobs, embed=pipeline.embedder.embed)
    budgets = next(gap for gap in gaps if any("error budget" in row.requirement.text for _, row in gap.asked))
    assert budgets.jobs == len(budgets.asked) == 2
    managing = next(gap for gap in gaps if any("managing software engineers" in row.requirement.text for _, row in gap.asked))
    assert any("team management" in row.requirement.text for _, row in managing.asked)
    for gap in gaps:
        assert gap.jobs > 1
        assert all(row.coverage == "missing" and row.requirement.kind != "responsibility" for _, row in gap.asked)
    assert [gap.jobs for gap in gaps] == sorted((gap.jobs for gap in gaps), reverse=True)


def test_jobs_of_different_trades_share_no_gap(brief: Callable[..., Brief], pipeline: Pipeline) -> None:
    jobs = [standing(brief(CV, job).match, job) for job in ("nurse", "manager-with-gaps")]
    assert shared_gaps(jobs, embed=pipeline.embedder.embed) == []


def test_a_new_version_gains_what_it_shows_and_loses_what_it_dropped(brief: Callable[..., Brief]) -> None:
    line = next(line for line in NURSE.splitlines() if "sepsis screening project" in line)
    staff = "- Manage 24 staff on the unit: appraisals, sickness reviews and the rotas for three months ahead"
    newer = NURSE.replace(line, staff)
    compared = versions(standing(brief(NURSE, "nurse").match, "old"), standing(brief(newer, "nurse").match, "new", minute=5))
    gained = next(change for change in compared.gained if "managing staff" in change.row.requirement.text)
    assert gained.before is not None and gained.before.coverage == "missing"
    assert "appraisals, sickness reviews" in quote_of(gained.after)
    lost = [change for change in compared.lost if "quality improvement" in change.row.requirement.text]
    assert lost and "sepsis" in quote_of(lost[0].before)
    everything = (*compared.gained, *compared.lost, *compared.same)
    assert len(everything) == len(brief(NURSE, "nurse").match.rows) and compared.only_one == ()
    kinds = [change.row.requirement.kind for change in compared.same]
    assert kinds == sorted(kinds, key=("must", "nice", "responsibility").index)


def test_a_version_against_itself_changes_nothing(brief: Callable[..., Brief]) -> None:
    match = brief(NURSE, "nurse").match
    compared = versions(standing(match, "a"), standing(match, "b"))
    assert (compared.gained, compared.lost, compared.signals_gained, compared.signals_lost) == ((), (), (), ())
    assert not any(change.reworded for change in compared.same)


def test_what_only_one_version_was_asked_is_told_apart(brief: Callable[..., Brief]) -> None:
    match = brief(NURSE, "nurse").match
    fewer = match.model_copy(update={"rows": match.rows[1:]})
    compared = versions(standing(match, "a"), standing(fewer, "b"))
    assert [change.row for change in compared.only_one] == [match.rows[0]]


def test_the_latest_of_each_kind_is_kept() -> None:
    made = [standing(Match(cv="c", job="j", verdict="withheld"), name).preparation for name in ("b1", "a", "b2")]
    assert [each.id for each in latest_each(made, by=lambda each: each.id[0])] == ["b1", "a"]
