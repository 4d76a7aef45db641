"""What was practised, read back from a backup: which rows come in, and whether they hold what they should."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, get_args

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from loopready.adapters.database.practice_tables import CardRow, ExerciseRow, InterviewRow, StoryRow
from loopready.model import (
    STORY_PARTS,
    ExerciseKind,
    ExerciseState,
    InterviewScope,
    Mode,
    PracticeQuestion,
    Scorecard,
    StoryData,
    StoryPart,
    TurnState,
)

PRACTISED = frozenset({
    "interview", "turn", "story", "story_version", "defence", "card", "review", "plan", "plan_done", "round_note", "real_question",
    "exercise",
})  # fmt: skip
_Check = Callable[[Any], object]
_OWNED: dict[str, type[InterviewRow] | type[StoryRow] | type[CardRow] | type[ExerciseRow]] = {
    "interview": InterviewRow, "story": StoryRow, "card": CardRow, "exercise": ExerciseRow,
}  # fmt: skip
_BELOW = {"turn": "interview", "story_version": "story", "review": "card"}


class UnfitError(Exception):
    """A row that does not hold what it should; told at once as an InputError."""


def fit(holds: bool) -> None:
    """UnfitError where a condition does not hold."""
    if not holds:
        raise UnfitError


def _one_of(values: Collection[Any]) -> _Check:
    return lambda value: fit(value in values)


def _scorecard(value: Any) -> object:
    return value if value is None else Scorecard.model_validate(value)


def _parts(value: Any) -> object:
    fit(isinstance(value, dict) and set(value) <= set(STORY_PARTS))
    return [StoryPart.model_validate(part) for part in value.values()]


_HOLDS: dict[tuple[str, str], _Check] = {
    ("interview", "mode"): _one_of(get_args(Mode)),
    ("interview", "scope"): _one_of(get_args(InterviewScope)),
    ("turn", "state"): _one_of(get_args(TurnState)),
    ("turn", "question"): PracticeQuestion.model_validate,
    ("turn", "scorecard"): _scorecard,
    ("story", "data"): StoryData.model_validate,
    ("story_version", "texts"): _parts,
    ("story_version", "scorecard"): _scorecard,
    ("defence", "scorecard"): _scorecard,
    ("defence", "state"): _one_of(("open", "defended", "retracted")),
    ("card", "kind"): _one_of(("concept", "fact", "claim", "story", "own")),
    ("exercise", "kind"): _one_of(get_args(ExerciseKind)),
    ("exercise", "state"): _one_of(get_args(ExerciseState)),
    ("exercise", "data"): lambda value: fit(isinstance(value, dict)),
    ("exercise", "score"): lambda value: fit(value is None or 0 <= value <= 100),
    ("review", "rating"): _one_of((1, 2, 3, 4)),
}
"""What a column of a table must hold, apart from its type."""


class PracticeRows:
    """Decides, row by row, what of a backup's practice comes in; parents are asked for before what hangs on them.

    ``shift`` has the preparations that come in, ``left`` those that are here and stay as they are.
    """

    def __init__(self, session: Session, owner: str, shift: Mapping[str, int], left: Collection[str], *, replace: bool) -> None:
        self._session, self._owner = session, owner
        self._shift, self._left = shift, left
        self._replace = replace
        self._taken: dict[str, set[str]] = {name: set() for name in _OWNED}
        self._seen: dict[str, set[str]] = {name: set() for name in _OWNED}

    def takes(self, name: str, row: dict[str, Any]) -> bool:
        """Whether a row comes in. UnfitError or pydantic's ValidationError where it does not hold what it should."""
        for (table, column), check in _HOLDS.items():
            if table == name:
                check(row[column])
        if name in _BELOW:
            parent = _BELOW[name]
            fit(row[parent] in self._seen[parent])
            return row[parent] in self._taken[parent]
        if name in _OWNED:
            return self._owned(name, row)
        return self._comes_in(row["preparation"])

    def _comes_in(self, preparation: str) -> bool:
        fit(preparation in self._shift or preparation in self._left)
        return preparation in self._shift

    def _owned(self, name: str, row: dict[str, Any]) -> bool:
        """Rows that belong to a person: those of a preparation go with it; one that is here by its id or key stays, or is replaced."""
        fit(row["id"] not in self._seen[name])
        self._seen[name].add(row["id"])
        on = row["preparation"]
        if name == "story":  # a story outlives the preparation it was first told for
            row["preparation"] = on if on in self._shift or on in self._left else None
        elif on is not None and not self._comes_in(on):
            return False
        table = _OWNED[name]
        same: ColumnElement[bool] = table.id == row["id"]
        if not issubclass(table, (InterviewRow, ExerciseRow)):
            same = or_(same, table.key == row["key"])
        here = list(self._session.scalars(select(table.id).where(table.owner == self._owner, same)))
        if here and not self._replace:
            return False
        if here:
            self._session.execute(delete(table).where(table.id.in_(here)))
        self._taken[name].add(row["id"])
        return True
