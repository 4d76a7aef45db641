"""The door that readers, guides, calculators and writers come through: entry points, our own and those of other installed packages.

Our own are declared in ``pyproject.toml`` like anybody's. Packages are looked through when something is asked for that our own do not
have, and a plugin's code is imported when it is first used. A plugin is code that the person installed: it runs with their rights.

A plugin whose name is taken, or whose code fails, is left out and told in ``faults``; everything else works.
``LOOPREADY_PLUGINS=off`` leaves all plugins out.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from loopready.model.errors import ContentError, LoopreadyError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

T = TypeVar("T")
Group = Literal["loopready.readers", "loopready.guides", "loopready.calculators", "loopready.writers"]
READERS: Group = "loopready.readers"
GUIDES: Group = "loopready.guides"
CALCULATORS: Group = "loopready.calculators"
WRITERS: Group = "loopready.writers"
GROUPS = (READERS, GUIDES, CALCULATORS, WRITERS)
SWITCH = "LOOPREADY_PLUGINS"
_OURS = "loopready"


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point: its group and name, the object it names as ``module`` or ``module:attribute``, and the package it came with."""

    group: Group
    name: str
    value: str
    package: str
    version: str

    @property
    def of(self) -> str:
        """The package and its version, as a person reads it."""
        return f"{self.package} {self.version}"

    def load(self) -> Any:
        """The object; whatever its import raises."""
        from importlib.metadata import EntryPoint

        return EntryPoint(name=self.name, value=self.value, group=self.group).load()


def folder_of(plugin: Plugin) -> Traversable:
    """The folder that an entry point names as ``package.folder``; whatever the import of the package raises."""
    from importlib.resources import files

    package, _, inner = plugin.value.rpartition(".")
    return files(package).joinpath(inner) if package else files(inner)


@dataclass(frozen=True, slots=True)
class Fault:
    """A plugin that is left out, and why."""

    plugin: Plugin
    says: str

    def __str__(self) -> str:
        what = self.plugin.group.removeprefix("loopready.").removesuffix("s")
        return f"the {what} {self.plugin.name} of {self.plugin.of}: {self.says}"


_FAULTS: dict[Plugin, Fault] = {}


@cache
def built_in(group: Group) -> tuple[Plugin, ...]:
    """Our own entry points of a group, by name.

    Raises:
        ContentError: the installed package declares none: its code is newer than its installation.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        ours = distribution(_OURS)
    except PackageNotFoundError:
        raise ContentError(
            "not_installed", "it runs without being installed; install it (in a checkout: make install)", name=_OURS
        ) from None
    found = [Plugin(group, each.name, each.value, _OURS, ours.version) for each in ours.entry_points if each.group == group]
    if not found:
        says = f"its installation is older than its code and declares no {group}; install it again (in a checkout: make install)"
        raise ContentError("not_installed", says, name=_OURS)
    return tuple(sorted(found, key=lambda plugin: plugin.name))


@cache
def installed(group: Group) -> tuple[Plugin, ...]:
    """The plugins of other packages, by package and name; without those whose name is taken, which are told. None where they are off."""
    taken = {plugin.name: plugin for plugin in built_in(group)}
    kept: list[Plugin] = []
    for plugin in () if is_off() else _others():
        if plugin.group != group:
            continue
        if plugin.name in taken:
            tell(plugin, f"its name is taken by {taken[plugin.name].of}; it needs another")
            continue
        taken[plugin.name] = plugin
        kept.append(plugin)
    return tuple(kept)


@cache
def _others() -> tuple[Plugin, ...]:
    """The plugins of all groups that other packages declare, by package and name; packages are looked through once a process."""
    from importlib.metadata import entry_points

    every = entry_points()
    found = {
        Plugin(group, each.name, each.value, each.dist.name, each.dist.version)
        for group in GROUPS
        for each in every.select(group=group)
        if each.dist is not None and each.dist.name != _OURS
    }
    return tuple(sorted(found, key=lambda plugin: (plugin.package, plugin.name, plugin.value)))


def is_off() -> bool:
    """Whether the person has plugins left out."""
    return os.environ.get(SWITCH, "").lower() in ("off", "none", "0", "no")


def attempt(plugin: Plugin, act: Callable[[], T]) -> T | None:
    """What ``act`` gives; None where the plugin's code fails in it, which is told in ``faults``.

    Errors meant for the person pass (InputError and its like), and so do those of memory and depth, which readers' processes answer.

    Why all exceptions: it is another's code, which may raise anything, and no fault of its may stop what works without it. This is the
    one place where such code is called.
    """
    try:
        return act()
    except (LoopreadyError, MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - see above; it is told
        tell(plugin, f"{type(error).__name__}: {error}")
        return None


def tell(plugin: Plugin, says: str) -> None:
    """Record that a plugin is left out; the first reason stands."""
    _FAULTS.setdefault(plugin, Fault(plugin, " ".join(says.split())))


def faults() -> tuple[Fault, ...]:
    """The plugins left out so far in this process, in order of group, package and name."""
    return tuple(sorted(_FAULTS.values(), key=lambda fault: (fault.plugin.group, fault.plugin.package, fault.plugin.name)))


def forget() -> None:
    """Look anew when next asked: what is installed, what failed."""
    built_in.cache_clear()
    installed.cache_clear()
    _others.cache_clear()
    _FAULTS.clear()
