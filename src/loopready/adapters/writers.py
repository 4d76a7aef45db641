"""Writers by name: entry points of the group ``loopready.writers``, each a function without arguments that makes one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from loopready.model import Claim, InputError, OutsideError, Writer
from loopready.plugins import WRITERS, Plugin, attempt, built_in, faults, installed, tell


def writer_names() -> tuple[str, ...]:
    """The names that ``find_writer`` takes; no writer is made."""
    return tuple(plugin.name for plugin in (*built_in(WRITERS), *installed(WRITERS)))


def find_writer(name: str) -> Writer:
    """The writer of this name, made now. Whatever it writes is held against the cites by ``app.phrasing``, whoever made it.

    Raises:
        InputError: there is none of this name.
        OutsideError: it can not be made; and from its ``phrase``, where a plugin's fails.
    """
    for plugin in built_in(WRITERS):
        if plugin.name == name:
            made: Writer = plugin.load()()
            return made
    for plugin in installed(WRITERS):
        if plugin.name == name:
            return _Guarded(plugin, _made(plugin))
    raise InputError("unknown_writer", f"no writer of this name; choose one of {', '.join(writer_names())}", name=name[:40])


def check_writer(plugin: Plugin) -> None:
    """Import a plugin's writer without making it; what fails is told in the plugins' faults."""
    factory = attempt(plugin, plugin.load)
    if factory is not None and not callable(factory):
        tell(plugin, f"{plugin.value} is no function that makes a writer")


def _made(plugin: Plugin) -> Writer:
    check_writer(plugin)
    factory = attempt(plugin, plugin.load)
    made = attempt(plugin, factory) if callable(factory) else None
    if made is None or not callable(getattr(made, "phrase", None)):
        tell(plugin, "it made no writer; a writer has a name and phrase()")
        raise _failed(plugin)
    writer: Writer = made
    return writer


def _failed(plugin: Plugin) -> OutsideError:
    why = next((fault.says for fault in faults() if fault.plugin == plugin), "")
    return OutsideError(
        "writer_failed", f"the writer of {plugin.of} failed: {why}; leave it out, or see loopready doctor", name=plugin.name
    )


class _Guarded:
    """A plugin's writer whose failures are told as its own."""

    def __init__(self, plugin: Plugin, writer: Writer) -> None:
        self.name = plugin.name
        self._plugin, self._writer = plugin, writer

    def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
        """What the writer gives for the claims."""
        phrases = attempt(self._plugin, partial(self._writer.phrase, claims))
        if not isinstance(phrases, list) or not all(each is None or isinstance(each, str) for each in phrases):
            tell(self._plugin, "its phrase() gave no list of texts")
            raise _failed(self._plugin)
        return phrases
