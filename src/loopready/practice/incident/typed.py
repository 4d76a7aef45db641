"""Moves as they are typed: a name or its number, the choices in order, and own words after a bar."""

from __future__ import annotations

import re

from loopready.model import InputError, Move
from loopready.practice.incident.moves import Field, Forms, MoveForm

_LINE = re.compile(r"^(?:(?P<at>\d{1,4})\s*[:.)]?\s+)?(?P<rest>.+)$", re.DOTALL)
_WAIT = re.compile(r"^wait(?:\s+(?P<minutes>\d{1,3})(?:\s*m(?:in(?:utes?)?)?)?)?$", re.IGNORECASE)
_MOST_WAIT = 120


def wait_of(line: str) -> int | None:
    """The minutes of "wait 5"; 1 for "wait"; None for anything else. InputError for more than two hours."""
    found = _WAIT.match(line.strip())
    if found is None:
        return None
    minutes = int(found["minutes"] or 1)
    if not 1 <= minutes <= _MOST_WAIT:
        raise InputError("not_possible", f"wait for 1 to {_MOST_WAIT} minutes at a time", name=line.strip()[:40])
    return minutes


def move_of(line: str, forms: Forms, *, at: int) -> Move:
    """The move that a line asks for, at a minute: ``declare sev1``, ``3 sre``, ``roll_back policy-118``, ``write_postmortem ... | text``.

    Choices stand in the order of the move's fields, as their value or its beginning, or as ``name=value``.

    Raises:
        InputError: for no move, or a choice that is none.
    """
    said, _, words = line.partition("|")
    first, *rest = said.split() or [""]
    form = _form(first, forms)
    options: dict[str, str] = {}
    open_fields = list(form.fields)
    for word in rest:
        name, has, value = word.partition("=")
        field = next((each for each in open_fields if each.name == name), None) if has else open_fields[0] if open_fields else None
        if field is None:
            raise InputError("not_possible", f"{form.name} does not take “{word}”; it takes {_takes(form)}", name=line.strip()[:60])
        options[field.name] = ",".join(_value(each, field, form) for each in (value if has else word).split(",") if each)
        open_fields.remove(field)
    missing = [field for field in open_fields if not field.many]
    if missing:
        choices = ", ".join(missing[0].named)
        raise InputError("not_possible", f"{form.name} needs {missing[0].name}: {choices}", name=line.strip()[:60])
    return Move(at=at, name=form.name, options=options, text=words.strip())


def script(text: str, forms: Forms) -> list[Move]:
    """The moves of a file: a line each, ``MINUTE: move choices | words``; blank lines and those after # are left out.

    Raises:
        InputError: with the line's number.
    """
    moves: list[Move] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.match(line.strip())
        if found is None or found["at"] is None:
            raise InputError("moves", f"line {number}: begin with the minute, as in “12: declare sev1”", name="--moves")
        try:
            move = move_of(found["rest"], forms, at=int(found["at"]))
        except InputError as error:
            raise InputError("moves", f"line {number}: {error.message}", name="--moves") from error
        if moves and move.at < moves[-1].at:
            raise InputError(
                "moves", f"line {number}: minute {move.at} stands after minute {moves[-1].at}; put the lines in order", name="--moves"
            )
        moves.append(move)
    return moves


def _form(word: str, forms: Forms) -> MoveForm:
    if word.isdigit() and 1 <= int(word) <= len(forms):
        return list(forms.values())[int(word) - 1]
    name = word.lower().replace("-", "_")
    found = [form for form in forms.values() if form.name == name] or [
        form for form in forms.values() if name and form.name.startswith(name)
    ]
    if len(found) != 1:
        says = f"may be {' or '.join(form.name for form in found)}" if found else "is no move; `moves` lists them"
        raise InputError("not_possible", f"“{word}” {says}", name="incident")
    return found[0]


def _value(word: str, field: Field, form: MoveForm) -> str:
    values = [value for value, _ in field.choices]
    found = [value for value in values if value == word] or [value for value in values if value.startswith(word)]
    if len(found) != 1:
        raise InputError("not_possible", f"{form.name}: “{word}” is none of {', '.join(field.named)}", name="incident")
    return found[0]


def _takes(form: MoveForm) -> str:
    return ", ".join(f"{field.name} ({', '.join(field.named)})" for field in form.fields) or "no choices"
