"""Scans and pictures: read through a recogniser, straightened, told with notices; refused clearly without one."""

from __future__ import annotations

import numpy as np
import pytest

from loopready.adapters.fakes import FakeRecogniser
from loopready.adapters.recognisers import find_recogniser
from loopready.adapters.tesseract import find_tesseract
from loopready.model import InputError, Picture, Word
from loopready.reading import read_document, read_profile
from loopready.reading.scan.mending import mended
from loopready.reading.scan.picture import evened, frames_of, straightened, tilt_of
from loopready.reading.scan.rules import without_rules
from loopready.reading.scan.telling import pages_named
from loopready.reading.scan.words import glyphs_of

from . import hostile
from .cv_layouts import compiled, page, sidebar_left
from .cv_people import ENGINEER
from .scans import image_file, picture, scan, with_text_page

needs_tesseract = [pytest.mark.tesseract, pytest.mark.skipif(find_tesseract() is None, reason="no tesseract program on the PATH")]
TEXT = page() + "Ada Okoro\n\nBaker of bread in Leeds since 2015, and a teacher of bakers\n"


def words(*texts: str, sure: float = 0.95, line: int = 0, y: float = 200) -> list[Word]:
    """Words of one line, each letter 20 pixels wide."""
    out, x = [], 200.0
    for text in texts:
        out.append(Word(text=text, x0=x, y0=y, x1=x + 20 * len(text), y1=y + 30, confidence=sure, line=line))
        x += 20 * len(text) + 12
    return out


def test_a_scan_without_an_engine_says_how_to_get_one() -> None:
    with pytest.raises(InputError) as caught:
        read_document(scan(compiled(TEXT)), kind="cv", name="cv.pdf")
    assert caught.value.code == "needs_ocr"
    assert "apt install tesseract-ocr" in caught.value.message and "pip install loopready[ocr]" in caught.value.message


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_an_image_is_told_by_its_content_and_read(format: str) -> None:
    data = image_file(picture(compiled(TEXT)), format=format)
    document = read_document(data, kind="cv", name="cv.pdf", ocr=lambda: FakeRecogniser(words("Ada", "Okoro")))
    assert document.text.strip() == "Ada Okoro"
    assert {notice.code for notice in document.notices} == {"ocr", "wrong_extension"}
    assert document.lines[0].page == 1 and document.lines[0].box is not None
    with pytest.raises(InputError) as caught:
        read_document(data, kind="cv", name="cv")
    assert caught.value.code == "needs_ocr"


def test_text_pages_never_go_to_ocr_and_picture_pages_do() -> None:
    asked: list[int] = []

    class Counting(FakeRecogniser):
        def recognise(self, pictures: object, *, seconds: float) -> list[list[Word] | None]:
            asked.append(len(pictures))  # type: ignore[arg-type]
            return super().recognise(pictures, seconds=seconds)  # type: ignore[arg-type]

    def find() -> Counting:
        return Counting(words("Certified", "teacher"))

    text = read_document(compiled(TEXT), kind="cv", name="a.pdf", ocr=find)
    assert asked == [] and text.notices == ()
    mixed = read_document(with_text_page(compiled(TEXT), scan(compiled(TEXT))), kind="cv", name="b.pdf", ocr=find)
    assert asked == [1] and mixed.text.startswith("Ada Okoro") and "Certified teacher" in mixed.text
    assert [line.page for line in mixed.lines][-1] == 2
    assert next(notice.message for notice in mixed.notices if notice.code == "ocr").startswith("Page 2 held")


def test_a_picture_page_among_text_is_named_where_no_engine_is() -> None:
    mixed = read_document(with_text_page(compiled(TEXT), scan(compiled(TEXT))), kind="cv", name="b.pdf")
    assert [notice.code for notice in mixed.notices] == ["lost_text"] and "page 2" in mixed.notices[0].message


