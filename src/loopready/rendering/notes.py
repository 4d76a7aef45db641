"""Cites become numbered notes, and the words a claim quotes become part of its text."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from loopready.model import CalculatedCite, Cite, Claim, Document, FactCite, GuideCite, Item, PersonCite, QuoteCite
from loopready.rendering.clean import BLANK, REPLACEMENT, one_line, plain
from loopready.rendering.labels import labels
from loopready.rendering.view import ClaimView, DocumentView, Note, Run, Segment

_QUOTED = re.compile(r'“([^“”]{2,})”|"([^"]{2,})"(?!\w)')
_LEAD = re.compile(r"[^:.?!____]{1,38}:(?=\s)")
_CONTEXT = 48
Address = Callable[[QuoteCite], str]
"""Where a page of its own shows the words that a cite quotes."""


def inputs_line(inputs: Mapping[str, Any]) -> str:
    """The inputs of a calculation in one line: ``availability = 0.9999, minutes = 43200``."""
    return ", ".join(f"{one_line(str(name))} = {value_text(value)}" for name, value in inputs.items())


def value_text(value: object) -> str:
    """A value of a calculation as text: numbers to six digits, lists and tables member by member."""
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if isinstance(value, Mapping):
        return ", ".join(f"{one_line(str(name))} {value_text(member)}" for name, member in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(value_text(member) for member in value)
    return one_line(str(value))


class Notebook:
    """Numbers every cite once, in order of first use, within its source. Cites of ``unmarked`` sources get no number and no marker.

    ``address`` gives the page of its own on which the words of a cite are shown; without it links lead to anchors of the same page.
    """

    def __init__(
        self,
        *,
        documents: Mapping[str, Document] | None = None,
        facts: Mapping[str, str] | None = None,
        titles: Mapping[str, str] | None = None,
        unmarked: Iterable[str] = (),
        address: Address | None = None,
    ) -> None:
        self._documents = dict(documents or {})
        self._facts = facts or {}
        self._titles = titles or {}
        self._unmarked = frozenset(unmarked)
        self._address = address
        self._notes: dict[tuple[Any, ...], Note] = {}
        self._counts: dict[str, int] = {}
        self._spans: dict[str, list[tuple[int, int, Note]]] = {}
        self._breaks = {source: _line_starts(document.text) for source, document in self._documents.items()}

    def notes(self) -> tuple[Note, ...]:
        """All notes: the CV's, the posting's, then the others, each in order of number."""
        return tuple(sorted(self._notes.values(), key=_place))

    def note(self, cite: Cite) -> Note:
        """The note of a cite, made at its first use."""
        key = _key(cite)
        if key not in self._notes:
            number = self._counts[cite.source] = self._counts.get(cite.source, 0) + 1
            self._notes[key] = self._make(cite, number)
            if isinstance(cite, QuoteCite):
                self._spans.setdefault(cite.source, []).append((cite.start, cite.end, self._notes[key]))
        return self._notes[key]

    def _make(self, cite: Cite, number: int) -> Note:
        source = cite.source
        key, label = f"{source}-{number}", f"{labels().marks[source]} {number}"
        if isinstance(cite, QuoteCite):
            text = self._documents[source].text
            line = bisect_right(self._breaks[source], cite.start)
            begin, end = text.rfind("\n", 0, cite.start) + 1, text.find("\n", cite.end)
            before = _tail(one_line(text[begin : cite.start]))
            after = _head(one_line(text[cite.end : end if end >= 0 else len(text)]))
            quote = one_line(cite.quote) or REPLACEMENT
            address = self._address(cite) if self._address else ""
            return Note(
                key=key, source=source, number=number, label=label, where=f"line {line}", quote=quote, before=before, after=after,
                address=address,
            )  # fmt: skip
        where, lines = self._ground(cite)
        return Note(key=key, source=source, number=number, label=label, where=one_line(where), lines=lines)

    def _ground(self, cite: GuideCite | FactCite | CalculatedCite | PersonCite) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Where a cite that is no quote points to, and the lines that tell of it."""
        if isinstance(cite, GuideCite):
            return cite.item, (("Guide", one_line(self._titles.get(cite.item, cite.item))),)
        if isinstance(cite, FactCite):
            return cite.id, (("Fact", one_line(self._facts.get(cite.id, cite.id))),)
        if isinstance(cite, CalculatedCite):
            inputs = inputs_line(cite.inputs) or "none"
            return cite.engine, (("Calculated by", one_line(cite.engine)), ("Inputs", inputs), ("Result", value_text(cite.result)))
        return cite.item, (("Your own words", one_line(self._titles.get(cite.item, cite.item))),)

    def shared(self, item: Item, *, least: int) -> tuple[Note, ...]:
        """Guide items cited by at least ``least`` claims of an item: named once at its foot instead of behind every line."""
        claims = [claim for block in item.blocks for claim in block.claims]
        cited = [cite for claim in claims for cite in claim.cites if isinstance(cite, GuideCite) and cite.source not in self._unmarked]
        return tuple(note for note, count in Counter(map(self.note, cited)).items() if count >= least)

    def claim(self, claim: Claim, *, led: bool = False, hidden: Iterable[Note] = ()) -> ClaimView:
        """A claim as runs. ``hidden`` notes get no marker, ``led`` sets off a label that ends in a colon."""
        text = one_line(claim.text)
        notes = [self.note(cite) for cite in claim.cites if cite.source not in self._unmarked]
        quotes = [note for note in dict.fromkeys(notes) if note.quote]
        runs, used = _with_quotes(text, quotes)
        if led and runs and runs[0].kind == "text" and (lead := _LEAD.match(runs[0].text)):
            rest = runs[0].text[lead.end() :]
            runs = [Run(kind="lead", text=lead.group()), Run(kind="text", text=rest), *runs[1:]]
        without = used | set(hidden)
        marks = tuple(sorted({note for note in notes if note not in without}, key=_place))
        return ClaimView(id=claim.id, runs=tuple(run for raw in runs for run in _with_blanks(raw)), marks=marks, made_by=claim.made_by)

    def document(self, source: str) -> DocumentView:
        """A document's text cut where quotes begin and end. To be called when all claims are made."""
        document = self._documents[source]
        spans = sorted(self._spans.get(source, []), key=lambda span: (span[0], span[1], span[2].number))
        cuts = sorted({place for start, end, _ in spans for place in (start, end)})
        lines: list[tuple[Segment, ...]] = []
        starts = self._breaks[source]
        for start, after in zip(starts, [*starts[1:], len(document.text) + 1], strict=True):
            lines.append(_segments(document.text, start, after - 1, cuts, spans))
        title = labels().sources[source]
        return DocumentView(source=source, title=title, name=one_line(document.name), lines=tuple(lines))


