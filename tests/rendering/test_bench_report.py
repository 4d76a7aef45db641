"""A report in every format, and its pictures."""

from __future__ import annotations

import io
import json
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.model import (
    Chart,
    Column,
    Fact,
    Figure,
    InputError,
    Limit,
    Moment,
    Point,
    Report,
    ReportSection,
    Series,
    Table,
)
from loopready.rendering.figures import short
from loopready.rendering.report import Ground, grounds, numbers, render_report, report_html
from loopready.rendering.report_charts import NARROW, Drawing, drawn, legend, ticks
from loopready.rendering.report_text import report_text

HOSTILE = "<script>x</script> [bold]b[/bold] *md* | \u202e"
FACTS = {
    "a.fact": Fact(
        id="a.fact", statement="It is so.", source_title="A book", source_url="https://example.org/a", as_of="2026", confidence="low"
    )
}
BARS = Chart(
    kind="bars", title="Bars", alt="Two bars.", unit="minutes", limits=(Limit(label="Most", value=8),),
    series=(
        Series(name="One", points=(Point(x="a", y=3, low=1, high=5), Point(x=HOSTILE, y=10))),
        Series(name="Two", points=(Point(x="a", y=-2), Point(x=HOSTILE, y=0))),
    ),
)  # fmt: skip
STACKED = BARS.model_copy(update={"kind": "stacked", "title": "Stacked"})
LINES = Chart(
    kind="lines", title="Lines", alt="A line.", x_unit="days", limits=(Limit(label="Most", value=50),),
    series=(Series(name="Up", points=tuple(Point(x=float(at), y=at * 2.0, low=at, high=at * 3.0) for at in range(40))),),
)  # fmt: skip
TIMELINE = Chart(
    kind="timeline", title="Timeline", alt="Three moments.", unit="minutes", limits=(Limit(label="Due", value=10),),
    moments=(
        Moment(at=0, label="begins", lane="clock"), Moment(at=2, label="declared, with a name that is long", until=30, tone="good"),
        Moment(at=2.5, label="and another right beside it", tone="bad"),
    ),
)  # fmt: skip
_COLUMNS = (Column(title="A"), Column(title="B", align="right"))
REPORT = Report(
    title=f"A report {HOSTILE}", lead=("First.",), figures=(Figure(label="Cost", value="$5", because="2 + 3", tone="bad"),),
    sections=(
        ReportSection(
            title="Part", text=(HOSTILE,), items=("1. one",), charts=(BARS, STACKED, LINES, TIMELINE),
            tables=(Table(caption="Rows", columns=_COLUMNS, rows=(("x", HOSTILE),), note="n"),),
        ),
    ),
    warnings=("Take care.",), sources=("a.fact", "A work (2020): https://example.org/w"),
)  # fmt: skip


def test_html_is_escaped_and_has_no_inline_style_or_script() -> None:
    html = report_html(REPORT, facts=FACTS)
    assert "<script" not in html and " style=" not in html and " on" not in re.sub(r">[^<]*<", "><", html)
    assert "It is so. (A book, 2026; not confirmed, look it up before you say it)" in html
    assert html.count('role="img"') == 8 and 'aria-label="Two bars."' in html
    assert "act" in html and 'href="https://example.org/w"' in html


def test_markdown_shows_exactly_the_letters() -> None:
    text = str(render_report(REPORT, format="md", facts=FACTS))
    assert text.startswith("# A report") and r"\*md\*" in text and "| A | B |" in text and "| --- | ---: |" in text
    assert "- **Cost**: $5 (act) · 2 + 3" in text
    assert "A line." in text and "https://example.org/a" in text


