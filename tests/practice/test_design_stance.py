"""A sentence of a design talk takes a stand where it binds itself and speaks of this case."""

from __future__ import annotations

import pytest

from loopready.library.talks import design_prompts
from loopready.practice.design_stance import binds, of_the_case
from loopready.practice.marking.reading import Sentence, read


def sentence(text: str) -> Sentence:
    return read(text).sentences[0]


@pytest.mark.parametrize(
    "said",
    [
        "A bad tenant hurts ten others.",
        "The door turns them away when it is full.",
        "Cells come second, because a limit is enough for now.",
        "Finance decides what is paid back.",
        "Every change goes to a cell.",
        "We pay for machines rather than for an outage.",
    ],
)
def test_a_figure_a_condition_a_reason_an_actor_a_whole_and_a_price_bind(said: str) -> None:
    assert binds(sentence(said))


@pytest.mark.parametrize(
    "said",
    [
        "Cells, shards and bulkheads limit the blast radius.",
        "Exactly-once delivery and four-eyes approval protect billing.",
        "Canary and bake time make releases safe.",
    ],
)
def test_a_row_of_terms_does_not_bind(said: str) -> None:
    assert not binds(sentence(said))


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("We replicate to the other regions if one fails.", False),
        ("A game day proves it before we go on.", False),
        ("Four-eyes approval comes before everything.", False),
        ("It bakes for an hour before we go on.", True),
        ("Priya leads the move of data.", False),
        ("The move of data is led by Priya if she agrees.", True),
        ("Imports wait while exports run.", True),
        ("We lose a fifth of the workers.", True),
    ],
)
def test_figures_times_names_and_the_cases_own_things_tie(said: str, own: bool) -> None:
    assert of_the_case(design_prompts()["job_queue"], sentence(said)) is own
