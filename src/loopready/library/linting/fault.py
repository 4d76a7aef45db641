"""A fault of the content, and the codes there are."""

from __future__ import annotations

from typing import NamedTuple

CODES = {
    "bounds": "the file is larger or deeper than a guide, or holds aliases or tags",
    "yaml": "the file can not be parsed",
    "schema": "a value does not fit its type",
    "unknown_field": "a field that the type does not have",
    "merge": "two parts of a guide contradict each other",
    "path": "a guide's path is not its place",
    "modeline": "the first line does not name the schema",
    "floor": "fewer items than a guide needs",
    "too_little": "a guide without what every brief needs",
    "duplicate_id": "two items have one id",
    "extends": "a base that does not exist, or what a guide drops and no base has",
    "own_substance": "a guide that adds too little to what it extends",
    "near_duplicate": "two questions of one guide that ask nearly the same",
    "skeleton": "a sentence that two guides share but for the words of their domains",
    "unknown_source": "an item names a source that the guide does not list",
    "unused_source": "a listed source is named by no item",
    "unsourced": "an item that names no source",
    "unknown_fact": "a fact that the library does not hold",
    "unused_fact": "a fact that nothing cites",
    "unknown_reference": "a signal, question, drill, round, firm or guide that does not exist",
    "cue": "a cue that can not be read",
    "cue_choice": "a choice in a cue that was probably meant to span several words",
    "number": "a number without a fact, a formula, [given] or [judgement]",
    "low_confidence": "a low-confidence fact stated flatly",
    "slot": "an unfilled slot",
    "persona": "a line that speaks as a persona",
    "cut_off": "a sentence that is cut off",
    "doubled": "a doubled word, as a blind substitution leaves it",
    "long_sentence": "a sentence that is too long",
    "exclamation": "an exclamation mark",
    "praise": "a word of praise",
    "bar_raiser": "Amazon's own term used of somebody else",
    "shared_sentence": "a sentence that two guides share",
    "duplicate_sentence": "a sentence that stands twice in one guide",
    "grade": "an item that reads too hard",
    "formula": "prose that can not be expanded",
    "drill": "a drill whose own solution does not hold",
    "paper": "a paper that names a sign or harm there is not, or whose drafts are not told as invented",
}
"""Every code, with what it means."""


class Fault(NamedTuple):
    """A fault and its place; ``line`` and ``column`` start at 1."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}"
