"""Corrections: what they change, what they refuse, and which of them still hold."""

from __future__ import annotations

import pytest

from loopready.app.corrections import as_date, check_order, correct_posting, correct_profile, holding, skill_target
from loopready.model import Brief, Correction, InputError, Override


def override(target: str, value: str | None) -> Override:
    return Override(id=f"c-{target}", target=target, value=value)


@pytest.mark.parametrize(
    ("typed", "date"), [("2021-03", "2021-03"), ("3/2021", "2021-03"), (" 2021.3 ", "2021-03"), ("03-2021", "2021-03"), ("2021", "2021")]
)
def test_dates_as_people_type_them(typed: str, date: str) -> None:
    assert as_date(typed) == date


@pytest.mark.parametrize("typed", ["", "soon", "2021-13", "13/2021", "0000", "1066", "2021-03-04", "20211", "²⁰²¹"])
def test_what_is_no_date_is_told(typed: str) -> None:
    with pytest.raises(InputError) as fault:
        as_date(typed)
    assert fault.value.code == "bad_date"


def test_an_entry_may_have_ended_without_a_date(example_brief: Brief) -> None:
    work = example_brief.profile.work[0]
    assert work.ongoing
    made = correct_profile(example_brief.profile, [override(f"profile/work/{work.id}/ongoing", "no")]).work[0]
    assert not made.ongoing and made.end is None


def test_entries_and_skills_can_be_dropped(example_brief: Brief) -> None:
    profile = example_brief.profile
    study, work, skill = profile.education[0].id, profile.work[-1].id, profile.skills[0].keywords[0].value
    targets = (f"profile/education/{study}", f"profile/work/{work}", skill_target(skill))
    made = correct_profile(profile, [override(target, None) for target in targets])
    assert study not in {each.id for each in made.education} and work not in {each.id for each in made.work}
    assert skill not in {leaf.value for group in made.skills for leaf in group.keywords}


def test_a_study_is_corrected_and_cited_as_the_persons(example_brief: Brief) -> None:
    study = example_brief.profile.education[0].id
    made = correct_profile(example_brief.profile, [override(f"profile/education/{study}/area", "Physics")]).education[0]
    assert made.area is not None and made.area.value == "Physics" and isinstance(made.area.source, Correction)


def test_what_is_no_requirement_is_left_out(example_brief: Brief) -> None:
    posting = example_brief.posting
    id = posting.requirements[0].id
    made = correct_posting(posting, [override(f"posting/requirements/{id}/kind", "none")])
    assert len(made.requirements) == len(posting.requirements) - 1
    assert id not in {each.id for each in made.requirements}


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("profile/work/none/start", "2020"), ("profile/work", None), ("profile/person/age", "40"), ("profile/skills/none", None),
        ("profile/skills/aws", "AWS"), ("profile/education/none", None), ("posting/pay", "much"),
        ("posting/requirements/none/kind", "must"), ("posting/requirements/none/kind", "perhaps"),
    ],
)  # fmt: skip
def test_a_target_that_names_nothing_is_refused(example_brief: Brief, target: str, value: str | None) -> None:
    with pytest.raises(InputError):
        correct_posting(example_brief.posting, [override(target, value)])
        correct_profile(example_brief.profile, [override(target, value)])


def test_corrections_of_what_is_gone_do_not_stop_the_others(example_brief: Brief) -> None:
    good, stale = override("posting/firm", "Fjord AS"), override("profile/work/gone/start", "2020")
    claim = override("claim/fit/x/evidence", None)
    assert holding(example_brief.profile, example_brief.posting, [stale, good, claim]) == ([good, claim], [stale])


def test_an_entry_that_ends_before_it_begins_is_told(example_brief: Brief) -> None:
    at = f"profile/work/{example_brief.profile.work[1].id}"
    check_order(correct_profile(example_brief.profile, [override(f"{at}/start", "2019-05"), override(f"{at}/end", "2019")]))
    with pytest.raises(InputError) as fault:
        check_order(correct_profile(example_brief.profile, [override(f"{at}/end", "2001-05")]))
    assert fault.value.code == "ends_before"


def added(*pairs: tuple[str, str | None]) -> list[Override]:
    return [Override(id=f"a{at}", target=target, value=value) for at, (target, value) in enumerate(pairs)]


def test_what_is_missing_can_be_added_and_is_the_persons(example_brief: Brief) -> None:
    profile = example_brief.profile
    made = correct_profile(
        profile,
        added(
            ("profile/skills/+apache_kafka", "Apache Kafka"),
            ("profile/education/+1/institution", "Example University"),
            ("profile/education/+1/end", "2009"),
            ("profile/work/+1/name", "Fjord AS"),
            ("profile/work/+1/start", "2001-03"),
        ),
    )
    assert made.skills[-1].keywords[0].value == "Apache Kafka" and made.skills[-1].keywords[0].source == Correction(id="a0")
    assert made.education[-1].institution is not None and made.education[-1].institution.source == Correction(id="a1")
    assert made.education[-1].id == "+1" and len(made.education) == len(profile.education) + 1
    place = next(at for at, work in enumerate(made.work) if work.id == "+1")
    assert all(work.start is None or work.start.value >= "2001" for work in made.work[:place])
    assert [work for work in made.work if work.id != "+1"] == list(profile.work)


@pytest.mark.parametrize(
    "target",
    [
        "profile/skills/+go",
        "profile/skills/+",
        "profile/education/+0/area",
        "profile/work/+x/name",
        "profile/work/+1",
        "profile/work/+1/no",
    ],
)
def test_an_addition_that_names_no_place_is_refused(example_brief: Brief, target: str) -> None:
    with pytest.raises(InputError):
        correct_profile(example_brief.profile, added((target, "Terraform")))
