"""The trained guess of must against nice: no order, quotes that stand, a notice where it guessed."""

from __future__ import annotations

import random

import pytest

from loopready.model import Document
from loopready.reading.job import read_posting
from loopready.reading.job.guess import KINDS, Weights, kind_shares, must_shares

ASKED = (
    "Bachelor's degree in chemistry or equivalent practical experience",
    "4 years of experience in a regulated laboratory",
    "Working knowledge of HPLC",
    "Master's degree in analytical chemistry",
    "Experience with method validation for biologics",
    "Ability to explain results to people who are not chemists",
    "Excellent written communication and attention to detail",
)


def job(text: str) -> Document:
    return Document.of(kind="job", name="job.txt", text=text)


def test_shares_sum_to_one_over_all_kinds() -> None:
    shares = kind_shares("You will run the late shift")
    assert tuple(shares) == KINDS
    assert sum(shares.values()) == pytest.approx(1.0)


def test_the_order_of_the_lines_moves_no_share() -> None:
    told = dict(zip(ASKED, must_shares(ASKED), strict=True))
    for seed in range(5):
        lines = list(ASKED)
        random.Random(seed).shuffle(lines)
        assert dict(zip(lines, must_shares(lines), strict=True)) == pytest.approx(told)


def test_the_lower_degree_is_needed_where_a_higher_one_stands_beside_it() -> None:
    shares = dict(zip(ASKED, must_shares(ASKED), strict=True))
    assert shares[ASKED[0]] > 0.5 > shares[ASKED[3]]
    assert shares[ASKED[1]] > 0.5 > shares[ASKED[6]]


def test_other_weights_give_other_shares_so_the_file_is_what_decides() -> None:
    nothing = Weights(kinds={}, asked={}, balance=(0, 0, 0))
    lines = ["A tidy mind", "A loud voice"]
    assert must_shares(lines, weights=nothing) == [0.5, 0.5]
    assert list(kind_shares(lines[0], weights=nothing).values()) == pytest.approx([1 / len(KINDS)] * len(KINDS))
    assert must_shares([]) == []


def test_a_guessed_line_is_named_in_a_notice_and_a_told_one_is_not() -> None:
    guessed = read_posting(job("Chemist\n\n" + "\n".join(ASKED) + "\n"))
    told = read_posting(job("Chemist\n\nEssential\n- " + "\n- ".join(ASKED[:3]) + "\n\nDesirable\n- " + "\n- ".join(ASKED[3:]) + "\n"))
    assert "kinds_guessed" in {notice.code for notice in guessed.notices}
    assert "kinds_guessed" not in {notice.code for notice in told.notices}


def test_a_plain_word_decides_against_the_guess() -> None:
    lines = ("4 years of experience in a laboratory would be an advantage.", "A curious mind is required.", "Knowledge of HPLC.", "German.")
    text = "Chemist\n\n" + "\n".join(lines) + "\n"
    kinds = {line.text.split()[0]: line.kind for line in read_posting(job(text)).lines}
    assert (kinds["4"], kinds["A"]) == ("nice", "must")


def test_a_sentence_under_a_heading_that_leads_to_its_list_is_of_its_kind_but_no_requirement() -> None:
    text = "Clerk\n\nEssential skills\nThe skills that we will assess you against are:\n- Careful filing\n- Good German\n"
    posting = read_posting(job(text))
    lead = next(line for line in posting.lines if line.text.startswith("The skills"))
    assert lead.kind == "must"
    assert [one.text for one in posting.requirements] == ["Careful filing", "Good German"]
