"""The check of what a person wrote for the library: bounded, linted, compiled. For a child process with a time limit."""

from __future__ import annotations

from loopready.library.linting import MUST, Fault, lint_own
from loopready.library.linting.language import Rules, language_faults
from loopready.library.linting.source import read_unit
from loopready.library.linting.structure import cue_faults
from loopready.library.linting.whole import prose_faults
from loopready.library.loading import load_library
from loopready.library.own import bank_question, compile_own, mapping_of
from loopready.library.parsing import parse_yaml
from loopready.library.resources import content_root
from loopready.model import ContentError, OwnCheck, OwnFault

MOST_SHOWN = 200
"""Faults kept of one text; those that must be mended come first."""


def check_guide(data: bytes, path: str) -> OwnCheck:
    """What a guide's text is, and all that the lint finds in it.

    Raises:
        ContentError: it is larger or deeper than a guide, or holds aliases or tags. Nothing was made of it.
    """
    name = path
    try:
        value = mapping_of(data, name=name)
    except ContentError as error:
        if error.code == "bounds":
            raise
        return OwnCheck(faults=_told(lint_own(data, path=path, name=name)))
    faults = lint_own(data, path=path, name=name)
    head: dict[str, object] = {"title": str(value.get("title") or "")[:200], "reviewed": str(value.get("reviewed") or "")[:40]}
    if not any(fault.code in MUST for fault in faults):
        try:
            guide = compile_own(value, path=path, library=load_library())
            head |= {"title": guide.title, "revision": guide.revision}
        except ContentError as error:
            faults = [Fault(name, 1, 1, "schema", error.message), *faults]
    return OwnCheck.model_validate({**head, "usable": not any(fault.code in MUST for fault in faults), "faults": _told(faults)})


def check_question(data: bytes, id: str) -> OwnCheck:
    """What a question's text is, and what the lint finds in its words. ContentError as for a guide, and where it does not fit."""
    asked = bank_question(mapping_of(data, name=id), id=f"own_{id}", name=id)
    rules = Rules(parse_yaml(content_root().joinpath("lexicon/lint.yaml").read_bytes(), name="lexicon/lint.yaml"))
    unit, _ = read_unit("guide", id, [(id, data)])
    unit.value = {"bank": [asked]}
    faults = [*prose_faults(unit), *language_faults(unit, rules, {}), *cue_faults(unit)]
    return OwnCheck(title=str(asked["text"])[:200], usable=not any(each.code in MUST for each in faults), faults=_told(faults))


def _told(faults: list[Fault]) -> tuple[OwnFault, ...]:
    ordered = sorted(faults, key=lambda fault: (fault.code not in MUST, fault.line, fault.column))
    return tuple(
        OwnFault(line=each.line, column=each.column, code=each.code, message=each.message[:400], must=each.code in MUST)
        for each in ordered[:MOST_SHOWN]
    )
