"""Hiring funnels: conversions, candidates needed, intervals, time."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, positive, share, whole


def _rates(rates: tuple[float, ...]) -> None:
    demand((bool(rates), "give at least one stage"), *(share("each rate", rate) for rate in rates))


@calculator(unit="per cent", says="the share that passes all stages", source="product of stage conversions")
def funnel_yield(*rates: float) -> float:
    """Product of the stages' conversions (each in per cent), in per cent. ValueError for no stage."""
    _rates(rates)
    return math.prod(rate / 100 for rate in rates) * 100


@calculator(unit="people", says="those left after the stages", source="start x product of stage conversions")
def funnel_left(start: float, *rates: float) -> float:
    """start x the stages' conversions (each in per cent). ValueError for a negative start or no stage."""
    demand((start >= 0, f"the start must not be negative, not {start:g}"))
    _rates(rates)
    return start * math.prod(rate / 100 for rate in rates)


@calculator(unit="people", says="the candidates needed at the start for so many hires", source="hires / product of stage conversions")
def candidates_needed(hires: float, *rates: float) -> int:
    """ceil(hires / product of the stages' conversions, each in per cent). ValueError where a stage passes nobody."""
    _rates(rates)
    demand((hires >= 0, f"hires must not be negative, not {hires:g}"), *(positive("each rate", rate) for rate in rates))
    return math.ceil(hires / math.prod(rate / 100 for rate in rates) - 1e-9)


@calculator(unit="per cent", says="the share of one stage that went on to the next", source="passed / entered")
def conversion(passed: float, entered: float) -> float:
    """passed / entered x 100, in per cent. ValueError where more passed than entered, or nobody entered."""
    demand(positive("entered", entered), (0 <= passed <= entered, "those who passed must lie from 0 to those who entered"))
    return passed / entered * 100


def _wilson(passed: float, entered: float, z: float) -> tuple[float, float]:
    demand(whole("passed", passed), whole("entered", entered, least=1), (passed <= entered, "more passed than entered"), positive("z", z))
    p, n = passed / entered, entered
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


@calculator(unit="per cent", says="the lower end of the 95 per cent interval of a rate", source="Wilson score interval")
def wilson_low(passed: float, entered: float, z: float = 1.96) -> float:
    """Lower end of Wilson's score interval of passed / entered, in per cent; z = 1.96 for 95 per cent. ValueError for impossible counts."""
    return _wilson(passed, entered, z)[0] * 100


@calculator(unit="per cent", says="the upper end of the 95 per cent interval of a rate", source="Wilson score interval")
def wilson_high(passed: float, entered: float, z: float = 1.96) -> float:
    """Upper end of Wilson's score interval of passed / entered, in per cent; z = 1.96 for 95 per cent. ValueError for impossible counts."""
    return _wilson(passed, entered, z)[1] * 100


@calculator(unit="hours", says="the interview hours that so many hires cost", source="candidates x hours each")
def interview_hours(hires: float, onsite_rate: float, accept_rate: float, hours_per_onsite: float) -> float:
    """hires / (onsite_rate x accept_rate) x hours_per_onsite, rates in per cent: the panel's hours for full loops.

    ValueError for a rate of 0.
    """
    demand(
        (hires >= 0, f"hires must not be negative, not {hires:g}"),
        share("onsite rate", onsite_rate),
        positive("onsite rate", onsite_rate),
        share("accept rate", accept_rate),
        positive("accept rate", accept_rate),
        positive("hours per loop", hours_per_onsite),
    )
    return hires / (onsite_rate / 100 * accept_rate / 100) * hours_per_onsite


@calculator(unit="weeks", says="the time to fill so many seats", source="hires / hires a week + time of one pass")
def weeks_to_hire(hires: float, starts_per_week: float, yield_percent: float, weeks_per_pass: float = 0) -> float:
    """hires / (starts_per_week x yield_percent / 100) + weeks_per_pass. ValueError for a yield or flow of 0."""
    demand(
        (hires >= 0, f"hires must not be negative, not {hires:g}"),
        positive("candidates a week", starts_per_week),
        share("yield", yield_percent),
        positive("yield", yield_percent),
        (weeks_per_pass >= 0, "the time of one pass must not be negative"),
    )
    return hires / (starts_per_week * yield_percent / 100) + weeks_per_pass
