"""What a calibration takes and gives. Ratings are whole numbers on one scale; people and managers are labels, never names."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

CaseReason = Literal["apart", "edge", "no evidence", "thin", "recent", "drift"]


class RatingRow(Noun):
    """One manager's rating of one person against the expectations of that person's level."""

    manager: str = Field(default="", title="Manager", description="A label, such as Manager A.")
    person: str = Field(default="", title="Person", description="A label. The first row of a person is their own manager's.")
    level: str = Field(default="", title="Level", description="The step of the ladder they are held against.")
    rating: int = Field(default=3, title="Rating", description="1 is the lowest.")
    items: int = Field(default=0, title="Items", description="Dated items of written evidence against the level.")
    recent: int = Field(default=0, title="Recent", description="Of them, from the last third of the period.")


def _rows(manager: str, *rows: tuple[str, str, int, int, int]) -> tuple[RatingRow, ...]:
    return tuple(
        RatingRow(manager=manager, person=person, level=level, rating=rating, items=items, recent=recent)
        for person, level, rating, items, recent in rows
    )


_EXAMPLE = (
    *_rows(
        "Manager A",
        ("Person 1", "Senior", 3, 5, 2),
        ("Person 2", "Senior", 4, 6, 2),
        ("Person 3", "Staff", 4, 4, 4),
        ("Person 4", "Engineer", 5, 2, 2),
        ("Person 5", "Engineer", 4, 5, 1),
        ("Person 6", "Senior", 4, 3, 1),
    ),
    *_rows(
        "Manager B",
        ("Person 7", "Senior", 3, 6, 2),
        ("Person 8", "Senior", 2, 5, 1),
        ("Person 9", "Staff", 3, 4, 1),
        ("Person 10", "Engineer", 3, 0, 0),
        ("Person 11", "Engineer", 2, 4, 2),
        ("Person 12", "Senior", 3, 5, 2),
        ("Person 13", "Engineer", 4, 6, 2),
    ),
    *_rows("Manager C", ("Person 14", "Senior", 3, 5, 2), ("Person 15", "Staff", 4, 4, 1), ("Person 16", "Engineer", 1, 7, 3)),
    *_rows("Manager B", ("Person 2", "Senior", 3, 4, 1), ("Person 6", "Senior", 3, 3, 1)),
    *_rows("Manager A", ("Person 8", "Senior", 4, 3, 1)),
    *_rows("Manager C", ("Person 4", "Engineer", 4, 3, 1)),
)


class CalibrationInputs(Noun):
    """Ratings by several managers. The people and ratings that stand here are invented."""

    ratings: tuple[RatingRow, ...] = Field(
        default=_EXAMPLE,
        title="Ratings",
        description="A second manager who knows the work may rate the same person in a later row: only those rows can tell"
        " drift from teams.",
    )
    highest: int = Field(default=5, title="Highest rating", description="The scale runs from 1 to this.")
    least: int = Field(default=3, title="Items wanted", description="Fewer dated items than this is thin evidence.")
    minutes: float = Field(
        default=8, title="Minutes a case", description="What a case takes to talk over.", json_schema_extra={"unit": "minutes"}
    )


class ManagerRead(Noun):
    """One manager's ratings of their own people. The drawn difference is None where it can not be told."""

    manager: str
    size: int
    mean: float
    apart: float | None
    low: float | None
    high: float | None
    kept: float | None
    drawn: float | None
    drawn_low: float | None
    drawn_high: float | None
    counts: tuple[int, ...] = Field(description="People by rating, from 1 up.")


class SharedRead(Noun):
    """One manager on the cases that others rated too: the mean of their rating less the mean of the others'."""

    manager: str
    size: int
    mean: float
    low: float | None
    high: float | None
    higher: int
    lower: int


class SharedCase(Noun):
    """A person whom several rated."""

    person: str
    ratings: tuple[tuple[str, int], ...]
    apart: int


class Case(Noun):
    """A person to talk over, why, and how pressing it is."""

    person: str
    level: str
    manager: str
    rating: int
    reasons: tuple[CaseReason, ...]
    weight: int


class CalibrationResult(Noun):
    """The ratings read: drift where it can be told, shared cases, and whom to talk over in which order."""

    managers: tuple[ManagerRead, ...]
    people: int
    counts: tuple[int, ...]
    levels: tuple[tuple[str, tuple[int, ...]], ...]
    within: float | None = Field(description="Standard deviation of ratings within a manager's people.")
    between: float | None = Field(description="Standard deviation between managers beyond what luck gives; 0 is none.")
    chance: float | None = Field(description="Chance of managers differing so much when the same ratings are dealt out at random.")
    shared: tuple[SharedRead, ...]
    shared_cases: tuple[SharedCase, ...]
    agreement: float | None = Field(description="Krippendorff's ordinal alpha over the shared cases.")
    cases: tuple[Case, ...]
    minutes: float
