"""The rapidocr adapter: words shared out over a line, boxes within the picture, an end in time. The engine runs where it is installed."""

from __future__ import annotations

import resource
import sys
from importlib.util import find_spec

import numpy as np
import pytest

from loopready.adapters.rapidocr import _around, find_rapidocr, words_of_line
from loopready.adapters.workers import Workers, allow_more_memory
from loopready.model import Picture
from reading.cv_layouts import compiled, page
from reading.scans import picture

needs_rapidocr = pytest.mark.skipif(find_spec("rapidocr") is None, reason="the rapidocr package (the ocr extra) is not installed")


def test_a_lines_words_share_its_box() -> None:
    words = words_of_line("Team Lead", (0.0, 10.0, 90.0, 30.0), confidence=0.9, line=4)
    assert [(word.text, word.x0, word.x1, word.line, word.tight) for word in words] == [
        ("Team", 0.0, 40.0, 4, False),
        ("Lead", 50.0, 90.0, 4, False),
    ]


def test_a_box_stays_within_the_picture_and_is_never_empty() -> None:
    assert _around([(-5, 2), (50, 1), (50, 9), (-5, 9)], width=40, height=20) == (0, 1, 40, 9)
    assert _around([(60, 30), (60, 30), (60, 30), (60, 30)], width=40, height=20) == (39, 19, 40, 20)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_a_reader_may_raise_its_limit_for_an_engine() -> None:
    with Workers(memory_mb=500) as pool:
        before, after = pool.run(_limits, 300, name="cv.pdf")
    assert after - before == 300 * 1024 * 1024


def _limits(memory_mb: int) -> tuple[int, int]:
    before = resource.getrlimit(resource.RLIMIT_AS)[0]
    allow_more_memory(memory_mb)
    return before, resource.getrlimit(resource.RLIMIT_AS)[0]


def page_of_text() -> Picture:
    image = picture(compiled(page() + "Ilse Varga\n\nTeam Lead, Fenwick Data Ltd, 2019 - 2023\n"), tilt=0.0)
    grey = np.asarray(image)
    return Picture(width=grey.shape[1], height=grey.shape[0], pixels=grey.tobytes(), dpi=150)


@needs_rapidocr
def test_the_engine_reads_a_page_within_a_readers_memory() -> None:
    with Workers(seconds=60) as pool:
        text = pool.run(_read, page_of_text(), 60.0, name="cv.pdf")
    assert text is not None and "Team Lead" in text and "Fenwick Data" in text


@needs_rapidocr
def test_a_page_that_time_did_not_suffice_for_is_not_half_read() -> None:
    with Workers(seconds=60) as pool:
        assert pool.run(_read, page_of_text(), 0.01, name="cv.pdf") is None


def _read(page: Picture, seconds: float) -> str | None:
    engine = find_rapidocr()
    assert engine is not None
    words = engine.recognise([page], seconds=seconds)[0]
    return None if words is None else " ".join(word.text for word in words)
