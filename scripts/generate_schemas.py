"""Writes ``schema/*.schema.json`` from the nouns. Run it after a change of ``loopready.model``; a test fails while they are stale."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from loopready.library import schemas

FOLDER = Path(__file__).resolve().parent.parent / "schema"


def rendered() -> dict[str, str]:
    """File name -> text of every schema."""
    return {f"{name}.schema.json": _text(schema) for name, schema in schemas().items()}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the files that differ, and remove schemas of nouns that are gone."""
    FOLDER.mkdir(exist_ok=True)
    wanted = rendered()
    for path in FOLDER.glob("*.schema.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"schema/{name}\n")


if __name__ == "__main__":
    main()
