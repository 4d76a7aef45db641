"""The postings of the blind set, as they were written: a kind before every line, years and degrees in brackets."""

from __future__ import annotations

from typing import Any

from evals.blind.people import table

SCORED = ("must", "nice", "responsibility", "benefit", "about", "other")


def _line(row: str) -> tuple[str, dict[str, Any]]:
    """The text as printed, and its truth; a line of kind "x" has no kind to be scored."""
    kind, _, text = row.partition(": ")
    found: dict[str, Any] = {"kind": kind}
    while text.startswith("["):
        mark, _, text = text[1:].partition("] ")
        found |= {"years": int(mark)} if mark.isdigit() else {"degree": mark}
    return text, {"text": text, **found}


def postings() -> list[dict[str, Any]]:
    """Each posting's key, half, text and scored lines; ``headed`` where lines between are headings."""
    made = []
    for key, said in table("postings").items():
        lines = [_line(row) for row in said["text"].splitlines() if row.strip()]
        truths = [truth for _, truth in lines if truth["kind"] in SCORED]
        headed = sum(truth["kind"] == "x" for _, truth in lines) > 1
        made.append(
            {"key": key, "half": said["half"], "headed": headed, "text": "\n".join(text for text, _ in lines) + "\n", "lines": truths}
        )
    return made
