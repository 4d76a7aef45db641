"""Names and private matters in what was typed about a person: where they do not belong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from loopready.practice.privacy import cautions, private_words


def out_of_place(texts: Iterable[str], *, where: str) -> list[str]:
    """A line for each name and each private matter that the texts hold. ``where`` is the paper: "a hiring note"."""
    found: dict[str, None] = {}
    for text in texts:
        for words in private_words(text):
            found[f"\u201c{words}\u201d is a private matter and has no place in {where}: take it out, and do not ask about it."] = None
        for caution in cautions(text):
            if caution.kind == "person":
                found[f"\u201c{caution.quote}\u201d names a person: write the role in {where}."] = None
    return list(found)
