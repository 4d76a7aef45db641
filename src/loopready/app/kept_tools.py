"""Tools' inputs that a person keeps."""

from __future__ import annotations

from collections.abc import Mapping

from loopready.adapters.database.exercises import Exercises
from loopready.app.service import Service
from loopready.app.tool_inputs import filled
from loopready.app.workbench import find_tool
from loopready.model import Exercise, InputError
from loopready.model.tools.kept import KeptInputs

_MOST_TITLE = 120


class KeptTools:
    """Tools' inputs that one owner keeps, each an exercise of kind ``tool``."""

    def __init__(self, service: Service, owner: str) -> None:
        self._exercises = Exercises(service.database, owner)

    def all(self) -> list[Exercise]:
        """Those kept, the one changed last first."""
        return self._exercises.all(kind="tool")

    def get(self, id: str) -> tuple[Exercise, dict[str, str]]:
        """One of them, with what was typed. InputError where there is none of that id, or its tool is no more."""
        found = self._exercises.get(id, kind="tool")
        find_tool(found.item)
        return found, KeptInputs.model_validate(found.data).typed

    def keep(self, tool: str, given: Mapping[str, str], *, title: str = "") -> Exercise:
        """Keep what was typed into a tool, also where it has faults. InputError for an unknown tool, or a title over 120 letters."""
        found = find_tool(tool)
        data = KeptInputs(typed=filled(found.inputs, given)).model_dump(mode="json")
        return self._exercises.create(kind="tool", item=tool, data=data, title=_called(title) or found.title)

    def change(self, id: str, given: Mapping[str, str], *, version: int, title: str = "") -> Exercise:
        """Keep other inputs under the same id. InputError ``changed_elsewhere`` where it was changed after ``version`` was read."""
        held = self._exercises.get(id, kind="tool")
        data = KeptInputs(typed=filled(find_tool(held.item).inputs, given)).model_dump(mode="json")
        return self._exercises.save(id, data, version=version, title=_called(title) or held.title)

    def delete(self, id: str) -> None:
        """Delete one. InputError where there is none of that id."""
        self._exercises.get(id, kind="tool")
        self._exercises.delete(id)


def _called(title: str) -> str:
    said = " ".join(title.split())
    if len(said) > _MOST_TITLE:
        raise InputError("too_long", f"a name has at most {_MOST_TITLE} letters; shorten it", name=said[:40])
    return said
