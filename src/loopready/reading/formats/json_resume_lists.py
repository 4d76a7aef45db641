"""The lists of a JSON Resume beyond work, education and skills, and what a profile's own JSON Resume says of itself in ``meta.loopready``.

``meta.loopready`` (see ``rendering.json_resume``) holds what JSON Resume has no field for:

- ``sections``: the CV's own headings in order, each with the number of entries of its list, or with its lines where there is no such list;
- ``as_written``: by JSON pointer, an address as the CV writes it (``was``) where the field must hold another form of it (``is``);
- ``no_end``: by JSON pointer, posts without an end date that do not go on, each with its start date.

A value that was changed since in another program is taken as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from loopready.engines.text import one_line

MOST_ITEMS = 400
_MOST_LETTERS = 20_000

HEADINGS = {
    "volunteer": "Volunteering", "projects": "Projects", "certificates": "Certificates", "awards": "Awards", "publications": "Publications",
    "languages": "Languages", "interests": "Interests", "references": "References",
}  # fmt: skip
"""The lists that become sections of lines, in order, and what their heading is where the file has none."""
OTHER = "other"
"""The kind of a section that JSON Resume has no list for."""
_KEYS = {
    "volunteer": ("position", "organization", "startDate", "endDate", "summary", "highlights", "url"),
    "projects": ("name", "entity", "roles", "startDate", "endDate", "description", "highlights", "keywords", "url"),
    "certificates": ("name", "issuer", "date", "url"),
    "awards": ("title", "awarder", "date", "summary"),
    "publications": ("name", "publisher", "releaseDate", "date", "summary", "url"),
    "languages": ("language", "fluency"),
    "interests": ("name", "keywords"),
    "references": ("name", "reference"),
}
_MORE_KEYS = ("name", "title", "description", "summary")
"""Read in every list, as hand-written files have them."""


class Named(NamedTuple):
    """A line and which value it is; ``item`` says that it is one of a list."""

    pointer: str
    text: str
    item: bool


def items(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [entry for entry in value[:MOST_ITEMS] if isinstance(entry, dict)] if isinstance(value, list) else []


def texts(value: Any) -> list[str]:
    """The texts of a list that can be shown."""
    return [text for one in value[:MOST_ITEMS] if (text := words(one))] if isinstance(value, list) else []


def words(value: Any) -> str:
    """A text value as one line that can be shown; empty for what is none."""
    return one_line(value[:_MOST_LETTERS]) if isinstance(value, str) else ""


def own_meta(root: dict[str, Any], key: str) -> Any:
    """A value of ``meta.loopready``; None where there is none."""
    meta = root.get("meta")
    own = meta.get("loopready") if isinstance(meta, dict) else None
    return own.get(key) if isinstance(own, dict) else None


def as_written(root: dict[str, Any], pointer: str, value: Any) -> str:
    """A field's text as the CV had it, where the field still holds the form that was written for it; else as it stands."""
    said = own_meta(root, "as_written")
    entry = said.get(pointer) if isinstance(said, dict) else None
    if isinstance(entry, dict) and entry.get("is") == value:
        return words(entry.get("was")) or words(value)
    return words(value)


def no_end(root: dict[str, Any], pointer: str, entry: dict[str, Any]) -> bool:
    """Whether a post without an end date is said not to go on, and nobody changed its dates since."""
    said = own_meta(root, "no_end")
    return isinstance(said, dict) and pointer in said and said[pointer] == entry.get("startDate") and not words(entry.get("endDate"))


def list_lines(root: dict[str, Any]) -> Iterator[Named]:
    """Headings and lines of the lists: first the sections that ``meta.loopready`` names, then what is left."""
    left = {kind: [(f"/{kind}/{i}", _line(kind, entry)) for i, entry in enumerate(items(root.get(kind)))] for kind in HEADINGS}
    named = [(i, kind, heading, entry) for i, entry in enumerate(items(own_meta(root, "sections"))) for kind, heading in _kind_of(entry)]
    last = {kind: i for i, kind, _, _ in named if kind in left}
    for i, kind, heading, entry in named:
        at = f"/meta/loopready/sections/{i}"
        if kind == OTHER:
            held = [(f"{at}/lines/{j}", text) for j, text in enumerate(texts(entry.get("lines")))]
        else:
            count = len(left[kind]) if last[kind] == i else _count(entry.get("entries"))
            held, left[kind] = left[kind][:count], left[kind][count:]
        yield from _section(f"{at}/{kind}", heading, held)
    for kind, heading in HEADINGS.items():
        yield from _section(f"/{kind}", heading, left[kind])
        plain = [(f"/meta/loopready/{kind}/{j}", text) for j, text in enumerate(texts(own_meta(root, kind)))]
        yield from _section(f"/meta/loopready/{kind}", heading, plain)


def _kind_of(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The kind and the heading of a section that ``meta.loopready`` names."""
    for kind in (*HEADINGS, OTHER):
        if heading := words(entry.get(kind)):
            yield kind, heading
            return


def _count(said: Any) -> int:
    """JSON's numbers come as the text they are written in: one with thousands of digits is no number to work with."""
    return int(said) if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 5 else 0


def _section(pointer: str, heading: str, held: list[tuple[str, str]]) -> Iterator[Named]:
    lines = [Named(at, text, item=True) for at, text in held if text]
    if lines:
        yield Named(pointer, heading, item=False)
        yield from lines


def _line(kind: str, entry: dict[str, Any]) -> str:
    """An entry's values on one line; its two dates as a stretch of time."""
    said: list[str] = []
    keys = _KEYS[kind]
    for key in dict.fromkeys((*keys, *_MORE_KEYS)):
        value = entry.get(key)
        if key == "startDate" and key in keys:
            said.append(" - ".join(text for text in (words(value), words(entry.get("endDate"))) if text))
        elif key != "endDate":
            said += texts(value) if isinstance(value, list) else [words(value)]
    return ", ".join(text for text in said if text)
