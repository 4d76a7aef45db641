"""A claim and its markers as HTML: the pieces a page has most of.

Why not macros: a brief's page has some 1,600 claims with 2,000 markers, which took half of the time of its templates.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from loopready.rendering.view import ClaimView, Note, Run

_MADE_BY = {"writer": "phrased by a model", "person": "your words"}


def marks(notes: Sequence[Note]) -> Markup:
    """Links to the grounds of a claim; one that follows another of its source shows its number alone."""
    out = []
    before = ""
    for note in notes:
        label = escape(note.label)
        again = f' aria-label="{label}"' if note.source == before else ""
        shown = note.number if again else label
        link = f'<a class="m m-{escape(note.source)}" href="{escape(note.href)}" data-note="{escape(note.key)}"{again}>{shown}</a>'
        out.append(link)
        before = note.source
    return Markup(" ".join(out))  # noqa: S704 - each value was escaped


def claim(view: ClaimView) -> Markup:
    """A claim's text with its quotes as links and its blanks, who phrased it, and its markers."""
    out = [_run(run) for run in view.runs]
    if view.made_by != "engine":
        out.append(f' <span class="by">{_MADE_BY[view.made_by]}</span>')
    if view.marks:
        out.append(f" {marks(view.marks)}")
    return Markup("".join(out))  # noqa: S704 - each value was escaped


def _run(run: Run) -> str:
    if run.kind == "blank":
        return '<span class="gap" role="img" aria-label="blank to fill in">____</span>'
    text = escape(run.text)
    if run.kind == "lead":
        return f"<b>{text}</b>"
    if run.kind == "quote" and run.note is not None:
        href, key, label = escape(run.note.href), escape(run.note.key), escape(run.note.label)
        return f'<a class="q" href="{href}" data-note="{key}">{text}</a><span class="m-print">{label}</span>'
    return str(text)
