"""A draft with the words lit that were found, and what the marks say, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loopready.model import PaperMark

_RANK = {"hurts": 0, "present": 1, "thin": 2}


@dataclass(frozen=True)
class Lit:
    """A run of a draft: its words, how they are lit (present, thin, hurts or not at all), and what for."""

    text: str
    state: str = ""
    names: tuple[str, ...] = ()


def lit(draft: str, mark: PaperMark) -> tuple[Lit, ...]:
    """The whole draft in runs; where several things were found in the same words, what hurts is shown before what is there."""
    spans: list[tuple[int, int, str, str]] = [
        (span.start, span.end, each.state, each.name) for each in mark.criteria for span in each.evidence
    ]
    spans += [(span.start, span.end, "hurts", harm.name) for harm in mark.harms for span in harm.spans]
    return tuple(_runs(draft, spans))


def _runs(draft: str, spans: list[tuple[int, int, str, str]]) -> Iterator[Lit]:
    cuts = sorted({0, len(draft), *(at for start, end, _, _ in spans for at in (start, end))})
    for start, end in pairwise(cuts):
        over = sorted({(_RANK[state], state, name) for a, b, state, name in spans if a <= start and end <= b})
        state = over[0][1] if over else ""
        yield Lit(draft[start:end], state, tuple(name for _, own, name in over if own == state))
