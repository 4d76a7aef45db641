"""Dates in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopready.reading.dates import find_dates, is_length, without_dates

RANGES = {
    "Mar 2021 – Present": ("2021-03", None),
    "03/2021-now": ("2021-03", None),
    "2019 to 2021": ("2019", "2021"),
    "since 2020": ("2020", None),
    "Jan. 2024 -> now": ("2024-01", None),
    "Apr 2021 to date": ("2021-04", None),
    "2011-06-01 — 2014-06-01": ("2011-06", "2014-06"),
    "01.03.2019 - 31.12.2020": ("2019-03", "2020-12"),
    "2014-18": ("2014", "2018"),
    "2016/17": ("2016", "2017"),
    "Mar–May 2021": ("2021-03", "2021-05"),
    "June '19 - Aug '20": ("2019-06", "2020-08"),
    "seit März 2019": ("2019-03", None),
    "März 2019 bis heute": ("2019-03", None),
    "janv. 2019 - déc. 2020": ("2019-01", "2020-12"),
    "de 2019 à 2021": ("2019", "2021"),
    "marzo de 2018 - actualidad": ("2018-03", None),
    "fev 2019 - atual": ("2019-02", None),
    "mei 2019 - heden": ("2019-05", None),
    "gennaio 2021 – presente": ("2021-01", None),
    "20 May 2018 to 3 June 2019": ("2018-05", "2019-06"),
    "May 20, 2018 - June 3, 2019": ("2018-05", "2019-06"),
}


@pytest.mark.parametrize("text", RANGES)
def test_ranges(text: str) -> None:
    spans = find_dates(f"Cook at the Mill ({text})")
    assert len(spans) == 1
    first, last = RANGES[text]
    assert spans[0].first is not None and spans[0].first.value == first
    assert (spans[0].last.value if spans[0].last else None) == last
    assert spans[0].ongoing == (last is None)


@pytest.mark.parametrize(
    ("text", "value"), [("Summer 2018", "2018"), ("2016/08", "2016-08"), ("Sept. 2020", "2020-09"), ("12/2009", "2009-12")]
)
def test_single_dates(text: str, value: str) -> None:
    (span,) = find_dates(text)
    assert span.single and span.last is not None and span.last.value == value


@pytest.mark.parametrize("text", ["$2000 saved", "1,950 pupils", "28.5% of 2,012", "+44 7700 900123", "room 19", "may lead a team"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_lengths_of_time() -> None:
    assert is_length("(3 years 6 months)") and is_length("4 mos") and not is_length("3 cooks")
    assert without_dates("Cook  May 2019 – June 2020 (1 yr 2 mos)").strip() == "Cook"


@given(st.text(alphabet="JanFebMr 0123456789-–/.'()tonwpresnt\u00e4\u0130", max_size=60))
def test_offsets_lie_in_the_text_and_values_are_dates(text: str) -> None:
    for span in find_dates(text):
        assert 0 <= span.start < span.end <= len(text)
        for point in (span.first, span.last):
            if point is not None:
                assert span.start <= point.start < point.end <= span.end
                assert point.value[:4].isdigit() and (len(point.value) == 4 or 1 <= int(point.value[5:]) <= 12)
    assert len(without_dates(text)) == len(text)


@given(st.integers(1, 12), st.integers(1970, 2030), st.integers(0, 400))
def test_a_written_range_is_read_back(month: int, year: int, months: int) -> None:
    names = ("January", "Feb", "Mar.", "April", "May", "June", "Juli", "août", "Sept", "octubre", "Nov.", "dezembro")
    total = year * 12 + month - 1 + months
    end_year, end_month = divmod(total, 12)
    (span,) = find_dates(f"{names[month - 1]} {year} – {names[end_month]} {end_year}")
    assert span.first is not None and span.first.value == f"{year}-{month:02d}"
    assert span.last is not None and span.last.value == f"{end_year}-{end_month + 1:02d}"
