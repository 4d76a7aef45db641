"""What is asked of a line that states acts and figures: by the act it names and by the figures it holds. The words are the lexicon's."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from loopready.engines import lexicon
from loopready.engines.calculators.slo import downtime_minutes
from loopready.engines.cues import CueSet
from loopready.engines.figures import Figure
from loopready.engines.text import BLANK
from loopready.model import CalculatedCite, Cite

Probe = tuple[str, str, list[Cite]]
"""A probe's name, its words and the calculations in them."""


_NINES = 95
"""From here to a hundred a figure that moved within the whole is read as per cent of the time."""


class Act(NamedTuple):
    """An act that a line names, ``text[start:end]``, and what is asked of it."""

    id: str
    start: int
    end: int
    says: tuple[str, ...]


class Phrasing:
    """Chooses among the wordings for an act, each once before one comes again."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def of_act(self, text: str) -> str:
        """The question for the first act of a line."""
        found = act_of(text)
        name, says = (found.id, list(found.says)) if found else ("other", list(_probes()["other"]))
        at = self._used.get(name, 0)
        self._used[name] = at + 1
        says_ = says if at < len(says) else [*says, *_probes()["other"]]
        return str(says_[at % len(says_)])


def act_of(text: str) -> Act | None:
    """The first act of a line that the lexicon has probes for; None where it names none."""
    first: Act | None = None
    for act in _probes()["acts"]:
        hits = _cues(tuple(act["cues"])).hits(text)
        if hits and (first is None or hits[0].start < first.start):
            first = Act(id=act["id"], start=hits[0].start, end=hits[0].end, says=tuple(act["says"]))
    return first


def figure_probes(text: str, found: list[Figure]) -> list[Probe]:
    """What the figures of a line will be asked, weightiest first: arithmetic before ground, one of each kind."""
    out: list[Probe] = []
    seen: set[str] = set()
    for figure in sorted(found, key=_weight):
        probe = _probe(figure, found, text)
        if probe and probe[0] not in seen:
            seen.add(probe[0])
            out.append(probe)
    return out


def _weight(figure: Figure) -> tuple[int, int]:
    order = ("percent", "availability", "money", "rate", "count", "people", "teams", "duration")
    return (order.index(figure.kind) if figure.kind in order else len(order), figure.start)


def _probe(figure: Figure, found: list[Figure], text: str) -> Probe | None:
    words = " ".join(text[figure.start : figure.end].split()).rstrip(".,")
    match "availability" if is_bare_availability(figure) else figure.kind:
        case "percent":
            return _percent(figure, found, text, words)
        case "availability" if 90 <= figure.value < 100:
            after = downtime_minutes(figure.value, 30)
            cite = _calculated("slo.downtime_minutes", round(after, 1), target=figure.value, days=30)
            what = "A target or what was reached, over" if figure.base is None else "Over"
            said = f"{words}: that leaves {after:.1f} lost minutes in a 30-day month. {what} which window, seen by whom? {BLANK}"
            return "availability", said, [cite]
        case "money":
            saved = _cues(tuple(_probes()["saving_cues"])).hits(text)
            return "money", _says("money_saved" if saved else "money", words), []
        case "people" if figure.value > 1 and _speaks_of("leads", text) and not _speaks_of("not_leads", text):
            return "people", _says("people_led", words), []
        case "teams" if _speaks_of("leads", text):
            return "teams", _says("teams_led", words), []
        case "count" | "rate" | "ratio" if figure.base:
            change = round(100 * (figure.value / figure.base - 1))
            cite = _calculated("general.percent_change", change, before=figure.base, after=figure.value)
            return "change", f"“{words}” is {change:+d}%: counted how, and over the same load? {BLANK}", [cite]
        case "count" | "rate" if figure.value >= 1000:
            peak = _cues(tuple(_probes()["peak_cues"])).hits(text)
            return "load", _says("load_peak" if peak else "load", words), []
        case "duration" if _cues(tuple(_probes()["incident_cues"])).hits(text):
            return "incident_time", _says("incident_time", words), []
        case "duration" if _cues(tuple(_probes()["late_cues"])).hits(text):
            return "late", _says("late", words), []
        case _:
            return None


def is_bare_availability(figure: Figure) -> bool:
    """Whether a count that moved is an availability written without its sign: "from 99.9 to 99.96"."""
    return figure.kind == "count" and figure.base is not None and all(_NINES <= value < 100 for value in (figure.base, figure.value))


def _percent(figure: Figure, found: list[Figure], text: str, words: str) -> Probe:
    if figure.base is not None:
        points = round(figure.value - figure.base, 2)
        cite = _calculated("general.points_change", points, before=figure.base, after=figure.value)
        return "points", f"“{words}” is {points:+g} points: of how many, counted by whom, and has it held since? {BLANK}", [cite]
    money = next((f for f in found if f.kind == "money" and f.base is None), None)
    if money and 0 < figure.value < 100:
        base = money.value / (figure.value / 100)
        cite = _calculated("general.base_from_share", round(base), amount=money.value, percent=figure.value)
        sum_ = " ".join(text[money.start : money.end].split())
        said = (
            f"{sum_} and {words} together mean a base of about {amount(base)}: of which year, and what did growth do to it meanwhile? "
            f"{BLANK}"
        )
        return "base", said, [cite]
    return "percent", _says("percent", words), []


def _says(name: str, words: str) -> str:
    return f"{_probes()['figures'][name][0].format(words=words)} {BLANK}"


def _calculated(engine: str, result: Any, **inputs: Any) -> CalculatedCite:
    """A cite of a calculation."""
    return CalculatedCite(engine=engine, inputs=dict(inputs), result=result)


def amount(value: float) -> str:
    """A sum of money in words as the CV would write it: 4.5M, 320k."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:.1f}M"
    if value >= 10_000:
        return f"{value / 1000:.0f}k"
    return f"{value:.0f}"


def _speaks_of(name: str, text: str) -> bool:
    return bool(_cues(tuple(lexicon.table("composing")[name])).hits(text))


@cache
def _cues(cues: tuple[str, ...]) -> CueSet:
    return CueSet(cues)


def _probes() -> dict[str, Any]:
    return lexicon.table("probes")
