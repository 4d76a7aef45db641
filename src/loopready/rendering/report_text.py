"""A report as Markdown, and as text for a terminal. Pictures are told by their words and their numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from loopready.model import Chart, Fact, Figure, Report, ReportSection, Table
from loopready.rendering.clean import one_line
from loopready.rendering.markdown import escape, heading, starting
from loopready.rendering.report import TONES, Ground, grounds, numbers
from loopready.rendering.terminal import markup

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = 3
"""Letters between two columns of a terminal's table."""
_LONG_WORD = 18
"""A longer word is broken where a column is narrow."""
_WIDTH = 100
_TONE_STYLES = {"plain": "bold", "good": "bold green", "warn": "bold yellow", "bad": "bold red"}


def report_markdown(report: Report, *, facts: Mapping[str, Fact]) -> str:
    """The report as Markdown: figures as a list, pictures as tables."""
    out = [heading(1, one_line(report.title)), ""]
    for line in report.warnings:
        out += [f"> {_text(line)}", ""]
    for line in report.lead:
        out += [_starting(line), ""]
    out += [*_figure_list(report.figures)]
    for section in report.sections:
        out += _section(section)
    resting = grounds(report, facts=facts)
    if resting:
        out += [heading(2, "What this rests on"), "", *(f"{at}. {_ground(each)}" for at, each in enumerate(resting, 1)), ""]
    return "\n".join(out).rstrip() + "\n"


def _text(line: str) -> str:
    return escape(one_line(line))


def _starting(line: str) -> str:
    return starting(_text(line))


def _ground(ground: Ground) -> str:
    return _text(ground.text) + (f" <{ground.url}>" if ground.url else "")


def _figure_list(figures: Sequence[Figure]) -> list[str]:
    lines = []
    for each in figures:
        tone = f" ({TONES[each.tone]})" if TONES[each.tone] else ""
        lines.append(f"- **{_text(each.label)}**: {_text(each.value)}{tone}" + (f" · {_text(each.because)}" if each.because else ""))
    return [*lines, ""] if lines else []


def _section(section: ReportSection) -> list[str]:
    out = [heading(2, one_line(section.title)), ""]
    for line in section.text:
        out += [_starting(line), ""]
    out += _figure_list(section.figures)
    if section.items:
        out += [*(f"- {_starting(line)}" for line in section.items), ""]
    for table in section.tables:
        out += [f"**{_text(table.caption)}**", "", *_table([column.title for column in table.columns], table.rows, table=table)]
        if table.note:
            out += [_starting(table.note), ""]
    for chart in section.charts:
        values = numbers(chart)
        out += [f"**{_text(chart.title)}**", "", _starting(chart.alt), "", *_table(values.head, values.rows)]
    return out


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], *, table: Table | None = None) -> list[str]:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(_text(cell).replace("\n", " ") for cell in cells) + " |"

    aligned = ["left" if at == 0 else "right" for at in range(len(head))] if table is None else [each.align for each in table.columns]
    rule = "| " + " | ".join("---:" if align == "right" else "---" for align in aligned) + " |"
    return [line(head), rule, *(line(row) for row in rows), ""]


def report_text(report: Report, *, facts: Mapping[str, Fact], width: int = _WIDTH, colour: bool = False) -> str:
    """The report for a terminal ``width`` letters wide, with colour where it is asked for."""
    from rich.console import Console

    written = io.StringIO()
    console = Console(file=written, width=width, highlight=False, force_terminal=colour, no_color=not colour, legacy_windows=False)
    for part in _terminal_parts(report, facts=facts, width=width):
        console.print(part)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"


def _terminal_parts(report: Report, *, facts: Mapping[str, Fact], width: int) -> Iterator[RenderableType]:
    yield markup(report.title, style="bold")
    for line in report.warnings:
        yield markup(f"Take care: {line}", style="yellow")
    yield ""
    for line in report.lead:
        yield markup(line)
    yield from _terminal_figures(report.figures)
    for section in report.sections:
        yield ""
        yield markup(section.title, style="bold underline")
        for line in section.text:
            yield markup(line)
        yield from _terminal_figures(section.figures)
        for line in section.items:
            yield "  - " + markup(line)
        for table in section.tables:
            columns = [(each.title, each.align) for each in table.columns]
            yield _terminal_table(table.caption, columns, table.rows, note=table.note, width=width)
        for chart in section.charts:
            yield _terminal_chart(chart)
    resting = grounds(report, facts=facts)
    if resting:
        yield ""
        yield markup("What this rests on", style="bold underline")
        for at, each in enumerate(resting, 1):
            yield markup(f"{at}. {each.text}" + (f" {each.url}" if each.url else ""))


def _terminal_figures(figures: Sequence[Figure]) -> Iterator[RenderableType]:
    from rich.table import Table as Grid

    if not figures:
        return
    grid = Grid.grid(padding=(0, 2))
    for _ in range(3):
        grid.add_column()
    for each in figures:
        said = f"{each.value} ({TONES[each.tone]})" if TONES[each.tone] else each.value
        grid.add_row(markup(each.label), markup(said, style=_TONE_STYLES[each.tone]), markup(each.because))
    yield ""
    yield grid


def _terminal_table(
    caption: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]], *, note: str = "", width: int = _WIDTH
) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.console import Group
    from rich.table import Table as Grid

    least = [_least(align, title, [row[at] for row in rows]) for at, (title, align) in enumerate(columns)]
    if sum(least) + _GAP * len(least) > width:
        return Group("", markup(caption), *_row_by_row(columns, rows), *([markup(note)] if note else []))
    grid = Grid(title=markup(caption), title_justify="left", title_style="", box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for (title, align), room in zip(columns, least, strict=True):
        grid.add_column(markup(title), justify="right" if align == "right" else "left", min_width=room, overflow="fold")
    for row in rows:
        grid.add_row(*(markup(cell) for cell in row))
    return Group("", grid, markup(note)) if note else Group("", grid)


def _least(align: str, title: str, cells: Sequence[str]) -> int:
    """The letters that a column needs: a figure that is cut off reads as another figure, words may be broken between."""
    words = [word for text in (title, *cells) for word in text.split()]
    longest = max((min(len(word), _LONG_WORD) for word in words), default=1)
    return max([longest, *(len(cell) for cell in cells)]) if align == "right" else longest


def _row_by_row(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> Iterator[RenderableType]:
    """A table that is wider than the terminal, a row after the other."""
    for row in rows:
        first, *others = zip(columns, row, strict=True)
        yield markup(f"  {first[1]}", style="bold")
        yield markup("    " + " · ".join(f"{title}: {cell}" for (title, _), cell in others if cell))


def _terminal_chart(chart: Chart) -> RenderableType:
    from rich.console import Group

    values = numbers(chart)
    columns = [(head, "left" if at == 0 or chart.kind == "timeline" else "right") for at, head in enumerate(values.head)]
    return Group(_terminal_table(chart.title, columns, values.rows), markup(chart.alt))
