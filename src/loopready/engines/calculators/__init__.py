"""Calculators that formulas of the content may call, by name.

Percentages are per cent (99.9); time is minutes unless a name says otherwise; money keeps the currency it came in.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from loopready.engines.calculators import (
    audit,
    capacity,
    credit,
    data,
    deals,
    devtools,
    durability,
    experiment,
    finops,
    funnel,
    general,
    programme,
    queueing,
    saas,
    schedule,
    slo,
)
from loopready.engines.calculators.registry import Calculator, registered

CALCULATORS: Mapping[str, Calculator] = MappingProxyType(registered())
"""Every calculator, by name."""

__all__ = [
    "CALCULATORS",
    "Calculator",
    "audit",
    "capacity",
    "credit",
    "data",
    "deals",
    "devtools",
    "durability",
    "experiment",
    "finops",
    "funnel",
    "general",
    "programme",
    "queueing",
    "saas",
    "schedule",
    "slo",
]