def test_doubtful_ocr_and_pages_left_out_are_told() -> None:
    both = with_text_page(scan(compiled(TEXT)), scan(compiled(TEXT)))
    read = read_document(both, kind="cv", name="b.pdf", ocr=lambda: FakeRecogniser(words("Ada", "Okoro", sure=0.5), unread=1))
    assert [notice.code for notice in read.notices] == ["ocr", "low_confidence", "pages_left_out"]
    assert "page 2" in read.notices[2].message
    with pytest.raises(InputError) as caught:
        read_document(scan(compiled(TEXT)), kind="cv", name="c.pdf", ocr=lambda: FakeRecogniser([], unread=1))
    assert caught.value.code == "ocr_failed"
    with pytest.raises(InputError) as caught:
        read_document(scan(compiled(TEXT)), kind="cv", name="c.pdf", ocr=lambda: FakeRecogniser([]))
    assert caught.value.code == "no_text"


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    from PIL import Image

    huge = image_file(Image.new("1", (9000, 7000)), format="PNG")
    with pytest.raises(InputError) as caught:
        frames_of(huge, name="huge.png", most=1)
    assert caught.value.code == "too_large" and len(huge) < 200_000


def test_a_damaged_picture_is_told() -> None:
    data = image_file(picture(compiled(TEXT)), format="PNG")
    with pytest.raises(InputError) as caught:
        frames_of(data[: len(data) // 2], name="half.png", most=1)
    assert caught.value.code == "damaged"


@pytest.mark.parametrize("tilt", [-2.0, -0.6, 0.0, 1.3])
def test_a_tilted_page_is_straightened(tilt: float) -> None:
    body = "".join(f"Line {i} of a page with enough words on it to tell its tilt from\n\n" for i in range(25))
    grey = np.asarray(picture(compiled(page() + body), tilt=tilt))
    assert tilt_of(grey) == pytest.approx(-tilt, abs=0.15)
    assert abs(tilt_of(straightened(grey))) <= 0.15


def test_light_letters_on_a_dark_ground_are_turned_round() -> None:
    grey = np.full((600, 600), 255, dtype=np.uint8)
    grey[100:300, 100:500] = 40
    grey[180:200, 200:400] = 250
    lit = evened(grey)
    assert lit[190, 300] < 60 and lit[250, 300] > 200 and lit[500, 300] > 240


def test_rules_and_boxes_go_and_letters_stay() -> None:
    grey = np.full((400, 900), 255, dtype=np.uint8)
    grey[50:53, 100:800] = 0
    grey[150:152, 100:300] = grey[190:192, 100:300] = 0
    grey[150:192, 100:102] = grey[150:192, 298:300] = 0
    grey[160:180, 150:156] = 0
    out = without_rules(grey, dpi=200)
    assert out[45:60].min() == 255 and out[145:195, 95:110].min() == 255 and out[170, 152] == 0


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("2O21", "2021"), ("l0/2019", "10/2019"), ("ada©okoro.org", "ada@okoro.org"), ("555-0l8-58I6", "555-018-5816"),
        ("lvanova", "Ivanova"), ("Oslo", "Oslo"), ("llama", "llama"), ("Il", "Il"), ("R2D2", "R2D2"),
    ],
)  # fmt: skip
def test_look_alikes_are_mended(read: str, meant: str) -> None:
    assert mended([read]) == [meant]


def test_a_bullet_is_seen_in_the_picture_where_the_engine_read_none_or_a_letter() -> None:
    grey = np.full((400, 900), 255, dtype=np.uint8)
    for y in (213, 313):
        grey[y : y + 10, 150:160] = 0
    given = [*words("Baked", "bread", line=0), Word(text="e", x0=150, y0=313, x1=160, y1=323, confidence=0.5, line=1)]
    given += words("Sold", "cake", line=1, y=300)
    made = glyphs_of(given, Picture(width=900, height=400, pixels=grey.tobytes(), dpi=200))
    assert "".join(glyph.text for glyph in made) == "•Bakedbread•Soldcake"


