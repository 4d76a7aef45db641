"""Writes docs/reference/ from the code itself: command line, nouns, HTTP API, tools for assistants. ``--check`` fails where one is stale.

The tests compare the files too, so a verb, an option, a noun or a field without its words in the reference cannot land.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import typer.main

from loopready import model
from loopready.app.handing import FileDoor
from loopready.cli.commands import app
from loopready.engines.calculators import built_in_calculators
from loopready.mcp.opening import Opening
from loopready.mcp.server import make_server
from loopready.model import Noun
from loopready.web.api import make_api

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"


def cli_page() -> str:
    """The verbs with their arguments and options."""
    root = typer.main.get_command(app)
    lines = ["# The command line", "", "Made by `python scripts/generate_reference.py`; do not edit.", ""]
    for path, command in _commands(root, "loopready"):
        lines += [f"## `{path}`", "", (command.help or "").strip(), ""]
        for parameter in command.params:
            if parameter.name == "help":
                continue
            if parameter.param_type_name == "option":
                names = ", ".join(f"`{name}`" for name in parameter.opts)
                lines.append(f"- {names}{_metavar(parameter)}: {parameter.help or ''}")
            else:
                lines.append(f"- `{(parameter.name or '').upper()}`: {getattr(parameter, 'help', '') or ''}")
        lines.append("")
    return "\n".join(lines)


def _metavar(option: Any) -> str:
    return f" `{option.metavar}`" if option.metavar else ""


def _commands(command: Any, path: str) -> list[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        return [(path, command)]
    return [pair for name, child in sorted(command.commands.items()) for pair in _commands(child, f"{path} {name}")]


def nouns_page() -> str:
    """The nouns with their fields."""
    lines = ["# The nouns", "", "Made by `python scripts/generate_reference.py`; do not edit.", ""]
    for name in sorted(model.__all__):
        noun = getattr(model, name)
        if not (isinstance(noun, type) and issubclass(noun, Noun)) or noun is Noun:
            continue
        lines += [f"## {name}", "", " ".join((noun.__doc__ or "").split()), ""]
        for field, info in noun.model_fields.items():
            said = f": {info.description}" if info.description else ""
            lines.append(f"- `{field}`{'' if info.is_required() else ' (optional)'}{said}")
        lines.append("")
    return "\n".join(lines)


def calculators_page() -> str:
    """The calculators that content may use."""
    made_by = "Formulas in guides and drills may call these. Made by `python scripts/generate_reference.py`; do not edit."
    lines = ["# The calculators", "", made_by, ""]
    for name, calculator in sorted(built_in_calculators().items()):
        lines += [f"- `{name}` ({calculator.unit}): {calculator.says} Source: {calculator.source}"]
    return "\n".join(lines) + "\n"


def description() -> str:
    """The HTTP API as an OpenAPI document."""
    return json.dumps(make_api().openapi(), indent=2, ensure_ascii=False)


def http_page() -> str:
    """The HTTP API to be read."""
    made = make_api().openapi()
    told = "Made from `openapi.json` by `python scripts/generate_reference.py`; do not edit."
    lines = ["# The HTTP API", "", f"{told} See [how to use it](../how-to/use-the-api.md).", "", made["info"]["description"].strip(), ""]
    lines += [f"All addresses begin with `{made['servers'][0]['url']}`.", ""]
    for tag in made["tags"]:
        lines += [f"## {tag['name'].capitalize()}", "", tag["description"], ""]
        for path, methods in made["paths"].items():
            for method, operation in methods.items():
                if tag["name"] in operation["tags"]:
                    lines += _operation(f"{method.upper()} {path}", operation, made["components"]["schemas"])
    lines += ["## Records", ""]
    for name, schema in made["components"]["schemas"].items():
        if schema.get("properties"):
            lines += [f"### {name}", "", " ".join(schema.get("description", "").split()), ""]
            lines += [*_fields(schema, ()), ""]
    return "\n".join(lines)


def _operation(title: str, operation: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    lines = [f"### `{title}`", "", " ".join(operation["description"].split()), ""]
    lines += [f"- `{each['name']}` ({each['in']}): {each.get('description', '')}" for each in operation.get("parameters", [])]
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        schema = content["schema"]
        fields = schemas[_name(schema)] if "$ref" in schema else schema
        lines += ["", f"`{kind}`:", "", *_fields(fields, tuple(fields.get("required", ())))]
    lines += ["", "Answers:", ""]
    for status, answer in sorted(operation["responses"].items()):
        kinds = ", ".join(
            f"[{_name(content['schema'])}](#{_name(content['schema']).lower()})" if "$ref" in content["schema"] else f"`{kind}`"
            for kind, content in answer.get("content", {}).items()
        )
        lines.append(f"- {status}: {answer['description']}" + (f" {kinds}" if kinds and status < "400" else ""))
    return [*lines, ""]


def _fields(schema: dict[str, Any], needed: Sequence[str]) -> list[str]:
    needed = needed or schema.get("required", ())
    out = []
    for name, field in schema.get("properties", {}).items():
        says = f": {field['description']}" if field.get("description") else ""
        out.append(f"- `{name}` {_type(field)}{'' if name in needed else ' (optional)'}{says}")
    return out


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"[{_name(schema)}](#{_name(schema).lower()})"
    if "anyOf" in schema or "oneOf" in schema:
        return " or ".join(dict.fromkeys(_type(each) for each in schema.get("anyOf") or schema["oneOf"]))
    if "enum" in schema or "const" in schema:
        return " or ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}" if schema.get("items") else "list"
    if schema.get("format") == "binary":
        return "file"
    return str(schema.get("type", "anything"))


def _name(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rsplit("/", 1)[-1]


def assistants_page() -> str:
    """The tools, resources and prompts for assistants."""
    server = make_server(Opening(door=FileDoor(opens=True)))
    with ThreadPoolExecutor(1) as beside:  # whoever asks may have a loop of their own running
        asked = [beside.submit(anyio.run, each) for each in (server.list_tools, server.list_resource_templates, server.list_prompts)]
        tools, templates, prompts = (each.result() for each in asked)
    lines = ["# For assistants", "", "What `loopready mcp` serves. Made by `python scripts/generate_reference.py`; do not edit. See"]
    lines[-1] += " [how to use it](../how-to/use-with-assistants.md)."
    lines += ["", "## Tools", ""]
    for tool in tools:
        lines += [f"### `{tool.name}`", "", tool.description or "", "", *_fields(tool.input_schema, ()), "", "Gives:", ""]
        lines += [*_fields(tool.output_schema or {}, ()), ""]
    lines += ["## Resources", "", *(f"- `{each.uri_template}`: {each.title}. {each.description}" for each in templates), ""]
    lines += ["## Prompts", ""]
    for prompt in prompts:
        lines += [f"### `{prompt.name}`", "", prompt.description or "", ""]
        lines += [*(f"- `{each.name}` (optional): {each.description}" for each in prompt.arguments or ()), ""]
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """File name -> text."""
    made = {
        "cli.md": cli_page(),
        "nouns.md": nouns_page(),
        "calculators.md": calculators_page(),
        "http.md": http_page(),
        "assistants.md": assistants_page(),
        "openapi.json": description(),
    }
    return {name: text.rstrip() + "\n" for name, text in made.items()}


def stale() -> list[str]:
    """The files whose text differs from what the code says."""
    return [name for name, text in pages().items() if _written(name) != text]


def _written(name: str) -> str | None:
    file = REFERENCE / name
    return file.read_text(encoding="utf-8") if file.is_file() else None


def main() -> None:
    """Write, or check."""
    if "--check" in sys.argv:
        if found := stale():
            sys.exit(f"stale: {', '.join(found)}; run `make schemas`")
        return
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
