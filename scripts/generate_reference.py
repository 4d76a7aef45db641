"""Writes docs/reference/: the command line and the nouns, from the code itself. ``--check`` fails where a file is stale.

The tests compare the files too, so a verb, an option, a noun or a field without its words in the reference cannot land.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer.main

from loopready import model
from loopready.cli.commands import app
from loopready.engines.calculators import CALCULATORS
from loopready.model import Noun

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
    for name, calculator in sorted(CALCULATORS.items()):
        lines += [f"- `{name}` ({calculator.unit}): {calculator.says} Source: {calculator.source}"]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """File name -> text."""
    made = {"cli.md": cli_page(), "nouns.md": nouns_page(), "calculators.md": calculators_page()}
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