def signs(shape: tuple[int, int], *, sign: str, before: str) -> str:
    """What is read of a line of words parted by signs of so many dots (wide, high) that the engine read as ``sign``."""
    grey = np.full((400, 900), 255, dtype=np.uint8)
    wide, high = shape
    given = words(before, y=200) + words("Kafka", y=200) + words("Go", y=200)
    x, out = 100.0, list[Word]()
    for i, word in enumerate(given):
        if i:
            left = round(x) + 12
            grey[216 - high // 2 : 216 - high // 2 + high, left : left + wide] = 0
            out.append(Word(text=sign, x0=left - 2, y0=205, x1=left + wide + 2, y1=225, confidence=0.9))
            x += 24 + wide
        out.append(word.model_copy(update={"x0": x, "x1": x + word.x1 - word.x0}))
        x += word.x1 - word.x0
    made = glyphs_of(out, Picture(width=900, height=400, pixels=grey.tobytes(), dpi=200))
    return "".join(" " * glyph.space_before + glyph.text for glyph in made).strip()


@pytest.mark.parametrize("sign", ["-", ":", "«"])
def test_a_dot_between_words_is_told_from_a_dash_by_its_ink(sign: str) -> None:
    assert signs((5, 6), sign=sign, before="Python") == "Python · Kafka · Go"
    assert signs((14, 4), sign=sign, before="Python") == f"Python {sign} Kafka {sign} Go"


def test_a_sign_after_a_year_stays_what_it_was_read_as() -> None:
    given = [*words("2019", y=200)]
    grey = np.full((400, 900), 255, dtype=np.uint8)
    grey[213:219, 295:300] = 0
    given += [
        Word(text="-", x0=293, y0=208, x1=302, y1=224, confidence=0.9),
        *(word.model_copy(update={"x0": 315, "x1": 395}) for word in words("2023", y=200)),
    ]
    made = glyphs_of(given, Picture(width=900, height=400, pixels=grey.tobytes(), dpi=200))
    assert "".join(glyph.text for glyph in made) == "2019-2023"


def test_a_page_with_far_too_much_on_it_is_named_and_not_drawn() -> None:
    asked: list[int] = []

    def find() -> FakeRecogniser:
        asked.append(1)
        return FakeRecogniser(words("Ada", "Okoro"))

    mixed = with_text_page(compiled(TEXT), hostile.form_bomb(wide=1, deep=20, letters=False))
    document = read_document(mixed, kind="cv", name="a.pdf", ocr=find)
    assert asked == [] and document.text.startswith("Ada Okoro")
    assert [notice.code for notice in document.notices] == ["pages_left_out"] and "page 2" in document.notices[0].message


def test_pages_are_named_in_words() -> None:
    assert [pages_named(numbers) for numbers in ([2], [2, 3], [1, 2, 3], [2, 3, 7])] == [
        "page 2", "pages 2 and 3", "pages 1 to 3", "pages 2, 3 and 7",
    ]  # fmt: skip


class TestWithTesseract:
    pytestmark = needs_tesseract

    def test_a_sidebar_cv_reads_as_its_text_pdf_does(self) -> None:
        data = compiled(sidebar_left(ENGINEER))
        said = read_profile(read_document(scan(data, dpi=200), kind="cv", name="cv.pdf", ocr=find_tesseract))
        true = read_profile(read_document(data, kind="cv", name="cv.pdf"))
        assert said.person.email is not None and true.person.email is not None
        assert said.person.email.value == true.person.email.value
        for one, two in zip(said.work, true.work, strict=True):
            assert one.start == two.start or (one.start and two.start and one.start.value == two.start.value)
            assert one.position is not None and two.position is not None and one.position.value == two.position.value

    def test_the_program_is_found_and_named(self) -> None:
        found = find_recogniser()
        assert found is not None and found.name.startswith("tesseract")
