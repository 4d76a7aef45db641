"""How likely a guide's questions are by what was really asked: of this owner, and by signal of everybody on this machine."""

from __future__ import annotations

from loopready.adapters.database.afterwards import LISTED, Afterwards
from loopready.model import Guide
from loopready.practice.afterwards import moved_likelihoods


def likelihoods_of(store: Afterwards, guide: Guide) -> dict[str, float]:
    """The likelihood, 0 to 1, of each question of a guide (``questions/ID``, ``bank/ID``); empty where no interview was told of."""
    sums = {item.removeprefix(LISTED): odds for item, odds in store.sums(guide.path).items() if item.startswith(LISTED)}
    return moved_likelihoods(guide, store.all_questions(), sums)
