from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines import dates

steady = settings(deadline=None, derandomize=True, max_examples=150)
months = st.integers(1990 * 12, 2030 * 12).map(dates.month_text)
spans = st.lists(st.tuples(months, months).map(lambda pair: (min(pair), max(pair))), max_size=8)


def test_counting() -> None:
    assert dates.months_between("2020-01", "2020-03") == 2
    assert dates.inclusive_months("2020-01", "2020-03") == 3
    assert dates.inclusive_months("2020-05", "2020-03") == 0
    assert dates.inclusive_months("2019", "2020") == 24
    assert dates.add_months("2020-11", 3) == "2021-02"
    assert dates.add_months("2020-01", -1) == "2019-12"
    assert dates.years_text(40) == "3 years 4 months"
    assert dates.years_text(12) == "1 year"
    assert dates.years_text(0) == "0 months"


def test_merging_and_gaps() -> None:
    spans = [("2018-01", "2018-06"), ("2018-07", "2018-12"), ("2019-04", "2019-08"), ("2019-05", "2019-06")]
    assert dates.merged(spans) == [("2018-01", "2018-12"), ("2019-04", "2019-08")]
    assert dates.merged_months(spans) == 17
    assert dates.gaps(spans) == [("2019-01", "2019-03")]
    assert dates.gaps(spans, least=4) == []


@pytest.mark.parametrize("text", ["2020-13", "2020-00", "20-01", "May 2020", ""])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|YYYY"):
        dates.month_number(text)


@steady
@given(spans)
def test_merged_months_are_the_months_of_the_union(spans: list[tuple[str, str]]) -> None:
    union = {number for start, end in spans for number in range(dates.month_number(start), dates.month_number(end) + 1)}
    assert dates.merged_months(spans) == len(union)


@steady
@given(spans.filter(bool))
def test_spans_and_gaps_fill_the_stretch(spans: list[tuple[str, str]]) -> None:
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    between = sum(dates.inclusive_months(start, end) for start, end in dates.gaps(spans))
    assert dates.merged_months(spans) + between == dates.inclusive_months(first, last)
