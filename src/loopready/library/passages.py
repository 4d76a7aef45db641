"""The content's prose with its proof taken out of the line: facts checked, formulas worked out."""

from __future__ import annotations

from collections.abc import Mapping

from loopready.engines.formula import calculators_in
from loopready.engines.passage import Passage, expand
from loopready.library.catalogue import Library
from loopready.library.loading import load_library
from loopready.model import CalculatedCite, Cite, ContentError, FactCite


def prose(text: str, *, names: Mapping[str, float] | None = None, library: Library | None = None) -> Passage:
    """A text of the content, expanded. ``names`` are values its formulas may use.

    Raises:
        ContentError: for a formula that can not be worked out or a fact that the library does not hold.
    """
    source = library or load_library()
    passage = expand(text, names or {})
    for id in passage.facts:
        if id not in source.facts:
            raise ContentError("fact", f"there is no fact {id} in the library", name=text[:60])
    return passage


def cites_of(passage: Passage) -> tuple[Cite, ...]:
    """What a passage rests on: its facts, then its calculations (result as the text shows it), each once and in order."""
    cites: list[Cite] = [FactCite(id=id) for id in dict.fromkeys(passage.facts)]
    for calculation in passage.calculations:
        engines = calculators_in(calculation.formula)
        inputs = {"formula": calculation.formula, **calculation.inputs}
        cite = CalculatedCite(engine=engines[0] if engines else "arithmetic", inputs=inputs, result=calculation.shown)
        if cite not in cites:
            cites.append(cite)
    return tuple(cites)
