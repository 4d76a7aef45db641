"""OCR by the rapidocr package (the ``ocr`` extra): models inside its wheel, onnxruntime underneath."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from importlib.util import find_spec
from typing import Any

from loopready.adapters.workers import allow_more_memory
from loopready.model import Picture, Word

_MOST_SIDE = 960
"""Pixels of the picture's longer side in which lines are looked for; more takes time and memory and finds hardly more lines."""
_SIDE_BY_SIDE = 2
_LEAST_SURE = 0.5
"""Confidence under which a line is dirt rather than text."""
_MORE_MB = 800
"""Address space that the models and their runtime need on top of a reader's own; of this about 250 MB are really used."""


class RapidOcr:
    """The rapidocr package; its models are loaded when the first picture comes.

    Why the lines of a page are read one by one, ``_SIDE_BY_SIDE`` at a time: a page of text takes some five seconds of one core, so the
    clock is looked at between lines; and a batch is padded to its longest line, which takes more time and memory than it saves.
    """

    def __init__(self) -> None:
        self.name = f"rapidocr {metadata.version('rapidocr')}"
        self._engine: Any = None

    def recognise(self, pictures: Sequence[Picture], *, seconds: float) -> list[list[Word] | None]:
        """The words of each picture; None for those not finished in time, or too large for the memory."""
        end = time.monotonic() + seconds
        out: list[list[Word] | None] = []
        for picture in pictures:
            out.append(self._page(picture, end) if time.monotonic() < end else None)
        return out

    def _page(self, picture: Picture, end: float) -> list[Word] | None:
        import numpy as np

        if self._engine is None:
            allow_more_memory(_MORE_MB)
            self._engine = _engine()
        from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError

        grey = np.frombuffer(picture.pixels, dtype=np.uint8).reshape(picture.height, picture.width)
        pixels = np.repeat(grey[:, :, None], 3, axis=2)
        try:
            found = self._engine(pixels, use_det=True, use_cls=False, use_rec=False).boxes
            boxes = [] if found is None else [_around(box, width=picture.width, height=picture.height) for box in found]
            with ThreadPoolExecutor(_SIDE_BY_SIDE) as side_by_side:
                lines = list(side_by_side.map(lambda box: self._line(pixels, box, end), boxes))
        except ONNXRuntimeError:
            return None
        if any(line is None for line in lines):
            return None
        return [
            word
            for number, (line, box) in enumerate(zip(lines, boxes, strict=True))
            if line is not None and line[1] >= _LEAST_SURE
            for word in words_of_line(line[0], box, confidence=line[1], line=number)
        ]

    def _line(self, pixels: Any, box: tuple[int, int, int, int], end: float) -> tuple[str, float] | None:
        """A line's text and how sure the engine is of it; None where the time is over."""
        if time.monotonic() >= end:
            return None
        x0, y0, x1, y1 = box
        read = self._engine(pixels[y0:y1, x0:x1], use_det=False, use_cls=False, use_rec=True)
        return (str(read.txts[0]), float(read.scores[0])) if read.txts else ("", 0.0)


def _around(box: Any, *, width: int, height: int) -> tuple[int, int, int, int]:
    """The upright box (x0, y0, x1, y1) around four corners, within the picture and at least a pixel large."""
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    x0, y0 = min(max(0, int(min(xs))), width - 1), min(max(0, int(min(ys))), height - 1)
    return x0, y0, min(width, max(x0 + 1, round(max(xs)))), min(height, max(y0 + 1, round(max(ys))))


def words_of_line(text: str, box: tuple[float, float, float, float], *, confidence: float, line: int) -> list[Word]:
    """A line's words, each with the part of the line's box that its letters' share is."""
    x0, y0, x1, y1 = box
    step = (x1 - x0) / max(1, len(text))
    out: list[Word] = []
    at = 0
    for part in text.split():
        at = text.index(part, at)
        left, right = x0 + at * step, x0 + (at + len(part)) * step
        sure = min(1.0, max(0.0, confidence))
        out.append(Word(text=part, x0=left, y0=y0, x1=right, y1=y1, confidence=sure, line=line, tight=False))
        at += len(part)
    return out


def _engine() -> Any:
    from rapidocr import RapidOCR

    lean = {"intra_op_num_threads": 1, "inter_op_num_threads": 1, "enable_cpu_mem_arena": False}
    engine = {f"EngineConfig.onnxruntime.{key}": value for key, value in lean.items()}
    sizes = {"Det.limit_type": "max", "Det.limit_side_len": _MOST_SIDE, "Rec.rec_batch_num": 1}
    return RapidOCR(params={"Global.log_level": "error", **sizes, **engine})


def find_rapidocr() -> RapidOcr | None:
    """The rapidocr package where it is installed."""
    return RapidOcr() if find_spec("rapidocr") is not None else None
