"""What a DOCX file's style and numbering parts say of a paragraph's and a run's look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from loopready.reading.formats.xml import attribute, child, local

_ON = frozenset({None, "1", "true", "on"})
_HEADING_SIZES = {0: 26.0, 1: 16.0, 2: 14.0, 3: 12.5, 4: 12.0, 5: 11.0, 6: 11.0}
_DEEPEST = 20
_LIGHT_THEMES = frozenset({"background1", "light1", "bg1", "lt1"})
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Look:
    """A run's look: size in points."""

    bold: bool = False
    italic: bool = False
    size: float = 10.0
    colour: str | None = None
    fill: str | None = None
    vanish: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A paragraph's: white above and below and left edge in points, list and level, outline level (0 is the highest)."""

    above: float = 0.0
    below: float = 0.0
    left: float = 0.0
    hanging: float = 0.0
    list_id: str | None = None
    level: int = 0
    outline: int | None = None
    fill: str | None = None
    bulleted: bool = False
    right_stop: bool = False
    contextual: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Style:
    name: str
    base: str | None
    run: Any
    paragraph: Any


def twips(text: str | None) -> float:
    """Twentieths of a point as points; 0 for what is no sensible number."""
    value = number(text)
    return value / 20 if abs(value) < 40_000 else 0.0


def number(text: str | None) -> float:
    """A number of an attribute; 0 for what is none."""
    if text is None or len(text) > 12:
        return 0.0
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e9 else 0.0


def switched(element: Any, key: str, before: bool) -> bool:
    """An on-off property: as its element says, else as before."""
    found = child(element, key)
    return before if found is None else attribute(found, "val") in _ON


def look_with(look: Look, properties: Any) -> Look:
    """A look with what an ``rPr`` element changes."""
    if properties is None:
        return look
    changes: dict[str, Any] = {
        "bold": switched(properties, "b", look.bold),
        "italic": switched(properties, "i", look.italic),
        "vanish": switched(properties, "vanish", look.vanish),
    }
    size = child(properties, "sz")
    if size is not None and 0 < number(attribute(size, "val")) < 800:
        changes["size"] = number(attribute(size, "val")) / 2
    colour = child(properties, "color")
    if colour is not None:
        value = (attribute(colour, "val") or "auto").lower()
        light = attribute(colour, "themeColor") in _LIGHT_THEMES and value == "auto"
        changes["colour"] = "ffffff" if light else value if _is_colour(value) else None
    for key in ("shd", "highlight"):
        filled = child(properties, key)
        if filled is not None:
            changes["fill"] = fill_of(filled) or changes.get("fill", look.fill)
    return replace(look, **changes)


def fill_of(element: Any) -> str | None:
    """The colour that a shading or highlight lays under text; ``any`` where it is named rather than given."""
    value = (attribute(element, "fill") or attribute(element, "val") or "").lower()
    if _is_colour(value):
        return value
    named = attribute(element, "themeFill") is not None or (local(element) == "highlight" and value not in ("", "none", "white"))
    return "any" if named else None


def _is_colour(value: str) -> bool:
    return len(value) == 6 and all(letter in "0123456789abcdef" for letter in value)


@dataclass(slots=True)
class Styles:
    """The styles part, asked by style id."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _default: str | None = None
    _look: Look = field(default_factory=Look)
    _shape: Any = None

    @classmethod
    def of(cls, root: Any | None) -> Styles:
        """The styles of a styles part; Word's own defaults where there is none."""
        out = cls()
        if root is None:
            return out
        defaults = child(root, "docDefaults")
        out._look = look_with(out._look, child(child(defaults, "rPrDefault"), "rPr"))
        out._shape = child(child(defaults, "pPrDefault"), "pPr")
        for style in root:
            if local(style) != "style":
                continue
            key = attribute(style, "styleId")
            if key is None:
                continue
            name, base = child(style, "name"), child(style, "basedOn")
            out._styles[key] = _Style(
                name=(attribute(name, "val") or key).lower() if name is not None else key.lower(),
                base=attribute(base, "val") if base is not None else None,
                run=child(style, "rPr"),
                paragraph=child(style, "pPr"),
            )
            if attribute(style, "default") in ("1", "true") and attribute(style, "type") == "paragraph":
                out._default = key
        return out

    def chain(self, key: str | None) -> list[_Style]:
        """A style and those it rests on, the farthest first."""
        out: list[_Style] = []
        while key is not None and key in self._styles and len(out) < _DEEPEST:
            out.insert(0, self._styles[key])
            key = self._styles[key].base
        return out

    def paragraph(self, properties: Any) -> tuple[Shape, Look]:
        """The shape of a paragraph with these ``pPr``, and the look its runs start from."""
        named = child(properties, "pStyle")
        key = attribute(named, "val") if named is not None else self._default
        chain = self.chain(key)
        shape, look = _shape_with(Shape(), self._shape), self._look
        sized = False
        for style in chain:
            shape, look = _shape_with(shape, style.paragraph), look_with(look, style.run)
            sized = sized or child(style.run, "sz") is not None
        names = [style.name for style in chain] or ([str(key).lower()] if key else [])
        outline = next((level for name in reversed(names) if (level := _heading_level(name)) is not None), None)
        if outline is not None and chain and outline == 0:
            shape = replace(shape, outline=0)
        elif outline is not None and shape.outline is None:
            shape = replace(shape, outline=outline)
        if outline is not None and not sized and (not chain or child(chain[-1].run, "b") is None):
            look = replace(look, bold=True, size=max(look.size, _HEADING_SIZES.get(outline, 11.0)))
        bulleted = any(name.startswith(("list bullet", "listbullet")) for name in names)
        return _shape_with(replace(shape, style=key, bulleted=bulleted), properties), look

    def run(self, look: Look, properties: Any) -> Look:
        """The look of a run with these ``rPr`` in a paragraph of that look."""
        named = child(properties, "rStyle")
        if named is not None:
            for style in self.chain(attribute(named, "val")):
                look = look_with(look, style.run)
        return look_with(look, properties)


