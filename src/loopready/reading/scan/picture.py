"""Pages and image files as pictures in grey: decoded within limits, straightened, lit evenly."""

from __future__ import annotations

import io
import math
from typing import Any

import numpy as np
import numpy.typing as npt

from loopready.model import InputError, Picture
from loopready.reading.scan.grey import Grey, Ink
from loopready.reading.scan.rules import without_rules

DPI = 200
MOST_PIXELS = 60_000_000
"""Pixels of one image from which on it is refused before it is decoded."""
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")
_PAGE_INCHES = 8.27
"""Width of the page that an image without a plausible resolution is taken for (A4)."""
_MOST_TILT = 4.0
_DARK = 128
_AROUND = 9
_EDGE = 2
_TILE = 16


def page_picture(page: Any) -> Picture:
    """A page of a PDF as a straight, evenly lit picture at ``DPI`` (less for a page larger than A3)."""
    width, height = page.get_size()
    dpi = min(float(DPI), math.sqrt(MOST_PIXELS / 4 / max(1.0, width / 72 * height / 72)))
    bitmap = page.render(scale=dpi / 72, grayscale=True, draw_annots=True)
    grey = np.array(bitmap.to_numpy(), dtype=np.uint8)
    bitmap.close()
    return picture_of(grey.reshape(grey.shape[:2]), dpi=dpi)


def picture_of(grey: Grey, *, dpi: float) -> Picture:
    """Pixels as a straight, evenly lit picture without rules."""
    made = without_rules(evened(straightened(grey)), dpi=dpi)
    return Picture(width=made.shape[1], height=made.shape[0], pixels=made.tobytes(), dpi=dpi)


def frames_of(data: bytes, *, name: str, most: int) -> tuple[list[tuple[Grey, float]], int]:
    """The first ``most`` frames of an image file, each with its pixels to an inch at about ``DPI``; and how many frames there are.

    Raises:
        InputError: damaged, or too_large (by its pixels).
    """
    from PIL import Image, UnidentifiedImageError

    out: list[tuple[Grey, float]] = []
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            count = int(getattr(image, "n_frames", 1))
            for number in range(min(count, most)):
                image.seek(number)
                if image.width * image.height > MOST_PIXELS:
                    size = f"{image.width} x {image.height}"
                    says = f"the picture has {size} pixels; save it with at most {MOST_PIXELS // 1_000_000} million."
                    raise InputError("too_large", says, name=name)
                out.append(_frame(image))
    except UnidentifiedImageError as error:
        raise InputError("damaged", "the picture can not be opened: it is cut off or damaged; save it again.", name=name) from error
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise InputError("damaged", "the picture can not be opened: it is cut off or damaged; save it again.", name=name) from error
    return out, count


def _frame(image: Any) -> tuple[Grey, float]:
    """The current frame, upright by its own mark, on white, in grey, scaled to about ``DPI``."""
    from PIL import Image, ImageOps

    said = image.info.get("dpi", (0, 0))[0]
    frame = ImageOps.exif_transpose(image)
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        white = Image.new("RGBA", frame.size, "white")
        white.alpha_composite(frame.convert("RGBA"))
        frame = white
    elif frame.mode.startswith("I;16"):
        frame = Image.fromarray((np.asarray(frame) >> 8).astype(np.uint8))
    frame = frame.convert("L")
    assumed = frame.width / _PAGE_INCHES if frame.width <= frame.height else frame.width / (_PAGE_INCHES * math.sqrt(2))
    inches = frame.width / float(said) if said else 0.0
    dpi = float(said) if 5.0 <= inches <= 17.0 else assumed
    if not 0.75 * DPI <= dpi <= 1.6 * DPI:
        times = DPI / dpi
        frame = frame.resize((max(1, round(frame.width * times)), max(1, round(frame.height * times))), Image.Resampling.BICUBIC)
        dpi = float(DPI)
    return np.asarray(frame, dtype=np.uint8), dpi


