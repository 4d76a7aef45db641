"""A tool's inputs from a file (YAML, JSON or CSV), and from NAME=VALUE pairs. Everything is read as if it had been typed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from loopready.app.tool import Tool
from loopready.app.tool_fields import ToolField, fields_of
from loopready.app.tool_inputs import no_rows
from loopready.model import InputError

_MOST_BYTES = 4_000_000
_FOLD = re.compile(r"[\W_]+")


def pairs(given: Iterable[str]) -> dict[str, str]:
    """NAME=VALUE pairs by name. InputError for one without an equals sign."""
    out = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise InputError("no_pair", "give a field and its value as NAME=VALUE, such as target=99.95", name=each[:60])
        out[name.strip()] = value
    return out


def read_file(path: Path, tool: Tool) -> dict[str, str]:
    """The inputs that a file holds, by field. InputError for a file that can not be read, or that holds something else."""
    name = path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError("unreadable", f"the file can not be read ({error.strerror}); check its path", name=name) from None
    if len(data) > _MOST_BYTES:
        raise InputError("too_large", "is over 4 MB; add small lines up before you give it", name=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("no_text", "is no text in UTF-8; save it as UTF-8", name=name) from None
    if path.suffix.lower() == ".csv":
        return _csv(text, tool, name=name)
    return _mapping(text, tool, name=name)


def _mapping(text: str, tool: Tool, *, name: str) -> dict[str, str]:
    import yaml

    try:
        value = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" on line {where.line + 1}" if where else ""
        raise InputError("yaml", f"is neither YAML nor JSON{line}; write NAME: VALUE lines", name=name) from None
    if not isinstance(value, dict):
        raise InputError("yaml", "holds no fields; write NAME: VALUE lines", name=name)
    out: dict[str, str] = {}
    fields = {field.name: field for field in fields_of(tool.inputs)}
    for key, held in value.items():
        field = fields.get(str(key))
        if isinstance(held, list) and field is not None and field.kind == "rows":
            out |= _rows(field, held, name=name)
        elif isinstance(held, list) and all(isinstance(each, str) for each in held):
            out[str(key)] = ", ".join(held)
        elif isinstance(held, str):
            out[str(key)] = held
        else:
            raise InputError("yaml", f"{key} holds something that the tool does not take; see --fields", name=name)
    return out


def _rows(field: ToolField, held: list[Any], *, name: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for at, row in enumerate(held):
        if not isinstance(row, dict) or not all(isinstance(cell, str) for cell in row.values()):
            raise InputError("yaml", f"row {at + 1} of {field.name} is no list of NAME: VALUE", name=name)
        out |= _row(field, at, {str(key): cell for key, cell in row.items()})
    return out or no_rows(field)


def _row(field: ToolField, at: int, cells: dict[str, str]) -> dict[str, str]:
    """A row's cells by name; what it does not give keeps the column's own value."""
    base = {f"{field.name}.{at}.{column.name}": column.example for column in field.columns}
    return base | {f"{field.name}.{at}.{key}": cell for key, cell in cells.items()}


def _csv(text: str, tool: Tool, *, name: str) -> dict[str, str]:
    """A CSV: the text of the field that takes a file, or the rows of the table whose columns it has."""
    fields = fields_of(tool.inputs)
    whole = next((field for field in fields if field.kind == "file"), None)
    if whole is not None:
        return {whole.name: text}
    try:
        lines = [line for line in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in line)]
    except csv.Error as error:
        raise InputError("csv", f"is no CSV that can be read ({error})", name=name) from None
    if not lines:
        raise InputError("csv", "is empty; its first line names the columns", name=name)
    heads = [_folded(head) for head in lines[0]]
    tables = [(field, _columns(field, heads)) for field in fields if field.kind == "rows"]
    if not tables:
        raise InputError("csv", "this tool has no table; give YAML, or --set NAME=VALUE", name=name)
    field, columns = max(tables, key=lambda each: len(each[1]))
    missing = [column.name for column in field.columns if column.needed and not column.example and column.name not in columns.values()]
    if missing or not columns:
        wanted = ", ".join(column.name for column in field.columns)
        raise InputError("csv", f"the column {', '.join(missing) or 'names'} is missing; the first line names {wanted}", name=name)
    out: dict[str, str] = {}
    for at, line in enumerate(lines[1:]):
        out |= _row(field, at, {columns[place]: cell for place, cell in enumerate(line) if place in columns})
    return out or no_rows(field)


def _columns(field: ToolField, heads: list[str]) -> dict[int, str]:
    """The column at each place of the first line, by its name or title."""
    known = {_folded(called): column.name for column in field.columns for called in (column.title, column.name)}
    return {at: known[head] for at, head in enumerate(heads) if head in known}


def _folded(text: str) -> str:
    return _FOLD.sub("", text).casefold()
