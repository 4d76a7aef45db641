"""What a file is told to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopready.model import Document
from loopready.reading.kinds import LIKELY, looks_like_cover_letter, looks_like_cv, looks_like_posting, posting_score

CV = (
    "Ingrid Vale\nBern | ingrid@example.com | +41 79 000 00 00\n\nExperience\nSenior Manager, Pay Co, 2019 - present\n"
    "- Led two teams\n"
    "Engineer, Foo AG, 2014 - 2019\n- Built a ledger\n\nEducation\nMSc, Bern, 2012 - 2014\n\nSkills\nGo, Kafka\n"
)
LETTER = (
    "Dear Ms Okafor,\n\nI am writing to apply for the post of auditor. I have audited banks for five years.\n"
    "I led a team of three. "
    "I believe that my experience with SQL would help your team.\n\nI look forward to hearing from you.\n\nYours sincerely,\nMara Lind\n"
)
RECIPE = (
    "Lentil soup for six\n\nIngredients\n- 300 g red lentils\n- 2 carrots, diced\n- 1.5 litres of stock\n\nMethod\n"
    "1. Heat the oil and add the onion.\n2. Stir in cumin and cook for two minutes.\n3. Simmer for 25 minutes. You will need a blender.\n"
)
NOVEL = (
    "He turned his collar up and thought about the position of the stars, about his experience of storms and of the team he had lost. " * 80
)
DATA = Path(__file__).parent / "job" / "data" / "postings.txt"


def postings() -> list[tuple[str, str]]:
    blocks = DATA.read_text(encoding="utf-8").split("=== ")[1:]
    return [
        (block.partition("\n")[0], "\n".join(row.partition("\t")[2] for row in block.partition("\n")[2].split("\n"))) for block in blocks
    ]


def told(text: str) -> tuple[bool, str]:
    return looks_like_posting(Document.of(kind="job", name="job.txt", text=text))


LONG_ENOUGH = [(name, text) for name, text in postings() if len(text) > 200]
"""A posting of four bare lines can be told from nothing."""


@pytest.mark.parametrize("text", [text for _, text in LONG_ENOUGH], ids=[name for name, _ in LONG_ENOUGH])
def test_postings_are_postings(text: str) -> None:
    assert told(text) == (True, "")
    assert looks_like_cv(text) < LIKELY
    assert looks_like_cover_letter(text) < LIKELY


@pytest.mark.parametrize(
    ("text", "word"),
    [(CV, "CV"), (LETTER, "cover letter"), (RECIPE, "does not read like"), (NOVEL, "does not read like"), (" \n", "no text")],
)
def test_other_texts_are_named_in_one_line(text: str, word: str) -> None:
    ok, reason = told(text)
    assert not ok
    assert word in reason
    assert "\n" not in reason


FIRST_POSTS = [
    "Graduate Tax Trainee 2028\n\nRequirements\n1. Degree (2:1) in any subject\n2. Three A levels\n3. Eligible to work in Ireland\n"
    "4. Available from September\n5. Good with people\n6. Good with numbers\n7. Able to travel\n8. Committed to the exams\n9. Tidy\n",
    "Internship in a bell foundry (8 weeks)\n\nWhat you would do\n- weigh the tin\n- file the rims\n\nWhat we hope for\n"
    "- final year of a degree\n- good with your hands\n- willing to start at six\n",
    "SCHOOL LEAVER TRAINEES, PAYROLL\n\nNine months with us, then a paid placement with a client. You bring GCSE maths, clear writing, an "
    "interest in how people are paid, and patience. During your traineeship a buddy sits beside you.\n",
]
STUDENT_CV = (
    "Ingrid Vale\nBern | ingrid@example.com | +41 79 000 00 00\n\nEducation\nBSc Physics, final year, Bern, 2024 - present\n\n"
    "Experience\nSummer internship, Lorne Foundry, 2025 - 2026\n- Weighed the tin\nGraduate programme taster, 2024 - 2025\n\n"
    "Skills\nGo, Kafka\n"
)
STUDENT_LETTER = (
    "Dear Ms Okafor,\n\nI am writing to apply for the summer internship. I am in the final year of my degree, and I believe that my "
    "interest in bells would help your team. I am eligible to work in Ireland.\n\nI look forward to hearing from you.\n\n"
    "Yours sincerely,\nMara Lind\n"
)
MEMORIES = "The summer he was a trainee in the foundry, the tin was dear and the bells rang badly. He had an interest in clocks. " * 40


@pytest.mark.parametrize("text", FIRST_POSTS)
def test_posts_for_beginners_are_postings(text: str) -> None:
    assert told(text) == (True, "")


@pytest.mark.parametrize("text", [STUDENT_CV, STUDENT_LETTER, MEMORIES])
def test_beginners_own_papers_are_no_postings(text: str) -> None:
    assert not told(text)[0]


def test_cv_and_letter_are_told_apart() -> None:
    assert looks_like_cv(CV) >= LIKELY > looks_like_cover_letter(CV)
    assert looks_like_cover_letter(LETTER) >= LIKELY > looks_like_cv(LETTER)
    assert looks_like_cv(RECIPE) < LIKELY
    assert looks_like_cover_letter(NOVEL) < LIKELY


@pytest.mark.parametrize("text", [CV, LETTER, RECIPE, NOVEL, *(text for _, text in postings())])
@pytest.mark.parametrize("enough", [1.0, 2.5, 5.0])
def test_a_score_that_stops_when_it_is_enough_says_the_same(text: str, enough: float) -> None:
    whole, early = posting_score(text), posting_score(text, enough=enough)
    assert early <= whole and (early >= enough) == (whole >= enough)
    assert early == whole or early >= enough
