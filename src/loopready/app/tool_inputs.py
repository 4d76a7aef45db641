"""What was typed into a tool, read into the noun that it takes. All faults at once, each by its field; nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from pydantic import ValidationError

from loopready.app.tool_fields import ToolField, example_of, fields_of
from loopready.engines.said import in_unit, parse_number, unit_of
from loopready.model.base import Noun

Inputs = TypeVar("Inputs", bound=Noun)
MOST_ROWS = 200
_MOST_LETTERS = 20_000
_MOST_OF_A_FILE = 4_000_000
_CELL = re.compile(r"([a-z][a-z0-9_]*)\.(\d{1,4})\.([a-z][a-z0-9_]*)")
_DAYS = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y")
_BOUNDS = {
    "greater_than": "must be above {gt}", "greater_than_equal": "must be at least {ge}",
    "less_than": "must be below {lt}", "less_than_equal": "must be at most {le}",
    "too_short": "give at least {min_length}", "too_long": "give at most {max_length}",
    "string_too_long": "write at most {max_length} letters", "string_too_short": "write at least {min_length} letters",
    "string_pattern_mismatch": "write it in the form shown", "missing": "fill this in", "int_from_float": "write a whole number",
    "finite_number": "write a number that can be worked with",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Reading(Generic[Inputs]):
    """Inputs read from what was typed; None where there are faults, which are told by field ("" is the whole)."""

    inputs: Inputs | None
    faults: dict[str, str]


def filled(noun: type[Noun], given: Mapping[str, str]) -> dict[str, str]:
    """What was given, over the worked example. A table that is given at all replaces the example's."""
    example = example_of(noun)
    out = {name: given.get(name, text) for name, text in example.items() if "." not in name}
    for field in fields_of(noun):
        if field.kind != "rows":
            continue
        cells = {name: text for name, text in given.items() if name.startswith(f"{field.name}.") and _CELL.fullmatch(name)}
        held = cells or {name: text for name, text in example.items() if name.startswith(f"{field.name}.")}
        for at, number in enumerate(row_numbers(field, held)):
            for column in field.columns:
                out[f"{field.name}.{at}.{column.name}"] = held.get(f"{field.name}.{number}.{column.name}", column.example)
    return out


def unknown(noun: type[Noun], given: Mapping[str, str]) -> list[str]:
    """Names that are given and are no field."""
    fields = {field.name: field for field in fields_of(noun)}
    out = []
    for name in given:
        cell = _CELL.fullmatch(name)
        field = fields.get(cell.group(1) if cell else name)
        known = field is not None and (
            (field.kind == "rows" and cell.group(3) in {column.name for column in field.columns}) if cell else field.kind != "rows"
        )
        if not known:
            out.append(name)
    return out


def row_numbers(field: ToolField, typed: Mapping[str, str]) -> list[int]:
    """The numbers of a table's rows, in order."""
    found = (_CELL.fullmatch(name) for name in typed)
    return sorted({int(cell.group(2)) for cell in found if cell and cell.group(1) == field.name})


def with_row(field: ToolField, typed: Mapping[str, str]) -> dict[str, str]:
    """One more row, empty but for what its cells hold by themselves."""
    at = max(row_numbers(field, typed), default=-1) + 1
    return dict(typed) | {f"{field.name}.{at}.{column.name}": column.example for column in field.columns}


def no_rows(field: ToolField) -> dict[str, str]:
    """A table without any row: one that is empty, which is left out when it is read."""
    return {f"{field.name}.0.{column.name}": "" for column in field.columns}


def without_row(field: ToolField, typed: Mapping[str, str], number: int) -> dict[str, str]:
    """The table without one row; the later ones move up."""
    out = {name: text for name, text in typed.items() if not name.startswith(f"{field.name}.")}
    kept = [each for each in row_numbers(field, typed) if each != number]
    if not kept:
        return out | no_rows(field)
    for at, each in enumerate(kept):
        out |= {f"{field.name}.{at}.{column.name}": typed.get(f"{field.name}.{each}.{column.name}", "") for column in field.columns}
    return out


def query_of(noun: type[Noun], typed: Mapping[str, str]) -> str:
    """What an address must carry to show these inputs again: only what differs from the worked example."""
    example = example_of(noun)
    pairs = [(name, text) for name, text in typed.items() if "." not in name and text != example.get(name, "")]
    for field in fields_of(noun):
        if field.kind == "rows":
            held, shown = ({n: t for n, t in of.items() if n.startswith(f"{field.name}.")} for of in (typed, example))
            if held != shown:
                pairs += list((held or no_rows(field)).items())
    return urlencode(pairs)


