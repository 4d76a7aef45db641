"""The plugins that other packages bring: what there is, and whether each works."""

from __future__ import annotations

from typing import NamedTuple

from loopready.adapters.writers import check_writer
from loopready.engines.calculators import CALCULATORS as EVERY_CALCULATOR
from loopready.engines.calculators import built_in_calculators
from loopready.library import added_folders
from loopready.plugins import GROUPS, READERS, WRITERS, Plugin, built_in, faults, installed, is_off
from loopready.reading import check_readers


class Seen(NamedTuple):
    """A plugin, and why it is left out; empty where it works."""

    plugin: Plugin
    fault: str


def own_parts() -> str:
    """What of ours comes through entry points, as a line."""
    return f"{len(built_in(READERS))} readers, {len(built_in_calculators())} calculators, {len(built_in(WRITERS))} writers"


def seen() -> list[Seen]:
    """Every plugin of another package, each imported now, in order of group, package and name; none where they are off.

    A guide of a plugin that can not be used is told in the library's ``broken``, not here.
    """
    if is_off():
        return []
    check_readers()
    added_folders()
    len(EVERY_CALCULATOR)
    for plugin in installed(WRITERS):
        check_writer(plugin)
    found = {plugin: "" for group in GROUPS for plugin in installed(group)} | {fault.plugin: fault.says for fault in faults()}
    return [Seen(plugin, says) for plugin, says in sorted(found.items(), key=lambda each: (each[0].group, each[0].package, each[0].name))]
