"""Figures of a text: people, teams, money, percentages, availability, durations, counts, dates, rates, ratios."""

from loopready.engines.figures.money import Converted, in_currency
from loopready.engines.figures.numbers import Number, digits_value, numbers
from loopready.engines.figures.scan import figures, figures_of
from loopready.engines.figures.types import Comparator, Figure, FigureKind, convert_duration

__all__ = [
    "Comparator",
    "Converted",
    "Figure",
    "FigureKind",
    "Number",
    "convert_duration",
    "digits_value",
    "figures",
    "figures_of",
    "in_currency",
    "numbers",
]  # fmt: skip
