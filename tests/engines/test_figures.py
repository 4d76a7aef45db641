from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.figures import Figure, digits_value, figures, figures_of, in_currency, numbers

steady = settings(deadline=None, derandomize=True, max_examples=150)


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "value", "more"),
    [
        ("14 engineers", "people", 14, {"noun": "engineers"}),
        ("Lead 12 senior software engineers", "people", 12, {}),
        ("9 direct reports", "people", 9, {"noun": "direct reports"}),
        ("3.5 FTE", "people", 3.5, {}),
        ("twenty-three people", "people", 23, {}),
        ("a dozen nurses", "people", 12, {}),
        ("team of 9", "people", 9, {"noun": "people"}),
        ("a department of up to 40", "people", 40, {"comparator": "up to"}),
        ("team size: 12", "people", 12, {}),
        ("Direct reports: 6", "people", 6, {}),
        ("12-person team", "people", 12, {}),
        ("25-30 person organisation", "people", 25, {"high": 30}),
        ("1.200 employees", "people", 1200, {}),
        ("1'200 nurses", "people", 1200, {}),
        ("2000 employees", "people", 2000, {}),
        ("grew the team from 4 to 9", "people", 9, {"base": 4}),
        ("grew from 4 to 9 engineers", "people", 9, {"base": 4}),
        ("built the team from scratch to 15", "people", 15, {}),
        ("scaled a team of 5 to 20", "people", 20, {"base": 5}),
        ("4 to 9 people", "people", 4, {"high": 9, "base": None}),
        ("from 4 engineers to 9", "people", 9, {"base": 4}),
        ("lead 7 reports", "people", 7, {}),
        ("wrote 40 reports", "count", 40, {}),
        ("12 monthly reports", "count", 12, {}),
        ("generated over 300 leads", "count", 300, {"comparator": "over"}),
        ("two tech leads", "people", 2, {}),
        ("300 members", "count", 300, {}),
        ("12 team members", "people", 12, {}),
        ("a team of 12 members", "people", 12, {}),
        ("two teams", "teams", 2, {}),
        ("3 globally distributed engineering squads", "teams", 3, {}),
        ("5 manager training sessions", "count", 5, {}),
        ("CHF 1.9M a year", "money", 1.9e6, {"currency": "CHF", "period": "year"}),
        ("CHF1.9M", "money", 1.9e6, {"currency": "CHF"}),
        ("$8M/month", "money", 8e6, {"currency": "USD", "period": "month"}),
        ("annual budget of £2.5m", "money", 2.5e6, {"currency": "GBP", "period": "year"}),
        ("EUR 5 million per annum", "money", 5e6, {"currency": "EUR", "period": "year"}),
        ("12 lakh rupees", "money", 1.2e6, {"currency": "INR"}),
        ("₹3 crore", "money", 3e7, {"currency": "INR"}),
        ("₹ 12,00,000", "money", 1.2e6, {"currency": "INR"}),
        ("€2,3 Mio", "money", 2.3e6, {"currency": "EUR"}),
        ("500 000 kr", "money", 5e5, {"currency": "SEK"}),
        ("5 MSEK", "money", 5e6, {"currency": "SEK"}),
        ("$3-5M", "money", 3e6, {"high": 5e6}),
        ("€45k - 65k", "money", 45e3, {"high": 65e3}),
        ("$180k-$220k", "money", 180e3, {"high": 220e3}),
        ("USD 120,000 - 150,000 per year", "money", 120e3, {"high": 150e3, "period": "year"}),
        ("from $3M to $12M", "money", 12e6, {"base": 3e6}),
        ("two and a half million dollars", "money", 2.5e6, {}),
        ("five to ten million dollars", "money", 5e6, {"high": 1e7}),
        ("half a million dollars", "money", 5e5, {"currency": "USD"}),
        ("27%", "percent", 27, {"unit": "%"}),
        ("20-25 per cent", "percent", 20, {"high": 25}),
        ("0.5 percentage points", "percent", 0.5, {"unit": "points"}),
        ("30 bps", "percent", 0.3, {"unit": "points"}),
        ("two thirds of customers", "percent", 66.6667, {}),
        ("99,95 %", "availability", 99.95, {}),
        ("from 99.91% to 99.98%", "availability", 99.98, {"base": 99.91}),
        ("99.91% -> 99.98%", "availability", 99.98, {"base": 99.91}),
        ("uptime of 95%", "availability", 95, {}),
        ("an availability of 99.95 or higher", "availability", 99.95, {"comparator": "at least"}),
        ("availability from 99.91 to 99.98", "availability", 99.98, {"base": 99.91}),
        ("four nines", "availability", 99.99, {}),
        ("accuracy of 99.5%", "percent", 99.5, {}),
        ("99% of customers", "percent", 99, {}),
        ("3 h 40 min", "duration", 220, {"unit": "minutes"}),
        ("1h30", "duration", 90, {"unit": "minutes"}),
        ("5 years 3 months", "duration", 63, {"unit": "months"}),
        ("5+ years", "duration", 5, {"comparator": "at least", "unit": "years"}),
        ("at least three years", "duration", 3, {"comparator": "at least"}),
        ("3 or more years", "duration", 3, {"comparator": "at least"}),
        ("two to three years", "duration", 2, {"high": 3}),
        ("10-week plan", "duration", 10, {"unit": "weeks"}),
        ("from 2 hours to 15 minutes", "duration", 15, {"base": 120, "unit": "minutes"}),
        ("800ms to 120ms", "duration", 120, {"base": 800, "unit": "ms"}),
        ("two and a half years", "duration", 2.5, {}),
        ("200 hours a month", "duration", 200, {"period": "month"}),
        ("over 4,000 customers", "count", 4000, {"comparator": "over"}),
        ("fewer than 5 incidents", "count", 5, {"comparator": "under"}),
        ("~30 services", "count", 30, {"comparator": "about"}),
        ("11 AWS regions", "count", 11, {"noun": "AWS regions"}),
        ("2 of 11 regions", "count", 2, {"whole": 11}),
        ("32-bed ward", "count", 32, {}),
        ("5m users", "count", 5e6, {}),
        ("2.5 million monthly active users", "count", 2.5e6, {"period": None}),
        ("NPS from 32 to 57", "count", 57, {"base": 32, "noun": "NPS"}),
        ("10 TB of data", "count", 10, {"unit": "tb"}),
        ("2,400 req/s", "rate", 2400, {"period": "second"}),
        ("10k RPS", "rate", 10_000, {"period": "second"}),
        ("pages from 31 to 6 a week", "rate", 6, {"base": 31, "period": "week", "noun": "pages"}),
        ("6 pages a week, down from 31", "rate", 6, {"base": 31, "period": "week"}),
        ("cut to 15 minutes from 2 hours", "duration", 15, {"base": 120}),
        ("4 working days", "duration", 4, {"unit": "days"}),
        ("1,9 Mio. CHF p.a.", "money", 1.9e6, {"currency": "CHF", "period": "year"}),
        ("3 to 5 million requests per day", "rate", 3e6, {"high": 5e6, "period": "day"}),
        ("3x faster", "ratio", 3, {}),
        ("doubled throughput", "ratio", 2, {}),
        ("March 2021", "date", 2021, {"unit": "2021-03"}),
        ("03/2021", "date", 2021, {"unit": "2021-03"}),
        ("since 2000", "date", 2000, {"unit": "2000"}),
        ("in 2019 engineers moved", "date", 2019, {"unit": "2019"}),
    ],
)  # fmt: skip
def test_one_figure(text: str, kind: str, value: float, more: dict[str, Any]) -> None:
    for around in ("{}", "• We had {}.", "({}); and more"):
        figure = only(around.format(text))
        assert (figure.kind, figure.value) == (kind, pytest.approx(value))
        assert {name: getattr(figure, name) for name in more} == more