def _place(note: Note) -> tuple[int, int]:
    """Notes in the order of their sources, then of their numbers."""
    return _order()[note.source], note.number


@cache
def _order() -> dict[str, int]:
    return {source: place for place, source in enumerate(labels().sources)}


def _key(cite: Cite) -> tuple[Any, ...]:
    if isinstance(cite, QuoteCite):
        return (cite.source, cite.start, cite.end)
    if isinstance(cite, FactCite):
        return (cite.source, cite.id)
    if not isinstance(cite, CalculatedCite):
        return (cite.source, cite.item)
    return (cite.source, json.dumps(cite.model_dump(mode="json"), sort_keys=True))


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _tail(text: str) -> str:
    return text if len(text) <= _CONTEXT else "…" + text[-_CONTEXT:].partition(" ")[2]


def _head(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT].rpartition(" ")[0] + "…"


def _segments(text: str, start: int, end: int, cuts: list[int], spans: list[tuple[int, int, Note]]) -> tuple[Segment, ...]:
    inside = [place for place in cuts if start < place < end]
    out = []
    for left, right in zip([start, *inside], [*inside, end], strict=True):
        quoted = tuple(note.key for low, high, note in spans if low < right and high > left)
        anchors = tuple(note.key for low, _, note in spans if left <= low < right + (right == end))
        out.append(Segment(text=plain(text[left:right]).replace("\n", " "), quoted_by=quoted, anchors=anchors))
    return tuple(out)


def _with_quotes(text: str, quotes: list[Note]) -> tuple[list[Run], set[Note]]:
    """Words in quotation marks that stand in a cited passage become links to it; so does a claim that is the passage itself."""
    runs: list[Run] = []
    used: set[Note] = set()
    if quotes and text == quotes[0].quote:
        return [Run(kind="quote", text=text, note=quotes[0])], {quotes[0]}
    at = 0
    for found in _QUOTED.finditer(text):
        said = (found.group(1) or found.group(2)).strip().strip("…").strip()
        note = next((note for note in quotes if said == note.quote), None)
        note = note or next((note for note in quotes if said and said in note.quote), None)
        if note is None:
            continue
        if found.start() > at:
            runs.append(Run(kind="text", text=text[at : found.start()]))
        runs.append(Run(kind="quote", text=found.group(), note=note))
        used.add(note)
        at = found.end()
    if at < len(text):
        runs.append(Run(kind="text", text=text[at:]))
    return runs, used


def _with_blanks(run: Run) -> list[Run]:
    if run.kind != "text":
        return [run]
    out, at = [], 0
    for found in BLANK.finditer(run.text):
        if found.start() > at:
            out.append(Run(kind="text", text=run.text[at : found.start()]))
        out.append(Run(kind="blank", text="____"))
        at = found.end()
    if at < len(run.text):
        out.append(Run(kind="text", text=run.text[at:]))
    return out
