from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.ground import ungrounded

steady = settings(deadline=None, derandomize=True, max_examples=150)
CV = [
    "Lead two teams (14 engineers) for the ledger store at Northwind Pay, 2019-21",
    "Cut storage cost by 1.9M CHF a year (27%) with S3 tiering",
    "Incident commander for the 2019 outage (3 h 40 min, 61 merchants), from 99.91% to 99.98% in five quarters. Mar 2021",
]


@pytest.mark.parametrize(
    "claim",
    [
        "Your CV shows two teams and 14 engineers at Northwind's ledger store.",
        "You have 2 teams; say so.",
        "Fourteen engineers against the CHF 1,900,000 you cut.",
        "Next: 1. Date the second team. 2. Tell the outage of 2019. 3. Name ____ customers.",
        'They ask: "What did you stop, and who objected?" Quantify it.',
        "(Northwind.) Objections? Nobody said so. Moderately risky.",
        "The SLO was met; the CV is silent on the SLA. I would ask HR.",
        "This is the 1st of the three. One of the two is enough. 24/7 cover.",
        "From 2019 to 2021. In March 2021 it ended.",
        "The outage lasted 3 h 40 min, that is 220 minutes of S3 trouble.",
        "Between 99.91% and 99.98%: five quarters.",
        "Ledger-store work at Northwind/Pay counts.",
        "It cost 27 per cent.",
        "Blanks: ____ people, ____%.",
    ],
)
def test_what_the_cites_hold_is_grounded(claim: str) -> None:
    assert ungrounded(claim, CV, results=[220]) == []


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("You led 15 engineers.", ["15"]),
        ("You led four teams.", ["four"]),
        ("Amazon pays by bands.", ["Amazon"]),
        ("You did it at Contoso Bank.", ["Contoso", "Bank"]),
        ("Contoso's outage, GitHub and EC2.", ["Contoso", "GitHub", "EC2"]),
        ("It took 1.8M CHF, not 1.9M.", ["1.8M"]),
        ("It reached 99.99% at Northwind.", ["99.99"]),
        ("It was 27.4%.", ["27.4"]),
        ("It cost 2M CHF.", ["2M"]),
        ("In April 2021 it ended.", ["April 2021"]),
        ("It took 3 h 50 min.", ["50"]),
        ("Say it in 2020.", ["2020"]),
        ("We used 14 and 9. The rest is told.", ["9"]),
        ("A team on AWS-based storage.", ["AWS-based"]),
    ],
)
def test_what_they_do_not_hold_is_named(claim: str, missing: list[str]) -> None:
    assert ungrounded(claim, CV) == missing


@pytest.mark.parametrize(
    ("claim", "results", "grounded"),
    [
        ("That leaves 4.32 minutes.", [4.3199], True),
        ("That leaves 4.3 minutes.", [4.3199], True),
        ("That leaves 4.4 minutes.", [4.3199], False),
        ("That is 55 times as much.", [55.2], True),
        ("That is 56 times as much.", [55.2], False),
        ("It cost 7.0M.", [1.9e6 / 0.27], True),
        ("It is 27% of it.", [0.2699], True),
        ("It is two of them.", [2], True),
        ("It lasted 3 h 40 min.", [220.2], True),
        ("It spans 3 years 4 months.", [40], True),
        ("It is down 20%.", [-20.0], True),
        ("Eight of 12 are met.", [{"met": 8, "all": 12}], True),
        ("It says 12 and Fabrikam.", ["12 of Fabrikam"], True),
        ("It is $1.2M.", [[1_234_567]], True),
        ("It is 3.", [True], False),
    ],
)
def test_results_count_as_displayed(claim: str, results: list[object], grounded: bool) -> None:
    assert (ungrounded(claim, (), results=results) == []) is grounded


def test_allowed_words_need_no_support() -> None:
    assert ungrounded("Contoso asks for 5 of it.", "nothing", allow=["Contoso", "5"]) == []


@steady
@given(st.sampled_from(CV), st.data())
def test_any_part_of_a_cite_rests_on_it(cite: str, data: st.DataObject) -> None:
    words = cite.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert ungrounded(" ".join(words[start:end]), [cite]) == []


@steady
@given(st.integers(3, 10**7), st.integers(3, 10**7))
def test_a_number_rests_on_itself_alone(number: int, other: int) -> None:
    claim = f"We counted {number:,} of them."
    assert ungrounded(claim, f"there were {number}") == []
    assert (ungrounded(claim, f"there were {other}") == []) is (number == other)


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("An average of 3.7, B.Eng.", []),
        ("3.7 B.Eng. in Mining", []),
        ("3.9 B.Eng. in Mining", ["3.9"]),
        ("It raised 3.7 B.", ["3.7 B"]),
        ("It raised $3.7B.", ["3.7B"]),
    ],
)
def test_an_average_before_a_degree_is_no_sum(claim: str, missing: list[str]) -> None:
    assert ungrounded(claim, "B.Eng. in Mining, GPA: 3.7") == missing
