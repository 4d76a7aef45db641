"""Shortening, skeleton arithmetic and probes."""

from __future__ import annotations

import pytest

from loopready.composing.phrases import listed, scope_figures, time_words
from loopready.composing.skeleton import amount, clauses, worked
from loopready.engines.probing import Phrasing, figure_probes
from loopready.engines.shortening import shorten


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Short enough.", 40, "Short enough"),
        ("Moved one senior engineer out after a 12-week improvement plan", 38, "Moved one senior engineer out after"),
        ("Led two teams, four services and one platform in Norway", 30, "Led two teams, four services"),
        ("Commander for the outage (2 h 50 min, 212 customers), then more", 48, "Commander for the outage (2 h 50 min"),
    ],
)
def test_a_quote_is_cut_where_it_can_be(text: str, limit: int, cut: str) -> None:
    short = shorten(text, limit=limit)
    assert len(short) <= limit
    assert text.startswith(short)
    if "(" not in cut:
        assert short == cut or short.split()[-1].lower() not in ("a", "the", "of", "after")


def test_saving_and_share_give_the_base() -> None:
    said, cite = worked("Cut the bill by EUR 1.4M a year (31%)")
    assert "about 4.5M" in said
    assert cite is not None and round(cite.result / 1e6, 1) == 4.5


def test_availability_gives_minutes_lost() -> None:
    said, cite = worked("Raised availability from 99.90% to 99.97%")
    assert "43.2" in said and "13.0" in said
    assert cite is not None


def test_a_change_in_share_is_told_in_points() -> None:
    said, _ = worked("antibiotics within one hour rose from 61% to 84% of patients")
    assert "+23 points" in said


def test_clauses_stand_in_the_text() -> None:
    text = "Incident commander for the outage; ran the review with the five largest, and wrote it up"
    assert all(clause in text for clause in clauses(text))
    assert len(clauses(text)) == 3


@pytest.mark.parametrize(("months", "words"), [(1, "1 month"), (12, "1 year"), (27, "2 years 3 months"), (0, "0 months")])
def test_time_in_words(months: int, words: str) -> None:
    assert time_words(months) == words


def test_lists_and_amounts() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert [amount(value) for value in (4_516_129, 45_000, 900)] == ["4.5M", "45k", "900"]


def test_probes_ask_for_the_base_of_a_share_and_not_of_a_period() -> None:
    text = "Cut the bill by EUR 1.4M a year (31%) in three quarters"
    names = [name for name, _, _ in figure_probes(text, scope_figures(text))]
    assert names[0] == "base"
    assert "incident_time" not in names


def test_an_outage_is_asked_for_its_minutes() -> None:
    text = "Incident commander for the billing outage (2 h 50 min, 212 customers)"
    assert "incident_time" in [name for name, _, _ in figure_probes(text, scope_figures(text))]


def test_one_wording_is_not_used_twice_before_the_others() -> None:
    phrasing = Phrasing()
    said = [phrasing.of_act(f"Led team {n}") for n in "abc"]
    assert len(set(said)) == 3


def test_the_first_act_of_a_line_decides() -> None:
    assert Phrasing().of_act("Hired 8 engineers and led them") != Phrasing().of_act("Led 8 engineers and hired two")
