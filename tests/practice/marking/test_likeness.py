"""The vectors of a draft are made while it is typed, so that its marking embeds nothing new."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from loopready.adapters.embedder import HashEmbedder
from loopready.model import Answer, Criterion
from loopready.practice.marking.criteria import mark_by_criteria, sought
from loopready.practice.marking.likeness import embed_ahead, likeness

CRITERION = Criterion(
    id="cells",
    title="How far a fault gets",
    great="Names the share of customers; says who stops the change.",
    average="Says cells.",
    sinks="Nothing.",
)
ANSWER = "Ninety of nine hundred tenants sit in one cell. Anna stops the wave, because its errors doubled.\nThen we write to those ninety."


class Remembering(HashEmbedder):
    """Remembers which sentences it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def embed(self, sentences: Sequence[str]) -> list[list[float]]:
        self.asked += sentences
        return super().embed(sentences)


def test_marking_asks_for_nothing_of_a_finished_draft_that_was_not_made_ahead() -> None:
    embedder = Remembering()
    embed_ahead(ANSWER, embedder, beside=sought([CRITERION]))
    ahead = set(embedder.asked)
    mark_by_criteria([CRITERION], Answer(text=ANSWER), asked="How do you keep a fault small?", embedder=embedder)
    assert len(ahead) == 3 + 2 and set(embedder.asked) == ahead


@pytest.mark.parametrize(
    ("draft", "made"), [("", 0), ("Ninety sit", 0), ("Ninety sit here. Anna sto", 1), ("Anna stops it.", 1), ('"Anna stops it."', 1)]
)
def test_a_sentence_under_way_is_left_until_it_is_done(draft: str, made: int) -> None:
    embedder = Remembering()
    embed_ahead(draft, embedder)
    assert len(embedder.asked) == made


def test_likeness_is_the_cosine_of_unit_vectors() -> None:
    a, b = HashEmbedder().embed(["one cell", "ninety tenants"])
    assert likeness(a, a) == pytest.approx(1.0)
    assert -1.0 <= likeness(a, b) < 1.0
