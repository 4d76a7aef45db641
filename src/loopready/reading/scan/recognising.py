"""Pictures -> glyphs through a Recogniser, within a file's limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loopready.model import InputError, Notice, Picture, Recogniser
from loopready.reading.pdf.glyphs import Glyph
from loopready.reading.scan.telling import ocr_notices
from loopready.reading.scan.words import confidence_of, glyphs_of


@dataclass(frozen=True, slots=True)
class Recognised:
    """The glyphs of each picture (None: not read), and how sure the engine was of all of them, 0 to 1."""

    glyphs: list[list[Glyph] | None]
    engine: str
    confidence: float

    def notices(self, numbers: Sequence[int]) -> list[Notice]:
        """What to tell; ``numbers`` are the pages that are pictures, those beyond the pictures given included."""
        given = list(zip(numbers, self.glyphs, strict=False))
        return ocr_notices(
            engine=self.engine,
            confidence=self.confidence,
            read=[number for number, glyphs in given if glyphs],
            blank=[number for number, glyphs in given if glyphs is not None and not glyphs],
            left_out=[number for number, glyphs in given if glyphs is None] + list(numbers[len(self.glyphs) :]),
        )


def recognised_pages(pictures: Sequence[Picture], recogniser: Recogniser, *, seconds: float, name: str) -> Recognised:
    """The glyphs of the pictures. InputError (ocr_failed) where not one was read within ``seconds``."""
    words = recogniser.recognise(pictures, seconds=max(1.0, seconds))
    if all(page is None for page in words):
        says = f"OCR ({recogniser.name}) could not read the file in time; give fewer or smaller pages, or the original file."
        raise InputError("ocr_failed", says, name=name)
    glyphs = [None if page is None else glyphs_of(page, picture) for page, picture in zip(words, pictures, strict=True)]
    sure = confidence_of([word for page in words if page for word in page])
    return Recognised(glyphs=glyphs, engine=recogniser.name, confidence=sure)
