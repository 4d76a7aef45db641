"""Scans: a PDF's pages as pictures, tilted, with noise, unevenly lit, squeezed by JPEG, and bound as a PDF again."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image

DPI = 170


def scanned(pdf: bytes, *, seed: int) -> bytes:
    """The pages of a PDF as a scanner would see them; equal seed, equal bytes on one machine."""
    rng = np.random.default_rng(seed)
    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=DPI / 72).to_pil().convert("L")
            tilt = float(rng.uniform(0.25, 1.1)) * float(rng.choice([-1, 1]))
            picture = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=244)
            pages.append(_worn(picture, rng))
    out = io.BytesIO()
    pages[0].save(out, format="PDF", save_all=True, append_images=pages[1:], resolution=DPI)
    return out.getvalue()


def _worn(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Shade from one edge, grain, specks, then a JPEG round trip."""
    grey = np.asarray(picture, dtype=np.float32)
    height, width = grey.shape
    shade = 1 - float(rng.uniform(0.02, 0.09)) * np.linspace(0, 1, width, dtype=np.float32)[None, :]
    grey = grey * shade + rng.normal(0, float(rng.uniform(3, 8)), grey.shape).astype(np.float32)
    specks = int(height * width * 0.00004)
    grey[rng.integers(0, height, specks), rng.integers(0, width, specks)] = 60
    squeezed = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(squeezed, format="JPEG", quality=int(rng.integers(38, 62)))
    return Image.open(squeezed)