@pytest.mark.parametrize(
    "text",
    [
        "Python 3.11 and Java 17", "ISO 27001, SOC 2", "S3, EC2, P0 and k8s", "24x7 and 24/7 cover", "1:1s and one-to-one talks",
        "+41 79 123 45 67", "(020) 7946 0018", "jo99@example.org", "https://example.org/2/30-items", "page 1 of 2", "Level 6, Grade 7",
        "at 14:30 or 5 pm", "v2.3 and 3.4.1", "the 3rd and 1st prize", "1. First\n2. Second", "8004 Zürich", "MS Office 365", "two-pizza",
        "GPA 3.8/4.0", "#12", "one of the teams", "COVID-19", "360 degree feedback", "B2B and HTML5", "I am one", "the 1990s",
        "7 Further Readings", "Office: 1239345", "a 4.0 scale", "page 2 of 4", "15/16",
        "a 30-60-90 plan", "12 Annual Meeting of", "in 12\nRegions",
    ],
)  # fmt: skip
def test_what_counts_nothing(text: str) -> None:
    assert figures(text) == []


def test_teams_of_a_size_are_each_of_it() -> None:
    teams, people = figures("Led two teams of nine")
    assert (teams.kind, teams.value, people.kind, people.value, people.each) == ("teams", 2, "people", 9, True)
    assert figures("teams of 5 to 12 engineers")[0].each
    assert not figures("a team of 9 engineers")[0].each


