"""What a writer made of a brief, in a line."""

from __future__ import annotations

from loopready.model import Writing
from loopready.rendering.clean import one_line

BY = {"writer": "phrased by a model", "person": "your words"}
"""Who made a claim, where it was not the engine; said beside it in every rendering."""


def writing_summary(writing: Writing) -> str:
    """What stands in a writer's words, as short as a page says it while it is read; ``writing_line`` tells the rest."""
    if not writing.stand:
        return writing_line(writing)
    said = f"{writing.stand} of {writing.asked} sentences are in the words of {one_line(writing.by)}."
    return f"{said} The rest was not answered." if writing.late == writing.asked - writing.stand > 0 else said


def writing_line(writing: Writing) -> str:
    """How many sentences stand in a writer's words, how many were refused, and why any are missing."""
    by = one_line(writing.by)
    if not writing.asked:
        note = f": {one_line(writing.note)}" if writing.note else ""
        return f"No sentence is in a model's words. {by} was not asked{note}."
    if writing.late == writing.asked:
        return f"No sentence is in a model's words: {by}: {one_line(writing.note)}."
    said = f"{writing.stand} of {writing.asked} sentences are in the words of {by}; "
    if writing.again:
        said += f"{writing.again} were put to it twice; "
    said += f"{writing.refused} of its sentences said what their cites do not, and were dropped."
    if writing.late:
        note = f" ({one_line(writing.note)})" if writing.note else ""
        said += f" {writing.late} were not answered{note} and stand in the engine's words."
    return said
