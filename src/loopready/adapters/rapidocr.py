"""OCR by the rapidocr package (the ``ocr`` extra): models inside its wheel, onnxruntime underneath."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib import metadata
from importlib.util import find_spec
from typing import Any

from loopready.model import Picture, Word

_MOST_SIDE = 960
"""Pixels of the picture's longer side in which lines are looked for; more does not fit into a reader's memory."""


class RapidOcr:
    """The rapidocr package; its models are loaded when the first picture comes."""

    def __init__(self) -> None:
        self.name = f"rapidocr {metadata.version('rapidocr')}"
        self._engine: Any = None

    def recognise(self, pictures: Sequence[Picture], *, seconds: float) -> list[list[Word] | None]:
        """The words of each picture; None for those not begun in time, or too large for the memory.

        Why the last third is kept free: a page takes seconds, and one begun late would outlast the file's limit.
        """
        end = time.monotonic() + 0.65 * seconds
        out: list[list[Word] | None] = []
        for picture in pictures:
            out.append(self._page(picture) if time.monotonic() < end else None)
        return out

    def _page(self, picture: Picture) -> list[Word] | None:
        import numpy as np
        from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError

        if self._engine is None:
            self._engine = _engine()
        grey = np.frombuffer(picture.pixels, dtype=np.uint8).reshape(picture.height, picture.width)
        try:
            found = self._engine(np.repeat(grey[:, :, None], 3, axis=2), use_cls=False)
        except ONNXRuntimeError:
            return None
        if found.boxes is None:
            return []
        out: list[Word] = []
        for line, (box, text, sure) in enumerate(zip(found.boxes, found.txts, found.scores, strict=True)):
            xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
            out += words_of_line(text, (min(xs), min(ys), max(xs), max(ys)), confidence=float(sure), line=line)
        return out


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
