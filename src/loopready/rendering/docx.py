"""DOCX through python-docx: real headings, lists and tables, cites as superscripts resolved in a list at the end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from loopready.rendering.labels import labels
from loopready.rendering.linear import linear
from loopready.rendering.view import BlockView, ClaimView, Group, ItemView, Note, Page, SectionView
from loopready.rendering.writing import BY

_GAP = "_" * 14
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render_page(page: Page) -> bytes:
    """A page as a DOCX file. Equal pages give equal bytes."""
    return _Writer(page).write()


class _Writer:
    """Writes a page into a document part by part."""

    def __init__(self, page: Page) -> None:
        import docx

        self._page = page = linear(page)
        self._doc: Any = docx.Document()
        self._labels = labels()
        self._prepare()
        self._ids = {style.name: style.style_id for style in self._doc.styles}

    def write(self) -> bytes:
        page = self._page
        self._paragraph(page.kicker, "Quiet")
        self._paragraph(page.title, "Title")
        if page.subtitle:
            self._paragraph(page.subtitle, "Subtitle")
        if page.meta:
            self._paragraph(" · ".join(f"{label}: {value}" for label, value in page.meta), "Quiet")
        if page.verdict_label:
            counts = ", ".join(f"{entry.count} {entry.label.lower()}" for entry in page.tally)
            line = self._paragraph()
            line.add_run(page.verdict_label).bold = True
            line.add_run(f": {counts}" if counts else "")
        for section in page.sections:
            self._section(section)
        if page.depth:
            self._heading("In more depth", 1, break_before=True)
        for section in page.depth:
            self._heading(section.title, 2)
            for item in section.items:
                self._item(item, level=3)
        self._grounds(page.notes)
        for line in page.colophon:
            self._paragraph(line, "Quiet")
        return packed(self._doc)

    def _prepare(self) -> None:
        """Paper, styles, running head, page numbers and dates."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Mm, Pt, RGBColor

        grey, ink = RGBColor(0x55, 0x5A, 0x64), RGBColor(0x1C, 0x1E, 0x22)
        paper = self._doc.sections[0]
        paper.page_width, paper.page_height = Mm(210), Mm(297)
        paper.left_margin = paper.right_margin = Mm(20)
        paper.top_margin, paper.bottom_margin = Mm(22), Mm(20)
        styles = self._doc.styles
        styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10.5)
        styles["Normal"].paragraph_format.space_after = Pt(4)
        for name, size, before in (
            ("Title", 22, 0),
            ("Subtitle", 12, 0),
            ("Heading 1", 15, 18),
            ("Heading 2", 12, 10),
            ("Heading 3", 10.5, 6),
        ):
            style = styles[name]
            style.font.size, style.font.color.rgb, style.font.name = Pt(size), ink, "Calibri"
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(3)
        for name, size in (("Quiet", 9), ("Ground", 8.5)):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.size, style.font.color.rgb = Pt(size), grey if name == "Quiet" else ink
            style.paragraph_format.space_after = Pt(2)
        cite = styles.add_style("Cite", WD_STYLE_TYPE.CHARACTER)
        cite.font.superscript, cite.font.color.rgb = True, grey
        label = styles.add_style("Label", WD_STYLE_TYPE.CHARACTER)
        label.font.color.rgb, label.font.size = grey, Pt(9.5)
        paper.header.paragraphs[0].text = self._page.running
        paper.header.paragraphs[0].style = styles["Quiet"]
        page_number(paper.footer.paragraphs[0])
        paper.footer.paragraphs[0].style = styles["Quiet"]
        properties = self._doc.core_properties
        properties.title, properties.author, properties.language = self._page.title, "", "en"
        properties.comments, properties.last_modified_by, properties.revision = "", "", 1
        properties.created = properties.modified = datetime.fromisoformat(f"{self._page.today[:10]}T00:00:00")

    def _paragraph(self, text: str = "", style: str = "Normal", *, into: Any = None) -> Any:
        """A new paragraph of the document, or of a cell.

        Why: python-docx looks a style up by walking all of them; its id set at once is some twenty times faster.
        """
        made = (self._doc if into is None else into).add_paragraph(text)
        made._p.style = self._ids[style]
        return made

    def _run(self, paragraph: Any, text: str, style: str) -> Any:
        made = paragraph.add_run(text)
        made._r.style = self._ids[style]
        return made

    def _section(self, section: SectionView) -> None:
        self._heading(section.title, 1, break_before=section.layout == "deciders")
        if section.intro:
            self._paragraph(section.intro, "Quiet")
        if section.readiness:
            rows = [[row.title, row.state_label, _share(row.facets)] for row in section.readiness]
            self._plain_table(["Signal", "State", "Facets shown"], rows)
        if section.scope:
            self._plain_table(["Entry", "Months", "Scope stated"], [[bar.label, bar.period, bar.stated] for bar in section.scope])
        if section.layout == "fit":
            self._fit(section.items)
        else:
            for group in section.groups:
                self._group(group, section)
        if section.further:
            self._paragraph("In more depth below: " + "; ".join(title for title, _ in section.further), "Quiet")

    def _group(self, group: Group, section: SectionView) -> None:
        if group.form == "table":
            self._rows(group)
        elif group.form == "sessions":
            self._sessions(group.items)
        elif section.layout == "deciders" and group.kind in self._labels.decided:
            self._deciders(group.items)
        else:
            for item in group.items:
                self._item(item)

    def _heading(self, text: str, level: int, *, break_before: bool = False) -> Any:
        made = self._paragraph(text, f"Heading {level}")
        made.paragraph_format.page_break_before = break_before
        return made

    def _item(self, item: ItemView, *, level: int = 2) -> None:
        heading = self._heading(item.title, level)
        self._facts(heading, item)
        for block in item.blocks:
            self._block(block)
        if item.shared:
            foot = self._paragraph(style="Quiet")
            foot.add_run("Unmarked lines rest on " + ", ".join(note.label for note in item.shared))

    def _facts(self, paragraph: Any, item: ItemView) -> None:
        facts = [item.tag, f"{item.minutes} min" if item.minutes else "", item.state_label]
        said = ", ".join(fact for fact in facts if fact)
        if said:
            run = self._run(paragraph, f"  {said}", "Label")
            run.bold = bool(item.state_label)

    def _block(self, block: BlockView) -> None:
        if len(block.claims) == 1:
            line = self._paragraph()
            self._label(line, block)
            self._claim(line, block.claims[0])
            return
        if block.label:
            line = self._paragraph()
            line.paragraph_format.keep_with_next = True
            self._label(line, block)
        for number, claim in enumerate(block.claims, start=1):
            line = self._paragraph(style="List Continue" if block.numbered else "List Bullet")
            if block.numbered:
                line.add_run(f"{number}. ")
            self._claim(line, claim)

    def _label(self, paragraph: Any, block: BlockView) -> None:
        if block.label:
            self._run(paragraph, f"{block.label}: ", "Label")

    def _claim(self, paragraph: Any, claim: ClaimView) -> None:
        for run in claim.runs:
            if run.kind == "blank":
                paragraph.add_run(_GAP)
                continue
            made = paragraph.add_run(run.text)
            made.bold = True if run.kind == "lead" else None
            if run.kind == "quote" and run.note:
                self._marks(paragraph, (run.note,))
        if claim.made_by in BY:
            self._run(paragraph, f" ({BY[claim.made_by]})", "Label")
        self._marks(paragraph, claim.marks)

    def _marks(self, paragraph: Any, notes: Iterable[Note]) -> None:
        for note in notes:
            self._run(paragraph, f" {note.label.replace(' ', chr(0xA0))}", "Cite")

    def _table(self, head: Sequence[str], widths: Sequence[float]) -> Any:
        from docx.oxml.ns import qn
        from docx.shared import Mm

        table = self._doc.add_table(rows=1, cols=len(head), style="Table Grid")
        table.autofit = False
        for cell, text, width in zip(table.rows[0].cells, head, widths, strict=True):
            cell.width = Mm(width)
            self._run(cell.paragraphs[0], text, "Label")
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
        return table

    def _row(self, table: Any, widths: Sequence[float]) -> list[Any]:
        from docx.shared import Mm

        cells = list(table.add_row().cells)
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
        return cells

    def _plain_table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        widths = column_widths(len(head))
        table = self._table(head, widths)
        for row in rows:
            for cell, text in zip(self._row(table, widths), row, strict=True):
                cell.paragraphs[0].add_run(text)
        self._paragraph()

    def _fit(self, items: Sequence[ItemView]) -> None:
        widths = (65.0, 25.0, 80.0)
        table = self._table(["The posting asks", "Verdict", "The CV shows"], widths)
        for item in items:
            asked, state, shown = self._row(table, widths)
            asked.paragraphs[0].add_run(item.title)
            self._marks(asked.paragraphs[0], (item.quoted,) if item.quoted else ())
            if item.tag:
                self._paragraph(item.tag, "Quiet", into=asked)
            state.paragraphs[0].add_run(item.state_label).bold = True
            self._cell(shown, item.blocks, unlabelled="evidence")
        self._paragraph()

    def _sessions(self, items: Sequence[ItemView]) -> None:
        widths = (28.0, 20.0, 122.0)
        table = self._table(["Day", "Time", "What"], widths)
        for item in items:
            day, time, what = self._row(table, widths)
            day.paragraphs[0].add_run(item.when)
            time.paragraphs[0].add_run(f"{item.minutes} min" if item.minutes else "")
            if item.title:
                what.paragraphs[0].add_run(item.title).bold = True
            self._cell(what, item.blocks)
        self._paragraph()

    def _rows(self, group: Group) -> None:
        widths = column_widths(1 + len(group.columns))
        table = self._table([self._labels.head(group.kind), *(label for _, label in group.columns)], widths)
        for item in group.items:
            first, *others = self._row(table, widths)
            first.paragraphs[0].add_run(item.title)
            self._facts(first.paragraphs[0], item)
            self._marks(first.paragraphs[0], item.shared)
            for cell, (role, _) in zip(others, group.columns, strict=True):
                self._cell(cell, [block for block in item.blocks if block.role == role], unlabelled=role)
        self._paragraph()

    def _deciders(self, items: Sequence[ItemView]) -> None:
        columns = self._labels.deciders
        widths = (50.0, 40.0, 45.0, 35.0)
        placed = {role for column in columns for role in column.roles}
        table = self._table([column.title for column in columns], widths)
        for item in items:
            cells = self._row(table, widths)
            head = cells[0].merge(cells[-1])
            head.paragraphs[0]._p.style = self._ids["Heading 3"]
            head.paragraphs[0].add_run(item.title)
            self._facts(head.paragraphs[0], item)
            self._marks(head.paragraphs[0], item.shared)
            for cell, column in zip(self._row(table, widths), columns, strict=True):
                blocks = [block for block in item.blocks if block.role in column.roles]
                self._cell(cell, blocks, unlabelled=column.roles[0], small=True)
            rest = [block for block in item.blocks if block.role not in placed]
            if rest:
                cells = self._row(table, widths)
                self._cell(cells[0].merge(cells[-1]), rest, small=True)
        self._paragraph()

    def _cell(self, cell: Any, blocks: Sequence[BlockView], *, unlabelled: str = "", small: bool = False) -> None:
        style = "Ground" if small else None
        empty = not cell.paragraphs[0].runs
        for block in blocks:
            for number, claim in enumerate(block.claims):
                line = cell.paragraphs[0] if empty else self._paragraph(into=cell)
                empty = False
                if style:
                    line._p.style = self._ids[style]
                if number == 0 and block.role != unlabelled:
                    self._label(line, block)
                self._claim(line, claim)

    def _grounds(self, notes: Sequence[Note]) -> None:
        self._heading("Grounds", 1)
        for note in notes:
            line = self._paragraph(style="Ground")
            self._run(line, f"{note.label}  ", "Label")
            if note.quote:
                line.add_run(f"{self._labels.sources[note.source]}, {note.where}: {note.quote}")
            elif len(note.lines) == 1:
                line.add_run(note.lines[0][1])
            else:
                line.add_run("; ".join(f"{label.lower()}: {text}" for label, text in note.lines))


def _share(facets: Sequence[tuple[str, bool]]) -> str:
    return f"{sum(shown for _, shown in facets)} of {len(facets)}" if facets else ""


def column_widths(count: int) -> tuple[float, ...]:
    """Widths in millimetres of ``count`` columns: the first somewhat wider."""
    first = 170 / count * 1.2
    return (first, *([(170 - first) / max(1, count - 1)] * (count - 1)))


def page_number(paragraph: Any) -> None:
    """Put the number of the page into a paragraph of the running foot."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def packed(document: Any) -> bytes:
    """The document's file with the same time stamp on every part."""
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
