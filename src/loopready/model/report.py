"""Report: what a tool of the workbench, a simulation's debrief or a checked paper has to say, before it is put into any format."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from loopready.model.base import Noun

Tone = Literal["plain", "good", "warn", "bad"]
"""How a figure or moment is to be taken. Formats that show it by colour also say it in words or by a sign."""
Align = Literal["left", "right"]
ChartKind = Literal["bars", "stacked", "lines", "timeline"]


class Figure(Noun):
    """A headline number: its name, the value as it is read, and where it comes from."""

    label: str
    value: str = Field(description="With its unit, rounded for reading.")
    because: str = Field(default="", description="The formula with its numbers, or the source, in one line.")
    tone: Tone = "plain"


class Column(Noun):
    """The head of a table's column."""

    title: str
    align: Align = "left"


class Table(Noun):
    """Rows of texts under columns. Every row has as many cells as there are columns."""

    caption: str
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _is_even(self) -> Table:
        for at, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"{self.caption}: row {at} has {len(row)} cells for {len(self.columns)} columns")
        return self


class Point(Noun):
    """One value of a series. ``x`` is a number for lines and a name for bars; ``low`` and ``high`` bound an interval."""

    x: float | str
    y: float
    low: float | None = None
    high: float | None = None


class Series(Noun):
    """Values that belong together, in order."""

    name: str
    points: tuple[Point, ...] = ()


class Limit(Noun):
    """A line across a chart that values are held against."""

    label: str
    value: float


class Moment(Noun):
    """Something on a timeline: at a time, or from it ``until`` another, in a lane. Times are in the chart's unit."""

    at: float
    label: str
    lane: str = ""
    until: float | None = None
    tone: Tone = "plain"


class Chart(Noun):
    """A picture, as values: bars and stacked bars by name, lines over a number, or a timeline. ``alt`` says it in words."""

    kind: ChartKind
    title: str
    alt: str = Field(min_length=1, description="What the picture shows, for those who do not see it.")
    unit: str = ""
    x_unit: str = Field(default="", description="What the axis of lines counts.")
    series: tuple[Series, ...] = ()
    limits: tuple[Limit, ...] = ()
    moments: tuple[Moment, ...] = ()

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Chart:
        if self.kind == "timeline" and not self.moments:
            raise ValueError(f"{self.title}: a timeline needs moments")
        if self.kind != "timeline" and not self.series:
            raise ValueError(f"{self.title}: {self.kind} need a series")
        names = {isinstance(point.x, str) for series in self.series for point in series.points}
        if self.kind in ("bars", "stacked") and False in names:
            raise ValueError(f"{self.title}: bars stand over names")
        if self.kind == "lines" and True in names:
            raise ValueError(f"{self.title}: lines run over numbers")
        return self


class ReportSection(Noun):
    """A part of a report: sentences, then figures, lists, tables and pictures, in this order."""

    title: str
    text: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    items: tuple[str, ...] = Field(default=(), description="A list, an item each.")
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    folded: bool = Field(default=False, description="For looking up: a page folds it away, every other format writes it out.")


class Dated(Noun):
    """Something for the calendar: a whole day, its title, and what to know. Others may see a calendar: the title gives nothing away."""

    day: dt.date
    title: str
    text: str = ""


class Report(Noun):
    """What is said first (``lead``), the headline figures, the sections, what to be careful about, and what it rests on."""

    title: str
    lead: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    warnings: tuple[str, ...] = Field(default=(), description="Faults of the input that change how the figures are to be read.")
    sources: tuple[str, ...] = Field(default=(), description="Ids of facts, or published works.")
    dates: tuple[Dated, ...] = Field(default=(), description="Days of a plan, for the calendar.")
