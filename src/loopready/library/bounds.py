"""Bounds on YAML that a stranger may have written, looked at before anything is built of it."""

from __future__ import annotations

import yaml

from loopready.model import ContentError

MOST_BYTES = 1024 * 1024
"""The largest shipped guide, all its parts together, is a third of it."""
MOST_DEPTH = 20
MOST_PARTS = 60_000
MOST_LETTERS = 20_000
"""Of one text."""
_MOST_PLAIN = 300
"""Letters of a text without quotes that begins like a number."""


def check_bounds(data: bytes, *, name: str) -> None:
    """Refuses YAML with aliases, tags, keys that are no texts, or more of anything than a guide has.

    Why: an alias of an alias grows without end, a tag asks for an object to be made, and what is deep or large ends the process that
    builds it. The parser's events tell all of it while nothing is built.

    Raises:
        ContentError: with the line; what is no YAML at all passes, since the parser tells of it later.
    """
    if len(data) > MOST_BYTES:
        raise ContentError("bounds", f"is over {MOST_BYTES // 1024**2} MB; a guide is a third of that at most", name=name)
    watch = _Watch(name)
    try:
        for event in yaml.parse(data, Loader=yaml.CSafeLoader):
            watch.see(event)
    except yaml.YAMLError:
        return


class _Watch:
    """Counts the events of one file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts = 0
        self._open: list[list[int]] = []
        """Of every open collection: 1 for a mapping, and how many nodes it has had."""

    def see(self, event: yaml.Event) -> None:
        """ContentError where this event is one too many, or of a kind that is not taken."""
        if isinstance(event, yaml.AliasEvent):
            raise self._refused(event, f"the alias *{event.anchor} is not taken here; write its text out")
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        if not isinstance(event, yaml.NodeEvent):
            return
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise self._refused(event, f"more than {MOST_PARTS} values; a guide has a third of that at most")
        if event.tag is not None:  # type: ignore[attr-defined]
            raise self._refused(event, f"the tag {str(event.tag)[:60]} is not taken here; leave it out")  # type: ignore[attr-defined]
        self._as_key(event)
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append([int(isinstance(event, yaml.MappingStartEvent)), 0])
            if len(self._open) > MOST_DEPTH:
                raise self._refused(event, f"lists in lists over {MOST_DEPTH} deep; a guide has half of that")
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)

    def _as_key(self, event: yaml.NodeEvent) -> None:
        """Every second node of a mapping, from the first, is a key."""
        if not self._open:
            return
        is_mapping, had = self._open[-1]
        self._open[-1][1] += 1
        if is_mapping and had % 2 == 0 and not isinstance(event, yaml.ScalarEvent):
            raise self._refused(event, "a list or mapping stands where the name of a field belongs")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if len(event.value) > MOST_LETTERS:
            raise self._refused(event, f"one text of over {MOST_LETTERS} letters; part it")
        if not event.style and len(event.value) > _MOST_PLAIN and event.value[:1] in "+-.0123456789" and " " not in event.value:
            raise self._refused(event, "a number longer than any number")

    def _refused(self, event: yaml.Event, why: str) -> ContentError:
        place = f"line {event.start_mark.line + 1}: " if event.start_mark else ""
        return ContentError("bounds", f"{place}{why}", name=self._name)
