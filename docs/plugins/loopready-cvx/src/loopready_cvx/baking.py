"""Calculators that formulas of any guide may call."""

from __future__ import annotations

import math

from loopready.engines.calculators import calculator


@calculator(
    unit="ovens",
    says="ovens that bake a night's loaves in time",
    source="Loaves over what one oven bakes in the hours there are, rounded up.",
)
def ovens_needed(loaves: float, loaves_an_hour: float, hours: float) -> int:
    """Loaves over loaves an oven bakes in the hours, rounded up. ValueError where an oven bakes nothing."""
    if loaves_an_hour <= 0 or hours <= 0:
        raise ValueError("loaves_an_hour and hours must be above 0")
    return math.ceil(loaves / (loaves_an_hour * hours))
