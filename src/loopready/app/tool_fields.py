"""A tool's inputs as fields: made from the noun that it takes, so that page, command line and file know the same ones."""

from __future__ import annotations

import datetime as dt
import functools
import types
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from loopready.model.base import Noun

FieldKind = Literal["number", "whole", "text", "long", "file", "choice", "yes", "date", "many", "rows"]
_YES = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True, kw_only=True)
class ToolField:
    """A field: how it is called, what it takes, and the worked example's value as typed.

    ``many`` is a list of plain values in one text, parted by commas or lines; ``rows`` has ``columns``, each a field; ``file`` is a
    text that may be given as a file. Fields of one ``group`` are folded away together under its name.
    """

    name: str
    title: str
    says: str
    kind: FieldKind
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = True
    example: str = ""
    columns: tuple[ToolField, ...] = ()
    item: FieldKind = "text"
    suffix: str = ""
    group: str = ""


@functools.cache
def fields_of(noun: type[Noun]) -> tuple[ToolField, ...]:
    """The fields of a noun, in order. TypeError for a field of a type that no form can take."""
    return tuple(_field(name, info) for name, info in noun.model_fields.items())


def _field(name: str, info: FieldInfo) -> ToolField:
    held, optional = _bare(info.annotation)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    labels = extra.get("labels")
    kind, item = _kinds(held, extra, name=name)
    default = info.get_default(call_default_factory=True) if not info.is_required() else None
    return ToolField(
        name=name, title=info.title or name.replace("_", " ").capitalize(), says=info.description or "", kind=kind,
        unit=str(extra.get("unit", "")), choices=_choices(held, labels if isinstance(labels, dict) else {}),
        needed=not optional and (info.is_required() or default not in ("", ())),
        columns=fields_of(get_args(held)[0]) if kind == "rows" else (),
        example="" if kind == "rows" else written(default), item=item, suffix=str(extra.get("file", "")),
        group=str(extra.get("group", "")),
    )  # fmt: skip


def _bare(annotation: Any) -> tuple[Any, bool]:
    """The type without ``None`` and notes, and whether ``None`` was allowed."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        held = [each for each in get_args(annotation) if each is not type(None)]
        if len(held) == 1:
            return _bare(held[0])[0], True
    return annotation, False


def _kinds(held: Any, extra: dict[str, Any], *, name: str) -> tuple[FieldKind, FieldKind]:
    """The field's kind; and that of the values, where it is a list of plain ones."""
    if get_origin(held) is Literal:
        return "choice", "text"
    if get_origin(held) is tuple:
        inner = _bare(get_args(held)[0])[0]
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return "rows", "text"
        return "many", _kinds(inner, {}, name=name)[0]
    plain: dict[Any, FieldKind] = {bool: "yes", int: "whole", float: "number", dt.date: "date", str: "text"}
    if held not in plain:
        raise TypeError(f"{name}: no form takes a {held}")
    if held is str and extra.get("file"):
        return "file", "text"
    return ("long" if held is str and extra.get("long") else plain[held]), "text"


def _choices(held: Any, labels: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    if held is bool:
        return _YES
    if get_origin(held) is not Literal:
        return ()
    return tuple((str(value), str(labels.get(str(value), str(value).replace("_", " ").capitalize()))) for value in get_args(held))


def written(value: Any) -> str:
    """A value as a person would type it: 1,200,000, 99.95, yes, 2026-03-10; a list parted by commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,.12g}"
    if isinstance(value, tuple | list):
        return ", ".join(str(each) if not isinstance(each, int | float) else f"{each:.12g}" for each in value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


@functools.cache
def example_of(noun: type[Noun]) -> dict[str, str]:
    """The worked example as typed: every field by its name, every cell as ``rows.0.cell``; empty where a field has no value of its own."""
    out = {field.name: field.example for field in fields_of(noun) if field.kind != "rows"}
    for field in fields_of(noun):
        info = noun.model_fields[field.name]
        if field.kind == "rows" and not info.is_required():
            out |= _cells(field.name, info.get_default(call_default_factory=True))
    return out


def _cells(table: str, rows: tuple[Noun, ...]) -> dict[str, str]:
    return {f"{table}.{at}.{name}": text for at, row in enumerate(rows) for name, text in typed_of(row).items()}


def typed_of(inputs: Noun) -> dict[str, str]:
    """Inputs as somebody would have typed them."""
    out: dict[str, str] = {}
    for field in fields_of(type(inputs)):
        value = getattr(inputs, field.name)
        out |= _cells(field.name, value) if field.kind == "rows" else {field.name: written(value)}
    return out
