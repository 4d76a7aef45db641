from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rendering_sample import sample_brief

from loopready.rendering.brief_page import brief_page
from loopready.rendering.charts import facet_cells, scope_charts, tally_bar
from loopready.rendering.view import Readiness, ScopeBar, Tally


@st.composite
def _bars(draw: st.DrawFn) -> ScopeBar:
    first = draw(st.integers(1970 * 12, 2026 * 12))
    people = draw(st.none() | st.integers(0, 5000))
    return ScopeBar(
        label=draw(st.text(min_size=1, max_size=90)), period="", first=first, last=first + draw(st.integers(0, 500)),
        people=people, teams=None, stated="team size not stated",
    )  # fmt: skip


@given(st.lists(_bars(), min_size=1, max_size=12))
def test_bars_and_ticks_stay_inside_the_drawing(bars: list[ScopeBar]) -> None:
    for chart in scope_charts(bars):
        assert len(chart.bars) == len(bars)
        for bar in chart.bars:
            assert 0 <= bar.x <= bar.x + bar.width <= chart.width + 0.2
            assert 0 <= bar.y <= bar.y + bar.height <= chart.axis_y
        for x, year in chart.ticks:
            assert 0 <= x < chart.width
            assert len(year) == 4
        assert [later.y - earlier.y > 0 for earlier, later in zip(chart.bars, chart.bars[1:], strict=False)].count(False) == 0


def test_more_people_make_a_thicker_bar_and_none_an_outline() -> None:
    section = next(section for section in brief_page(sample_brief()).sections if section.scope)
    wide, _ = scope_charts(section.scope)
    assert [bar.stated for bar in wide.bars] == [False, True, True]
    assert wide.bars[0].height < wide.bars[1].height < wide.bars[2].height
    assert [bar.value for bar in wide.bars] == ["team size not stated", "9 people, 1 team", "14 people, 2 teams"]


def test_cells_show_facets_in_order() -> None:
    row = Readiness(title="x", state="half", state_label="Half shown", facets=(("a", True), ("b", False), ("c", True)))
    cells = facet_cells(row)
    assert [cell.state for cell in cells] == ["shown", "absent", "shown"]
    assert all(cell.x + cell.width <= 200.2 for cell in cells)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=5))
def test_the_tally_fills_its_bar(counts: list[int]) -> None:
    cells = tally_bar([Tally(state="met", label="Met", count=count) for count in counts])
    assert all(cell.x >= 0 and cell.x + cell.width <= 322 for cell in cells)
    assert all(cell.width > 0 for cell in cells)
