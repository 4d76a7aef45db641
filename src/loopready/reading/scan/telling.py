"""What a person is told about OCR: how to get an engine, that one was used and how sure it was, which pages it did not read."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.model import Notice

OCR_SECONDS = 12.0
"""Longest time OCR of one file may take, from the file's opening on."""
MOST_PICTURES = 12
"""Pages of one file that OCR reads at most."""
GET_OCR = (
    "Install tesseract (Debian and Ubuntu: `apt install tesseract-ocr`; macOS: `brew install tesseract`; Windows: `winget install "
    "UB-Mannheim.TesseractOCR`) or `pip install loopready[ocr]` and try again; or give the original file."
)
_UNSURE = 0.8


def pages_named(numbers: Sequence[int]) -> str:
    """``page 2``, ``pages 2 and 3``, ``pages 2, 3 and 7``, ``pages 2 to 9``."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if len(numbers) > 2 and list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"pages {numbers[0]} to {numbers[-1]}"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def pages_without_text(numbers: Sequence[int]) -> Notice:
    """The notice that pages are pictures which nothing could read."""
    says = f"No text was read from {pages_named(numbers)}: there are only pictures. {GET_OCR}"
    return Notice(code="lost_text", message=says)


def pages_not_drawn(numbers: Sequence[int]) -> Notice:
    """The notice that pages without text were not drawn for OCR, since far more is on them than on a page."""
    says = f"No text was read from {pages_named(numbers)}: far more is drawn there than on a page; check that nothing is missing."
    return Notice(code="pages_left_out", message=says)


def ocr_notices(*, engine: str, confidence: float, read: Sequence[int], blank: Sequence[int], left_out: Sequence[int]) -> list[Notice]:
    """That OCR was used, and what is doubtful about it. The numbers are pages; ``confidence`` 0 to 1."""
    out: list[Notice] = []
    if read:
        says = (
            f"{pages_named(read).capitalize()} held only pictures of text and went through OCR ({engine}), {confidence:.0%} sure on "
            "average; check names, dates and figures."
        )
        out.append(Notice(code="ocr", message=says))
    if read and confidence < _UNSURE:
        says = f"OCR was only {confidence:.0%} sure of what it read; give the original file, or a sharper scan (300 dots an inch)."
        out.append(Notice(code="low_confidence", message=says))
    if blank:
        says = f"OCR found no text on {pages_named(blank)}; check that nothing is missing."
        out.append(Notice(code="lost_text", message=says))
    if left_out:
        limits = f"{MOST_PICTURES} pages, {OCR_SECONDS:.0f} s"
        says = f"OCR did not read {pages_named(left_out)} within its limits ({limits}); give the file in parts."
        out.append(Notice(code="pages_left_out", message=says))
    return out
