"""The command line: Typer verbs over app, no logic."""

from __future__ import annotations

import os
import sys

from loopready.model.errors import ContentError, InputError, OutsideError

WAYS_ON = {
    "swapped": ", then the job description",
    "cover_letter": ", or go on with --anyway",
    "no_posting": ", or go on with --anyway",
}
"""What the command line offers where an input is not what it should be, by the error's code; pages have buttons of their own."""
CALLED_HERE = {
    "no such preparation; see the list of yours": "no such preparation; leave --prep out for the last, or see: loopready serve",
    "see the list on the practice page": "see: loopready ask --list",
}
"""Where a message names a page's list, what shows it here."""


def main() -> None:
    """Run a command. Exit 0 done; 2 the input is at fault, with one line on standard error; 3 the outside failed; 1 a bug."""
    from loopready.cli.commands import app

    try:
        app()
    except InputError as error:
        _say(f"{_here(str(error))}{WAYS_ON.get(error.code, '')}")
        sys.exit(2)
    except (OutsideError, ContentError) as error:
        _say(str(error))
        sys.exit(3)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        _say("stopped")
        sys.exit(130)


def _here(line: str) -> str:
    for page, command in CALLED_HERE.items():
        line = line.replace(page, command)
    return line


def _say(line: str) -> None:
    sys.stderr.write(f"loopready: {' '.join(line.split())}\n")
