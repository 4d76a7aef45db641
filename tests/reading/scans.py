"""Scans made on the spot: a Typst page rendered, tilted, made noisy and put into a PDF that holds nothing but the picture."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image


def picture(pdf: bytes, *, dpi: int = 150, tilt: float = 0.8, noise: float = 4.0, page: int = 0) -> Any:
    """A page as a grey picture as a scanner would give it."""
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[page].render(scale=dpi / 72, grayscale=True)
    grey = Image.fromarray(np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width))
    document.close()
    turned = np.asarray(grey.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255), dtype=np.float64)
    rough = 0.9 * turned + 20 + np.random.default_rng(7).normal(0, noise, turned.shape)
    return Image.fromarray(rough.clip(0, 255).astype(np.uint8))


def image_file(image: Any, *, format: str, dpi: int = 150) -> bytes:
    """The picture as an image file."""
    out = io.BytesIO()
    image.save(out, format, dpi=(dpi, dpi))
    return out.getvalue()


def scan(pdf: bytes, *, dpi: int = 150, tilt: float = 0.8, noise: float = 4.0) -> bytes:
    """The PDF's first page as a PDF of one picture."""
    out = io.BytesIO()
    picture(pdf, dpi=dpi, tilt=tilt, noise=noise).save(out, "PDF", resolution=dpi)
    return out.getvalue()


def with_text_page(text_pdf: bytes, scanned: bytes) -> bytes:
    """One PDF of both: a page with text, then a page that is a picture."""
    document = pypdfium2.PdfDocument(text_pdf)
    other = pypdfium2.PdfDocument(scanned)
    document.import_pages(other)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
