"""Smaller rules of what is asked and what shows it: branches, grades, levels, papers, ends, departments."""

from __future__ import annotations

from typing import Any

import pytest

from loopready.adapters.embedder import MiniLM
from loopready.engines.degrees import LADDER, level_in
from loopready.matching import match
from loopready.matching.stance import stance
from loopready.model import Row, YearsAsked
from loopready.reading import read_document, read_posting
from loopready.reading.job.asks import years_asked

from .making import TODAY, make_cv, make_posting

POST: dict[str, Any] = {"title": "Clerk", "firm": "Corvane Insurance", "start": "2021-03", "end": None, "lines": ["Kept the log"]}


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return MiniLM()


def _row(embedder: MiniLM, requirement: str, **parts: Any) -> Row:
    (cv, profile), (job, posting) = make_cv({"posts": [POST], **parts}), make_posting([("must", requirement)])
    return match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=embedder, today=TODAY).rows[0]


@pytest.mark.parametrize(
    ("requirement", "coverage"),
    [
        ("Financial services or insurance", "met"),
        ("Experience in a regulated industry such as energy, insurance or banking", "met"),
        ("Experience in logistics, insurance or another shift-based business", "met"),
        ("Rail or automotive industry", "missing"),
        ("Energy, grit and a sense of proportion", "unjudgeable"),
    ],
)
def test_a_branch_is_judged_by_the_firm(embedder: MiniLM, requirement: str, coverage: str) -> None:
    assert _row(embedder, requirement).coverage == coverage


@pytest.mark.parametrize(("listed", "coverage"), [("Excel (advanced)", "met"), ("Excel", "partial"), ("Excel (basic)", "partial")])
def test_a_grade_stated_in_a_list_is_the_grade(embedder: MiniLM, listed: str, coverage: str) -> None:
    assert _row(embedder, "Excel to an advanced level", skills=[listed, "Word"]).coverage == coverage


@pytest.mark.parametrize(
    ("line", "coverage"), [("French, English (fluent), Portuguese (basic)", "met"), ("English (fluent), French", "partial")]
)
def test_the_first_language_without_a_level_beside_others_with_one_is_the_mother_tongue(embedder: MiniLM, line: str, coverage: str) -> None:
    assert _row(embedder, "Fluent French", languages=[line]).coverage == coverage


def test_teaching_a_language_is_not_speaking_it(embedder: MiniLM) -> None:
    assert _row(embedder, "Ability to teach Spanish", languages=["Spanish (C2)"]).coverage != "met"


@pytest.mark.parametrize(
    ("line", "coverage"),
    [("CKA, valid to March 2028", "met"), ("CKA, expired 2022", "partial"), ("CKA - lapsed 2022, refresher to be booked", "partial")],
)
def test_a_paper_among_those_in_brackets_is_the_paper(embedder: MiniLM, line: str, coverage: str) -> None:
    assert _row(embedder, "Kubernetes certification (CKA, CKS)", certificates=[line]).coverage == coverage


def test_another_field_is_no_way_round_the_degree(embedder: MiniLM) -> None:
    parts = {"education": ["HND Computing, 2010"], "posts": [{**POST, "title": "Software Developer", "start": "2012-01"}]}
    assert _row(embedder, "University degree in computing or a comparable field", **parts).coverage == "partial"
    assert _row(embedder, "University degree in computing or equivalent experience", **parts).coverage == "met"


@pytest.mark.parametrize(
    ("text", "level"), [("NVQ Level 6 Construction", "bachelor"), ("NVQ Level 3 Plumbing", "diploma"), ("Level 7 Diploma", "master")]
)
def test_numbered_levels(text: str, level: str) -> None:
    assert LADDER[level_in(text)] == level


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Marketing made the launch plans", "others"),
        ("Security colleagues ran the scrubbing", "others"),
        ("Marketing plans for three launches", "own"),
        ("My director signs the contracts", "others"),
        ("Took the pager until the end of 2024", "own"),
        ("Registered nurse until 2019", "lapsed"),
        ("CKA certificate valid until 2027", "own"),
        ("A go at the BIM viewer", "exposed"),
        ("Working through the book on Rust", "taught"),
    ],
)
def test_what_a_clause_says_of_the_act(text: str, said: str) -> None:
    assert stance(text) == said


def test_more_years_and_where_are_no_field() -> None:
    assert years_asked("Five years or longer, with a main contractor") == YearsAsked(min=5.0, of=None)


def test_a_short_line_that_names_a_thing_is_asked_and_heads_nothing() -> None:
    text = (
        "Clerk\nYour profile\nKubernetes operations at scale\nAWS certification\nMentoring of trainees\nBIM experience\nReads a plan well\n"
    )
    found = [r.text for r in read_posting(read_document(text.encode(), kind="job", name="job.txt")).requirements]
    assert {"AWS certification", "BIM experience", "Mentoring of trainees"} <= set(found)


@pytest.mark.parametrize(
    "text",
    [
        "The job is based at our Bristol site, four days a week.",
        "You'll need to pass a basic security check before you start.",
        "You should be free to start in January.",
        "The role takes you to customers' sites twice a month.",
        "We work core hours from ten to four.",
        "Evening sessions happen about once a month.",
        "You will be on your feet for most of the shift.",
        "References will be taken up.",
        "Working pattern: 4 on, 4 off, days and nights.",
        "Occasional stays away from home.",
    ],
)
def test_conditions_are_read_and_for_the_person_to_say(embedder: MiniLM, text: str) -> None:
    assert _row(embedder, text).coverage == "unjudgeable"
    wanted = "Clerk\n\nWhat we look for\nThree years of testing pumps\nKnowledge of vibration\n\n"
    job = f"{wanted}Please note\n{text}\n\nWhat we offer\n28 days of holiday\n"
    found = read_posting(read_document(job.encode(), kind="job", name="job.txt")).requirements
    assert any(text.rstrip(".") in requirement.text for requirement in found)
