"""What a document holds that is no text: large pictures and embedded objects, each told as a notice."""

from __future__ import annotations

import re
from typing import Any

from loopready.model import Notice
from loopready.reading.formats.xml import attribute, local

_EMU = 12_700.0
"""English metric units in a point."""
_WIDE, _HIGH = 200.0, 60.0
"""Points from which on a picture may hold text; a photograph of a person is narrower."""
_UNITS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(pt|cm|mm|in)")
_OBJECTS = frozenset(("OLEObject", "chart", "relIds", "object-ole"))


def docx_notices(body: Any) -> tuple[Notice, ...]:
    """The notices for a DOCX body."""
    pictures = objects = 0
    for element in body.iter():
        key = local(element)
        if key in ("inline", "anchor"):
            size = next((one for one in element if local(one) == "extent"), None)
            drawn = any(local(one) == "blip" for one in element.iter())
            pictures += drawn and size is not None and _is_large(_emu(attribute(size, "cx")), _emu(attribute(size, "cy")))
        objects += key in _OBJECTS
    return _notices(pictures, objects)


def odt_notices(text: Any) -> tuple[Notice, ...]:
    """The notices for an ODT text."""
    pictures = objects = 0
    for element in text.iter():
        if local(element) != "frame":
            continue
        held = {local(one) for one in element}
        if held & {"object", "object-ole"}:
            objects += 1
        elif "image" in held:
            pictures += _is_large(_points(attribute(element, "width")), _points(attribute(element, "height")))
    return _notices(pictures, objects)


def _is_large(width: float, height: float) -> bool:
    return width >= _WIDE and height >= _HIGH


def _emu(said: str | None) -> float:
    return int(said) / _EMU if said is not None and said.isascii() and said.isdigit() and len(said) < 12 else 0.0


def _points(said: str | None) -> float:
    found = _LENGTH.fullmatch(said or "")
    return float(found[1]) * _UNITS[found[2]] if found else 0.0


def _notices(pictures: int, objects: int) -> tuple[Notice, ...]:
    out: list[Notice] = []
    if pictures:
        says = f"The file holds {_count(pictures, 'large picture')}; words in a picture are not read. Write them as text where they matter."
        out.append(Notice(code="pictures_not_read", message=says))
    if objects:
        says = (
            f"The file holds {_count(objects, 'embedded object')} such as a chart or a sheet, which is not read. Write its words as text."
        )
        out.append(Notice(code="objects_not_read", message=says))
    return tuple(out)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}"
