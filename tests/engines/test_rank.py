from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.rank import BM25, assign

steady = settings(deadline=None, derandomize=True, max_examples=100)


def test_bm25_by_hand() -> None:
    index = BM25([["cost", "team"], ["team", "team", "plan", "plan"], ["plan"]], k1=1.2, b=0.75)
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    length = 2 / (7 / 3)
    assert index.idf("cost") == pytest.approx(idf)
    assert index.scores(["cost"]) == [pytest.approx(idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * length))), 0, 0]
    assert index.scores(["nothing"]) == [0, 0, 0]
    assert [i for i, _ in index.top(["team"], limit=5)] == [1, 0]
    assert len(index.top(["team", "plan"], limit=1)) == 1


def test_bm25_of_nothing_and_of_bad_settings() -> None:
    assert BM25([]).scores(["cost"]) == []
    assert BM25([[], []]).scores(["cost"]) == [0, 0]
    with pytest.raises(ValueError, match="k1"):
        BM25([], k1=-1)


@steady
@given(st.lists(st.lists(st.sampled_from("abc"), max_size=6), max_size=5), st.lists(st.sampled_from("abcd"), max_size=4))
def test_only_documents_with_a_word_asked_for_score(documents: list[list[str]], query: list[str]) -> None:
    for tokens, score in zip(documents, BM25(documents).scores(query), strict=True):
        assert (score > 0) == bool(set(tokens) & set(query))


scores = st.integers(1, 4).flatmap(
    lambda columns: st.lists(st.lists(st.integers(-2, 9).map(float), min_size=columns, max_size=columns), min_size=1, max_size=4)
)


@steady
@given(scores, st.data())
def test_the_assignment_is_the_best_of_all(scores: list[list[float]], data: st.DataObject) -> None:
    limits = data.draw(st.lists(st.integers(0, 3), min_size=len(scores), max_size=len(scores)))
    columns = len(scores[0])
    best = 0.0
    for choice in product([None, *range(len(scores))], repeat=columns):
        if all(choice.count(i) <= limit for i, limit in enumerate(limits)):
            best = max(best, sum(scores[i][j] for j, i in enumerate(choice) if i is not None))
    chosen = assign(scores, limits)
    assert len(chosen) == columns
    assert all(chosen.count(i) <= limit for i, limit in enumerate(limits))
    assert all(scores[i][j] > 0 for j, i in enumerate(chosen) if i is not None)
    assert sum(scores[i][j] for j, i in enumerate(chosen) if i is not None) == pytest.approx(best)


def test_assigning_nothing_and_bad_shapes() -> None:
    assert assign([], []) == []
    with pytest.raises(ValueError, match="limit"):
        assign([[1.0]], [-1])
    with pytest.raises(ValueError, match="length"):
        assign([[1.0], [1.0, 2.0]], [1, 1])
