from __future__ import annotations

import io

from rendering_sample import HOSTILE, hostile_brief, sample_brief
from rich.console import Console

from loopready.rendering.terminal import markup, match_rows, state_markup, summary_rows


def _printed(text: str) -> str:
    out = io.StringIO()
    Console(file=out, width=400, force_terminal=False, emoji=False, highlight=False).print(text)
    return out.getvalue().rstrip("\n")


def test_summary_names_seat_verdict_and_counts() -> None:
    rows = summary_rows(sample_brief())
    assert ("Seat", "Senior Manager, Regional Object Store at Brumal Cloud") in rows
    assert ("Verdict", "Credible") in rows
    assert ("Requirements", "3 met, 2 partial, 1 missing, 1 unjudgeable") in rows
    assert ("Held by", "14 people against 24") in rows
    assert ("Next", "1. Date the second team (2 min).") in rows


def test_match_rows_write_the_state_out() -> None:
    rows = match_rows(sample_brief().match)
    assert rows[0] == ("Partial", "must", "2+ years managing managers or several teams", "Lead two teams (14 engineers)")
    assert rows[-1][::3] == ("Missing", "")


def test_hostile_text_prints_as_itself() -> None:
    for said in (*HOSTILE, "[bold]x[/bold]", "\x1b[31mred", "ends with \\"):
        assert _printed(markup(said, style="bold")) == _printed(markup(said)) == said.replace("\x1b", "\ufffd")
    assert all("\u202e" not in value for _, value in summary_rows(hostile_brief()))


def test_a_state_is_a_word_in_a_colour() -> None:
    assert state_markup("met") == "[green]Met[/green]"
    assert state_markup("unjudgeable") == "Unjudgeable"
