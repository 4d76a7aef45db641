"""A range of dates is never read as a phone number, and a phone number still is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.reading import read_document, read_profile

MONTHS = st.integers(1, 12)
DAYS = st.integers(1, 28)
YEARS = st.integers(1975, 2029)
STYLES = (
    "{m:02d}/{y}",
    "{m}/{y}",
    "{m:02d}.{y}",
    "{m}.{y}",
    "{m:02d}-{y}",
    "{y}/{m:02d}",
    "{y}-{m:02d}",
    "{y}.{m:02d}",
    "{y}-{m:02d}-{d:02d}",
    "{d:02d}.{m:02d}.{y}",
    "{d:02d}/{m:02d}/{y}",
    "{y}",
)


def phone(text: str) -> str | None:
    found = read_profile(read_document(f"Jo Brandt\n{text}\nLeeds, UK\n".encode(), kind="cv", name="cv.txt")).person.phone
    return found.value if found is not None else None


@settings(max_examples=150, deadline=None)
@given(
    style=st.sampled_from(STYLES),
    between=st.sampled_from([" – ", " - ", "-", "–", " — ", " to ", " bis ", " ~ ", " / "]),
    first=st.tuples(DAYS, MONTHS, YEARS),
    last=st.tuples(DAYS, MONTHS, YEARS),
    lead=st.sampled_from(["", "from ", "(", "Analyst, "]),
)
def test_no_range_of_dates_is_a_phone_number(
    style: str, between: str, first: tuple[int, int, int], last: tuple[int, int, int], lead: str
) -> None:
    one, two = (style.format(d=day, m=month, y=year) for day, month, year in (first, last))
    assert phone(f"{lead}{one}{between}{two}") is None


@pytest.mark.parametrize(
    "text", ["2015, 2017, 2019", "2019 2020 2021", "2019-2020-2021", "19.06.1990", "03/19 – 05/21", "2019年4月 – 2021年3月"]
)
def test_years_and_single_dates_are_no_phone_numbers(text: str) -> None:
    assert phone(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "06 55 50 01 42",
        "+49 30 5550142",
        "030 5550142",
        "555-019-2004",
        "0171 2019 2020",
        "(555) 018-5816",
        "020 7946 0018",
        "+44 (0)20 7946 0018",
    ],
)
def test_numbers_stay_numbers(text: str) -> None:
    assert phone(text) == text