def test_a_bullet_with_several_figures() -> None:
    text = "Cut storage cost by 1.9M CHF a year (27%) for over 40 customers; 12 people, two regions, 2019-2021"
    assert [(figure.kind, figure.value) for figure in figures(text)] == [
        ("money", 1.9e6), ("percent", 27), ("count", 40), ("people", 12), ("count", 2), ("date", 2019), ("date", 2021),
    ]  # fmt: skip
    assert [figure.value for figure in figures_of(text, "people", "percent")] == [27, 12]
    assert all(text[figure.start : figure.end] == figure.text for figure in figures(text))


def test_durations_convert() -> None:
    assert only("90 minutes").to("hours") == pytest.approx(1.5)
    assert only("2 years").to("months") == pytest.approx(24)
    with pytest.raises(ValueError, match="can not be told"):
        only("14 engineers").to("hours")


def test_currencies_convert_roughly_and_say_so() -> None:
    converted = in_currency(100, "CHF", "USD")
    assert converted.approximate
    assert 80 < converted.value < 200
    assert in_currency(100, "CHF", "CHF") == converted.__class__(value=100, currency="CHF", approximate=False, as_of=converted.as_of)
    with pytest.raises(ValueError, match="XXX"):
        in_currency(1, "XXX", "USD")


@steady
@given(st.floats(1, 1e9), st.sampled_from(["USD", "EUR", "INR", "JPY"]), st.sampled_from(["CHF", "GBP", "SEK"]))
def test_conversion_there_and_back(value: float, one: str, other: str) -> None:
    assert in_currency(in_currency(value, one, other).value, other, one).value == pytest.approx(value)


