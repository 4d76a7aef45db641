"""The level shown: by people and teams where the seat leads people, by titles held where nobody reports to it."""

from __future__ import annotations

from composing.builders import Page, profile, work
from loopready.composing.career import read_career
from loopready.composing.level import read_level
from loopready.library import load_library
from loopready.model import Guide, Level, Posting

LIBRARY = load_library()
TODAY = "2026-11-23"
MANAGER = LIBRARY.guides["technology_software/cloud_hyperscale/engineering_management"]


def seat_without_reports() -> Guide:
    levels = (
        Level(id="trainee", rank=0, name="Trainee", titles=("audit trainee",), scope="Learns."),
        Level(id="senior", rank=1, name="Senior", titles=("audit senior|senior-associate",), scope="Runs fieldwork."),
    )
    return MANAGER.model_copy(update={"seat": MANAGER.seat.model_copy(update={"levels": levels})})


def posting(title: str) -> Posting:
    return Posting(document="job-test", title=Page("job").leaf(title), coverage=1.0)


def test_a_seat_to_which_nobody_reports_is_read_by_the_titles_held() -> None:
    page = Page()
    entry = work(page, "a", "Audit Trainee", "Kvist", "2021-03", None, "Led 8 volunteers at the fair")
    reading = read_level(seat_without_reports(), posting("Audit Senior"), read_career(profile(page, entry), today=TODAY))
    assert not seat_without_reports().seat.leads
    assert (reading.asked and reading.asked.id, reading.shown and reading.shown.id, reading.people) == ("senior", "trainee", None)


def test_no_title_of_the_seat_shows_no_level() -> None:
    page = Page()
    entry = work(page, "a", "Shop Assistant", "Kvist", "2021-03", None, "Closed the till")
    assert read_level(seat_without_reports(), posting("Audit Senior"), read_career(profile(page, entry), today=TODAY)).shown is None


def test_a_managers_seat_is_read_by_the_people_led() -> None:
    page = Page()
    entry = work(page, "a", "Engineering Manager", "Kvist", "2021-03", None, "Lead 8 engineers")
    reading = read_level(MANAGER, posting("Engineering Manager"), read_career(profile(page, entry), today=TODAY))
    assert MANAGER.seat.leads
    assert (reading.shown and reading.shown.id, reading.people) == ("em", 8)
