from __future__ import annotations

import pytest

from loopready.engines.numerals import hours_and_minutes, money, show
from loopready.engines.passage import expand
from loopready.model import ContentError


def test_markup_leaves_the_text_and_is_collected() -> None:
    passage = expand(
        "At {{ target | pct2 }} you lose {{ downtime_minutes(target, 30) | .1f }} minutes [fact:slo.downtime, slo.window]. [given] "
        "Say so. [judgement]",
        {"target": 99.99, "other": 1},
    )
    assert passage.text == "At 99.99% you lose 4.3 minutes. Say so."
    assert passage.facts == ("slo.downtime", "slo.window")
    assert passage.marks == ("given", "judgement")
    first, second = passage.calculations
    assert (first.formula, first.shown, first.inputs) == ("target", "99.99%", {"target": 99.99})
    assert second.value == pytest.approx(4.32)
    assert second.format == ".1f"


def test_text_without_markup_stays() -> None:
    assert expand("Plain [1] text, {braces} and a | bar.").text == "Plain [1] text, {braces} and a | bar."


@pytest.mark.parametrize("text", ["{{ 1 + }}", "{{ 1 | nonsense }}", "{{ 1 ", "1 }}", "{{ unknown }}", "see [fact: ]", "see [fact:a b]"])
def test_broken_markup_is_refused(text: str) -> None:
    with pytest.raises(ContentError):
        expand(text)


@pytest.mark.parametrize(
    ("value", "format", "shown"),
    [
        (1234.5, "int", "1,235"),
        (4.25, ".1f", "4.3"),
        (2.675, ".2f", "2.68"),
        (99.994, "pct2", "99.99%"),
        (-20.0, "pct0", "-20%"),
        (0.5, "pp1", "0.5 percentage points"),
        (1_200_000, "usd", "$1.2M"),
        (1_900_000, "chf", "CHF 1.9M"),
        (999_960, "usd", "$1M"),
        (950, "eur", "€950"),
        (2.5, "usd", "$2.50"),
        (0.00042, "usd", "$0.00042"),
        (-8e6, "usd", "-$8M"),
        (4.32, "minutes", "4.32 minutes"),
        (1, "days", "1 day"),
        (220, "hm", "3 h 40 min"),
        (120, "hm", "2 h"),
        (4.32, "hm", "4 min"),
        (0.5, "hm", "30 s"),
        (55.3, "x", "55 times"),
        (2.51, "x", "2.51 times"),
        (4320.0, None, "4,320"),
        (1 / 3, None, "0.3333"),
        (True, None, "yes"),
    ],
)
def test_formats(value: float, format: str | None, shown: str) -> None:
    assert show(value, format) == shown


def test_money_and_time_of_odd_sizes() -> None:
    assert money(0, "USD") == "$0"
    assert money(1.5e12, "USD") == "$1.5T"
    assert hours_and_minutes(-90) == "-1 h 30 min"
    assert hours_and_minutes(1500 * 60) == "1,500 h"
