"""The verbs that move a person's data."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

Owner = Annotated[
    str | None, typer.Option("--owner", metavar="EMAIL", help="The account of a hosted site; without it, the one person of this machine.")
]


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command()(backup)
    app.command()(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="The zip to write.")],
    owner: Owner = None,
) -> None:
    """Write all that is kept (preparations, files, notes, corrections, own guides) to one zip."""
    from loopready.app.backup import back_up

    manifest = back_up(file, email=owner)
    sys.stdout.write(f"{file}\n")
    sys.stderr.write(f"kept: {_counted(manifest.counts)}\n")


def restore(
    file: Annotated[Path, typer.Argument(help="The zip that backup wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace what is here already; without it, that is left as it is.")] = False,
    owner: Owner = None,
) -> None:
    """Read a backup into the database of this machine, or into a hosted account: all of it or nothing."""
    from loopready.app.backup import take_back

    restored = take_back(file, email=owner, replace=replace)
    sys.stdout.write(f"restored: {_counted(restored.added)}\n")
    if restored.replaced:
        sys.stdout.write(f"replaced: {len(restored.replaced)} preparations\n")
    if restored.left:
        sys.stdout.write(f"left as they are here: {len(restored.left)} preparations (--replace takes those of the backup)\n")
    if restored.left_out:
        sys.stdout.write(f"left out, since nobody of that address has an account here: {_counted(restored.left_out)}\n")
    if restored.waiting:
        sys.stdout.write(f"{len(restored.waiting)} were under way; they start again with: loopready serve\n")


def _counted(counts: Mapping[str, int]) -> str:
    said = [f"{count} {_NAMES.get(name, name)}" for name, count in counts.items() if count and name in _NAMES]
    return ", ".join(said) or "nothing"


_NAMES = {
    "preparation": "preparations", "files": "files", "correction": "corrections", "note": "notes", "comment": "comments",
    "homework": "pieces of homework", "own_content": "own guides and questions", "guides": "files of the own library",
}  # fmt: skip
