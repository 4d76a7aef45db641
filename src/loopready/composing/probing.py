"""The wording of probes: by the act a line names and by the figures it states. The words are the lexicon's."""

from __future__ import annotations

from functools import cache
from typing import Any

from loopready.composing.claims import calculated
from loopready.composing.lexicon import cues_of, read_lexicon, speaks_of
from loopready.composing.phrases import BLANK
from loopready.composing.skeleton import amount
from loopready.engines.calculators.slo import downtime_minutes
from loopready.engines.figures import Figure
from loopready.model import Cite

Probe = tuple[str, str, list[Cite]]
"""A probe's name, its words and the calculations in them."""


class Phrasing:
    """Chooses among the wordings for an act, each once before one comes again."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def of_act(self, text: str) -> str:
        """The question for the first act of a line."""
        first: tuple[int, str, list[str]] | None = None
        for act in _probes()["acts"]:
            hits = cues_of(tuple(act["cues"])).hits(text)
            if hits and (first is None or hits[0].start < first[0]):
                first = (hits[0].start, act["id"], act["says"])
        name, says = (first[1], first[2]) if first else ("other", _probes()["other"])
        at = self._used.get(name, 0)
        self._used[name] = at + 1
        says_ = says if at < len(says) else [*says, *_probes()["other"]]
        return str(says_[at % len(says_)])


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
    match figure.kind:
        case "percent":
            return _percent(figure, found, text, words)
        case "availability" if 90 <= figure.value < 100:
            after = downtime_minutes(figure.value, 30)
            cite = calculated("slo.downtime_minutes", round(after, 1), target=figure.value, days=30)
            said = (
                f"{words}: that leaves {after:.1f} lost minutes in a 30-day month. A target or what was reached, over which window, "
                f"seen by whom? {BLANK}"
            )
            return "availability", said, [cite]
        case "money":
            saved = cues_of(tuple(_probes()["saving_cues"])).hits(text)
            return "money", _says("money_saved" if saved else "money", words), []
        case "people" if figure.value > 1 and speaks_of("leads", text) and not speaks_of("not_leads", text):
            return "people", _says("people_led", words), []
        case "teams" if speaks_of("leads", text):
            return "teams", _says("teams_led", words), []
        case "count" | "rate" | "ratio" if figure.base:
            change = round(100 * (figure.value / figure.base - 1))
            cite = calculated("general.percent_change", change, before=figure.base, after=figure.value)
            return "change", f"“{words}” is {change:+d}%: counted how, and over the same load? {BLANK}", [cite]
        case "count" | "rate" if figure.value >= 1000:
            return "load", _says("load", words), []
        case "duration" if cues_of(tuple(_probes()["incident_cues"])).hits(text):
            return "incident_time", _says("incident_time", words), []
        case "duration" if cues_of(tuple(_probes()["late_cues"])).hits(text):
            return "late", _says("late", words), []
        case _:
            return None


def _percent(figure: Figure, found: list[Figure], text: str, words: str) -> Probe:
    if figure.base is not None:
        points = round(figure.value - figure.base, 2)
        cite = calculated("general.points_change", points, before=figure.base, after=figure.value)
        return "points", f"“{words}” is {points:+g} points: of how many, counted by whom, and has it held since? {BLANK}", [cite]
    money = next((f for f in found if f.kind == "money" and f.base is None), None)
    if money and 0 < figure.value < 100:
        base = money.value / (figure.value / 100)
        cite = calculated("general.base_from_share", round(base), amount=money.value, percent=figure.value)
        sum_ = " ".join(text[money.start : money.end].split())
        said = (
            f"{sum_} and {words} together mean a base of about {amount(base)}: of which year, and what did growth do to it meanwhile? "
            f"{BLANK}"
        )
        return "base", said, [cite]
    return "percent", _says("percent", words), []


def _says(name: str, words: str) -> str:
    return f"{_probes()['figures'][name][0].format(words=words)} {BLANK}"


@cache
def _probes() -> dict[str, Any]:
    return read_lexicon("probes.yaml")
