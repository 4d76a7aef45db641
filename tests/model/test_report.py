"""A report that does not add up is refused where it is made."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from loopready.model import Chart, Column, Moment, Point, Series, Table


def test_a_table_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValidationError, match="row 2 has 1 cells for 2 columns"):
        Table(caption="Credits", columns=(Column(title="a"), Column(title="b")), rows=(("1", "2"), ("3",)))


@pytest.mark.parametrize(
    ("kind", "x"), [("bars", 1.0), ("stacked", 1.0), ("lines", "a")]
)  # fmt: skip
def test_bars_stand_over_names_and_lines_run_over_numbers(kind: str, x: float | str) -> None:
    with pytest.raises(ValidationError, match=r"stand over names|run over numbers"):
        Chart.model_validate({"kind": kind, "title": "t", "alt": "a", "series": [{"name": "s", "points": [{"x": x, "y": 1}]}]})


def test_a_chart_has_something_to_draw() -> None:
    with pytest.raises(ValidationError, match="a timeline needs moments"):
        Chart(kind="timeline", title="t", alt="a", series=(Series(name="s", points=(Point(x=1, y=1),)),))
    with pytest.raises(ValidationError, match="bars need a series"):
        Chart(kind="bars", title="t", alt="a", moments=(Moment(at=0, label="m"),))
