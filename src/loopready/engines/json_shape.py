"""Whether a JSON value has the shape that a schema asks for; the part of JSON Schema that a language model is asked with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None),
}  # fmt: skip
_WORDS = frozenset(
    ("type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "enum", "const", "minimum", "maximum",
     "minLength", "maxLength", "pattern", "anyOf", "title", "description", "default", "$defs", "$ref")
)  # fmt: skip


def misfit(value: Any, schema: Mapping[str, Any]) -> str | None:
    """What of a value is not as the schema has it, with its place; None where it fits.

    Raises:
        ValueError: the schema uses a word that is not known here, or refers to a definition that it does not hold.
    """
    return _misfit(value, schema, schema, "the answer")


def _misfit(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], at: str) -> str | None:
    strange = set(schema) - _WORDS
    if strange:
        raise ValueError(f"words of a schema that are not known here: {', '.join(sorted(strange))}")
    if "$ref" in schema:
        return _misfit(value, _definition(str(schema["$ref"]), root), root, at)
    if "anyOf" in schema:
        faults = [_misfit(value, each, root, at) for each in schema["anyOf"]]
        return None if None in faults else faults[0]
    wanted = schema.get("type")
    if wanted is not None and not _is_of(value, wanted):
        return f"{at} is no {wanted if isinstance(wanted, str) else ' or '.join(wanted)}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{at} is none of {', '.join(map(str, schema['enum']))}"
    if "const" in schema and value != schema["const"]:
        return f"{at} is not {schema['const']}"
    if isinstance(value, dict):
        return _misfit_object(value, schema, root, at)
    if isinstance(value, list):
        return _misfit_array(value, schema, root, at)
    return _misfit_plain(value, schema, at)


def _definition(ref: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    found = root.get("$defs", {}).get(ref.removeprefix("#/$defs/"))
    if not isinstance(found, Mapping):
        raise ValueError(f"the schema holds no definition {ref}")
    return found


def _is_of(value: Any, wanted: str | list[str]) -> bool:
    if not isinstance(wanted, str):
        return any(_is_of(value, each) for each in wanted)
    if isinstance(value, bool):
        return wanted == "boolean"
    if wanted == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES[wanted])


def _misfit_object(value: dict[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], at: str) -> str | None:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            return f"{at} has no {name}"
    for name, member in value.items():
        if name in known:
            fault = _misfit(member, known[name], root, f"{at}.{name}")
            if fault:
                return fault
        elif schema.get("additionalProperties") is False:
            return f"{at} has a member {name[:40]} that is not asked for"
    return None


def _misfit_array(value: list[Any], schema: Mapping[str, Any], root: Mapping[str, Any], at: str) -> str | None:
    if len(value) < schema.get("minItems", 0):
        return f"{at} has fewer than {schema['minItems']} members"
    if "maxItems" in schema and len(value) > schema["maxItems"]:
        return f"{at} has more than {schema['maxItems']} members"
    if "items" in schema:
        for i, member in enumerate(value):
            fault = _misfit(member, schema["items"], root, f"{at}[{i}]")
            if fault:
                return fault
    return None


def _misfit_plain(value: Any, schema: Mapping[str, Any], at: str) -> str | None:
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0) or len(value) > schema.get("maxLength", len(value)):
            return f"{at} is too short or too long"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            return f"{at} is not of the form {schema['pattern']}"
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and (value < schema.get("minimum", value) or value > schema.get("maximum", value)):
        return f"{at} is too small or too large"
    return None
