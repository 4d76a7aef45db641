"""Pages as pictures to look at: sized like the boxes, few, modest, and level where OCR had them level."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from loopready.model import InputError
from loopready.reading.picturing import MOST_PAGES, page_images
from loopready.reading.scan.picture import tilt_of

from .cv_layouts import compiled
from .scans import image_file, picture, scan

PAGE = '#set page(paper: "a4")\n#set text(font: "Libertinus Serif")\n'
TEXT = PAGE + "\n\n".join("Ada Okoro led a team of bakers in Leeds and taught the making of bread" for _ in range(12))


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg), formats=("JPEG",))


def test_a_pdfs_first_pages_are_drawn_in_points() -> None:
    images = page_images(compiled(PAGE + "#pagebreak()\n".join(["Page"] * 9)), name="cv.pdf")
    assert [image.page for image in images] == list(range(1, MOST_PAGES + 1))
    assert images[0].width == pytest.approx(595.3, abs=0.1) and images[0].height == pytest.approx(841.9, abs=0.1)
    assert opened(images[0].jpeg).width == pytest.approx(827, abs=2)


def test_colours_are_kept() -> None:
    (image,) = page_images(compiled("#set page(width: 100pt, height: 100pt, fill: rgb(200, 30, 30))\nA"), name="cv.pdf")
    red, green, blue = opened(image.jpeg).convert("RGB").getpixel((100, 100))  # type: ignore[misc]
    assert red > 180 and green < 60 and blue < 60


def test_a_huge_page_is_drawn_with_fewer_dots() -> None:
    (image,) = page_images(compiled("#set page(width: 6000pt, height: 6000pt)\nA"), name="cv.pdf")
    assert opened(image.jpeg).width < 1700
    assert image.width == pytest.approx(6000)


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_a_tilted_scan_is_shown_level(kind: str) -> None:
    data = compiled(TEXT)
    made = scan(data, tilt=2.0) if kind == "pdf" else image_file(picture(data, tilt=2.0), format="PNG")
    (image,) = page_images(made, name=f"cv.{kind}")
    assert abs(tilt_of(np.asarray(opened(image.jpeg).convert("L")))) < 0.4
    assert image.width == pytest.approx(595, abs=2)


def test_a_file_without_pages_has_none() -> None:
    assert page_images(b"Ada Okoro\n", name="cv.txt") == ()


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        page_images(b"%PDF-1.7\nnothing", name="cv.pdf")
    assert caught.value.code == "damaged"


def test_pages_from_a_later_one_on() -> None:
    data = compiled(PAGE + "#pagebreak()\n".join(["Page"] * 9))
    assert [image.page for image in page_images(data, name="cv.pdf", first=7)] == [7, 8, 9]
    assert page_images(data, name="cv.pdf", first=13) == ()
