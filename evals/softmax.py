"""Softmax regression by plain gradient descent in double precision: from zero, in a fixed order, a fixed number of steps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEPS = 300
Floats = NDArray[np.float64]


def fit(x: Floats, y: Floats, *, decay: float, steps: int = STEPS) -> Floats:
    """Softmax regression (y one-hot, lines by classes) with a squared penalty, by accelerated gradient descent; features by classes."""
    weights = np.zeros((x.shape[1], y.shape[1]))
    ahead = weights.copy()
    penalty = np.full((x.shape[1], 1), decay)
    penalty[0] = 0.0
    rate = 1.0 / (0.5 * _largest(x) + decay)
    for step in range(steps):
        scores = x @ ahead
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        new = ahead - rate * (x.T @ (shares - y) + penalty * ahead)
        ahead = new + (step / (step + 3)) * (new - weights)
        weights = new
    return weights


def _largest(x: Floats) -> float:
    """The largest eigenvalue of ``x.T @ x``, from above, by thirty steps of the power method."""
    vector = np.ones(x.shape[1])
    value = 1.0
    for _ in range(30):
        vector = x.T @ (x @ (vector / np.linalg.norm(vector)))
        value = float(np.linalg.norm(vector))
    return 1.05 * value
