"""Ranking by words (BM25), and assigning things to places with limits."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

_INFINITE = float("inf")


class BM25:
    """Okapi BM25 over token lists: idf = ln(1 + (N - n + .5) / (n + .5)), k1 = 1.2, b = 0.75 unless told.

    ValueError for k1 below 0 or b outside 0 to 1. Tokens are compared as given: stem and fold them before.
    """

    def __init__(self, documents: Sequence[Sequence[str]], *, k1: float = 1.2, b: float = 0.75) -> None:
        if k1 < 0 or not 0 <= b <= 1:
            raise ValueError(f"k1 must not be negative and b must lie from 0 to 1, not {k1:g} and {b:g}")
        self._counts = [Counter(tokens) for tokens in documents]
        lengths = [len(tokens) for tokens in documents]
        mean = sum(lengths) / len(lengths) if lengths else 0.0
        self._norms = [k1 * (1 - b + b * (length / mean if mean else 0.0)) for length in lengths]
        self._k1 = k1
        containing = Counter(token for counts in self._counts for token in counts)
        self._idf = {token: math.log(1 + (len(documents) - count + 0.5) / (count + 0.5)) for token, count in containing.items()}

    def idf(self, token: str) -> float:
        """The weight of a token; 0 for one that no document holds."""
        return self._idf.get(token, 0.0)

    def scores(self, query: Sequence[str]) -> list[float]:
        """One score of 0 or more per document, in order. A token asked for twice counts twice."""
        asked = [(token, times, self._idf[token]) for token, times in Counter(query).items() if token in self._idf]
        return [
            sum(times * idf * counts[token] * (self._k1 + 1) / (counts[token] + norm) for token, times, idf in asked if token in counts)
            for counts, norm in zip(self._counts, self._norms, strict=True)
        ]

    def top(self, query: Sequence[str], *, limit: int) -> list[tuple[int, float]]:
        """The best documents with a score above 0: (number, score), best first, earlier ones first where equal."""
        ranked = sorted(((-score, i) for i, score in enumerate(self.scores(query)) if score > 0))
        return [(i, -score) for score, i in ranked[:limit]]


def assign(scores: Sequence[Sequence[float]], limits: Sequence[int]) -> list[int | None]:
    """The best choice of one row per column, where row i serves at most ``limits[i]`` columns.

    ``scores[i][j]`` says how well row i serves column j; 0 or less means that it does not. The sum of the scores is the largest
    possible. Returns the row of each column, None where none is left that serves it. ValueError for ragged scores or a negative limit.
    """
    columns = len(scores[0]) if scores else 0
    if len(limits) != len(scores) or any(len(row) != columns for row in scores) or any(limit < 0 for limit in limits):
        raise ValueError("give one limit of 0 or more per row, and rows of one length")
    places = [i for i, limit in enumerate(limits) for _ in range(min(limit, columns))]
    costs = [[-max(0.0, scores[i][j]) for i in places] + [0.0] * columns for j in range(columns)]
    chosen = _hungarian(costs)
    return [places[at] if at < len(places) and scores[places[at]][j] > 0 else None for j, at in enumerate(chosen)]


def _hungarian(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row at least total cost, by shortest augmenting paths with potentials; rows must not outnumber columns."""
    rows, columns = len(costs), len(costs[0]) if costs else 0
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        at = 0
        least, used = [_INFINITE] * (columns + 1), [False] * (columns + 1)
        while row_of[at]:
            used[at] = True
            current, delta, following = row_of[at], _INFINITE, 0
            for column in range(1, columns + 1):
                if used[column]:
                    continue
                reduced = costs[current - 1][column - 1] - row_potential[current] - column_potential[column]
                if reduced < least[column]:
                    least[column], way[column] = reduced, at
                if least[column] < delta:
                    delta, following = least[column], column
            for column in range(columns + 1):
                if used[column]:
                    row_potential[row_of[column]] += delta
                    column_potential[column] -= delta
                else:
                    least[column] -= delta
            at = following
        while at:
            row_of[at], at = row_of[way[at]], way[at]
    out = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            out[row_of[column] - 1] = column - 1
    return out
