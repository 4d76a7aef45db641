"""Errors as data. An InputError is the user's to mend (exit 2), an OutsideError the world's (exit 3); all else is a bug."""

from __future__ import annotations


class LoopreadyError(Exception):
    """Base of the errors that reach a person: a code, and one line that says what to do."""

    def __init__(self, code: str, message: str, *, name: str | None = None) -> None:
        super().__init__(f"{name}: {message}" if name else message)
        self.code = code
        self.message = message
        self.name = name

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.code, self.message, self.name))


class InputError(LoopreadyError):
    """The user's input is at fault; the message names the file and what to do."""


class TooManyError(InputError):
    """Too often in too short a time; ``seconds`` is how long to wait."""

    def __init__(self, message: str, *, seconds: int, name: str | None = None) -> None:
        super().__init__("too_many", message, name=name)
        self.seconds = seconds

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_too_many, (self.message, self.seconds, self.name))


class OutsideError(LoopreadyError):
    """Something outside failed: network, port, database, disk."""


class ContentError(LoopreadyError):
    """A file of the library is at fault."""


def _rebuild(kind: type[LoopreadyError], code: str, message: str, name: str | None) -> LoopreadyError:
    return kind(code, message, name=name)


def _rebuild_too_many(message: str, seconds: int, name: str | None) -> TooManyError:
    return TooManyError(message, seconds=seconds, name=name)
