"""The golden files of examples/: what each case's inputs give with the clock pinned.

Run it to rewrite them (python scripts/golden.py), then read the diff before committing it. The tests compare all of them.
Of a PDF and a DOCX the text and pages are compared, since their bytes carry the tools' own marks.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pypdfium2
from docx.table import Table

from loopready.app.prepare import Pipeline, Prepared
from loopready.rendering import render

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = "2026-11-23"
FORMATS = ("html", "md", "json")


@dataclass(frozen=True)
class Case:
    """An example: a folder with one cv.* and one job.*, and the interview's date, if it has one."""

    folder: Path
    on: str | None

    @property
    def cv(self) -> Path:
        """The CV file."""
        return next(iter(sorted(self.folder.glob("cv.*"))))

    @property
    def job(self) -> Path:
        """The posting file."""
        return next(iter(sorted(self.folder.glob("job.*"))))


def cases(examples: Path) -> list[Case]:
    """The cases below a folder, by name. A case's ``on.txt`` holds its interview's date."""
    held = []
    for folder in sorted(path for path in examples.iterdir() if any(path.glob("cv.*"))):
        on = folder / "on.txt"
        held.append(Case(folder=folder, on=on.read_text().strip() if on.is_file() else None))
    return held


def prepare_case(case: Case, *, pipeline: Pipeline) -> Prepared:
    """The brief of a case, timings left out so that equal input gives equal files."""
    prepared = pipeline.prepare(case.cv, case.job, on=case.on, today=TODAY)
    return replace(prepared, brief=prepared.brief.model_copy(update={"seconds": {}}))


def golden_files(case: Case, *, pipeline: Pipeline) -> dict[str, bytes]:
    """File name -> content of a case's golden files."""
    brief = prepare_case(case, pipeline=pipeline).brief
    out = {}
    for format in FORMATS:
        data = render(brief, format=format)
        out[f"brief.{format}"] = data.encode() if isinstance(data, str) else data
    pdf, word = render(brief, format="pdf"), render(brief, format="docx")
    assert isinstance(pdf, bytes) and isinstance(word, bytes)
    return out | {"brief.pdf.txt": pdf_text(pdf).encode(), "brief.docx.txt": docx_text(word).encode()}


def pdf_text(data: bytes) -> str:
    """The text of a PDF, page by page, with the page's number before it."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [document[i].get_textpage().get_text_bounded() for i in range(len(document))]
    return "".join(f"--- page {i} of {len(pages)} ---\n{text.replace(chr(13), '')}\n" for i, text in enumerate(pages, 1))


def docx_text(data: bytes) -> str:
    """The paragraphs and table cells of a DOCX in order, with the style of each."""
    lines = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(f"[{block.style.name if block.style else ''}] {block.text}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every case's files and say which changed."""
    with Pipeline() as pipeline:
        for case in cases(EXAMPLES):
            for name, data in golden_files(case, pipeline=pipeline).items():
                file = case.folder / name
                changed = not file.is_file() or file.read_bytes() != data
                file.write_bytes(data)
                sys.stdout.write(f"{'changed' if changed else 'same   '} {file.relative_to(EXAMPLES.parent)}\n")


if __name__ == "__main__":
    main()
