"""The evaluation of the marker: its sums, and that it measures a part without looking at the other."""

from __future__ import annotations

import pytest
from evals.answers import good_auc, kappa, levels_of, main, marked, practice_questions, quotes, spearman


def test_rank_correlation_and_kappa() -> None:
    assert spearman([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert spearman([1, 1, 2], [5, 5, 9]) == pytest.approx(1)
    assert kappa([(1, 1), (5, 5)]) == 1
    assert kappa([(1, 5), (5, 1)]) < 0


def test_the_dev_part_is_measured_and_its_quotes_are_exact() -> None:
    rows = marked("dev", None)
    assert {row.question for row in rows} == set(practice_questions("dev"))
    present, exact = quotes(rows)
    assert present == exact > 0
    assert (good_auc(rows) or 0) >= 0.85
    assert spearman([row.said for row in rows], [row.truth for row in rows]) >= 0.6
    assert "correct" not in levels_of(rows)


def test_the_second_set_is_parted_by_its_questions() -> None:
    asked = {part: set(practice_questions(part)) for part in ("tune", "check")}
    assert not asked["tune"] & asked["check"]
    rows = marked("tune", None)
    assert {row.question for row in rows} == asked["tune"] and all(len(row.gold) == 2 for row in rows)
    present, exact = quotes(rows)
    assert present == exact > 0
    assert (good_auc(rows) or 0) >= 0.85


@pytest.mark.parametrize("arguments", [["--part", "both"], ["--set", "second", "--part", "dev"], ["--set", "third"]])
def test_only_known_parts_are_measured(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
