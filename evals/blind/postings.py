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


def _text(lines: list[tuple[str, dict[str, Any]]], *, marked: bool) -> str:
    """The posting as text: a blank line stands before every heading, and ``marked`` lists have a mark before each line."""
    out = [lines[0][0]]
    for text, truth in lines[1:]:
        heading = truth["kind"] == "x"
        out += ["", text] if heading else [f"- {text}" if marked else text]
    return "\n".join(out) + "\n"


def postings() -> list[dict[str, Any]]:
    """Each posting's key, half, text and scored lines; ``headed`` where lines between are headings. Every second one has marks."""
    made = []
    for at, (key, said) in enumerate(table("postings").items()):
        lines = [_line(row) for row in said["text"].splitlines() if row.strip()]
        truths = [truth for _, truth in lines if truth["kind"] in SCORED]
        headed = sum(truth["kind"] == "x" for _, truth in lines) > 1
        text = _text(lines, marked=headed and at // 2 % 2 == 1)
        made.append({"key": key, "half": said["half"], "headed": headed, "text": text, "lines": truths})
    return made