_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{_ONES[number // 100]} hundred" + (f" and {spelled(number % 100)}" if number % 100 else "")
    rest = number % 1000
    joint = "" if not rest else " " if rest >= 100 else " and "
    return f"{spelled(number // 1000)} thousand{joint}{spelled(rest) if rest else ''}"


@steady
@given(st.integers(2, 999_999))
def test_every_way_to_write_a_number_gives_it(number: int) -> None:
    for written in (spelled(number), f"{number}", f"{number:,}", f"{number:,}".replace(",", "'"), f"{number:,}".replace(",", "\u00a0")):
        if written.isdigit() and 1900 <= number < 2100:
            continue
        assert [found.value for found in numbers(f"about {written} of")] == [number]
        people = figures(f"hired {written} engineers")
        assert [(figure.kind, figure.value) for figure in people] == [("people", number)]
    assert digits_value(f"{number:,}.5") == number + 0.5


@steady
@given(st.integers(1, 400), st.integers(1, 400))
def test_changes_and_ranges_keep_both_ends(low: int, high: int) -> None:
    change = only(f"from {low} to {high} engineers")
    assert (change.base, change.value, change.high) == (low, high, None)
    if low < high:
        ranged = only(f"between {low} and {high} engineers")
        assert (ranged.value, ranged.high, ranged.base) == (low, high, None)


@steady
@given(st.text(alphabet="0123456789 .,-–/'%$€kMh:+()\nabein", max_size=60))
def test_any_text_is_read_without_fault(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert figure.high is None or figure.high >= figure.value


@pytest.mark.parametrize(
    "text",
    [
        "9" * 20_000,
        "two " * 3_000,
        "hundred thousand million " * 500,
        "1." * 5_000,
        "a@" * 5_000,
        "from 1 to " * 1_000,
        "9" * 400 + " nines",
    ],
)
def test_hostile_texts_are_read_without_fault(text: str) -> None:
    assert all(abs(figure.value) < 1e30 for figure in figures(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Showed four plans to two mayors", [(4, None), (2, None)]),
        ("Sent 9 letters to 3 directors", [(9, None), (3, None)]),
        ("Went from 9 letters to 3 calls a week", [(3, 9)]),
        ("Cut 9 letters to 3 letters", [(3, 9)]),
        ("Cut 9 letters to 3", [(3, 9)]),
        ("Grew from 5 cooks to 9 people", [(9, 5)]),
    ],
)
def test_what_is_given_to_somebody_has_not_become_them(text: str, told: list[tuple[int, int | None]]) -> None:
    assert [(figure.value, figure.base) for figure in figures(text)] == told


ODD = {"s": "ſ", "k": "\u212a", "i": "ı", "I": "İ"}


@steady
@given(
    st.lists(
        st.sampled_from(["six", "nine", "years", "skills", "thousand", "5", "k", "in 12 weeks", "Oct 2021", "per second", "of six sites"])
    )
)
def test_letters_that_a_pattern_takes_for_others_are_read_as_those(words: list[str]) -> None:
    plain = " ".join(words)
    odd = "".join(ODD.get(letter, letter) for letter in plain)
    found = figures(odd)
    assert [(each.kind, each.value, each.unit, each.start, each.end) for each in found] == [
        (each.kind, each.value, each.unit, each.start, each.end) for each in figures(plain)
    ]
    assert [each.text for each in found] == [odd[each.start : each.end] for each in found]
    assert [number.value for number in numbers(odd)] == [number.value for number in numbers(plain)]


@pytest.mark.parametrize(
    ("text", "people", "noun"),
    [
        ("Lead two teams (9 and 8 engineers) that own provisioning for 41 regions", 17, "engineers"),
        ("Managed three squads of 6, 7 and 5 engineers", 18, "engineers"),
        ("Ran two teams of nine and eight people", 17, "people"),
        ("two teams of 6 and 7", 13, "people"),
    ],
)
def test_sizes_of_teams_told_one_by_one_are_added_up(text: str, people: int, noun: str) -> None:
    (found,) = figures_of(text, "people")
    assert (found.value, found.noun) == (people, noun)
    assert len(figures_of(text, "teams")) == 1


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("two teams, 15 engineers, 2,900 customers", [15]),
        ("Two teams in 3 regions and 4 cities", []),
        ("three teams of 6 and 7 engineers", [6, 7]),
        ("two teams of 5, 6 and 7 engineers", [5, 7]),
        ("Hired 3 engineers and 2 designers", [3, 2]),
    ],
)
def test_other_numbers_after_teams_are_not_added_up(text: str, people: list[int]) -> None:
    found = [figure.value for figure in figures_of(text, "people")]
    assert sum(people) not in found or len(people) == 1
    assert len(found) <= len(people)


@pytest.mark.parametrize(
    ("text", "value", "base"),
    [
        ("Snag list at handover 61 items against 240 on the phase before", 61, 240),
        ("Offer acceptance 80% against 60% the year before", 80, 60),
        ("Closed 17 tickets compared with 25 tickets last month", 17, 25),
        ("61 items against 240 planned", 61, None),
        ("80% against 60% in the industry", 80, None),
    ],
)
def test_what_stood_before_is_the_base_of_what_it_is_set_against(text: str, value: float, base: float | None) -> None:
    first = figures(text)[0]
    assert (first.value, first.base) == (value, base)
