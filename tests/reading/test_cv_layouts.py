"""Invented people in our own layouts: what is read is exactly what was written."""

from __future__ import annotations

import pytest

from loopready.model import DateLeaf, Document, Profile, Span
from loopready.reading import read_pdf, read_profile
from loopready.reading.cv.profile import leaves_of
from loopready.reading.dates import find_dates
from loopready.reading.marks import clean

from .cv_layouts import LAYOUTS, compiled, grouped
from .cv_people import PEOPLE, Someone

BOTH = [pytest.param(layout, who, id=f"{layout}-{who.name.split()[0]}") for layout in LAYOUTS for who in PEOPLE]


def read(layout: str, who: Someone) -> tuple[Document, Profile]:
    source = grouped(who) if layout == "grouped" else LAYOUTS[layout](who)
    document = read_pdf(compiled(source), kind="cv", name=f"{layout}.pdf")
    return document, read_profile(document)


def jobs(profile: Profile) -> list[tuple[object, ...]]:
    resume = profile.json_resume()["work"]
    return [(job.get("name"), job.get("position"), job.get("startDate"), job.get("endDate"), tuple(job["highlights"])) for job in resume]


@pytest.mark.parametrize(("layout", "who"), BOTH)
def test_work_education_and_skills_are_read_whole(layout: str, who: Someone) -> None:
    document, profile = read(layout, who)
    assert jobs(profile) == [(job.firm, job.title, job.start, job.end, job.bullets) for job in who.jobs]
    assert [job.location.value for job in profile.work if job.location] == [job.place for job in who.jobs]
    studied = [(s.get("institution"), s.get("studyType"), s.get("area"), s.get("endDate")) for s in profile.json_resume()["education"]]
    assert studied == [(study.school, study.degree, study.area, study.end) for study in who.studies]
    assert [leaf.value for group in profile.skills for leaf in group.keywords] == list(who.skills)
    assert_contact(profile, who)
    assert_spans(document, profile)
    assert profile.notices == ()
    assert profile.coverage > 0.8


def assert_contact(profile: Profile, who: Someone) -> None:
    person = profile.person
    assert person.name is not None and person.name.value.lower() == who.name.lower()
    assert person.email is not None and person.email.value == who.email
    assert person.phone is not None and person.phone.value == who.phone
    assert person.location is not None and person.location.value == who.place


def assert_spans(document: Document, profile: Profile) -> None:
    """Every leaf's span quotes text that, cleaned, is its value; a date's span names that date."""
    leaves = leaves_of(profile)
    assert leaves
    for leaf in leaves:
        assert isinstance(leaf.source, Span)
        quote = leaf.source.quote(document)
        if isinstance(leaf, DateLeaf):
            points = {point.value for span in find_dates(quote) for point in (span.first, span.last) if point is not None}
            assert leaf.value in points or any(leaf.value.startswith(point) for point in points), quote
        else:
            assert clean(quote) == leaf.value


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.name.split()[0])
def test_seats_under_one_firm_take_its_name_and_place(who: Someone) -> None:
    _, profile = read("grouped", who)
    firm, place = who.jobs[0].firm, who.jobs[0].place
    assert jobs(profile) == [(firm, job.title, job.start, job.end, job.bullets) for job in who.jobs]
    assert {job.location.value for job in profile.work if job.location} == {place}


def test_the_same_person_has_the_same_work_ids_in_every_layout() -> None:
    who = PEOPLE[0]
    ids = {tuple(job.id for job in read(layout, who)[1].work) for layout in LAYOUTS}
    assert len(ids) == 1
    assert len(set(ids.pop())) == len(who.jobs)


def test_reading_twice_gives_equal_documents() -> None:
    data = compiled(LAYOUTS["two_columns"](PEOPLE[1]))
    one, two = read_pdf(data, kind="cv", name="a.pdf"), read_pdf(data, kind="cv", name="a.pdf")
    assert one == two
    assert read_profile(one) == read_profile(two)