def read_inputs(noun: type[Inputs], typed: Mapping[str, str]) -> Reading[Inputs]:
    """Read what was typed. Rows into which nothing was written are left out."""
    faults: dict[str, str] = {}
    values: dict[str, Any] = {}
    places: dict[str, list[int]] = {}
    for field in fields_of(noun):
        if field.kind == "rows":
            values[field.name], places[field.name] = _rows(field, typed, faults)
        else:
            _into(values, faults, field, field.name, typed.get(field.name, ""))
    try:
        inputs = noun.model_validate(values)
    except ValidationError as error:
        # What could not be read is missing here; that is told already.
        faults |= {name: says for name, says in _told(error, places).items() if name not in faults and not (faults and not name)}
        return Reading(inputs=None, faults=faults)
    return Reading(inputs=None, faults=faults) if faults else Reading(inputs=inputs, faults={})


def _rows(field: ToolField, typed: Mapping[str, str], faults: dict[str, str]) -> tuple[list[dict[str, Any]], list[int]]:
    rows, places = [], []
    for at in row_numbers(field, typed):
        cells = {column.name: typed.get(f"{field.name}.{at}.{column.name}", "").strip() for column in field.columns}
        if _untouched(field, cells):
            continue
        row: dict[str, Any] = {}
        for column in field.columns:
            _into(row, faults, column, f"{field.name}.{at}.{column.name}", cells[column.name])
        rows.append(row)
        places.append(at)
    if len(rows) > MOST_ROWS:
        faults[field.name] = f"has {len(rows)} rows; give at most {MOST_ROWS}, with the small ones added up"
    return rows, places


def _untouched(field: ToolField, cells: Mapping[str, str]) -> bool:
    """Whether nothing was written into a row: it is empty, or as it was when it was added, where it then lacks something."""
    own = {column.name for column in field.columns if column.kind not in ("choice", "yes")}
    if not any(cells[name] for name in own or cells):
        return True
    lacks = any(column.needed and not column.example for column in field.columns)
    return lacks and all(cells[column.name] in ("", column.example) for column in field.columns)


def _into(values: dict[str, Any], faults: dict[str, str], field: ToolField, name: str, said: str) -> None:
    """Put the value of a field where it belongs, or its fault."""
    try:
        value = _value(field, said)
    except ValueError as error:
        faults[name] = str(error)
        return
    if value is not None:
        values[field.name] = value
    elif not field.needed:
        values[field.name] = "" if field.kind in ("text", "long", "file") else () if field.kind == "many" else None


def _value(field: ToolField, said: str) -> Any:
    """The value typed; None where nothing was. ValueError with what to change."""
    if len(said) > (_MOST_OF_A_FILE if field.kind == "file" else _MOST_LETTERS):
        raise ValueError("is longer than this can hold; shorten it")
    said = said.strip()
    if not said:
        if field.needed:
            raise ValueError(f"fill this in, such as {field.example}" if field.example and len(field.example) < 40 else "fill this in")
        return None
    if field.kind == "many":
        return tuple(_plain(field, field.item, part.strip()) for part in re.split(r"[,;\n]", said) if part.strip())
    return _plain(field, field.kind, said)


def _plain(field: ToolField, kind: str, said: str) -> Any:
    if kind in ("number", "whole"):
        return _number(field, said, whole=kind == "whole")
    if kind in ("choice", "yes"):
        return _chosen(field, said)
    if kind == "date":
        return _date(said)
    return said


def _number(field: ToolField, said: str, *, whole: bool) -> float | int:
    found = parse_number(said)
    if found is None:
        raise ValueError(f"{said[:40]!r} is no single number; write one, such as {field.example or '12.5'}")
    value = in_unit(found, unit_of(field.unit))
    if isinstance(value, str):
        raise ValueError(f"{said[:40]!r} does not fit here; write it in {field.unit}")
    if whole and value != int(value):
        raise ValueError(f"{said[:40]!r} is no whole number; write one")
    return int(value) if whole else value


def _chosen(field: ToolField, said: str) -> Any:
    for value, label in field.choices:
        if said.casefold() in (value.casefold(), label.casefold()):
            return value == "yes" if field.kind == "yes" else value
    if field.kind == "yes" and said.casefold() in ("true", "y", "1", "false", "n", "0"):
        return said.casefold() in ("true", "y", "1")
    raise ValueError(f"{said[:40]!r} is none of the choices; write one of {', '.join(value for value, _ in field.choices)}")


def _date(said: str) -> dt.date:
    for form in _DAYS:
        try:
            return dt.datetime.strptime(said, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    raise ValueError(f"{said[:40]!r} is no date; write it as 2026-03-31")


def _told(error: ValidationError, places: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """Pydantic's faults by our names, in plain words."""
    out: dict[str, str] = {}
    for found in error.errors(include_url=False):
        parts = list(found["loc"])
        if len(parts) > 1 and isinstance(parts[1], int) and str(parts[0]) in places:
            parts[1] = places[str(parts[0])][parts[1]]
        words = _BOUNDS.get(found["type"], "")
        says = words.format(**found.get("ctx", {})) if words else found["msg"].removeprefix("Value error, ")
        out.setdefault(".".join(map(str, parts)), says)
    return out
