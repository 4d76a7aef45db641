"""The OCR engine at hand: tesseract where it is on the PATH, else the rapidocr package (the ``ocr`` extra)."""

from __future__ import annotations

from functools import cache

from loopready.adapters.rapidocr import find_rapidocr
from loopready.adapters.tesseract import find_tesseract
from loopready.model import Recogniser


@cache
def find_recogniser() -> Recogniser | None:
    """The first engine that works; looked for once a process."""
    return find_tesseract() or find_rapidocr()
