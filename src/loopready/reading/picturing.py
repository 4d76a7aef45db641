"""A file's pages as images to look at, in the same coordinates as the boxes of its Document's lines."""

from __future__ import annotations

import io
import math
from typing import Any

from loopready.model import InputError, PageImage
from loopready.reading.image import sure_of_image
from loopready.reading.pdf import open_pdf
from loopready.reading.pdf.glyphs import page_glyphs
from loopready.reading.pdf.hidden import without_hidden
from loopready.reading.pdf.pictured import is_picture

DPI = 100
MOST_PAGES = 6
_MOST_PIXELS = 2_500_000
"""Pixels of one image; a larger page is drawn with fewer dots an inch."""
_QUALITY = 72


def page_images(data: bytes, *, name: str, first: int = 1, most: int = MOST_PAGES, dpi: int = DPI) -> tuple[PageImage, ...]:
    """``most`` pages of a PDF or of an image file as JPEG, from the page ``first`` (1 is the first) on.

    None for a file of another type, which has no pages of its own, and beyond the last page.

    A page that goes through OCR is straightened as it is for OCR, so that the words' boxes lie over the words.

    Raises:
        InputError: as the readers of PDF and of images.
    """
    if sure_of_image(data[:4096], name):
        return _of_frames(data, name=name, first=first, most=most, dpi=dpi)
    if b"%PDF-" in data[:1024]:
        return _of_pdf(data, name=name, first=first, most=most, dpi=dpi)
    return ()


def _of_pdf(data: bytes, *, name: str, first: int, most: int, dpi: int) -> tuple[PageImage, ...]:
    import pypdfium2

    out = []
    pdf = open_pdf(data, name)
    try:
        for number in range(first, min(len(pdf), first + most - 1) + 1):
            page = pdf[number - 1]
            out.append(_of_page(page, number=number, dpi=dpi))
            page.close()
    except pypdfium2.PdfiumError as error:
        raise InputError("damaged", "a page of the PDF can not be drawn; export it again.", name=name) from error
    finally:
        pdf.close()
    return tuple(out)


def _of_page(page: Any, *, number: int, dpi: int) -> PageImage:
    from PIL import Image

    textpage = page.get_textpage()
    glyphs, size = page_glyphs(page, textpage)
    seen, _ = without_hidden(glyphs, page, size)
    scanned = is_picture(page, letters=sum(1 for glyph in seen if not glyph.style.turned))
    textpage.close()
    if not scanned and page.get_rotation():
        page.set_rotation(0)
    width, height = page.get_size()
    bitmap = page.render(scale=_scale(width, height, dpi), draw_annots=True)
    image: Any = Image.fromarray(bitmap.to_numpy()[:, :, 2::-1].copy())
    bitmap.close()
    return PageImage(page=number, width=width, height=height, jpeg=_jpeg(_level(image) if scanned else image))


def _scale(width: float, height: float, dpi: int) -> float:
    """Pixels to a point, so that a page of this size (points) has ``dpi`` or at most ``_MOST_PIXELS``."""
    return min(dpi / 72, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))


def _of_frames(data: bytes, *, name: str, first: int, most: int, dpi: int) -> tuple[PageImage, ...]:
    from PIL import Image

    from loopready.reading.scan.picture import frames_of, straightened

    out = []
    for number, (grey, given) in enumerate(frames_of(data, name=name, most=first + most - 1)[0], 1):
        if number < first:
            continue
        height, width = (side * 72 / given for side in grey.shape)
        scale = _scale(width, height, dpi)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        image = Image.fromarray(straightened(grey)).resize(size, Image.Resampling.BILINEAR)
        out.append(PageImage(page=number, width=width, height=height, jpeg=_jpeg(image)))
    return tuple(out)


def _level(image: Any) -> Any:
    """The picture in grey, turned as OCR had it."""
    import numpy as np
    from PIL import Image

    from loopready.reading.scan.picture import straightened

    return Image.fromarray(straightened(np.asarray(image.convert("L"), dtype=np.uint8)))


def _jpeg(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
