"""A report in every format: an HTML fragment for pages, Markdown, DOCX, JSON, and text for the terminal. One place for all tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from loopready.model import Chart, Fact, InputError, Report, Table
from loopready.rendering.clean import one_line
from loopready.rendering.figures import short
from loopready.rendering.html import environment
from loopready.rendering.report_charts import drawn, legend, names

TONES = {"plain": "", "good": "in order", "warn": "watch", "bad": "act"}
"""What a tone says in words, where colour does not."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Something a report rests on: a line, and its address where there is one."""

    text: str
    url: str | None = None


class Numbers(NamedTuple):
    """A picture's values as a table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def report_html(report: Report, *, facts: Mapping[str, Fact], level: int = 2) -> str:
    """The report as an HTML fragment, escaped; headings begin at ``level``. It needs ``report.css`` of the web's styles."""
    module = environment().get_template("report.html.j2").module
    return str(module.report(report, grounds(report, facts=facts), level))  # type: ignore[attr-defined]


def report_json(report: Report) -> str:
    """The report as JSON."""
    return report.model_dump_json(indent=2) + "\n"


def render_report(report: Report, *, format: str, facts: Mapping[str, Fact]) -> str | bytes:
    """The report as ``text``, ``md``, ``json``, ``docx`` or ``ics`` (its days), as text or the bytes of a file. InputError for another."""
    if format == "json":
        return report_json(report)
    if format == "md":
        from loopready.rendering.report_text import report_markdown

        return report_markdown(report, facts=facts)
    if format == "text":
        from loopready.rendering.report_text import report_text

        return report_text(report, facts=facts)
    if format == "docx":
        from loopready.rendering.report_docx import report_docx

        return report_docx(report, facts=facts)
    if format == "ics":
        from loopready.rendering.report_calendar import report_calendar

        return report_calendar(report)
    raise InputError("format", "this is written as text, md, json, docx or ics", name=format)


def grounds(report: Report, *, facts: Mapping[str, Fact]) -> tuple[Ground, ...]:
    """The report's sources as lines: a fact with its source, date and what it is worth, a published work as it is named."""
    return tuple(_ground(facts[source]) if source in facts else _work(one_line(source)) for source in report.sources)


def _ground(fact: Fact) -> Ground:
    worth = {"high": "", "medium": "; seen at second hand or in an older text", "low": "; not confirmed, look it up before you say it"}
    return Ground(f"{fact.statement} ({fact.source_title}, {fact.as_of}{worth[fact.confidence]})", fact.source_url)


def _work(source: str) -> Ground:
    """A published work: its address stands apart from its words, so that no format shows it twice."""
    address = _address(source)
    if address is None:
        return Ground(source)
    words = source.replace(f"({address})", "").replace(f"<{address}>", "").replace(address, "")
    return Ground(words.strip(" :,;."), address)


def _address(source: str) -> str | None:
    return next((word.rstrip(".,;)") for word in source.split() if word.startswith("https://")), None)


def numbers(chart: Chart) -> Numbers:
    """The values of a picture, in order: a row a name, a place on the axis, or a moment."""
    unit = f" ({chart.unit})" if chart.unit else ""
    if chart.kind == "timeline":
        moments = sorted(chart.moments, key=lambda each: each.at)
        rows = tuple(
            (short(each.at) + (f" to {short(each.until)}" if each.until is not None else ""), each.lane, each.label) for each in moments
        )
        return Numbers((f"When{unit}", "Where", "What"), rows)
    head = (chart.x_unit.capitalize(), *(f"{series.name}{unit}" for series in chart.series))
    if chart.kind == "lines":
        places = sorted({float(point.x) for series in chart.series for point in series.points})
        return Numbers(head, tuple((short(x), *_values(chart, x)) for x in _some(places)))
    return Numbers(head, tuple((name, *_values(chart, name)) for name in names(chart)))


def _some(places: list[float], *, most: int = 24) -> list[float]:
    """All places where they are few; else evenly chosen ones with both ends."""
    if len(places) <= most:
        return places
    return [places[round(at * (len(places) - 1) / (most - 1))] for at in range(most)]


def _values(chart: Chart, x: float | str) -> tuple[str, ...]:
    out = []
    for series in chart.series:
        found = next((point for point in series.points if point.x == x), None)
        bounds = f" ({short(found.low)} to {short(found.high)})" if found and found.low is not None and found.high is not None else ""
        out.append(short(found.y) + bounds if found else "")
    return tuple(out)


_WORDS = 32
"""Letters of a cell from which a row is read as sentences, not as figures."""


def wordy(table: Table) -> bool:
    """Whether a table's rows hold sentences in three columns or more: a narrow page writes such rows under each other."""
    return len(table.columns) > 2 and any(len(cell) > _WORDS for row in table.rows for cell in row[1:])


def register_report(globals_: dict[str, object]) -> None:
    """Adds what the report's template calls to an environment's globals."""
    globals_.update(drawn=drawn, legend=legend, numbers=numbers, tones=TONES, wordy=wordy)


register_report(environment().globals)
