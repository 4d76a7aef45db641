"""Questions of practice: every question of the library has checks, types go by the words, typed questions and drills work too."""

from __future__ import annotations

import pytest

from loopready.engines.checks import cut_checks
from loopready.engines.drill import instance
from loopready.engines.question_types import lenses_of, type_of
from loopready.library import load_library
from loopready.practice.questions import drill_question, own_question, practised

LIBRARY = load_library()


@pytest.mark.parametrize("path", sorted(LIBRARY.guides))
def test_every_question_of_the_library_has_sensible_checks(path: str) -> None:
    for question in practised(LIBRARY.guides[path]):
        texts = [check.text for check in question.checks]
        assert 2 <= len(texts) <= 5, question.id
        assert len({check.id for check in question.checks}) == len(texts)
        for text in texts:
            assert "[" not in text and "{{" not in text, text
            assert text[0] == text[0].upper() and not text.endswith((".", ",", ";")), text
            assert not text.lower().startswith(("whether", "and ", "it also")), text


def test_lenses_are_for_seats_that_lead_people() -> None:
    leads = practised(LIBRARY.guides["technology_software/cloud_hyperscale/engineering_management"])
    alone = practised(LIBRARY.guides["technology_software/cloud_hyperscale/site_reliability_engineering"])
    assert any(question.lenses for question in leads) and all(len(question.lenses) <= 2 for question in leads)
    assert not any(question.lenses for question in alone)
    assert lenses_of("an engineer on your team who was not performing", "behavioural", leads=False) == ()


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Tell me about a time you disagreed with your head of department.", "behavioural"),
        ("What is your biggest weakness?", "weakness"),
        ("Tell me about a mistake you made on the ward.", "weakness"),
        ("Why nursing?", "motivation"),
        ("Why do you want to work here, and not at a bigger school?", "motivation"),
        ("Walk me through your CV.", "cv_walk"),
        ("How does a load balancer work?", "role_knowledge"),
        ("Two drivers are ill and 400 parcels are due by 8. How many would you send?", "drill"),
    ],
)
def test_a_typed_question_gets_its_type_by_its_words(text: str, type: str) -> None:
    question = own_question(text)
    assert question.type == type
    assert question.id == own_question(f"  {text} ").id
    assert len(question.checks) >= 2


def test_the_words_of_a_story_decide_before_its_field() -> None:
    assert type_of("Walk me through what you have run.", story="career") == "cv_walk"
    assert type_of("Which service would you want to run, and why?", story="career") == "motivation"


def test_checks_are_cut_at_whether_and_at_the_commas_of_a_list() -> None:
    assert cut_checks("Whether you ask first, measure before you guess, and tell who waits.") == (
        "You ask first",
        "You measure before you guess",
        "You tell who waits",
    )
    assert cut_checks("Two dated facts, a link from own work to size, sector and style, and a reservation.") == (
        "Two dated facts",
        "A link from own work to size, sector and style",
        "A reservation",
    )
    assert cut_checks("Depth in one case.", "Names the case; says what it cost.") == (
        "Depth in one case",
        "Names the case",
        "Says what it cost",
    )


def test_a_drill_s_question_in_words_is_practised_and_no_other() -> None:
    drills = LIBRARY.guides["technology_software/cloud_hyperscale/engineering_management"].drills
    made = [instance(drill, seed=None) for drill in drills]
    texts = [(each, question) for each in made for question in each.questions if question.kind == "text"]
    one = drill_question(*texts[0])
    assert one.type == "drill" and one.id.startswith("drills/") and len(one.checks) >= 2
    counted = next((each, question) for each in made for question in each.questions if question.kind == "number")
    with pytest.raises(ValueError, match="not in words"):
        drill_question(*counted)
