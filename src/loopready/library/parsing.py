"""YAML into plain values, and the parts of a guide into one."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode

from loopready.model import ContentError

_TOP_KEY = re.compile(rb"(?m)^([A-Za-z_]+):")
_TAG = "tag:yaml.org,2002:"


class _Loader(yaml.CSafeLoader):
    """YAML with the scalars of version 1.2, in which dates, ``1:1`` and ``yes`` are text; a key given twice is an error."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key, _ in node.value:
            value = self.construct_object(key)
            if value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {value!r} is given twice", key.start_mark)
            seen.add(value)
        return super().construct_mapping(node, deep)


for _tag, _pattern, _first in (
    ("bool", r"true|false|True|False|TRUE|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?)|[-+]?\.inf|\.nan", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN"),
):
    _Loader.add_implicit_resolver(f"{_TAG}{_tag}", re.compile(rf"^(?:{_pattern})$"), [*_first, *([""] if _tag == "null" else [])])


def parse_yaml(data: bytes, *, name: str) -> Any:
    """The value of a YAML file, its texts without surrounding white space.

    Raises:
        ContentError: where the bytes are no YAML; the message holds line and column.
    """
    try:
        return _stripped(yaml.load(data, Loader=_Loader))  # noqa: S506
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a number that is none, such as 08
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise ContentError("yaml", f"{place}{getattr(error, 'problem', None) or error}", name=name) from error


def parse_keys(data: bytes, keys: frozenset[str], *, name: str) -> dict[str, Any]:
    """The values of these top-level keys of a YAML mapping; the rest of the file is not parsed.

    Why: routing needs a guide's head, which is a hundredth of it.
    """
    places = [(match.start(), match.group(1).decode()) for match in _TOP_KEY.finditer(data)]
    ends = [*(start for start, _ in places[1:]), len(data)]
    wanted = b"".join(data[start:end] for (start, key), end in zip(places, ends, strict=False) if key in keys)
    value = parse_yaml(wanted, name=name)
    return value if isinstance(value, dict) else {}


def merge(parts: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The parts (file name, value) of a guide as one value: lists are joined, mappings merged, all else stands once.

    Raises:
        ContentError: where two parts give one key different values.
    """
    merged: dict[str, Any] = {}
    for name, part in parts:
        _merge_into(merged, part, name=name, at="")
    return merged


def _merge_into(into: dict[str, Any], part: dict[str, Any], *, name: str, at: str) -> None:
    for key, value in part.items():
        there = into.get(key)
        if key not in into:
            into[key] = dict(value) if isinstance(value, dict) else list(value) if isinstance(value, list) else value
        elif isinstance(there, list) and isinstance(value, list):
            there.extend(value)
        elif isinstance(there, dict) and isinstance(value, dict):
            _merge_into(there, value, name=name, at=f"{at}{key}.")
        elif there != value:
            raise ContentError("merge", f"{at}{key} is given in another part of this guide with another value; keep one", name=name)


def _stripped(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    if isinstance(value, dict):
        return {key: _stripped(item) for key, item in value.items()}
    return value
