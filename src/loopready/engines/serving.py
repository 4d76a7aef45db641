"""How well a line serves a question: plain weights, shared by the brief's choice of stories and the story bank's."""

from __future__ import annotations

LEAST_WORTH = 0.1
"""A line that names neither an act nor a figure nor anything recent is no story."""
MOST_USES = 2
"""A story told more than twice in one loop reads as the only one."""
MOST_RECENT = 0.4


def worth(
    *, figures: int, decides: bool, shared_act: bool, empty_words: bool, recency: float, words: int, signals: int
) -> float:  # fmt: skip
    """What a line is worth as a story: figures, an act of one's own, recency (0 to 0.4), length, and the signals it is evidence of."""
    out = 0.25 * min(3, figures) + 0.2 * decides - 0.25 * shared_act - 0.15 * empty_words
    out += recency + (0.15 if words >= 10 else -0.1) + 0.1 * min(2, signals)
    return round(out, 4)


def recency_of_place(place: int) -> float:
    """Recency by the place of a post in the CV, 0 for the latest."""
    return max(0.0, MOST_RECENT - 0.12 * place)


def recency_of_years(years: float) -> float:
    """Recency by the years since the post ended; nothing is left of it after ten, as for evidence."""
    return max(0.0, MOST_RECENT - 0.04 * max(0.0, years))


def serves(*, cue_hits: int, shared_signals: int, worth: float) -> float:
    """How well a line serves a question: the question's cues in it, the signals both speak of, and its worth. 0 where it does not."""
    if (not cue_hits and not shared_signals) or worth < LEAST_WORTH:
        return 0.0
    return 0.7 * min(cue_hits, 4) + 0.35 * shared_signals + 0.4 * worth
