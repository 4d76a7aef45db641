"""Calculators that formulas of the content may call, by name.

Percentages are per cent (99.9); time is minutes unless a name says otherwise; money keeps the currency it came in.
"""

from __future__ import annotations

from collections.abc import Mapping

from loopready.engines.calculators.registry import Calculator, Calculators, built_in_calculators, calculator

CALCULATORS: Mapping[str, Calculator] = Calculators()
"""Every calculator, by name; modules are imported when it is first looked into."""

__all__ = ["CALCULATORS", "Calculator", "built_in_calculators", "calculator"]
