"""The figures as Markdown: tables with the worst first, and the worst failures in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evals.own.layouts import LAYOUTS

Row = dict[str, Any]
_COLUMNS = ("entry", "company", "title", "dates", "bullets", "education", "skills", "name", "email", "phone", "links")


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return [*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows), ""]


def _figure(row: Row, key: str) -> str:
    return f"{row[key]:.3f}" if key in row else "–"


def _short(text: str, limit: int = 110) -> str:
    """A value for a sentence: cut, on one line, and free of what Markdown would read."""
    text = " ".join(text.split()).replace("|", "/")
    return text if len(text) <= limit else text[:limit].rstrip() + " …"


def failure_sentences(worst: Sequence[Row]) -> Iterator[str]:
    """Each of the worst kinds of failure as a sentence with one case."""
    for kind in worst:
        case = kind["cases"][0]
        read = f"“{_short(case['read'])}”" if case["read"] else "nothing"
        wanted = f"“{_short(case['truth'])}” was read as {read}" if case["truth"] else f"{read} is no entry of the person"
        yield f"- {kind['layout']}, {kind['field']}: {kind['times']} times in {kind['files']} files; for example {wanted}."


def cv_lines(cvs: Row) -> list[str]:
    """CVs: by layout, the worst first."""
    says = {layout.name: layout.says for layout in LAYOUTS}
    scans = {layout.name for layout in LAYOUTS if layout.engine == "scan"}
    rows, scanned = (
        [
            [row["layout"], says[row["layout"]], row["files"], *(_figure(row, c) for c in _COLUMNS)]
            for row in cvs["layouts"]
            if (row["layout"] in scans) is scan
        ]
        for scan in (False, True)
    )
    every = ["all of these", "", sum(int(row[2]) for row in rows), *(_figure(cvs["all"], c) for c in _COLUMNS)]
    head = ("layout", "what it is", "files", *_COLUMNS)
    scan_lines = ["Scans, read by the OCR extra where an engine is present:", "", *_table(head, scanned)] if scanned else []
    seconds = cvs["seconds"]
    failed = [f"- {f['file']}: {f.get('code')}, {_short(f.get('message') or '')}" for f in cvs["failed"][:5]]
    return [
        *_table(head, [every, *rows]), *scan_lines,
        f"Seconds a PDF with text: median {seconds['median']}, p95 {seconds['p95']}. "
        f"Files that failed: {len(cvs['failed'])}, of the scans {cvs['scans_failed']}.", "",
        *failed, "",
        "The worst failures:", "", *failure_sentences(cvs["worst"]), "",
    ]  # fmt: skip


def posting_lines(postings: Row) -> list[str]:
    """Postings: by house, the worst first."""
    rates = [[name, _figure(postings, name)] for name in ("title", "firm", "place", "years", "degree")]
    confused = ", ".join(f"{name} {count}" for name, count in postings["confusions"].items())
    return [
        *_table(("measure", "figure"), [["kinds of lines, macro-F1", _figure(postings, "kinds")], *rates,
                                        ["years read where none are asked", postings["years_where_none"]], ["failed", postings["failed"]]]),
        *_table(("house", "kinds of lines, macro-F1"), [[name, f"{value:.3f}"] for name, value in postings["by_house"].items()]),
        f"Lines taken for another kind: {confused or 'none'}.", "",
    ]  # fmt: skip


def match_lines(matches: Row) -> list[str]:
    """Planted pairs: by what was planted, the worst first."""
    rows = [[name, f"{g['right']:.3f}", f"{g['macro_f1']:.3f}", g["n"]] for name, g in matches["groups"].items()]
    return [
        *_table(("planted", "right", "macro-F1", "n"), rows),
        f"Quotes that stand in the CV: {matches['quote_stands']} of {matches['met']} met. Pairs that failed: {matches['failed']}.", "",
    ]  # fmt: skip


def report(found: Row) -> str:
    """The whole page."""
    cvs, postings, matches = found["cvs"], found["postings"], found["matches"]
    lines = [
        f"loopready {found['version']}, seed {found['seed']}.", "", *(f"{words}\n" for words in found["left_out"]),
        f"### CVs: {cvs['files']} files", "", *cv_lines(cvs),
        f"### Postings: {postings['postings']} files, {postings['lines']} lines", "", *posting_lines(postings),
        f"### Planted pairs: {matches['pairs']}", "", *match_lines(matches),
    ]  # fmt: skip
    return "\n".join(lines).rstrip() + "\n"