def _heading_level(name: str) -> int | None:
    """Title is 0, heading 1 is 1; None for a style that heads nothing."""
    if name == "title":
        return 0
    for start in ("heading", "überschrift", "titre", "título", "titolo", "kop", "rubrik"):
        rest = name.removeprefix(start).strip()
        if rest != name and len(rest) == 1 and rest.isdigit():
            return int(rest)
    return None


def _shape_with(shape: Shape, properties: Any) -> Shape:
    if properties is None:
        return shape
    changes: dict[str, Any] = {}
    for part in properties:
        key = local(part)
        if key == "spacing":
            for side, field_name in (("before", "above"), ("after", "below")):
                if attribute(part, side) is not None:
                    changes[field_name] = max(0.0, min(twips(attribute(part, side)), 200.0))
        elif key == "ind":
            left = attribute(part, "left") or attribute(part, "start")
            changes["left"] = max(0.0, twips(left)) if left is not None else shape.left
            changes["hanging"] = twips(attribute(part, "hanging")) - twips(attribute(part, "firstLine"))
        elif key == "numPr":
            level, list_id = child(part, "ilvl"), child(part, "numId")
            changes["level"] = int(number(attribute(level, "val"))) % _LEVELS if level is not None else shape.level
            if list_id is not None:
                said = attribute(list_id, "val")
                changes["list_id"] = None if said == "0" else said
        elif key == "outlineLvl":
            level_said = int(number(attribute(part, "val")))
            changes["outline"] = level_said + 1 if 0 <= level_said < 9 else None
        elif key == "shd":
            changes["fill"] = fill_of(part)
        elif key == "contextualSpacing":
            changes["contextual"] = attribute(part, "val") in _ON
        elif key == "tabs":
            changes["right_stop"] = any(attribute(stop, "val") in ("right", "end") for stop in part)
    return replace(shape, **changes)


@dataclass(slots=True)
class Numbering:
    """The numbering part: what stands before a list's paragraphs."""

    _levels: Mapping[str, Mapping[int, tuple[str, str, float]]] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any | None) -> Numbering:
        """The lists of a numbering part."""
        if root is None:
            return cls()
        kinds: dict[str, dict[int, tuple[str, str, float]]] = {}
        lists: dict[str, dict[int, tuple[str, str, float]]] = {}
        for part in root:
            if local(part) == "abstractNum":
                kinds[attribute(part, "abstractNumId") or ""] = _levels_of(part)
            elif local(part) == "num":
                kind = child(part, "abstractNumId")
                lists[attribute(part, "numId") or ""] = kinds.get(attribute(kind, "val") or "", {}) if kind is not None else {}
        return cls(lists)

    def mark(self, list_id: str, level: int) -> tuple[str, float]:
        """``- `` for a bullet, ``3. `` for a number, and the level's left edge in points; counts on."""
        kind, _, left = self._levels.get(list_id, {}).get(level, ("bullet", "", 18.0 * (level + 1)))
        if kind == "none":
            return "", left
        if kind == "bullet":
            return "- ", left
        count = self._counts[(list_id, level)] = self._counts.get((list_id, level), 0) + 1
        for deeper in range(level + 1, _LEVELS):
            self._counts.pop((list_id, deeper), None)
        letters = kind in ("lowerLetter", "upperLetter") and count <= 8
        return (f"{chr(96 + count)}. " if letters else f"{count}. "), left


def _levels_of(part: Any) -> dict[int, tuple[str, str, float]]:
    out: dict[int, tuple[str, str, float]] = {}
    for level in part:
        if local(level) != "lvl":
            continue
        kind, text = child(level, "numFmt"), child(level, "lvlText")
        indent = child(child(level, "pPr"), "ind")
        left = twips(attribute(indent, "left") or attribute(indent, "start")) if indent is not None else 18.0
        out[int(number(attribute(level, "ilvl"))) % _LEVELS] = (
            (attribute(kind, "val") or "bullet") if kind is not None else "bullet",
            (attribute(text, "val") or "") if text is not None else "",
            max(0.0, left),
        )
    return out
