"""Notices about the language a CV or a posting is written in: what lines show is judged by English words."""

from __future__ import annotations

from loopready.engines.tongue import tongue_of
from loopready.model import Document, Notice

_WHAT = {"cv": "CV", "job": "job description"}
_SO = {
    "cv": "a line that shows something may stand here as not shown, so look at each gap yourself. An English version is judged better.",
    "job": "what is asked may be held for not shown although your CV says it, so look at each gap yourself.",
}


def language_notices(document: Document) -> tuple[Notice, ...]:
    """One notice where the text is not in English; none where it is, or where too few words tell."""
    tongue = tongue_of(document.text)
    if tongue in ("", "English"):
        return ()
    said = f"is written in {tongue}" if tongue == "another script" else f"seems to be in {tongue}"
    message = (
        f"The {_WHAT[document.kind]} {said}. Headings, dates, names and figures are read, but what a line says is compared mostly by "
        f"English words: {_SO[document.kind]}"
    )
    return (Notice(code="other_language", message=message),)