@pytest.mark.parametrize("width", [40, 100])
def test_the_terminal_shows_it_at_any_width(width: int) -> None:
    text = report_text(REPORT, facts=FACTS, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert "[bold]b[/bold]" in " ".join(text.split()) and "\x1b" not in text


def test_docx_holds_its_tables_and_is_the_same_each_time() -> None:
    data = render_report(REPORT, format="docx", facts=FACTS)
    assert isinstance(data, bytes) and data == render_report(REPORT, format="docx", facts=FACTS)
    document = docx.Document(io.BytesIO(data))
    assert len(document.tables) == 5
    assert "Cost: $5 (act) · 2 + 3" in [line.text for line in document.paragraphs]
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_json_is_the_report_itself() -> None:
    assert Report.model_validate(json.loads(str(render_report(REPORT, format="json", facts=FACTS)))) == REPORT


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(InputError, match="text, md, json, docx or ics"):
        render_report(REPORT, format="pdf", facts={})


def _inside(drawing: Drawing) -> None:
    for box in drawing.boxes:
        assert box.x >= -0.1 and box.x + box.width <= drawing.width + 1 and box.y + box.height <= drawing.height + 1
    for dot in drawing.dots:
        assert 0 <= dot.x <= drawing.width and 0 <= dot.y <= drawing.height
    for letters in drawing.letters:
        assert 0 <= letters.y <= drawing.height + 1 and -1 <= letters.x <= drawing.width + 1


@pytest.mark.parametrize("chart", [BARS, STACKED, LINES, TIMELINE], ids=lambda chart: chart.kind)
def test_a_picture_stays_inside_its_frame_at_both_widths(chart: Chart) -> None:
    for drawing in drawn(chart):
        _inside(drawing)
        assert drawing.letters and drawing.height > 0
    assert drawn(chart)[1].width == NARROW


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=30), st.floats(-1e9, 1e9)), min_size=1, max_size=12))
def test_any_bars_stay_inside(bars: list[tuple[str, float]]) -> None:
    chart = Chart(kind="bars", title="t", alt="a", series=(Series(name="s", points=tuple(Point(x=x, y=y) for x, y in bars)),))
    for drawing in drawn(chart):
        _inside(drawing)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=40))
def test_any_line_stays_inside(points: list[tuple[float, float]]) -> None:
    held = tuple(Point(x=x, y=y) for x, y in sorted(points))
    for drawing in drawn(Chart(kind="lines", title="t", alt="a", series=(Series(name="s", points=held),))):
        _inside(drawing)


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6), st.integers(3, 9))
def test_ticks_are_round_inside_and_not_too_many(low: float, span: float, most: int) -> None:
    marks = ticks(low, low + span, most=most)
    assert len(marks) <= most + 1
    assert all(low - span * 1e-6 <= mark <= low + span * (1 + 1e-6) for mark in marks)


def test_a_pictures_numbers_are_told_as_a_table() -> None:
    assert numbers(BARS).rows[0] == ("a", "3 (1 to 5)", "-2")
    assert numbers(TIMELINE).rows[1] == ("2 to 30", "", "declared, with a name that is long")
    assert len(numbers(LINES).rows) == 24 and numbers(LINES).rows[-1][0] == "39"
    assert [name for _, name in legend(BARS)] == ["One", "Two"] and legend(LINES) == ()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"), (4.32, "4.32"), (43_200, "43.2k"), (1_250_000, "1.25M"), (2e9, "2bn"), (0.0133, "0.0133"), (99.995, "99.995"), (-3, "-3"),
        (1234, "1,234"), (float("inf"), "no limit"),
    ],
)  # fmt: skip
def test_numbers_are_short(value: float, said: str) -> None:
    assert short(value) == said


def test_a_source_shows_its_address_once_in_every_format() -> None:
    address = "https://sre.google/workbook/alerting-on-slos/"
    made = Report(title="T", sources=(f"The Site Reliability Workbook, chapter 5 (2018): {address}", "https://www.finops.org/wg/"))
    assert grounds(made, facts={}) == (
        Ground("The Site Reliability Workbook, chapter 5 (2018)", address), Ground("", "https://www.finops.org/wg/"),
    )  # fmt: skip
    for format in ("text", "md"):
        said = str(render_report(made, format=format, facts={}))
        assert said.count(address) == 1 and said.count("https://www.finops.org/wg/") == 1, format
    page = report_html(made, facts={})
    assert page.count(address) == 2 and page.count(f">{address}<") == 1, "as the link's target, and once to read"
