"""How a phrase is joined: each rule has a planted violation, and what only makes a note a sentence stands."""

from __future__ import annotations

import pytest

from loopready.engines.gate import faults, ground_of

NOTE = "Half shown in this CV: it has words for a rota kept fair and tools chosen early; none for a budget cut, staff dismissed or a site moved."
TELLING = "The posting does not name it; the seat does (Hiring); no line of your CV shows it, Staff Nurse at Northgate Hospital included."
QUOTES = "The job says “Runs seven regions…”; your “Raised availability…” will be asked deeper; bring the target and look up the wait or the stages."
OPEN = "“Reported an error…”: No bad hour is told, so nobody can see what you do first; bring one hour that was hard."


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (NOTE, "This CV half shows it: it has words for a rota kept fair and tools chosen early, but none for a budget cut, staff dismissed or a site moved."),
        (NOTE, "This CV half shows it. There are words for a rota kept fair and tools chosen early; there are none for a budget cut, for staff dismissed or for a site moved."),
        (TELLING, "The posting does not name it, but the seat does (Hiring). No line of your CV shows it, Staff Nurse at Northgate Hospital included."),
        ("Level: not told, no team size there.", "The level is not told, and no team size is there."),
        ("Of 9 requirements: 4 met with evidence, 2 in part.", "Of the 9 requirements, 4 are met with evidence and 2 in part."),
        ("“Learns” is half shown; asked in: Panel interview and Closing talk.", "“Learns” is half shown. It is asked in Panel interview and Closing talk."),
        ("Shown by: senior manager, several teams; post of 9 people.", "It is shown by senior manager, several teams, in a post of 9 people."),
        ("How it turned out: ask and write it down.", "How did it turn out? Ask and write it down."),
        ("Bring the test for going back, for “Moved it” (5 min).", "For “Moved it”, bring the test for going back (5 min)."),
    ],
)  # fmt: skip
def test_a_note_made_whole_stands(said: str, text: str) -> None:
    assert faults(text, ground_of(said)) == []


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (NOTE, "This CV half shows it: it has words for a rota kept fair, tools chosen early and staff dismissed; none for a budget cut or a site moved."),
        (NOTE, "This CV half shows it: it has words for a rota kept fair; none for tools chosen early, a budget cut, staff dismissed or a site moved."),
        (NOTE, "This CV half shows it: it has words for a rota kept fair and tools chosen early; none for a budget cut, staff dismissed and a site moved."),
        (NOTE, "This CV shows it: it has half words for a rota kept fair and tools chosen early; none for a budget cut, staff dismissed or a site moved."),
        (NOTE, "This CV half shows it: it has words for a rota you kept fair and tools chosen early; none for a budget cut, staff dismissed or a site moved."),
        (NOTE, "Since it has words for a rota kept fair and tools chosen early, this CV half shows it; none for a budget cut, staff dismissed or a site moved."),
        (TELLING, "The seat does not name it; the posting does (Hiring); no line of your CV shows it, Staff Nurse at Northgate Hospital included."),
        (TELLING, "The posting does not name it, but your CV does (Hiring); no line of it shows it, Staff Nurse at Northgate Hospital included."),
        (TELLING, "The posting does not name it; the seat does (Hiring); no line of your CV shows it but Staff Nurse at Northgate Hospital."),
        (TELLING, "Your CV, Staff Nurse at Northgate Hospital included, shows it (Hiring); the posting does not name it, the seat does, and says no line of it."),
        (QUOTES, "The job says “Raised availability…”; your “Runs seven regions…” will be asked deeper; bring the target and look up the wait or the stages."),
        (QUOTES, "The job runs seven regions; your “Raised availability…” will be asked deeper; bring the target and look up the wait or the stages."),
        (QUOTES, "The job says “Runs seven regions…”; your “Raised availability…” will be asked deeper; bring your target and look up the wait or the stages."),
        (QUOTES, "The job says “Runs seven regions…”; your “Raised availability…” will be asked deeper about the target; look up the wait or the stages."),
        (OPEN, "“Reported an error…”: You had no bad hour, so nobody can see what you do first; bring one hour that was hard."),
        (OPEN, "“Reported an error…”: No bad hour is told, so nobody can see what you do first; bring hours that were hard."),
        (OPEN, "“Reported an error…”: No bad hour is told, because nobody can see what you do first; bring one hour that was hard."),
        ("What it cost, in money or in time, is not there.", "What it cost in money is there, but not in time."),
        ("What changed because of the work is shown.", "Because of what changed, the work is shown."),
        ("Short of it in nearly every line; half told.", "Short of it in every line; half nearly told."),
    ],
)  # fmt: skip
def test_what_is_joined_otherwise_falls(said: str, text: str) -> None:
    assert faults(text, ground_of(said)) != []
    assert faults(said, ground_of(said)) == []
