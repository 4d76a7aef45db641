"""Picture and Word: a page as an image, and what an OCR engine reads on it. PageImage: a page as a person sees it."""

from __future__ import annotations

from pydantic import Field, model_validator

from loopready.model.base import Noun


class Picture(Noun):
    """A page in shades of grey, upright: ``pixels`` row by row from the top, one byte a pixel, 0 black to 255 white."""

    width: int = Field(gt=0)
    height: int = Field(gt=0)
    pixels: bytes = Field(repr=False)
    dpi: float = Field(gt=0, description="Pixels to an inch of the page.")

    @model_validator(mode="after")
    def _whole(self) -> Picture:
        if len(self.pixels) != self.width * self.height:
            raise ValueError(f"{self.width} x {self.height} pixels need as many bytes, not {len(self.pixels)}")
        return self


class PageImage(Noun):
    """A page as a JPEG file, to be looked at. ``width`` and ``height`` are the page's in points, as boxes of lines are."""

    page: int = Field(gt=0)
    width: float = Field(gt=0)
    height: float = Field(gt=0)
    jpeg: bytes = Field(repr=False)


class Word(Noun):
    """A word that was recognised, and its box in pixels from the picture's upper left corner.

    ``line`` is equal for the words that the engine holds for one line, ``confidence`` how sure it is, 0 to 1. ``tight`` says that
    the box ends where the ink does; else it is the box of the line's letters, with some room above and below.
    """

    text: str = Field(min_length=1)
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = Field(ge=0, le=1)
    line: int = 0
    tight: bool = True