def straightened(grey: Grey) -> Grey:
    """The picture turned by the small angle that lets its rows of text run level; as it is where that is under a tenth of a degree."""
    from PIL import Image

    angle = tilt_of(grey)
    if abs(angle) < 0.1:
        return grey
    paper = int(np.percentile(grey[:: max(1, grey.shape[0] // 200), :: max(1, grey.shape[1] // 200)], 80))
    return np.asarray(Image.fromarray(grey).rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper), dtype=np.uint8)


def tilt_of(grey: Grey) -> float:
    """Degrees by which rows of text fall to the right, -4 to 4; 0 where no angle makes them stand out.

    The angle at which the sums of ink along the rows differ most (Postl's criterion), on a picture of half the size.
    """
    small = grey[::2, ::2].astype(np.int16)
    edges = np.abs(np.diff(small, axis=0)) > 40
    rows, columns = np.nonzero(edges)
    if len(rows) < 200:
        return 0.0
    if len(rows) > 60_000:
        step = len(rows) // 60_000 + 1
        rows, columns = rows[::step], columns[::step]
    centred = columns - grey.shape[1] / 4

    def worth(angle: float) -> float:
        level = np.round(rows - centred * math.tan(math.radians(angle))).astype(np.int64)
        sums = np.bincount(level - level.min())
        return float(np.sum(np.square(np.diff(sums))))

    best = 0.0
    for fineness, reach in ((0.5, _MOST_TILT), (0.1, 0.5), (0.05, 0.1)):
        count = round(reach / fineness)
        best = max((best + fineness * i for i in range(-count, count + 1)), key=worth)
    return best if worth(best) > 1.1 * worth(0.0) else 0.0


def evened(grey: Grey) -> Grey:
    """The picture with its paper made white everywhere: shadows and tinted boxes lifted, light text on a dark ground turned round."""
    from PIL import Image

    height, width = grey.shape
    lit = _turned_round(grey)
    padded = np.pad(lit, ((0, -height % _TILE), (0, -width % _TILE)), mode="edge")
    tiles = _tiles(padded)
    paper = _largest_of_nine(np.percentile(tiles, 85, axis=2)).astype(np.uint8)
    light = np.asarray(Image.fromarray(paper).resize((padded.shape[1], padded.shape[0]), Image.Resampling.BILINEAR), dtype=np.float32)
    out = np.minimum(255.0, padded.astype(np.float32) * (250.0 / np.maximum(light, 60.0)))
    return out[:height, :width].astype(np.uint8)


def _turned_round(grey: Grey) -> Grey:
    """Light letters on a dark ground turned to dark ones on white, the ground's edges painted over.

    The ground is where most of the pixels within some 2 mm are dark.
    """
    small = grey[::4, ::4] < _DARK
    ground = _around(small, _AROUND) > 0.5
    if not ground.any():
        return grey
    near = _around(ground, _EDGE)
    edge = (near > 0) & (near < 1)
    thick = _around(_around(small, 1) > 0.999, 1) > 0
    edge |= thick & ~ground & (_around(ground, _AROUND + 2) > 0)

    def full(mask: Ink) -> Ink:
        return np.asarray(np.repeat(np.repeat(mask, 4, axis=0), 4, axis=1)[: grey.shape[0], : grey.shape[1]])

    out = np.where(full(ground), 255 - grey, grey)
    out[full(edge)] = 255
    return np.asarray(out, dtype=np.uint8)


def _around(mask: Ink, reach: int) -> npt.NDArray[Any]:
    """The share of set pixels in the square of ``reach`` pixels to each side of every pixel."""
    padded = np.pad(mask, reach, mode="edge")
    sums = np.pad(np.cumsum(np.cumsum(padded, axis=0, dtype=np.int32), axis=1), ((1, 0), (1, 0)))
    side = 2 * reach + 1
    return np.asarray((sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / side**2)


def _tiles(grey: Grey) -> Grey:
    """Squares of the picture, every third pixel of each: rows, columns, pixels."""
    rows, columns = grey.shape[0] // _TILE, grey.shape[1] // _TILE
    squares = grey.reshape(rows, _TILE, columns, _TILE)[:, ::3, :, ::3].swapaxes(1, 2)
    return squares.reshape(rows, columns, -1)


def _neighbours(tiles: npt.NDArray[Any]) -> npt.NDArray[Any]:
    padded = np.pad(tiles, 1, mode="edge")
    rows, columns = tiles.shape
    return np.stack([padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)])


def _largest_of_nine(tiles: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.asarray(_neighbours(tiles).max(axis=0))
