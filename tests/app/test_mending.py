"""The form of what was read: what it changes, and what it refuses beside which field."""

from __future__ import annotations

import datetime as dt

import pytest

from loopready.app.mending import Reading, changes_of, reading_of
from loopready.model import Asked, Brief, Override, Preparation, ReadCv, ReadJob, StoredFile

NOW = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)


def read(brief: Brief, *overrides: Override) -> Reading:
    asked = Asked(cv=StoredFile(sha256="0" * 64, name="cv.pdf", size=1), address="https://x.example")
    preparation = Preparation(id="p", owner="me", asked=asked, state="done", created=NOW, updated=NOW)
    cv, job = ReadCv(document=brief.cv, profile=brief.profile), ReadJob(document=brief.job, posting=brief.posting)
    return reading_of(preparation, cv, job, overrides)


def as_form(reading: Reading) -> dict[str, str]:
    """What a browser sends of the untouched page."""
    given = {field.target: field.value for field in reading.fields() if field.form != "drop"}
    return given | {f"{field.target}/still": "still" for field in reading.fields() if field.ongoing}


def test_an_untouched_form_changes_nothing(example_brief: Brief) -> None:
    made = changes_of(read(example_brief), as_form(read(example_brief)))
    assert (made.values, made.faults, made.drop) == ({}, {}, [])


def test_every_field_shows_the_words_it_was_read_from(example_brief: Brief) -> None:
    texts = {"cv": example_brief.cv.text, "job": example_brief.job.text}
    shown = [field for field in read(example_brief).fields() if field.words]
    assert len(shown) > 30
    for field in shown:
        assert " ".join(texts[field.source][field.start : field.end].split()) == field.words


def test_what_is_changed_becomes_a_correction(example_brief: Brief) -> None:
    reading = read(example_brief)
    work = example_brief.profile.work[1].id
    form = as_form(reading) | {
        f"profile/work/{work}/position": "Head of Platform", f"profile/work/{work}/start": "3/2018", "posting/firm": "",
        f"posting/requirements/{example_brief.posting.requirements[0].id}/kind": "none",
    }  # fmt: skip
    assert changes_of(reading, form).values == {
        f"profile/work/{work}/position": "Head of Platform", f"profile/work/{work}/start": "2018-03", "posting/firm": None,
        f"posting/requirements/{example_brief.posting.requirements[0].id}/kind": "none",
    }  # fmt: skip


def test_the_end_of_a_position(example_brief: Brief) -> None:
    reading = read(example_brief)
    now, past = example_brief.profile.work[0].id, example_brief.profile.work[1].id
    end = f"profile/work/{now}/end"
    form = as_form(reading)
    ended = {name: value for name, value in form.items() if name != f"{end}/still"}
    assert changes_of(reading, ended).values == {f"profile/work/{now}/ongoing": "no"}
    assert changes_of(reading, ended | {end: "2026-01"}).values == {end: "2026-01"}
    assert changes_of(reading, form | {f"profile/work/{past}/end/still": "still", f"profile/work/{past}/end": ""}).values == {
        f"profile/work/{past}/end": None
    }
    assert list(changes_of(reading, form | {f"profile/work/{past}/end": ""}).faults) == [f"profile/work/{past}/end"]
    assert list(changes_of(reading, form | {end: "2026-01"}).faults) == [end]


@pytest.mark.parametrize(("field", "typed"), [("start", "spring"), ("end", "2001-01"), ("position", "x" * 301)])
def test_a_bad_value_is_told_beside_its_field(example_brief: Brief, field: str, typed: str) -> None:
    reading = read(example_brief)
    target = f"profile/work/{example_brief.profile.work[1].id}/{field}"
    made = changes_of(reading, as_form(reading) | {target: typed})
    assert list(made.faults) == [target]
    assert "\n" not in made.faults[target]


def test_entries_and_skills_are_dropped_by_a_tick(example_brief: Brief) -> None:
    reading = read(example_brief)
    study, skill = f"profile/education/{example_brief.profile.education[0].id}", reading.skills[0].target
    assert changes_of(reading, as_form(reading) | {study: "drop", skill: "drop"}).values == {study: None, skill: None}


def test_corrections_are_listed_by_what_they_speak_of(example_brief: Brief) -> None:
    work = example_brief.profile.work[0]
    made = read(
        example_brief,
        Override(id="1", target=f"profile/work/{work.id}/position", value="Director"),
        Override(id="2", target="profile/work/gone/start", value="2020"),
        Override(id="3", target=f"profile/education/{example_brief.profile.education[0].id}", value=None),
        Override(id="4", target="claim/fit/x", value=None),
    )
    assert made.work[0].fields[0].value == "Director" and made.work[0].fields[0].mine
    assert made.work[0].fields[0].words == "Senior Engineering Manager"
    assert made.education[0].dropped
    assert [(each.value, each.stale) for each in made.mine] == [
        ("Director", False), ("2020", True), ("is none", False), ("not said again", False),
    ]  # fmt: skip
    assert "Senior Engineering Manager" in made.mine[0].what


def test_what_the_form_adds(example_brief: Brief) -> None:
    reading = read(example_brief)
    there = example_brief.profile.skills[0].keywords[0].value
    form = as_form(reading) | {
        "profile/skills/+": f"Apache Kafka, {there},, dbt", "profile/education/+new/institution": "Example University",
        "profile/work/+new/name": "Fjord AS", "profile/work/+new/start": "3/2001", "profile/work/+new/end/still": "still",
    }  # fmt: skip
    assert changes_of(reading, form).values == {
        "profile/education/+1/institution": "Example University", "profile/work/+1/name": "Fjord AS", "profile/work/+1/start": "2001-03",
        "profile/work/+1/end": None, "profile/skills/+apache_kafka": "Apache Kafka", "profile/skills/+dbt": "dbt",
    }  # fmt: skip


def test_what_was_added_is_shown_changed_and_taken_back(example_brief: Brief) -> None:
    added = (
        Override(id="a", target="profile/work/+1/name", value="Fjord AS"),
        Override(id="b", target="profile/work/+1/start", value="2001-03"),
        Override(id="c", target="profile/skills/+dbt", value="dbt"),
    )  # fmt: skip
    reading = read(example_brief, *added)
    entry = next(entry for entry in reading.work if entry.id == "+1")
    assert entry.title == "Fjord AS" and [each.what for each in reading.mine if each.target.endswith("dbt")] == ["A skill you added"]
    again = changes_of(reading, as_form(reading) | {"profile/work/+new/position": "Lead", "profile/work/+new/start": "2010"})
    assert set(again.values) == {"profile/work/+2/position", "profile/work/+2/start"}
    gone = changes_of(reading, as_form(reading) | {"profile/work/+1": "drop", "profile/work/+1/location": "Oslo"})
    assert gone.values == {} and gone.drop == ["profile/work/+1/name", "profile/work/+1/start"]


def test_an_addition_that_lacks_something_is_told_beside_it(example_brief: Brief) -> None:
    reading = read(example_brief)
    lacking = {"profile/work/+new/location": "Oslo", "profile/education/+new/start": "never", "profile/skills/+": "x" * 100}
    faults = changes_of(reading, as_form(reading) | lacking).faults
    assert set(faults) == {
        "profile/work/+new/position", "profile/work/+new/start", "profile/education/+new/institution", "profile/education/+new/start",
        "profile/skills/+",
    }  # fmt: skip
