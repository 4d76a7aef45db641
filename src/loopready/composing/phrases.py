"""Small phrases that several sections share: places, lengths of time, figures, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loopready.composing.career import Stated
from loopready.composing.claims import Claims, Value, calculated
from loopready.composing.context import Context
from loopready.engines.figures import Figure, figures, numbers
from loopready.engines.shortening import shorten
from loopready.model import Cite, Document, Evidence, Leaf, SignalRow, Span, Work


def quoted(text: str, *, limit: int = 140) -> str:
    """The words in quotation marks, shortened at a clause; an ellipsis says that they go on."""
    whole = " ".join(text.split()).rstrip(" .;,:")
    short = shorten(text, limit=limit)
    return f"“{short}”" if len(short) == len(whole) else f"“{short}…”"


def place(work: Work) -> str:
    """Position and employer as the CV has them: "Staff Nurse at St Bride's"."""
    position = work.position.value if work.position else ""
    name = work.name.value if work.name else ""
    return f"{position} at {name}" if position and name else position or name or "this entry"


def stated_cites(claims: Claims, stated: Stated) -> list[Cite]:
    """What a stated number of people or teams rests on: its line, and the sum where the line tells the teams one by one."""
    sizes: dict[str, Value] = {f"team {n}": round(size) for n, size in enumerate(stated.figure.parts, 1)}
    added = [calculated("reading.people_of_teams", stated.number, **sizes)] if sizes else []
    return [claims.of(stated.leaf), *added]


def place_cites(claims: Claims, work: Work | None) -> list[Cite]:
    """The cites of ``place``."""
    if work is None:
        return []
    return [claims.of(leaf) for leaf in (work.position, work.name) if leaf]


def spot(work: Work) -> str:
    """The employer's name, or the position where the CV names none: for a bracket after a quote."""
    leaf = work.name or work.position
    return leaf.value if leaf else "this entry"


def spot_cites(claims: Claims, work: Work | None) -> list[Cite]:
    """The cites of ``spot``."""
    leaf = (work.name or work.position) if work else None
    return [claims.of(leaf)] if leaf else []


def where(ctx: Context, evidence: Evidence) -> tuple[str, list[Cite]]:
    """Where a piece of evidence stands, as words and cites; empty outside the work entries."""
    work = ctx.work(evidence.work)
    return (spot(work), spot_cites(ctx.claims, work)) if work else ("", [])


def nowhere(work: Work) -> str:
    """Where nothing was found, named from the latest entry: "nothing at Kvist Systems or elsewhere in the CV"."""
    return f"nothing at {spot(work)} or elsewhere in the CV"


def time_words(months: int) -> str:
    """Months as "2 years 3 months"."""
    years, rest = divmod(months, 12)
    parts = [f"{years} year{'s' if years != 1 else ''}"] if years else []
    if rest or not years:
        parts.append(f"{rest} month{'s' if rest != 1 else ''}")
    return " ".join(parts)


def listed(parts: Sequence[str], *, last: str = "and") -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 team", "3 teams"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def scope_figures(leaf_value: str) -> list[Figure]:
    """The figures of a text that tell scope: people, teams, time, money, customers, availability, shares."""
    return [figure for figure in figures(leaf_value) if figure.kind != "date"]


def figure_words(found: Iterable[Figure], text: str, *, most: int = 4) -> list[str]:
    """Figures as the text words them, with the noun where the text puts one behind."""
    out: list[str] = []
    for figure in found:
        words = " ".join(text[figure.start : figure.end].split())
        if words and words not in out:
            out.append(words)
    return out[:most]


def bare_numbers(text: str, *, most: int = 3) -> list[str]:
    """Numbers that count nothing by name, as the text words them ("nine of the 14"); "one" and what belongs to a date are none."""
    dated = [(figure.start, figure.end) for figure in figures(text)]
    places = [
        (number.start, number.end)
        for number in numbers(text)
        if number.value != 1 and not any(start < number.end and number.start < end for start, end in dated)
    ]
    out: list[tuple[int, int]] = []
    for start, end in places:
        if out and text[out[-1][1] : start] in (" of ", " of the "):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return list(dict.fromkeys(text[start:end] for start, end in out))[:most]


def best_leaf(ctx: Context, evidence: Sequence[Evidence]) -> Leaf | None:
    """The CV's bullet in which the best evidence lies."""
    for each in evidence:
        work = ctx.work(each.work)
        if work is None:
            continue
        for leaf in work.highlights:
            if isinstance(leaf.source, Span) and leaf.source.start <= each.span.start < leaf.source.end:
                return leaf
    return None


def opening(document: Document) -> Span:
    """The first line of a document that holds words, for naming it; at most 120 characters of it."""
    for line in document.text.split("\n"):
        words = line.strip()[:120].rstrip()
        if words:
            start = document.text.index(words)
            return document.span(start, start + len(words))
    raise ValueError("a document holds no words")


_FIRST = (4.0, 3.0, 2.0)
"""How much more a line counts that shows one of a signal's first facets, which are its heart."""


def leading(row: SignalRow) -> tuple[Evidence, ...]:
    """A signal's evidence, the line first that carries most of its facets; between equals the one of the weightier facet."""
    carried: dict[tuple[int, int], float] = {}
    first: dict[tuple[int, int], tuple[int, Evidence]] = {}
    for at, result in enumerate(row.facets):
        for rank, evidence in enumerate(result.evidence[:2]):
            place = (evidence.span.start, evidence.span.end)
            told = (2 if rank == 0 else 1) + (evidence.work is not None)
            carried[place] = carried.get(place, 0.0) + told * (_FIRST[at] if rank == 0 and at < len(_FIRST) else 1.0)
            first.setdefault(place, (at, evidence))
    order = sorted(first, key=lambda place: (-carried[place], first[place][0]))
    ranked = tuple(first[place][1] for place in order)
    return ranked or row.evidence


def lower_first(text: str) -> str:
    """The text with its first letter lowered, unless its first word is an acronym or a name in capitals."""
    first = text.split(" ", 1)[0]
    return text if sum(c.isupper() for c in first) > 1 or first in {"I", "I'd"} else text[:1].lower() + text[1:]
