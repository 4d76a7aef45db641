"""A report as DOCX: headings, figures, lists and real tables. A picture is told by its words and its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from loopready.model import Chart, Fact, Figure, Report, ReportSection, Table
from loopready.rendering.clean import one_line
from loopready.rendering.docx import column_widths, packed, page_number
from loopready.rendering.report import TONES, grounds, numbers

_EPOCH = (1980, 1, 1)


def report_docx(report: Report, *, facts: Mapping[str, Fact]) -> bytes:
    """The report as a file. Equal reports give equal bytes."""
    import docx

    writer = _Writer(docx.Document(), title=one_line(report.title))
    writer.report(report, facts=facts)
    return packed(writer.document)


class _Writer:
    """Writes a report into a document part by part."""

    def __init__(self, document: Any, *, title: str) -> None:
        self.document = document
        self._prepare(title)
        self._ids = {style.name: style.style_id for style in document.styles}

    def report(self, report: Report, *, facts: Mapping[str, Fact]) -> None:
        self._line(report.title, "Title")
        for line in report.warnings:
            self._line(f"Take care: {line}", "Quiet")
        for line in report.lead:
            self._line(line)
        self._figures(report.figures)
        for section in report.sections:
            self._section(section)
        resting = grounds(report, facts=facts)
        if resting:
            self._line("What this rests on", "Heading 1")
        for at, each in enumerate(resting, 1):
            self._line(f"{at}. {each.text}" + (f" {each.url}" if each.url else ""), "Quiet")

    def _prepare(self, title: str) -> None:
        from datetime import datetime

        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Mm, Pt, RGBColor

        paper = self.document.sections[0]
        paper.page_width, paper.page_height = Mm(210), Mm(297)
        paper.left_margin = paper.right_margin = paper.top_margin = paper.bottom_margin = Mm(20)
        styles = self.document.styles
        styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10.5)
        styles["Normal"].paragraph_format.space_after = Pt(4)
        for name, size in (("Title", 20), ("Heading 1", 14)):
            style = styles[name]
            style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor(0x1C, 0x1E, 0x22)
        quiet = styles.add_style("Quiet", WD_STYLE_TYPE.PARAGRAPH)
        quiet.base_style, quiet.font.size, quiet.font.color.rgb = styles["Normal"], Pt(9), RGBColor(0x55, 0x5A, 0x64)
        page_number(paper.footer.paragraphs[0])
        kept = self.document.core_properties
        kept.title, kept.author, kept.language, kept.comments, kept.last_modified_by, kept.revision = title, "", "en", "", "", 1
        kept.created = kept.modified = datetime(*_EPOCH)

    def _line(self, text: str, style: str = "Normal") -> Any:
        """A new paragraph.

        Why: python-docx looks a style up by walking all of them; its id set at once is far quicker.
        """
        made = self.document.add_paragraph(one_line(text))
        made._p.style = self._ids[style]
        return made

    def _figures(self, figures: Sequence[Figure]) -> None:
        for each in figures:
            line = self._line("", "List Bullet")
            line.add_run(f"{one_line(each.label)}: ")
            line.add_run(one_line(each.value)).bold = True
            rest = [f" ({TONES[each.tone]})" if TONES[each.tone] else "", f" · {one_line(each.because)}" if each.because else ""]
            line.add_run("".join(rest))

    def _section(self, section: ReportSection) -> None:
        self._line(section.title, "Heading 1")
        for line in section.text:
            self._line(line)
        self._figures(section.figures)
        for line in section.items:
            self._line(line, "List Bullet")
        for table in section.tables:
            self._table(table)
        for chart in section.charts:
            self._chart(chart)

    def _table(self, table: Table) -> None:
        self._grid(table.caption, [each.title for each in table.columns], table.rows, [each.align for each in table.columns])
        if table.note:
            self._line(table.note, "Quiet")

    def _chart(self, chart: Chart) -> None:
        values = numbers(chart)
        rest = "left" if chart.kind == "timeline" else "right"
        self._grid(chart.title, values.head, values.rows, ["left", *[rest] * (len(values.head) - 1)])
        self._line(chart.alt, "Quiet")

    def _grid(self, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], aligned: Sequence[str]) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn
        from docx.shared import Mm

        named = self._line(caption)
        named.runs[0].bold = True
        named.paragraph_format.keep_with_next = True
        grid = self.document.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
        grid.autofit = False
        properties = grid.rows[0]._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
        widths = [Mm(width) for width in column_widths(len(head))]
        for row, made in zip((head, *rows), grid.rows, strict=True):
            for cell, text, align, width in zip(made.cells, row, aligned, widths, strict=True):
                cell.width = width
                line = cell.paragraphs[0]
                run = line.add_run(one_line(text))
                if row is head:
                    run.bold = True
                if align == "right":
                    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._line("")
