"""Requirements seen through the guide: a posting and a CV may speak of one thing in words that share nothing.

"Managed an underperformer" and "moved one engineer out after a 12-week improvement plan" meet in a facet of the guide: its cues
stand in both.
"""

from __future__ import annotations

from collections.abc import Sequence

from loopready.engines.cues import CueSet
from loopready.engines.figures import figures
from loopready.engines.text import fold, stem, words
from loopready.matching.lexicon import stem_set, word_set
from loopready.model import Evidence, Facet, Guide, Reason, Row, SignalRow

STRENGTH = 0.4
LEAST_REACH = 8
"""Letters that a facet's cues must hold, in the requirement and in the CV's line: one short common word is not enough."""
_BARRED = ("people", "teams", "money", "percent", "availability", "duration")


def bridge(rows: Sequence[Row], signals: Sequence[SignalRow], guide: Guide) -> tuple[Row, ...]:
    """The rows, those raised from missing to partial for which the guide knows the CV's words.

    A row with years, a degree or a figure to reach, one that names a tool or lists things and one the CV denies stay as they are. Only a
    guide written for the seat knows its words; the general guide does not.
    """
    if guide.path == "general":
        return tuple(rows)
    shown = _shown(signals, guide)
    return tuple(_bridged(row, shown) for row in rows)


def _shown(signals: Sequence[SignalRow], guide: Guide) -> list[tuple[Facet, Evidence]]:
    """Facets that a line of a work entry shows by its words, with that line."""
    facets = {(signal.id, facet.id): facet for signal in guide.signals for facet in signal.facets}
    out = []
    for row in signals:
        for result in row.facets:
            facet = facets.get((row.signal, result.facet))
            held = next((e for e in result.evidence if e.work and facet and _reach(facet, e.quote) >= LEAST_REACH), None)
            if facet and held:
                out.append((facet, held))
    return out


def _reach(facet: Facet, text: str) -> int:
    """The letters of a text that a facet's cues hold, in words that say something by themselves ("customers" alone does not)."""
    said = [word.text for hit in CueSet(facet.cues).hits(text) for word in words(text[hit.start : hit.end])]
    return sum(len(word) for word in said if stem(word) not in stem_set("weak") and fold(word) not in word_set("stop"))


def _bridged(row: Row, shown: Sequence[tuple[Facet, Evidence]]) -> Row:
    asked = row.requirement
    to_reach = any(figure.kind in _BARRED for figure in figures(asked.text))
    tools = any(each.origin == "words" for each in asked.named) if asked.named else bool(asked.skills)
    barred = asked.years or asked.degree or tools or ":" in asked.text or to_reach
    if row.coverage != "missing" or row.evidence or barred:
        return row
    best: tuple[int, Facet, Evidence] | None = None
    for facet, evidence in shown:
        reach = _reach(facet, asked.text)
        if reach >= LEAST_REACH and (best is None or reach > best[0]):
            best = (reach, facet, evidence)
    if best is None:
        return row
    _, facet, evidence = best
    reason = Reason(name="seen_through_the_guide", weight=STRENGTH, note=facet.name)
    return row.model_copy(update={"coverage": "partial", "strength": STRENGTH, "reasons": (reason,), "evidence": (evidence,)})
